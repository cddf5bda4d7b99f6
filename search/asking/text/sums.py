"""Several figures of running text added up: 把特等、一等、二等都算上，一共授予多少项.

Each part is found on its own, by the words around the figures; the query adds what it cuts out of the text.
"""

from __future__ import annotations

import re

from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.text.comparing import figures_of
from search.asking.text.sides import Finder, provisions_at
from search.asking.text.values import Value

_ASKED = re.compile(
    r"(?:[把将])?(?P<parts>[^，。？]*?[、和与及加跟][^，。？]*?)(?:都算上|算在一起|加起来|加在一起|加总|合起来|合在一起|相加|合计|总共|一共|共计|之和)(?P<rest>[^。？]*?)(?:多少|几)(?P<unit>[\u4e00-\u9fff])|"
    r"(?P<parts2>[^，。？]*?[、和与及加跟][^，。？]*?)，?(?:两|三|四|几)[者类项种个样]?(?:都算上|加起来|加在一起|合起来|合计|总共|一共|共计|之和)(?P<rest2>[^。？]*?)(?:多少|几)(?P<unit2>[\u4e00-\u9fff])"
)
_PARTS = re.compile(r"以及|[、和与及加跟]")
_LEAST, _SAID, _TOPIC = 0.1, 0.6, 0.8


def figures_sum_plan(r: Reader) -> Plan | None:
    """The sum of the figures of all parts; ``None``: not asked, or a part has none of the unit asked."""
    asked = _ASKED.search(r.q.text)
    if asked is None or r.q.units or r.q.asks("tu"):
        return None
    unit = asked["unit"] or asked["unit2"]
    parts = [part.strip("把将在的") for part in _PARTS.split(asked["parts"] or asked["parts2"]) if part]
    found = _figures(r, parts, unit)
    if found is None:
        return None
    cells = (f"SUBSTR(?text, {v.span[0] + 1}, {v.span[1] - v.span[0]})" for v in found)
    number = "<http://www.w3.org/2001/XMLSchema#decimal>(REPLACE({}, '[^0-9.]', ''))"
    total = " + ".join(number.format(cell) for cell in cells)
    where = f"GRAPH <{r.asked.graph}> {{ <{r.asked.document}> pol:sourceText ?text }}"
    evidence = provisions_at(r, [v.span[0] for v in found])
    told = f"计算{'、'.join(parts)}的总数"
    return Plan(f"{PREFIX}SELECT (({total}) AS ?value) {{ {where} }}", told, "合计", evidence, unit)


def _figures(r: Reader, parts: list[str], unit: str) -> list[Value] | None:
    """For each part the figure that fits it and the rest of the question best; none twice."""
    known = [(v, place) for v, place, _ in figures_of(r) if v.unit == unit]
    text, finder = r.engine.library.text(r.asked.document), Finder(r)
    known = [(v, place) for v, place in known if re.fullmatch(r"[\d.]+[^\d]*", text[slice(*v.span)])]
    chosen: list[Value] = []
    for part in parts if len(parts) > 1 else []:
        scored = [
            (finder.fit(part, place) + _SAID * (part in place.near) + _TOPIC * finder.fit(r.topic, place), i)
            for i, (v, place) in enumerate(known)
            if v not in chosen and (part in place.near or finder.fit(part, place) > _LEAST)
        ]
        if not scored:
            return None
        chosen.append(known[max(scored)[1]][0])
    return chosen if len(chosen) > 1 else None
