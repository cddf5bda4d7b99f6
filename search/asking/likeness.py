"""How much of some words stands in a text, character by character: names are shortened more than reworded."""

from __future__ import annotations


def likeness(said: str, text: str) -> float:
    """The share of the pairs of characters of ``said`` that stand in ``text``.

    >>> likeness("政务新媒体", "政务媒体"), likeness("", "政务")
    (0.5, 0.0)
    """
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    return sum(pair in text for pair in pairs) / max(len(pairs), 1)


def longest_shared(said: str, text: str, least: int = 1) -> str:
    """The longest run of characters of ``said``, ``least`` or more, that stands in ``text``; nothing where none does.

    >>> longest_shared("政务新媒体要严把", "推进政务新媒体健康发展", 3)
    '政务新媒体'
    """
    runs = (said[a:b] for a in range(len(said)) for b in range(a + least, len(said) + 1))
    return max((run for run in runs if run in text), key=len, default="")


__all__ = ["likeness", "longest_shared"]
