"""What the text sets out to do: one measure a comma-clause that acts, with its verb and its object.

A clause without an act of its own — a list that goes on, a topic (对列入目录的专业，…), a condition ending in
的 — belongs to the one it stands beside. Backgrounds (在…背景下, …的同时) and facts are no measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.authority import words
from kg.model import Measure, Outline, Source
from kg.regions import Region, regions
from kg.targets import clause_around

_BACKGROUND = re.compile(
    r"^在.*(?:下|中|时|上|内|前|后)$|^(?:近年来|目前|当前|长期以来|截至|随着|为了|为|按照|根据|依据|经).*$|(?:的同时|背景下|基础上|前提下|过程中)$"
    r"|^以.+为(?:指导|引领|统领|抓手|重点|核心|目标|主线|载体|契机|导向|突破口|依据|基础|动力|主题|主|先导|支撑|牵引|根本|保障)$|^扎根"
)
_TOPIC = re.compile(
    r"^(?:对于?|依托|通过|针对|围绕|以|依据|由|将|把|凡|除|结合|立足|借助|利用|发挥|从|与|同|向|在|按|按照|根据|经)"
)
_LEAD = re.compile(r"^(?:并且?|同时|而且|且|以及|及|此外|另外|其中|以便|从而|进而|最终|二是|一是|三是|四是|五是|即)+")
_PREPOSITION = re.compile(
    r"^(?:在|与|同|为|向|从|通过|以|对于?|将|把|依托|由|按照?|围绕|针对|根据|依据|结合|充分利用|利用|借助|面向|经)"
)
_PREDICATE = re.compile(r"(?:保持)?不变$|倾斜$|相适应$|为主$|并重$|优先$|免费$")
_MODAL = re.compile(r"(?:优先|应当|不得|必须|可以|要|应|须|可|均|统一|按|负责|一律|原则上|由|会同)")
_CAUSES = re.compile(r"(?:鼓励|支持|推动|引导|促进|确保|推进|加大|坚持|实行|允许|督促|指导|帮助|组织|探索)$")
_WHEN = re.compile(
    r"^(?:每(?:年|季度|月|周|[两二三四五\d]+年)|(?:到|自|从|于|在)?(?:19|20)\d\d年(?:\d+月)?(?:底|末|起|年底)?(?:前|开始)?|原则上|现阶段|今后|下一步|同时)"
)
_ACTOR = re.compile(
    r"^[一-龥、（）]{0,24}?(?:单位|部门|政府|机构|学校|院校|高校|企业|医院|机关|委员会|办公室|中心|教师|人员|医生|基地|地区|各地|协会)"
)
_FACT = re.compile(
    r"主要|包[括含]|分为|(?<!凡)是|(?<![国私公民所])有(?![关效序限利条])|属于|反映|成为|达到|体现|已|取得|获得|存在|指"
)
_PARTICLE = "了过着"


def measures(source: Source, outline: Outline) -> tuple[Measure, ...]:
    """The measures of the document in text order; headings and the preamble set none."""
    kinds = {p.key: p.kind for p in outline.provisions}
    found: list[Measure] = []
    for region in regions(source, outline):
        if region.key is None or region.heading or kinds[region.key] in ("preamble", "part", "annex"):
            continue
        found += _region(region)
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A comma-clause of the region's text, and its act where it has one: where the verb is."""

    start: int
    end: int
    verb: tuple[int, int] | None
    topic: bool = False


def _region(region: Region) -> Iterator[Measure]:
    for sentence in _sentences(region.text):
        for first, last, clause in _joined(region.text, sentence):
            a, b = clause.verb or (0, 0)
            start, end = region.span(first, last)
            action, object_ = (
                region.text[a:b],
                re.sub(r"^(?:好(?!转|评|处|事|人))", "", region.text[b:last].strip("，的")),
            )
            if object_ or a > first:
                orientation = action.startswith(words("orientation"))
                before = region.text[clause.start : a]
                if before[:1] in ("将", "把"):  # 将资源列入…: what is acted on stands before the verb
                    object_ = before[1:]
                yield Measure(region.key or "", start, end, action, object_ or before, orientation)


def _sentences(text: str) -> Iterator[list[_Clause]]:
    """Sentences up to 。；：, each cut at its commas outside brackets and quotations."""
    for m in re.finditer(r"[^。；！？：\t]+", text):
        clauses, at = [], m.start()
        while at < m.end():
            _, end = clause_around(text, at, at + 1)
            end = min(end, m.end())
            lead = _LEAD.match(text[at:end])
            start = at + (lead.end() if lead and lead.end() < end - at else 0)
            clauses.append(_clause(text, start, end))
            at = end + 1
        yield clauses


def _clause(text: str, start: int, end: int) -> _Clause:
    words_ = text[start:end]
    if _BACKGROUND.search(words_) and not _acts_after_topic(words_):
        return _Clause(start, end, None)
    verb = _act(words_)
    place = (start + verb[0], start + verb[1]) if verb else None
    return _Clause(start, end, place, topic=place is None and bool(_TOPIC.match(words_) or words_.endswith("的")))


def _acts_after_topic(words_: str) -> bool:
    """为企业落地提供支撑 acts; 为了… and 为深入贯彻…精神 only lead up to an act."""
    return (
        bool(re.match(r"^(?:为(?!了|深入|全面|贯彻|进一步|加快|推动|认真|切实)|经)", words_))
        and _act(words_) is not None
    )


def _joined(text: str, clauses: list[_Clause]) -> Iterator[tuple[int, int, _Clause]]:
    """Start and end of each measure of a sentence, and the clause that acts in it."""
    begin: int | None = None
    current: tuple[int, int, _Clause] | None = None
    for clause in clauses:
        words_ = text[clause.start : clause.end]
        if clause.verb:
            if current:
                yield current
            current = (begin if begin is not None else clause.start, clause.end, clause)
            begin = None
        elif _BACKGROUND.search(words_):
            if current:
                yield current
            current = begin = None
        elif current is None and not clause.topic and _FACT.search(words_):
            begin = None
        elif clause.topic or current is None:
            if current:
                yield current
                current = None
            begin = clause.start if begin is None else begin
        else:
            current = (current[0], clause.end, current[2])
    if current:
        yield current


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An act at the head of a clause (adverbs, then a verb or two), and a verb that may act after a preposition.

    Words that are as often nouns (合作, 管理, 应用) act at the head only.
    """
    adverbs = "|".join(map(re.escape, words("adverb")))
    verbs = "|".join(map(re.escape, words("verb")))
    weak = frozenset(words("weak-verb"))
    strong = "|".join(re.escape(word) for word in words("verb") if word not in weak)
    no = "|".join(map(re.escape, words("not-measure")))
    head = re.compile(
        rf"(?!(?:{no}))(?:{adverbs})*(?P<verb>(?:{verbs})(?:(?:和|与|并)(?:{verbs}))?)(?:好(?!转|评|处|事|人))?"
    )
    return head, re.compile(rf"(?P<verb>{strong})")


_TITLE = re.compile(r"(?<=《)[^《》]+(?=》)")


@cache
def _skipped() -> re.Pattern[str]:
    """Adverbs before a preposition: 重点在公共服务方面提供支持."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('adverb')))})+")


def _act(clause: str) -> tuple[int, int] | None:
    """Where the verb of an acting clause stands: at its head, after 在…, 与…, 将…, or after 可, 应, 要.

    >>> [c[slice(*_act(c))] for c in ("全面推广现代学徒制", "在企业设立学徒岗", "社会力量可通过托管参与管理")]
    ['推广', '设立', '参与']
    >>> _act("混改后仍为国有控股的市级企业") is None
    True
    """
    head, strong = _patterns()
    clause = _TITLE.sub(lambda title: "〇" * len(title[0]), clause)  # 《无证无照经营查处办法》 is no act
    m = head.match(clause)
    if clause.endswith("倾斜") and "向" in clause and not (m and _CAUSES.search(m["verb"])):
        return len(clause) - 2, len(clause)
    if m and not _nominal(clause, m.end("verb")):
        return m.span("verb")
    if (m := _skipped().match(clause) or _WHEN.match(clause)) and (inner := _act(clause[m.end() :])):
        return m.end() + inner[0], m.end() + inner[1]
    if p := _PREPOSITION.match(clause):
        found = [m for m in strong.finditer(clause, p.end() + 1) if not _nominal(clause, m.end(), p[0] in "与同向为")]
        if p[0].startswith("对"):  # 对列入目录的专业: a verb before the last 的 tells which ones
            found = [m for m in found if clause.find("的") < m.start()]
        return _main(clause, found).span() if found else None
    return _after_subject(clause)


def _after_subject(clause: str) -> tuple[int, int] | None:
    """The act of a clause that names its actor first: 学校积极为企业提供…, 企业应当…."""
    _, strong = _patterns()
    if (who := _ACTOR.match(clause)) and (
        _skipped().match(clause, who.end())
        or _PREPOSITION.match(clause[who.end() :])
        or strong.match(clause, who.end())
    ):
        rest = clause[who.end() :]
        if not _ACTOR.match(rest) and (inner := _act(rest)):
            return who.end() + inner[0], who.end() + inner[1]
    for modal in _MODAL.finditer(clause, 1, 30):
        rest = clause[modal.end() :]
        if inner := _act(rest):
            return modal.end() + inner[0], modal.end() + inner[1]
    if m := _PREDICATE.search(clause):
        return m.span()
    return None


def _nominal(clause: str, end: int, alone: bool = False) -> bool:
    """A verb that is none: 培训的…, 建设方面, 发展, at the end of its clause, or done already (取得了)."""
    rest = clause[end:]
    if not rest:
        return not alone
    return rest[0] in _PARTICLE or rest.startswith(
        ("的", "等", "方式", "方面", "模式", "情况", "过程", "工作的", "机制的")
    )


def _main(clause: str, found: list[re.Match[str]]) -> re.Match[str]:
    """The main verb after a preposition: the first one that does not stand inside 等方式, 等途径 or a 、-list."""
    means = re.search(r"等(?:方式|途径|形式|手段|渠道|多种方式)", clause)
    after = [m for m in found if means is None or m.start() >= means.end()]
    calm = [
        m
        for m in after
        if clause[m.start() - 1] not in "、和与及" and clause[m.end() : m.end() + 1] not in ("、", "和", "与")
    ]
    return (calm or after or found)[0]
