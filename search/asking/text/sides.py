"""The two things a question sets side by side: A和B哪个更早, 是A还是B, A比B多多少; and how well a place of the text speaks of each.

A joiner may stand inside a side, so every joiner is tried, and the one is taken whose sides the text knows best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.asking.link import Meaning
from search.asking.reader import Reader

_QUOTED = re.compile(r"[“\"《][^”\"》]*[”\"》]")
_JOINER = re.compile(
    r"，?\s*还是(?:说)?|相比起?|(?<![占对类同])比起?(?![例重较率值])|以及|，和|[和与跟同]|及(?![以其])|、(?!第)"
)
_SURE = {"还是": 0.3, "比": 0.25, "和": 0.15, "与": 0.2, "跟": 0.2, "同": 0.05, "及": 0.05, "以及": 0.1}
_END = re.compile(
    r"[，。？?；]|哪|谁|更|孰|相(?:比|较|差)|比较|对比|之间|(?:这|那)?[两二](?:[个者类项种样级条份段档步处家方面边]|边)|分别|各[是有自多需占]|都|"
    r"(?:[早晚高低多少短长大差快慢]|提前|提高|增加|减少|降低|降)(?:了|出)?[\u4e00-\u9fff]{0,3}?(?:多少|几)|(?:之间)?差(?:距|额|值|了)?|合(?:计|起来)|加(?:起来|在一起)|[一总共]共"
)
_LEAD = re.compile(
    r"^(?:在|对|把|将|按照?|从|是|给|关于|其中|同样是?|而|的|里|中|就|要?看|请问|那么|比较|和|与|问|想|该|：|，|、|于|论|说)+"
)
_TRAIL = re.compile(
    r"(?:[早晚高低多少短长大快慢]|[的，、是和与]|(?<=的)(?:期限|时间|时限|日期|比例|数量|标准|上限|下限|金额|目标|要求)|相|这)+$"
)
LISTED = re.compile(
    r"列|点名|名单|项数|条数|条目|条款|条文|(?<!哪)个数(?!量)|家数|(?:负责|责任|牵头|配合)(?:部门|单位)|写了|写出|分为|分成|步骤|(?:指标|材料)[^，。？]{0,3}[多少]|条更[多少]|项更[多少]|分条|小[条项]|(?:条|项)[多少](?![于数])"
)
"""That members of lists are set against each other, not figures."""
_WHERE = re.compile(r"^.*(?:方案|意见|办法|规定|通知|建议|规划|纲要|决定|文件|批复|里|中)(?:对|给|为|让|就|把)(?=...)")
_LEAST, _SAID, _SAID_NEAR = 2, 0.25, 0.1
_CLOSELY = 60


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands on either side of a joiner, how sure the joiner is, and the rest of the question."""

    one: str
    other: str
    sure: float
    rest: str


def sides_of(said: str) -> Iterator[Sides]:
    """Every way to part a question in two things, joiners inside quotation marks left out.

    >>> [(s.one, s.other) for s in sides_of("移交手续和“回收、置换”这两类，哪一类期限更早？")]
    [('移交手续', '回收、置换')]
    """
    masked = _QUOTED.sub(lambda m: "〇" * len(m[0]), said)
    for joiner in _JOINER.finditer(masked):
        start = max((masked.rfind(mark, 0, joiner.start()) for mark in "，。；："), default=-1) + 1
        if joiner.start() - start < _LEAST and start:
            start = max(masked.rfind(mark, 0, start - 1) for mark in "，。；：") + 1
        end = _END.search(masked, joiner.end())
        stop = end.start() if end else len(masked)
        one, other = _bare(said[start : joiner.start()]), _bare(said[joiner.end() : stop])
        if min(len(one), len(other)) >= _LEAST:
            sure = _SURE.get(joiner[0].strip("，").removesuffix("起").replace("相比", "比"), 0.0)
            yield Sides(one, other, sure, said[:start] + said[stop:])


def _bare(part: str) -> str:
    """A side without the words that only lead to it or ask for its figure."""
    bare = _LEAD.sub("", _WHERE.sub("", part.strip()))
    shorter = _TRAIL.sub("", _TRAIL.sub("", bare))
    return (shorter if len(shorter) >= _LEAST else bare).strip('“”"')


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the text: the words right around it, the sentence, and the heading above."""

    tight: str
    near: str
    wide: str


def provision_at(r: Reader, at: int, kinds: Sequence[str] = ()) -> str | None:
    """The innermost provision whose words an offset lies in, of these kinds where one is; of the text's top the first."""
    own = [p for p in r.engine.passages if p.document == r.asked.document]
    holding = sorted((p for p in own if p.start <= at < p.start + len(p.text)), key=lambda p: -p.start)
    chosen = [p for p in holding if p.kind in kinds] or holding
    return chosen[0].iri if chosen else r.around(at) or next((p.iri for p in own), None)


def provisions_at(r: Reader, places: Iterable[int], kinds: Sequence[str] = ()) -> tuple[str, ...]:
    """The provisions at several offsets, each once."""
    return tuple(dict.fromkeys(iri for at in places if (iri := provision_at(r, at, kinds)) is not None))


_NUMBERED = re.compile(r"第[（(]?[一二三四五六七八九十百]+[）)]?(?:条|部分|章|项)")
_LEAST_HEADING = 4
_HEADING_SAID = r"(?:[”\"]|这?一?(?:条|节|部分|章|项|段)|部分|里|中|方面)"


def named_in(r: Reader, said: str) -> list[tuple[int, int]]:
    """Where the provisions lie that some words name by number, 第（四）条, or by heading, “提升服务能力”一条."""
    numbers = tuple(_NUMBERED.findall(said))
    found = []
    for p in r.engine.passages:
        if p.document != r.asked.document or p.kind in ("preamble", "task"):
            continue
        title = "".join((p.title or "").split())
        titled = len(title) >= _LEAST_HEADING and re.search(re.escape(title) + _HEADING_SAID, said) is not None
        if titled or (numbers and p.label.endswith(numbers)):
            found.append((p.start - len(p.title or ""), p.start + len(p.text)))
    return found


def inside(r: Reader, said: str, starts: Sequence[int]) -> list[int]:
    """Which of several places lie in a provision that some words name; all of them where none does."""
    spans = named_in(r, said)
    chosen = [i for i, at in enumerate(starts) if any(a <= at < b for a, b in spans)]
    return chosen or list(range(len(starts)))


class Finder:
    """How well places of the text speak of a part of the question."""

    def __init__(self, r: Reader) -> None:
        self._r = r
        self._known: dict[str, Meaning] = {}

    def fit(self, said: str, place: Place) -> float:
        """The fit of the words around counts most, that of the whole sentence a little; 0 to about 1.5."""
        meaning = self._meaning(said)
        whole = _SAID if said in place.tight else _SAID_NEAR * (said in place.near)
        return whole + 0.35 * meaning.fit(place.tight) + 0.65 * meaning.fit(place.near) + 0.25 * meaning.fit(place.wide)

    def around(self, said: str, place: Place) -> float:
        """How well a place, and still more the sentence around it, speaks of the rest of a question."""
        return 0.5 * self.fit(said, place) + 0.75 * self._meaning(said).fit(place.wide)

    def best(
        self, said: str, places: Sequence[Place], most: int, among: Sequence[int] | None = None
    ) -> list[tuple[float, int]]:
        """The places (``among`` which) that fit best, best first; only those that share most words are looked at closely."""
        meaning = self._meaning(said)
        chosen = range(len(places)) if among is None else among
        rough = {i: meaning.shared(places[i].near) + 0.4 * meaning.shared(places[i].wide) for i in chosen}
        close = sorted(chosen, key=lambda i: -rough[i])[:_CLOSELY]
        return sorted(((self.fit(said, places[i]), -i) for i in close), reverse=True)[:most]

    def _meaning(self, said: str) -> Meaning:
        if said not in self._known:
            self._known[said] = Meaning(self._r.engine, said, self._r.asked.document)
        return self._known[said]
