"""Both ends of the figures of one kind, and how far they lie apart: 哪种作物最高、哪种最低，两者相差多少."""

from __future__ import annotations

import re

from search.asking.cuts import decimal, piece
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.table.figures_beside import common_end, of_one_kind, targets

_ENDS = re.compile(r"最(?:高|大|多)[^。]*?最(?:低|小|少)|最(?:低|小|少)[^。]*?最(?:高|大|多)")
_APART = re.compile(r"相?差(?:距|额|值|了|出|别)?(?:是|有|为|了)?(?:多少|几|多大)|(?:高|低|多|少)(?:出|了)?(?:多少|几)")
_WHICH = re.compile(r"哪|什么|谁")
_FIGURES = re.compile(r"各(?:是|为|自|有)?多少|分别(?:是|为|有|定在)?多少|各是几|多少[和与]多少")


def extremes_plan(r: Reader) -> Plan | None:
    """The highest, the lowest and the difference, as they are asked for; ``None``: not asked, or an end is shared."""
    said = r.q.text
    if not _ENDS.search(said) or not (_APART.search(said) or _WHICH.search(said)):
        return None
    chosen = sorted(of_one_kind(r, targets(r)), key=lambda f: f.number)
    if len(chosen) < len("abc") or chosen[0].number == chosen[1].number or chosen[-1].number == chosen[-2].number:
        return None
    high_first = re.search("高|大|多", said[said.index("最") : said.index("最") + 2]) is not None
    two = (chosen[-1], chosen[0]) if high_first else (chosen[0], chosen[-1])
    bare = common_end([f.subject for f in chosen])
    parts, cells = [], []
    for rank, f in enumerate(two):
        a, b = f.name
        shared = len(bare) > len("率") and f.subject.endswith(bare)
        b -= len(bare) if shared and b - a == len(f.subject) else 0
        cells.append(decimal(piece(f.value)))
        parts += [f"BIND({piece((a, b))} AS ?value) BIND({2 * rank} AS ?rank)"] * bool(_WHICH.search(said))
        parts += [f"BIND({piece(f.value)} AS ?value) BIND({2 * rank + 1} AS ?rank)"] * bool(_FIGURES.search(said))
    if _APART.search(said):
        unit = "个百分点" if two[0].unit == "%" else two[0].unit
        parts.append(f'BIND(CONCAT(STR(ABS({cells[0]} - {cells[1]})), "{unit}") AS ?value) BIND(9 AS ?rank)')
    union = " UNION ".join(f"{{ {r.source} {part} }}" for part in parts)
    evidence = tuple(dict.fromkeys(f.provision for f in chosen))
    return Plan(
        f"{PREFIX}SELECT ?value {{ {union} }} ORDER BY ?rank", f"比较{len(chosen)}项目标的两头", "比较结果：", evidence
    )


__all__ = ["extremes_plan"]
