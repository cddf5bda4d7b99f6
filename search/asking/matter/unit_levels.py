"""Units of one level of government: 省里是哪些单位 asks for 省卫生健康委, not for 各设区市人民政府 beside it."""

from __future__ import annotations

import re

from search.asking.reader import Reader
from search.asking.sets import PREFIX

_ASKED = re.compile(
    r"(?<!各)(?P<level>[省市县区])(?:级|直|里|内|一级|本级|层面)*(?:层面)?(?:的|是|由|有|归)*(?:哪|什么|谁|责任|牵头|主管|部门|单位)"
    r"|(?P<state>国家|中央|部委)(?:级|层面|一级)?(?:的|上)?(?:是|由|有|归)*(?:哪|什么|谁|责任|牵头|部门|单位|部委)"
)
_BELOW_STATE = "各|省|市|县|区|地方|试点|有关地|有关省"


def level_asked(question: str) -> str:
    """What names of units of the level asked for begin with, as a pattern; nothing where the question names no level.

    >>> level_asked("省里是哪些单位分头管？"), level_asked("列出的省级责任部门是哪几家？"), level_asked("由哪些部门负责？")
    ('^省', '^省', '')
    >>> level_asked("国家层面由哪些部门负责？") == f"^(?!{_BELOW_STATE})", level_asked("各区的哪些单位负责？")
    (True, '')
    """
    asked = _ASKED.search(question)
    if asked is None:
        return ""
    return f"^{asked['level']}" if asked["level"] else f"^(?!{_BELOW_STATE})"


def level_filter(r: Reader, iri: str) -> str:
    """A filter on ``?value`` that keeps the units of the level asked for; empty where a provision has none of it, or only such."""
    begins = level_asked(r.q.text)
    if not begins:
        return ""
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?name {{ GRAPH <{r.asked.graph}> {{ <{iri}> pol:responsibleUnit/pol:writtenAs ?name }} }}"
    )
    kept = {name for row in rows if re.search(begins, name := str(row["name"]))}
    if not kept or len(kept) == len(rows):
        return ""
    listed = ", ".join(f'"{name}"' for name in sorted(kept))
    return f" FILTER(STR(?value) IN ({listed}))"


def of_level(question: str, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names that are of the level asked for; all where none is or none is asked."""
    begins = level_asked(question)
    return [(a, b) for a, b in spans if begins and re.match(begins, text[a:b])] or spans


__all__ = ["level_asked", "level_filter", "of_level"]
