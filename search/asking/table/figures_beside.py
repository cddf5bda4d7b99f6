"""Targets side by side: the highest or lowest of those of one kind, and by how much one changes between two years.

棉花、油菜、甘蔗中哪种作物的收获机械化率目标最低, 综合机械化率从2020年到2025年提高几个百分点. The targets are those of the graph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.store import Row
from search.asking.cuts import decimal, piece
from search.asking.likeness import likeness, longest_shared
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_TOP = re.compile(
    r"(?:哪|什么)[^？]*?(?:最(?P<a>[高大多])|最(?P<b>[低小少])|更(?P<c>[高大多])|更(?P<d>[低小少]))|(?:最(?P<e>[高大])|最(?P<f>[低小]))的?(?:是|为)?(?:哪|什么)"
)
_CHANGE = re.compile(
    r"(?:提高|提升|增长|增加|上升|下降|降低|减少|差|相差|高出?|多)了?(?:出)?(?:多少|几)个?(?P<unit>百分点|[万亿]?[\u4e00-\u9fff])?"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?=年|[、和与到至])")
_SHARE = re.compile("百分|率|比例|占比|比重|%")
_WHICH_OF_TWO = re.compile(
    r"(?:哪[一个家项种]*|谁)[^？，。]{0,8}?(?P<a>[大多高小少低])(?!于|少)|(?P<b>[大多高小少低])的(?:那个)?(?:是|为)?(?:哪|谁)"
)
_BOUND = "以上|左右|以下|以内"
_OTHERS = re.compile("单位|部门|任务|条款|部分")
_SPLIT = re.compile(
    r"(?P<one>[^，。；：、]{3,12})、(?P<two>[^，。；：、]{4,20}?)分别(?:达到|为|是|不低于)?(?:[\d.]+%?和?)?$"
)
_KIND = re.compile(r"哪一?[种类][\u4e00-\u9fff]{1,4}|哪个(?:作物|地区|学段|行业|领域)")
_NUMBER = re.compile(r"多少|[是为]几|定在|定为|几个?百分")
_LEAST, _SHARED, _VERB, _HITS = 0.6, 3, 2, 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A target: what it is of, its number and unit, the year, and the places of its name and its value."""

    subject: str
    number: float
    unit: str
    year: str
    name: tuple[int, int]
    value: tuple[int, int]
    provision: str


def figure_plan(r: Reader) -> Found:
    """The extreme of several targets, or the change of one; ``None``: not asked, or the graph has not these."""
    said = r.q.text
    top, change = _TOP.search(said), _CHANGE.search(said)
    which = _WHICH_OF_TWO.search(said)
    if _OTHERS.search(said) or (top is None and change is None and which is None):
        return None
    figures = targets(r)
    found: Plan | None = None
    if "谁" not in said and change is not None:
        found = _changed(r, figures)
    elif "谁" not in said and top is not None and not (top["c"] or top["d"]):
        found = _top(r, figures, any(top[g] for g in "ace"))
    if found is None and which is not None and (two := _two_named(said, figures)):
        return _side_by_side(r, two, (which["a"] or which["b"]) in "大多高")
    return found


def targets(r: Reader) -> list[Figure]:
    """The targets of the document whose number stands in their words."""
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT ?subject ?n ?unit ?year ?quote ?start ?p {{ GRAPH <{r.asked.graph}> {{ ?p pol:setsTarget ?t . "
        "?t pol:subject ?subject ; pol:unitOfMeasure ?unit ; pol:quote ?quote ; pol:start ?start ; pol:targetKind ?kind . "
        'FILTER(?kind IN ("target", "threshold")) OPTIONAL { ?t pol:minimum ?least } OPTIONAL { ?t pol:maximum ?most } '
        "OPTIONAL { ?t pol:deadline ?year } BIND(COALESCE(?least, ?most) AS ?n) } } ORDER BY ?start"
    )
    return [one for row in rows if "n" in row and (one := _figure(r, row)) is not None]


def _figure(r: Reader, row: Row) -> Figure | None:
    quote, start, number, unit = str(row["quote"]), int(row["start"]), float(row["n"]), str(row["unit"])
    text = r.engine.library.text(r.asked.document)
    value = re.search(
        rf"(?<![\d.]){re.escape(f'{number:g}')}\s*{re.escape(unit)}(?:{_BOUND})?", text[start : start + len(quote) + 2]
    )
    subject, name = _named(str(row["subject"]))
    at = quote.find(name)
    if value is None or at < 0:
        return None
    places = (start + at, start + at + len(name)), (start + value.start(), start + value.end())
    return Figure(subject, number, unit, str(row.get("year") or ""), *places, str(row["p"]))


def _named(subject: str) -> tuple[str, str]:
    """What a target is of, and the words that name it: the second of 油菜种植、收获机械化率分别 is 油菜收获机械化率.

    >>> _named("油菜种植、收获机械化率分别达到50%和"), _named("棉花收获机械化率")
    (('油菜收获机械化率', '油菜'), ('棉花收获机械化率', '棉花收获机械化率'))
    """
    found = _SPLIT.search(subject)
    if found is None:
        return subject, subject
    if subject.endswith("分别"):
        return found["one"], found["one"]
    return found["one"][:-_VERB] + found["two"], found["one"][:-_VERB]


# ------------------------------------------------------------------------------------------ one of two
def _two_named(said: str, figures: Sequence[Figure]) -> list[Figure]:
    """The targets of the two things the question names, both shares or both numbers; empty where it names others."""
    named: dict[str, Figure] = {}
    for f in figures:
        if f.subject in said:
            named.setdefault(f.subject, f)
    whole = [f for name, f in named.items() if not any(name in other and name != other for other in named)]
    alike = len({f.unit == "%" for f in whole}) == 1
    return whole if len(whole) == len("ab") and alike else []


def _side_by_side(r: Reader, two: Sequence[Figure], most: bool) -> Plan:
    """The larger (smaller) of two, and both numbers, its own first, where they are asked."""
    rows = " ".join(
        f"({f.number} {f.name[0] + 1} {f.name[1] - f.name[0]} {f.value[0] + 1} {f.value[1] - f.value[0]})" for f in two
    )
    values = f"VALUES (?n ?from ?length ?at ?long) {{ {rows} }}"
    source = f"{r.source} {values}"
    best = f"{{ SELECT ({'MAX' if most else 'MIN'}(?n) AS ?best) {{ {values} }} }}"
    parts = [f"{{ {source} {best} FILTER(?n = ?best) BIND(SUBSTR(?text, ?from, ?length) AS ?value) BIND(0 AS ?rank) }}"]
    if re.search("各|分别|多少|几", r.q.text):
        cuts = [f"SUBSTR(?text, {f.value[0] + 1}, {f.value[1] - f.value[0]})" for f in _best_first(two, most)]
        alike = two[0].unit == two[1].unit  # 65%对55%, but 100家以上 and 20个 stand apart
        shown = [f"CONCAT({cuts[0]}, '对', {cuts[1]})"] if alike else cuts
        parts += [f"{{ {source} BIND({cut} AS ?value) BIND({i} AS ?rank) }}" for i, cut in enumerate(shown, 1)]
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?rank {{ {' UNION '.join(parts)} }} ORDER BY ?rank"
    told = f"{two[0].subject}与{two[1].subject}的目标"
    return Plan(sparql, f"比较{told}", "", tuple(dict.fromkeys(f.provision for f in two)))


def _best_first(two: Sequence[Figure], most: bool) -> list[Figure]:
    """The larger (smaller) before the other: its number stands first."""
    return sorted(two, key=lambda f: f.number, reverse=most)


# --------------------------------------------------------------------------------------------- the most
def _top(r: Reader, figures: Sequence[Figure], most: bool) -> Plan | None:
    chosen = of_one_kind(r, figures)
    if len(chosen) < len("ab"):
        return None
    bare = common_end([f.subject for f in chosen]) if _KIND.search(r.q.text) else ""
    rows = []
    for f in chosen:
        a, b = f.name
        b -= len(bare) if f.subject.endswith(bare) and b - a == len(f.subject) else 0
        rows.append(f"({f.number} {a + 1} {b - a} {f.value[0] + 1} {f.value[1] - f.value[0]})")
    values = f"VALUES (?n ?from ?length ?at ?long) {{ {' '.join(rows)} }}"
    best = f"{{ SELECT ({'MAX' if most else 'MIN'}(?n) AS ?best) {{ {values} }} }}"
    number = "(SUBSTR(?text, ?at, ?long) AS ?value2)" if _NUMBER.search(r.q.text) else ""
    where = (
        f"GRAPH <{r.asked.graph}> {{ <{r.asked.document}> pol:sourceText ?text {values} {best} FILTER(?n = ?best) }}"
    )
    sparql = f"{PREFIX}SELECT (SUBSTR(?text, ?from, ?length) AS ?value) {number} {{ {where} }} ORDER BY ?from"
    told = f"这些目标中最{'高' if most else '低'}的"
    return Plan(sparql, f"比较{len(chosen)}项目标", f"{told}是", tuple(dict.fromkeys(f.provision for f in chosen)))


def of_one_kind(r: Reader, figures: Sequence[Figure]) -> list[Figure]:
    """The targets meant: of the year and unit asked, those that share most words with the question, else of one provision."""
    said = r.q.text
    years = set(_YEARS.findall(said))
    figures = [f for f in figures if not years or f.year[:4] in years]
    if _SHARE.search(said):
        figures = [f for f in figures if f.unit == "%"]
    shared = max((longest_shared(f.subject, said, _SHARED) for f in figures), key=len, default="")
    same = [f for f in figures if len(shared) >= _SHARED and shared in f.subject]
    if len(same) > 1:
        return [f for f in same if f.unit == same[0].unit]
    if not re.search("指标|目标|百分", said):
        return []
    for hit in r.hits[:_HITS]:
        inside = [f for f in figures if f.provision == hit.iri]
        if len(inside) > 1 and len({f.unit for f in inside}) == 1:
            return inside
    return []


def common_end(subjects: Sequence[str]) -> str:
    """What all subjects end with, where each says more than that.

    >>> common_end(["油菜收获机械化率", "棉花收获机械化率"]), common_end(["甲", "乙"])
    ('收获机械化率', '')
    """
    first = min(subjects, key=len)
    end = next((first[a:] for a in range(len(first)) if all(s.endswith(first[a:]) for s in subjects)), "")
    return end if all(len(s) > len(end) for s in subjects) else ""


# ------------------------------------------------------------------------------------------- the change
def _changed(r: Reader, figures: Sequence[Figure]) -> Plan | None:
    """The later number less the earlier, of one thing in the two years asked."""
    years = sorted(set(_YEARS.findall(r.q.text)))
    if len(years) != len("ab"):
        return None
    pairs = [
        (likeness(b.subject, r.q.text), a, b)
        for a in figures
        for b in figures
        if (a.year[:4], b.year[:4]) == tuple(years) and (a.subject, a.unit) == (b.subject, b.unit)
    ]
    fit, a, b = max(pairs, key=lambda one: one[0], default=(0.0, None, None))
    if a is None or b is None or fit < _LEAST:
        return None
    unit = "个百分点" if a.unit == "%" else a.unit
    later, earlier = (decimal(piece(f.value)) for f in (b, a))
    sparql = f"{PREFIX}SELECT (ABS({later} - {earlier}) AS ?value) {{ {r.source} }}"
    told = f"{a.subject}从{years[0]}年到{years[1]}年的变化"
    return Plan(sparql, f"计算{told}", f"{told}是", tuple(dict.fromkeys((a.provision, b.provision))), unit)
