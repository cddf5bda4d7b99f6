"""Plans for questions about one matter: the best provisions are found first, then what is asked is read out of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from search.hits import Hit
from search.plan import Plan, Refusal
from search.reader import Found, Reader
from search.reading_plans import BODY, quantity, what_becomes, which_body, which_items, wording
from search.sets import PREFIX, text_literal
from search.spans import explained, sentences
from search.table_plans import same_units

_NEGATION = re.compile(r"不(?:得|变|再|应|能|准|许|予|宜|超过|允许|改变)|禁止|严禁|未经|除外|无需|不需")
_CHANGE = re.compile(r"(?:要|会|能|可以|需要|应当)?(变|改变|调整|取消|停止)(?:动|化)?(?:吗|？|$|不)")
_DATE = re.compile(r"(?:19|20)\d\d\s*年|[一二三四五六七八九十\d]+\s*(?:月|日|个工作日|年内|天内)|“十[三四五]五”")
_MONEY = re.compile(r"\d[\d.,]*\s*(?:万|亿)?元")


def _refuse_missing(r: Reader) -> Found:
    """Dates, amounts, people and places: answered only where the best provision states one."""
    near = " ".join(h.text for h in r.hits[:3])
    if r.q.wants("when") and not _DATE.search(near):
        return Refusal("所收文件没有写明时间或期限")
    if r.q.wants("money") and not _MONEY.search(near):
        return Refusal("所收文件没有写明金额")
    if r.q.wants("person"):
        return Refusal("所收文件没有写明具体人员或联系方式")
    if r.q.wants("address"):
        return Refusal("所收文件没有写明地点或承办者")
    if r.q.wants("why"):
        return Refusal("所收文件没有说明原因")
    return None


def _when(r: Reader) -> Found:
    if not r.q.wants("when"):
        return None
    for hit in r.leaves(3):
        for a, b in sentences(hit.text):
            sentence = hit.text[a:b]
            date = re.search(
                r"(?:到|至|自|截至|在)?(?:(?:19|20)\d\d\s*年(?:\d+月)?(?:\d+日)?)(?:底|末|前|起|以前)?", sentence
            )
            if date and r.overlap(sentence) >= 0.4:
                return r.cut(hit, [(a + date.start(), a + date.end())], "时间是", "查找文件写明的时间")
    return Refusal("所收文件没有写明这件事的时间或期限")


def _same(r: Reader) -> Found:
    if not r.q.wants("same") or "任务" not in r.q.text:
        return None
    topic = re.split(r"与|和|跟", r.q.text, maxsplit=1)[-1]
    hit = next(iter(r.engine.search(topic, k=1, kinds=("task",), documents=(r.asked.document,)).hits), None)
    return same_units(r.asked, hit.iri, hit.label) if hit else None


def _identity(r: Reader) -> Found:
    """Are two things one, and where does each stand."""
    if not re.search(r"同一|是不是一回事|一样的?(?:机构|东西)", r.q.text):
        return None
    names = (
        [e.said for e in r.q.entities]
        if len(r.q.entities) >= 2
        else re.split(r"和|与|跟|、", re.split(r"是同一|是不是", r.q.text)[0])
    )
    names = [n.strip("“”的") for n in names if len(n.strip("“”的")) > 1][:2]
    if len(names) != 2:
        return None
    g, parts = r.asked.graph, []
    for i, name in enumerate(names):
        where = f"?c{i} a pol:Clause ; pol:text ?x{i} ; pol:citationLabel ?l{i} FILTER(CONTAINS(?x{i}, {text_literal(name)}))"
        task = f"OPTIONAL {{ ?t{i} a pol:Task ; pol:text ?y{i} ; pol:citationLabel ?m{i} FILTER(CONTAINS(?y{i}, {text_literal(name)})) }}"
        both = f'IF(BOUND(?m{i}), CONCAT(?l{i}, "、", ?m{i}), ?l{i})'
        parts.append(
            f'{{ {where} . {task} BIND(CONCAT({text_literal(name)}, "：", {both}) AS ?value) BIND({i + 1} AS ?rank) BIND(?c{i} AS ?t) }}'
        )
    first = f'{{ BIND("{"是" if names[0] == names[1] else "否"}" AS ?value) BIND(0 AS ?rank) }}'
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?t {{ GRAPH <{g}> {{ {first} UNION {' UNION '.join(parts)} }} }} ORDER BY ?rank"
    return Plan(sparql, f"比较{names[0]}与{names[1]}", "", evidence_query=sparql)


def _who(r: Reader) -> Found:
    q = r.q
    if (
        not q.wants("unit")
        or (q.wants("clause") and not q.wants("task"))
        or (BODY.search(q.text) and not re.search(r"负责|部门|责任", q.text))
    ):
        return None
    hit = r.best("task") if r.asked.scope.has_tasks else next((h for h in r.hits if _units(r, h)), None)
    if hit is None or not _units(r, hit):
        hit = next((h for h in r.hits if _units(r, h)), None)
    if hit is None:
        return None
    role = "leadUnit" if q.wants("lead") else "supportingUnit" if q.wants("support") else "responsibleUnit"
    where = f"<{hit.iri}> pol:{role} ?u . ?u pol:writtenAs ?value ; skos:prefLabel ?label"
    g = r.asked.graph
    if q.wants("task"):
        sparql = f"{PREFIX}SELECT DISTINCT ?value ?u ?label {{ GRAPH <{g}> {{ {{ <{hit.iri}> pol:citationLabel ?value }} UNION {{ {where} }} }} }}"
    else:
        sparql = f"{PREFIX}SELECT DISTINCT ?value ?u ?label {{ GRAPH <{g}> {{ {where} }} }}"
    if q.wants("count") and not re.search(r"哪[些几]", q.text):
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?u) AS ?value) {{ GRAPH <{g}> {{ {where} }} }}"
        return Plan(sparql, f"统计{hit.label}的责任单位", f"{hit.label}的责任单位共", (hit.iri,), unit="家")
    return Plan(sparql, f"查找{hit.label}的责任单位", f"{hit.label}的责任单位是", (hit.iri,))


def _units(r: Reader, hit: Hit) -> bool:
    return bool(r.engine.passages[r.engine.by_iri[hit.iri]].units)


def _where(r: Reader) -> Found:
    q = r.q
    if not (q.wants("clause") or (q.wants("task") and not q.units)):
        return None
    several = bool(re.search(r"哪[些几]", q.text)) or (len(q.entities) > 1 and q.wants("both"))
    names = [
        n for n in ([e.said for e in q.entities] or list(q.quoted)) if n in r.engine.library.text(r.asked.document)
    ]
    kinds = ["Clause"] if not q.wants("task") or q.wants("clause") else ["Task"]
    if q.wants("task") and q.wants("clause"):
        kinds = ["Clause", "Task"]
    if several and names:
        return _all_holding(r, names, kinds[0])
    hits = [h for kind in kinds if (h := _place(r, kind, names)) is not None]
    if not hits:
        return None
    values = " ".join(f"<{h.iri}>" for h in hits)
    sparql = f"{PREFIX}SELECT ?value ?p {{ GRAPH <{r.asked.graph}> {{ VALUES ?p {{ {values} }} ?p pol:citationLabel ?value }} }}"
    return Plan(sparql, "查找讲到此事的条款", "见", tuple(h.iri for h in hits))


def _place(r: Reader, kind: str, names: list[str]) -> Hit | None:
    if kind == "Task":
        return r.best("task")
    inside = [
        h for h in r.hits if h.kind in ("clause", "article") and all(n in h.text or n in (h.title or "") for n in names)
    ]
    return inside[0] if names and inside else r.clause()


def _all_holding(r: Reader, names: list[str], kind: str) -> Plan:
    tests = " ".join(
        f"FILTER EXISTS {{ ?below{i} pol:partOf* ?p ; pol:text ?x{i} FILTER(CONTAINS(?x{i}, {text_literal(name)})) }}"
        for i, name in enumerate(names)
    )
    sparql = (
        f"{PREFIX}SELECT DISTINCT ?value (?p AS ?t) {{ GRAPH <{r.asked.graph}> {{ ?p a pol:{kind} ; pol:citationLabel ?value ; "
        f"pol:order ?order . {tests} }} }} ORDER BY ?order"
    )
    return Plan(sparql, f"查找提到{'、'.join(names)}的条款", f"提到{'和'.join(names)}的是", evidence_query=sparql)


def _yes_or_no(r: Reader) -> Found:
    q = r.q
    if not q.wants("yesno") or (q.wants("clause", "unit", "task") and not q.units):
        return None
    if q.units and (q.tasks or "任务" in q.text):
        task = f"?t pol:number {q.tasks[0]} ." if q.tasks else ""
        sparql = f"{PREFIX}ASK {{ GRAPH <{r.asked.graph}> {{ ?t a pol:Task ; pol:responsibleUnit <{q.units[0].iri}> . {task} }} }}"
        return Plan(sparql, "核对责任单位", "", evidence_query=None, boolean=True, evidence=(r.hits[0].iri,))
    hit = r.leaves(1)[0] if r.leaves(1) else r.hits[0]
    quote = max((hit.text[a:b] for a, b in sentences(hit.text)), key=r.overlap, default=hit.text)
    clause = max(re.split(r"[，；。]", quote), key=r.overlap, default=quote)
    denied = _NEGATION.search(clause)
    number = re.search(r"\d+(?:\.\d+)?", q.text)
    wrong_number = number is not None and number[0] not in hit.text
    negative = bool(wrong_number or (denied and (_CHANGE.search(q.text) or not _NEGATION.search(q.text))))
    holds = f"<{hit.iri}> pol:text ?text FILTER(CONTAINS(?text, {text_literal(number[0] if wrong_number and number else clause)}))"
    if negative and not wrong_number:
        holds = f"<{hit.iri}> pol:text ?text FILTER(!CONTAINS(?text, {text_literal(clause)}))"
    sparql = f"{PREFIX}ASK {{ GRAPH <{r.asked.graph}> {{ {holds} }} }}"
    return Plan(sparql, f"核对{hit.label}的规定", f"{hit.label}写明“{clause}”", (hit.iri,), boolean=True)


def _define(r: Reader) -> Found:
    if not r.q.wants("define"):
        return None
    text = r.engine.library.text(r.asked.document)
    subject = re.split(r"(?:具体)?(?:指的?是?什么|是什么|是指|含义|全称|代表什么|具体指|怎么解释|包括|分别)", r.q.text)[
        0
    ].strip('“”"的')
    subject = re.sub(r"^.*(?:什么是|什么叫)", "", subject) or re.sub(r".*(?:什么是|什么叫)", "", r.q.text).strip(
        "？?“”"
    )
    names = [*r.q.quoted, *(e.said for e in r.q.entities), subject]
    for name in dict.fromkeys(n for n in names if len(n) > 1):
        for hit in sorted(r.leaves(10), key=lambda h: h.kind == "task"):
            if name in hit.text and (spans := explained(hit.text, name)):
                return r.cut(hit, spans, f"{name}指", f"查找{name}的说明")
        if name in text:
            return Refusal(f"文件只提到“{name}”，没有说明它的含义")
    return None


RULES: tuple[Callable[[Reader], Found], ...] = (
    _refuse_missing, _when, _same, _identity, _define, _yes_or_no, _who, _where, what_becomes, which_body, quantity, which_items, wording,
)  # fmt: skip


def topic_plan(reader: Reader) -> Found:
    """The first rule that understands the question."""
    if not reader.hits:
        return Refusal("所收文件没有与这个问题相近的内容")
    for rule in RULES:
        found = rule(reader)
        if found is not None:
            return found
    return None
