"""The stretches of a document in which sentences run: each heading, and each provision's own words.

A printed line may break anywhere, so words are looked for in the text without white space; a region knows
where each of its characters stands in the source.

>>> region = Region.of("发展\\n 改革委", 0, 8, "clause/1")
>>> region.text, region.span(0, 5)
('发展改革委', (0, 7))
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Outline, Source, Span

_WORDS = re.compile(r"[^\s]+|\t")  # a tab parts the cells of a table


@dataclass(frozen=True, slots=True)
class Region:
    """``text`` is without white space; ``offsets[i]`` is the place of its i-th character in the source."""

    key: str | None
    heading: bool
    text: str
    offsets: tuple[int, ...] | range

    @classmethod
    def of(
        cls, source: str, start: int, end: int, key: str | None, heading: bool = False, holes: Sequence[Span] = ()
    ) -> Region:
        """The region ``source[start:end]`` without the ``holes`` (page marks) in it."""
        runs, at = [], start
        for hole in (*holes, Span(min(end, len(source)), end)):
            runs += [m.span() for m in _WORDS.finditer(source, at, hole.start)]
            at = hole.end
        if len(runs) == 1:
            return cls(key, heading, source[runs[0][0] : runs[0][1]], range(*runs[0]))
        text = "".join(source[a:b] for a, b in runs)
        return cls(key, heading, text, tuple(i for a, b in runs for i in range(a, b)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def regions(source: Source, outline: Outline) -> Iterator[Region]:
    """Headings and own words of all provisions, in text order; the document's title first."""
    holes = sorted(outline.furniture)
    starts = [hole.start for hole in holes]

    def within(start: int, end: int) -> list[Span]:
        inside = holes[bisect_left(starts, start) : bisect_left(starts, end)]
        return [hole for hole in inside if hole.end <= end]

    if outline.title:
        first, last = outline.title[0], outline.title[-1]
        yield Region.of(source.text, first.start, last.end, None, heading=True)
    for start, end, key, heading in sorted(_stretches(outline), key=lambda s: s[:2]):
        region = Region.of(source.text, start, end, key, heading, () if heading else within(start, end))
        if region.text:
            yield region


def _stretches(outline: Outline) -> Iterator[tuple[int, int, str, bool]]:
    """Headings, the words before the first part below, and what stands between and after the parts below."""
    reached: dict[str | None, int] = {}
    for p in outline.provisions:
        if p.title:
            yield p.title.start, p.title.end, p.key, True
        if p.own_end > p.start:
            yield p.start, p.own_end, p.key, False
        if p.parent in reached and p.heading_start > reached[p.parent]:
            yield reached[p.parent], p.heading_start, str(p.parent), False
        if p.parent is not None:
            reached[p.parent] = p.end
    for p in outline.provisions:
        if reached.get(p.key, p.end) < p.end:
            yield reached[p.key], p.end, p.key, False
