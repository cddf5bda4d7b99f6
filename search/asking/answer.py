"""A question becomes plans, the best plan a SPARQL query, and the query the answer, with quotes of the source.

Three promises hold for every answer: the values are the result of the query shown, every quote is an exact slice of
the source text, and what the documents do not say is refused.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from kg.errors import QueryError
from kg.store import Row, Value
from ontology import POL
from search.asking.choosing import candidates, names_of, without_title
from search.asking.explained_elsewhere import explaining
from search.asking.plan import Asked, Found, Plan, Refusal
from search.asking.planning import plan_for
from search.asking.question import parse
from search.asking.rephrasing import asked as as_question
from search.asking.sets import PREFIX, Scope
from search.hits import Hit
from search.index import Engine
from search.simplified import simplified

_MOST_EVIDENCE = 8
_LIMIT = 500
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One value of the answer."""

    value: Value
    label: str | None = None
    iri: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: ``quote`` is ``source[start:end]``."""

    iri: str
    kind: str
    number: int | None
    document: dict[str, str]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal with its reason."""

    question: str
    status: str
    answer: str
    values: tuple[AnswerValue, ...] = ()
    sparql: str = ""
    interpretation: str = ""
    evidence: tuple[Evidence, ...] = ()
    passages: tuple[Hit, ...] = ()
    phrased_by: str | None = None
    """The language model whose words ``answer`` is, or whose plan gave it."""

    def as_dict(self) -> dict[str, Any]:
        """In the form of the contract."""
        return {
            "question": self.question,
            "status": self.status,
            "answer": self.answer,
            "values": [asdict(v) for v in self.values],
            "sparql": self.sparql,
            "interpretation": self.interpretation,
            "evidence": [asdict(e) for e in self.evidence],
            "passages": [_hit(h) for h in self.passages],
            "phrased_by": self.phrased_by,
        }


def _hit(h: Hit) -> dict[str, Any]:
    return {
        "iri": h.iri, "kind": h.kind, "number": h.number, "title": h.title,
        "document": {"iri": h.document, "title": h.document_title}, "text": h.text, "score": round(h.score, 6),
        "highlights": [list(span) for span in h.highlights],
    }  # fmt: skip


def ask(engine: Engine, question: str, document: str | None = None) -> Answer:
    """Answer ``question`` over all documents, or over ``document`` (its IRI)."""
    question = question.strip()[:_LIMIT]
    if not re.search(r"\w", question):
        return Answer(question, "unanswerable", "请用一句话提出问题。")
    if not re.search(r"[\u4e00-\u9fff]", question):
        return Answer(question, "unanswerable", "请用中文提问；所收文件都是中文文件。")
    reading = engine.spelling.read(simplified(question))
    answer = _answered(engine, as_question(reading.text if reading.changes else question), document)
    told = "，".join(f"“{said}”按“{meant}”理解" for said, meant in reading.changes)
    return replace(answer, question=question, interpretation="；".join(t for t in (answer.interpretation, told) if t))


def _answered(engine: Engine, question: str, document: str | None) -> Answer:
    documents = (document,) if document else ()
    hits = engine.search(question, k=8, documents=documents).hits
    if not hits:
        return Answer(question, "unanswerable", "所收文件没有与这个问题相近的内容。")
    refused = ""
    chosen_of = [document] if document else candidates(engine, question, hits)
    for chosen in itertools.chain(chosen_of, () if document else explaining(engine, question, chosen_of)):
        asked = _asked(engine, chosen)
        bare = without_title(question, asked.document_title, engine.library.text(chosen))
        found = plan_for(engine, parse(bare, names_of(engine, chosen)), asked)
        answer = _carried_out(engine, question, found, hits) if isinstance(found, Plan) else None
        if answer is not None:
            return answer
        refused = refused or _reason(found)
        if refused and not (isinstance(found, Refusal) and found.soft):
            break
    why = refused or "所收文件没有直接回答这个问题"
    return Answer(question, "unanswerable", f"{why}；下面是最相近的条文。", passages=hits[:5])


def _reason(found: Found) -> str:
    return found.why if isinstance(found, Refusal) else found.missing if isinstance(found, Plan) else ""


# ------------------------------------------------------------------- what is asked of which document
def _asked(engine: Engine, document: str) -> Asked:
    return _asked_of(engine, engine.library.state(), document)


@lru_cache(maxsize=64)
def _asked_of(engine: Engine, state: str, document: str) -> Asked:
    library = engine.library
    graph = library.namer.graph(library.namer.local(document) or document)

    def holds(pattern: str) -> bool:
        return library.store.ask(f"{PREFIX}ASK {{ GRAPH <{graph}> {{ {pattern} }} }}")

    tasks = holds("?t a pol:Task")
    title = next((p.document_title for p in engine.passages if p.document == document), "")
    leads, articles = holds(f"?t <{POL.leadUnit}> ?u"), holds("?x a pol:Article")
    return Asked(document, graph, Scope(graph, tasks), leads, title, articles)


# ------------------------------------------------------------------------------------- carrying out
def _carried_out(engine: Engine, question: str, plan: Plan, hits: tuple[Hit, ...]) -> Answer | None:
    """The answer a plan gives; ``None`` where its query gives nothing or nothing can be quoted for it."""
    try:
        rows = _rows(engine, plan)
    except QueryError:
        return None
    if not rows:
        return None
    values = _values(engine, plan, rows)
    evidence = _evidence(engine, plan, rows)
    if not values or not evidence:
        return None
    text = _sentence(plan, values, evidence, engine)
    return Answer(question, "answered", text, values, plan.sparql, plan.interpretation, evidence, hits[:5])


def _rows(engine: Engine, plan: Plan) -> list[Row]:
    if plan.boolean:
        return [{"value": engine.library.store.ask(plan.sparql)}]
    return engine.library.store.select(plan.sparql)


def _values(engine: Engine, plan: Plan, rows: list[Row]) -> tuple[AnswerValue, ...]:
    out: dict[tuple[str, Value], AnswerValue] = {}
    for row in rows:
        iri = next((str(row[n]) for n in ("u", "t", "c", "s", "p", "i") if n in row), None)
        for name in sorted(n for n in row if n.startswith("value")):
            value = row[name]
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            label = str(row["label"]) if "label" in row and name == "value" else None
            out.setdefault(
                (name, value), AnswerValue(value, label, iri, plan.unit if not isinstance(value, bool) else None)
            )
    values = list({v.value: v for v in out.values()}.values())
    return tuple(_in_printed_order(engine, values, rows, plan))


def _in_printed_order(engine: Engine, values: list[AnswerValue], rows: list[Row], plan: Plan) -> list[AnswerValue]:
    """Units of one task as its table prints them."""
    if len(plan.evidence) != 1 or not any("label" in row for row in rows):
        return values
    printed = engine.library.store.select(f"{PREFIX}SELECT ?r {{ <{plan.evidence[0]}> pol:responsibilityText ?r }}")
    line = str(printed[0]["r"]) if printed else ""
    return sorted(values, key=lambda v: line.find(str(v.value)))


def _evidence(engine: Engine, plan: Plan, rows: list[Row]) -> tuple[Evidence, ...]:
    iris = list(plan.evidence)
    if not iris and plan.evidence_query:
        wanted = {str(v) for row in rows for k, v in row.items() if k in ("u", "t", "c", "s", "i")}
        found = engine.library.store.select(plan.evidence_query)
        chosen = [r for r in found if {str(v) for v in r.values()} & wanted] or found
        named = [str(v) for row in rows for k, v in row.items() if k in ("t", "c") and str(v) in engine.by_iri]
        iris = list(dict.fromkeys([*named[:4], *(str(r["t"]) for r in chosen if "t" in r)]))
    quoted: list[Evidence] = []
    for iri in dict.fromkeys((*iris[: _MOST_EVIDENCE - len(plan.before)], *plan.before)):
        if iri in engine.by_iri and len(quoted) < _MOST_EVIDENCE:
            p = engine.passages[engine.by_iri[iri]]
            document = {"iri": p.document, "title": p.document_title}
            quoted.append(Evidence(p.iri, p.kind, p.number, document, p.text, p.start, p.start + len(p.text)))
    return tuple(e for e in quoted if engine.library.text(e.document["iri"])[e.start : e.end] == e.quote and e.quote)


def _shown(v: AnswerValue) -> str:
    if isinstance(v.value, bool):
        return "是" if v.value else "否"
    if (day := _DAY.fullmatch(str(v.value))) is not None:
        return f"{day[1]}年{int(day[2])}月{int(day[3])}日"
    return f"{v.value}{v.unit or ''}"


def _sentence(plan: Plan, values: tuple[AnswerValue, ...], evidence: tuple[Evidence, ...], engine: Engine) -> str:
    shown = [_shown(v) for v in values]
    if isinstance(values[0].value, bool):
        return "。".join(part for part in (shown[0], "；".join(shown[1:]), plan.lead) if part).rstrip("。") + "。"
    more = f"等{len(shown)}项" if len(shown) > 20 else ""
    place = engine.passages[engine.by_iri[evidence[0].iri]].label if len(evidence) == 1 else ""
    where = f"（{place}）" if place and place not in plan.lead and place not in shown else ""
    joiner = "；" if any(re.search("[，、]", one) for one in shown) else plan.joiner
    return f"{plan.lead}{joiner.join(shown[:20])}{more}{where}。"
