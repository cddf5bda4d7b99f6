"""Plans for questions that point at a numbered task or item, at a support policy, or at the document as a whole."""

from __future__ import annotations

import re

from search.asking.likeness import likeness
from search.asking.plan import Asked, Found, Plan
from search.asking.question import Question
from search.asking.reader import Reader, without_subject
from search.asking.sets import PREFIX
from search.hits import Hit

_WHOLE = r"(?:文件|意见|方案|通知|办法|规定|条例|清单|附件|附录|全文|正文|通篇|一共|总共|总计|合计|共|全部|整个|整份)"
_WHOLE_TEXT = r"文件|意见|方案|通知|办法|规定|条例|清单|附件|附录|全文|正文|通篇|整个|整份|末尾|从头|编到"
_KINDS = (
    ("SupportItem", r"支持政策", "项"), ("Task", r"(?:工作|重点)?任务", "项"), ("Section", r"(?:大?部分|章)", "个"),
    ("Article", r"条(?:款|文)?", "条"), ("Clause", r"条(?:款|文|措施|意见)?", "条"), ("Annex", r"附件", "个"),
)  # fmt: skip
_CITING = re.compile(r"引用|援引|提到|提及|依据|根据|参照|落实|贯彻|列举|出现|书名号|涉及|废止|修订|修改")
_CITED = re.compile(
    r"(?:哪[些几一]?|什么|几|多少)(?:个|部|份|项|件|条)?(?:国家|上位|其他|相关|政策|法律|法规|已有)*(?:法律法规|政策文件|规范性文件|文件|法律|法规|条例|规划|纲要|办法|规定)"
)

_NUMBER_ASKED = re.compile(
    r"文号|发文(?:字号|编号|号)|文件(?:字号|编号|号)|(?:意见|方案|通知|办法|条例|规划)的?(?:编号|字号)"
)
_ANOTHER_TEXT = re.compile(
    r"(?:引用|援引|提到|提及|依据|根据|引述|所说|说到|贯彻|落实|列举|点到)(?:过|了)?的(?:那|这)?[份个部件篇]?|(?:那|这)[份个部件篇][^，。？]{2,24}?(?:方案|意见|通知|办法|规划|纲要|条例|决定|文件)"
)
"""A text that is not the one asked of: 开头提到的那份国务院改革方案."""
_OF_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号)(?:文件?)?(?:是|指的?是?)(?:哪|什么)(?:一?[份个部篇])?(?:文件|政策|通知|意见|文)?(?:的(?:文号|发文字号|编号))?[？?]?$"
)
_OWN_TITLE = 0.6
"""The share of its pairs of characters by which a quoted title is the document's own."""
_MOST_BESIDES = 4
_ADOPTED_REST = 10
"""Characters of a question about who adopted the text, besides that."""
_ANOTHER = re.compile(
    r"(?P<said>(?:管理|实施|具体|配套|考核|审批|认定|评价|建设|工作|指导|操作)(?:办法|方案|规定|意见|细则)).{0,12}(?:谁|哪|什么)"
)


def document_plan(q: Question, asked: Asked) -> Found:
    """What the document says of itself: number, issuers, date, addressees; what it cites; how many parts it has."""
    for rule in (_totals, _itself, _inventory, _cites):
        if (found := rule(q, asked)) is not None:
            return found
    return None


def _itself(q: Question, asked: Asked) -> Found:
    this = r"(?:这份|本|该|此|这个|这)(?:文件|意见|方案|通知|办法|规定|条例|纲要|决定)|文件|意见|方案|通知|办法|》"
    d = asked.document
    if (adopted := _adopted(q, asked)) is not None:
        return adopted
    if _NUMBER_ASKED.search(q.text) and (_ANOTHER_TEXT.search(q.text) or _titles_another(q.text, asked)):
        return _cited_number(q, asked)
    if _NUMBER_ASKED.search(q.text):
        return _fact(asked, f"<{d}> pol:documentNumber ?value", "文件的发文字号", "文件没有写明发文字号")
    if re.search(
        r"(?:哪(?:[些几]个?|[两二三四五六]?[个家])|什么|谁)(?:部门|单位|机关)?(?:一起|一块儿?|共同|联合|联名|会签)+(?:印发|发布|制定|出台|发文|发[出的]|下发|印出?的)|(?:印发|发文)(?:部门|单位|机关)",
        q.text,
    ):
        return _fact(asked, f"<{d}> pol:issuer ?u . ?u skos:prefLabel ?value", "文件的发文机关", "文件没有写明发文机关")
    if (numbered := _OF_NUMBER.search(q.text)) is not None:
        holds = f"?i pol:documentNumber {_quoted(numbered['number'])} ; pol:title ?value"
        return _fact(asked, holds, f"文号为{numbered['number']}的文件", "没有这个文号的文件")
    if _of_another(q.text, asked.document_title):
        return None
    if re.search(
        rf"(?:{this}).{{0,30}}(?:谁|哪[些几]?个?(?:部门|单位|机关)|什么(?:部门|单位|机关)).{{0,4}}(?:印发|发布|制定|发的|出台|发文|联合)|发文(?:机关|单位)|谁(?:印发|发布|出台)的",
        q.text,
    ):
        return _fact(asked, f"<{d}> pol:issuer ?u . ?u skos:prefLabel ?value", "文件的发文机关", "文件没有写明发文机关")
    if re.search(r"落款|成文日期|成文时间|签发日期", q.text):
        return _fact(asked, f"<{d}> pol:issued ?value", "文件的成文日期", "文件没有写明成文日期")
    if re.search(
        r"(?:什么时候|何时|哪一?年|哪一?天|几月)(?:印?发|发布|公布|颁布|出台|成文|下发|发出)的[？?]?$", q.text
    ):
        return _fact(asked, f"<{d}> pol:issued ?value", "文件的成文日期", "文件没有写明印发日期")
    if re.search(
        rf"(?:{this}).{{0,30}}(?:什么时候|何时|哪一?年|哪天|几月|日期|时间)(?![之以]?前).{{0,4}}(?:印发|发布|制定|发的|出台|成文|公布|颁布)|(?:印发|发布|成文|公布)(?:日期|时间)",
        q.text,
    ):
        return _fact(asked, f"<{d}> pol:issued ?value", "文件的成文日期", "文件没有写明印发日期")
    if re.search(r"主送|(?:发|印发|下发)给(?:谁|哪些)|收文", q.text):
        return _fact(asked, f"<{d}> pol:addressee ?value", "文件的主送机关", "文件没有写明主送机关")
    return None


def _titles_another(text: str, asked: Asked) -> bool:
    """Whether a question quotes a title that is not the document's own, in full or shortened."""
    own = "".join(asked.document_title.split())
    quoted = re.findall("《([^《》]{4,})》", text)
    return bool(quoted) and not any(likeness("".join(title.split()), own) >= _OWN_TITLE for title in quoted)


def _cited_number(q: Question, asked: Asked) -> Found:
    """The number of the cited text whose title holds most of the question's pairs of characters."""
    words = re.sub(_NUMBER_ASKED, "", q.text)
    pairs = list(
        dict.fromkeys(
            words[i : i + 2] for i in range(len(words) - 1) if re.fullmatch(r"[\u4e00-\u9fff]{2}", words[i : i + 2])
        )
    )
    held = " + ".join(f"IF(CONTAINS(?title, {_quoted(pair)}), 1, 0)" for pair in pairs) or "0"
    body = f"?m a pol:Citation ; pol:refersTo ?i ; pol:inProvision ?t . ?i pol:title ?title ; pol:documentNumber ?value . BIND({held} AS ?fit)"
    inner = f"SELECT ?value ?t ?fit {{ GRAPH <{asked.graph}> {{ {body} }} }} ORDER BY DESC(?fit) ?t LIMIT 1"
    sparql = f"{PREFIX}{inner}"
    return Plan(sparql, "查找所引文件的文号", "文号是", evidence_query=sparql, missing="文件没有写明那份文件的文号")


def _of_another(text: str, title: str) -> bool:
    """Whether the question is of a text that is still to be written: 具体管理办法由谁制定."""
    said = _ANOTHER.search(text)
    return said is not None and said["said"] not in title


def _adopted(q: Question, asked: Asked) -> Found:
    """By which meeting and on which day it was adopted: （2025年10月23日……会议通过） below the title."""
    day = re.search(r"(?:哪一?天|什么时候|何时|哪一?年|几月几[日号]|日期).{0,12}通过|通过的?(?:日期|时间)", q.text)
    body = re.search(r"(?:哪一?[次个届]|什么|谁).{0,8}(?:会议?|全会|审议)?.{0,4}通过", q.text)
    if (day is None and body is None) or len(q.topic) > _ADOPTED_REST:
        return None
    said = r"^[\\s\\S]*?[（(](\\d{4}年\\d{1,2}月\\d{1,2}日)([^（）()]{4,60}?)(?:审议)?通过[^（）()]*[）)][\\s\\S]*$"
    group = "$1" if day else "$2"
    value = f'<{asked.document}> pol:sourceText ?text BIND(SUBSTR(?text, 1, 600) AS ?top) FILTER(REGEX(?top, "{said}")) BIND(REPLACE(?top, "{said}", "{group}") AS ?value)'
    return _fact(asked, value, "通过的日期" if day else "通过它的会议", "文件没有写明由谁通过")


ENTITIES = {
    "大学": "大学$", "高校": "(?:大学|学院)$", "学校": "(?:大学|学院|学校)$", "院校": "(?:大学|学院|学校)$",
    "中心": "中心$", "基地": "基地$", "平台": "平台$", "研究院": "(?:研究院|研究所)$", "联盟": "联盟$", "大赛": "(?:大赛|竞赛)$",
    "计划": "计划”?$", "工程": "工程”?$", "企业": "(?:公司|集团)$", "银行": "银行$", "基金": "基金$", "法律": "法$", "城市": "市$", "国家": "国$",
}  # fmt: skip


def _inventory(q: Question, asked: Asked) -> Found:
    """All things of a kind the document names: 文件里提到了哪几所大学."""
    how = r"(?:文件|全文|意见|方案|通知|办法|通篇|文中|原文).{0,4}(?:一共|总共|共)?(?:提到|提及|出现|点名|涉及|列出|点到|写到)(?:了|过)?(?:哪[些几]?|多少|几)[所个家部项座]?(?P<kind>[\u4e00-\u9fff]{2,3})(?:的名字|名称)?[？?]?$"
    match = re.search(how, q.text)
    pattern = ENTITIES.get(match["kind"]) if match else None
    if match is None or pattern is None:
        return None
    before = without_subject(q.text[: match.start()], asked.document_title)
    if len(re.sub(r"请问|麻烦|[在这份本该整个，的]", "", before)) > _MOST_BESIDES:
        return None  # 要深化的“国字号”项目，文件点名了哪几个中心: not all of the kind
    body = f'?m pol:refersTo ?i ; pol:inProvision ?t ; pol:start ?at . ?i pol:writtenAs ?value FILTER(REGEX(?value, {_quoted(pattern)})) FILTER NOT EXISTS {{ ?i pol:collective true }} FILTER NOT EXISTS {{ ?i pol:status "to-be-established" }}'
    if re.search(r"多少|几[所个家部项座]", q.text) and not re.search(r"哪", q.text):
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?i) AS ?value) {{ GRAPH <{asked.graph}> {{ {body.replace('?value', '?name')} }} }}"
    else:
        sparql = f"{PREFIX}SELECT ?value ?i (MIN(?at) AS ?first) {{ GRAPH <{asked.graph}> {{ {body} }} }} GROUP BY ?value ?i ORDER BY ?first"
    evidence = f"{PREFIX}SELECT DISTINCT ?t ?i {{ GRAPH <{asked.graph}> {{ {body} }} }} ORDER BY ?at"
    return Plan(sparql, f"列出文件提到的{match['kind'] if match else ''}", "提到的有", evidence_query=evidence)


def _fact(asked: Asked, pattern: str, told: str, missing: str) -> Found:
    sparql = f"{PREFIX}SELECT DISTINCT ?value {{ GRAPH <{asked.graph}> {{ {pattern} }} }} ORDER BY ?value"
    evidence = f"{PREFIX}SELECT ?t {{ GRAPH <{asked.graph}> {{ ?t pol:inDocument <{asked.document}> ; pol:order ?o }} }} ORDER BY ?o LIMIT 1"
    return Plan(sparql, f"查找{told}", f"{told}是", evidence_query=evidence, missing=missing)


def _cites(q: Question, asked: Asked) -> Found:
    if not (_CITING.search(q.text) and _CITED.search(q.text)) or q.units or len(q.topic) > 12:
        return None
    of = {"law": r"(?:法|条例)$"}["law"] if re.search(r"法律|法规|条例", q.text) and "文件" not in q.text else ""
    only = f"FILTER(REGEX(?value, {_quoted(of)})) " if of else ""
    only += _relation(q.text)
    place = f"?t pol:number {q.clauses[0]} . " if len(q.clauses) == 1 else ""
    body = f"?m a pol:Citation ; pol:refersTo ?i ; pol:inProvision ?t ; pol:start ?at . ?i pol:title ?value . {place}{only}"
    if re.search(r"多少|几[部份个项]", q.text) and "哪" not in q.text:
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?i) AS ?value) {{ GRAPH <{asked.graph}> {{ {body.replace('?value', '?title')} }} }}"
    else:
        sparql = f"{PREFIX}SELECT ?value ?i (MIN(?at) AS ?first) {{ GRAPH <{asked.graph}> {{ {body} }} }} GROUP BY ?value ?i ORDER BY ?first"
    evidence = f"{PREFIX}SELECT DISTINCT ?t ?i {{ GRAPH <{asked.graph}> {{ {body} }} }} ORDER BY ?at"
    return Plan(sparql, "查找文件引用的文件", "引用的文件有", evidence_query=evidence, missing="文件没有引用这样的文件")


def _relation(text: str) -> str:
    """Only the citations of the kind asked: what it repeals, amends, or rests on."""
    kinds = (
        (r"废止", "repeals"),
        (r"修订|修改", "amends"),
        (r"(?:根据|依据)", "basedOn"),
        (r"落实|贯彻", "implements"),
    )
    kind = next((kind for pattern, kind in kinds if re.search(pattern, text)), None)
    return f'?m pol:citationRelation "{kind}" . ' if kind else ""


def _quoted(pattern: str) -> str:
    return '"' + pattern.replace("\\", "\\\\") + '"'


def _totals(q: Question, asked: Asked) -> Found:
    """How many tasks, units, clauses, sections the document has in all."""
    if (
        not re.search(r"多少|几", q.text)
        or q.units
        or q.numbered
        or q.has("most", "fewest", "only", "exactly", "compare")
    ):
        return None
    if (
        re.search(r"(?:涉及|列出|出现|共有|牵涉|有).{0,6}(?:多少|几)[个家](?:不同的?)?(?:责任)?(?:单位|部门)", q.text)
        and len(q.topic) < 12
    ):
        sparql = (
            f"{PREFIX}SELECT (COUNT(DISTINCT ?u) AS ?value) {{ GRAPH <{asked.graph}> {{ ?t pol:responsibleUnit ?u }} }}"
        )
        evidence = f"{PREFIX}SELECT DISTINCT ?t {{ GRAPH <{asked.graph}> {{ ?t pol:responsibleUnit ?u ; pol:order ?o }} }} ORDER BY ?o"
        return Plan(sparql, "统计责任单位", "责任单位共", unit="家", evidence_query=evidence)
    if re.search(r"单独|共同|第.{1,2}[多少大]的|由.{1,10}负责|参与|提到|提及|以上|以下|一家|[两三四五六]家", q.text):
        return None
    if re.search(r"(?:几|多少)[个条项大]+[^，。]{0,4}(?:路|门路|原则|目标|理念|思路|举措|指标)", q.text):
        return None  # parts of one provision
    for name, word, unit in _KINDS:
        how = rf"(?:{_WHOLE}.{{0,12}}|^(?:里|中)?(?:一共|总共|共)?(?:有|分为|分成|分|共分|包括|包含|设|列出|列)?了?)(?<![第哪])(?:多少|几)[个项条]?(?:{word})|(?:{word}).{{0,4}}(?:一共|总共|共|合计)?(?:有)?(?<![第哪])(?:多少|几)[个项条]?[？?]?$"
        if re.search(how, q.text) and len(q.topic) <= 20 and not _says_more(q, asked):
            if name == "Article" and not asked.has_articles:
                continue
            body = f"?x a pol:{name}" + (_outermost(asked, q.text) if name == "Section" else "")
            sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?x) AS ?value) {{ GRAPH <{asked.graph}> {{ {body} }} }}"
            evidence = (
                f"{PREFIX}SELECT (?x AS ?t) {{ GRAPH <{asked.graph}> {{ ?x pol:order ?o . {body} }} }} ORDER BY ?o"
            )
            return Plan(
                sparql, f"统计全文的{unit}数", "共", unit=unit, evidence_query=evidence, missing="文件没有这样的部分"
            )
    return None


def _says_more(q: Question, asked: Asked) -> bool:
    """Whether a question without a word for the whole text says what its title does not: 非洲要完成的工坊建设任务是多少个."""
    if re.search(_WHOLE_TEXT, q.text):
        return False
    words = re.sub(
        r"一共|总共|总计|合计|全部|多少|几|[一二三四五六七八九十]|是|有|的|共|里|中|要|了|个|项|条|任务|条款|措施|部分|章|工作|重点|[，。？]",
        " ",
        q.text,
    )
    return (
        sum(len(part) for part in words.split() if likeness(part, asked.document_title) < 1 and len(part) > 1)
        > _MOST_BESIDES
    )


def _outermost(asked: Asked, text: str) -> str:
    """Chapters by their mark; parts of the text that lie in no annex."""
    if "章" in text:
        return ' ; pol:marker ?mark FILTER(REGEX(?mark, "章$"))'
    return f" ; pol:partOf ?up FILTER(?up = <{asked.document}> || EXISTS {{ ?up a pol:Part }})"


def support_plan(r: Reader) -> Found:
    """Support policies (an annex of items that support clauses) → clauses, tasks, units."""
    q = r.q
    if not re.search(r"支持政策|附件\s*[1一]|教育部(?:给|的)?.{0,6}支持|部里.{0,6}支持", q.text) or not r.has(
        "SupportItem"
    ):
        return None
    wanted = [n for n in "ctu" if q.asks(n)]
    numbers = list(q.supports)
    if not numbers and not re.search(
        r"(?:[一二三四五六七八九十]+|各|每|这些|全部|所有)项(?:教育部)?(?:支持)?政策|分别|各项", q.text
    ):
        best = r.best("support")
        numbers = [best.number] if best is not None and best.number is not None else []
    here = f"?i a pol:SupportItem ; pol:number ?number ; pol:citationLabel ?said . {f'FILTER(?number IN ({_list(numbers)})) ' if numbers else ''}"
    if not wanted:
        if q.has("where") or q.asks("p"):
            return _items(r, here)
        return _count_items(r) if re.search(r"几|多少", q.text) else (_texts(r, here) if q.supports else None)
    return _served(r, here, wanted, single=len(numbers) == 1)


def _list(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def _items(r: Reader, here: str) -> Plan:
    sparql = f"{PREFIX}SELECT (?said AS ?value) ?i {{ GRAPH <{r.asked.graph}> {{ {here} }} }} ORDER BY ?number"
    evidence = f"{PREFIX}SELECT (?i AS ?t) {{ GRAPH <{r.asked.graph}> {{ {here} }} }} ORDER BY ?number"
    return Plan(sparql, "查找相应的支持政策", "是", evidence_query=evidence)


def _texts(r: Reader, here: str) -> Plan:
    sparql = f"{PREFIX}SELECT ?value ?i {{ GRAPH <{r.asked.graph}> {{ {here} ?i pol:text ?value }} }} ORDER BY ?number"
    evidence = f"{PREFIX}SELECT (?i AS ?t) {{ GRAPH <{r.asked.graph}> {{ {here} }} }} ORDER BY ?number"
    return Plan(sparql, "查找支持政策的内容", "内容是", evidence_query=evidence)


def _count_items(r: Reader) -> Plan:
    sparql = f"{PREFIX}SELECT (COUNT(?i) AS ?value) {{ GRAPH <{r.asked.graph}> {{ ?i a pol:SupportItem }} }}"
    evidence = f"{PREFIX}SELECT (?i AS ?t) {{ GRAPH <{r.asked.graph}> {{ ?i a pol:SupportItem ; pol:number ?n }} }} ORDER BY ?n"
    return Plan(sparql, "统计支持政策", "支持政策共", unit="项", evidence_query=evidence)


def _served(r: Reader, here: str, wanted: list[str], single: bool) -> Plan:
    """The clauses an item supports, the tasks of these (the closest one), and their units."""
    task = _task_of(r) if single and ("t" in wanted or "u" in wanted) else None
    one = f"VALUES ?x {{ <{task.iri}> }} " if task is not None else ""
    tasks = f"?i pol:supports ?c . {one}?x a pol:Task ; pol:elaborates ?c ."
    parts = {
        "c": "?i pol:supports ?x . ?x pol:citationLabel ?there .",
        "t": f"{tasks} ?x pol:citationLabel ?there .",
        "u": f"{tasks} ?x pol:responsibleUnit ?unit . ?unit pol:writtenAs ?there .",
    }
    label = "?there" if single else 'CONCAT("第", STR(?number), "项→", ?there)'
    body = " UNION ".join(f"{{ {here}{parts[n]} }}" for n in wanted)
    sparql = f"{PREFIX}SELECT DISTINCT ({label} AS ?value) ?number {{ GRAPH <{r.asked.graph}> {{ {body} }} }} ORDER BY ?number"
    evidence = f"{PREFIX}SELECT DISTINCT (?x AS ?t) {{ GRAPH <{r.asked.graph}> {{ {body} }} }}"
    return Plan(sparql, "把支持政策对应到条款和任务", "对应的是", evidence_query=evidence)


def _task_of(r: Reader) -> Hit | None:
    """The task a support policy is carried out by: found by the policy's own words where the question gives its number."""
    if not r.q.supports:
        return r.best("task")
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT ?text {{ GRAPH <{r.asked.graph}> {{ ?i a pol:SupportItem ; pol:number {r.q.supports[0]} ; pol:text ?text }} }}"
    )
    said = str(rows[0]["text"]) if rows else r.topic
    return next(iter(r.engine.search(said, k=1, kinds=("task",), documents=(r.asked.document,)).hits), None)


def clause_plan(q: Question, asked: Asked) -> Found:
    """What a clause, article or section says that is named by its number: its heading, else its words."""
    if not re.search(
        r"(?:讲|写|说|规定|谈|论述|提出|内容|主题|标题|题目)(?:的|了)?(?:是|为|叫)?(?:什么|啥|哪些内容|哪方面)|(?:标题|题目|名称|主题)$",
        q.text,
    ):
        return None
    if len(q.clauses) + len(q.sections) != 1 or q.asked:
        return None
    number, kinds = (q.clauses[0], "pol:Clause, pol:Article") if q.clauses else (q.sections[0], "pol:Section")
    here = f"?t a ?k ; pol:number {number} FILTER(?k IN ({kinds}))"
    said = "OPTIONAL { ?t pol:title ?title } OPTIONAL { ?t pol:text ?text } BIND(COALESCE(?title, ?text) AS ?value)"
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?t {{ GRAPH <{asked.graph}> {{ {here} {said} }} }}"
    name = f"第{number}条" if q.clauses else f"第{number}部分"
    return Plan(sparql, f"查找{name}的内容", f"{name}是", evidence_query=sparql, missing=f"文件没有{name}")


def task_plan(q: Question, asked: Asked) -> Found:
    """The words of tasks named by their numbers, where the question asks for nothing the table holds."""
    if not q.tasks or q.units or q.has("compare", "same", "most", "fewest", "each", "first", "yesno") or q.asks("cus"):
        return None
    here = f"VALUES ?number {{ {' '.join(map(str, q.tasks))} }} ?t a pol:Task ; pol:number ?number ."
    names = "、".join(f"任务{n}" for n in q.tasks)
    evidence = f"{PREFIX}SELECT ?t {{ GRAPH <{asked.graph}> {{ {here} }} }}"
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?t {{ GRAPH <{asked.graph}> {{ {here} ?t pol:text ?value }} }}"
    missing = f"文件没有{names}"
    return Plan(sparql, f"查找{names}的内容", f"{names}的内容是", evidence_query=evidence, missing=missing)


def same_units(asked: Asked, task: str, label: str) -> Plan:
    """Other tasks with exactly the units of ``task``."""
    lacks = "FILTER NOT EXISTS {{ {0} pol:responsibleUnit ?x FILTER NOT EXISTS {{ {1} pol:responsibleUnit ?x }} }}"
    one = f"<{task}>"
    sparql = (
        f"{PREFIX}SELECT DISTINCT ?value ?t {{ GRAPH <{asked.graph}> {{ ?t a pol:Task ; pol:responsibleUnit ?any ; "
        f"pol:citationLabel ?value ; pol:order ?order . FILTER(?t != {one}) {lacks.format('?t', one)} {lacks.format(one, '?t')} }} }} ORDER BY ?order"
    )
    told = f"与{label}责任单位完全相同的任务"
    return Plan(sparql, f"查找{told}", f"{told}是", evidence_query=sparql)
