"""Plans that read numbers: quantities the graph holds as targets, and dates, periods, sums and numbers in words.

All candidates compete on one scale: how well their surroundings and their sentence fit the question, whether they
measure what it asks (years, yuan, a share …), and whether they stand with the year it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.store import Row
from search.hits import Hit
from search.link import sentence_spans
from search.plan import Found, Plan, Refusal
from search.reader import Reader
from search.sets import PREFIX

ASKS_NUMBER = re.compile(
    r"多少|(?<![哪第那这好十])几(?!类|种|个(?:阶段|中心)|乎|条路|级(?!地震|以上|左右|的?能力))(?=级|个|家|所|项|倍|年|批|名|人|成|次|天|元|岁|月|%|[？?])|百分之几"
    r"|(?:比例|占比|上限|下限|指标|标准|最低|最高)(?:是|为)(?:什么|多少|几)?|翻几番|至少|至多|最多(?:可以|能|允许)?|多大|多长|多久|多高"
)
_N = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]+)"
_RANGE = rf"{_N}(?:\s*[-—–~～至到]\s*{_N})?"
_BOUND = r"(?:以上|以下|以内|左右|以?内)?"
_PERIOD = rf"(?!(?:19|20)\d\d\s*年){_RANGE}\s*个?(?:工作日|自然日|月|年|天|日|小时|学时|季度|周)(?!度|级|龄|轻|代|初|底){_BOUND}"
_DATE = re.compile(
    r"(?:上一?年度?|当年|次年|每年|(?:19|20)\d\d\s*年)?\d+\s*月(?:\d+\s*日)?(?:\s*起)?[至到—-](?:(?:19|20)\d\d\s*年)?(?:\d+\s*月)?(?:\d+\s*日)?(?<=[月日])"
    r"|(?:19|20)\d\d\s*年[上下]半年|(?:到|至|自|从|截至|于|在)?(?:(?:19|20)\d\d\s*年(?:\s*\d+\s*月)?(?:\s*\d+\s*日)?|\d+\s*月\s*\d+\s*日)(?:年?[底末初]|前|起|以前|之前)?"
    rf"|(?:每[年季月][^，。；]{{0,8}}?\d+\s*(?:月|日)[^，。；]{{0,4}}?前)|{_PERIOD}"
)
_MEASURES = {
    "money": re.compile(rf"(?:人民币)?{_RANGE}\s*(?:余|多)?(?:万|亿|千|百)?元(?:/[\u4e00-\u9fff])?{_BOUND}"),
    "period": re.compile(_PERIOD),
    "share": re.compile(
        rf"(?:超过|不少于|不低于)?(?:一半|半数|过半|{_N}分之{_N}|[一二三四五六七八九]成)(?:以上|以下|左右)?|{_RANGE}\s*(?:%|个百分点)"
    ),
    "age": re.compile(rf"{_RANGE}\s*(?:周?岁){_BOUND}"),
    "times": re.compile(rf"{_N}\s*次"),
    "count": re.compile(
        rf"{_RANGE}\s*(?:[万亿千百]?(?:人|名|个|家|所|项|倍|批|种|门|套|亩|吨|公里|张|户|间|支|辆|台|级|平方米)){_BOUND}"
    ),
}
_ASKED = {
    "money": r"钱|(?:工资|薪水)(?:给|是|有|拿)?(?:多少|几)(?!倍|成)|(?:多少|几).{0,3}(?:工资|薪水)|元|金额|奖励|补[贴助]|经费|拨款|费用|收费|罚款|(?:资本|资产|价格|租金)(?:金|额)?(?:是|为|有|要)?(?:多少|几)",
    "period": r"多久|多长|几年|几个?月|几天|几个?工作日|期限|(?:多少|几)(?:个)?(?:年|月|天|日|工作日|学时|小时)|隔几|每几",
    "share": r"比例|占比|百分|几成|比重|占.{0,8}(?:多少|几)|多大比例|的(?:多少|几成)|率",
    "age": r"多大的|几岁|多少岁|年龄",
    "times": r"几次|多少次",
}
_LEADING = re.compile(rf"{_RANGE}\s*(?:%|[\u4e00-\u9fff])?")
_UNIT = re.compile(
    r"(?:多少|几)(?:个|的)?(家|所|项|倍|名|人|批|种|门|套|座|处|辆|台|亩|吨|公里|户|张|间|支|平方米|学分)"
)
_POINT = re.compile(r"什么时候|何时|哪一?[年天日]|几[月号]")
_ASPECTS = re.compile(r"[个大]?(?:方面|环节|阶段|部分|层面|维度)")
_OWN_UNITS = {
    "家": "家户所个",
    "所": "所家个",
    "名": "名人",
    "人": "人名",
    "亩": "亩",
    "吨": "吨",
    "公里": "里",
    "户": "户家",
    "倍": "倍",
}
"""Units that count one kind of thing, and those that count the same."""
_ONLY_NUMBER = re.compile(r"(?:多少|百分之几|几成|翻几番)[^，。？?]{0,8}[？?]?$")
_COUNTED = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,5}?)(?:一共|总共|大约|目前|每年|现)?(?:共|确定|认定|设|建|有|是)了?(?:多少|几)[个家所名座][？?]?$|(?:多少|几)[个家所名座](?P<behind>[\u4e00-\u9fff]{2,6})[？?]?$"
)
_PIECES = re.compile(r"(?:多少|几)个(?!月|百分|工作日|小时|学时|级)")
_NO_PIECES = re.compile(r"(?:级|倍|批|%|成|亩|吨|公里|平方米)$")
"""What 多少个 does not count."""
_SPAN = re.compile(r"(?:多少|几)个?(天|日|月|周|小时|学时|工作日)(?!前|底)")
_BARE = re.compile(r"(?:到|至|力争)?(?:19|20)\d\d年底?|不(?:低于|少于|超过|高于)|达到|以上|以下|[\d.%，。；、\s]")
_WAY = re.compile(r"(?:降|压|减|提|升|增|达|控)(?:低|缩|少|高|加|长|制)?(?:到|至|在)")
_SOME = re.compile(r"一(?:批|个|种|项|家|所|套|名|人|门)$")
_EVERY = re.compile(r"每几|隔几|多久.{0,4}一[次回]|几[年月天].{0,4}一[次回]")
_ENOUGH = 0.6
_LEAST_OVERLAP, _LEAST_FIT = 0.12, 0.15
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
    asked = [name for name, words in _ASKED.items() if re.search(words, r.q.text)]
    numeric = ASKS_NUMBER.search(r.q.text) is not None and not r.q.asks("tcs")
    if r.q.has("when") and ("period" not in asked or _POINT.search(r.q.text)):
        return _best(r, [(None, _DATE)], 0.5, dates=True) or Refusal("所收文件没有写明时间或期限")
    if not numeric and not r.q.has("when", "money"):
        return None
    patterns = [(name, _MEASURES[name]) for name in asked] or [
        ("count", _MEASURES["count"]),
        ("share", _MEASURES["share"]),
    ]
    found = _best(r, patterns, _ENOUGH)
    if found is None and r.q.has("money"):
        return Refusal("所收文件没有写明金额")
    if found is None and r.q.has("when"):
        return Refusal("所收文件没有写明时间或期限")
    if found is None and _ONLY_NUMBER.search(r.q.text):
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
    start, end = next(((a, b) for a, b in sentence_spans(text) if a <= at < b), (0, len(text)))
    return r.besides(r.heading(best.hit) + text[start:end]) >= _LEAST_OVERLAP


def _candidates(r: Reader, patterns: Sequence[tuple[str | None, re.Pattern[str]]]) -> Iterator[_Candidate]:
    targets = [row for row in _targets(r) if _right_unit(r, row)]
    leaves = r.leaves(8)
    for place, hit in enumerate(leaves):
        for start, end in sentence_spans(hit.text):
            sentence = r.in_context(hit, start, end)
            known = r.fit(sentence) if any(p.search(sentence) for _, p in patterns) else 0.0
            for name, pattern in patterns if known else ():
                for m in pattern.finditer(hit.text, start, end):
                    if r.overlap(sentence) > _LEAST_OVERLAP and not _said(r, m.group()) and not _some(hit.text, m):
                        score = _score(r, hit, (start, end), m.span()) + 0.15 * known + _RANK * (1 - place / 8)
                        every = 0.4 if _EVERY.search(r.q.text) and hit.text[max(0, m.start() - 1)] == "每" else 0.0
                        yield _Candidate(score + every + _measures(r, name, m.group()), hit, m.span())
    by_iri = {hit.iri: hit for hit in leaves}
    for row in targets:
        if (holder := by_iri.get(str(row["p"]))) is not None:
            hit, at = holder, int(row["at"]) - holder.start
            if not hit.text.startswith(str(row["quote"]), max(at, 0)):  # a task shares the target of its clause
                at = hit.text.find(str(row["quote"]))
            if at < 0:
                continue
            start, end = next(((a, b) for a, b in sentence_spans(hit.text) if a <= at < b), (at, len(hit.text)))
            if r.fit(hit.text[start:end]) < _LEAST_FIT:
                continue
            place = leaves.index(hit)
            unit = re.escape(str(row.get("unit", "")))
            digit = re.search(rf"{_RANGE}(?=\s*{unit})", str(row["quote"])) or re.search(_N, str(row["quote"]))
            first = at + (digit.start() if digit else 0)
            number = _LEADING.match(hit.text, first)
            span = (first, first + (len(number[0]) if number else 1))
            score = _score(r, hit, (start, end), span) + 0.15 * r.fit(hit.text[start:end]) + _RANK * (1 - place / 8)
            yield _Candidate(score + 0.12 + _unit_fit(r, row) + _kind_fit(r, row), hit, span, row)


def _some(text: str, found: re.Match[str]) -> bool:
    """一批, 一个: no number, but where the text says 只开设一个."""
    return bool(_SOME.match(found[0])) and not re.search(r"[只仅][^，。；]{0,12}$|不超过$|最多$", text[: found.start()])


def _right_unit(r: Reader, row: Row) -> bool:
    """Whether a target measures what the question names: money in yuan, periods in time, shares in per cent."""
    unit = str(row.get("unit", ""))
    signs = {"money": "元", "period": "年|月|天|日|时|周|季", "share": "%|成|倍", "age": "岁", "times": "次"}
    said = {name: max((m.end() for m in re.finditer(words, r.q.text)), default=0) for name, words in _ASKED.items()}
    last = max(said.values())  # 担保金额……的占比不低于多少 asks for a share
    return not last or any(re.search(signs[name], unit) for name, end in said.items() if end == last)


def _said(r: Reader, number: str) -> bool:
    """Whether the question itself names this number."""
    return len(number) > 1 and number in r.q.text


def _score(r: Reader, hit: Hit, sentence: tuple[int, int], span: tuple[int, int]) -> float:
    """How well the words near a number, its sentence and the words behind it fit; and whether its year is the one asked."""
    text = hit.text
    start, end = sentence[0], min(sentence[1], len(text))
    comma = text.rfind("，", start, span[0])
    next_comma = next((i for i in range(span[1], end) if text[i] in "，、；"), -1)
    left, right = max(start, span[0] - 28, comma - 16), min(end, span[1] + 16)
    own = _BARE.sub("", text[comma + 1 : span[0]] + text[span[1] : next_comma if next_comma > 0 else end])
    if (
        comma >= left and len(own) > 5 and re.search(r"\d", text[left:comma])
    ):  # 80%用于甲，20%用于乙: each its own words
        left = comma + 1
    if 0 <= next_comma < right and re.search(r"\d", text[next_comma : right + 8]):
        right = next_comma
    near = text[left:right]
    behind = text[span[1] : min(end, span[1] + 24 if 0 <= next_comma < span[1] + 24 else span[1] + 8)]
    behind = re.split(r"[，、；]", behind)[0]
    if _counts_others(r, text[start:end]):
        return -1.0
    aspect = _ASPECTS.match(text, span[1])
    if aspect is not None and aspect[0][-2:] not in r.q.text:
        return -1.0  # 4个方面 counts no hospitals
    score = 0.8 * r.fit(near) + 0.4 * r.fit(r.in_context(hit, start, end)) + 0.3 * r.overlap(behind)
    score += _said_of(r, text, span)
    way = _WAY.search(r.q.text)
    score += 0.3 * (way is not None and way[0][0] in text[max(start, span[0] - 4) : span[0]])
    years = re.findall(r"(?:19|20)\d\d", r.q.text)
    if years:
        paragraph = text.rfind("\n", 0, span[0]) + 1  # a year rules what follows it, up to the end of its paragraph
        before = re.findall(r"(?:19|20)\d\d(?=年)", text[paragraph : span[1]])
        score += 0.35 if before and before[-1] in years else -0.2 if before else 0.0
    return score


def _counts_others(r: Reader, sentence: str) -> bool:
    """Whether a sentence does not name what the question counts, in its word or another for it."""
    asked = _COUNTED.search(r.q.text)
    if asked is None:
        return False
    noun = asked["before"] or asked["behind"]
    if noun[-2:] in sentence or noun[:2] in sentence:
        return False
    return not any(word in sentence for one in r.engine.thesaurus.concepts(noun) for word in one.concept.official)


def _said_of(r: Reader, text: str, span: tuple[int, int]) -> float:
    """Whether the number stands with the noun asked: 周期是多久 and 周期为1年, 多少个城市 and 11个城市."""
    before = re.search(r"([\u4e00-\u9fff]{2})(?:是|为|有)(?:多少|多久|多长|多大|几)", r.q.text)
    behind = re.search(r"(?:多少|几)[个家所名项种]([\u4e00-\u9fff]{2})", r.q.text)
    score = 0.0
    if before is not None and re.search(rf"{before[1]}(?:为|是|：|达到?|不[低少]于)?$", text[: span[0]]):
        score += 0.5
    if behind is not None and behind[1] in text[span[0] : span[1] + 6]:
        score += 0.5
    return score


def _measures(r: Reader, name: str | None, found: str) -> float:
    unit = _UNIT.search(r.q.text)
    if unit is not None and unit[1] in _OWN_UNITS:
        return 0.3 if any(one in found for one in _OWN_UNITS[unit[1]]) else -1.0
    if unit is not None:
        return 0.3 if unit[1] in found else -0.25
    if _PIECES.search(r.q.text):
        return -1.0 if _NO_PIECES.search(found) else 0.0
    span = _SPAN.search(r.q.text)
    if span is not None:
        return 0.2 if span[1] in found else -0.5
    return 0.1 if name is not None and re.search(_ASKED.get(name, "^$"), r.q.text) else 0.0


def _targets(r: Reader) -> list[Row]:
    """The targets of the document, each with the provisions that set it."""
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT ?t ?p ?subject ?quote ?unit ?comparator ?kind ?at {{ GRAPH <{r.asked.graph}> {{
          ?p pol:setsTarget ?t . ?t pol:subject ?subject ; pol:quote ?quote ; pol:start ?at ;
          pol:comparator ?comparator ; pol:targetKind ?kind OPTIONAL {{ ?t pol:unitOfMeasure ?unit }} }} }} ORDER BY ?at ?p"""
    )
    return [row for row in rows if row["kind"] != "ordinal" and str(row["p"]) in r.engine.by_iri]


def _unit_fit(r: Reader, row: Row) -> float:
    unit, asked = str(row.get("unit", "")), _UNIT.search(r.q.text)
    wanted = asked[1] if asked else None
    fit = 0.0
    span = _SPAN.search(r.q.text)
    if span is not None and span[1] not in unit:
        fit -= 0.5
    if wanted:
        loose = wanted in "家所" and unit in "个家所"  # people count bodies by any of these
        strange = wanted in _OWN_UNITS and not any(one in unit for one in _OWN_UNITS[wanted])
        fit += (0.2 if loose else 0.4) if wanted in unit else -1.0 if strange else (0.0 if loose else -0.35)
    kinds = {"share": "%", "money": "元", "times": "次", "age": "岁"}
    for name, sign in kinds.items():
        if re.search(_ASKED[name], r.q.text):
            fit += 0.25 if sign in unit else -0.3
    if re.search(_ASKED["period"], r.q.text):
        fit += 0.25 if re.search(r"年|月|天|日|时|周", unit) else -0.4
    return fit


def _kind_fit(r: Reader, row: Row) -> float:
    text, kind, fit = r.q.text, row["kind"], 0.0
    if kind == "structure":
        fit -= 0.15
    if re.search(r"[=＝×*]", str(row["subject"])):
        fit -= 0.5  # a formula says how a figure is reckoned, not what it shall be
    if kind == "baseline":
        further = re.search(r"再|还能|还可|增加|上浮", text)
        fit += 0.4 if not further and re.search(r"现行|目前|原|基数|调控线|现在", text) else -0.3
    if re.search(r"再|还能|还可|增加|上浮|上限|最多|不超过|以内|封顶|额外", text):
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
    found = re.compile(rf"{_N}(?:{unit})?(?:\s*[-—–~～至到]+\s*{_N})?\s*(?:{unit})?").match(best.hit.text, best.span[0])
    return found.span() if found else best.span
