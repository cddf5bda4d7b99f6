"""The stretches of a document in which sentences run: each heading, and each provision's own words.

A printed line may break anywhere, so words are looked for in the text without white space; a region knows
where each of its characters stands in the source.

>>> region = Region.of("发展\\n 改革委", 0, 8, "clause/1")
>>> region.text, region.span(0, 5)
('发展改革委', (0, 7))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Outline, Source

_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Region:
    """``text`` is without white space; ``offsets[i]`` is the place of its i-th character in the source."""

    key: str | None
    heading: bool
    text: str
    offsets: tuple[int, ...] | range

    @classmethod
    def of(cls, source: str, start: int, end: int, key: str | None, heading: bool = False) -> Region:
        """The region ``source[start:end]``."""
        runs = [(m.start(), m.end()) for m in _WORDS.finditer(source, start, min(end, len(source)))]
        if len(runs) == 1:
            return cls(key, heading, source[runs[0][0] : runs[0][1]], range(*runs[0]))
        text = "".join(source[a:b] for a, b in runs)
        return cls(key, heading, text, tuple(i for a, b in runs for i in range(a, b)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def regions(source: Source, outline: Outline) -> Iterator[Region]:
    """Headings and own words of all provisions, in text order; the document's title first."""
    if outline.title:
        first, last = outline.title[0], outline.title[-1]
        yield Region.of(source.text, first.start, last.end, None, heading=True)
    for p in outline.provisions:
        if p.title:
            yield Region.of(source.text, p.title.start, p.title.end, p.key, heading=True)
        if p.own_end > p.start:
            yield Region.of(source.text, p.start, p.own_end, p.key)
