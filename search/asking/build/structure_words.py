"""What a question over the build of a document points at: parts by number, range or heading, annexes, the main text.

第三部分到第五部分一共有几条, 附件里的两张清单合起来: read against the headings the document has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.numerals import to_int
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_CN = "一二两三四五六七八九十\\d"
_NUMBER = rf"[{_CN}]{{1,3}}"
_RANGE = re.compile(
    rf"(?:从)?第?(?P<a>{_NUMBER})(?:个?大?部分|章)?(?:一直)?(?:到|至|—|-|~)(?:第)?(?P<b>{_NUMBER})个?(?:大?部分|章)"
)
_SOME = re.compile(r"(?P<end>开头|最前面?|头|前|最后面?|末尾|结尾|后)的?(?P<n>[两二三四五六七八九\d])个?(?:大?部分|章)")
_ANNEX = re.compile(rf"附件\s*(?P<n>[{_CN}](?:\s*[、和与及跟]\s*(?:附件)?\s*[{_CN}])*)(?![个份张项条])")
_ANNEXES = re.compile(
    r"(?:附件|附录|附表)(?:里|中)?的?(?:[两二三四五六七八九几]|全部|所有)[个张份]?(?:清单|附件|表格?|附录)?"
    r"|(?:[两二三四五六七八九几]|全部|所有|这些|各)[个张份]?(?:附件|附录|附表|清单)(?:里|中)?的?(?:清单|表格?)?"
)
_NO_ANNEX = re.compile(
    r"(?:不含|不算|不包括|不计|除去?|去掉|撇开|刨去|抛开)(?:[两二三几]个)?(?:附件|附表|清单)(?:以外|之外|外)?"
)
_BODY = re.compile(r"(?:意见|方案|通知|办法|文件|规定|条例)?的?(?:正文|主体|主文)(?:部分)?")
_HEADED = re.compile(
    r"(?P<said>[^，。？“”]{2,24}?)(?:那|这)一?个?(?:大?部分|章)|(?P<bare>[^，。？“”的]{2,16})(?:的|这)?(?:部分|章)"
)
_LIST = re.compile(
    r"(?P<said>[^，。？“”在要由把将]{0,12}?(?:清单|单子|名单|目录|台账|分工表|任务表|一览表|附表|支持政策|的几件事|的几项|的好处|的政策))(?:里面?|中间?|当中|上|的|之?内|，|第)"
)
_LEAST_SHARED = 2
_LEAST_HEADING = 0.5


@dataclass(frozen=True, slots=True)
class Headed:
    """A part of the text or an annex with its number and its heading."""

    iri: str
    kind: str
    number: int
    title: str
    annexed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: the numbers of parts, of annexes; nothing of both is the main text. ``said``: the words for it."""

    sections: tuple[int, ...] = ()
    annexes: tuple[int, ...] = ()
    said: tuple[str, ...] = ()
    told: str = "正文"
    anywhere: bool = False
    """Whether the text itself is an annex, to the letter that puts it in force."""

    @property
    def narrow(self) -> bool:
        """Whether it is less than the main text."""
        return bool(self.sections or self.annexes)

    def pattern(self) -> str:
        """What holds of ``?x`` when it lies there."""
        if self.annexes:
            return f"?x pol:partOf+ ?an . ?an a pol:Annex ; pol:number ?ann FILTER(?ann IN ({_joined(self.annexes)})) "
        inside = "" if self.anywhere else "FILTER NOT EXISTS { ?x pol:partOf+ ?an . ?an a pol:Annex } "
        if self.sections:
            inside += (
                f"?x pol:partOf+ ?se . ?se a pol:Section ; pol:number ?sen FILTER(?sen IN ({_joined(self.sections)})) "
                "FILTER NOT EXISTS { ?se pol:partOf ?chapter . ?chapter a pol:Section } "
            )
        return inside


def _joined(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def headed(r: Reader) -> list[Headed]:
    """The parts of the main text and the annexes of a document, in their order."""
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT ?x ?k ?n ?title ?up {{ GRAPH <{r.asked.graph}> {{ ?x a ?k ; pol:number ?n ; pol:order ?o OPTIONAL {{ ?x pol:title ?title }} "
        "FILTER(?k IN (pol:Section, pol:Annex)) OPTIONAL { ?x pol:partOf+ ?up . ?up a pol:Annex } } } ORDER BY ?o"
    )
    found = [
        Headed(str(row["x"]), str(row["k"]).rsplit("#", 1)[-1], int(row["n"]), str(row.get("title") or ""), "up" in row)
        for row in rows
    ]
    own = [p for p in found if not p.annexed]
    return own if any(p.kind == "Section" for p in own) or r.has("Clause") else found


def place_said(text: str, sections: Sequence[int], parts: Sequence[Headed]) -> Place:
    """The place a question points at, with the words that do; the main text where it names none.

    >>> parts = [Headed("s", "Section", n, f"第{n}件大事") for n in range(1, 8)] + [Headed("a", "Annex", 1, "重点任务清单")]
    >>> place_said("从第三部分到第五部分一共有几条？", (3, 5), parts).sections, place_said("前三个部分有几条", (), parts).sections
    ((3, 4, 5), (1, 2, 3))
    >>> place_said("附件1列了几项？", (), parts).annexes, place_said("任务清单里有几项？", (), parts).annexes
    ((1,), (1,))
    """
    found = _place(text, sections, parts)
    return replace(found, anywhere=any(p.annexed for p in parts))


def _place(text: str, sections: Sequence[int], parts: Sequence[Headed]) -> Place:
    annexes = tuple(p.number for p in parts if p.kind == "Annex")
    numbered = tuple(dict.fromkeys(p.number for p in parts if p.kind == "Section"))
    if (bare := _NO_ANNEX.search(text)) is not None:
        return Place(said=(bare[0], *_BODY.findall(text)))
    if (span := _RANGE.search(text)) is not None:
        first, last = to_int(span["a"]) or 0, to_int(span["b"]) or 0
        return Place(tuple(range(first, last + 1)), said=(span[0],), told=span[0])
    if (some := _SOME.search(text)) is not None and len(numbered) > (n := to_int(some["n"]) or 0):
        chosen = numbered[:n] if re.match("开|最前|头|前", some["end"]) else numbered[-n:]
        return Place(chosen, said=(some[0],), told=some[0])
    if sections:
        words = tuple(re.findall(rf"第?[{_CN}]+个?(?:大?部分|章)", text))
        return Place(tuple(sections), said=words, told="、".join(words))
    if (one := _ANNEX.search(text)) is not None:
        found = tuple(
            to_int(n) or 0 for n in re.findall(rf"附件\s*([{_CN}])|[、和与及跟]\s*([{_CN}])", one[0]) for n in n if n
        )
        others = tuple(to_int(n) or 0 for n in re.findall(rf"附件\s*([{_CN}])", text))
        numbers = tuple(dict.fromkeys((*found, *others)))
        return Place(annexes=numbers, said=("附件", *re.findall(rf"(?<=附件)[{_CN}、和与及跟]+", text)), told=one[0])
    if annexes and (every := _ANNEXES.search(text)) is not None:
        return Place(annexes=annexes, said=(every[0],), told="各个附件")
    return _titled(text, parts) or Place(said=tuple(_BODY.findall(text)))


def _titled(text: str, parts: Sequence[Headed]) -> Place | None:
    """A list by words of its heading, 支持政策清单; a part by its heading, 组织领导那一部分."""
    annexes = [p for p in parts if p.kind == "Annex" and p.title]
    said = _LIST.search(text)
    if said is not None and annexes and (annex := annex_of_list(said["said"], parts)) is not None:
        return Place(annexes=(annex.number,), said=(said["said"],), told=annex.title)
    if (by := _HEADED.search(text)) is not None:
        words = (by["said"] or by["bare"] or "").removeprefix("关于").removesuffix("的")
        fits = [(_share(words, p.title), p) for p in parts if p.kind == "Section" and p.title]
        fit, best = max(fits, key=lambda one: one[0], default=(0.0, None))
        if best is not None and fit >= _LEAST_HEADING and len(words) > 1:
            return Place((best.number,), said=(by[0],), told=best.title)
    return None


def annex_of_list(said: str, parts: Sequence[Headed]) -> Headed | None:
    """The annex some words for a list are about: 部里给的好处清单 is 教育部支持政策清单, not 本市工作任务清单.

    >>> parts = [Headed("a", "Annex", 1, "教育部支持政策清单"), Headed("b", "Annex", 2, "本市工作任务清单")]
    >>> annex_of_list("部里给的好处清单", parts).number, annex_of_list("那张分工表", parts)
    (1, None)
    """
    annexes = [p for p in parts if p.kind == "Annex" and p.title]
    if (numbered := re.search(rf"附件([{_CN}])", said)) is not None:
        return next((p for p in annexes if p.number == to_int(numbered[1])), None)
    scored = sorted(((_characters(said, p.title), p) for p in annexes), key=lambda one: -one[0])
    alone = len(scored) == 1 or (len(scored) > 1 and scored[0][0] > scored[1][0])
    return scored[0][1] if scored and alone and scored[0][0] >= _LEAST_SHARED else None


def _characters(said: str, title: str) -> int:
    """How many different characters some words share with a heading: 部里给的好处清单 and 教育部支持政策清单."""
    return len(set(said) & set(title))


def _share(words: str, title: str) -> float:
    """The share of the pairs of characters of some words that a heading holds."""
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return sum(pair in title for pair in pairs) / max(len(pairs), 1)
