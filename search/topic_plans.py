"""Plans for questions about one matter: the best provisions are found first, then what is asked is read out of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from search.actor_plans import actor_plan, best_actor, duty_plan
from search.amount_plans import numbers
from search.bracket_plans import bracket_plan
from search.closing_plans import closing_plan
from search.hits import Hit
from search.link import sentence_spans
from search.paragraph_plans import paragraph_plan
from search.plan import Found, Plan, Refusal
from search.reader import Reader
from search.reading_plans import (
    BODY,
    parts_below,
    way_taken,
    what_becomes,
    which_body,
    which_items,
    wording,
)
from search.reference_plans import same_units, support_plan
from search.sets import PREFIX, text_literal
from search.slot_plans import reverse_plan, slot_plan
from search.spans import cut_query, explained
from search.yes_no import yes_or_no

_AHEAD = 0.3
_UNKNOWN = 0.15
"""Below it the best sentence speaks of something else."""
_NOT_WHO = re.compile(
    r"组成|构成|(?:单位|部门)(?:共同)?(?:参加|组成)的?[？?]?$|(?:鼓励|支持|引导|允许|动员|组织|要求|面向|针对|适用于)哪[些几]|[跟和与同请](?:谁|哪)|(?:单位|部门|机构)的(?!责任|任务|工作|负责|支持|牵头|配合)|^哪一?条(?:讲|说|写|规定|提|要求|涉及|明确)|(?:是|在)哪一?条(?:里|中)?(?:讲|说|写|规定)?的?[？?]?$"
)
_DOCUMENT_ASKED = re.compile(
    r"(?:按照?|依照?|根据|依据|适用|执行|参照)(?:的是)?(?:哪[一些几]?[个部份项]?|什么)(?:办法|文件|规定|条例|法律|法规|规范|标准)"
)
_BECAUSE = re.compile(r"(?:^|[，。；])((?:为了?|因为|由于|鉴于)[^，。；]{4,60})(?=，)")
_WHICH_LEVEL = re.compile(r"(?:哪|什么)一?级[^，。？]{0,8}(?:部门|政府|机构|单位)")
_RESPONSIBLE = re.compile(r"负责|责任|牵头|主管|组织|会同|配合|承担|监督管理|指导|参与|管|归|抓")
_OWN_ACT = re.compile(
    r"由(?:谁|哪[些个几]?(?:部门|单位))(?!负责|牵头|来?管|来?抓|来|打头|带头|指导|承担|落实)[\u4e00-\u9fff]{2,12}[？?]?$|谁是|责任主体|责任人"
)


def _refuse_missing(r: Reader) -> Found:
    """People, places and reasons are answered only where the best provision gives one."""
    if r.q.has("person"):
        return Refusal("所收文件没有写明具体人员或名单")
    if r.q.has("address"):
        return Refusal("所收文件没有写明地点或承办者")
    if r.q.has("why"):
        return _reason(r) or Refusal("所收文件没有说明原因")
    return None


def _reason(r: Reader) -> Found:
    """The purpose or cause the best sentence gives: 为了……，由于……."""
    for hit in r.leaves(4):
        start, end = r.sentence(hit)
        found = _BECAUSE.search(hit.text, start, end)
        if found is not None and r.besides(hit.text[start:end]) > 0.3:
            return r.cut(hit, [found.span(1)], "为的是", f"查找{hit.label}写明的原因")
    return None


def _which_document(r: Reader) -> Found:
    """Under which law or document: the 《…》 of the sentence that fits best."""
    if not _DOCUMENT_ASKED.search(r.q.text):
        return None
    for hit in r.leaves(3):
        start, end = r.sentence(hit)
        titles = [m.span(1) for m in re.compile(r"《([^《》]{3,60})》").finditer(hit.text, start, end)]
        if titles and r.fit(hit.text[start:end]) > 0.3:
            return r.cut(hit, titles, "是", f"查找{hit.label}提到的文件")
    return None


def _labelled(r: Reader) -> Found:
    """初核机构是哪个: the words behind 初核机构： where the text says it so."""
    asked = re.search(r"([\u4e00-\u9fff]{2,8}?)(?:是|为)(?:哪[个家所]?|谁|什么)(?:机构|单位|部门)?[？?]?$", r.q.text)
    text = r.engine.library.text(r.asked.document)
    for start in range(len(asked[1]) - 2 if asked else 0):
        label = (asked[1] if asked else "")[start:]
        found = re.search(rf"{re.escape(label)}[：:]([^；。（(\n]{{2,40}})", text)
        if found is not None and (around := r.around(found.start(1))) is not None:
            query = cut_query(r.asked.document, [found.span(1)], r.asked.graph)
            return Plan(query, f"查找{label}", f"{label}是", (around,))
    return None


def _same(r: Reader) -> Found:
    if not r.q.has("same") or "任务" not in r.q.text or not r.asked.scope.has_tasks:
        return None
    if r.q.tasks:
        rows = r.engine.library.store.select(
            f"{PREFIX}SELECT ?t ?l {{ GRAPH <{r.asked.graph}> {{ ?t a pol:Task ; pol:number {r.q.tasks[0]} ; pol:citationLabel ?l }} }}"
        )
        return same_units(r.asked, str(rows[0]["t"]), str(rows[0]["l"])) if rows else None
    topic = re.split(r"与|和|跟", r.q.text, maxsplit=1)[-1]
    hit = next(iter(r.engine.search(topic, k=1, kinds=("task",), documents=(r.asked.document,)).hits), None)
    return same_units(r.asked, hit.iri, hit.label) if hit else None


def _identity(r: Reader) -> Found:
    """Are two things one, and where does each stand."""
    if not re.search(r"同一|是不是一回事|一样的?(?:机构|东西)|是一个(?:机构|东西)", r.q.text):
        return None
    names = [e.said for e in r.q.entities]
    if len(names) < 2:
        names = re.split(r"和|与|跟|、", re.split(r"是同一|是不是|是一个", r.q.text)[0])
    names = [n.strip("“”的") for n in names if len(n.strip("“”的")) > 1][:2]
    if len(names) != 2:
        return None
    parts = [_stands(i, name, r.q.asks("t")) for i, name in enumerate(names)] if r.q.asks("ct") else []
    first = f"{{ BIND({'true' if names[0] == names[1] else 'false'} AS ?value) BIND(0 AS ?rank) }}"
    body = " UNION ".join([first, *parts])
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?t {{ GRAPH <{r.asked.graph}> {{ {body} }} }} ORDER BY ?rank"
    where = " UNION ".join(_stands(i, name, False) for i, name in enumerate(names))
    evidence = f"{PREFIX}SELECT DISTINCT ?t {{ GRAPH <{r.asked.graph}> {{ {where} }} }}"
    return Plan(sparql, f"比较{names[0]}与{names[1]}", "", evidence_query=evidence)


def _stands(i: int, name: str, with_task: bool) -> str:
    said = text_literal(name)
    where = f"?c{i} a pol:Clause ; pol:text ?x{i} ; pol:citationLabel ?l{i} FILTER(CONTAINS(?x{i}, {said}))"
    task = f"OPTIONAL {{ ?t{i} a pol:Task ; pol:text ?y{i} ; pol:citationLabel ?m{i} FILTER(CONTAINS(?y{i}, {said})) }}"
    both = f'IF(BOUND(?m{i}), CONCAT(?l{i}, "、", ?m{i}), ?l{i})' if with_task else f"?l{i}"
    bound = f'BIND(CONCAT({said}, "：", {both}) AS ?value) BIND({i + 1} AS ?rank) BIND(?c{i} AS ?t)'
    return f"{{ {where} . {task if with_task else ''} {bound} }}"


def _who(r: Reader) -> Found:
    """The units of the best task or clause; where the question also asks for the task or clause, these too."""
    q = r.q
    if (
        not (q.asks("u") or _WHICH_LEVEL.search(q.text))
        or _NOT_WHO.search(q.text)
        or (BODY.search(q.text) and not re.search(r"负责|部门|责任|牵头", q.text))
    ):
        return None
    if r.asked.scope.has_tasks and (closer := _closer(r)) is not None:
        return closer
    if not r.asked.scope.has_tasks and (said := duty_plan(r) or _in_words(r)) is not None:
        return said
    hit = _with_units(r)
    if hit is None:
        return actor_plan(r) or _named_as_responsible(r)
    role = "responsibleUnit"
    if r.asked.has_leads and q.has("lead", "support_role"):
        role = "leadUnit" if q.has("lead") else "supportingUnit"
    if q.has("first"):
        role = "firstListedUnit"
    others = " ".join(f"FILTER(?u != <{u.iri}>)" for u in q.units)
    who = f"<{hit.iri}> pol:{role} ?u . ?u pol:writtenAs ?value ; skos:prefLabel ?label {others}"
    g = r.asked.graph
    if any(a.noun == "u" and a.count for a in q.asked) and not any(a.noun == "u" and not a.count for a in q.asked):
        number = f"SELECT (COUNT(DISTINCT ?u) AS ?value) {{ <{hit.iri}> pol:{role} ?u }}"
        label = f"{{ <{hit.iri}> pol:citationLabel ?value }} UNION " if q.asks("t") else ""
        sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{g}> {{ {label}{{ {number} }} }} }}"
        return Plan(sparql, f"统计{hit.label}的责任单位", f"{hit.label}的责任单位共", (hit.iri,), unit="家")
    also = []
    if q.asks("t"):
        also.append(f"{{ <{hit.iri}> pol:citationLabel ?value }}")
    if q.asks("c"):
        also.append(f"{{ <{hit.iri}> pol:elaborates/pol:citationLabel ?value }}")
    body = " UNION ".join([*also, f"{{ {who} }}"])
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?u ?label {{ GRAPH <{g}> {{ {body} }} }}"
    return Plan(sparql, f"查找{hit.label}的责任单位", f"{hit.label}的责任单位是", (hit.iri,))


def _closer(r: Reader) -> Found:
    """Who does what in running text, where that sentence says far more of the question than any task."""
    task = r.best("task")
    actor = best_actor(r)
    if task is None or actor is None or actor.hit.kind == "task":
        return None
    start, end = r.sentence(actor.hit)
    words = actor.hit.text[start:end]
    ahead = r.overlap(words) - max((r.overlap(task.text[a:b]) for a, b in sentence_spans(task.text)), default=0.0)
    return actor_plan(r) if start <= actor.span[0] < end and ahead > _AHEAD else None


def _in_words(r: Reader) -> Found:
    """Who does what, where the words say it more closely than the units of the whole provision."""
    bodies = any(r.engine.passages[r.engine.by_iri[h.iri]].units for h in r.hits)
    if not bodies:
        return None
    return (bracket_plan(r) if _RESPONSIBLE.search(r.q.text) else None) or (
        actor_plan(r) if _OWN_ACT.search(r.q.text) else None
    )


def _with_units(r: Reader) -> Hit | None:
    kinds = ("task",) if r.asked.scope.has_tasks else ("clause", "article", "item")
    hits = [h for h in r.of(*kinds, limit=4) if r.engine.passages[r.engine.by_iri[h.iri]].units]
    return next(iter(hits), None) or next((h for h in r.hits if r.engine.passages[r.engine.by_iri[h.iri]].units), None)


def _named_as_responsible(r: Reader) -> Found:
    """Bodies that the best sentence makes responsible, where the document marks no responsible units."""
    for hit in r.leaves(4):
        start, end = r.sentence(hit)
        if not _RESPONSIBLE.search(hit.text, start, end) or r.fit(hit.text[start:end]) < 0.3:
            continue
        rows = r.engine.library.store.select(
            f"""{PREFIX}SELECT ?m ?start ?quote {{ GRAPH <{r.asked.graph}> {{ ?m a pol:Mention ; pol:refersTo ?e ; pol:start ?start ; pol:quote ?quote . ?e a pol:Unit
              FILTER(?start >= {hit.start + start} && ?start < {hit.start + end}) }} }} ORDER BY ?start"""
        )
        if rows:
            spans = dict.fromkeys(_with_branches(hit, int(row["start"]) - hit.start, str(row["quote"])) for row in rows)
            once = {hit.text[a:b]: (a, b) for a, b in reversed(spans)}
            return r.cut(hit, sorted(once.values()), f"{hit.label}写明的是", f"查找{hit.label}中负责的机构")
    return None


def _with_branches(hit: Hit, start: int, name: str) -> tuple[int, int]:
    """A body with 及其分支机构 behind it, where the text says so."""
    end = start + len(name)
    more = re.compile(r"及其(?:分支|派出|下属|内设)机构|及其所属[^，。、的]{2,6}(?:单位|机构|部门)").match(
        hit.text, end
    )
    return start, more.end() if more else end


def _where(r: Reader) -> Found:
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


def _define(r: Reader) -> Found:
    if not r.q.has("define"):
        return None
    text = r.engine.library.text(r.asked.document)
    cut = r"(?:具体|分别)?(?:是)?(?:指的?是?(?:什么|哪)|是什么|是指|含义|全称|代表什么|具体指|怎么解释|怎么定义|如何定义|包括|分别)"
    subject = re.split(cut, r.q.text)[0].strip('“”"的？?')
    subject = re.sub(r"^.*(?:什么是|什么叫|所称的?)", "", subject) or re.sub(
        r".*(?:什么是|什么叫)", "", r.q.text
    ).strip("？?“”")
    if (called := _as_called(r, subject)) is not None:
        return called
    latin = re.findall(r"[A-Za-z][A-Za-z0-9+]+", subject)
    names = dict.fromkeys(n for n in (subject, *latin, *r.q.quoted, *(e.said for e in r.q.entities)) if len(n) > 1)
    for name in names:
        if (meant := _introduced(r, text, name)) is not None:
            return meant
        for hit in sorted(r.leaves(12), key=lambda h: h.kind == "task"):
            if name in hit.text and (spans := explained(hit.text, name)):
                return r.cut(hit, spans, f"{name}指", f"查找{name}的说明")
    named = next((name for name in names if name in text), None)
    return Refusal(f"文件只提到“{named.strip('“”')}”，没有说明它的含义", soft=True) if named else None


def _introduced(r: Reader, text: str, name: str) -> Found:
    """Where the text says X（以下简称“name”）, wherever that is."""
    said = re.search(rf"[（(](?:以下)?[简统合并]称[：:]?为?[“《\"]?{re.escape(name)}[”》\"]?[）)]", text)
    if said is None:
        return None
    start = text.rfind("\n", 0, said.start()) + 1
    spans = explained(text[start : said.end()], name)
    around = r.around(said.start())
    if not spans or around is None:
        return None
    query = cut_query(r.asked.document, [(start + a, start + b) for a, b in spans], r.asked.graph)
    return Plan(query, f"查找{name}的说明", f"{name}指", (around,))


def _as_called(r: Reader, subject: str) -> Found:
    """本办法所称X，是指Y: also where the question calls X by a longer name."""
    for hit in r.of("clause", "article", "item", limit=12):
        for start in range(max(len(subject) - 1, 0)):
            pattern = rf"(?:所称|称)(?:的)?[“\"]?{re.escape(subject[start:])}[”\"]?[，,]?(?:是|均)?指([^。]{{4,200}})"
            if (found := re.search(pattern, hit.text)) is not None:
                return r.cut(hit, [found.span(1)], f"{subject}指", f"查找{subject}的定义")
    return None


def _called(r: Reader) -> Found:
    """One name, in full: the object of the measure that fits."""
    return (
        wording(r, 0.1) if r.q.has("called") and not re.search(r"哪|分别|各|[二两三四五六七八九]个", r.q.text) else None
    )


def _unknown(r: Reader) -> Found:
    return Refusal("所收文件没有提到这件事") if r.known < _UNKNOWN and len(r.topic) > 5 else None


RULES: tuple[Callable[[Reader], Found], ...] = (
    _same, _identity, _labelled, support_plan, paragraph_plan, closing_plan, reverse_plan, _define, _refuse_missing, _unknown, yes_or_no, _who, _where,
    slot_plan, what_becomes, _which_document, way_taken, numbers, which_body, _called, parts_below, which_items, wording,
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


__all__ = ["sentence_spans", "topic_plan"]
