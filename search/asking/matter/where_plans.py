"""In which clause, task or part something stands."""

from __future__ import annotations

import re

from search.asking.link import Meaning
from search.asking.matter.measures import asks_target
from search.asking.matter.placing import matter_of
from search.asking.plan import Found, Plan
from search.asking.question import topic as topic_of
from search.asking.reader import Reader, without_subject
from search.asking.sets import PREFIX, text_literal
from search.hits import Hit

_SOMEWHERE = re.compile(r"在哪(?:里|儿)?(?:提|说|讲|写|规定)到?(?:过|了|的)?[？?]?$")
_ASKED = re.compile(
    r"(?:是|属于)?(?:哪一?个?|第几)(?P<noun>条(?![路街线河例件款船龙])|(?:款|章|大?部分|项|小?节|处)(?=[定说讲写把管提里中？?]|规定|要求|$))"
)
_OF_SO_MANY = re.compile(
    r"(?P<many>\d{1,3})(?P<measure>[项条])(?:主要|重点|具体)?(?:任务|措施|举措|意见|工作)(?:当?中|里|之中)"
)
_ANY_PLACE = re.compile(r"(?:哪一?个?|什么)(?:处|小节|位置)")
_PLACE_LAST, _ASKS_BEFORE = (
    re.compile(r"(?:哪一?个?|第几)(?:条|部分|处|款|节|章)[^，]{0,8}$"),
    re.compile(r"谁|哪|什么|怎|如何|几|多少|吗|能不能|可不可以|是不是|会不会|要不要|允不允许|[好满]不[好满]"),
)
_PART_AND_CLAUSE = re.compile(r"(?:哪一?个?|第几)大?部分(?:的|里的?|带括号的)?(?:哪一?个?|第几)条")
_TASK_NUMBER = re.compile(r"(?:第?几|哪一?)号(?:工作)?任务|任务的?(?:编号|序号|号)(?:是|为)?(?:多少|几)")
_PUNISHED, _PUNISHES = re.compile("罚|追究|处分|法律责任"), re.compile("罚款|责令|处分|追究")
_DEFINED = re.compile(
    r"定义|界定|释义|(?:含义|意思|涵义).{0,6}(?:写|说|规定|解释)|解释|说明了?什么是|何谓|(?:哪|第几)[^，。？]{0,4}说(?:清|明)"
)
_HEADING_WORDS = re.compile(r"加强|推进|完善|建立|强化|提高|做好|健全|。|[（(][一二三四五六七八九十\d]+[）)]")
_LOOKED_AT = 12
_HEADING, _SAID, _HELD, _OF_PUNISHMENT = 0.5, 0.8, 0.4, 0.4
"""What a heading, the best sentence, the names and a punishment asked for count beside the score of the best hit."""


def where_plan(r: Reader) -> Found:
    """The clauses, tasks or parts that say it: all that hold a name, else the one that fits best."""
    q = r.q
    if asks_target(q.text):
        return None
    if q.asked and all(a.count and a.noun == "t" for a in q.asked) and not q.has("where"):
        return None  # 建设任务是多少个 asks for a number
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
    kinds = ["Clause", "Section"] if _PART_AND_CLAUSE.search(q.text) else kinds or [said_so or "Clause"]
    if "Task" in kinds and not r.asked.scope.has_tasks and (item := _item(r, names)) is not None:
        return item
    if kinds == ["Clause"] and (numbered := _numbered(r, names)) is not None:
        return numbered
    if (defined := _defined(r, names)) is not None and kinds == ["Clause"]:
        return defined
    if re.search(r"哪(?:些|几)(?:个|项|条)?(?:条|任务|部分)?", q.text) and names:
        return _all_holding(r, names, kinds[0])
    if "Section" in kinds and len(kinds) > 1 and (whole := _with_its_section(r, kinds, names)) is not None:
        return whole
    hits = [h for kind in kinds if (h := _place(r, kind, names)) is not None]
    if not hits:
        return None
    if kinds == ["Clause"] and _ANY_PLACE.search(q.text):
        hits = [_innermost(r, hits[0])]
    values = " ".join(f"<{h.iri}>" for h in hits)
    sparql = f"{PREFIX}SELECT ?value ?p {{ GRAPH <{r.asked.graph}> {{ VALUES ?p {{ {values} }} ?p pol:citationLabel ?value }} }}"
    return Plan(sparql, "查找讲到此事的条款", "见", tuple(h.iri for h in hits))


def _innermost(r: Reader, hit: Hit) -> Hit:
    """The numbered item of a clause that says it, where a place is asked for and not a clause."""
    iri = r.around(hit.start + r.sentence(hit)[0])
    inner = r.engine.passages[r.engine.by_iri[iri]] if iri in r.engine.by_iri else None
    return Hit.of(inner) if inner is not None and inner.kind == "item" else hit


def placed_plan(r: Reader) -> Found:
    """Where something stands, asked at the end of a question that has question words before: 归谁扫，条例哪条定的."""
    return where_plan(r) if asks_place_last(r.q.text) else None


def asks_place_last(question: str) -> bool:
    """Whether the last clause of a question asks only for a place, and the ones before ask something too.

    >>> asks_place_last("垃圾归谁扫，条例哪条定的？"), asks_place_last("哪条讲垃圾，归谁扫？")
    (True, False)
    """
    clauses = [c for c in re.split(r"[，；—？?]", question) if c]
    last = clauses[-1] if len(clauses) > 1 else ""
    return _PLACE_LAST.search(last) is not None and _ASKS_BEFORE.search("，".join(clauses[:-1])) is not None


def _item(r: Reader, names: list[str]) -> Found:
    """第几项: the numbered item that fits best; of an annex by its number there, as a table counts its rows."""
    hit = _place(r, "Item", names)
    if hit is None:
        return None
    own = f"<{hit.iri}> pol:citationLabel ?label ; pol:number ?n"
    annex = f"OPTIONAL {{ <{hit.iri}> pol:partOf+ ?an . ?an a pol:Annex ; pol:citationLabel ?where }}"
    shown = 'BIND(IF(BOUND(?where), CONCAT(?where, "第", STR(?n), "项"), ?label) AS ?value)'
    sparql = f"{PREFIX}SELECT ?value ?label {{ GRAPH <{r.asked.graph}> {{ {own} {annex} {shown} }} }}"
    return Plan(sparql, "查找讲到此事的一项", "是", (hit.iri,))


def _numbered(r: Reader, names: list[str]) -> Found:
    """21项任务中排在第几条: the item that fits best, where the items of the document run to that number."""
    asked = _OF_SO_MANY.search(r.q.text)
    if asked is None:
        return None
    last = f"ASK {{ GRAPH <{r.asked.graph}> {{ ?i a pol:Item ; pol:number {asked['many']} }} }}"
    hit = _place(r, "Item", names) if r.engine.library.store.ask(f"{PREFIX}{last}") else None
    if hit is None:
        return None
    own = f'<{hit.iri}> pol:number ?n BIND(CONCAT("第", STR(?n), "{asked["measure"]}") AS ?value)'
    return Plan(
        f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ {own} }} }}", "查找讲到此事的一项", "是", (hit.iri,)
    )


def _defined(r: Reader, names: list[str]) -> Found:
    """在第几条下了定义: the clause that says of the names 是指 or 包括 first."""
    if not names or _DEFINED.search(r.q.text) is None:
        return None
    said = " && ".join(
        f"REGEX(?x, {text_literal(rf'{re.escape(n)}[”」）)]?(?:、[^，。；]{{1,30}})?[，,]?(?:是指|系指|指的是|指|包括)')})"
        for n in names
    )
    inside = f"?b pol:partOf* ?p ; pol:text ?x FILTER({said})"
    body = f"?p a ?k ; pol:citationLabel ?value ; pol:order ?order FILTER(?k IN (pol:Clause, pol:Article)) FILTER EXISTS {{ {inside} }}"
    sparql = f"{PREFIX}SELECT ?value (?p AS ?t) {{ GRAPH <{r.asked.graph}> {{ {body} }} }} ORDER BY ?order LIMIT 1"
    if not r.engine.library.store.select(sparql):
        return None
    return Plan(sparql, f"查找给{'、'.join(names)}下定义的条款", "见", evidence_query=sparql)


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
    if tasks and _TASK_NUMBER.search(question):
        return "Task"
    asked = _ASKED.search(question)
    if asked is None:
        return "Clause" if _SOMEWHERE.search(question) else None
    if asked["noun"] == "项":
        return "Task" if tasks or "第几项" in question else None
    return "Section" if asked["noun"].endswith(("部分", "章")) else "Clause"


def _place(r: Reader, kind: str, names: list[str]) -> Hit | None:
    """The provision of a kind that fits best: by search, by its heading, by its best sentence and by the names it holds."""
    kinds = {"Section": ("section",), "Task": ("task",), "Item": ("item",)}.get(kind, ("clause", "article"))
    title = r.asked.document_title
    said = topic_of(matter_of(r.q.text, title))
    hits = r.engine.search(said, k=_LOOKED_AT, kinds=kinds, documents=(r.asked.document,)).hits
    if not hits:
        return r.clause() if kind == "Clause" else None
    own = [name for name in names if name not in title]
    if len(holders := _holders(r, kinds, own)) == 1:
        return holders[0]
    topic = without_subject(said, title)
    heading, meaning = (Meaning(r.engine, text, r.asked.document) for text in (topic, said))

    punished = r.asked.has_articles and _PUNISHED.search(said) is not None

    def weight(hit: Hit) -> float:
        text = hit.text + (hit.title or "")
        held = sum(name in text for name in own) / len(own) if own else 0.0
        best = meaning.best_sentence(hit.text)[0]
        named = punished and _PUNISHES.search(hit.text) is not None and _OF_PUNISHMENT
        named += hit.title is not None and len(topic) > 2 and (hit.title in topic or topic in hit.title)
        headed = heading.overlap(r.heading(hit)) + _held_of(r, hit, topic)
        return named + hit.score / hits[0].score + _HEADING * headed + _SAID * best + _HELD * held

    return max(hits, key=weight)


def _holders(r: Reader, kinds: tuple[str, ...], names: list[str]) -> list[Hit]:
    """The provisions of these kinds that hold all the words a question quotes."""
    quoted = [name for name in names if name in r.q.quoted]
    return [
        Hit.of(p)
        for p in r.engine.passages
        if quoted and p.document == r.asked.document and p.kind in kinds and all(name in p.text for name in quoted)
    ]


def _held_of(r: Reader, hit: Hit, topic: str) -> float:
    """The share of a heading, without the verbs any has, that the question says: 加强人员培训."""
    heading = _HEADING_WORDS.sub("", r.heading(hit))
    return Meaning(r.engine, heading).overlap(topic) if heading else 0.0


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
