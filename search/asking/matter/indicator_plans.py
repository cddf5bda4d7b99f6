"""Tables of indicators that stand in the text as lines: a head with years, then a name and a value for each year.

指标 2020年 2035年 / 高等教育毛入学率 50 65: which value in which year, the change between two, how many, which are so high.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.asking.cuts import count_query, cut_query, decimal, piece
from search.asking.likeness import likeness
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX

Span = tuple[int, int]
_HEAD = re.compile(r"[^\n\d]{0,20}(?:(?:19|20)\d\d\s*年?[^\n\d]{0,8}){2,}\n")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(r"((?:19|20)\d\d)(?=\s*(?:年|[和与到至、]))")
_UNIT = re.compile(r"单位[：:]\s*([^\s，。]{1,6})")
_VALUE = r"[>＞≥<＜≤约]?\d+(?:\.\d+)?%?(?:[（(][^（）()\n]{1,10}[）)])?"
_CHANGE = re.compile(r"(?:提高|提升|增长|增加|上升|下降|降低|减少|差|多出|高出)了?(?:多少|几)")
_COUNT = re.compile(r"(?:多少|(?<!哪)几)[个项]\S{0,6}指标|指标(?:一共|总共|共)?有?(?:多少|几)[个项]")
_LISTED = re.compile(
    r"(?:哪[些几]|什么)[个项]?\S{0,6}指标|指标(?:有|包括|是)哪[些几]|哪[两三四五]个指标|指标[^。？]{0,8}，哪[些几两三四五]?[个项]"
)
_COMPARED = re.compile(
    r"(?P<how>[>＞]|大于|高于|超过|以上|同为|都是|都为|均为|等于|达到|为|是)\s*(?P<number>\d+(?:\.\d+)?)"
)
_WRITTEN = re.compile("写成|写作|写为|写的是|标为|标成|记为")
_SO_MUCH = re.compile(
    r"(?:[>＞]|大于|高于|超过|以上|同为|都是|都为|均为|等于|达到|为|是|[写定标设]在?)[^，。？]{0,4}\d[^，。？]{0,6}的(?:指标)?(?:一?共|都|总共)?(?:有|是)?(?P<ask>哪[些几两三四五]?|多少|几)[个项]?"
)
"""2035年定为95的有哪几项: rows by their value."""
_EACH = re.compile(r"分别|各[是为自要]|依次|(?:多少|几)[^？]*(?:多少|几)")
_LEAST = 0.6
_BEFORE_HEAD = 60
"""Characters before the head in which the unit of the table is told."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row: the place of its name, and of its value by year, as offsets into the text."""

    name: Span
    values: dict[int, Span]
    unit: str | None


@lru_cache(maxsize=64)
def indicators(text: str) -> tuple[Indicator, ...]:
    """The rows of all such tables.

    >>> text = "单位：%\\n指标 2020年 2035年\\n高等教育毛入学率 50 65\\n平均受教育年限（年） 10.8 12\\n三、任务\\n"
    >>> [(text[slice(*row.name)], text[slice(*row.values[2035])], row.unit) for row in indicators(text)]
    [('高等教育毛入学率', '65', '%'), ('平均受教育年限（年）', '12', '年')]
    """
    return tuple(row for head in _HEAD.finditer(text) for row in _rows(text, head))


def _rows(text: str, head: re.Match[str]) -> Iterator[Indicator]:
    years = [int(year) for year in _YEAR.findall(head[0])]
    told = _UNIT.search(text, max(0, head.start() - _BEFORE_HEAD), head.end())
    values = "".join(rf"[ \t　]+(?P<v{i}>{_VALUE})" for i in range(len(years)))
    row = re.compile(rf"\s*(?P<name>[\u4e00-\u9fff][^\s\d]{{2,40}}){values}")
    at = head.end()
    while (found := row.match(text, at)) is not None:
        own = re.search(r"[（(]([^（）()\d]{1,5})[）)]$", found["name"])
        unit = own[1] if own else told[1] if told else None
        yield Indicator(found.span("name"), {y: found.span(f"v{i}") for i, y in enumerate(years)}, unit)
        at = found.end()


def indicator_plan(r: Reader) -> Found:
    """What a table of indicators says; ``None`` where the document has none or the question asks for something else."""
    text = r.engine.library.text(r.asked.document)
    rows = indicators(text)
    if not rows:
        return None
    said = _OF_YEAR.findall(r.q.text) or _YEAR.findall(r.q.text)  # the year of a title is not asked about
    years = [int(year) for year in said if int(year) in rows[0].values]
    if "指标" in r.q.text and (_COUNT.search(r.q.text) or _LISTED.search(r.q.text) or (years and _by_value(r.q.text))):
        chosen = [row for row in rows if _meets(text, row, r.q.text, years)]
        return _names(r, chosen) if chosen else None
    row = max(rows, key=lambda one: _likeness(text[slice(*one.name)], r.q.text))
    if _likeness(text[slice(*row.name)], r.q.text) < _LEAST or not re.search(r"多少|几|是什么|达到", r.q.text):
        return None
    if not years and (other := _YEAR.search(r.q.text)) is not None:
        return Refusal(f"指标表没有{other[0]}年的值")
    if len(years) > 1 and _CHANGE.search(r.q.text):
        return _change(r, text, row, min(years), max(years))
    if len(years) > 1 and _EACH.search(r.q.text):
        return _value(r, text, row, *sorted(set(years)))
    return _value(r, text, row, years[0] if years else max(row.values))


def _by_value(said: str) -> re.Match[str] | None:
    return _SO_MUCH.search(_YEAR.sub("", said))


def _likeness(name: str, said: str) -> float:
    """The share of the name's pairs of characters that the question has; brackets aside."""
    return likeness(re.sub(r"[（(][^）)]*[）)]", "", name), said)


def _meets(text: str, row: Indicator, said: str, years: list[int]) -> bool:
    """Whether the value is what the question says: 大于95, 同为97; true where it says nothing of the kind."""
    asked = _COMPARED.search(_YEAR.sub("", said))
    if asked is None or not years:
        return True
    value = text[slice(*row.values[years[0]])]
    more = asked["how"] in ("大于", "高于", "超过", "以上")
    number = float(re.sub(r"[^\d.]", "", value.split("（")[0]))
    if (more or asked["how"] in ">＞") and _WRITTEN.search(said):  # the cell itself is ">95"
        return value[0] in ">＞" and number == float(asked["number"])
    if more:
        open_ended = value.startswith((">", "＞")) and number >= float(asked["number"])
        return number > float(asked["number"]) or open_ended
    return number == float(asked["number"]) and value[0].isdigit()


def _value(r: Reader, text: str, row: Indicator, *years: int) -> Plan | None:
    """The value of one year, or of several in their order."""
    spans, name = [row.values[year] for year in years], text[slice(*row.name)]
    year = "年和".join(map(str, years))
    around = r.around(row.name[0])
    query = cut_query(r.asked.document, spans, r.asked.graph)
    told = f"{name}{year}年是"
    return Plan(query, f"查找指标“{name}”{year}年的值", told, (around,), unit=row.unit) if around else None


def _change(r: Reader, text: str, row: Indicator, first: int, last: int) -> Plan | None:
    """The later value less the earlier, reckoned by the query itself."""
    around = r.around(row.name[0])
    if around is None:
        return None
    later, earlier = (decimal(piece(row.values[year])) for year in (last, first))
    name = text[slice(*row.name)]
    unit = "个百分点" if row.unit == "%" else row.unit
    told = f"{name}从{first}年到{last}年的变化是"
    sparql = f"{PREFIX}SELECT (({later} - {earlier}) AS ?value) {{ {r.source} }}"
    return Plan(sparql, f"计算指标“{name}”的变化", told, (around,), unit=unit)


def _names(r: Reader, rows: list[Indicator]) -> Plan | None:
    around = r.around(rows[0].name[0])
    if around is None:
        return None
    where = (r.asked.document, [row.name for row in rows], r.asked.graph)
    by_value = _by_value(r.q.text)
    if _COUNT.search(r.q.text) or (by_value is not None and by_value["ask"] in ("多少", "几")):
        return Plan(count_query(*where), "统计指标", "共", (around,), unit="个")
    return Plan(cut_query(*where), "列出指标", "指标是", (around,))
