"""Plans that read numbers, bodies, lists and wordings out of the best provisions."""

from __future__ import annotations

import re

from kg.numerals import to_int
from kg.store import Row
from search.hits import Hit
from search.plan import Plan
from search.reader import Found, Reader
from search.sets import PREFIX
from search.spans import Enumeration, enumerations, sentences

BODY = re.compile(
    r"哪[一几]?[家所个座类些]?(?:研究)?(大学|学院|学校|院校|机构|中心|基地|平台|联盟|研究院|企业|单位|国家|组织|计划|工程|项目|行动)"
)


_HEAD = re.compile(r"哪(?:些|几|[一二两三四五六七八九十]+)?(?:个|种|类|所|家|方面|大|项|级)?([\u4e00-\u9fff]{0,8})")


_COUNT_OF = re.compile(
    r"(?:哪|这|的)([一二两三四五六七八九十])(?:个|种|类|所|家|方面|大|项|级|支|条|步|位)|([一二两三四五六七八九十])(?:个|种|类|级|大)?(?:阶段|方面|形式|部分|环节)(?:是|叫|指|分别)"
)


_MEASURED = re.compile(
    r"(?:多少|几)(?:个|的)?(家|所|个|项|倍|年|级|批|名|人|万|亿|%|％|成|种|阶段|步|位|元|公里|户|张|次|天|日|月|周|分|门|套|座|处|条|辆|台|亩|吨)?"
)


_BECOME = re.compile(r"(?:建设|打造|建成|成为|办成|转型|发展)(?:成|为|成为)?(?:什么|怎样|啥|哪)")


def quantity(r: Reader) -> Found:
    """A number: the target whose words, unit and kind fit best."""
    if not r.q.wants("number"):
        return None
    rows = _targets(r)
    best = max(rows, key=lambda row: _fit(r, row), default=None)
    if best is None or _fit(r, best) < 0.35:
        return None
    bound = "?value"
    g, iri = r.asked.graph, best["t"]
    if best["comparator"] == "range":
        bound = '(CONCAT(STR(?low), "至", STR(?high)) AS ?value)'
        body = f"<{iri}> pol:minimum ?low ; pol:maximum ?high"
    else:
        body = f"<{iri}> pol:{'maximum' if best['comparator'] == '<=' else 'minimum'} ?value"
    sparql = f"{PREFIX}SELECT {bound} {{ GRAPH <{g}> {{ {body} }} }}"
    return Plan(
        sparql,
        f"查找“{best['subject']}”的数量",
        f"“{best['quote']}”，即",
        (str(best["p"]),),
        unit=str(best.get("unit", "")),
    )


def _targets(r: Reader) -> list[Row]:
    values = " ".join(f"<{h.iri}>" for h in r.hits)
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT ?t ?p ?subject ?quote ?unit ?comparator ?kind {{ GRAPH <{r.asked.graph}> {{
          VALUES ?p {{ {values} }} ?p pol:setsTarget ?t . ?t pol:subject ?subject ; pol:quote ?quote ;
          pol:comparator ?comparator ; pol:targetKind ?kind OPTIONAL {{ ?t pol:unitOfMeasure ?unit }} }} }}"""
    )
    return [row for row in rows if row["kind"] != "ordinal"]


def _fit(r: Reader, row: Row) -> float:
    """How well a target answers: words in common, rank of its provision, its unit, its kind."""
    place = next(i for i, h in enumerate(r.hits) if h.iri == row["p"])
    fit = r.overlap(f"{row['subject']}{row['quote']}") + 0.5 * (1 - place / len(r.hits))
    unit, asked = str(row.get("unit", "")), _MEASURED.search(r.q.text)
    wanted = asked[1] if asked else None
    if wanted and wanted != "个":
        fit += 0.5 if wanted in unit else -0.35
    if re.search(r"比例|占比|百分", r.q.text):
        fit += 0.4 if "%" in unit else -0.2
    if row["kind"] == "structure":
        fit -= 0.15
    if row["kind"] == "baseline":
        fit += 0.4 if re.search(r"现行|目前|原|基数|调控线", r.q.text) else -0.3
    if re.search(r"再|增加|上限|最多|不超过|以内|封顶", r.q.text):
        fit += 0.15 if row["comparator"] == "<=" else 0.0
    return fit


def which_body(r: Reader) -> Found:
    """Which institution: of a kind, in the best sentence; or whose it is."""
    wanted = BODY.search(r.q.text)
    if wanted is None:
        return None
    noun = wanted[1]
    several = bool(re.search(r"哪[些几]", r.q.text))
    if (owner := _owner(r)) is not None:
        return owner
    for hit in r.leaves(4):
        found = _mentions(r, hit, noun)
        if not found:
            continue
        ranked = sorted(found, key=lambda row: -_near(r, hit, int(row["start"])))
        chosen = found if several else ranked[:1]
        if several:
            best = max(sentences(hit.text), key=lambda s: r.overlap(hit.text[s[0] : s[1]]))
            inside = [m for m in found if best[0] <= int(m["start"]) - hit.start < best[1]]
            chosen = inside or chosen
        values = " ".join(f"<{row['m']}>" for row in chosen)
        sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ VALUES ?m {{ {values} }} ?m pol:quote ?value ; pol:start ?at }} }} ORDER BY ?at"
        return Plan(sparql, f"查找{hit.label}提到的{noun}", "是", (hit.iri,))
    return None


def _owner(r: Reader) -> Plan | None:
    if not re.search(r"是哪(?:所|个|家)[^，。]{0,6}的[？?]?$|隶属|属于哪|归哪(?:所|个)(?:学校|大学)", r.q.text):
        return None
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT ?e ?name ?p {{ GRAPH <{r.asked.graph}> {{ ?e pol:hostedBy ?h ; skos:prefLabel ?name .
          ?h pol:writtenAs ?value . ?m pol:refersTo ?e ; pol:inProvision ?p }} }}"""
    )
    topic = r.topic.split(" ")[0]
    fitting = [row for row in rows if topic in str(row["name"])]
    if not fitting:
        return None
    e = fitting[0]
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ <{e['e']}> pol:hostedBy/pol:writtenAs ?value }} }}"
    return Plan(sparql, f"查找{e['name']}的所属", "属于", (str(e["p"]),))


def _mentions(r: Reader, hit: Hit, noun: str) -> list[Row]:
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT DISTINCT ?m ?name ?start {{ GRAPH <{r.asked.graph}> {{ ?m pol:inProvision <{hit.iri}> ;
          pol:refersTo ?e ; pol:quote ?name ; pol:start ?start }} }} ORDER BY ?start"""
    )
    like = {"机构": r"(?:研究院|研究所|中心|基地|机构|联盟|学院)$", "学校": r"(?:大学|学院|学校)$", "院校": r"(?:大学|学院|学校)$",
            "国家": r"国$|^瑞士$|^意大利$|^荷兰$|^新加坡$|^日本$|^加拿大$|^澳大利亚$", "计划": r"计划”?$", "工程": r"工程”?$", "行动": r"行动”?$"}  # fmt: skip
    pattern = re.compile(like.get(noun, f"{noun}”?$"))
    return [row for row in rows if pattern.search(str(row["name"]))]


def _near(r: Reader, hit: Hit, start: int) -> float:
    at = start - hit.start
    return r.overlap(hit.text[max(0, at - 30) : at + 30])


def what_becomes(r: Reader) -> Found:
    """What something is to become."""
    if not _BECOME.search(r.q.text):
        return None
    names = [e.said for e in r.q.entities] or [re.split(r"要|应|将|建设|打造", r.q.text)[0]]
    for hit in sorted(r.leaves(10), key=lambda h: h.kind == "task"):
        for name in names:
            pattern = re.compile(
                re.escape(name)
                + r"[^，。；]{0,6}?(?:建设成?为?|打造成?|建成|成为|向)([^，。；]{2,30}?)(?:转型|发展)?(?=[，。；])"
            )
            if (found := pattern.search(hit.text)) is not None:
                return r.cut(hit, [found.span(1)], f"{name}要建设成", f"查找{name}的建设目标")
    return None


def which_items(r: Reader) -> Found:
    """The list of the best sentence: as many items as the question says, of the kind it names."""
    if not r.q.wants("which", "called"):
        return None
    number = None
    if (counted := _COUNT_OF.search(r.q.text)) is not None:
        number = to_int(next(g for g in counted.groups() if g))
    head = _HEAD.search(r.q.text)
    noun = (head[1] if head else "").strip("的")[:4]
    best: tuple[float, Hit, Enumeration] | None = None
    for place, hit in enumerate(r.leaves(6)):
        for listed in enumerations(hit.text):
            around = hit.text[max(0, listed.start - 20) : listed.end + 12]
            fit = r.overlap(around) + 0.35 * (1 - place / 6)
            if number is not None:
                fit += 0.6 if len(listed.items) == number else -0.3
            if noun and any(noun[i : i + 2] in listed.after for i in range(max(len(noun) - 1, 1))):
                fit += 0.3
            if best is None or fit > best[0]:
                best = (fit, hit, listed)
    if best is None or best[0] < 0.3:
        return None
    _, hit, listed = best
    return r.cut(hit, listed.items, "包括", f"查找{hit.label}列举的内容")


def wording(r: Reader) -> Found:
    """What a thing is called: the object of the best measure."""
    if not r.q.wants("called", "which"):
        return None
    values = " ".join(f"<{h.iri}>" for h in r.leaves(3))
    rows = r.engine.library.store.select(
        f"""{PREFIX}SELECT DISTINCT ?m ?p ?object ?quote {{ GRAPH <{r.asked.graph}> {{ VALUES ?p {{ {values} }}
          ?p pol:hasMeasure ?m . ?m pol:object ?object ; pol:quote ?quote }} }}"""
    )
    order = [h.iri for h in r.leaves(3)]
    best = max(rows, key=lambda row: r.overlap(str(row["quote"])) - 0.1 * order.index(str(row["p"])), default=None)
    if best is None:
        return None
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ <{best['m']}> pol:object ?value }} }}"
    return Plan(sparql, "查找相应的措施", "原文是", (str(best["p"]),))
