"""Questions over the build of a document: how many provisions lie where, which begin with a word or name one, which is last.

附件里的两张清单合起来一共多少项, 以“支持”开头的有几项, 甲和乙哪个在更多条里出现, 最后一条讲什么. Such a question says hardly
anything besides the build: what is left of it when the words for that are taken away tells it from one over contents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from search.asking.build.structure_words import Headed, Place, headed, place_said
from search.asking.matter.opening import without_opening
from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal

_COUNT = re.compile(
    r"(?<![第哪])(?:多少|几)个?(?P<m>[条项个章]|部分)(?!件)|(?P<n>[条项])(?:数目?|的?数量|目|款|文)(?:一?共)?(?:是|有|为)?(?:多少|几)"
)
_WHICH = re.compile(r"哪(?:一|[几些])?个?(?P<m>[条项章]|大?部分)|有哪些")
_WHICH_HOLD = re.compile(r"哪(?:[几些]|[几些]个)(?:条|章|大?部分)")
_ALSO_WHICH = re.compile(r"哪(?:几|些)|(?:分别|各)(?:是|为|在)哪|编号|序号")
_BEGINS = re.compile(
    r"(?P<not>不是?)?(?:用|以|拿|由)[“\"]?(?P<a>[^“”\"，。？的]{1,8}?)[”\"]?(?:[一二两三四]?个?字)?(?:来)?(?P<how>开头|打头|起头|开始|领头|结尾|收尾)"
    r"|(?:开头|打头|起头)(?P<no>不)?(?:的?(?:[一二两三四]?个?)?字)?(?:是|为|用)[“\"]?(?P<b>[^“”\"，。？的]{1,8}?)[”\"]?(?=的|[，？]|$)"
)
_IN_TITLE = re.compile(
    r"(?:标题|题目|名称|条目名)(?:里面?|中|上)?(?P<not>不|没有?)?(?:带有?|含有?|包含|出现|有|提到|写[着有])(?:了|过)?[“\"]?(?P<w>[^“”\"，。？的]{1,10}?)[”\"]?(?:[一二两三四]?个?字)?(?=的|[，？]|$)"
)
_OF_TITLES = re.compile(r"(?:标题|题目|名称)(?:里面?|中|上|当中|，)")
_HOLDS = re.compile(
    r"(?:提到|提及|出现|点到|点名|讲到|写到|说到|涉及|谈到|带有|含有|包含)(?:过|了)?(?:名字)?[“\"](?P<w>[^“”\"，。？]{2,16})[”\"]"
)
_HELD = re.compile(r"(?:出现|提到|提及|提起|写进|点名|点到|写到|讲到|谈到|说到|露面|现身|亮相)")
_MORE = re.compile(r"(?:哪[个家所一]|谁|哪个词)[^，。？]{0,14}?(?:更|较|比较)?(?P<end>[多少])|(?P<same>一样多)")
_UNITS_NAMED = re.compile(r"(?:点名|点到|写明|列|涉及)(?:了|出|到)?的?[^，。？]{0,8}(?:单位|部门|机关)")
_REST = re.compile(
    r"请问|麻烦|想问一下|我想知道|一共|总共|共计|共|合计|加总|合起来|加在一起|加起来|合在一起|相加|总计|总数|全部|所有|分别|各自?|以?内|里面?|当中|其中|中|下面|之下|底下|名下|一?栏"
    r"|写|列举?|设|开|包括|包含|含|分成?|下|出现|有|是|为|了|过|的|出|到|在|从|由|和|与|跟|及|这|那|一|意见|方案|通知|办法|规定|条例|决定|文件|全文|正文|通篇|整[篇份个]|还|都|均|主体|附件|附录|清单"
    r"|具体|内容|措施|举措|条目|条款|条文|任务|政策|规定|标题|题目|数量|数目|被?(?:提到|提及|出现|点到|点名|讲到|写到|说到|涉及|谈到)过?|词|多少|几|哪|些|个|条|项|款|份|张|章|大?部分|开头|打头|字|起头|请|给出|序号|编号|列|点|呢|啊|吗|[两二三四五]|[，。？?、“”：:（）]"
)
_FIRST_ITEMS = f"{PREFIX}SELECT ?t {{{{ GRAPH <{{}}> {{{{ ?t pol:partOf+ ?an ; pol:number 1 . ?an a pol:Annex }}}} }}}}"
"""An annex itself is quoted by the first of its items."""
_EACH_ANNEX = re.compile(
    r"(?:[两二三四][份张个]|这些|各[个份]?)(?:附件|附录|附表|清单|表格?)?[^，。？]{0,4}(?:分别|各自?)[^，。？]{0,4}(?:多少|几)[项条个]|(?:附件|附录|清单)[^，。？]{0,6}(?:分别|各自?)(?:列|有|写|收|包括|包含)*(?:了|着|出)?(?:多少|几)[项条个]"
)
_LEAST_NAMED = 4
"""Characters that may be left where the annexes are told by their headings."""
_LEAST_REST = 1
"""Characters that may be left of a question over the build."""


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on a provision, in words and as a filter."""

    said: str
    told: str
    filter: str


def structure_plan(r: Reader) -> Found:
    """The number, the list, the neighbour or the last of provisions; ``None`` where the question asks for contents."""
    if r.q.has("lead", "support_role", "why", "how", "when", "money"):
        return None
    r = r.of_text(without_opening(r.q.text, r.asked.document_title))
    for rule in (_annexes, _apart, _compared, _counted, _listed):
        if (found := rule(r)) is not None:
            return found
    return None


def _rest(text: str, *said: str) -> str:
    """What a question says besides the build and these words."""
    for words in sorted(said, key=len, reverse=True):
        text = text.replace(words, "，")
    return _REST.sub("", text)


def _place(r: Reader) -> tuple[Place, list[Headed]]:
    parts = headed(r)
    return place_said(r.q.text, r.q.sections, parts), parts


# -------------------------------------------------------------------------------------------- conditions
def _test(r: Reader) -> Test | None:
    """That a provision begins with a word, has it in its heading, or names it."""
    text = r.q.text
    if (found := _BEGINS.search(text)) is not None:
        word = found["a"] or found["b"]
        ends = (found["how"] or "") in ("结尾", "收尾")
        no = "!" if found["not"] or found["no"] or re.search(r"(?:没有?|不)$", text[: found.start()]) else ""
        how = f"{'STRENDS' if ends else 'STRSTARTS'}(STR(COALESCE(?title, ?words)), {text_literal(word)})"
        shown = "OPTIONAL { ?x pol:title ?title } OPTIONAL { ?x pol:text ?words } "
        return Test(
            found[0], f"{'不' if no else ''}以“{word}”{'结尾' if ends else '开头'}", f"{shown}FILTER({no}{how}) "
        )
    if (found := _IN_TITLE.search(text)) is not None:
        no = "!" if found["not"] else ""
        shown = f"?x pol:title ?title FILTER({no}CONTAINS(STR(?title), {text_literal(found['w'])})) "
        return Test(found[0], f"标题{'不' if no else ''}带“{found['w']}”", shown)
    if (word := _titled(r)) is not None:
        shown = f"?x pol:title ?title FILTER(CONTAINS(STR(?title), {text_literal(word)})) "
        return Test(text, f"标题带“{word}”", shown)
    if (name := _name_held(r)) is not None:
        return Test(name, f"提到“{name}”", _holding(name))
    return None


def _titled(r: Reader) -> str | None:
    """The one quoted word that headings have, where the question speaks of headings in its own words."""
    if len(r.q.quoted) != 1 or not _OF_TITLES.search(r.q.text) or r.q.quoted[0] in r.asked.document_title:
        return None
    return r.q.quoted[0]


def _holding(name: str, x: str = "x") -> str:
    said = text_literal(name)
    return f"FILTER EXISTS {{ ?b{x} pol:partOf* ?{x} {{ ?b{x} pol:text ?y{x} }} UNION {{ ?b{x} pol:title ?y{x} }} FILTER(CONTAINS(?y{x}, {said})) }} "


def _name_held(r: Reader) -> str | None:
    """The one name or word that a question looks for in the text."""
    if (found := _HOLDS.search(r.q.text)) is not None:
        return found["w"]
    names = _names(r)
    return names[0] if len(names) == 1 and _HELD.search(r.q.text) else None


def _names(r: Reader) -> list[str]:
    """The names and quoted words of a question that the text has."""
    text = r.engine.library.text(r.asked.document)
    said = [*r.q.quoted, *(e.said for e in (*r.q.entities, *r.q.units))]
    found = [n for n in dict.fromkeys(n.strip("“”") for n in said) if n in text]
    if not found and (
        bare := re.match(
            r"(?:文件|正文|意见)?(?:里|中)?(?P<w>[^，。？“”的]{2,12}?)(?:这个词|一词|二字|四字)?在", r.q.text
        )
    ):
        found = [bare["w"]] if bare["w"] in text else []
    return sorted((n for n in found if not any(n != m and n in m for m in found)), key=r.q.text.find)


# ------------------------------------------------------------------------------------------------- kinds
def _kinds(r: Reader, place: Place, measure: str) -> str | None:
    """What ``?x`` is: clauses where 条 is asked for; in an annex the lowest items; headings where 部分 is."""
    low = "FILTER NOT EXISTS { ?low pol:partOf ?x } "
    if place.annexes:
        return f"?x a ?k FILTER(?k IN (pol:SupportItem, pol:Task, pol:Item, pol:Clause, pol:Article)) {low}"
    if measure in ("部分", "大部分", "章"):
        return "?x a pol:Section . "
    if "任务" in r.q.text and r.asked.scope.has_tasks and measure != "条":
        return None if place.sections else "?x a pol:Task . "
    if measure == "条" or place.sections or place.said or not r.has("Item"):
        return "?x a ?k FILTER(?k IN (pol:Clause, pol:Article)) "
    return None


def _body(r: Reader, place: Place, measure: str, test: Test | None) -> str | None:
    kinds = _kinds(r, place, measure)
    if kinds is None:
        return None
    inside = "" if "pol:Task" in kinds and not place.annexes else place.pattern()
    return f"{kinds}{inside}{test.filter if test else ''}"


# --------------------------------------------------------------------------------------------------- rules
def _annexes(r: Reader) -> Found:
    """How many annexes there are, and what they are called."""
    if "附件" not in r.q.text or _rest(r.q.text, "叫什么名", "叫什么", "名字", "名称", "什么", "带"):
        return None
    body = "?x a pol:Annex "
    if re.search(r"(?:多少|几)[个份张]附件|附件[^，]{0,4}(?:多少|几)[个份张]", r.q.text):
        return replace(_count_plan(r, body, "附件", "个"), evidence_query=_FIRST_ITEMS.format(r.asked.graph))
    if re.search(r"附件[^，]{0,8}(?:叫什么|什么名|哪些|名称|名字|是什么)", r.q.text) and not re.search(
        r"附件[一二三\d]", r.q.text
    ):
        return replace(_list_plan(r, body, "附件", titles=True), evidence_query=_FIRST_ITEMS.format(r.asked.graph))
    return None


def _apart(r: Reader) -> Found:
    """两张清单分别列了多少项: each annex with the number of its lowest items."""
    said = _EACH_ANNEX.search(r.q.text)
    annexes = [p for p in headed(r) if p.kind == "Annex"] if said is not None else []
    if said is None or len(annexes) < len("ab") or r.q.has("yesno", "most", "fewest"):
        return None
    named = set("".join(p.title for p in annexes))
    left = [c for c in _rest(r.q.text, said[0]) if c not in named]
    if len(left) > _LEAST_NAMED:
        return None
    low = "?x pol:partOf+ ?an . ?an a pol:Annex ; pol:number ?ann FILTER NOT EXISTS { ?low pol:partOf ?x } "
    kinds = "?x a ?k FILTER(?k IN (pol:SupportItem, pol:Task, pol:Item, pol:Clause, pol:Article)) "
    inner = f"SELECT ?ann (COUNT(DISTINCT ?x) AS ?n) {{ GRAPH <{r.asked.graph}> {{ {kinds}{low}}} }} GROUP BY ?ann"
    sparql = f'{PREFIX}SELECT (CONCAT(STR(?n), "项") AS ?value) ?ann {{ {{ {inner} }} }} ORDER BY ?ann'
    return Plan(sparql, "分别统计各个附件的项数", "依次是", evidence_query=_FIRST_ITEMS.format(r.asked.graph))


def _counted(r: Reader) -> Found:
    """How many provisions lie in some place, or fulfil a condition."""
    asked = _COUNT.search(r.q.text)
    if asked is None or r.q.has("yesno", "most", "fewest", "compare"):
        return None
    place, _ = _place(r)
    test = _test(r)
    if test is None and (r.q.units or not (place.narrow or place.said)):
        return None
    if len(_rest(r.q.text, *place.said, *((test.said,) if test else ()), "名字", "点名")) > _LEAST_REST:
        return None
    if r.q.clauses or r.q.tasks or r.q.supports:
        return None
    measure = asked["m"] or asked["n"]
    if measure == "个" and not place.annexes:
        return None  # 点名了多少个产业 counts no provisions
    body = _body(r, place, measure, test)
    if body is None:
        return None
    told = f"{place.told}中{test.told}" if test else place.told
    plan = _count_plan(r, body, told, "项" if measure == "个" else measure)
    return _also_listed(r, plan, body) if _ALSO_WHICH.search(r.q.text) else plan


def _listed(r: Reader) -> Found:
    """Which provisions begin with a word or have it in their heading."""
    asked = _WHICH.search(r.q.text)
    if asked is None or r.q.has("yesno", "most", "fewest", "compare"):
        return None
    if _BEGINS.search(r.q.text) is None and _IN_TITLE.search(r.q.text) is None and not _WHICH_HOLD.search(r.q.text):
        return None
    place, _ = _place(r)
    test = _test(r)
    if test is None or len(_rest(r.q.text, *place.said, test.said)) > _LEAST_REST:
        return None
    body = _body(r, place, asked["m"] or "条", test)
    return _list_plan(r, body, f"{place.told}中{test.told}的") if body is not None else None


def _headings(r: Reader, names: list[str]) -> bool:
    """Whether both are headings of provisions: what these hold is asked, not where their names stand."""
    titles = {"".join((p.title or "").split()) for p in r.engine.passages if p.document == r.asked.document}
    return all(name in titles for name in names)


def _compared(r: Reader) -> Found:
    """Which of two names more clauses of the main text have, and how many each."""
    more = _MORE.search(r.q.text)
    if _UNITS_NAMED.search(r.q.text):
        return None  # 哪一条点名的部门多 counts units
    if more is None or not re.search(r"条|处|部分", r.q.text) or _HELD.search(r.q.text) is None:
        return None
    names = _names(r)
    if len(names) != len("ab") or _headings(r, names):
        return None
    place, _ = _place(r)
    if place.annexes:
        return None
    kinds = "?x a ?k FILTER(?k IN (pol:Clause, pol:Article)) "
    counts = " ".join(
        f"{{ SELECT (COUNT(DISTINCT ?x) AS ?n{i}) {{ GRAPH <{r.asked.graph}> {{ {kinds}{place.pattern()}{_holding(name)} }} }} }}"
        for i, name in enumerate(names)
    )
    a, b = map(text_literal, names)
    winner, numbers = more_of_two((a, b), more["end"] != "少", "条")
    sparql = f"{PREFIX}SELECT ?value ?value2 {{ {counts} BIND({winner} AS ?value) BIND({numbers} AS ?value2) }}"
    either = " UNION ".join(f"{{ {kinds}{place.pattern()}{_holding(name)} }}" for name in names)
    evidence = (
        f"{PREFIX}SELECT DISTINCT (?x AS ?t) {{ GRAPH <{r.asked.graph}> {{ {either} ?x pol:order ?o }} }} ORDER BY ?o"
    )
    return Plan(sparql, f"比较提到“{names[0]}”与“{names[1]}”的条数", "", evidence_query=evidence)


# --------------------------------------------------------------------------------------------------- plans
def _count_plan(r: Reader, body: str, told: str, unit: str) -> Plan:
    sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?x) AS ?value) {{ GRAPH <{r.asked.graph}> {{ {body} }} }} HAVING(COUNT(?x) > 0)"
    evidence = (
        f"{PREFIX}SELECT DISTINCT (?x AS ?t) {{ GRAPH <{r.asked.graph}> {{ ?x pol:order ?o . {body} }} }} ORDER BY ?o"
    )
    return Plan(sparql, f"统计{told}的{unit}数", "共", unit=unit, evidence_query=evidence)


def _also_listed(r: Reader, plan: Plan, body: str) -> Plan:
    """几条，分别是哪几条: the number, then the members."""
    counted = plan.sparql.removeprefix(PREFIX).replace("?value", "?n")
    number = f'{{ {{ {counted} }} BIND(CONCAT(STR(?n), "{plan.unit}") AS ?value) BIND(0 AS ?rank) }}'
    members = (
        f"{{ GRAPH <{r.asked.graph}> {{ ?x pol:order ?o ; pol:citationLabel ?value . {body} }} BIND(1 AS ?rank) }}"
    )
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?rank ?o {{ {number} UNION {members} }} ORDER BY ?rank ?o"
    return replace(plan, sparql=sparql, unit=None)


def _list_plan(r: Reader, body: str, told: str, titles: bool = False) -> Plan:
    label = "?x pol:title ?value" if titles else "?x pol:citationLabel ?value"
    sparql = f"{PREFIX}SELECT DISTINCT ?value (?x AS ?t) {{ GRAPH <{r.asked.graph}> {{ ?x pol:order ?o . {label} . {body} }} }} ORDER BY ?o"
    return Plan(sparql, f"列出{told}", "有", evidence_query=sparql)
