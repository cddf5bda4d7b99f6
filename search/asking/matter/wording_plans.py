"""The last resort: the words that the best measure of the best provision acts upon."""

from __future__ import annotations

import re

from search.asking.matter.reading_plans import LEAST_BESIDES
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_LONGEST = 26
"""Characters of an answer in the document's words: a longer one is half a clause."""
_NOTHING_NAMED = re.compile(r"^[”）》，、]|(?:下列|以下)")
_COUNTED = re.compile(r"哪(?:[二两三四五六七八九十]|\d)")
_PLACE_ASKED = re.compile(r"哪一?[条部处](?:分)?(?:定|讲|说|写|规定|提)?|第几")


def wording(r: Reader, least: float = 0.2) -> Found:
    """What a thing is called, or what is to be done: the object of the best measure."""
    if not re.search(r"哪|什么|啥|怎|如何|叫|何", r.q.text):
        return None
    if re.search(
        r"由(?:谁|哪[个些几]?(?:部门|单位))|谁(?:来)?(?:负责|牵头)|(?:部门|部委|单位)(?:来)?挂帅|哪一?[个家]?(?:司局?|处室?|部|局|委|厅)(?:门)?(?:来)?(?:牵头|负责|主管|主抓|挂帅|落实|承办)",
        r.q.text,
    ):
        return Refusal("所收文件没有写明由哪个单位负责", soft=True)
    leaves = r.leaves(4)
    values = " ".join(f"<{h.iri}>" for h in leaves)
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT DISTINCT ?m ?p ?object ?quote {{ GRAPH <{r.asked.graph}> {{ VALUES ?p {{ {values} }}
          ?p pol:hasMeasure ?m . ?m pol:object ?object ; pol:quote ?quote }} }}"""
    )
    order = [h.iri for h in leaves]
    scored = [(r.fit(str(row["quote"])) - 0.12 * order.index(str(row["p"])), row) for row in rows]
    fit, best = max(scored, key=lambda one: one[0], default=(0.0, {}))
    if fit < least or r.besides(str(best["quote"])) < LEAST_BESIDES or not _short(r.q.text, str(best["object"])):
        return None
    value = f"<{best['m']}> pol:object ?value"
    if r.q.has("called") and re.match(r"“[^”]+”", str(best["object"])):  # the name alone, without what follows it
        name = 'CONCAT("“", STRBEFORE(STRAFTER(?object, "“"), "”"), "”")'
        value = f"<{best['m']}> pol:object ?object BIND({name} AS ?value)"
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ {value} }} }}"
    return Plan(sparql, "查找相应的措施", "原文是", (str(best["p"]),))


def _short(question: str, words: str) -> bool:
    """Whether words may stand where the question word does: short, whole, and several where several are asked for.

    >>> _short("做到哪三早？", "早发现、早干预、早帮扶"), _short("靠哪两样钱？", "支持政策")
    (True, False)
    """
    if len(words) > _LONGEST or _NOTHING_NAMED.search(words) or _PLACE_ASKED.search(question):
        return False
    return _COUNTED.search(question) is None or re.search(r"[、和与]", words) is not None
