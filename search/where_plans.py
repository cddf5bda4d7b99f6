"""In which clause, task or part something stands."""

from __future__ import annotations

import re

from search.hits import Hit
from search.plan import Found, Plan
from search.reader import Reader
from search.sets import PREFIX, text_literal


def where_plan(r: Reader) -> Found:
    """The clauses, tasks or parts that say it: all that hold a name, else the one that fits best."""
    q = r.q
    if not (q.asks("c") or (q.asks("ts") and not q.units) or q.has("where")):
        return None
    text = r.engine.library.text(r.asked.document)
    names = [n for n in dict.fromkeys([*q.quoted, *(e.said for e in q.entities)]) if n in text]
    said = re.search(r"(?:提到|提及|出现|涉及|讲到|写到)(?:了|过)?(?P<words>[^？?。，]{2,30})[？?]?$", q.text)
    if said is not None and not q.quoted:
        names = [
            w for w in re.split(r"或者?|[、和与及]", said["words"].strip("“”")) if len(w) > 1 and w in text
        ] or names
    if len(names) > 1 and re.search(r"分别|各自?在|各写", q.text):
        return _each_holding(r, names)
    names = names or [part for part in r.topic.split() if len(part) > 3 and part in text]
    kinds = [kind for noun, kind in (("c", "Clause"), ("t", "Task"), ("s", "Section")) if q.asks(noun)] or ["Clause"]
    if re.search(r"哪(?:些|几)(?:个|项|条)?(?:条|任务|部分)?", q.text) and names:
        return _all_holding(r, names, kinds[0])
    hits = [h for kind in kinds if (h := _place(r, kind, names)) is not None]
    if not hits:
        return None
    values = " ".join(f"<{h.iri}>" for h in hits)
    sparql = f"{PREFIX}SELECT ?value ?p {{ GRAPH <{r.asked.graph}> {{ VALUES ?p {{ {values} }} ?p pol:citationLabel ?value }} }}"
    return Plan(sparql, "查找讲到此事的条款", "见", tuple(h.iri for h in hits))


def _place(r: Reader, kind: str, names: list[str]) -> Hit | None:
    if kind == "Section":
        return r.titled("section")
    if kind == "Task":
        return r.best("task")
    inside = [h for h in r.of("clause", "article", limit=12) if all(n in h.text or n in (h.title or "") for n in names)]
    return inside[0] if names and inside else r.titled("clause", "article") or r.clause()


def _each_holding(r: Reader, names: list[str]) -> Plan:
    """The first clause that holds each of several names, in their order."""
    parts = [
        f"{{ SELECT (?l AS ?value) (?p AS ?t) ({rank} AS ?rank) {{ ?p a ?k ; pol:order ?order ; pol:citationLabel ?l FILTER(?k IN (pol:Clause, pol:Article)) "
        f"FILTER EXISTS {{ ?b pol:partOf* ?p {{ ?b pol:text ?x }} UNION {{ ?b pol:title ?x }} FILTER(CONTAINS(?x, {text_literal(name)})) }} }} ORDER BY ?order LIMIT 1 }}"
        for rank, name in enumerate(names)
    ]
    sparql = f"{PREFIX}SELECT ?value ?t {{ GRAPH <{r.asked.graph}> {{ {' UNION '.join(parts)} }} }} ORDER BY ?rank"
    said = "、".join(names)
    return Plan(sparql, f"查找分别提到{said}的条款", f"{said}依次见", evidence_query=sparql)


def _all_holding(r: Reader, names: list[str], kind: str) -> Plan:
    either = bool(re.search(r"或", r.q.text))
    holds = [
        f"EXISTS {{ ?b{i} pol:partOf* ?p ; pol:text ?x{i} FILTER(CONTAINS(?x{i}, {text_literal(name)})) }}"
        for i, name in enumerate(names)
    ]
    tests = f"FILTER({(' || ' if either else ' && ').join(holds)})"
    kinds = "pol:Clause, pol:Article" if kind == "Clause" else f"pol:{kind}"
    sparql = (
        f"{PREFIX}SELECT DISTINCT ?value (?p AS ?t) {{ GRAPH <{r.asked.graph}> {{ ?p a ?k ; pol:citationLabel ?value ; "
        f"pol:order ?order FILTER(?k IN ({kinds})) {tests} }} }} ORDER BY ?order"
    )
    return Plan(
        sparql,
        f"查找提到{'、'.join(names)}的条款",
        f"提到{('或' if either else '和').join(names)}的是",
        evidence_query=sparql,
    )
