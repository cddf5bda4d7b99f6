"""How much of a text is understood."""

from __future__ import annotations

from kg.model import Outline, Source, Span


def coverage(source: Source, outline: Outline) -> float:
    """The share of characters (without white space) in a provision, a title or understood furniture, 0–1.

    >>> from kg.structure.outline import outline as read
    >>> source = Source("某市关于试点的意见\\n一、总则\\n稳妥。", "txt", "a.txt")
    >>> coverage(source, read(source))
    1.0
    """
    held = [Span(p.heading_start, p.end) for p in outline.provisions]
    held += [*outline.title, *outline.furniture]
    lost = sorted(outline.leftovers)
    total = _words(source.text)
    if not total:
        return 1.0
    known = sum(_words(source.text[s.start : s.end]) for s in minus(union(held), lost))
    return known / total


def _words(text: str) -> int:
    return len(text) - sum(text.count(c) for c in set(text) if c.isspace())


def union(spans: list[Span]) -> list[Span]:
    """The spans in order, those that touch as one.

    >>> union([Span(3, 5), Span(0, 2), Span(1, 4)])
    [Span(start=0, end=5)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.end > span.start:
            found.append(span)
    return found


def minus(spans: list[Span], holes: list[Span]) -> list[Span]:
    """The spans (in order, apart) without the holes (in order).

    >>> minus([Span(0, 9)], [Span(2, 4), Span(8, 12)])
    [Span(start=0, end=2), Span(start=4, end=8)]
    """
    found: list[Span] = []
    holes = union(list(holes))
    i = 0
    for span in spans:
        at = span.start
        while i < len(holes) and holes[i].end <= at:
            i += 1
        j = i
        while j < len(holes) and holes[j].start < span.end:
            if holes[j].start > at:
                found.append(Span(at, holes[j].start))
            at = max(at, holes[j].end)
            j += 1
        if at < span.end:
            found.append(Span(at, span.end))
    return found
