"""Who or what a document means by its own term: 本办法所指就业见习人员是指…… answers 就业见习人员是哪些人."""

from __future__ import annotations

import re

from search.asking.cuts import cut_query
from search.asking.plan import Found, Plan
from search.asking.reader import Reader

_ASKED = re.compile(
    r"(?:^|[，。；])(?:[^，。？]{0,14}?所?[称指说]的?)?(?P<term>[“”\u4e00-\u9fff]{2,20}?)，?(?:具体|都|主要|究竟|到底|分别)?"
    r"(?:是指|指的是|指|是|算)(?:哪一?[些几类种](?:人|人员|人群|对象|情况|情形)|什么样?的?人?|谁|啥)[？?]?$"
)
_SAYS = r"所[称指说](?:的)?[“\"]?{term}[”\"]?(?:[（(][^（）()]*[）)])?[，,]?(?:是指|均指|指|包括)(?P<meant>[^。；\n]{{4,200}})"
_LISTS_BELOW = re.compile(r"(?:下列|以下|：$)")


def meant_plan(r: Reader) -> Found:
    """The whole of what stands behind 所称X，是指; ``None`` where the document defines no such term."""
    asked = _ASKED.search(r.q.text)
    if asked is None:
        return None
    term, text = asked["term"].strip("“”"), r.engine.library.text(r.asked.document)
    for start in range(len(term) - 1):
        found = re.search(_SAYS.format(term=re.escape(term[start:])), text)
        if found is None or _LISTS_BELOW.search(found["meant"]):
            continue
        around = r.around(found.start("meant"))
        if around is not None:
            query = cut_query(r.asked.document, [found.span("meant")], r.asked.graph)
            return Plan(query, f"查找{term}的定义", f"{term}指", (around,))
    return None


__all__ = ["meant_plan"]
