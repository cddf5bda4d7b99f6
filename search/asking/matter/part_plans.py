"""Two texts that one document puts in force, side by side: which chapters both have, and where one of them is longer.

两个规定都设了哪些章; 两个规定都有“关于财政税收”一章，哪个的条文更多.
"""

from __future__ import annotations

import re

from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal

_BOTH = re.compile(
    r"(?:都|均|同时|共同|共有)[^，。？]{0,8}?(?:章节?|部分|标题|题目|主题)|(?:相同|同样|一样|同名|重复|共同)的?(?:章节?|部分|标题|题目)"
)
_TWO = re.compile(r"[两二]个|[两二]份|[两二]件|[两二]部|两者|二者|双方|和|与|跟|及")
_MORE = re.compile(r"哪[^，。？]{0,16}?(?:条文|条款|条数|条目|条)[^，。？]{0,4}(?P<end>[多少])")
_COUNT = re.compile(r"(?<![第哪])(?:多少|几)(?:个|章|部分)")
_WHICH = re.compile(r"哪|什么")


def part_plan(r: Reader) -> Found:
    """The chapters of the same heading, or which text has more clauses below one; ``None``: not asked, or one text only."""
    said = r.q.text
    more = _MORE.search(said)
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
