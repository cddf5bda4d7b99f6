"""Which provision comes first, last, next or at what place: 最后一条讲什么, 第（八）条的下一条, 在它的清单上排第几项."""

from __future__ import annotations

import re

from kg.numerals import to_int
from search.asking.build.structure_words import Headed, Place, annex_of_list, headed, place_said
from search.asking.link import Meaning
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_CN = "一二两三四五六七八九十\\d"
_END = re.compile(
    rf"(?:(?P<last>最后|最末|末尾|末了|压轴|收尾|结尾)的?(?:那)?一?|(?P<first>最前面?|打头|开头|头|最先|首)的?(?:那)?一?|倒数第?(?P<from>[{_CN}]{{1,2}}))个?(?P<m>条|项|章|大?部分)(?!件)"
)
_NTH = re.compile(rf"(?<!倒数)第(?P<n>[{_CN}]{{1,3}})个?(?P<m>条|项)(?!任务|政策|支持)")
_NEXT = re.compile(
    r"(?:的|之|往)?(?<!最)(?<!末)(?:(?P<next>下一?|后一?|后面(?:那|的)?一?|接下来(?:的|那)?一?|紧接着的?(?:那)?一?|往后(?:数)?一?)|(?P<back>上一?|前一?|前面(?:那|的)?一?|之前的?(?:那)?一?))个?(?P<m>条|项|大?部分|章)"
    r"|(?:紧(?:跟|接|挨)着?(?:在|着)?)[^，。？]{2,24}?(?:后面?|之后)"
)
_SAYS = re.compile(
    r"(?:讲|写|说|谈|规定|要求|论述|提出)(?:的|了)?(?:是|些)?(?:什么|啥|哪)|标题|题目|名称|内容|叫(?:什么|啥|做)|是什么|是啥|哪一?个?[条项部章]|什么$"
)
_IN_PART = re.compile(
    r"(?:属于?|在|位于|归(?:在|到|入)?|放在|落在|列在|编在|处在)(?:文件|正文|意见)?(?:的)?(?:哪一?个?|第几个?)(?:大?部分|章)|是(?:哪一?个?|第几个?)(?:大?部分|章)的"
)
_INSIDE = re.compile(r"(?:部分|章)(?:里|中|内)?(?:面)?的?(?:是)?(?:排)?第几个?(?:条|项)?")
_AT = re.compile(
    r"(?:对应|相当于|落到|落在|就是|是)[^，。？]{0,14}?(?:清单|分工表|任务表|名单|目录)(?:里面?|中|上|当中)?的?哪一?(?P<which>项|条)(?=[？?，]|$)"
    r"|(?:排|列|位列|名列|位居|处|放|是|为|在)?(?:在|到)?(?:[^，。？]{0,14}?(?:的|里|中|上))?第几(?:个?(?P<m>项|条|位|个|号))?(?=[？?，]|$|讲|说|写|提|规定|是|涉及|对应|支持)|哪一?(?P<how>项|条)(?:是)?(?:讲|说|写|提|规定|涉及)(?:的|到|了)*(?:是)?|(?:编号|序号|序次|次序)(?:是|为)?(?:多少|几|第几|什么)"
)
_OF_LIST = re.compile(
    r"(?P<said>(?:(?!在|对应|相当|属于|是)[^，。？]){0,16}?(?:清单|单子|名单|目录|台账|分工表|任务表|一览表|附表|附件[一二三\d]?|支持政策|政策|几件事|几项|几条|好处))(?:里面?|中|上|当中|之?内|，|的|排|位|第)"
)
_LOOKED_AT, _NEAR, _HEADING = 12, 0.6, 0.5


def order_plan(r: Reader) -> Found:
    """The provision at an end, beside another, or the place of one; ``None`` where none of these is asked."""
    for rule in (_part_of, _place_inside, _beside, _at_end, _place_in_list):
        if (found := rule(r)) is not None:
            return found
    return None


# ------------------------------------------------------------------------------------------ neighbours and ends
def _kind(measure: str, place: Place) -> str:
    if place.annexes:
        return (
            "?x a ?k FILTER(?k IN (pol:SupportItem, pol:Task, pol:Item, pol:Clause, pol:Article)) "
            "FILTER NOT EXISTS { ?low pol:partOf ?x } "
        )
    if "部分" in measure or measure == "章":
        return "?x a pol:Section FILTER NOT EXISTS { ?x pol:partOf+ ?high . ?high a pol:Section } "
    return "?x a ?k FILTER(?k IN (pol:Clause, pol:Article)) "


def _rows(r: Reader, place: Place, measure: str) -> list[str]:
    body = f"{_kind(measure, place)}{place.pattern()}"
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?x ?o {{ GRAPH <{r.asked.graph}> {{ ?x pol:order ?o . {body} }} }} ORDER BY ?o"
    )
    return [str(row["x"]) for row in rows]


def _at_end(r: Reader) -> Found:
    """最后一条讲什么, 第二部分的第一条是什么, 倒数第二条."""
    end, nth = _END.search(r.q.text), _NTH.search(r.q.text)
    if (end or nth) is None or _SAYS.search(r.q.text) is None or r.q.asks("u"):
        return None
    place = place_said(r.q.text, r.q.sections, headed(r))
    found = end or (nth if place.narrow else None)
    if found is None or _left(r.q.text, place, found[0]):
        return None
    rows = _rows(r, place, found["m"])
    chosen = _from_end(rows, end) if end is not None else _nth(rows, found, place)
    return _shown(r, chosen, f"查找{place.told}的{found[0]}") if chosen else None


def _from_end(rows: list[str], end: re.Match[str]) -> str | None:
    back = (to_int(end["from"]) or 1) if end["from"] else 1
    if len(rows) < back:
        return None
    return rows[0] if end["first"] else rows[-back]


def _nth(rows: list[str], found: re.Match[str], place: Place) -> str | None:
    """The provision of that number where the part has one, else the one at that place in it."""
    n = to_int(found["n"]) or 0
    own = [x for x in rows if x.endswith(f"/{n}") and found["m"] == "条" and not place.annexes]
    return own[0] if own else rows[n - 1] if 0 < n <= len(rows) else None


def _left(text: str, place: Place, *said: str) -> bool:
    """Whether a question says more than the place and what stands there."""
    for words in sorted((*place.said, *said), key=len, reverse=True):
        text = text.replace(words, "，")
    rest = re.sub(
        r"请问|麻烦|意见|方案|通知|办法|文件|条例|规定|全文|正文|主体|附件|附录|清单|任务|政策|里面?|当中|其中|中|上|的|之|是|在|讲|写|说|谈|规定|要求|论述|提出|标题|题目|名称|名字|内容|叫做?|作|什么|啥|哪|一|个|条|项|款|大?部分|章|了|呢|些|具体|主要|方面|[，。？?、：“”（）]",
        "",
        text,
    )
    return len(rest) > 1


def _beside(r: Reader) -> Found:
    """第（八）条的下一条讲什么."""
    found = _NEXT.search(r.q.text)
    if found is None or len(r.q.clauses) + len(r.q.sections) != 1 or _SAYS.search(r.q.text) is None or r.q.asks("u"):
        return None
    base = (r.q.clauses or r.q.sections)[0]
    rows = _rows(r, place_said("", (), headed(r)), "条" if r.q.clauses else "部分")
    at = next((i for i, x in enumerate(rows) if x.endswith(f"/{base}")), None)
    if at is None:
        return None
    at += -1 if found["back"] else 1
    return (
        _shown(r, rows[at], f"查找第{base}{'条' if r.q.clauses else '部分'}的{'上' if found['back'] else '下'}一条")
        if 0 <= at < len(rows)
        else None
    )


def _shown(r: Reader, iri: str, told: str) -> Plan:
    """The label of a provision and its heading, or its words."""
    said = "OPTIONAL { ?t pol:title ?title } OPTIONAL { ?t pol:text ?text } BIND(COALESCE(?title, ?text) AS ?value2)"
    sparql = f"{PREFIX}SELECT ?value ?value2 ?t {{ GRAPH <{r.asked.graph}> {{ VALUES ?t {{ <{iri}> }} ?t pol:citationLabel ?value {said} }} }}"
    return Plan(sparql, told, "是", (iri,), joiner="：")


def _part_of(r: Reader) -> Found:
    """第（十）条属于第几部分."""
    if len(r.q.clauses) != 1 or _IN_PART.search(r.q.text) is None:
        return None
    here = f"?c a ?k ; pol:number {r.q.clauses[0]} FILTER(?k IN (pol:Clause, pol:Article)) ?c pol:partOf+ ?t . ?t a pol:Section"
    sparql = f"{PREFIX}SELECT ?value ?label ?t {{ GRAPH <{r.asked.graph}> {{ {here} ; pol:citationLabel ?value OPTIONAL {{ ?t pol:title ?label }} }} }}"
    return Plan(sparql, f"查找第{r.q.clauses[0]}条所在的部分", "属于", evidence_query=sparql)


def _place_inside(r: Reader) -> Found:
    """第（十七）条是第六部分里的第几条."""
    if len(r.q.clauses) != 1 or len(r.q.sections) != 1 or _INSIDE.search(r.q.text) is None:
        return None
    rows = _rows(r, place_said(r.q.text, r.q.sections, headed(r)), "条")
    at = next((i for i, x in enumerate(rows) if x.endswith(f"/{r.q.clauses[0]}")), None)
    if at is None:
        return None
    before = f"?x a ?k FILTER(?k IN (pol:Clause, pol:Article)) ?x pol:partOf+ ?s ; pol:order ?o . <{rows[at]}> pol:partOf+ ?s ; pol:order ?mine . ?s a pol:Section ; pol:number {r.q.sections[0]} FILTER(?o <= ?mine)"
    sparql = f'{PREFIX}SELECT (CONCAT("第", STR(COUNT(DISTINCT ?x)), "条") AS ?value) {{ GRAPH <{r.asked.graph}> {{ {before} }} }}'
    return Plan(sparql, f"查找第{r.q.clauses[0]}条在该部分的次序", "是其中的", (rows[at],))


# --------------------------------------------------------------------------------------- the place in a list
def _place_in_list(r: Reader) -> Found:
    """Which item of a list of an annex a described thing is: 让好专业试着开本科班，排第几项."""
    at, said = _AT.search(r.q.text), _OF_LIST.search(r.q.text)
    if at is None or said is None or r.q.clauses or r.q.tasks or r.q.supports:
        return None
    if r.q.units and "任务" in r.q.text:
        return None  # by the units of their tasks: the table tells
    annex = annex_of_list(said["said"], headed(r))
    if annex is None:
        return None
    topic = " ".join(r.q.text.replace(said["said"], "，").replace(at[0], "，").split("，"))
    items = _items(r, annex)
    best = _best(r, topic, items)
    if best is None:
        return None
    sparql = f"{PREFIX}SELECT ?value ?t {{ GRAPH <{r.asked.graph}> {{ VALUES ?t {{ <{best}> }} ?t pol:citationLabel ?value }} }}"
    return Plan(sparql, f"查找{annex.title}中讲到此事的一项", "是", (best,))


def _items(r: Reader, annex: Headed) -> list[tuple[str, str]]:
    body = _kind("项", Place(annexes=(annex.number,)))
    said = "OPTIONAL { ?x pol:title ?a } OPTIONAL { ?x pol:text ?b }"
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?x ?a ?b ?o {{ GRAPH <{r.asked.graph}> {{ ?x pol:order ?o ; pol:partOf+ <{annex.iri}> . {body} {said} }} }} ORDER BY ?o"
    )
    return [(str(row["x"]), f"{row.get('a') or ''}{row.get('b') or ''}") for row in rows]


def _best(r: Reader, topic: str, items: list[tuple[str, str]]) -> str | None:
    meaning = Meaning(r.engine, topic, r.asked.document)
    near = r.engine.words.asked(topic)

    def weight(one: tuple[str, str]) -> float:
        return meaning.best_sentence(one[1])[0] + _NEAR * near.near(one[1])

    return max(items, key=weight)[0] if items else None
