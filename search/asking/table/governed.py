"""Units told by what they govern: 管外事的办, 管国资的和管市场的两个委, 科技口的局."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from search.asking.question import Named, data_rows

_HEADS = "委员会|委办局|委|局|办公室|办|部门|部|厅|署|行|会|单位|机构|机关|衙门|口子|口"
_ANY = ("委办局", "部门", "单位", "机构", "机关", "衙门", "口子", "口")
_ONE = r"(?:主管|分管|专管|掌管|管着|管理|管)(?P<matter{}>[\u4e00-\u9fff]{{1,8}}?)(?:工作|事务|这一?块|方面)?的"
_GROUP = re.compile(
    rf"{_ONE.format('')}(?:(?:、|和|与|跟|及|以及|还有|或|或者){_ONE.format('2')})*"
    rf"(?:那|这)?(?:[一两二三]?[个家]|俩|哥俩)?(?P<head>{_HEADS})(?!法|案|学|活|牌)"
)
_MATTER = re.compile(_ONE.format(""))
_HEADED = {"委": ("委", "委员会"), "办": ("办", "办公室"), "委员会": ("委", "委员会"), "办公室": ("办", "办公室")}


@cache
def _matters() -> Mapping[str, tuple[str, ...]]:
    """What units are said to govern, and the words in their names."""
    rows = data_rows("table_matters.tsv")
    return {said: tuple(row["names"].split("|")) for row in rows for said in row["said"].split("|")}


def governed(text: str, names: Sequence[tuple[str, Named]]) -> Iterator[Named]:
    """Each unit told by its matter, with the words that tell it; ``names``: all that each unit of the table is called.

    >>> treasury = Named("u1", "unit", "市财政局", "市财政局")
    >>> [(n.iri, n.said) for n in governed("管钱袋子的局和管外事的办谁的任务多", [("市财政局", treasury)])]
    [('u1', '管钱袋子的局')]
    >>> both = [("市财政局", treasury), ("市国资委", Named("u2", "unit", "市国资委", "市国资委"))]
    >>> [n.said for n in governed("管国资的和管财政的两个单位", both)]
    ['管国资的', '管财政的两个单位']
    """
    for group in _GROUP.finditer(text):
        matters = list(_MATTER.finditer(text, group.start(), group.end()))
        for at, matter in enumerate(matters):
            unit = _unit(matter["matter"], group["head"], names)
            end = group.end() if at == len(matters) - 1 else matter.end()
            if unit is not None:
                yield Named(unit.iri, "unit", text[matter.start() : end], unit.label, matter.start())


def _unit(matter: str, head: str, names: Sequence[tuple[str, Named]]) -> Named | None:
    """The one unit whose name speaks of the matter, nearest its beginning; ``None`` where two do as well."""
    ends = _HEADED.get(head, (head,))
    best: dict[str, tuple[tuple[bool, int, int], Named]] = {}
    for name, unit in names:
        at = min((name.index(word) for word in (matter, *_matters().get(matter, ())) if word in name), default=-1)
        if at < 0 or (head not in _ANY and not name.endswith(ends)):
            continue
        fit = (re.match(r"中共|.{0,3}[市省县]委(?=.{3})", unit.label) is not None, at, len(unit.label))
        if unit.iri not in best or fit < best[unit.iri][0]:
            best[unit.iri] = (fit, unit)
    ranked = sorted(best.values(), key=lambda found: found[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]
