"""Units in brackets inside a provision, 推动秸秆全量利用。（农业农村部指导）: each bracket speaks for the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.asking.matter.unit_levels import of_level
from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit

BRACKET = re.compile(
    r"[（(](?P<units>[^（）()；。]{2,160}?)(?P<role>负责|指导|牵头|参与|配合|落实|组织实施)(?:[，；][^（）()]*)?[）)]"
)
ROLED = re.compile(
    r"(?P<names>[^，；（）()]+?)(?:按职责分工|按照?职责|分别|等|分工)*(?P<role>牵头|负责|指导|参与|配合|落实|组织实施)"
)
_TAKESROLED = re.compile(r"(?:谁|部门|单位|[些几]家)(?:来)?(?:参与|配合)")
DIVIDES = re.compile(r"、|和(?!国|信息化|社会保障|旅游|改革|技术)|以及")
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class _Bracket:
    hit: Hit
    before: tuple[int, int]
    inside: tuple[int, int]


def bracket_plan(r: Reader) -> Found:
    """The units of the bracket whose words fit best; ``None`` where the graph holds them as those of the provision."""
    hits = [hit for hit in r.leaves(8) if r.undivided(hit)][:5]
    place = {hit.iri: i for i, hit in enumerate(hits)}
    found = [one for hit in hits for one in _brackets(hit)]
    if not found:
        return None

    def weight(one: _Bracket) -> float:
        return r.fit(one.hit.text[slice(*one.before)]) - 0.04 * place[one.hit.iri]

    best = max(found, key=weight)
    alone = sum(one.hit.iri == best.hit.iri for one in found) < 2
    if weight(best) < _LEAST or (alone and r.engine.passages[r.engine.by_iri[best.hit.iri]].units):
        return None  # the graph holds the units of the whole provision
    lead, support = r.q.has("lead"), r.q.has("support_role") or _TAKESROLED.search(r.q.text) is not None
    spans = of_level(r.q.text, best.hit.text, _units(best, lead and not support, support and not lead))
    return r.cut(best.hit, spans, "是", f"查找{best.hit.label}中相应一句的责任单位") if spans else None


def _brackets(hit: Hit) -> Iterator[_Bracket]:
    """The brackets of a provision, each with the words it speaks for."""
    start = 0
    for match in BRACKET.finditer(hit.text):
        yield _Bracket(hit, (start, match.start()), (match.start() + 1, match.end() - 1))
        start = match.end()


def _units(one: _Bracket, lead: bool, support: bool) -> list[tuple[int, int]]:
    """Names inside a bracket; only of those that lead or take part where the question asks so."""
    parts = list(ROLED.finditer(one.hit.text, *one.inside))
    wanted = ("牵头",) if lead else ("参与", "配合") if support else ()
    chosen = [part for part in parts if part["role"] in wanted] or parts
    return [span for part in chosen for span in _names(one.hit.text, *part.span("names"))]


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in DIVIDES.finditer(text, start, end):
        if cut.start() > start:
            yield start, cut.start()
        start = cut.end()
    if end > start:
        yield start, end
