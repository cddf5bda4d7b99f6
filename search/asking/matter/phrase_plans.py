"""Everything a document puts behind one phrase: what is to be 如期实现, which programmes are 新一轮."""

from __future__ import annotations

import re

from search.asking.cuts import cut_query
from search.asking.plan import Found, Plan
from search.asking.reader import Reader

_ASKED = re.compile(r"哪[些几一二两三四五六七八九十]|什么|有哪|分别")
_SEVERAL = re.compile(r"分别|各是|[两三四五六七八九几多]处|被要求|要求|字样|冠有|带有|带|开头|前面|都写")
_WITH = re.compile(r"字样|冠有|带有?|开头|前面")
_NOUNS = re.compile(
    r"(?P<nouns>(?:[\u4e00-\u9fff]{2,4}、)*[\u4e00-\u9fff]{2,4}(?:和[\u4e00-\u9fff]{2,4})?)(?:都|分别)?(?:有|是)哪"
)
_LEAST = 3
"""Characters of a phrase: a shorter one says too little."""


def phrase_plan(r: Reader) -> Found:
    """What stands behind a quoted phrase wherever it does; ``None`` where it stands once, or names a thing."""
    phrase = next((word for word in r.q.quoted if len(word) >= _LEAST), "")
    names = {entity.said.strip("“”") for entity in (*r.q.entities, *r.q.units)}
    if not phrase or phrase in names or not (_ASKED.search(r.q.text) and _SEVERAL.search(r.q.text)) or r.q.asks("cst"):
        return None
    text = r.engine.library.text(r.asked.document)
    nouns = _NOUNS.search(r.q.text)
    ends = "|".join(noun[-2:] for noun in re.split(r"、|和", nouns["nouns"])) if nouns is not None else ""
    pattern = rf"{re.escape(phrase)}(?P<what>[^，。；、\n]{{2,30}}?)" + (
        rf"(?P<end>{ends})" if ends else r"(?=[，。；、\n])"
    )
    found = list(re.finditer(pattern, text))
    if len(found) < 2:
        return None
    whole = _WITH.search(r.q.text) is not None
    spans = {m[0]: (m.start() if whole else m.start("what"), m.end()) for m in reversed(found)}
    around = tuple(dict.fromkeys(p for m in found if (p := r.around(m.start())) is not None))
    if not around:
        return None
    query = cut_query(r.asked.document, sorted(spans.values()), r.asked.graph)
    return Plan(query, f"查找“{phrase}”后面的词语", f"“{phrase}”的有" if whole else f"{phrase}的是", around)
