"""Which things: the list, among those of the best provisions, that fits the question in words, number and kind.

A stated number is the strongest evidence: where some list has as many members as the question says, no other answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.numerals import to_int
from search.asking.likeness import longest_shared
from search.asking.matter.polarity import opposed
from search.asking.matter.reading_plans import LEAST_BESIDES
from search.asking.matter.wanted import Wanted, is_kind, number_in, wanted
from search.asking.plan import Found
from search.asking.reader import Reader
from search.asking.spans import Enumeration
from search.hits import Hit
from search.interaction import sentence_at, sentence_spans

_NEXT = re.compile(r"[，。；、]|以及|及其|举办|建设|打造|设立|培育|开展|建立")
_NEAR_SENTENCE = 0.4
_RESPONSIBLE = re.compile(
    r"[^（）。；]{0,40}?(?:负责|配合|牵头)(?:落实)?[）)]"
)  # units in brackets answer who, not what
_NEAR_CLAUSE, _EXCLUDED = 0.5, 0.8
_SET_ASIDE = re.compile(r"除了?(?P<what>[^，。？]{2,16}?)(?:以外|之外|外)?，(?=[^，。]*(?:还|另|别的|其他|也))")
_CLEARLY = 0.1
"""By how much one item must be nearer than the others to what the question sets aside."""
_LEAST_LIST, _LONG_ITEM = 0.45, 6
_AND_MORE, _SUBJECT = 0.1, 0.2
_IS_SUBJECT = re.compile(r"应当?(?!用)|须|必须|可以|不得|负责|：|，(?:应当?|要)")
"""A list that acts itself, or only announces what follows, is seldom what is asked for."""
_SAID = 0.3
_NUMBERED = re.compile(r"等?[“（]?(?P<number>[二两三四五六七八九十])[大个项类种级科位方条]")
_NAME_BEFORE = re.compile(r"“(?P<name>[^“”]{2,10})”[\u4e00-\u9fff]{0,4}(?:（|，?(?:即|是指|包括|指))$")
_NAMES_KIND = re.compile(r"等?[二两三四五六七八九十][大个项类种][\u4e00-\u9fff]{2}")
_OTHER_KIND = 0.3
"""What a list loses of which the text says that it is of another kind than the one asked for."""
_LOOSE = 0.15
"""What two things joined by 和 lose beside a list: they may be parts of anything."""
_OTHER = 0.7
"""What a word of the same kind counts beside the word of the question."""
_SEVERAL_ASKED = re.compile(r"哪[些几一二两三四五六七八九十类种]|什么|啥|分别|包括|有何|叫|[跟和与同]谁")
_OWN, _LEAST_OWN, _MOST_OWN = 0.3, 4, 1
"""What a list gains whose sentence says words of the question, how many characters at least, that stand so seldom."""
_LEAST_NEAR, _LEAST_COUNTED, _LEAST_INSTEAD, _DEEP = 0.1, 0.9, 1.2, 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A list of one of the best provisions, and how well it answers."""

    score: float
    fit: float
    hit: Hit
    listed: Enumeration


def candidates(r: Reader, asked: Wanted, limit: int) -> Iterator[Candidate]:
    """The lists of the best provisions, each with what speaks for it."""
    for place, hit in enumerate(r.told_of(limit)):
        loose = r.pairs(hit) if asked.number == 2 else []
        for listed in (*_told_whole(r.lists(hit), asked), *loose):
            if _RESPONSIBLE.match(hit.text[listed.items[-1][1] :]) or max(b - a for a, b in listed.items) < 2:
                continue
            fit = _list_fit(r, hit, listed, asked) + 0.45 * max(0.0, 1 - place / 6) - _LOOSE * (listed in loose)
            own = _OWN * _says_its_own(r, hit, listed)
            yield Candidate(fit + own + _closeness(r, hit, listed), fit, hit, listed)


def _says_its_own(r: Reader, hit: Hit, listed: Enumeration) -> bool:
    """Whether the sentence of a list says words of the question that the document says nowhere else."""
    sentence = hit.text[slice(*sentence_at(hit.text, listed.start))]
    shared = longest_shared(r.topic, sentence, _LEAST_OWN)
    items = "、".join(listed.words(hit.text))
    return shared not in ("", items) and r.engine.library.text(r.asked.document).count(shared) <= _MOST_OWN


def _told_whole(lists: list[Enumeration], asked: Wanted) -> list[Enumeration]:
    """The lists without those that another goes on from, unless the question says how many there are."""
    if asked.number is not None:
        return lists
    longer = {one.items[:-1] for one in lists}
    return [one for one in lists if one.items not in longer]


def counted_items(r: Reader, instead: bool) -> Found:
    """The best list with as many members as the question says; ``instead`` of an answer with another number it must fit well."""
    asked = wanted(r)
    if r.q.asks("uctsp") or r.q.has("when", "money", "yesno"):
        return None
    exact = (one for one in candidates(r, asked, _DEEP) if len(one.listed.items) == asked.number)
    best = max(exact, key=lambda one: one.score, default=None)
    if best is None or best.score < (_LEAST_INSTEAD if instead else _LEAST_COUNTED):
        return None
    return _told(r, best)


def of_kind(r: Reader) -> Found:
    """A list that the text says to be of the kind asked for, though its sentence has no word of the question."""
    asked = wanted(r)
    if not asked.kinds or not _SEVERAL_ASKED.search(r.q.text) or r.q.asks("uctsp") or r.q.has("yesno", "when", "money"):
        return None
    said = (
        one
        for one in candidates(r, asked, 6)
        if one.listed.after.startswith("等") and _of(r, one, asked) >= _OTHER * 0.7
    )
    best = max(said, key=lambda one: one.score, default=None)
    return _told(r, best) if best is not None else None


def numbered_kind(r: Reader) -> Found:
    """A list of as many as the question says, each of which ends with its noun: 过哪五道关 and 政治关、法律关."""
    asked = wanted(r)
    if asked.number is None or not asked.noun:
        return None
    told = (
        one
        for one in candidates(r, asked, _DEEP)
        if len(one.listed.items) == asked.number
        and all(one.hit.text[a:b].endswith(asked.noun) for a, b in one.listed.items)
    )
    best = max(told, key=lambda one: one.score, default=None)
    return _told(r, best) if best is not None else None


def _of(r: Reader, one: Candidate, asked: Wanted) -> float:
    sentence = one.hit.text[slice(*sentence_at(one.hit.text, one.listed.start))]
    return _kind_of_list(r, one.listed, one.hit.text, asked, "", sentence)


def which_items(r: Reader) -> Found:
    """The list of the best sentence: as many items as the question says, of the kind it names."""
    asked = wanted(r)
    if asked.number is None and not _SEVERAL_ASKED.search(r.q.text):
        return None
    best = max(
        (one for one in candidates(r, asked, 6) if one.fit >= _LEAST_LIST), key=lambda one: one.score, default=None
    )
    if best is None:
        return None
    text, items, noun = best.hit.text, best.listed.items, asked.noun
    if opposed(r.q.text, text[slice(*_clause_at(text, best.listed))]):
        return None  # 哪些专业要停办 and 重点建设甲、乙等专业
    if "什么样" in r.q.text and any(name.said in best.listed.words(text) for name in r.q.entities):
        return None  # what one is to be like, a list of which it is one does not tell
    alike = noun and all(text[a:b].endswith(noun[-2:]) for a, b in items)
    if asked.number == 2 and not (len(items) == 2 and alike) and (two := _two_of(r, noun)) is not None:
        return two
    sentence = text[slice(*sentence_at(text, best.listed.start))]
    alike = _of(r, best, asked) > 0 and r.near(sentence) >= _LEAST_NEAR
    if r.besides(sentence) < LEAST_BESIDES and not alike and not _says_its_own(r, best.hit, best.listed):
        return None
    return _told(r, best)


def _told(r: Reader, best: Candidate) -> Found:
    spans = not_set_aside(r, best.hit.text, _without_said(r, best.hit.text, best.listed.items))
    return r.cut(best.hit, spans, "包括", f"查找{best.hit.label}列举的内容")


def not_set_aside(r: Reader, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The items without the one that the question sets aside: 除了派人到现场看，还能 leaves 书面检查、网络监测 of three."""
    besides = _SET_ASIDE.search(r.q.text)
    if besides is None or len(spans) <= len("ab"):
        return spans
    asked = r.engine.words.asked(besides["what"])
    near = [asked.near(text[a:b]) for a, b in spans]
    first, second = sorted(near, reverse=True)[:2]
    return [span for span, n in zip(spans, near, strict=True) if n < first or first - second < _CLEARLY]


def _closeness(r: Reader, hit: Hit, listed: Enumeration) -> float:
    """How near in meaning the sentence of a list is to the question, and the words right behind it."""
    sentence = hit.text[slice(*sentence_at(hit.text, listed.start))]
    clause = hit.text[slice(*_clause_at(hit.text, listed))]
    near = 0.5 * r.near(sentence) + 0.2 * r.near(_NEXT.split(listed.after)[0][:12]) + _NEAR_CLAUSE * r.near(clause)
    return near - _EXCLUDED * _excluded(r, clause)


def _clause_at(text: str, listed: Enumeration) -> tuple[int, int]:
    """The words between the commas around a list."""
    first, last = listed.items[0][0], listed.items[-1][1]
    start, end = sentence_at(text, first)
    begin = max(text.rfind(mark, start, first) for mark in "，；：") + 1
    return max(begin, start), min((at for mark in "，；。" if (at := text.find(mark, last, end)) >= 0), default=end)


def _excluded(r: Reader, clause: str) -> float:
    """How near a clause is to what the question sets aside: 除了高科技，还有哪些行业."""
    besides = _SET_ASIDE.search(r.q.text)
    return r.engine.words.asked(besides["what"]).near(clause) if besides is not None else 0.0


def _without_said(r: Reader, text: str, items: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The items; the last without what the question says of them all: 稻谷、小麦 of 稻谷、小麦最低收购价."""
    *others, (start, end) = items
    said, longest = r.q.text.replace("的", ""), max((b - a for a, b in others), default=0)
    alike = any(text[b - 2 : b] == text[end - 2 : end] for _, b in others)
    cut = next((at for at in range(start + 2, end - 2) if text[at:end] in said and at - start >= longest - 1), end)
    return [*others, (start, end if alike else cut)]


def _two_of(r: Reader, noun: str) -> Found:
    """Two of a kind joined by 和, where the question asks for two: 技术专家和财务专家."""
    if len(noun) < 2:
        return None
    kind = re.escape(noun[:2])
    pattern = re.compile(
        rf"(?P<first>[^，。；、和与\n]{{1,16}}?{kind})(?:和|与|及|以及)(?P<second>[^，。；、和与\n]{{1,8}}?{kind})"
    )
    found = [
        (r.near(hit.text[a:b]) + r.fit(hit.text[a:b]) - 0.05 * place, hit, m)
        for place, hit in enumerate(r.leaves(6))
        for a, b in sentence_spans(hit.text)
        for m in pattern.finditer(hit.text, a, b)
    ]
    if not found:
        return None
    _, hit, match = max(found, key=lambda one: one[0])
    length = min(match.end("second") - match.start("second"), match.end("first") - match.start("first"))
    cut = match.end("first") - length
    start = next((a for a, b in r.engine.words.spans(hit.text) if a < cut < b), cut)  # 国务院药品监督管理部门
    spans = [(max(start, match.start("first")), match.end("first")), match.span("second")]
    return r.cut(hit, spans, "包括", f"查找{hit.label}列举的内容")


def _list_fit(r: Reader, hit: Hit, listed: Enumeration, asked: Wanted) -> float:
    """How well a list answers: the words around and behind it, its items, their number and kind."""
    text = hit.text
    start, end = sentence_at(text, listed.start)
    behind = _NEXT.split(listed.after)[0][:12]
    left = text[max(start, listed.items[0][0] - 24) : listed.items[0][0]]
    if "、" in left:  # another list stands right before: its words are not this one's
        left = re.split(r"[，；]|以及", left)[-1]
    items = "、".join(text[a:b] for a, b in listed.items)
    fit = 0.8 * r.fit(left + items + behind) + 0.3 * r.fit(text[start:end])
    fit += 0.25 * r.overlap(items) + 0.4 * r.overlap(behind)
    fit += _NEAR_SENTENCE * r.near(text[start:end])
    kind = _kind_of_list(r, listed, text, asked, behind, text[start:end])
    fit += kind
    if asked.number is not None:
        fit += 0.6 if len(listed.items) == asked.number else -0.3
        fit += _SAID * (kind >= 0 and _says(text, listed, asked.number))
    said = re.search(r"([\u4e00-\u9fff]{2,8})(?:包括|包含|分为|分成|即)$", text[start : listed.items[0][0]])
    if said is not None and said[1][-4:] in r.q.text:
        fit += 0.5
    if re.search(r"几[层级]|哪[几些][层级]", r.q.text) and re.match(r"[二两三四五六七]级", listed.after):
        fit += 0.4
    if any(word in text[max(start, listed.start - 12) : min(end, listed.end + 12)] for word in r.q.quoted):
        fit += 0.4
    if items.startswith(("经", "在", "按", "对", "由", "被", "从", "为")) and asked.number is None:
        fit -= 0.3  # clauses one after the other, no list of things
    fit += _AND_MORE * listed.after.startswith("等") - _SUBJECT * bool(_IS_SUBJECT.match(listed.after))
    said_too = [b - a for a, b in listed.items if text[a:b] in r.q.text]
    return fit - 0.3 * bool(said_too) - 0.3 * any(length >= _LONG_ITEM for length in said_too)


def _says(text: str, listed: Enumeration, number: int) -> bool:
    """Whether the text itself says how many the list has: 四大功能 behind it, “三件套”（ before it."""
    behind = _NUMBERED.match(listed.after)
    before = _NAME_BEFORE.search(text[: listed.items[0][0]])
    return (behind is not None and to_int(behind["number"]) == number) or (
        before is not None and number_in(before["name"]) == number
    )


def _kind_of_list(r: Reader, listed: Enumeration, text: str, asked: Wanted, behind: str, sentence: str) -> float:
    """Whether the list is one of what is asked for: 哪些产业 and 等优势产业, or items that end so."""
    items, noun = [text[a:b] for a, b in listed.items], asked.noun
    fit = max((_OTHER * _told_as(kind, items, listed.after) for kind in asked.kinds), default=0.0)
    if is_kind(noun) and all(item.endswith(asked.kinds) for item in items):
        fit = max(fit, _OTHER * 0.8)  # 基地、体验馆、博物馆 are all 场所
    for kind in dict.fromkeys((noun, noun[:2], noun[-2:])) if noun else ():
        fit = max(fit, _told_as(kind, items, listed.after))
    if fit:
        return fit
    if noun and any(noun[i : i + 2] in behind for i in range(max(len(noun) - 1, 1))):
        return 0.4
    if is_kind(noun) and _NAMES_KIND.match(listed.after):
        return -_OTHER_KIND
    return -_OTHER_KIND if noun and not _names(r, noun, sentence) else 0.0


def _told_as(kind: str, items: list[str], after: str) -> float:
    """Whether a list is said to be of a kind: behind it, or where its items end."""
    if len(kind) > 1 and re.match(rf"等[^，。；、]{{0,6}}{kind}|[的]*[^，。；、]{{0,3}}{kind}", after):
        return 0.7
    if all(item.endswith(kind) or item[:1] == kind for item in items) or (
        len(kind) > 1 and all(kind in item for item in items)
    ):
        return 0.6
    if len(kind) > 1 and items[-1].endswith(kind) and len(items[-1]) > len(kind) and not after.startswith("的"):
        return 0.4  # 赔偿、惩戒、退出和应急保障措施
    return 0.4 if len(kind) > 1 and sum(item.endswith(kind) for item in items) > 1 else 0.0


def _names(r: Reader, noun: str, sentence: str) -> bool:
    """Whether a sentence names what is asked for; an everyday noun is not expected there."""
    found = r.engine.thesaurus.concepts(noun)
    official = [one.concept.official for one in found if one.said in one.concept.official]
    if not official:
        return noun in sentence or noun not in r.engine.library.text(r.asked.document)
    return any(word in sentence for words in official for word in words)
