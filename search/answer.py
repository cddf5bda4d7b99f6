"""A question becomes a plan, the plan a SPARQL query, and the query the answer, with quotes of the source.

Three promises hold for every answer: the values are the result of the query shown, every quote is an exact slice of
the source text, and what the documents do not say is refused.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from kg.store import Value
from ontology import POL
from search.hits import Hit
from search.index import Engine

_PREFIX = f"PREFIX pol: <{POL}>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
_WHO = re.compile(r"谁|哪些单位|哪些部门|哪几个部门|哪个部门|哪个单位|责任单位|牵头|归.{0,6}管|由.{0,4}负责|负责")
_NUMBER = re.compile(r"多少|几(?:个|家|所|项|条|成|倍|年|级|批|名)|比例|上限|下限|至少|最多|不低于|不超过")
_WHERE = re.compile(r"哪一?条|哪一?项任务|第几条|哪里|写在|出自|哪个条款|哪些条款")
_TASKS = re.compile(r"(?:哪些|什么|几项|多少项?)(?:工作)?任务|任务(?:有哪些|清单|列表)|负责(?:什么|哪些)")
_COUNT = re.compile(r"多少|几项|几个|数量")
_NEVER = re.compile(
    r"什么时候|何时|哪一?年|几月|期限|截止|时间表|多少钱|预算|经费多少|补贴多少|联系人|电话|联系方式|地址在哪"
)
_NOISE = re.compile(
    r"由?(?:谁|哪些单位|哪些部门|哪几个部门|哪个部门|哪个单位|责任单位)(?:有哪些|是谁|负责|来管|管)?|负责|有哪些|是什么|多少|哪一?条|[？?。，,]|怎么|吗"
)
_ENOUGH = 0.5


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
        }


def _hit(h: Hit) -> dict[str, Any]:
    return {
        "iri": h.iri, "kind": h.kind, "number": h.number, "title": h.title,
        "document": {"iri": h.document, "title": h.document_title}, "text": h.text, "score": round(h.score, 6),
        "highlights": [list(span) for span in h.highlights],
    }  # fmt: skip


def ask(engine: Engine, question: str, document: str | None = None) -> Answer:
    """Answer ``question`` over all documents, or over ``document`` (its IRI)."""
    documents = (document,) if document else ()
    question = question.strip()
    if not question:
        return Answer(question, "unanswerable", "请输入问题。")
    hits = engine.search(question, k=8, documents=documents).hits
    if not hits:
        return Answer(question, "unanswerable", "所收文件没有与这个问题相近的内容。")
    if _NEVER.search(question):
        return _refused(question, hits, "所收文件没有写明时间、金额或联系方式")
    for plan in (_unit_tasks, _responsible, _where, _quantity):
        answer = plan(engine, question, documents, hits)
        if answer is not None:
            return answer
    return _refused(question, hits, "所收文件没有直接回答这个问题")


def _refused(question: str, hits: tuple[Hit, ...], why: str) -> Answer:
    return Answer(question, "unanswerable", f"{why}；下面是最相近的条文。", passages=hits[:5])


def _evidence(engine: Engine, iri: str) -> Evidence:
    p = engine.passages[engine.by_iri[iri]]
    document = {"iri": p.document, "title": p.document_title}
    return Evidence(p.iri, p.kind, p.number, document, p.text, p.start, p.start + len(p.text))


def _named_unit(engine: Engine, question: str) -> tuple[str, str] | None:
    rows = engine.library.store.select(
        f"{_PREFIX} SELECT DISTINCT ?u ?l {{ ?t pol:responsibleUnit ?u . ?u skos:prefLabel|skos:altLabel ?l }}"
    )
    found = [(str(row["l"]), str(row["u"])) for row in rows if str(row["l"]) in question]
    return max(found, key=lambda pair: len(pair[0])) if found else None


def _unit_tasks(engine: Engine, question: str, documents: tuple[str, ...], hits: tuple[Hit, ...]) -> Answer | None:
    unit = _named_unit(engine, question)
    if unit is None or not _TASKS.search(question):
        return None
    scope = f" ; pol:inDocument <{documents[0]}>" if documents else ""
    where = f"?task a pol:Task ; pol:responsibleUnit <{unit[1]}> ; pol:citationLabel ?value ; pol:order ?order{scope} ."
    listed = f"{_PREFIX}SELECT ?value ?task {{ {where} }} ORDER BY ?order"
    rows = engine.library.store.select(listed)
    if not rows:
        return None
    evidence = tuple(_evidence(engine, str(row["task"])) for row in rows[:10])
    if _COUNT.search(question):
        query = f"{_PREFIX}SELECT (COUNT(DISTINCT ?task) AS ?value) {{ {where} }}"
        return Answer(
            question, "answered", f"{unit[0]}负责{len(rows)}项任务。", (AnswerValue(len(rows), unit="项"),), query,
            f"统计{unit[0]}作为责任单位的任务数", evidence, hits[:5],
        )  # fmt: skip
    query = f"{_PREFIX}SELECT ?value {{ {where} }} ORDER BY ?order"
    values = tuple(AnswerValue(str(row["value"]), iri=str(row["task"])) for row in rows)
    named = "、".join(str(v.value) for v in values)
    text = f"{unit[0]}负责的任务有{len(values)}项：{named}。"
    return Answer(question, "answered", text, values, query, f"列出{unit[0]}作为责任单位的任务", evidence, hits[:5])


def _responsible(engine: Engine, question: str, documents: tuple[str, ...], hits: tuple[Hit, ...]) -> Answer | None:
    if not _WHO.search(question) or "牵头" in question:
        return None
    topic = _NOISE.sub("", question) or question
    found = [h for h in engine.search(topic, k=5, documents=documents).hits if _has_units(engine, h.iri)]
    found = found or [
        h for h in engine.search(topic, k=5, kinds=("task",), documents=documents).hits if _has_units(engine, h.iri)
    ]
    if not found:
        return None
    task = found[0]
    graph = engine.library.namer.graph(engine.library.namer.local(task.document) or "")
    query = f"""{_PREFIX}SELECT DISTINCT ?value {{ GRAPH <{graph}> {{ <{task.iri}> pol:responsibleUnit ?unit . ?unit pol:writtenAs ?value ; skos:prefLabel ?label }} }}"""
    rows = engine.library.store.select(query.replace("?value {", "?value ?label ?unit {", 1))
    order = _order(engine, task.iri)
    rows.sort(key=lambda row: order.find(str(row["value"])))
    values = tuple(AnswerValue(str(r["value"]), str(r["label"]), str(r["unit"])) for r in rows)
    text = f"由{'、'.join(str(v.value) for v in values)}负责（{task.label}）。"
    return Answer(
        question,
        "answered",
        text,
        values,
        query,
        f"查找{task.label}的责任单位",
        (_evidence(engine, task.iri),),
        hits[:5],
    )


def _order(engine: Engine, task: str) -> str:
    rows = engine.library.store.select(f"{_PREFIX} SELECT ?r {{ <{task}> pol:responsibilityText ?r }}")
    return str(rows[0]["r"]) if rows else ""


def _has_units(engine: Engine, iri: str) -> bool:
    return bool(engine.passages[engine.by_iri[iri]].units)


def _where(engine: Engine, question: str, documents: tuple[str, ...], hits: tuple[Hit, ...]) -> Answer | None:
    if not _WHERE.search(question):
        return None
    topic = _NOISE.sub("", question) or question
    kinds = ("task",) if "任务" in question else ("clause", "article")
    found = engine.search(topic, k=3, kinds=kinds, documents=documents).hits
    if not found:
        return None
    best = found[0]
    query = f"{_PREFIX}SELECT ?value {{ <{best.iri}> pol:citationLabel ?value }}"
    value = AnswerValue(best.label, best.title, best.iri)
    text = f"见{best.label}{f'（{best.title}）' if best.title else ''}。"
    return Answer(
        question, "answered", text, (value,), query, "查找讲到此事的条款", (_evidence(engine, best.iri),), hits[:5]
    )


def _quantity(engine: Engine, question: str, documents: tuple[str, ...], hits: tuple[Hit, ...]) -> Answer | None:
    if not _NUMBER.search(question):
        return None
    best: tuple[float, dict[str, Value], Hit] | None = None
    for hit in hits:
        for row in engine.library.store.select(
            f"""{_PREFIX} SELECT ?t ?subject ?quote ?minimum ?maximum ?unit ?comparator ?start ?end {{ <{hit.iri}> pol:setsTarget ?t .
            ?t pol:subject ?subject ; pol:quote ?quote ; pol:comparator ?comparator ; pol:start ?start ; pol:end ?end
            OPTIONAL {{ ?t pol:minimum ?minimum }} OPTIONAL {{ ?t pol:maximum ?maximum }}
            OPTIONAL {{ ?t pol:unitOfMeasure ?unit }} }}"""
        ):
            words = {question[i : i + 2] for i in range(len(question) - 1)}
            quote = f"{row['subject']}{row['quote']}"
            overlap = sum(w in quote for w in words) / max(len(words), 1)
            score = overlap + 0.3 * hit.score
            if best is None or score > best[0]:
                best = (score, row, hit)
    if best is None or best[0] < _ENOUGH:
        return None
    _, row, hit = best
    bound = "maximum" if row["comparator"] == "<=" else "minimum"
    query = f"{_PREFIX}SELECT ?value {{ <{row['t']}> pol:{bound} ?value }}"
    number = float(row[bound])
    shown = int(number) if number.is_integer() else number
    unit = str(row.get("unit", ""))
    text = f"{row['quote']}（{hit.label}）。"
    evidence = _evidence(engine, hit.iri)
    return Answer(
        question, "answered", text, (AnswerValue(shown, str(row["subject"]), str(row["t"]), unit),), query,
        f"查找“{row['subject']}”的数量", (evidence,), hits[:5],
    )  # fmt: skip
