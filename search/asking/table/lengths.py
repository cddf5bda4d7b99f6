"""Which of two lists is longer, by how many items: the items below two provisions, or the provisions of two parts.

应当强化尽职调查的情形和可以采取的措施，哪一个列的项数更多; 六个部分里条数最少的是哪个部分，有几条.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.asking.likeness import likeness, longest_shared
from search.asking.matter.opening import without_opening
from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal

_ASKED = re.compile(
    r"(?:哪|谁)[^，。？]{0,14}?(?P<measure>[项条]|(?<!哪)(?<!哪一)(?<!哪个)部分|章)(?:数|目|款|文)?[^，。？]{0,4}(?P<end>[多少])|"
    r"(?:哪|谁)[^，。？]{0,12}?(?:更|较)(?P<other>[多少])[^？]{0,8}[各分][^？]{0,4}[几多少]+(?P<counted>[项条])"
)
_MOST = re.compile(
    r"(?P<noun>部分|章)[^，。]{0,16}?(?:条目|条款|条文|条数|内容|措施|条)(?:数量?)?最(?P<end>[多少])|"
    r"条(?:目|款|文|数)?(?:数量?)?最(?P<last>[多少])的?[^，。]{0,6}(?:部分|章)"
)
_NUMBER = re.compile(r"(?:几|多少)[条项]")
_OTHERS = re.compile(r"单位|部门|任务|机构|分数|金额")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_JOINED = re.compile(r"以及|[和与及跟同、]|还是|，")
_TAIL = re.compile(
    r"(?:这?[两二]?[个条项份]?(?:部分|规定|清单|列表|文件|章|条)?(?:相比(?:较|之下)?|比较|对比|比)|[，、])+$"
)
_LEAD = re.compile(r"^.*?(?:分别)?(?:列了|列出了?|列举了?|规定了|给出了?|里的?，?|中的?，?|的，)")
_LEAST, _MOST_JOINERS, _LEAST_SHARED, _LEAST_ITEMS = 0.5, 6, 4, 2
_RUN = 0.05
"""What the longest run counts beside the pairs of characters."""
_TIE = 0.04
_TWO_TEXTS = re.compile(r"两[个份件部][^，。？]{0,8}(?:文件|规定|办法|附件|方案|细则|条例|意见|规范)")
_OUTER = "FILTER NOT EXISTS { ?t pol:partOf+ ?up . ?up a pol:Section }"
"""A section of a chapter is none of the parts of the text."""
_PARTS = ("部分", "章")
_HEADED = "?x a pol:Section ; pol:partOf ?p FILTER(?p != ?x)"
_BELOW = (
    "{ ?x a pol:Item ; pol:partOf ?p . ?p a ?kind FILTER(?kind IN (pol:Clause, pol:Article, pol:Item, pol:Section)) } UNION "
    "{ ?x a ?sort ; pol:partOf+ ?p FILTER(?sort IN (pol:Clause, pol:Article)) ?p a ?kind FILTER(?kind IN (pol:Section, pol:Part, pol:Annex)) }"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A provision with provisions below it; ``said``: its heading, or its words before them."""

    iri: str
    said: str
    title: bool
    text: str = ""
    """Its words before what stands below it."""

    def name(self, part: str) -> str:
        """The heading, or what the question and the provision both say."""
        if self.title:
            return self.said
        return longest_shared(part, self.said).strip("的")


def length_plan(r: Reader) -> Found:
    """The longer (shorter) of two lists, or the part with most (fewest) provisions; ``None``: not asked, or not found."""
    said = without_opening(r.q.text, r.asked.document_title)
    units = any(unit.said in said for unit in r.q.units)
    if _OTHERS.search(_QUOTED.sub("", said)):
        return None
    if not units and (most := _MOST.search(said)) is not None:
        return _longest(r, (most["end"] or most["last"]) == "多")
    asked = _ASKED.search(said)
    if asked is None:
        return None
    holders = _holders(r)
    pair = (None if units else _pair(said[: asked.start()], holders)) or _both_texts(r.q.text, holders)
    if pair is None:
        return None
    measure = asked["measure"] or asked["counted"]
    measure = "个" if measure in _PARTS else measure
    return _compared(r, pair, (asked["end"] or asked["other"]) == "多", measure)


def _holders(r: Reader) -> list[Holder]:
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT ?p ?title ?text (COUNT(DISTINCT ?x) AS ?n) {{ GRAPH <{r.asked.graph}> {{ {_BELOW} "
        "OPTIONAL { ?p pol:title ?title } OPTIONAL { ?p pol:text ?text } } } GROUP BY ?p ?title ?text"
    )
    found = []
    for row in rows:
        title = re.sub(r"\s", "", str(row.get("title") or ""))
        if int(row["n"]) < _LEAST_ITEMS and not re.search(r"/section/\d+$", str(row["p"])):
            continue  # one item is no list, but one provision may be all of a part
        lead = str(row.get("text") or "")[-80:]
        found.append(Holder(str(row["p"]), title or lead, bool(title), lead))
    return [one for one in found if one.said]


def _pair(said: str, holders: list[Holder]) -> tuple[tuple[Holder, str], tuple[Holder, str]] | None:
    """The two provisions whose words the question says on either side of a joiner."""
    said = _TAIL.sub("", said)
    bare = _LEAD.sub("", said, count=1)
    best: tuple[float, tuple[tuple[Holder, str], tuple[Holder, str]] | None] = (0.0, None)
    for text in dict.fromkeys((said, bare)):
        for joiner in list(_JOINED.finditer(text))[-_MOST_JOINERS:]:
            parts = [text[: joiner.start()].strip("“”"), text[joiner.end() :].strip("“”")]
            if min(map(len, parts)) < _LEAST_SHARED:
                continue
            sides = _sides(said, parts, holders)
            score = min(fit for fit, _ in sides)
            if score > best[0] and sides[0][1] != sides[1][1]:
                a, b = ((holders[i], part) for (_, i), part in zip(sides, parts, strict=True))
                best = score, (a, b)
    return best[1] if best[0] >= _LEAST else None


def _sides(said: str, parts: list[str], holders: list[Holder]) -> list[tuple[float, int]]:
    """The best provision of each part; of two as good the pair that stands together, then whose words the question says."""
    scored = [[(_fit(one, part), i) for i, one in enumerate(holders)] for part in parts]
    tops = [max(scores, default=(0.0, 0))[0] for scores in scored]
    first, second = ([one for one in s if one[0] > top - _TIE] for s, top in zip(scored, tops, strict=True))
    if len(first) == len(second) == 1 or not first or not second:
        return [max(scores, default=(0.0, 0)) for scores in scored]
    said = said + "，"

    def weight(pair: tuple[tuple[float, int], tuple[float, int]]) -> tuple[bool, float, float]:
        a, b = (holders[i] for _, i in pair)
        together = a.iri.rpartition("/")[0] == b.iri.rpartition("/")[0] and a.iri != b.iri
        return together, likeness(a.text, said) + likeness(b.text, said), pair[0][0] + pair[1][0]

    pairs: list[tuple[tuple[float, int], tuple[float, int]]] = [(x, y) for x in first for y in second]
    best = max(pairs, key=weight)
    return list(best)


def _both_texts(said: str, holders: list[Holder]) -> tuple[tuple[Holder, str], tuple[Holder, str]] | None:
    """The two texts that one document puts in force: 印发的两个规定."""
    texts = [one for one in holders if re.search(r"/(?:part|annex)/\d+$", one.iri) and one.title]
    if len(texts) != len("ab") or not _TWO_TEXTS.search(said):
        return None
    return (texts[0], texts[0].said), (texts[1], texts[1].said)


def _fit(one: Holder, part: str) -> float:
    """How much of the words the provision holds; a heading said in full is the one meant."""
    if one.title and one.said in part:
        return 1.0 + len(one.said) / 100
    words = f"{one.said}{one.text if one.title else ''}"
    run = len(longest_shared(part, words)) / max(len(part), 1)  # 甲基地 is not 甲示范基地, though it has the same pairs
    return likeness(part, words) + _RUN * run


def _count(r: Reader, iri: str, name: str, counted: str, of: str) -> str:
    below = (
        (_HEADED if of == "个" else _BELOW)
        .replace("?x", f"?x{counted}")
        .replace("?p", "?p" + counted)
        .replace("?kind", f"?kind{counted}")
    )
    below = below.replace("?sort", f"?sort{counted}")
    return f"SELECT (COUNT(DISTINCT ?x{counted}) AS ?{name}) {{ GRAPH <{r.asked.graph}> {{ VALUES ?p{counted} {{ <{iri}> }} {below} }} }}"


def _compared(r: Reader, pair: tuple[tuple[Holder, str], tuple[Holder, str]], most: bool, measure: str) -> Plan:
    (a, said_a), (b, said_b) = pair
    winner, numbers = more_of_two((text_literal(a.name(said_a)), text_literal(b.name(said_b))), most, measure)
    counts = f"{{ {_count(r, a.iri, 'n0', 'a', measure)} }} {{ {_count(r, b.iri, 'n1', 'b', measure)} }}"
    sparql = f"{PREFIX}SELECT ?value ?value2 {{ {counts} BIND({winner} AS ?value) BIND({numbers} AS ?value2) }}"
    return Plan(
        sparql, f"比较“{a.name(said_a)}”与“{b.name(said_b)}”的{measure}数", "比较结果：", (_quoted(r, a), _quoted(r, b))
    )


def _quoted(r: Reader, one: Holder) -> str:
    """What is quoted for it: itself, or, where a text of a document is no provision, the first below it."""
    if one.iri in r.engine.by_iri:
        return one.iri
    return next((p.iri for p in r.engine.passages if p.iri.startswith(f"{one.iri}/")), one.iri)


def _longest(r: Reader, most: bool) -> Plan:
    """The part of the text with the most provisions, or the fewest; with their number where that is asked."""
    inner = (
        "{ SELECT ?t (COUNT(DISTINCT ?x) AS ?n) { ?t a pol:Section . ?x pol:partOf+ ?t ; a ?k "
        f"FILTER(?k IN (pol:Clause, pol:Article)) {_OUTER} }} GROUP BY ?t ORDER BY {'DESC' if most else 'ASC'}(?n) LIMIT 1 }}"
    )
    number = 'BIND(CONCAT(STR(?n), "条") AS ?value2)' if _NUMBER.search(r.q.text) else ""
    shown = f"?t pol:citationLabel ?value OPTIONAL {{ ?t pol:title ?label }} {number}"
    sparql = f"{PREFIX}SELECT ?value {'?value2 ' if number else ''}?label ?t {{ GRAPH <{r.asked.graph}> {{ {inner} {shown} }} }}"
    told = f"条文最{'多' if most else '少'}的部分"
    return Plan(sparql, f"查找{told}", f"{told}是", evidence_query=sparql)
