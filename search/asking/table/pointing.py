"""Provisions pointed at by what they say: 现代学徒制那项任务, 培育产教融合型企业和推进学分银行这两条, 样板（第三部分）.

Each becomes the word its number would be, so that the rules for numbers read it; a name beside a number is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from search.asking.likeness import likeness, longest_shared
from search.asking.link import Meaning, Ranked
from search.asking.matter.opening import opening_end
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.table.described import part_of_clause, told_before, two_nouns, units_of_two
from search.asking.table.forms import Found, Says
from search.asking.table.pairs import pointed_back, two_told
from search.asking.table.roles import with_roles
from search.asking.table.topics import ABOUT, said_of, topics, words_left
from search.asking.table.words import Line, Word
from search.index import Engine
from search.passages import Passage

_KINDS = {"t": "task", "c": "clause", "s": "section", "p": "support"}
_LEAST = 0.5
"""Share of the words that the best provision must hold, to be the one meant."""
_SURE = 0.7
"""The same where nothing but the words says that a provision is meant."""
_MEANT = 0.8
"""The score of a provision that says the same in other words."""
_LOOKED_AT, _LEAST_FIT, _BEGINS = 6, 0.4, 0.3
"""Provisions looked at for the one that is told, the least that its best sentence must fit, and what the same beginning counts."""
_EACH = 0.2
"""What each character counts that stands in the same run in both."""
_SHORT = 4
"""Characters: fewer name no provision by themselves."""
_JOINED = re.compile(r"以及|还有|[和与及跟同、]")
_MOST_JOINERS = 6
_RUN = "[^，。；：？UCSTPHWM#tc]+"
_NAME = r"[^，。；：？、（）HWMUCSTPDLltucsBbRy]"
_BRACKETED = re.compile(rf"(?P<name>{_NAME}{{2,}})（(?P<at>[CST])）")
_TELLS = re.compile(rf"(?<=[TCS])[讲说谈管]{_NAME}{{2,}}?(?=[，；]|[和与跟]?[TCS])|[讲说谈]{_NAME}{{2,}}的(?=[CS])")
_LEADS = re.compile(r"^(?:以及|[和与及跟同在比]|(?:请)?(?:对比|比较)(?:一下)?|正文(?:里|中)?(?:的)?)+")
_TAIL = re.compile(r"(?:相比(?:之下|较)?|比一?比|比较|相较|比|，|以上|上述|这|那|的)+$")


@dataclass(frozen=True, slots=True)
class Provisions:
    """Provisions of the document asked, by what they say."""

    r: Reader

    @property
    def title(self) -> str:
        """Of the document."""
        return self.r.asked.document_title

    def strange(self, said: str) -> bool:
        """Whether no two characters of the words stand together in the document, and no thesaurus knows them."""
        engine, pairs = self.r.engine, _pairs(self.r.engine, self.r.engine.library.state(), self.r.asked.document)
        return not any(a + b in pairs for a, b in pairwise(said)) and not engine.thesaurus.concepts(said)

    def find(self, sort: str, said: str, several: bool) -> Found | Says | None:
        """Those that hold the words, else (where not ``several`` are meant) the one that search finds."""
        kind = _KINDS.get(sort, "task")
        if not self.r.asked.scope.has_tasks and kind == "task":
            return None
        engine, document = self.r.engine, self.r.asked.document
        parts = tuple(part.strip("“”") for part in _parts(said))
        texts = [p.text for p in self._of_kind(kind)]
        if sort in "tcp" and all(any(part in text for text in texts) for part in parts):
            return Says(sort, parts)
        hit = next(iter(engine.search(said, k=1, kinds=(kind,), documents=(document,)).hits), None)
        if several or hit is None or likeness(said, f"{hit.title or ''}{hit.text}") < _LEAST:
            return None
        return Found(sort, (hit.iri,), hit.label)

    def number(self, sort: str, said: str, least: float = _LEAST, told: bool = False) -> int | None:
        """The number of the one that search finds, where it holds the words or most of them.

        ``told``: a noun says that there is one, so that the best by its meaning will do.
        """
        titled = [
            p.number for p in self._of_kind(_KINDS[sort]) if len(said) >= _SHORT and _bare(said) in _bare(p.title)
        ]
        if len(titled) == 1:
            return titled[0]
        engine, kinds = self.r.engine, (_KINDS[sort],)
        hits = engine.search(said, k=3, kinds=kinds, documents=(self.r.asked.document,)).hits if len(said) > 1 else ()
        within = [h for h in hits if said in f"{h.title or ''}{h.text}"] or [
            h for h in hits if likeness(said, f"{h.title or ''}{h.text}") >= least
        ]
        if not within and told and hits and hits[0].score >= _MEANT:
            return hits[0].number
        return max(within, key=lambda h: len(longest_shared(said, h.text, _SHORT))).number if within else None

    def closest(self, sort: str, said: str) -> int | None:
        """The number of the one whose best sentence says it most nearly; that there is one is said."""
        verbatim = [
            p.number for p in self._of_kind(_KINDS[sort]) if len(said) >= _SHORT and said in f"{p.title or ''}{p.text}"
        ]
        if len(verbatim) == 1:
            return verbatim[0]
        kinds, documents = (_KINDS[sort],), (self.r.asked.document,)
        hits = self.r.engine.search(said, k=_LOOKED_AT, kinds=kinds, documents=documents).hits
        best = max(Meaning(self.r.engine, said).rank(hits), key=lambda one: _nearness(one, said), default=None)
        if best is None or (best.fit < _LEAST_FIT and likeness(said, best.hit.text) < _LEAST):
            return None
        return best.hit.number

    def below(self, clause: int, said: str) -> int | None:
        """The number of the task of a clause that says it best, where it holds most of the words."""
        engine, asked = self.r.engine, self.r.asked
        if not asked.scope.has_tasks:
            return None
        rows = engine.library.store.select(
            f"{PREFIX}SELECT ?t {{ GRAPH <{asked.graph}> {{ ?t a pol:Task ; pol:elaborates ?c . ?c pol:number {clause} }} }}"
        )
        mine = {str(row["t"]) for row in rows}
        hits = engine.search(said, k=12, kinds=("task",), documents=(asked.document,)).hits
        best = next((h for h in hits if h.iri in mine), None)
        return best.number if best is not None and likeness(said, best.text) >= _LEAST else None

    def named(self, word: Word, said: str) -> bool:
        """Whether words beside a number are out of the title of what it points at."""
        if word.code not in "CS" or len(word.numbers) != 1:
            return False
        found = (p.title or p.text for p in self._of_kind(_KINDS[word.sort]) if p.number == word.numbers[0])
        return any(_bare(said) in _bare(title) for title in found)

    def _of_kind(self, kind: str) -> Iterator[Passage]:
        return (p for p in self.r.engine.passages if p.document == self.r.asked.document and p.kind == kind)


@lru_cache(maxsize=64)
def _pairs(engine: Engine, state: str, document: str) -> frozenset[str]:
    """All pairs of neighbouring characters of the document."""
    texts = (f"{p.title or ''} {p.text}" for p in engine.passages if p.document == document)
    return frozenset(a + b for text in texts for a, b in pairwise(text))


def _nearness(one: Ranked, said: str) -> float:
    """How nearly a provision is told: by its meaning, its very words, and whether it begins as it is told."""
    shared = _EACH * len(longest_shared(said, one.hit.text, _SHORT))
    return one.score + likeness(said, one.hit.text) + shared + _BEGINS * one.hit.text.startswith(said[:2])


def _bare(said: str | None) -> str:
    return re.sub(r"[^\w]", "", said or "")


def _parts(said: str) -> list[str]:
    for joiner in "、和与及":
        said = said.replace(joiner, "|")
    return [part for part in said.split("|") if len(part) > 1] or [said]


def pointed(words: Line, provisions: Provisions) -> Line:
    """The line with a number for each provision that is pointed at by its matter."""
    words = two_told(with_roles(_without_document(words, provisions.title)), provisions)
    for step in (
        _bracketed,
        part_of_clause,
        _described,
        _apposed,
        told_before,
        two_nouns,
        _several,
        _that_one,
        _that_noun,
        _besides,
    ):
        words = step(words, provisions)
    sort = "t" if provisions.r.asked.scope.has_tasks else "c"
    return pointed_back(units_of_two(words, provisions, sort))


def _without_document(line: Line, title: str) -> Line:
    """家庭医生签约服务分工表里，…: what is said first only names the document."""
    end = opening_end(line.text, title, table=True)
    if not end or any(w.code in "UTCS" and w.start < end for w in line.words):
        return line
    named = any(w.code == "-" and w.end <= end for w in line.words)  # that it is the table still counts
    return line.put(0, end, Word("-", line.text[:end], 0, end)) if named else line.put(0, end)


# ---------------------------------------------------------------------------------- names beside numbers
def _bracketed(line: Line, _: Provisions) -> Line:
    """终身学习样板（第三部分）: the name says no more than the number."""
    while (found := _BRACKETED.search(line.codes)) is not None:
        name, number = line.words[found.start("name") : found.end("name")], line.words[found.start("at")]
        start = name[1].start if name[0].said in "和与及跟同、在比" else name[0].start
        line = line.put(start, line.words[found.end() - 1].end, number)
    return line


def _described(line: Line, _: Provisions) -> Line:
    """第（五）条讲技术创新聚集区，第（十一）条讲鲁班工坊: words that only tell what the number says already."""
    for found in list(_TELLS.finditer(line.codes))[::-1]:
        said = line.words[found.start() : found.end()]
        line = line.put(said[0].start, said[-1].end)
    return line


def _apposed(line: Line, provisions: Provisions) -> Line:
    """第（九）条推进做实学分银行: the longest run behind the number that is out of its title."""
    for word in line.of("CS"):
        at = line.words.index(word)
        stop = re.match(r"[^，。；：？UCSTPHWM]*", line.codes[at + 1 :])
        behind = line.words[at + 1 : at + 1 + (stop.end() if stop else 0)]
        for end in range(len(behind), 0, -1):
            said = line.text[behind[0].start : behind[end - 1].end]
            if len(_bare(said)) >= _SHORT and provisions.named(word, said):
                line = line.put(behind[0].start, behind[end - 1].end)
                break
    return line


# ------------------------------------------------------------------------------------ several at once
def _several(line: Line, provisions: Provisions) -> Line:
    """…和…这两条, or …和…，哪一条: as many provisions as are counted, parted where all are found."""
    for start, end, upto, sort, number in _counted_together(line):
        quoted = next((w.start for w in line.words if w.code == "Q" and start <= w.start < end), start)
        start = quoted if line.text[quoted] in '“"' and not words_left(line.text[start:quoted]) else start
        said = line.text[start:end]
        numbers = _split(_TAIL.sub("", _LEADS.sub("", said)), number, sort, provisions)
        if numbers:
            return line.put(start, upto, Word(sort.upper(), line.text[start:upto], start, upto, sort, numbers))
    return line


def _counted_together(line: Line) -> Iterator[tuple[int, int, int, str, int]]:
    """Where a list of matters may stand: its ends, the end of the noun behind it, the sort and the number of them."""
    for found in re.finditer(
        r"(?:^|(?<=[，。；：GV-]))(?:[^，。；：？UCSTPHWM#-]+，(?=[和与跟同及]))?[^，。；：？UCSTPHWM#-]+(?:，[这那上述以]*)?(?P<n>#[tc]?)",
        line.codes,
    ):
        word = line.words[found.start("n")]
        noun = line.words[found.end() - 1]
        sort = noun.sort if noun.code in "tc" else word.sort
        if word.how == "=" and word.numbers[0] in (2, 3) and sort in "tcs":
            yield line.words[found.start()].start, word.start, noun.end, sort, word.numbers[0]
    both = re.match(rf"{_RUN}[和与跟同及]{_RUN}(?P<n>[tc])(?=，?[^UCSTP]*=)", line.codes)
    if both is not None:  # 建甲和建乙的任务，责任单位一样吗
        noun = line.words[both.start("n")]
        yield 0, noun.start, noun.end, noun.code, 2
    which = re.search(rf"(?:^|(?<=，))(?P<said>{_RUN}[和与跟同及]{_RUN})(?P<w>W)(?=[^W]*[多少])", line.codes)
    if which is not None and line.words[which.start("w")].sort in "tc":  # “甲”和“乙”哪一条点名的部门多
        end = line.words[which.start("w")].start
        yield line.words[which.start("said")].start, end, end, line.words[which.start("w")].sort, 2
    lead = re.match(r"[^，。；：？UCSTPHWM#]+(?=，.*(?P<w>W).*[多少])", line.codes)
    if lead is not None and line.words[lead.start("w")].sort in "tcs":
        end = line.words[lead.end() - 1].end
        yield 0, end, end, line.words[lead.start("w")].sort, 2


def _split(said: str, number: int, sort: str, provisions: Provisions) -> tuple[int, ...]:
    """The numbers of so many provisions, parted at the joiners where the words are found best."""
    joiners = list(_JOINED.finditer(said))
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for cut in combinations(joiners, number - 1) if len(joiners) <= _MOST_JOINERS else ():
        ends = [0, *(x for j in cut for x in j.span()), len(said)]
        parts = [said[a:b].strip("“”") for a, b in zip(ends[::2], ends[1::2], strict=True)]
        found = [provisions.number(sort, part, _SURE) if len(part) >= _SHORT else None for part in parts]
        numbers = tuple(n for n in found if n is not None)
        if len(set(numbers)) == number:
            best = max(best, (_evenly(parts, numbers, sort, provisions), numbers))
    return best[1] or _one_each(said, number, sort, provisions)


def _one_each(said: str, number: int, sort: str, provisions: Provisions) -> tuple[int, ...]:
    """Those told most nearly, where words join just so many matters."""
    parts = [part.strip("“”") for part in re.split("以及|还有|[和与及跟]", said)]
    if len(parts) != number or any(len(part) < _SHORT for part in parts):
        return ()
    numbers = tuple(n for part in parts if (n := provisions.closest(sort, part)) is not None)
    return numbers if len(set(numbers)) == number else ()


def _evenly(parts: Sequence[str], numbers: Sequence[int], sort: str, provisions: Provisions) -> float:
    """How well the parts name their provisions, the worst of them."""
    words = [Word(sort.upper(), "", 0, 0, sort, (n,)) for n in numbers]
    return sum(1 + provisions.named(w, part) for w, part in zip(words, parts, strict=True))


# --------------------------------------------------------------------------------------------- one
def _that_one(line: Line, provisions: Provisions) -> Line:
    """现代学徒制那项任务, 现代学徒制那一项."""
    for run, noun in topics(line):
        start, end, sort = _noun_behind(line, run, noun)
        if not sort:
            continue
        said = re.sub(rf"^{ABOUT}[了过到]*", "", said_of(run))
        number = provisions.number(sort, said + _remark(line, end), told=True)
        if (longer := _from(line, run)) < start:
            whole = _TAIL.sub("", line.text[longer : run[-1].end])
            more = provisions.number(sort, whole.strip("“”"), _SURE)
            start, number = (longer, more) if more is not None else (start, number)
        start = max(start, line.text.find(words_left(line.text[start : run[-1].end]), start, end))
        if number is not None:
            line = line.put(start, end, Word(sort.upper(), line.text[start:end], start, end, sort, (number,)))
    return line


def _remark(line: Line, end: int) -> str:
    """What a bracket behind the noun says of it: 讲师资的那一条（流动岗位、绩效工资）."""
    found = re.match(r"[（(]([^（）()]{2,60})[）)]", line.text[end:])
    return f"，{found[1]}" if found is not None else ""


def _that_noun(line: Line, provisions: Provisions) -> Line:
    """推进社会力量参与办学这一条: words of the table run through the matter."""
    for noun in line.of("tcs"):
        at = line.words.index(noun)
        if at == 0 or not re.match(r"[这那该]", noun.said):
            continue
        start = _from(line, (line.words[at - 1],))
        said = _TAIL.sub("", line.text[start : noun.start]).strip("“”")
        number = provisions.number(noun.code, said, _SURE) if len(said) >= _SHORT else None
        if number is not None:
            word = Word(noun.code.upper(), line.text[start : noun.end], start, noun.end, noun.code, (number,))
            line = line.put(start, noun.end, word)
    return line


def _from(line: Line, run: tuple[Word, ...]) -> int:
    """Where a matter begins that has words of the table in it: 推进社会力量参与办学这一条."""
    at = line.words.index(run[0])
    before = re.search(r"[^，。；：？、（）UCSTPHWM#tucsOG]*$", line.codes[:at])
    words = line.words[before.start() : at] if before is not None else ()
    while words and words[0].said in "和与及跟同、在里中的比":
        words = words[1:]
    return words[0].start if words else run[0].start


def _noun_behind(line: Line, run: tuple[Word, ...], noun: Word) -> tuple[int, int, str]:
    """The ends of the words and of 那项任务, 那一项, 那一条 behind them, and the sort meant."""
    if noun.code in "tcs" and re.match(r"[这那该]", noun.said):
        return run[0].start, noun.end, noun.code
    if (
        noun.code == "#"
        and noun.numbers == (1,)
        and noun.sort in "tc"
        and run[-1].said in "这那"
        and not line.has("pP")
    ):
        behind = next((w for w in line.words if w.start >= noun.end), noun)
        return run[0].start, behind.end if behind.code in "tc" else noun.end, noun.sort
    return 0, 0, ""


def _besides(line: Line, provisions: Provisions) -> Line:
    """除了推广现代学徒制，还参与别的任务吗: what is taken out is a task."""
    found = re.search(rf"B(?P<said>{_NAME}+)(?P<end>t?b?)，?.*R", line.codes)
    if found is None:
        return line
    words = line.words[found.start("said") : found.end("said")]
    said = words_left(line.text[words[0].start : words[-1].end])
    number = provisions.number("t", said.strip("“”"), _SURE) if len(said) >= _SHORT else None
    if number is None:
        return line
    start = words[0].start
    last = line.words[found.end("end") - 1] if found["end"] else words[-1]
    end = words[-1].end if last.code == "b" else last.end
    return line.put(start, end, Word("T", line.text[start:end], start, end, "t", (number,)))


__all__ = ["Provisions", "pointed"]
