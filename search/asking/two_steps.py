"""Questions in two steps: a thing is only described, and something else is asked of it.

拥有飞机制造基地的那所大学，要建成什么样的院校: the description is answered first, 哪所大学拥有飞机制造基地, and the question is
asked again with the name it gives. The evidence is that of both steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.authority import words
from kg.store import Row
from search.asking.both_plans import SCHOOL
from search.asking.cuts import cut_query
from search.asking.likeness import likeness
from search.asking.matter.reading_plans import OWNED
from search.asking.matter.role_plans import role_plan
from search.asking.matter.topic_plans import topic_plan
from search.asking.plan import Found, Plan
from search.asking.question import Names, parse
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.interaction import sentence_spans

_KIND = (
    f"{SCHOOL}|机构|研究院|研究所|中心|基地|联盟|平台|企业|公司|委员会|协会|工坊|实训中心|博物馆|场馆|小组|专班|"
    "计划|工程|行动|方案|条例|办法|文件|制度|机制|模式|单位|部门|委|局|厅|国家|城市|地区|新区|区"
)
_DESCRIBED = re.compile(
    rf"(?P<said>[^，。？]{{4,40}}?)的?(?:那|这)(?:一)?[所家个座位项种套支份类](?:(?P<sort>[\u4e00-\u9fff]{{2,3}})[类性]的?)?(?P<kind>{_KIND})(?P<rest>.{{4,}})"
    rf"|(?P<bare>[^，。？]{{5,40}}?)的(?P<noun>{SCHOOL}|机构|研究院|中心|基地|联盟|企业)(?P<then>，.{{4,}})"
)
_LEAD = re.compile(
    r"^(?:请问|想问一下|我想知道|麻烦问下|在?(?:文件|意见|方案|办法|通知|规定|条例)(?:里|中)?，?(?:明确|提出|要求|准备|说)?(?=支持|要求|提出|依托|在)?)"
)
_HAS = re.compile(
    r"(?:^|方面)(?:拥有|设有|建有|有着?|办有|坐拥|握有|手里有|手握)(?:一个)?(?P<thing>.{3,})$|^(?P<held>.{3,}?)(?:所在|所属|设在|坐落)的?$"
)
_IT = re.compile(
    r"它|该(?:校|院|中心|机构|基地|联盟|企业|单位|部门|市|区)|(?<![尤极与及])其(?![他它中余实次])|这所学校|这家(?:单位|企业|机构)|那里"
)
_ASKS = re.compile(r"什么|哪|谁|几|多少|怎|何|吗|是否|是不是")
_ITSELF = re.compile(r"^，?(?:具体)?的?(?:叫(?:什么|啥|做)|(?:是|指的?是)哪|名[称字]|全称|校名|是什么[？?]?$)")
_DEED = re.compile(r"^，(?:这|该|此)|谁|哪[些几个家]{0,2}(?:单位|部门)|担子")
_NAMED_THINGS = ("计划", "工程", "行动", "方案", "条例", "办法", "文件", "制度", "机制", "模式")
_SEVERAL, _LEAST_OWN = 1, 0.5


@dataclass(frozen=True, slots=True)
class Resolved:
    """The name a description stands for and the provisions that say so."""

    name: str
    evidence: tuple[str, ...]
    plan: Plan | None = None


def two_step_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """The answer to the question with the name in place of its description; ``None`` where nothing is described so.

    ``again`` answers a question that names what it is about.
    """
    found = _DESCRIBED.search(r.q.text)
    if found is None or r.q.units:
        return None
    said = _LEAD.sub("", found["said"] or found["bare"])
    kind, rest = found["kind"] or found["noun"], found["rest"] or found["then"]
    if not _ASKS.search(rest) or _ASKS.search(said) or len(said) < 4 or re.search(r"任务$", said):
        return None
    if any(name.said == said for name in r.names.find(said)):
        return None  # 天津大学这所学校: the name itself
    if _ITSELF.match(rest) and kind in _NAMED_THINGS:
        return None  # the rules for names quote it as the text writes it
    if OWNED.search(rest) or (found["bare"] and (found.start() or _DEED.search(rest))):
        return None  # 合伙办的大学，这个试验归谁管: a deed, not the thing it makes
    resolved = _resolved(r, said, kind, found["sort"] or "")
    if resolved is None:
        return None
    if _ITSELF.match(rest):
        return resolved.plan or _named(r, resolved)
    plan = again(asked_of(resolved.name, r.q.text[: found.start()], rest))
    if not isinstance(plan, Plan):
        return None
    if not plan.boolean and r.values(plan) in ([], [resolved.name]):
        return None
    told = f"“{said}”的{kind}是{resolved.name}；{plan.interpretation}"
    return replace(plan, interpretation=told, before=resolved.evidence)


def _named(r: Reader, one: Resolved) -> Plan | None:
    """The name itself, where nothing else is asked."""
    for iri in one.evidence:
        passage = r.engine.passages[r.engine.by_iri[iri]] if iri in r.engine.by_iri else None
        at = passage.text.find(one.name) if passage is not None else -1
        if passage is not None and at >= 0:
            places = [(passage.start + at, passage.start + at + len(one.name))]
            query = cut_query(r.asked.document, places, r.asked.graph)
            return Plan(query, "查找所说的名称", "叫", one.evidence)
    return None


def asked_of(name: str, lead: str, rest: str) -> str:
    """The rest of a question, asked of a name.

    >>> asked_of("甲大学", "", "，意见支持它建成什么样的院校？"), asked_of("甲大学", "", "的哪个基地要拓展？")
    ('意见支持甲大学建成什么样的院校？', '甲大学的哪个基地要拓展？')
    """
    if (it := _IT.search(rest)) is not None:
        return f"{lead}{rest[: it.start()].lstrip('，')}{name}{rest[it.end() :]}"
    return f"{lead}{name}{rest}"


# ------------------------------------------------------------------------------------ the first of the steps
def _resolved(r: Reader, said: str, kind: str, sort: str = "") -> Resolved | None:
    """What a description stands for: what a numbered provision names, who owns it, whom the best sentence names."""
    if (numbered := _of_number(r, said, kind)) is not None:
        return numbered
    has = _HAS.search(said)
    if has is not None and (held := _holder(r, has["thing"] or has["held"], kind)) is not None:
        return held
    if (actor := _actor(r, said, kind)) is not None:
        return actor
    measure = "所" if re.fullmatch(SCHOOL, kind) else "个"
    for text in (f"{said}的是哪{measure}{kind}？", f"哪{measure}{kind}{said}？"):
        if (one := _answered(r, text, kind, sort)) is not None:
            return one
    return None


def _answered(r: Reader, text: str, kind: str, sort: str) -> Resolved | None:
    """The one name of that kind (and of that sort) that a question is answered with."""
    plan = topic_plan(r.about(text))
    if not isinstance(plan, Plan) or plan.boolean:
        return None
    values = [value.strip("“”") for value in r.values(plan)]
    fitting = [v for v in dict.fromkeys(values) if sort in v and re.search(rf"(?:{_ends(kind)})$", v)]
    several = len(values) > _SEVERAL and not sort  # 那所师范类高校 is one of several by its name
    if len(fitting) != _SEVERAL or several or fitting[0] in text:
        return None
    return Resolved(fitting[0], plan.evidence, plan)


def _ends(kind: str) -> str:
    if re.fullmatch(SCHOOL, kind):
        return SCHOOL
    if kind in ("机构", "单位", "部门"):
        return rf"{SCHOOL}|机构|研究院|研究所|中心|基地|联盟|平台|委员会|协会|委|局|厅|部|办"
    return kind


def _of_number(r: Reader, said: str, kind: str) -> Resolved | None:
    """附件1第6项所支持的那个基地: what that provision calls so."""
    sub = parse(said, Names([]))
    sort, numbers = next(
        (
            (sort, found)
            for sort, found in (("SupportItem", sub.supports), ("Task", sub.tasks), ("Clause", sub.clauses))
            if found
        ),
        ("", ()),
    )
    if len(numbers) != 1:
        return None
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT ?t ?text {{ GRAPH <{r.asked.graph}> {{ ?t a pol:{sort} ; pol:number {numbers[0]} ; pol:text ?text }} }}"
    )
    for row in rows:
        text = str(row["text"])
        names = [n.said for n in r.names.find(text) if n.said.endswith(kind)]
        written = re.findall(
            rf"(?:建立|成立|建设|打造|组建|设立|开展|实施|市|省|区|的|、|，|^)([^，。；、]{{2,18}}?{kind})", text
        )
        name = next(iter([*names, *written]), None)
        if name is not None:
            return Resolved(name, (str(row["t"]),))
    return None


def _holder(r: Reader, thing: str, kind: str) -> Resolved | None:
    """Whose a named thing is: its host in the graph, or the office holder's own body: 牵头人所在的那个委."""
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT ?name ?host ?p {{ GRAPH <{r.asked.graph}> {{ ?e pol:hostedBy ?h ; skos:prefLabel ?name .
          ?h pol:writtenAs ?host . ?m pol:refersTo ?e ; pol:inProvision ?p }} }} ORDER BY ?p"""
    )
    hosts = [row for row in rows if re.search(_ends(kind), str(row["host"]))]
    best = max(hosts, key=lambda row: _own_share(row, r.q.text), default=None)
    if best is not None and _own_share(best, r.q.text) >= _LEAST_OWN:
        return Resolved(str(best["host"]), (str(best["p"]),))
    return _office_body(r, thing, kind)


def _own_share(row: Row, said: str) -> float:
    """How much of a name, without its host's, a question says."""
    return likeness(str(row["name"]).replace(str(row["host"]), ""), said)


def _actor(r: Reader, said: str, kind: str) -> Resolved | None:
    """Who does what a description begins with: 成立甲研究院，整合乙、丙的力量 for 整合力量的那个研究院."""
    if said[:2] not in words("verb"):
        return None
    reader = r.about(said)
    pattern = re.compile(rf"(?P<name>[^，。；、\n和与]{{2,20}}?(?:{_ends(kind)}))，?(?:负责)?{said[:2]}")
    scored = [
        (r.meaning.fit(hit.text[a:b]) + reader.near(hit.text[a:b]), m["name"], hit.iri)
        for hit in reader.leaves(4)
        for a, b in sentence_spans(hit.text)
        for m in pattern.finditer(hit.text, a, b)
    ]
    best = max(scored, default=None)
    return Resolved(_bare(best[1]), (best[2],)) if best is not None else None


def _bare(name: str) -> str:
    """A name without the verb that makes it: 成立职业教育研究院."""
    return re.sub(r"^.*?(?:成立|建立|设立|组建|筹建|建设|打造)", "", name)


def _office_body(r: Reader, thing: str, kind: str) -> Resolved | None:
    plan = role_plan(r.about(f"{thing.rstrip('的')}是谁？"))
    if not isinstance(plan, Plan):
        return None
    for value in r.values(plan):
        for name in r.names.find(value):
            if name.kind == "unit" and re.search(rf"(?:{_ends(kind)})$", name.said):
                return Resolved(name.said, plan.evidence)
    return None
