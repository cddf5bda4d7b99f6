"""The words of a question about the table of tasks, as a line of codes: one character a word, for patterns over words.

Names and numbers become codes too, so that one pattern reads 市教委和市人社局都参与的任务 and 省民政厅与省卫健委均负责的事项.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.numerals import to_int
from search.asking.question import Named, Question, data_rows
from search.asking.table.governed import governed

_CN = "零〇一二三四五六七八九十百两\\d"
_NUM = rf"[（(]?(?:\d+|[{_CN}]+)[）)]?"
_JOIN = r"(?:[、，和与及跟同]|以及|还有)"
_TO = r"(?:到|至|[~—–-]+)"
_TAIL = rf"(?:(?:{_JOIN}|{_TO})(?:第?{_NUM}))"
_NOT = rf"(?!\d|[项个家条件大名位起者样致]|共(?!同)|同样|[多少](?![出了几哪谁]))(?:(?<=\d)|(?![{_CN}]))"
_REFERENCES = (
    ("P", rf"附件[1一](?:的|中|里)?的?第{_NUM}(?:[项条]?{_TAIL})*[项条](?:支持政策|政策)?|第{_NUM}(?:项?{_TAIL})*项(?:教育部)?(?:支持)?政策|支持政策(?:的)?第?{_NUM}项?(?:{_JOIN}第?{_NUM}项)*"),
    ("T", rf"(?<![的最排居列位])前{_NUM}项(?:工作)?任务|任务第?{_NUM}{_NOT}(?:(?:{_JOIN}|{_TO})(?:任务)?{_NUM}{_NOT})*|第{_NUM}(?:项?{_TAIL})*[项号](?:工作)?任务|(?<![第{_CN}]){_NUM}号任务"),
    ("C", rf"第{_NUM}(?:条?{_TAIL})*条(?:款)?|前{_NUM}条"),
    ("S", rf"第{_NUM}(?:(?:个?大?部分|章)?{_TAIL})*(?:个?大?部分|章)|前{_NUM}(?:个|大)部分"),
)  # fmt: skip
_NUMBERED = re.compile(
    rf"([{_CN}]+)(个?大?部分|个?章|家|项|条|[次回]|个(?=(?:责任)?(?:单位|部门))|面(?!向)|个(?=(?:工作)?任务))"
)
_RANGE = re.compile(
    rf"([{_CN}]+)(?:[家项条个次])?(?:到|至|[~～—–-]+)([{_CN}]+)(个?大?部分|家|项|条|[次回]|个(?=(?:责任)?(?:单位|部门)))(?:之间)?"
)
_RANK = re.compile(
    r"(?:第|排在?第|位列第|排名第)([二三四五六七八九十\d])(?:[位名]?的?(?=多|少|大|[，,。？?的是]|$)|(?=多|少))"
)
_MEASURES = {"家": "u", "项": "t", "条": "c", "部分": "s", "章": "s", "次": "t", "回": "t", "面": "t"}
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,40})[”\"」』]")
_BOUND = (
    (re.compile(r"(?<!不)(?:超过|多于|大于|高于|不止)(?:了)?$"), None, ">"),
    (re.compile(r"(?:不少于|不低于|(?:最少|至少|少说)(?:也|得)?(?:有|由|涉及|要|需要?|动用)?|达到?(?:了)?|满)$"), None, ">="),
    (re.compile(r"(?:不超过|不多于|至多(?:有|由)?|最多(?:只|有|由)*)$"), None, "<="),
    (re.compile(r"(?<!不)(?:不足|不到|少于|低于)$"), None, "<"),
    (None, re.compile(r"^(?:责任)?(?:单位|部门)?(?:及|或|和)?以上|^(?:责任)?(?:单位|部门|任务)?(?:或|及)?(?:更多|往上)"), ">="),
    (None, re.compile(r"^(?:责任)?(?:单位|部门)?(?:及|或|和)?(?:以下|以内|之内)"), "<="),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its code, what it says, the sort or numbers or unit behind it."""

    code: str
    said: str
    start: int
    end: int
    sort: str = ""
    numbers: tuple[int, ...] = ()
    unit: Named | None = None
    how: str = "="


@dataclass(frozen=True, slots=True)
class Line:
    """A question as words; ``codes`` has one character a word."""

    words: tuple[Word, ...]
    text: str

    @property
    def codes(self) -> str:
        """The codes in a row."""
        return "".join(w.code for w in self.words)

    def find(self, pattern: str) -> tuple[Word, ...] | None:
        """The words of the first match."""
        found = re.search(pattern, self.codes)
        return self.words[found.start() : found.end()] if found else None

    def has(self, codes: str) -> bool:
        """Whether one of ``codes`` is there."""
        return any(w.code in codes for w in self.words)

    def of(self, codes: str) -> tuple[Word, ...]:
        """The words with one of ``codes``."""
        return tuple(w for w in self.words if w.code in codes)

    def put(self, start: int, end: int, *new: Word) -> Line:
        """The line with ``new`` for all words between two offsets."""
        kept = [w for w in self.words if w.end <= start or w.start >= end]
        return Line(tuple(sorted((*kept, *new), key=lambda w: w.start)), self.text)

    def without(self, words: tuple[Word, ...]) -> Line:
        """The line with the words ``words`` taken out."""
        gone = {id(w) for w in words}
        return Line(tuple(w for w in self.words if id(w) not in gone), self.text)


@cache
def _lexicon() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (r["code"][-1], r["tells"].split(":")[1] if ":" in r["tells"] else r["code"], re.compile(r["pattern"]))
        for r in data_rows("table_words.tsv")
    )


@cache
def _references() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(pattern)) for code, pattern in _REFERENCES)


def numbers_in(said: str) -> tuple[int, ...]:
    """The numbers of a reference, with those between the ends of a range.

    >>> numbers_in("第四条到第六条"), numbers_in("任务26和27"), numbers_in("前三条")
    ((4, 5, 6), (26, 27), (1, 2, 3))
    """
    bare = re.sub(r"^附件[1一]", "", said)
    found: list[int] = []
    for part in re.finditer(rf"({_TO})?(?:条|项|部分|个|任务)?第?[（(]?([{_CN}]+)", bare):
        value = to_int(part[2])
        if value is None:
            continue
        found += range(found[-1] + 1, value + 1) if part[1] and found else [value]
    if said.startswith("前") and found:
        return tuple(range(1, found[0] + 1))
    return tuple(dict.fromkeys(found))


_REMARK = re.compile(r"（(?![一二三四五六七八九十百\d]+）)[^（）]*）")
_POINTS = re.compile(r"第一|首位|名称|名字|任务\s*\d|第.{1,5}(?:条|部分|项|章)")


@dataclass(frozen=True, slots=True)
class Bodies:
    """The units of the table, and what they are called without the place they belong to: 财政局 for 市财政局."""

    iris: frozenset[str]
    short: dict[str, Named]
    called: tuple[tuple[str, Named], ...] = ()
    """Every name of each unit."""

    def at(self, text: str, at: int) -> Named | None:
        """The unit whose short name stands at an offset."""
        if at and text[at - 1] in "市省县区部委" and text[at] != "各":
            return None
        return next((self.short[text[at:end]] for end in range(at + 8, at + 1, -1) if text[at:end] in self.short), None)


def line(q: Question, table: Bodies) -> Line:
    """The words of a question; characters that are no word of the table stand for themselves.

    Units that are not in the ``table`` are no words of it; remarks in brackets count only where they point at a provision.
    """
    text = _REMARK.sub(lambda m: m[0] if _POINTS.search(m[0]) else " " * len(m[0]), q.text)
    names = {n.start: n for n in q.mentions if n.kind != "place" and text[n.start] != " "}
    names |= {n.start: n for n in governed(text, table.called)}
    words: list[Word] = []
    at = 0
    while at < len(text):
        if at not in names and (short := table.at(text, at)) is not None:
            names[at] = short
        word = _word(text, at, names)
        if word.unit is not None and word.unit.iri not in table.iris:
            word = Word("q", word.said, word.start, word.end)
        words.append(word)
        at = word.end
    return Line(tuple(words), q.text)


def _word(text: str, at: int, names: dict[int, Named]) -> Word:
    inside = names.get(at + 1) if text[at] in '“"' else None
    if inside is not None and inside.kind == "unit" and text[at + 1 + len(inside.said) :].startswith(("”", '"')):
        return Word("U", inside.said, at, at + 2 + len(inside.said), "u", unit=inside)
    named = names.get(at)
    if named is not None and named.kind == "unit":
        return Word("U", named.said, at, at + len(named.said), "u", unit=named)
    for code, pattern in _references():
        if (found := pattern.match(text, at)) is not None:
            return Word(code, found[0], at, found.end(), code.lower(), numbers_in(found[0]))
    if (quoted := _QUOTED.match(text, at)) is not None:
        return Word("Q", quoted[1], at, quoted.end())
    if (rank := _RANK.match(text, at)) is not None and (value := to_int(rank[1])) is not None:
        return Word("r", rank[0], at, rank.end(), numbers=(value,))
    if (bounds := _between(text, at)) is not None:
        return bounds
    if (number := _NUMBERED.match(text, at)) is not None and (value := to_int(number[1])) is not None:
        return _counted(text, at, number, value)
    for code, sort, lexeme in _lexicon():
        if (found := lexeme.match(text, at)) is not None and found.end() > at:
            return Word(code, found[0], at, found.end(), sort if code in "WMtucsp" else "")
    if named is not None:
        return Word("Q", named.said, at, at + len(named.said))
    return Word(text[at] if not text[at].isascii() or not text[at].isalnum() else "_", text[at], at, at + 1)


def _between(text: str, at: int) -> Word | None:
    """三家到五家, 3至5项: both bounds."""
    found = _RANGE.match(text, at)
    low, high = (to_int(found[1]), to_int(found[2])) if found is not None else (None, None)
    if found is None or low is None or high is None or low >= high:
        return None
    return Word("#", found[0], at, found.end(), _MEASURES.get(found[3].lstrip("个大"), "u"), (low, high), how="..")


def _counted(text: str, at: int, number: re.Match[str], value: int) -> Word:
    """A number with its measure, and whether it is a bound: 超过5家, 5家以上."""
    measure = number[2].lstrip("个大")
    sort = _MEASURES.get(measure) or ("t" if re.match(r"(?:工作)?任务", text[number.end() :]) else "u")
    end = number.end()
    for before, behind, how in _BOUND:
        if before is not None and before.search(text[:at]):
            more = re.match(r"(?:责任)?(?:单位|部门)?(?:及|或)?以上", text[end:])
            return _bounded(number, at, end + (more.end() if more else 0), sort, value, how)
        if behind is not None and (tail := behind.match(text[end:])) is not None:
            return _bounded(number, at, end + tail.end(), sort, value, how)
    return Word("#", number[0], at, end, sort, (value,))


def _bounded(number: re.Match[str], at: int, end: int, sort: str, value: int, how: str) -> Word:
    if how in "<>":
        how, value = f"{how}=", value + (1 if how == ">" else -1)
    return Word("#", number[0], at, end, sort, (value,), how=how)
