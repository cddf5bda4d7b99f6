"""The lists of running text, each with the words around it: A、B和C of a sentence, and the units that a clause of it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.asking.choosing import names_of
from search.asking.question import Names
from search.asking.spans import with_names_whole
from search.asking.text.blocks import blocks
from search.asking.text.sides import Place
from search.asking.text.values import Span
from search.index import Engine
from search.interaction import sentence_at

_AROUND = 50
"""Characters before and behind a list that tell what it is of."""
_LONG_LIST, _SHORT_FIELD = 3, 8
"""Commas of a list in which 和 joins the last item only, and characters of a name with 和 in it."""
_TITLES = re.compile("《[^《》]+》(?:(?:以及|[、和与及])?《[^《》]+》)+")
_UNITS = ("unit", "institution")
_WHOLE_NAME = re.compile("、|^[一二两三四五六七八九十]")
_PIECE = re.compile(r"[^，。；：\n]+")
_VERB_END = re.compile(
    r"(?:(?:以|等|共)?(?:适当)?(?:方式)?(?:组成|选派|负责|牵头|参与|参加|指导|配合|协助|督促|联合|共同|筛选|会同|同意|批准|审核|审批|实施|制定|进行|开展|印发|发布|通知).*|等.*|要$|应当?$)$"
)
_MANNER = re.compile(r"以(?:适当|书面|多种)(?:方式)?$")
_VERB_LEAD = re.compile(
    r"^(?:接受|服从|征求|听取|征得|请|由|与|和|同|会同|经|对|在|将|按|及|以及|是|为|向|指|把|要|须|报)(?=..)"
)
_BODY = re.compile(
    r"(?:部|委|局|署|院|办|会|所|厅|公司|银行|中心|政府|集团|机构|部门|单位|大学|学院|军区|办公室|委员会|工委|小组)$"
)
_BODIES = re.compile(
    r"等?(?:(?<=等)[^，。；、的]{0,8}?)?(?:有关|相关|各|主管|政府)*(?:部门|单位|机构|机关|企业|高校|政府)"
)
_BRACKET = re.compile(
    r"[（(](?P<list>[^（）()]{2,240}?)(?:等)?(?:按职责分工|分别|共同)?(?:和各[^（）]{2,10})?(?:牵头|负责|参与|配合|按照?职责)[^（）()]{0,12}[）)]"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a list, the words around it, whether they are units, and what follows."""

    items: tuple[Span, ...]
    place: Place
    units: bool
    after: str
    block: bool = False
    """Whether it runs over lines, or over clauses that begin alike."""

    def words(self, text: str) -> list[str]:
        """The items themselves."""
        return [text[a:b] for a, b in self.items]


def listings(engine: Engine, document: str) -> tuple[Listing, ...]:
    """All lists of the running text of a document."""
    return _listings(engine, engine.library.state(), document)


@lru_cache(maxsize=64)
def _listings(engine: Engine, state: str, document: str) -> tuple[Listing, ...]:
    text, names, at, found = engine.library.text(document), names_of(engine, document), 0, []
    for paragraph in text.split("\n"):
        for items, units in _lists(paragraph, names):
            a, b = items[0][0], items[-1][1]
            if "\t" in paragraph[a:b]:
                continue
            place = _place(text, at + a, at + b)
            found.append(Listing(tuple((at + x, at + y) for x, y in items), place, units, paragraph[b : b + 24]))
        at += len(paragraph) + 1
    found += [Listing(items, place, False, "", True) for items, place in blocks(text)]
    return tuple(found)


def _lists(text: str, names: Names) -> Iterator[tuple[list[Span], bool]]:
    """The lists of a paragraph; the units that a clause names only where no longer list holds them all."""
    whole = [*_enumerated(text, names), *_titles(text)]
    yield from whole
    for items, units in _named(text, names):
        if not any(
            len(one) > len(items) and one[0][0] <= items[0][0] and items[-1][1] <= one[-1][1] for one, _ in whole
        ):
            yield items, units


def _enumerated(text: str, names: Names) -> Iterator[tuple[list[Span], bool]]:
    known = [n for n in names.find(text) if n.kind in _UNITS]
    spans = {(n.start, n.start + len(n.said)) for n in known}
    whole = [(a, b) for a, b in spans if b - a >= 5 and not _WHOLE_NAME.search(text[a:b])]
    for one in with_names_whole(text, whole):
        items = _trimmed(text, _fields(text, list(one.items)))
        known_items = sum(
            any(a <= x and y <= b for x, y in spans) or _BODY.search(text[a:b]) is not None for a, b in items
        )
        yield items, known_items > len(items) / 2 or _of_bodies(text, items[-1])


def _of_bodies(text: str, last: Span) -> bool:
    """Whether 部门 stands behind the last item, or ends it: 宣传、网信部门."""
    return _BODIES.match(text, last[1]) is not None or text[slice(*last)].endswith(("部门", "单位", "机关"))


def _fields(text: str, items: list[Span]) -> list[Span]:
    """The items, 和 before any but the last taken for part of a name: 商务、文化和旅游、应急."""
    if sum(text[b : b + 1] == "、" for _, b in items) < _LONG_LIST:
        return items
    out = items[:1]
    for i, (a, b) in enumerate(items[1:], 1):
        inner = text[out[-1][1] : a] == "和" and i + 1 < len(items)
        if inner and b - out[-1][0] <= _SHORT_FIELD:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _trimmed(text: str, items: list[Span]) -> list[Span]:
    """The items without 请 before the first and 选派人员参加 behind the last, where the others are shorter."""
    (a, b), (c, d) = items[0], items[-1]
    lead = _VERB_LEAD.match(text[a:b])
    if lead is not None:
        items[0] = (a + lead.end(), b)
    if (manner := _MANNER.search(text[c:d])) is not None:
        items[-1] = (c, d := c + manner.start())
    longest = max((y - x for x, y in items[:-1]), default=0)
    tail = _VERB_END.search(text[c:d], 2)
    body = tail is not None and _BODY.search(text[c : c + tail.start()]) is not None
    if (
        tail is not None
        and (body or d - c > longest + 1)
        and not any(_VERB_END.search(text[x:y]) for x, y in items[:-1])
    ):
        items[-1] = (c, c + tail.start())
    return items


def _named(text: str, names: Names) -> Iterator[tuple[list[Span], bool]]:
    """The units that the words between two commas name, 、 between them or not."""
    known = [n for n in names.find(text) if n.kind in _UNITS]
    for piece in (*_PIECE.finditer(text), *_BRACKET.finditer(text)):
        inside = [(n.start, n.start + len(n.said)) for n in known if piece.start() <= n.start < piece.end()]
        own = [(a, b) for a, b in inside if text[a] != "各"]  # …等和各有关省级人民政府 names nobody
        inside = own if len(own) > 2 else inside
        if inside:
            yield inside, True


def _titles(text: str) -> Iterator[tuple[list[Span], bool]]:
    """Titles one after the other: 根据《甲法》《乙法》等法律."""
    for run in _TITLES.finditer(text):
        yield [m.span() for m in re.compile("《[^《》]+》").finditer(text, *run.span())], False


def _place(text: str, start: int, end: int) -> Place:
    """The words around a list up to the next commas, with the clause behind them, and the sentence under its heading."""
    a, b = sentence_at(text, start)
    b = max(b, end)
    left = max(text.rfind(mark, a, start - (text[start - 1] == "：")) for mark in "，；：。") + 1
    right = min((at for mark in "，；。" if 0 <= (at := text.find(mark, end)) < b), default=b)
    tight = text[max(a, left) : start] + "…" + text[end:right]
    before = max(a, text.rfind("；", a, start) + 1)
    behind = min((at for mark in "；。" if 0 <= (at := text.find(mark, end)) < b), default=b)
    line = text.rfind("\n", 0, a) + 1
    heading = text[line : line + 30].split("。")[0]
    if text[start - 1] in "（(":  # who is responsible for all of the provision
        return Place(text[line : line + 40] + text[a:start][-60:], text[line:start], heading)
    around = text[max(a, before) : start][-_AROUND:] + text[start:end] + text[end:behind][:_AROUND]
    return Place(tight, around, heading + text[a:b])


__all__ = ["Listing", "listings"]
