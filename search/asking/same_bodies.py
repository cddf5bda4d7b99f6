"""Whether two things are one body's work: 审批进口的机关和制定办法的机关是不是同一个, 是谁.

Who does either is asked on its own; the answer is whether both name the same, with the names where these are asked too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.asking.matter.parties import parties
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_BODY = r"(?:行政|主管|责任)*(?:部门|机关|单位|机构|主体|政府|[一那这]?家|[一那这]?方|人)"
_SAME = re.compile(
    rf"，?(?:是不是|是否|算不算|都?是|都)?(?:都)?(?:[由归]|来自)?(?:同一(?![条项章次])(?:个|家|级|类|批)?|(?<=[是由])一[个家])(?P<body>{_BODY})?(?P<tail>[^，。？]{{0,12}}?)(?:吗|么)?(?=[，。？?]|$)"
)
_YES_NO = re.compile(r"吗|么[？?，]|是不是|是否|算不算")
_IT = re.compile(r"(?<=.)(?:它们?|其)的?")
_WHO = re.compile(r"谁|哪")
_NAMES = re.compile(r"谁|哪|分别|各是|各由")
_JOINED = re.compile(r"，?(?:还有|以及|和|与|跟|同|及)|，")
_OF_BODY = re.compile(rf"的(?:那个|那家|那级)?(?:{_BODY})?$")
_BOTH_DONE = re.compile(
    r"，(?P<verb>[^，]{2,10}?)(?:这|那)?(?:两|二)(?:个|家|类|种|者|项|件|样|方)(?:单位|部门|机构|事情?|情况|情形)?(?P<rest>[^，的]{0,6})的$"
)
_NOUN = re.compile(r"的[^的，]{2,8}$|，[^，和与跟]{2,4}$")
_EMPTY_TAIL = re.compile(r"[来去的吗么呢了]|$")
_VERBS = {"定": "制定", "管": "负责", "做": "进行", "办": "办理", "": "负责", "发": "发布", "批": "批准"}
_PIECE = re.compile(r"[^。；\n]+")
_LEAST, _MOST_SPLITS, _LEAST_FIT = 3, 8, 0.6


@dataclass(frozen=True, slots=True)
class Two:
    """The two questions of who does it, with the words of both things."""

    questions: tuple[str, str]
    said: tuple[str, str]


def same_body_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """Yes or no, and who; ``None``: not asked so, or either question has no answer.

    ``again`` answers a question of its own.
    """
    same = _SAME.search(r.q.text)
    if same is None or (not same["body"] and not re.search(_BODY, r.q.text[: same.start()])) or "任务" in r.q.text:
        return None
    head, tail = r.q.text[: same.start()], same["tail"]
    if not _YES_NO.search(r.q.text):
        return again(f"{head}由谁{_verb(tail)}？") if _WHO.search(r.q.text, same.end()) and tail else None
    for two in twos(head, tail):
        found = [again(question) for question in two.questions]
        plans = [plan for plan in found if isinstance(plan, Plan) and not plan.boolean]
        if len(plans) == len("ab"):
            return _told(r, two, _apart(r, two, plans) or plans)
    return None


def _apart(r: Reader, two: Two, plans: list[Plan]) -> list[Plan] | None:
    """Who acts in the pieces of one provision that speak of either, where both answers are the same: 中央的由甲定；地方的由乙定."""
    if plans[0].evidence != plans[1].evidence or r.values(plans[0]) != r.values(plans[1]):
        return None
    found = []
    for question in two.questions:
        reader = r.about(question)
        acting = [
            (reader.fit(hit.text[slice(*m.span())]), m.start(), one.span, hit)
            for hit in reader.leaves(4)
            if hit.iri in plans[0].evidence
            for m in _PIECE.finditer(hit.text)
            for one in parties(hit.text, *m.span())
            if one.part == "acts"
        ]
        best = max(acting, key=lambda one: one[:3], default=None)
        if best is None or best[0] < _LEAST_FIT:
            return None
        found.append(best)
    if found[0][1] == found[1][1]:
        return None
    return [r.cut(hit, [span], "是", "") for _, _, span, hit in found]


def twos(head: str, tail: str) -> Iterator[Two]:
    """The ways to read what stands before 同一 as two things done.

    >>> next(twos("审批进口的机关和制定办法的机关", "")).questions
    ('由谁审批进口？', '由谁制定办法？')
    >>> next(twos("甲弄虚作假，乙拖延执行，责令这两家改正的", "")).questions
    ('甲弄虚作假，由谁责令改正？', '乙拖延执行，由谁责令改正？')
    >>> next(twos("大额报告和可疑报告的格式", "定的")).questions
    ('大额报告的格式由谁制定？', '可疑报告的格式由谁制定？')
    """
    if (done := _BOTH_DONE.search(head)) is not None:
        deed = f"，由谁{done['verb']}{done['rest']}？"
        yield from _parted(head[: done.start()], lambda lead, part: f"{lead}{part}{deed}")
        return
    if _OF_BODY.search(head) is not None:
        yield from _parted(head, lambda lead, part: f"{lead}{_by_whom(_OF_BODY.sub('', part))}")
        return
    noun = _NOUN.search(head)
    shared = noun[0] if noun else ""
    deed = f"由谁{_verb(tail)}？"
    yield from _parted(head.removesuffix(shared), lambda lead, part: f"{lead}{part}{shared}{deed}")


def _by_whom(deed: str) -> str:
    """Who does a deed; of a heading that is led, 牵头“某事”, the heading first."""
    led = re.match(r"(牵头|负责|主管|主抓)(?:做|抓|办)?(?P<what>[“\"].+)$", deed)
    return f"{led['what']}由谁{led[1]}？" if led else f"由谁{_IT.sub('', deed)}？"


def _verb(tail: str) -> str:
    verb = _EMPTY_TAIL.sub("", tail)
    return _VERBS.get(verb, verb)


def _parted(head: str, asked: Callable[[str, str], str]) -> Iterator[Two]:
    joiners = [m for m in _JOINED.finditer(head) if m.start() >= _LEAST and len(head) - m.end() >= _LEAST]
    for joiner in sorted(joiners, key=lambda m: m[0] == "，")[:_MOST_SPLITS]:
        start = head.rfind("，", 0, joiner.start()) + 1
        if joiner.start() - start < _LEAST:
            start = 0
        one, other = head[start : joiner.start()], head[joiner.end() :]
        if joiner[0] == "，" and "，" in other:
            continue
        lead = head[:start]
        yield Two((asked(lead, one), asked(lead, other)), (one, other))


def _told(r: Reader, two: Two, plans: list[Plan]) -> Plan | None:
    """Both bodies side by side: 是 and the name, or 否 and both."""
    names = [set(r.values(plan)) for plan in plans]
    if not all(names):
        return None
    same = names[0] == names[1]
    parts = [f"{{ BIND({'true' if same else 'false'} AS ?value) BIND(0 AS ?rank) }}"]
    if _NAMES.search(r.q.text.replace(two.said[0], "").replace(two.said[1], "")):
        for rank, plan in enumerate(plans[: 1 if same else 2], 1):
            inner = plan.sparql.removeprefix(PREFIX)
            parts.append(f"{{ {{ SELECT ?value {{ {{ {inner} }} }} }} BIND({rank} AS ?rank) }}")
    sparql = f"{PREFIX}SELECT DISTINCT ?value {{ {' UNION '.join(parts)} }} ORDER BY ?rank"
    evidence = tuple(dict.fromkeys(iri for plan in plans for iri in plan.evidence))
    return Plan(sparql, f"比较“{two.said[0]}”与“{two.said[1]}”各由谁负责", "", evidence)
