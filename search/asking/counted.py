"""How many there are, where a rule lists what is only counted: 公安机关的职责有几项 asks for 3项, not for the three."""

from __future__ import annotations

import re
from dataclasses import replace

from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_COUNT = re.compile(
    r"(?:有|列|分|设|写|规定|包括|点|提|共|计)(?:了|出|到|为|成|着|明)*(?:多少|几)(?P<unit>[项条种类个家点])(?P<noun>[\u4e00-\u9fff]{0,6})[？?]?$"
)
_OTHERS = re.compile(r"哪|什么|谁|分别|列出|是不是|是否|吗|怎|几[项条种类个家点].+几[项条种类个家点]")
_LEAST = 2


def counted(r: Reader, found: Found) -> Found:
    """The number of what a plan lists, where only that is asked; else what was found."""
    if not isinstance(found, Plan) or found.boolean or found.unit is not None:
        return found
    asked = _COUNT.search(r.q.text)
    if asked is None or _OTHERS.search(r.q.text):
        return found
    values = r.values(found)
    if len(values) < _LEAST or any(re.search(r"\d", value) for value in values):
        return found
    sparql = f"{PREFIX}SELECT (COUNT(?one) AS ?value) {{ {{ {found.sparql.removeprefix(PREFIX).replace('?value', '?one')} }} }}"
    return replace(found, sparql=sparql, lead="共", unit=asked["unit"], interpretation=f"{found.interpretation}，计数")


__all__ = ["counted"]
