"""Plans that read numbers, dates, bodies, lists and wordings out of the best provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.numerals import to_int
from kg.store import Row
from search.asking.likeness import longest_shared
from search.asking.link import Meaning
from search.asking.matter.wanted import kinds_of_name
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.spans import Enumeration
from search.hits import Hit
from search.interaction import sentence_at

BODY = re.compile(
    r"哪[一几]?[家所个座类些]?((?:(?![来跟和与在到给把对向由])[\u4e00-\u9fff]){0,4}?)(大学|学院|学校|院校|高校|机构|中心|基地|平台|联盟|研究院|企业|公司|国家|组织|银行|集团|工坊|协会|学会|委员会|小组|办公室|网站|网(?=[对联上]|$|[？?]))"
)
OWNED = re.compile(
    r"是哪(?:所|个|家)[^，。]{0,6}的[？?]?$|隶属|属于哪|(?:归|在|由|设在|放在)哪(?:所|个|家)(?:学校|大学|学院|院校|高校|单位)"
)
_NEXT = re.compile(r"[，。；、]|以及|及其|举办|建设|打造|设立|培育|开展|建立")
LEAST_BESIDES = 0.2
_LEAST_CASE = 0.2
"""How well a case must fit whose number the question names."""
_WAY_ASKED = re.compile(r"(?:什么|怎样的?|哪种)[^，。？]{0,6}(?:方式|办法|措施|形式|处理|处罚)|怎么(?:办|处理)")
_WAY_TAKEN = re.compile(
    r"[^；。：\n]*?，(?:应当?)?(?:采取|采用|实行|给予|处以|通过)([^，；。]{2,24}?)(?:的?(?:方式|办法|措施|形式))?(?=[；。])"
)
_PARTS = ("情况", "情形", "条件", "材料", "义务", "职责", "要求", "行为", "资料")
_THINGS_ASKED = re.compile(rf"(?:哪[些几两二三四五六七八九十]|什么)[个种类项]?(?:{'|'.join(_PARTS)})[？?]?$")
_NEW = re.compile(r"新(?:近|近期)?(?:要|将)?(?:成立|设立|组建|建立|建|设|办|开)")
_FOUNDED = re.compile(r"(?:成立|设立|组建|建立|筹建|新建|新设)$")
_NEAR_NAME = 0.5
_ONE_BODY = re.compile(r"哪一?[家所座]")
_LEAST_REST = 0.22
_HEAD = re.compile(
    r"(?:哪(?:些|几|[一二两三四五六七八九十]+)?|什么)(?:个|种|类|所|家|方面|大|项|级|支|条|步|位|样|层|块|门|套)?([\u4e00-\u9fff]{0,8})"
)
_BECOME = re.compile(
    r"(?:建设|打造|建|办|变|做|转型|发展|培育|升级)?(?:成|为|成为)(?:一?个|一?所|一?座)?(?:什么样|怎样|啥样|什么|啥|哪|何种)|(?:往|向|朝)(?:着)?(?:什么|哪个?|哪种)(?:方向|类型)?|(?:目标|定位)是(?:什么|啥)"
)
_ONE_OF_KIND = re.compile(
    r"(?:成|为|成为)(?:一?[个所座家])?(?:什么样?的?|怎样的?|何种|哪种)(?P<noun>[\u4e00-\u9fff]{2,4})[？?]?$"
)
_TO_BECOME = re.compile(
    r"(?<![^，。；\n])[^，。；\n]{2,40}?(?:建设成?为?|打造成?为?|建成|办成|成为|发展成?为?|升级为)(?P<what>[^，。；、\n]{2,30})(?=[，。；])"
)
_STANDS_IN = re.compile(r"(?P<thing>[\u4e00-\u9fff“”]{4,24}?)(?:建|设|办|放|挂|落户|依托)(?:立|置|牌)?(?:在|到|于)?哪")
_OWN_NAME = 4
_LEAST_ONE = 0.3
_SEVERAL_BECOME = re.compile(r"(?:成|为)(?:哪[些几]|哪?[两三四五六七八九十][个大类种项])")

_SORTS = re.compile(r"哪[些几两二三四五六七八九十]?[类种]")


def which_body(r: Reader) -> Found:
    """Which institution: of a kind, in the best sentence; or whose it is."""
    wanted = BODY.search(r.q.text)
    if wanted is None or r.q.asks("u"):
        return None
    kind, noun = wanted.groups()
    several = bool(re.search(r"哪[些几两三四五六七八九十]|有哪|分别|各自", r.q.text))
    if (owner := _owner(r)) is not None:
        return owner
    scored = list(_bodies(r, kind, noun))
    if not scored and (found := _written_body(r, noun)) is not None:
        return found
    if not scored or not _speaks_of(r, noun, [h for _, h, _, _ in scored]):
        return Refusal(f"所收文件没有写明是哪个{noun}", soft=True) if _ONE_BODY.search(r.q.text) else None
    _, hit, best, (start, end) = max(scored, key=lambda one: one[0])
    if _placed_elsewhere(r, r.heading(hit) + hit.text[start:end]):
        return Refusal(f"所收文件没有写明在哪个{noun}", soft=True)
    same = [row for _, h, row, span in scored if h is hit and span == (start, end)]
    chosen = (same or [best]) if several else [best]
    if several and (whole := _list_with(r, hit, chosen)) is not None:
        return r.cut(hit, whole.items, "是", f"查找{hit.label}列举的{noun}")
    if len(chosen) == 1 and _SORTS.search(r.q.text):
        return None  # one school is no several sorts of schools
    values = " ".join(f"<{row['m']}>" for row in chosen)
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ VALUES ?m {{ {values} }} ?m pol:quote ?value ; pol:start ?at }} }} ORDER BY ?at"
    return Plan(sparql, f"查找{hit.label}提到的{noun}", "是", (hit.iri,))


def _placed_elsewhere(r: Reader, said: str) -> bool:
    """Whether a question asks in which body a thing stands that the document names, and the sentence does not."""
    asked = _STANDS_IN.search(r.q.text)
    thing = longest_shared(asked["thing"], r.engine.library.text(r.asked.document), _OWN_NAME) if asked else ""
    return bool(thing) and thing not in said


def _bodies(r: Reader, kind: str, noun: str) -> Iterator[tuple[float, Hit, Row, tuple[int, int]]]:
    """The bodies of a kind that the best provisions name, how well the words around each fit, and its sentence."""
    for place, hit in enumerate(r.leaves(5)):
        for row in _mentions(r, hit, noun):
            name = str(row["name"])
            if name.strip("“”") in r.q.text:
                continue  # what the question names itself is no answer to it
            at = int(row["start"]) - hit.start
            start, end = sentence_at(hit.text, at)
            near = r.fit(hit.text[max(start, at - 40) : min(end, at + 40)])
            like = 0.4 * (len(kind) > 1 and kind in name)
            like += 0.4 * (_NEW.search(r.q.text) is not None and _FOUNDED.search(hit.text[:at]) is not None)
            yield like + near + 0.3 * r.fit(hit.text[start:end]) + 0.3 * (1 - place / 5), hit, row, (start, end)


def _list_with(r: Reader, hit: Hit, chosen: list[Row]) -> Enumeration | None:
    """The list that names all of these and more: some bodies have no name of their own, 新型研发机构."""
    places = [int(row["start"]) - hit.start for row in chosen]
    lists = [one for one in r.lists(hit) if all(any(a <= at < b for a, b in one.items) for at in places)]
    return next((one for one in lists if len(one.items) > len(places) > 1), None)


def _written_body(r: Reader, noun: str) -> Found:
    """A body the graph does not know, by its kind, in the sentence that fits best."""
    pattern = re.compile(
        rf"(?:^|[，。；、和与]|发挥|依托|成立|设立|由|在|向|经)([^和与及的，。；、“”\s]{{2,16}}?{noun})"
    )
    for hit in r.leaves(2):
        start, end = r.sentence(hit)
        for found in pattern.finditer(hit.text, start, end):
            names = any(e.said.strip("“”") in found[1] for e in r.q.entities)
            if r.fit(hit.text[start:end]) > 0.3 and found[1] not in r.q.text and not names:
                return r.cut(hit, [found.span(1)], "是", f"查找{hit.label}提到的{noun}")
    return None


def _speaks_of(r: Reader, noun: str, hits: list[Hit]) -> bool:
    """Whether any of the provisions speaks of more of the question than the kind of body it asks for."""
    rest = r.topic.replace(noun, "").strip()
    if len(rest) < 2:
        return True
    meaning = Meaning(r.engine, rest, r.asked.document)
    return max(meaning.best_sentence(hit.text)[0] for hit in hits) >= _LEAST_REST


def _owner(r: Reader) -> Plan | None:
    if not OWNED.search(r.q.text):
        return None
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT ?e ?name ?p {{ GRAPH <{r.asked.graph}> {{ ?e pol:hostedBy ?h ; skos:prefLabel ?name .
          ?h pol:writtenAs ?value . ?m pol:refersTo ?e ; pol:inProvision ?p }} }}"""
    )
    fitting = {name: r.overlap(name) + _NEAR_NAME * r.near(name) for name in {str(row["name"]) for row in rows}}
    names = sorted(fitting, key=lambda name: (-fitting[name], name))
    fits = [fitting[name] for name in names]
    if not fits or fits[0] < (0.5 if len(fits) > 1 and fits[1] > 0.6 * fits[0] else 0.25):
        return None
    best = next(row for row in rows if str(row["name"]) == names[0])
    sparql = (
        f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ <{best['e']}> pol:hostedBy/pol:writtenAs ?value }} }}"
    )
    return Plan(sparql, f"查找{best['name']}的所属", "属于", (str(best["p"]),))


_LIKE = {
    "机构": r"(?:研究院|研究所|中心|基地|机构|联盟|学院|协会|学会|平台|工坊)$", "学校": r"(?:大学|学院|学校|中学|小学)$",
    "院校": r"(?:大学|学院|学校)$", "高校": r"(?:大学|学院|高校)$", "国家": r"国$|^(?:瑞士|意大利|荷兰|新加坡|日本|加拿大|澳大利亚|俄罗斯|以色列|芬兰|奥地利)$",
    "企业": r"(?:企业|公司|集团)$", "公司": r"(?:企业|公司|集团)$",
}  # fmt: skip


def _mentions(r: Reader, hit: Hit, noun: str) -> list[Row]:
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT DISTINCT ?m ?name ?start {{ GRAPH <{r.asked.graph}> {{ ?m pol:refersTo ?e ; pol:quote ?name ; pol:start ?start
          FILTER(?start >= {hit.start} && ?start < {hit.start + len(hit.text)}) }} }} ORDER BY ?start"""
    )
    pattern = re.compile(_LIKE.get(noun, f"{noun}”?$"))
    return [row for row in rows if pattern.search(str(row["name"]))]


def what_becomes(r: Reader) -> Found:
    """What something is to become."""
    if _SEVERAL_BECOME.search(r.q.text):
        return None
    if not _BECOME.search(r.q.text) or r.q.has("why") or re.search(r"(?:形成|构建|建立)(?:什么|怎样)", r.q.text):
        return None
    names = [e.said for e in r.q.entities] or [re.split(r"要|应|将|建设|打造", r.q.text)[0]]
    for hit in sorted(r.leaves(10), key=lambda h: h.kind == "task"):
        for name in names:
            verb = r"(?:建设成?为?|打造成?为?|建成|办成|成为|转型为|发展成?为?|升级为|向|作为)"
            pattern = re.compile(
                re.escape(name) + rf"[^，。；]{{0,8}}?{verb}([^，。；、]{{2,30}}?)(?:转型|发展)?(?=[，。；])"
            )
            if (found := pattern.search(hit.text)) is not None:
                return r.cut(hit, [found.span(1)], f"{name}要建设成", f"查找{name}的建设目标")
    if (described := _becomes_one(r)) is not None:
        return described
    return _turns_into(r) if re.search(r"[往向朝](?:着)?(?:什么|哪)", r.q.text) else None


def _becomes_one(r: Reader) -> Found:
    """What one that the question only describes is to become, of the kind it names: 把那所师范办成什么样的学校."""
    asked = _ONE_OF_KIND.search(r.q.text)
    ends = kinds_of_name(asked["noun"]) if asked is not None else ()
    found = [
        (r.fit(m[0]) + r.near(m[0]), hit, m.span("what"))
        for hit in r.leaves(6)
        for m in (_TO_BECOME.finditer(hit.text) if ends else ())
        if m["what"].endswith(ends) and m["what"] not in r.q.text
    ]
    best = max(found, key=lambda one: one[0], default=None)
    return r.cut(best[1], [best[2]], "要成为", "查找建设的目标") if best is not None and best[0] >= _LEAST_ONE else None


def _turns_into(r: Reader) -> Found:
    """Where something turns: 向应用型本科转型."""
    for hit in r.leaves(4):
        start, end = r.sentence(hit)
        turns = re.compile(r"[^，。；]*?向([^，。；]{2,16}?)(?:方向)?(?:转型|转变|转化|发展|迈进|延伸)")
        found = max(turns.finditer(hit.text, start, end), key=lambda m: r.fit(m[0]), default=None)
        if found is not None:
            return r.cut(hit, [found.span(1)], "方向是", "查找转变的方向")
    return None


def way_taken(r: Reader) -> Found:
    """What is done in the case the question tells by its number: 企业为2家的，采取议价采购的方式."""
    said = _numbers_said(r.q.text) if _WAY_ASKED.search(r.q.text) else []
    for hit in r.leaves(5) if said else ():
        for found in _WAY_TAKEN.finditer(hit.text):
            if any(number in found[0] for number in said) and r.fit(found[0]) > _LEAST_CASE:
                plan = r.cut(hit, [found.span(1)], "采取", f"查找{hit.label}写明的方式")
                return _with_whether(r.q.text, plan, found[1])
    return None


def _with_whether(question: str, plan: Plan, way: str) -> Plan:
    """A way taken, with yes or no before it where the question first asks whether it is another: 要走招标吗？不的话用什么方式."""
    first = re.match(r"(?P<asked>[^？?]{4,}?)(?:吗|么)[，,？?](?=[^？?]{4,})", question)
    if first is None:
        return plan
    same = longest_shared(way, re.split("[，,]", first["asked"])[-1], 2) != ""
    body = plan.sparql.removeprefix(PREFIX)
    yes = f"{{ BIND({'true' if same else 'false'} AS ?value) BIND(0 AS ?rank) }}"
    sparql = f"{PREFIX}SELECT ?value {{ {yes} UNION {{ {{ {body} }} BIND(1 AS ?rank) }} }} ORDER BY ?rank"
    return replace(plan, sparql=sparql)


def _numbers_said(question: str) -> list[str]:
    """The numbers of a question, as documents write them; 厂家就一个 is 1家.

    >>> _numbers_said("入围的只有2家时怎么办"), _numbers_said("够格的厂家就一个")
    (['2家'], ['1家', '1个', '1名', '1人'])
    """
    found = ["".join(m.split()) for m in re.findall(r"\d+(?:\.\d+)?\s*[\u4e00-\u9fff%]", question)]
    few = re.search(r"(?:就|只有?|仅有?|剩下?)(?P<n>[一两三四五六])[个家名]", question)
    return found + [f"{to_int(few['n'])}{unit}" for unit in "家个名人"] if few is not None else found


def listed_below(r: Reader) -> Found:
    """What a provision lists below, before its numbers are read, where the question asks for things of that kind."""
    return parts_below(r) if _THINGS_ASKED.search(r.q.text) and not r.q.has("when", "money") else None


def parts_below(r: Reader) -> Found:
    """The numbered parts of a provision that says 下列 or 以下: conditions, duties, cases."""
    if not re.search(r"哪[些几两二三四五六七八九十]|什么|分别|几[种类项个]", r.q.text):
        return None
    head = _HEAD.search(r.q.text)
    noun = (head[1] if head else "")[:2]
    scored = []
    for hit in [h for h in r.hits if h.kind in ("clause", "article", "item")][:6]:
        own = hit.text.split("\n")[0]
        if re.search(r"(?:下列|以下|如下)[^。]{0,20}[：:]?$|[：:]$", own) and "\n" in hit.text and not r.undivided(hit):
            scored.append((r.fit(own) + 0.3 * (len(noun) > 1 and noun in own), hit))
    fit, best = max(scored, key=lambda one: one[0], default=(0.0, None))
    if best is None or fit < (0.25 if noun in _PARTS else 0.35):
        return None
    own = best.text.split("\n")[0]
    if noun and any(noun in one.after[:8] and one.end <= len(own) for one in r.lists(best)):
        return None  # 应当考虑甲、乙等因素，对下列客户: the sentence itself lists the 因素
    text = 'REPLACE(?text, "[；。，;]$", "")'
    sparql = f"{PREFIX}SELECT ({text} AS ?value) {{ GRAPH <{r.asked.graph}> {{ <{best.iri}> pol:hasPart ?p . ?p pol:text ?text ; pol:order ?o }} }} ORDER BY ?o"
    return Plan(sparql, f"列出{best.label}的各项", f"{best.label}列出：", (best.iri,), joiner="；")
