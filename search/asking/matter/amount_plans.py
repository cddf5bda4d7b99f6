"""Plans that read numbers: quantities the graph holds as targets, and dates, periods, sums and numbers in words.

All candidates compete on one scale: how well they fit the question, measure what it asks, and stand with its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.store import Row
from search.asking.matter.conditions import addressed_fit, case_fit, of_other_base, of_other_name
from search.asking.matter.kind_counts import kind_count
from search.asking.matter.level_plans import levels
from search.asking.matter.listed_count import listed_count
from search.asking.matter.measures import (
    ASKED,
    ASKS_NUMBER,
    ASKS_WHICH,
    ASPECTS,
    BARE,
    DATE,
    EVERY,
    FROM,
    FROM_EVENT,
    GRADED,
    LEADING,
    MEASURES,
    NO_PIECES,
    NUMBER,
    ONLY_NUMBER,
    OWN_UNITS,
    PIECES,
    POINT,
    RANGE,
    SPAN,
    TIMES_AS_MUCH,
    UNCOUNTED,
    UNIT,
    WAY,
    YUAN,
    asking_sentence,
    asks_bound,
    asks_target,
    bound_fit,
    counted_noun,
    counts_another,
    governs,
    grade_of,
    is_article,
    is_no_year,
    is_said,
    latest_fit,
    measured_thing,
    not_yearly,
    other_dimension,
    other_money,
    said_of,
    same_time,
    says_nothing,
    speaks_of_before,
)
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.hits import Hit
from search.interaction import sentence_at, sentence_spans

_ENOUGH = 0.6
_LEAST_OVERLAP, _LEAST_FIT = 0.12, 0.15
_UNLIKE = 0.2
"""A sentence without any word of the question, but the best, fits at least so well."""
_NEVER = -9.0
"""A number of another unit than the one asked for."""
_MUCH, _OF_MUCH = 0.5, 0.65
"""Where some sentence holds so much of the question, one with a number must hold that share of it."""
_AS_NEAR = 0.97
"""How near a sentence must be, as a share of the nearest of all, to speak of the question without its words."""
_DEEP = 8
_FURTHER, _BASE = (
    re.compile(r"再|还能|还可|增加|上浮|额外"),
    re.compile(r"现行|目前|眼下|如今|当前|眼前|[之以]前|原|起先|基数|调控线|现在"),
)
"""What is added to a figure, and the figure it is added to; the clause that asks tells which, where it says either."""
_RANK = 0.3
"""What the best provision is ahead of one that is hardly found."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    hit: Hit
    span: tuple[int, int]
    target: Row | None = None


def numbers(r: Reader) -> Found:
    """The number asked for; a date or a sum of money that no sentence gives is refused."""
    if (counted := listed_count(r) or levels(r) or kind_count(r)) is not None:
        return counted
    asked = [] if TIMES_AS_MUCH.search(r.q.text) else [n for n, words in ASKED.items() if re.search(words, r.q.text)]
    numeric = ASKS_NUMBER.search(r.q.text) is not None and (not r.q.asks("tcs") or asks_target(r.q.text))
    when = r.q.has("when") or re.search(r"哪一?[天日]", r.q.text)
    if when and ("period" not in asked or POINT.search(r.q.text)):
        forms = [DATE, *([FROM_EVENT] if FROM.search(r.q.text) else [])]
        days = (_best(r, [(None, one)], 0.5, dates=True) for one in forms)
        return next(filter(None, days), None) or Refusal("所收文件没有写明时间或期限")
    if (not numeric and not r.q.has("when", "money")) or (ASKS_WHICH.search(r.q.text) and not POINT.search(r.q.text)):
        return None
    patterns = [(name, MEASURES[name]) for name in asked] or [
        ("count", MEASURES["count"]),
        ("share", MEASURES["share"]),
    ]
    if asked == ["money"] and asks_bound(r.q.text) and not YUAN.search(r.q.text):
        patterns.append(("share", MEASURES["share"]))  # 不低于最低工资标准80%: a sum told by its share
    if (grade := grade_of(r.q.text)) is not None:
        return _best(r, [(None, grade)], 0.5, dates=True)
    found = _best(r, patterns, _ENOUGH)
    if found is None and r.q.has("money"):
        return Refusal("所收文件没有写明金额")
    if found is None and r.q.has("when"):
        return Refusal("所收文件没有写明时间或期限")
    if found is None and ONLY_NUMBER.search(r.q.text):
        return Refusal("所收文件没有写明这个数量", soft=True)
    return found


def _best(
    r: Reader, patterns: Sequence[tuple[str | None, re.Pattern[str]]], least: float, dates: bool = False
) -> Plan | None:
    candidates = [c for c in _candidates(r, patterns) if not (dates and c.target)]
    best = max(candidates, key=lambda c: c.score, default=None)
    if best is None or best.score < least or not _speaks_of_it(r, best):
        return None
    if best.target is not None and best.target["comparator"] == "range":
        return r.cut(best.hit, [_printed(best)], "是", f"查找“{best.target['subject']}”的数量")
    if best.target is not None:
        return _of_target(r, best)
    return r.cut(best.hit, [best.span], "是", f"查找{best.hit.label}写明的数量")


def _speaks_of_it(r: Reader, best: _Candidate) -> bool:
    """Whether the sentence says more of the question than the names in it: a fund's share is not its capital."""
    text, at = best.hit.text, best.span[0]
    start, end = sentence_at(text, at)
    sentence = text[start:end]
    if MEASURES["money"].match(text, at) and other_money(r.q.text, sentence):
        return False
    if _named_elsewhere(r, best, r.heading(best.hit) + sentence):
        return False
    if of_other_name(r.q.quoted, sentence, at - start) or of_other_base(r.q.text, r.heading(best.hit) + sentence):
        return False
    if (
        not EVERY.search(r.q.text)
        and not said_of(r.q.text, text, best.span)
        and _told_elsewhere(r, _in_context(r, best.hit, start, end))
    ):
        return False
    return says_nothing(r.unnamed) or r.besides(r.heading(best.hit) + text[start:end]) >= _LEAST_OVERLAP


def _named_elsewhere(r: Reader, best: _Candidate, said: str) -> bool:
    """Whether the document names the thing whose number is asked, and what is said here does not."""
    thing = measured_thing(r.q.text)
    if not thing or thing not in r.engine.library.text(r.asked.document):
        return False
    return thing not in said or counts_another(thing, best.hit.text, best.span)


def _told_elsewhere(r: Reader, said: str) -> bool:
    """Whether sentences without the number speak of the question far more: what they do not say, another does not."""
    return r.told > _MUCH and r.near(said) < _OF_MUCH * r.told


def _candidates(r: Reader, patterns: Sequence[tuple[str | None, re.Pattern[str]]]) -> Iterator[_Candidate]:
    leaves = r.leaves(_DEEP)
    for place, hit in enumerate(leaves):
        near = _RANK * (1 - place / _DEEP)
        for sentence in sentence_spans(hit.text):
            yield from _written(r, hit, sentence, near, patterns)
    yield from _set(r, leaves)


def _written(
    r: Reader, hit: Hit, sentence: tuple[int, int], near: float, patterns: Sequence[tuple[str | None, re.Pattern[str]]]
) -> Iterator[_Candidate]:
    """The numbers a sentence writes, where it speaks of the question."""
    found = [(name, m) for name, pattern in patterns for m in pattern.finditer(hit.text, *sentence)]
    said = _in_context(r, hit, *sentence) if found else ""
    known = r.fit(said) if found else 0.0
    if not found or not _about(r, said, known):
        return
    for name, m in found:
        if not is_said(r.q.text, hit.text, m.span()) and not is_article(hit.text, m):
            every = 0.4 if EVERY.search(r.q.text) and hit.text[max(0, m.start() - 1)] == "每" else 0.0
            score = _score(r, hit, sentence, m.span()) + 0.15 * known + near + every
            yield _Candidate(score + _measures(r, name, m.group()), hit, m.span())


def _set(r: Reader, leaves: Sequence[Hit]) -> Iterator[_Candidate]:
    """The targets the graph holds of these provisions."""
    by_iri = {hit.iri: (place, hit) for place, hit in enumerate(leaves)}
    for row in _targets(r):
        if str(row["p"]) not in by_iri or not _right_unit(r, row):
            continue
        place, hit = by_iri[str(row["p"])]
        at = int(row["at"]) - hit.start
        if not hit.text.startswith(str(row["quote"]), max(at, 0)):  # a task shares the target of its clause
            at = hit.text.find(str(row["quote"]))
        start, end = next(((a, b) for a, b in sentence_spans(hit.text) if a <= at < b), (at, len(hit.text)))
        if at < 0 or r.fit(hit.text[start:end]) < _LEAST_FIT:
            continue
        span = _number_of(hit.text, row, at)
        score = _score(r, hit, (start, end), span) + 0.15 * r.fit(hit.text[start:end]) + _RANK * (1 - place / _DEEP)
        yield _Candidate(score + 0.12 + _unit_fit(r, row) + _kind_fit(r, row), hit, span, row)


def _number_of(text: str, row: Row, at: int) -> tuple[int, int]:
    """Where the number of a target stands, with its first character of unit."""
    unit = re.escape(str(row.get("unit", "")))
    digit = re.search(rf"{RANGE}(?=\s*{unit})", str(row["quote"])) or re.search(NUMBER, str(row["quote"]))
    first = at + (digit.start() if digit else 0)
    number = LEADING.match(text, first)
    return first, first + (len(number[0]) if number else 1)


def _in_context(r: Reader, hit: Hit, start: int, end: int) -> str:
    """A sentence with the one before it, where it only dates that one."""
    if start and speaks_of_before(hit.text[start:end]):
        return hit.text[hit.text.rfind("\n", 0, start) + 1 : end]
    return r.in_context(hit, start, end)


def _about(r: Reader, sentence: str, known: float) -> bool:
    """Whether a sentence speaks of the question: by its words, or because no other does more."""
    return (
        r.overlap(sentence) > _LEAST_OVERLAP
        or known >= max(r.known, _UNLIKE)
        or ("分别" not in r.q.text and r.near(sentence) >= _AS_NEAR * r.told)
    )


def _right_unit(r: Reader, row: Row) -> bool:
    """Whether a target measures what the question names: money in yuan, periods in time, shares in per cent."""
    unit = str(row.get("unit", ""))
    signs = {
        "money": "元",
        "period": "年|月|天|日|时|周|季",
        "share": "%|成|倍",
        "age": "岁",
        "times": "次",
        "every": "次",
        "length": "米|里",
    }
    said = {name: max((m.end() for m in re.finditer(words, r.q.text)), default=0) for name, words in ASKED.items()}
    if unit == "%" and said["money"] and asks_bound(r.q.text) and not YUAN.search(r.q.text):
        return True
    last = max(said.values())  # 担保金额……的占比不低于多少 asks for a share
    return not last or any(re.search(signs[name], unit) for name, end in said.items() if end == last)


def _score(r: Reader, hit: Hit, sentence: tuple[int, int], span: tuple[int, int]) -> float:
    """How well the words near a number, its sentence and the words behind it fit; and whether its year is the one asked."""
    text, said = hit.text, _in_context(r, hit, *sentence)
    start, end = sentence[0], min(sentence[1], len(text))
    if _of_another(r, text, (start, end), span) or not_yearly(r.q.text, said):
        return -1.0
    near, behind = _around(text, start, end, span)
    score = 0.8 * r.fit(near) + 0.3 * r.near(near) + 0.4 * r.fit(said) + 0.2 * r.near(said) + 0.3 * r.overlap(behind)
    score += case_fit(r.q.text, text[start : span[0]])
    score += said_of(r.q.text, text, span) + bound_fit(
        r.q.text, text[max(start, span[0] - 24) : span[0]], text[slice(*span)]
    )
    if other_dimension(r.q.text, text[start : span[0]]):
        score -= 0.4
    way = WAY.search(r.q.text)
    score += 0.3 * (way is not None and way[0][0] in text[max(start, span[0] - 4) : span[0]])
    score += latest_fit(r.q.text, text, span) + addressed_fit(r.q.text, text[start : span[0]])
    years = re.findall(r"(?:19|20)\d\d", r.q.text)
    if years:
        paragraph = text.rfind("\n", 0, span[0]) + 1  # a year rules what follows it, up to the end of its paragraph
        before = re.findall(r"(?:19|20)\d\d(?=年)", text[paragraph : span[1]])
        score += 0.35 if before and before[-1] in years else -0.2 if before else 0.0
    return score


def _of_another(r: Reader, text: str, sentence: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether a number counts something else than the question: 4个方面 counts no hospitals."""
    aspect = ASPECTS.match(text, span[1]) or ASPECTS.match(text, span[1] - 1)  # a target's span may hold one of unit
    return _counts_others(r, text[slice(*sentence)]) or (aspect is not None and aspect[0][-2:] not in r.q.text)


def _around(text: str, start: int, end: int, span: tuple[int, int]) -> tuple[str, str]:
    """The words near a number, up to the next number on both sides, and those right behind it."""
    comma = text.rfind("，", start, span[0])
    next_comma = next((i for i in range(span[1], end) if text[i] in "，、；"), -1)
    left, right = max(start, span[0] - 28, comma - 16), min(end, span[1] + 16)
    own = BARE.sub("", text[comma + 1 : span[0]] + text[span[1] : next_comma if next_comma > 0 else end])
    if comma >= left and len(own) > 5 and re.search(r"\d", text[left:comma]):
        left = comma + 1  # 80%用于甲，20%用于乙: each its own words
    if 0 <= next_comma < right and re.search(r"\d", text[next_comma : right + 8]):
        right = next_comma
    if governs(text, span, start):
        right = next((i for i in range(span[1] + 3, end) if text[i] in "，；。"), end)
    behind = text[span[1] : min(end, span[1] + 24 if 0 <= next_comma < span[1] + 24 else span[1] + 8)]
    return text[left:right], re.split(r"[，、；]", behind)[0]


def _counts_others(r: Reader, sentence: str) -> bool:
    """Whether a sentence does not name what the question counts, in its word or another for it."""
    noun = counted_noun(r.q.text)
    if len(noun) < 2:
        return False
    if noun[-2:] in sentence or noun[:2] in sentence:
        return False
    return not any(word in sentence for one in r.engine.thesaurus.concepts(noun) for word in one.concept.official)


def _measures(r: Reader, name: str | None, found: str) -> float:
    if is_no_year(r.q.text, found):
        return _NEVER
    unit = UNIT.search(r.q.text)
    if unit is not None and unit[1] in OWN_UNITS:
        return 0.3 if any(one in found for one in OWN_UNITS[unit[1]]) else _NEVER
    if unit is not None and unit[1] not in found:
        return _NEVER if GRADED.search(found) else -0.25
    if unit is not None:
        return 0.3
    if PIECES.search(r.q.text):
        return _NEVER if NO_PIECES.search(found) else 0.0
    span = SPAN.search(r.q.text)
    if span is not None:
        return 0.2 if any(one in found for one in same_time(span[1])) else _NEVER
    return 0.1 if name is not None and re.search(ASKED.get(name, "^$"), r.q.text) else 0.0


def _targets(r: Reader) -> list[Row]:
    """The targets of the document, each with the provisions that set it."""
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT ?t ?p ?subject ?quote ?unit ?comparator ?kind ?at {{ GRAPH <{r.asked.graph}> {{
          ?p pol:setsTarget ?t . ?t pol:subject ?subject ; pol:quote ?quote ; pol:start ?at ;
          pol:comparator ?comparator ; pol:targetKind ?kind OPTIONAL {{ ?t pol:unitOfMeasure ?unit }} }} }} ORDER BY ?at ?p"""
    )
    return [row for row in rows if row["kind"] != "ordinal" and str(row["p"]) in r.engine.by_iri]


def _unit_fit(r: Reader, row: Row) -> float:
    unit, asked = str(row.get("unit", "")), UNIT.search(r.q.text)
    if PIECES.search(r.q.text) and UNCOUNTED.search(unit):
        return _NEVER
    wanted = asked[1] if asked else None
    fit = 0.0
    span = SPAN.search(r.q.text)
    if span is not None and not any(one in unit for one in same_time(span[1])):
        fit -= 1.0
    if wanted:
        loose = wanted in "家所" and unit in "个家所"  # people count bodies by any of these
        strange = wanted in OWN_UNITS and not any(one in unit for one in OWN_UNITS[wanted])
        fit += (0.2 if loose else 0.4) if wanted in unit else _NEVER if strange else (0.0 if loose else -0.35)
    kinds = {"share": "%", "money": "元", "times": "次", "age": "岁"}
    for name, sign in kinds.items():
        if re.search(ASKED[name], r.q.text):
            fit += 0.25 if sign in unit else -0.3
    if re.search(ASKED["period"], r.q.text):
        fit += 0.25 if re.search(r"年|月|天|日|时|周", unit) else -0.4
    return fit


def _kind_fit(r: Reader, row: Row) -> float:
    text, kind, fit = asking_sentence(r.q.text), row["kind"], 0.0
    if kind == "structure":
        fit -= 0.15
    if re.search(r"[=＝×*]", str(row["subject"])):
        fit -= 0.5  # a formula says how a figure is reckoned, not what it shall be
    asks = next((c for c in reversed(text.split("，")) if re.search("几|多少", c)), text)
    base = [m.end() for m in _BASE.finditer(asks)]
    further = _FURTHER.search(text) if not base else _FURTHER.search(asks, base[-1])
    if kind == "baseline":
        fit += 0.4 if not further and _BASE.search(text) else -0.3
    if further:
        fit += 0.2 if row["comparator"] == "<=" else 0.0
    return fit


def _of_target(r: Reader, best: _Candidate) -> Plan:
    row = best.target or {}
    iri, unit = row["t"], str(row.get("unit", ""))
    body = f"<{iri}> pol:{'maximum' if row['comparator'] == '<=' else 'minimum'} ?value"
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ {body} }} }}"
    return Plan(sparql, f"查找“{row['subject']}”的数量", f"“{row['quote']}”，即", (str(row["p"]),), unit=unit or None)


def _printed(best: _Candidate) -> tuple[int, int]:
    """A range with its unit, as the document prints it: 2至3个, 0-3岁."""
    unit = re.escape(str((best.target or {}).get("unit", "")))
    found = re.compile(rf"{NUMBER}(?:{unit})?(?:\s*[-—–~～至到]+\s*{NUMBER})?\s*(?:{unit})?").match(
        best.hit.text, best.span[0]
    )
    return found.span() if found else best.span
