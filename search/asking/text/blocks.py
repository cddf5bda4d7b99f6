"""Lists that run over lines or clauses: numbered items below a lead, lines that begin with —— or one word, 更加注重甲，更加注重乙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.numerals import to_int
from search.asking.text.sides import Place
from search.asking.text.values import Span

_MARKS = (
    ("章", re.compile(r"第(?P<n>[一二三四五六七八九十]+)(?:章|部分|编)\s*")),
    ("条", re.compile(r"第(?P<n>[一二三四五六七八九十百]+)条\s*")),
    ("一、", re.compile(r"(?P<n>[一二三四五六七八九十]+)、\s*")),
    ("（一）", re.compile(r"[（(](?P<n>[一二三四五六七八九十]+)[）)]\s*")),
    ("1.", re.compile(r"(?P<n>\d{1,2})\s*[.．、](?!\d)\s*")),
    ("（1）", re.compile(r"[（(](?P<n>\d{1,2})[）)]\s*")),
)
_HEAD = re.compile(r"(?:^|[。\n])(?P<head>[^。\n]{2,40}?)(?:。|\n|$)")
_LEAST, _REPEATED, _LONGEST_LEAD, _SHORT, _LONGEST_PLACE = 2, 3, 90, 16, 240


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its place, and its mark: the kind of numbering and the number."""

    start: int
    end: int
    body: int
    kind: str
    number: int


def blocks(text: str) -> Iterator[tuple[tuple[Span, ...], Place]]:
    """The lists of ``text`` that run over lines, each with the words that lead to it.

    >>> text = "协议包括以下内容：\\n（一）期限；\\n（二）待遇；\\n（三）岗位职责。\\n其他。"
    >>> [[text[a:b] for a, b in items] for items, _ in blocks(text)]
    [['期限', '待遇', '岗位职责']]
    """
    lines = list(_lines(text))
    for i, line in enumerate(lines):
        if line.number and _begins(lines, i):
            chosen = list(_following(lines, i))
            if len(chosen) >= _LEAST:
                yield tuple(_said(text, one) for one in chosen), _place(text, lines, i)
    yield from _alike(text, lines)
    yield from _paragraphs(text, lines)


def _paragraphs(text: str, lines: list[Line]) -> Iterator[tuple[tuple[Span, ...], Place]]:
    """The lines below a short numbered heading that have no number of their own: （二）基本原则。"""
    for i, line in enumerate(lines):
        if line.kind and line.end - line.body <= _SHORT:
            j = i + 1
            while j < len(lines) and not lines[j].kind:
                j += 1
            own = lines[i + 1 : j]
            if len(own) >= _LEAST and all(text[one.end - 1] == "。" for one in own):
                yield tuple(_said(text, one) for one in own), _place(text, lines, i + 1)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for said in text.split("\n"):
        kind, number, body = "", 0, at
        for name, mark in _MARKS:
            if (found := mark.match(said)) is not None:
                kind, number, body = name, to_int(found["n"]) or 0, at + found.end()
                break
        if said.strip():
            yield Line(at, at + len(said), body, kind, number)
        at += len(said) + 1


def _begins(lines: list[Line], i: int) -> bool:
    """Whether an item is the first of its kind below a heading; clauses count on from one part to the next."""
    if lines[i].number == 1:
        return True
    kinds = [name for name, _ in _MARKS]
    before = next(
        (one for one in reversed(lines[:i]) if one.kind and kinds.index(one.kind) <= kinds.index(lines[i].kind)), None
    )
    return before is not None and before.kind != lines[i].kind


def _following(lines: list[Line], first: int) -> Iterator[Line]:
    """The items that go on counting from the first, whatever stands below them."""
    wanted, kinds = lines[first].number, [name for name, _ in _MARKS]
    for line in lines[first:]:
        if line.kind == lines[first].kind:
            if line.number != wanted:
                return
            wanted += 1
            yield line
        elif line.kind and kinds.index(line.kind) < kinds.index(lines[first].kind):
            return


def _said(text: str, line: Line) -> Span:
    """What an item says: its first sentence, without the stop."""
    stop = next((at for at in range(line.body, line.end) if text[at] in "。；：，"), line.end)
    whole = text[line.body : line.end].rstrip("；。：")
    short = whole if len(whole) <= 40 and "。" not in whole else text[line.body : stop]
    return line.body, line.body + len(short)


def _place(text: str, lines: list[Line], first: int) -> Place:
    """The line before the first item, and the heading it stands under."""
    lead = lines[first - 1] if first else lines[first]
    said = text[lead.start : lead.end][-_LONGEST_LEAD:]
    heading = next((one for one in reversed(lines[:first]) if one.kind and one.kind != lines[first].kind), lead)
    above = text[heading.start : heading.end].split("。")[0][:40]
    if heading.end < lead.start and lead.end - heading.start < _LONGEST_PLACE:
        said = text[heading.start : lead.end].replace("\n", "")[-_LONGEST_LEAD:]
    return Place(said if said != above else above, f"{above}。{said}", f"{above}。{said}")


def _alike(text: str, lines: list[Line]) -> Iterator[tuple[tuple[Span, ...], Place]]:
    """Lines one after the other that begin alike, and words between commas that do."""
    i = 0
    while i < len(lines):
        j = i + 1
        start = text[lines[i].start : lines[i].start + 2]
        while j < len(lines) and not lines[i].kind and text.startswith(start, lines[j].start):
            j += 1
        if j - i >= _REPEATED:
            dashed = start == "——"
            items = tuple(_said(text, _bare(line, dashed)) for line in lines[i:j])
            yield items, _place(text, lines, i)
        i = j
    for line in lines:
        yield from _repeated(text, line)


def _bare(line: Line, dashed: bool) -> Line:
    return Line(line.start, line.end, line.start + 2 * dashed, "", 0)


def _repeated(text: str, line: Line) -> Iterator[tuple[tuple[Span, ...], Place]]:
    """更加注重甲，更加注重乙: three or more in a row that begin with the same two characters or more."""
    pieces = [m.span() for m in re.compile(r"[^，；。：]+").finditer(text, line.body, line.end)]
    i = 0
    while i < len(pieces):
        start, j = text[pieces[i][0] : pieces[i][0] + 2], i + 1
        while j < len(pieces) and text.startswith(start, pieces[j][0]):
            j += 1
        if j - i >= _REPEATED:
            before = text[max(line.start, pieces[i][0] - 60) : pieces[i][0]]
            above = text[line.start : line.end].split("。")[0][:40]
            yield tuple(pieces[i:j]), Place(before or above, f"{above}。{before}", above)
        i = j
