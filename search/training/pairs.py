"""A pair of texts that belong together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """``query`` should find ``passage``; ``source`` names the kind of pair, ``split`` is ``train`` or ``test``."""

    query: str
    passage: str
    source: str
    split: str = "train"
    group: str = ""
    """The law it is from: passages of one law are hard negatives to each other."""
