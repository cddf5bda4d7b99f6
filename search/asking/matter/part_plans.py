"""Two texts that one document puts in force, side by side: which chapters both have, and where one of them is longer.

两个规定都设了哪些章; 两个规定都有“关于财政税收”一章，哪个的条文更多.
"""

from __future__ import annotations

import re

from search.asking.likeness import likeness
from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal

_BOTH = re.compile(
    r"(?:都|均|同时|共同|共有)[^，。？]{0,8}?(?:章节?|部分|标题|题目|主题)|(?:相同|同样|一样|同名|重复|共同)的?(?:章节?|部分|标题|题目)"
)
_TWO = re.compile(r"[两二]个|[两二]份|[两二]件|[两二]部|两者|二者|双方|和|与|跟|及")
_MORE = re.compile(r"哪[^，。？]{0,16}?(?:条文|条款|条数|条目|条)[^，。？]{0,4}(?P<end>[多少])")
_ONLY = re.compile(
    r"只(?:单列|单设|有|设|写)了?[、，](?P<lacks>[^，。？]{2,30}?)(?:里|中)?(?:没有|没设|未设|不设|缺)|"
    r"只(?:在|有|见于|出现在)(?P<own>[^，。？]{2,30}?)(?:里|中|才)?(?:单列|单设|有|设|出现|写|列|、|，)|(?P<first>[^，。？]{2,30}?)(?:里|中)?(?:有|设了?|单列|单设)[^，。？]{0,6}?(?:而|、|，|但)[^，。？]{2,30}?(?:没有|没设|未设|不设|缺)"
)
_HEADINGS = re.compile(r"章节?|部分|标题|题目|主题|专题")
_COUNT = re.compile(r"(?<![第哪])(?:多少|几)(?:个|章|部分)")
_WHICH = re.compile(r"哪|什么")


def part_plan(r: Reader) -> Found:
    """The chapters of the same heading, or which text has more clauses below one; ``None``: not asked, or one text only."""
    said = r.q.text
    more = _MORE.search(said)
    only = _ONLY.search(said) if _HEADINGS.search(said) and _WHICH.search(said) else None
    if only is not None:
        return _of_one(r, only["own"] or only["first"] or only["lacks"], only["lacks"] is None)
    if not (_BOTH.search(said) or (more and re.search("[章部]", said))) or not _TWO.search(said):
        return None
    titles = _titles(r)
    common = [title for title, parts in titles.items() if len(parts) == len("ab")]
    if not common:
        return None
    if more is not None:
        named = [title for title in common if title in said or title.removeprefix("关于") in said]
        return _longer(r, named[0], titles[named[0]], more["end"] == "多") if len(named) == 1 else None
    return _same(r, bool(_COUNT.search(said)) and not _WHICH.search(_COUNT.sub("", said)))


def _of_one(r: Reader, said: str, has: bool) -> Found:
    """The headings that only the text of that name has, or only the other."""
    texts = r.engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?part ?name {{ GRAPH <{r.asked.graph}> {{ ?s a pol:Section ; pol:partOf+ ?part . ?part pol:title ?name ; a ?k "
        "FILTER(?k IN (pol:Part, pol:Annex)) } }"
    )
    ranked = sorted(
        ((likeness(said, "".join(str(row["name"]).split())), str(row["part"])) for row in texts), reverse=True
    )
    if len(ranked) != len("ab") or ranked[0][0] <= ranked[1][0]:
        return None
    part, other = (ranked[0][1], ranked[1][1]) if has else (ranked[1][1], ranked[0][1])
    body = (
        f"?s a pol:Section ; pol:title ?value ; pol:order ?o ; pol:partOf+ <{part}> "
        f"FILTER NOT EXISTS {{ ?x a pol:Section ; pol:title ?value ; pol:partOf+ <{other}> }}"
    )
    sparql = f"{PREFIX}SELECT ?value (?s AS ?t) {{ GRAPH <{r.asked.graph}> {{ {body} }} }} ORDER BY ?o"
    return Plan(sparql, "比较两个文本的章节标题", "只在其中的是", evidence_query=sparql)


def _titles(r: Reader) -> dict[str, tuple[str, ...]]:
    """The headings of chapters, each with the texts that have one called so."""
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?title ?part {{ GRAPH <{r.asked.graph}> {{ ?s a pol:Section ; pol:title ?title ; pol:partOf+ ?part ; pol:order ?o . "
        "?part a ?k FILTER(?k IN (pol:Part, pol:Annex)) } } ORDER BY ?o"
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        title = str(row["title"])
        found[title] = tuple(dict.fromkeys((*found.get(title, ()), str(row["part"]))))
    return found


_HELD = "?s a pol:Section ; pol:title ?title ; pol:partOf+ ?part . ?part a ?k FILTER(?k IN (pol:Part, pol:Annex))"


def _same(r: Reader, number: bool) -> Plan:
    """The headings that stand in two texts."""
    inner = f"SELECT ?title (MIN(?o) AS ?first) {{ {_HELD} ?s pol:order ?o }} GROUP BY ?title HAVING(COUNT(DISTINCT ?part) > 1)"
    shown = "(COUNT(?title) AS ?value)" if number else "(?title AS ?value)"
    order = "" if number else " ORDER BY ?first"
    sparql = f"{PREFIX}SELECT {shown} {{ GRAPH <{r.asked.graph}> {{ {{ {inner} }} }} }}{order}"
    evidence = f"{PREFIX}SELECT DISTINCT (?s AS ?t) {{ GRAPH <{r.asked.graph}> {{ {{ {inner} }} ?s a pol:Section ; pol:title ?title ; pol:order ?o }} }} ORDER BY ?o"
    return Plan(sparql, "比较各个文本的章节标题", "都有的是", unit="个" if number else None, evidence_query=evidence)


def _longer(r: Reader, title: str, parts: tuple[str, ...], most: bool) -> Plan:
    """Which of two texts has more clauses below the heading."""
    counts = " ".join(
        f"{{ SELECT (COUNT(DISTINCT ?x{i}) AS ?n{i}) {{ GRAPH <{r.asked.graph}> {{ ?s{i} a pol:Section ; pol:title {text_literal(title)} ; pol:partOf+ <{part}> . "
        f"?x{i} pol:partOf+ ?s{i} ; a ?k{i} FILTER(?k{i} IN (pol:Clause, pol:Article)) }} }} }}"
        for i, part in enumerate(parts)
    )
    names = " ".join(f"GRAPH <{r.asked.graph}> {{ <{part}> pol:title ?v{i} }}" for i, part in enumerate(parts))
    winner, numbers = more_of_two(("?v0", "?v1"), most, "条")
    sparql = f"{PREFIX}SELECT ?value ?value2 {{ {counts} {names} BIND({winner} AS ?value) BIND({numbers} AS ?value2) }}"
    evidence = f"{PREFIX}SELECT (?s AS ?t) {{ GRAPH <{r.asked.graph}> {{ ?s a pol:Section ; pol:title {text_literal(title)} ; pol:order ?o }} }} ORDER BY ?o"
    return Plan(sparql, f"比较各文本“{title}”的条数", "比较结果：", evidence_query=evidence)
