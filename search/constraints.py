"""From a question to the set it is about: which tasks, units, clauses or sections, under which conditions."""

from __future__ import annotations

import re

from search.plan import Asked
from search.question import Named, Question
from search.sets import (
    NAME,
    PREFIX,
    SINGLE_BODIES,
    Constraint,
    SetQuery,
    holding,
    in_clauses,
    in_sections,
    not_unit,
    of_any_unit,
    of_tasks,
    of_unit,
    unit_named,
    unit_with,
    without_unit,
)

PREFIX_NAMED = re.compile(r"以[“\"]?([^”\"以]{1,6}?)[”\"]?(?:二字|两字|两个字)?(?:开头|打头|起头)")
_NAMED_WITH = re.compile(
    r"(?:名称|名字|名)(?:里|中|当中)?(?:都)?(?:带有?|含有?|包含|有|出现)[“\"]?([^”\"的]{1,8}?)[”\"]?(?:二字|两字|两个字|字样|字)?(?:的|$)"
)
_MENTION = re.compile(
    r"提到|提及|谈到|讲到|写到|写有|点到|点名|包含|含有|带有|出现了?|涉及|牵涉|有关|关于|内容(?:里|中)有"
)
_THAT = r"(?:提到|提及|谈到|讲到|涉及|包含|含有|写到|出现|有关|关于)(?:了|过)?[“\"]?(?P<words>[^”\"，。？的]{2,20}?)[”\"]?(?:字样|一词|二字|内容)?的(?:各项|所有|全部|那些)?(?:工作)?(?:任务|条款|条文)"


def target(q: Question) -> str | None:
    """What is asked for: ``t`` tasks, ``u`` units, ``c`` clauses, ``s`` sections."""
    for wanted in q.asked:
        if wanted.noun in "tucs":
            return wanted.noun
    if "责任单位" in q.text and q.has("called", "define"):
        return "u"
    return "t" if q.units and re.search(r"任务|工作|哪些事|什么事|干什么|管什么|管哪|负责什么|负责哪", q.text) else None


def counts(q: Question, noun: str) -> bool:
    """Whether only the number is asked for."""
    own = [a for a in q.asked if a.noun == noun]
    return bool(own) and all(a.count for a in own)


def role(q: Question, asked: Asked) -> str:
    """In which part units are asked for."""
    if asked.has_leads and q.has("lead"):
        return "leadUnit"
    return "supportingUnit" if asked.has_leads and q.has("support_role") else "responsibleUnit"


def places(q: Question) -> list[Constraint]:
    """Conditions on where: clauses, sections and tasks by number."""
    found: list[Constraint] = []
    if q.clauses:
        found.append(in_clauses(q.clauses))
    if q.sections:
        found.append(in_sections(q.sections))
    if q.tasks:
        found.append(of_tasks(q.tasks))
    return found


def of_units(q: Question, wanted: str | None, how: str = "responsibleUnit") -> list[Constraint]:
    """Conditions on units: all of those named, or any; without those taken out; where units are asked for, others."""
    inside = [u for u in q.units if not u.negated]
    outside = [u for u in q.units if u.negated]
    found = [not_unit(u.iri, u.said) if wanted == "u" else without_unit(u.iri, u.said) for u in outside]
    if len(inside) > 1 and _any(q, inside):
        found.append(of_any_unit([u.iri for u in inside], [u.said for u in inside], how))
    else:
        found += [of_unit(u.iri, u.said, how) for u in inside]
    if wanted == "u":
        found += [not_unit(u.iri, u.said) for u in inside]
    return found


def _any(q: Question, inside: list[Named]) -> bool:
    return q.has("either") and not q.has("both") and not re.search(r"都|均|既", q.text)


def named_by(q: Question) -> bool:
    """Whether units are told by their names: 以“市委”开头, 名称里带“银行”."""
    return bool(PREFIX_NAMED.search(q.text) or _NAMED_WITH.search(q.text))


def words_of(q: Question) -> list[str]:
    """Names and quoted words that what is asked for must mention."""
    if PREFIX_NAMED.search(q.text) or _NAMED_WITH.search(q.text) or not _MENTION.search(q.text):
        return []
    that = re.search(_THAT, q.text)
    if that and not re.search(r"第.{1,5}(?:条|部分|章|项)|哪|什么|多少", that["words"]):
        if any(u.said in that["words"] for u in q.units):
            return []
        inside = [e.said for e in q.entities if e.said in that["words"]]
        parts = re.split(r"[、和与及]", that["words"]) if len(inside) != 1 else inside
        return [part.strip("“”") for part in parts if len(part) > 1]
    return list(dict.fromkeys([*(e.said for e in q.entities if e.kind != "unit"), *q.quoted]))


def conditions(q: Question, wanted: str | None, how: str = "responsibleUnit") -> list[Constraint]:
    """All conditions the question states."""
    found = places(q) + of_units(q, wanted, how)
    if named := PREFIX_NAMED.search(q.text):
        found.append(unit_named(named[1]))
    if named := _NAMED_WITH.search(q.text):
        found.append(unit_with(named[1]))
    elif words := words_of(q):
        on = wanted if wanted in ("c", "s") and "任务" not in q.text.split("提到")[0][-4:] else "t"
        found.append(holding(words, on, every=not q.has("either") or q.has("both")))
    if q.has("collective_out"):
        found.append(SINGLE_BODIES)
    return found


def about(query: SetQuery, how: str) -> str:
    """The interpretation, with its conditions."""
    told = "、".join(c.told for c in query.constraints)
    return f"{how}{f'（{told}）' if told else ''}"


def evidence_of(query: SetQuery) -> str:
    """The tasks a set rests on, each with the member of the set it speaks for."""
    shown = "?t" if query.target == "t" else f"?t ?{query.target}"
    return f"{PREFIX}SELECT DISTINCT {shown} ?at {{ GRAPH <{query.scope.graph}> {{ {query.where()} ?t pol:order ?at }} }} ORDER BY ?at"


__all__ = [
    "NAME",
    "about",
    "conditions",
    "counts",
    "evidence_of",
    "named_by",
    "of_units",
    "places",
    "role",
    "target",
    "words_of",
]
