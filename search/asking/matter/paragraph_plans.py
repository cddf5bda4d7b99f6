"""Principles, aims, ideas: provisions whose paragraphs each begin with a short sentence that names them.

——坚持党的领导。坚持办学正确政治方向…… and 一是坚持依法合规，严格执行…… are lists of such sentences.
"""

from __future__ import annotations

import re

from search.asking.cuts import count_query
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.hits import Hit

_NOUN = r"(?:基本|主要|总体|重要|重点|具体|实施|工作|发展)*(?P<noun>原则|目标|理念|思路|路径|方针|举措|要求)"
_ASKED = (
    re.compile(rf"{_NOUN}(?:分别|都|主要|一共|总共|共)?(?:叫|是|有|包括|包含|为|列了?|提了?)?(?:哪|什么|几|多少|怎样)"),
    re.compile(rf"(?:哪|几|多少)[些几一二两三四五六七八九十]?(?:大?[个条项点种])?{_NOUN}"),
    re.compile(rf"[二两三四五六七八九十](?:大?[个条项点种]|大){_NOUN}(?:分别|各)?(?:是|叫|有|指)"),
)
_COUNTED = re.compile(r"(?:几|多少)[个条项点种]")
_HEAD = re.compile(r"\s*(?:—{1,2}|\d+[.．、]|[（(]\d+[）)]|[一二三四五六七八九十]是)?\s*(?P<head>[^。；：]{4,30})。")
_WHOLE = re.compile(r"\s*(?:\d+[.．、]|[（(]\d+[）)])\s*(?P<head>[^。\n]{4,90})。?")
_NUMBERED = re.compile(r"[一二三四五六七八九十]是(?P<head>[^，。；：]{4,30})")
_LEAST = 0.2
_LONGEST_REST = 8
"""Characters of a question besides what it asks for: a longer one asks for one sentence."""


def paragraph_plan(r: Reader) -> Found:
    """The short sentences, or their number; ``None`` where the question asks for none or no title names them."""
    asked = next((found for one in _ASKED if (found := one.search(r.q.text)) is not None), None)
    if asked is None or len(r.topic.replace(asked[0], "")) > _LONGEST_REST:
        return None
    named = [h for h in r.of("clause", "item", "section", limit=12) if asked["noun"] in (h.title or "")]
    several = [h for h in named if len(_heads(h)) > 1]
    hit = max(several, key=lambda h: r.overlap(h.title or "") + h.score, default=None)
    if hit is None:
        return None
    heads = _heads(hit)
    plan = r.cut(hit, heads, f"{hit.title}是", f"列出{hit.label}的各个段落")
    return _counted(r, hit, heads) if _COUNTED.search(r.q.text) else plan


def _heads(hit: Hit) -> list[tuple[int, int]]:
    """Where the first sentences of the paragraphs are, or what stands behind 一是, 二是; none where they name nothing."""
    lines = [m for m in re.finditer(r"[^\n]+", hit.text) if m[0].strip()]
    dashed = [m for m in lines if m[0].lstrip().startswith("—")]
    heads = [found for m in dashed or lines if (found := _HEAD.match(hit.text, m.start(), m.end())) is not None]
    if len(heads) != len(dashed or lines):
        heads = [found for m in lines if (found := _WHOLE.fullmatch(hit.text, m.start(), m.end())) is not None]
    if len(heads) > 1 and len(heads) == len(dashed or lines):
        return [found.span("head") for found in heads]
    return [found.span("head") for found in _NUMBERED.finditer(hit.text)]


def _counted(r: Reader, hit: Hit, heads: list[tuple[int, int]]) -> Plan:
    places = [(hit.start + a, hit.start + b) for a, b in heads]
    sparql = count_query(r.asked.document, places, r.asked.graph)
    return Plan(sparql, f"统计{hit.label}的段落", "共", (hit.iri,), unit="条")
