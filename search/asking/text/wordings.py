"""Where the text says a thing in given words: how often, and what it says so.

写着“请财政部”的有几处, 用“确保”写明的要求有哪些, 以“坚持”开头的原则有几条. The words are those the question quotes.
"""

from __future__ import annotations

import re

from search.asking.cuts import count_and_cut_query, count_query, cut_query
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.text.sides import provisions_at
from search.asking.text.values import Span

_QUOTED = re.compile(r"[“\"](?P<words>[^”\"]{1,20})[”\"]")
_OPENS = re.compile(r"^(?:[一二两三四]字|二字|两字|一词|这?个?词|字样)?(?:来)?(?:开头|起头|打头|领起|起句|为?首)")
_SAYS = re.compile(
    r"^(?:[一二两三四]字|两个字|一词|这?个?[词字]|字样|这[个一种]说法|的说法|的?表述)?(?:来)?(?:写明|提出|表述|强调|说明|引出|领起|要求|规定|布置|交代|的|办|总?共|一共|全文|在[^，。？]{0,10})?[^，。？]{0,12}?(?:出现|有|写|提到|用|说|讲|点)?(?:了|过)?(?:哪|几|多少)"
)
_BEFORE = re.compile(
    r"(?:以|用|写着?|写有|写明|带有?|含有?|出现(?:了|过)?(?:几|多少)[次处回]|标明|直接写着?|提到|冠以)$"
)
_COUNT = re.compile(r"(?<![哪第])(?:几|多少)个?(?P<unit>[次处回项条句个件段])")
_WHICH = re.compile(r"哪|什么")
_OTHERS = re.compile(r"哪(?:几|些|一)?(?:个|条)?(?:条款|条文|任务|单位|部门|部分)|哪一条|吗[？?]?$|是否")
_TOLD_SO = re.compile(r"^(?:[一二两]字|一词|字样)?(?:来)?(?:写明|提出|表述|强调|说明|领起|开头)")
_OFTEN = re.compile(
    r"出现(?:了|过)?(?:几|多少)[次处回]|(?:几|多少)[次处回][^，。？]{0,4}出现|提到(?:了|过)?(?:几|多少)[次处回]"
)
_TABLE = re.compile(r"[一各这那位因容]栏|任务|列里|清单")
_END = re.compile(r"[，。；：\n]")


def wording_count_plan(r: Reader) -> Plan | None:
    """How many places say the quoted words, or what they say; ``None``: not asked so, or no place does."""
    said = r.q.text
    quoted = [m for m in _QUOTED.finditer(said) if _meant(said, m)]
    units = {name.said for name in r.q.units}
    if any(m["words"] in units for m in quoted) and not _OFTEN.search(said):
        return None
    if _TABLE.search(_QUOTED.sub("", said)):
        return None  # 责任单位写有“某局”的任务 are rows of a table
    if not quoted or _OTHERS.search(_QUOTED.sub("", said)) or not (_COUNT.search(said) or _WHICH.search(said)):
        return None
    words, behind = quoted[0]["words"], said[quoted[0].end() :]
    text = r.engine.library.text(r.asked.document)
    scope = _scope(r, text)
    places = [m.start() for m in re.finditer(re.escape(words), text) if scope[0] <= m.start() < scope[1]]
    count = _COUNT.search(said)
    if count is None and not _OPENS.match(behind) and not _TOLD_SO.match(behind):
        return None
    if _OPENS.match(behind):
        lines = [at for at in places if re.search(r"(?:^|\n|——|[）)]|\n\d{1,2}[.．、])\s*$", text[max(0, at - 5) : at])]
        places = lines if count is not None and count["unit"] == "条" and len(lines) > 1 else places
        places = [
            at for at in places if at == 0 or re.search(r"[。；：\n—）)]\s*$|\d[.．、]\s*$", text[max(0, at - 4) : at])
        ]
    return _plan(r, words, text, places) if places else None


def _meant(said: str, m: re.Match[str]) -> bool:
    """Whether the words are quoted as words: 以……开头, 写着……, ……出现了几次."""
    behind = said[m.end() :]
    if _OPENS.match(behind):
        return True
    before = _BEFORE.search(said[: m.start()]) is not None
    often = (
        re.match(r"[^，。？]{0,12}?(?:出现|提到|写|用)(?:了|过)?[^，。？]{0,4}?(?:几|多少)[次处回]", behind) is not None
    )
    return (
        often
        or (before and _SAYS.match(behind) is not None)
        or re.search(r"出现(?:了|过)?(?:几|多少)[次处回]$", said[: m.start()]) is not None
    )


def _scope(r: Reader, text: str) -> Span:
    """The provision the question names by its number or its heading; else the whole text."""
    named = [p for p in r.engine.passages if p.document == r.asked.document and _named(r, p.label, p.title)]
    if not named:
        return 0, len(text)
    best = max(named, key=lambda p: len(p.text) if p.kind == "section" else len(p.title or ""))
    return best.start, best.start + len(best.text)


def _named(r: Reader, label: str, title: str | None) -> bool:
    bare = _QUOTED.sub("", r.q.text)
    return (len(label) > 2 and label in bare) or (title is not None and len(title) >= 4 and title in bare)


def _plan(r: Reader, words: str, text: str, places: list[int]) -> Plan:
    said, count = r.q.text, _COUNT.search(r.q.text)
    spans = [(at, at + len(words)) for at in places]
    evidence = provisions_at(r, places)
    told = f"查找写有“{words}”的地方"
    opens = re.search(r"开头|起头|打头", said) is not None
    behind = [_behind(text, at, len(words), opens) for at in places]
    if count is not None and not _WHICH.search(_COUNT.sub("", said)):
        sparql = count_query(r.asked.document, spans, r.asked.graph)
        return Plan(sparql, told, f"写有“{words}”的共", evidence, count["unit"])
    if count is None:
        return Plan(cut_query(r.asked.document, behind, r.asked.graph), told, f"写有“{words}”的是", evidence)
    sparql = count_and_cut_query(r.asked.document, spans, behind, r.asked.graph, count["unit"])
    return Plan(sparql, told, f"写有“{words}”的有", evidence)


def _behind(text: str, at: int, length: int, whole: bool) -> Span:
    """What is said in these words: what stands behind them up to the next stop; with them where that is short."""
    stop = _END.search(text, at + length)
    end = stop.start() if stop else len(text)
    return (at + length, end) if end - at - length > 3 and not whole else (at, end)
