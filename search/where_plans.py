"""In which clause, task or part something stands."""

from __future__ import annotations

import re

from search.amount_plans import asks_target
from search.hits import Hit
from search.link import Meaning
from search.plan import Found, Plan
from search.reader import Reader, without_subject
from search.sets import PREFIX, text_literal

_SOMEWHERE = re.compile(r"在哪(?:里|儿)?(?:提|说|讲|写|规定)到?(?:过|了|的)?[？?]?$")
_ASKED = re.compile(
    r"(?:是|属于)?(?:哪一?个?|第几)(?P<noun>条(?![路街线河例件款船龙])|(?:款|章|大?部分|项|小?节)(?=[定说讲写把管提里中？?]|规定|要求|$))"
)
_LOOKED_AT = 12
_HEADING, _SAID, _HELD = 0.5, 0.8, 0.4
"""What a heading, the best sentence and the names count beside the score of the best hit."""


def where_plan(r: Reader) -> Found:
    """The clauses, tasks or parts that say it: all that hold a name, else the one that fits best."""
    q = r.q
    if asks_target(q.text):
        return None
    said_so = asked_kind(q.text, r.asked.scope.has_tasks)
    if not (q.asks("c") or (q.asks("ts") and not q.units) or q.has("where") or said_so):
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
    kinds = [kind for noun, kind in (("c", "Clause"), ("t", "Task"), ("s", "Section")) if q.asks(noun)]
    kinds = kinds or [said_so or "Clause"]
    if re.search(r"哪(?:些|几)(?:个|项|条)?(?:条|任务|部分)?", q.text) and names:
        return _all_holding(r, names, kinds[0])
    if "Section" in kinds and len(kinds) > 1 and (whole := _with_its_section(r, kinds, names)) is not None:
        return whole
    hits = [h for kind in kinds if (h := _place(r, kind, names)) is not None]
    if not hits:
        return None
    values = " ".join(f"<{h.iri}>" for h in hits)
    sparql = f"{PREFIX}SELECT ?value ?p {{ GRAPH <{r.asked.graph}> {{ VALUES ?p {{ {values} }} ?p pol:citationLabel ?value }} }}"
    return Plan(sparql, "查找讲到此事的条款", "见", tuple(h.iri for h in hits))


def _with_its_section(r: Reader, kinds: list[str], names: list[str]) -> Found:
    """第几部分第几条: the clause that fits best and the part that holds it, as one citation."""
    hit = _place(r, next(kind for kind in kinds if kind != "Section"), names)
    if hit is None or hit.kind == "task":
        return None
    sparql = (
        f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ <{hit.iri}> pol:citationLabel ?c ; pol:partOf+ ?s . ?s a pol:Section ; "
        f"pol:citationLabel ?l BIND(IF(STRSTARTS(?c, ?l), ?c, CONCAT(?l, ?c)) AS ?value) }} }}"
    )
    found = r.engine.library.store.select(sparql)
    return Plan(sparql, "查找讲到此事的条款", "见", (hit.iri,)) if found else None


def asked_kind(question: str, tasks: bool) -> str | None:
    """The kind of provision a question asks for by its measure: 哪一条定的, 第几项.

    >>> asked_kind("是哪一条定的？", False), asked_kind("哪一项把学堂也算了进去？", True), asked_kind("哪一项最多？", True)
    ('Clause', 'Task', None)
    """
    asked = _ASKED.search(question)
    if asked is None:
        return "Clause" if _SOMEWHERE.search(question) else None
    if asked["noun"] == "项":
        return "Task" if tasks else None
    return "Section" if asked["noun"].endswith(("部分", "章")) else "Clause"


def _place(r: Reader, kind: str, names: list[str]) -> Hit | None:
    """The provision of a kind that fits best: by search, by its heading, by its best sentence and by the names it holds."""
    kinds = {"Section": ("section",), "Task": ("task",)}.get(kind, ("clause", "article"))
    hits = r.of(*kinds, limit=_LOOKED_AT)
    if not hits:
        return r.clause() if kind == "Clause" else None
    title = r.asked.document_title
    own = [name for name in names if name not in title]
    topic = without_subject(r.topic, title)
    heading = Meaning(r.engine, topic)

    def weight(hit: Hit) -> float:
        text = hit.text + (hit.title or "")
        held = sum(name in text for name in own) / len(own) if own else 0.0
        said = r.meaning.best_sentence(hit.text)[0]
        named = hit.title is not None and len(topic) > 2 and (hit.title in topic or topic in hit.title)
        return (
            named + hit.score / hits[0].score + _HEADING * heading.overlap(r.heading(hit)) + _SAID * said + _HELD * held
        )

    return max(hits, key=weight)


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
