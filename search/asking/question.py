"""What a question says: the things it names, the places it points at, and the words that tell what is asked.

>>> q = parse("第（十七）条的任务合起来涉及哪些责任单位？", Names([]))
>>> q.clauses, [a.noun for a in q.asked]
((17,), ['u'])
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.numerals import to_int
from search.simplified import simplified

DATA = Path(__file__).parent / "data"
LONGEST = 500
_CN = "零〇一二三四五六七八九十百两\\d"
_CLAUSE = re.compile(rf"第\s*[（(]?\s*([{_CN}]+)\s*[）)]?\s*条")
_SECTION = re.compile(rf"第\s*([{_CN}]+)\s*(?:个?大?部分|章)")
_TASK = re.compile(
    rf"任务\s*第?\s*([{_CN}]+)(?![{_CN}项个家条共起多少大])|第\s*([{_CN}]+)\s*项(?:工作)?任务|(?<![第{_CN}])([{_CN}]+)\s*号任务"
)
_SUPPORT = re.compile(
    rf"附件\s*[1一]\s*(?:的|中|里)?的?第\s*([{_CN}]+)\s*[项条]|第\s*([{_CN}]+)\s*项(?:教育部)?(?:支持)?政策|支持政策\s*(?:第\s*)?([{_CN}]+)"
)
_ALSO = re.compile(rf"[、和与及跟同]\s*(?:第\s*)?[（(]?\s*([{_CN}]+)\s*[）)]?\s*(?=[、和与及跟同]|条|部分|章|项|号)")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]")
_NOUNS = {
    "u": r"责任单位|责任部门|责任主体|牵头单位|(?:[省市县区]级|国家级?|政府|负责|主管|党政)?(?:单位|部门)|委办局",
    "t": r"(?:工作|重点|改革)?(?:任务|举措|事项)",
    "c": r"条款|条文|条",
    "s": r"大?部分|板块|章",
    "p": r"支持政策",
}
_EACH = r"(?:个|家|项|条(?![款文])|大)?"
_WHICH = rf"哪一?(?:[些几]|两|三|四|五)?{_EACH}|多少{_EACH}|几{_EACH}|(?:是|由|归|找)?什么|谁"
_ASKED = re.compile(
    rf"(?P<how>{_WHICH})(?:不同的?|相关的?|具体的?)?(?P<noun>{'|'.join(f'(?:{p})' for p in _NOUNS.values())})?"
)
_BEFORE = re.compile(
    r"(?P<noun>责任单位|责任主体|单位|部门|任务|条款|部分)(?:分别|都|一共|共|总共|各|总数|数量?)?(?:是|有|为|包括|涉及)?(?:谁|哪[些几]?(?:个|家|项|条)?|多少|几)(?:个|家|项|条)?$"
)
_SUBJECT = re.compile(
    r"(责任单位|任务|条款|部分)[^，。]{2,24}的(?:都|一共|总共|共)?(?:有|是)(哪[些几]|多少|几[家个项条])"
)
_ENDS = re.compile(
    r"[，。？?！!、；;的了呢吗和与]|$|负责|参与|牵头|承担|都|同时|出现|提到|写|讲|说|规定|涉及|要求|里|中|管|来|是|对应|由|归|拆|包|含|的|落|下|只|仅|恰|正好"
)
_LOOSE = re.compile(r"举措|事项")
"""Words for tasks where a unit is named, and for anything where none is."""
_MEASURE = {"项": "t", "家": "u", "条": "c"}


@dataclass(frozen=True, slots=True)
class Named:
    """An entity the question names, in which words and where; ``negated``: the question takes it out."""

    iri: str
    kind: str
    said: str
    label: str
    start: int = 0
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: ``t`` tasks, ``u`` units, ``c`` clauses, ``s`` sections, ``p`` support items."""

    noun: str
    count: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question read; ``topic`` is what is left when the words that only ask are taken away."""

    text: str
    topic: str
    cues: frozenset[str]
    asked: tuple[Asked, ...] = ()
    units: tuple[Named, ...] = ()
    entities: tuple[Named, ...] = ()
    clauses: tuple[int, ...] = ()
    sections: tuple[int, ...] = ()
    tasks: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    quoted: tuple[str, ...] = ()
    mentions: tuple[Named, ...] = ()
    """Every name, in the order of the question, each time it is said."""

    def has(self, *cues: str) -> bool:
        """Whether any of ``cues`` is there."""
        return bool(self.cues & set(cues))

    def asks(self, nouns: str) -> bool:
        """Whether any of ``nouns`` (of ``t u c s p``) is asked for."""
        return any(a.noun in nouns for a in self.asked)

    @property
    def numbered(self) -> bool:
        """Whether the question points at provisions by number."""
        return bool(self.clauses or self.sections or self.tasks or self.supports)


@dataclass
class Names:
    """All names of all entities, for the longest match."""

    rows: Sequence[tuple[str, str, str, str]]
    """(name, IRI, kind, label)."""
    _by_start: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in sorted(self.rows, key=lambda row: -len(row[0])):
            if len(row[0]) > 1:
                self._by_start.setdefault(row[0][:2], []).append(row)

    def find(self, text: str) -> list[Named]:
        """Names in ``text``, longest first, none inside another."""
        found: list[Named] = []
        at = 0
        while at < len(text) - 1:
            hit = next((r for r in self._by_start.get(text[at : at + 2], ()) if text.startswith(r[0], at)), None)
            if hit is None:
                at += 1
                continue
            found.append(Named(hit[1], hit[2], hit[0], hit[3], at, negated(text, at, at + len(hit[0]))))
            at += len(hit[0])
        return found


def data_rows(name: str) -> list[dict[str, str]]:
    """The lines of a table in ``data``, by the heads of its columns; quotation marks stand for themselves."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def cue_patterns() -> dict[str, re.Pattern[str]]:
    """Cue → the words that give it, out of ``data/cues.tsv``."""
    return {row["cue"]: re.compile(row["pattern"]) for row in data_rows("cues.tsv")}


def normal(text: str) -> str:
    """Full-width forms unified, white space gone; brackets stay as documents print them.

    >>> normal(" 第（九）条 有 ３ 项？ ")
    '第（九）条有3项？'
    """
    keep = set("（）“”‘’《》〈〉，。；：？！、【】—…")
    shown = simplified("".join(text.split()))
    return "".join(c if c in keep else unicodedata.normalize("NFKC", c) for c in shown)


_NEGATED_BEFORE = re.compile(
    r"(?:除了?|没有|没|不含|不包括|不包含|不涉及|而?非|无|未(?:列|含|包括)|去掉|剔除|不算|不由|不归|撇开|排除|但不是|而不是)(?:.{1,12}[、和与及跟])?$"
)
_NEGATED_AFTER = re.compile(
    r"^(?:[、和与及跟].{2,12}?)?(?:都|均|却|也|并)?(?:以外|之外|除外|不参与|未参与|没有?参与|不负责|没有?负责|不在|不出现|没有?出现|没有?列|未列|未出现|不承担|没有?份)"
)


def negated(text: str, start: int, end: int) -> bool:
    """Whether the words around take the thing out: 除市教委以外, 没有市教委参与.

    >>> negated("除市教委以外还有谁", 1, 4), negated("由市教委负责", 1, 4)
    (True, False)
    """
    return bool(_NEGATED_BEFORE.search(text[:start]) or _NEGATED_AFTER.match(text[end:]))


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    found: list[int] = []
    for match in pattern.finditer(text):
        before = _listed_before(text, match.start())
        value = to_int(next(g for g in match.groups() if g))
        found += [*before, *([value] if value is not None else [])]
    return tuple(dict.fromkeys(found))


_LISTED = re.compile(rf"(?:第\s*)?[（(]?\s*([{_CN}]+)\s*[）)]?\s*[、和与及跟同]\s*$")


def _listed_before(text: str, end: int) -> list[int]:
    """Numbers of 第二、三条 that stand before the last: found from right to left."""
    found: list[int] = []
    while (match := _LISTED.search(text[:end])) is not None and "第" in text[match.start() : end]:
        value = to_int(match.group(1))
        if value is None:
            break
        found.insert(0, value)
        end = match.start()
    return found


def asked(text: str) -> tuple[Asked, ...]:
    """What is asked for, in the order of the question.

    >>> [(a.noun, a.count) for a in asked("责任单位最多的是哪一项任务，一共多少家？")]
    [('t', False), ('u', True)]
    """
    found: list[Asked] = []
    for match in _ASKED.finditer(text):
        noun = _noun(match, text)
        if noun:
            how = match.group("how")
            ordinal = text[max(0, match.start() - 1)] == "第"
            count = how.startswith(("多少", "几")) and not ordinal
            found.append(Asked(noun, count, match.start(), match.end()))
    if not found and (subject := _SUBJECT.match(text)):
        noun = {"任务": "t", "条款": "c", "部分": "s"}.get(subject[1], "u")
        found.append(Asked(noun, bool(re.search(r"多少|几", subject[2])), subject.start(2), subject.end(2)))
    return tuple(found)


def _noun(match: re.Match[str], text: str) -> str | None:
    how, said = match.group("how"), match.group("noun")
    if said == "部分" and re.match(r"(?:组成|构成)", text[match.end() :]):
        return None  # 满意度由哪两部分组成: no part of the document
    if said:
        if said == "部门" or "单位" in said or "委办局" in said or said in ("责任部门", "责任主体"):
            return "u"
        return next(code for code, pattern in _NOUNS.items() if re.fullmatch(pattern, said))
    if how == "谁":
        return "u"
    before = _BEFORE.search(text[: match.end()])
    if before is not None and _ENDS.match(text[match.end() :]):
        said = before.group("noun")
        return (
            "u" if said in ("责任单位", "责任主体", "单位", "部门") else {"任务": "t", "条款": "c", "部分": "s"}[said]
        )
    measure = _MEASURE.get(how[-1])
    if measure == "u" and not re.search(r"单位|部门|责任|任务|负责|参与", text):
        return None  # 多少家 of anything: 企业, 工坊
    if measure == "t" and not re.search(r"任务|工作|职责|负责|承担|参与|单位|部门|条|分工|事项|落到", text):
        return None  # 包括哪几项 of anything
    if measure == "c" and text[max(0, match.start() - 1)] == "第":
        return measure
    return measure if measure and _ENDS.match(text[match.end() :]) else None


_NUMBERED_TEXT = re.compile(r"[发函]?[〔\[]?\d{4}[〕\]年]第?\d+号")
"""Behind a name it makes the number of a document: 国办发〔2018〕124号 asks nothing of 国办."""


def parse(text: str, names: Names) -> Question:
    """Read ``text`` with the names the graph knows."""
    text = normal(text)
    found = [n for n in names.find(text) if not _NUMBERED_TEXT.match(text, n.start + len(n.said))]
    units = {n.iri: n for n in found if n.kind == "unit"}
    others = {n.iri: n for n in found if n.kind != "unit"}
    cues = frozenset(name for name, pattern in cue_patterns().items() if pattern.search(text))
    wanted = tuple(a for a in asked(text) if units or not _LOOSE.search(text[a.start : a.end]))
    supports = _numbers(_SUPPORT, text)
    return Question(
        text=text,
        topic=topic(text),
        cues=cues,
        asked=wanted,
        units=tuple(units.values()),
        entities=tuple(others.values()),
        clauses=_numbers(_CLAUSE, text),
        sections=_numbers(_SECTION, text),
        tasks=_numbers(_TASK, text),
        supports=supports,
        quoted=tuple(_QUOTED.findall(text)),
        mentions=tuple(found),
    )


@cache
def _asking() -> re.Pattern[str]:
    words = [w for w in (DATA / "asking.txt").read_text(encoding="utf-8").split() if not w.startswith("#")]
    return re.compile("|".join(words))


def topic(text: str) -> str:
    """The words that tell what the question is about.

    >>> topic("推进学分银行落地由哪些单位负责？")
    '推进学分银行落地'
    """
    return " ".join(_asking().sub(" ", text).split())
