"""Two figures of running text side by side: which is earlier, higher, longer, and by how much they differ.

市场监管部门的期限早，还是相关部门的期限早; 行政许可的公开期限比其他决定短多少个工作日. Each side is found on its own, by the words around
the figures of the text; the figures must be of one scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from search.asking.cuts import decimal, piece
from search.asking.likeness import likeness
from search.asking.matter.indicator_plans import Indicator, indicators
from search.asking.plan import Plan
from search.asking.question import topic
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.text.aligned import aligned
from search.asking.text.sides import LISTED, Finder, Place, Sides, inside, provisions_at, sides_of
from search.asking.text.values import DAYS, Span, Value, same_scale, values
from search.index import Engine

_LOW, _HIGH = "早先前快低少小短紧勤频密轻便严", "晚迟后慢高多大长久宽重贵松"
_ADJECTIVE = rf"(?P<way>[{_LOW}{_HIGH}])"
_ASKED = re.compile(
    rf"(?:更加?|较为?){_ADJECTIVE}(?!自主)|(?:哪|谁|孰)[^，。？]{{0,14}}?{_ADJECTIVE.replace('way', 'way2')}(?:一?些|一点)?(?:[，。？?、；]|$)|(?:哪|谁|孰)[^，。？]{{0,10}}?(?P<way5>[先早晚后])(?:完成|到期|办|做|公开|结束|实行|实现|施行|启动|截止)|"
    rf"{_ADJECTIVE.replace('way', 'way3')}[^，。？]{{0,2}}，?还是|还是[^，。？]{{2,24}}?{_ADJECTIVE.replace('way', 'way4')}(?:一?些|一点)?(?:[，。？?]|$)"
    r"|(?:哪|谁|孰)[^，。？]{0,10}?(?:在|靠|排在?)(?P<way6>[前先后])(?:面|头)?(?:[，。？?]|$)"
)
_MEASURED = re.compile(r"(?:期限|时间|时限|比例|占比|周期|金额|标准|上限|下限|目标|费率|要求)$")
_TWO = re.compile(r"哪|谁|孰|还是|相比|比|差")
_YEARS = re.compile(r"比(?:19|20)\d\d年|(?:从|由)(?:19|20)\d\d年?[^，。？]{0,4}[到至]")
_DIFFERENCE = re.compile(
    r"(?:相?差(?:距|额|值|了|别)?(?:有|是|为)?|(?:早|晚|高|低|多|少|短|长|大|小|快|慢|提前|推迟|延后|提高|提升|增加|增长|减少|降低|上升|下降|压缩|缩短|延长)(?:了|出)?(?:了|来|到)?)(?:多少|几|多[大久长])个?(?P<unit>百分点|工作日|[\u4e00-\u9fff])?"
    r"|(?<=比)[^，。？]{1,30}[多少高低](?:了|出)?[\u4e00-\u9fff]{1,3}?(?:多少|几)个?(?P<unit2>百分点|工作日|[\u4e00-\u9fff])"
)
_TWO_STEPS = re.compile(r"(?:这|那)?[两二](?:档|级|个|种|类|项|段|挡|组|者)")
_BOTH = re.compile(r"各(?:是|为|有|自|多)|分别")
_UPPER, _LOWER = re.compile(r"上限|最高|最多|至多|最长|封顶"), re.compile(r"下限|最低|最少|至少|最短|底线|起步")
_BOUND = re.compile(r"上限|下限|最高限额|底线|封顶")
_BOUNDED = re.compile(r"(?:以[上下内]|内)$")
_FIGURES = re.compile(r"各|分别|多少|几|什么时[候间]|何时|多[长久高大]")
_KINDS = {
    "date": re.compile(r"早|晚|先|迟|期限|时间|完成|截止|时限|何时|什么时候|提前"),
    "period": re.compile(r"期限|时限|时间|多长|多久|长|短|年限|工作日|天|周期|多少年|几年|时长|学时|小时|个月"),
    "share": re.compile(r"率|比例|占比|比重|百分|上限|下限|费|高|低|目标|份额"),
    "money": re.compile(r"元|钱|补[贴助]|金额|经费|奖励|资助|费|标准|额度|资金|高|低|上限"),
    "count": re.compile(r"多少|几|数量|名额|规模|人数|个数|多|少|[家项名所]"),
    "times": re.compile(r"次"),
    "age": re.compile(r"岁|年龄"),
    "every": re.compile(r"勤|频|次|周期|多久|间隔"),
    "level": re.compile(r"层级|级别|层次|哪[一]?级"),
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE_LOW, _RANGE_HIGH = re.compile(r"以上$"), re.compile(r"[\d.一二三四五六七八九十百千万]+[^，。；]{0,4}?以[下内]")
_LEAST_NAMED, _FEW, _TOP = 0.6, 60, 8
_LONG_SIDE, _LEAST_NAME, _LONG_MEASURE = 8, 4, 6
_LEAST, _TOGETHER, _SAME_KIND, _REST, _SAME, _SURE_AROUND = 0.3, 0.25, 0.25, 3.2, 0.2, 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """The two sides with their figures."""

    score: float
    sides: Sides
    one: Value
    other: Value


def compare_plan(r: Reader) -> Plan | None:
    """Which of two is more, with their figures or the difference where these are asked; ``None``: not asked or not found."""
    said = r.q.text
    way, difference = _ASKED.search(_DIFFERENCE.sub("", said)), _DIFFERENCE.search(said)
    if way is not None and (rows := _of_indicators(r, next(c for c in way.groups() if c) in _LOW)) is not None:
        return rows
    if (way is None and difference is None) or not _TWO.search(said):
        return None
    if LISTED.search(_DIFFERENCE.sub("", said)) or (r.asked.scope.has_tasks and (r.q.units or "任务" in said)):
        return None
    unit = (difference["unit"] or difference["unit2"]) if difference else None
    found = _found(r, unit) or (_two_beside(r, unit) if way is None and _TWO_STEPS.search(said) else None)
    if found is None:
        return None
    if way is None:
        if unit == "年" and found.one.kind == "date":
            return _plan(r, found, f"({_distance(found)} / 12 AS ?value)", "", unit)
        return _plan(r, found, f"({_distance(found)} AS ?value)", "", _unit(found))
    low = next(c for c in way.groups() if c) in _LOW
    return _winner(r, found, low, difference is not None)


def both_figures_plan(r: Reader) -> Plan | None:
    """The comparison where the figures of both are asked for."""
    return compare_plan(r) if _BOTH.search(r.q.text) else None


# ---------------------------------------------------------------------------------------- the two figures
def _found(r: Reader, unit: str | None) -> Found | None:
    known, finder, best = figures_of(r), Finder(r), None
    places, starts = [place for _, place, _ in known], [v.span[0] for v, _, _ in known]
    for sides in sides_of(r.q.text):
        must = _kinds_meant(sides.rest)
        tops = []
        for said in (sides.one, in_full(sides.one, sides.other)):
            among = [i for i in inside(r, said, starts) if not must or known[i][0].kind in must]
            tops.append(finder.best(said, places, _TOP, among))
        rest = topic(sides.rest) or r.topic
        for fit, i in tops[0]:
            for other, j in tops[1]:
                (a, _, at), (b, _, there) = known[-i], known[-j]
                if i == j or not same_scale(a, b) or not _kind_fits(r, a, b, unit):
                    continue
                around = [finder.around(rest, places[-x]) for x in (i, j)]
                if not _speaks((fit, other), min(around)):
                    continue
                score = fit + other + sides.sure + _TOGETHER * _beside(a, b, at == there) + _kind(r.q.text, a, unit)
                score += _REST * sum(around) - _SAME * (a.number == b.number)
                if best is None or score > best.score:
                    best = Found(score, sides, a, b)
    return best


def in_full(one: str, other: str) -> str:
    """The second of two with what only the first says of both.

    >>> in_full("油菜的种植机械化率", "收获机械化率"), in_full("甲的期限", "乙的期限")
    ('油菜收获机械化率', '乙的期限')
    """
    head, _, rest = one.partition("的")
    alike = len(rest) > len("ab") and rest[-2:] == other[-2:] and "的" not in other
    return head + other if alike and head not in other else other


def _beside(a: Value, b: Value, sentence: bool) -> float:
    """Figures of one sentence belong together, those a few words apart still more."""
    return sentence + 0.5 * (abs(a.span[0] - b.span[0]) < _FEW)


def _speaks(fits: tuple[float, float], around: float) -> bool:
    """Whether both figures stand with the words of their sides; where one side is a mere 市一级, with all the question."""
    return min(fits) >= _LEAST or (max(fits) >= _LEAST and min(fits) > 0 and around >= _SURE_AROUND)


_MUST = (
    (re.compile(r"罚款|罚金|金额|[多少几]元|多少钱|补贴|奖金|奖励|资助"), ("money",)),
    (
        re.compile(r"期限|时限|年限|时长|周期|多久|多长时间|[几多少]个?(?:工作日|月|天|年|日)"),
        ("period", "date", "every"),
    ),
    (re.compile(r"比例|占比|比重|百分"), ("share",)),
)
"""Words that say of what kind a figure must be."""


def _two_beside(r: Reader, unit: str | None) -> Found | None:
    """The two figures of the one sentence that has just two, where a question speaks of both without naming them: 两档上限相差多少."""
    finder, must = Finder(r), _kinds_meant(r.q.text)
    sentences: dict[int, list[tuple[Value, Place]]] = {}
    for v, place, at in figures_of(r):
        if not must or v.kind in must:
            sentences.setdefault(at, []).append((v, place))
    pairs = [(finder.around(r.topic, two[0][1]), at) for at, two in sentences.items() if len(two) == len("ab")]
    fit, at = max(pairs, default=(0.0, 0))
    if fit < _SURE_AROUND:
        return None
    (a, _), (b, _) = sentences[at]
    fits = same_scale(a, b) and _kind_fits(r, a, b, unit)
    return Found(fit, Sides(r.topic, r.topic, 0.0, ""), a, b) if fits else None


def _kinds_meant(rest: str) -> list[str]:
    return [kind for pattern, kinds in _MUST if pattern.search(rest) for kind in kinds]


def _kind_fits(r: Reader, a: Value, b: Value, unit: str | None) -> bool:
    if _YEARS.search(r.q.text) and a.kind in ("date", "period"):
        return False
    if unit in ("工作日", "月", "天", "年", "日", "周"):
        return a.kind in ("date", "period", "every") and (unit != "工作日" or a.unit == b.unit == unit)
    if unit == "百分点":
        return a.kind == "share"
    if unit is not None and a.kind == "count":
        return a.unit == unit
    return _KINDS[a.kind].search(r.q.text) is not None


def _kind(said: str, a: Value, unit: str | None) -> float:
    asked = sum(_SAME_KIND for m in (re.search(r"早|晚|什么时候|何时", said),) if m and a.kind == "date")
    return asked + _SAME_KIND * bool(unit and a.unit == unit) + 0.1 * len(set(_KINDS[a.kind].findall(said)))


def figures_of(r: Reader) -> tuple[tuple[Value, Place, int], ...]:
    """The figures of the text that the question itself does not name, each with the words around it."""
    text = r.engine.library.text(r.asked.document)
    known = _values(r.engine, r.engine.library.state(), r.asked.document)
    return tuple(
        one for one in known if text[slice(*one[0].span)] not in r.q.text and not _other_end(r.q.text, text, one[0])
    )


def _other_end(said: str, text: str, v: Value) -> bool:
    """Whether a figure is the end of a range that is not asked for: the upper of 一千元以上五千元以下 is 五千元以下."""
    upper, lower = _UPPER.search(said), _LOWER.search(said)
    if (upper is None) is (lower is None):
        return False
    figure = text[slice(*v.span)]
    if (_BOUND.search(said)) is not None:
        return figure.endswith("以上") if upper else figure.endswith(("以下", "以内"))
    low = _RANGE_LOW.search(figure) and _RANGE_HIGH.match(text, v.span[1])
    high = _RANGE_HIGH.match(text, v.span[0]) and _RANGE_LOW.search(text[: v.span[0]][-2:])
    return bool(low if upper else high)


@lru_cache(maxsize=64)
def _values(engine: Engine, state: str, document: str) -> tuple[tuple[Value, Place, int], ...]:
    """The figures of a text, each with the words around it and the start of its sentence."""
    text = engine.library.text(document)
    found, all_ = [], values(text)
    own = aligned(text, all_)
    for i, v in enumerate(all_):
        if text[v.span[0] - 2 : v.span[0]] == "（含":
            continue
        start = max(text.rfind(mark, 0, v.span[0]) for mark in "。\n") + 1
        end = min((at for mark in "。\n" if (at := text.find(mark, v.span[1])) >= 0), default=len(text))
        before = [w for w in all_[:i] if w.span[1] > start and w.kind == v.kind]
        behind = [w for w in all_[i + 1 :] if w.span[0] < end and w.kind == v.kind]
        near = _near(text, v, (start, end), before[-1] if before else None, behind[0] if behind else None)
        tight = _tight(text, v, (start, end))
        heading = text[text.rfind("\n", 0, start) + 1 :][:24].split("。")[0]
        place = Place(text[slice(*tight)], text[slice(*near)], heading + text[start:end])
        if v.span in own:
            place = Place(own[v.span], own[v.span], place.wide)
        found.append((v, place, start))
    return tuple(found)


def _tight(text: str, v: Value, sentence: Span) -> Span:
    """The stretch between the commas around a figure; with the one before, or the one behind an opening figure."""
    start = max(sentence[0], max(text.rfind(mark, 0, v.span[0]) for mark in "，；：") + 1)
    end = min((at for mark in "，；、" if 0 <= (at := text.find(mark, v.span[1])) < sentence[1]), default=sentence[1])
    return start, end


def _near(text: str, v: Value, sentence: Span, before: Value | None, behind: Value | None) -> Span:
    start, end = sentence
    start = max(start, text.rfind("；", 0, v.span[0]) + 1)
    stop = text.find("；", v.span[1])
    end = stop if 0 <= stop < end else end
    if before is not None and before.span[1] > start:
        comma = min((at for mark in "，、和" if (at := text.find(mark, before.span[1])) >= 0), default=start)
        start = comma + 1 if comma < v.span[0] else before.span[1]
    if behind is not None and behind.span[0] < end:
        comma = max(text.rfind(mark, v.span[1], behind.span[0]) for mark in "，、")
        end = comma if comma > 0 else behind.span[0]
    return start, end


# --------------------------------------------------------------------------- rows of a table of indicators
def _of_indicators(r: Reader, low: bool) -> Plan | None:
    """Which of two indicators is higher in the year asked, or changes more between two."""
    text, said = r.engine.library.text(r.asked.document), r.q.text
    rows = indicators(text)
    years = [int(y) for y in _YEAR.findall(said) if rows and int(y) in rows[0].values]
    if not rows or not years:
        return None
    for sides in sides_of(said):
        fits = [
            max((likeness(text[slice(*row.name)], side), i) for i, row in enumerate(rows))
            for side in (sides.one, sides.other)
        ]
        if min(fit for fit, _ in fits) >= _LEAST_NAMED and fits[0][1] != fits[1][1]:
            return _indicators(r, sides, [rows[i] for _, i in fits], (min(years), max(years)), low)
    return None


def _indicators(r: Reader, sides: Sides, rows: list[Indicator], years: tuple[int, int], low: bool) -> Plan:
    cells = [[decimal(piece(row.values[year])) for year in years] for row in rows]
    told = [f"({last} - {first})" if years[0] != years[1] else last for first, last in cells]
    names = [text_literal(_name(a, b)) for a, b in ((sides.one, sides.other), (sides.other, sides.one))]
    better = f"{told[0]} {'<' if low else '>'} {told[1]}"
    value = f'BIND(IF({told[0]} = {told[1]}, "相同", IF({better}, {names[0]}, {names[1]})) AS ?value)'
    shown = "?value"
    if _FIGURES.search(r.q.text):
        unit = text_literal("个百分点" if years[0] != years[1] and rows[0].unit == "%" else rows[0].unit or "")
        more, less = (f"STR(IF({better}, {told[i]}, {told[1 - i]}))" for i in (0, 1))
        value += f' BIND(CONCAT({more}, {unit}, "对", {less}, {unit}) AS ?value2)'
        shown += " ?value2"
    where = f"{r.source} {value}"
    evidence = provisions_at(r, [row.name[0] for row in rows])
    return Plan(
        f"{PREFIX}SELECT {shown} {{ {where} }}", f"比较指标“{sides.one}”与“{sides.other}”", "比较结果：", evidence
    )


# ------------------------------------------------------------------------------------------------ plans
def _rows(found: Found) -> str:
    (a, b), (c, d) = found.one.span, found.other.span
    return (
        f"VALUES (?n0 ?n1) {{ ({found.one.number} {found.other.number}) }} "
        f"BIND(SUBSTR(?text, {a + 1}, {b - a}) AS ?one) BIND(SUBSTR(?text, {c + 1}, {d - c}) AS ?other)"
    )


def _winner(r: Reader, found: Found, low: bool, difference: bool) -> Plan:
    better = "?n0 < ?n1" if low else "?n0 > ?n1"
    one, other = found.sides.one, found.sides.other
    names = [text_literal(_name(one, other)), text_literal(_name(other, one))]
    told = f'BIND(IF(?n0 = ?n1, "相同", IF({better}, {names[0]}, {names[1]})) AS ?value)'
    shown = "?value"
    if difference:
        told += f" BIND(CONCAT(STR({_distance(found)}), {text_literal(_unit(found))}) AS ?value2)"
        shown += " ?value2"
    elif _FIGURES.search(r.q.text):
        bare = r'REPLACE({}, "(以[上下内]|内)$", "")' if _alike_bounds(r, found) else "{}"
        more, less = bare.format(f"IF({better}, ?one, ?other)"), bare.format(f"IF({better}, ?other, ?one)")
        told += f' BIND(CONCAT({more}, "对", {less}) AS ?value2)'
        shown += " ?value2"
    return _plan(r, found, shown, told)


def _alike_bounds(r: Reader, found: Found) -> bool:
    """Whether both figures are bounds of one kind: 五万元以下 and 五千元以下 are 五万元对五千元."""
    text = r.engine.library.text(r.asked.document)
    ends = [_BOUNDED.search(text[slice(*v.span)]) for v in (found.one, found.other)]
    return all(ends) and len({end[0] for end in ends if end}) == 1


def _name(side: str, other: str) -> str:
    """What a long side is called, beside the other: 行政处罚决定 of 同一天作出的行政处罚决定."""
    front, _, head = side.rpartition("的")
    if len(side) <= _LONG_SIDE or not front:
        return side
    if head in other or (len(head) <= _LONG_MEASURE and _MEASURED.search(head)):
        return front
    return head if len(head) >= _LEAST_NAME and head[0] not in "那这" else side


def _distance(found: Found) -> str:
    """The difference in the unit in which the figures are written."""
    scale = 365.0 if found.one.kind == "every" else 1.0
    if found.one.kind == "period":
        scale = DAYS[found.one.unit]
    return f"ROUND(ABS(?n0 - ?n1) * 100 / {scale}) / 100"


def _unit(found: Found) -> str:
    if found.one.kind == "date":
        return "个月"
    if found.one.kind == "share":
        return "个百分点"
    if found.one.kind == "every":
        return "年"
    return f"个{found.one.unit}" if found.one.unit in ("月", "工作日", "小时", "学时") else found.one.unit


def _plan(r: Reader, found: Found, shown: str, told: str, unit: str | None = None) -> Plan:
    where = f"{r.source} {_rows(found)} {told}"
    evidence = provisions_at(r, [v.span[0] for v in (found.one, found.other)])
    named = f"比较“{found.sides.one}”与“{found.sides.other}”"
    return Plan(f"{PREFIX}SELECT {shown} {{ {where} }}", named, "比较结果：", evidence, unit)
