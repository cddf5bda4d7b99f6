"""Whether one part of a document speaks of a thing, and which provisions do besides one that is set aside.

附件1里有没有提到学分银行, 这件事附件1里也有吗，是第几项; 除了专讲国际化的那一条，还有哪些条提到鲁班工坊.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from search.asking.build.structure_words import Place, annex_of_list, headed
from search.asking.likeness import likeness
from search.asking.link import Meaning
from search.asking.plan import Found, Plan
from search.asking.question import parse
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.table.pointing import Provisions
from search.passages import Passage

_PLACE = re.compile(
    r"(?P<annex>附件[一二三12\d](?:的?[\u4e00-\u9fff]{0,8}清单)?|[\u4e00-\u9fff]{0,6}(?:清单|支持政策))|(?P<opening>引言|序言|前言|导语|(?:文件|意见|正文)?开头(?:那一?段(?:话)?|部分)?)|(?P<body>正文)"
)
_YES = re.compile(
    r"(?P<verb>[列提写说讲收])没(?P=verb)(?:到|过|进)?|有没有|有无|是否|是不是|吗(?=[，。？?]|$)|没有(?=[，？?]|$)"
)
_SAID_OR_NOT = re.compile(r"(?P<verb>[列提写说讲收])没(?P=verb)")
_SPEAKS = re.compile(
    r"提到|提及|提过|说到|说过|讲到|讲过|谈到|写到|写进|写入|写着?|出现|涉及|点到|点名|列入|列进|列出|列着?|收录|包含|包括|含|见于|对应|落到|落在"
)
_HELD = re.compile(r"(?:也|都|还|同样)(?:有|在列|在内)")
_WHICH = re.compile(r"第?几[项条]|(?:排|列|是)第几|哪一?[些几]?[项条]|(?:序号|编号)")
_IF_SO = re.compile(
    r"[，。？?；]*(?:如果|若|要是|假如)?(?:真|确实)?(?:有|[列提写说讲收](?:了|到|过))(?:的话)?，?(?:那)?(?:是|在|排|列|分别)*(?:第?几|哪).*$|[，。？?；]+(?:是|在|排|列|分别)*(?:第?几|哪).*$"
)
_SMALL = re.compile(
    r"请问|这(?:一|件|个)?(?:事|说法|内容|提法)?|那(?:一|件|个)?(?:事|说法)|关于|有关|相关|的|了|过|里面?|中|上|内|当中|也|都|还|在|是|被|曾|把|到|任何|一处|地方|内容|事项|条目|这?一?项|词|字样|呢|[，。？?：:、]"
)
_BESIDES = re.compile(
    r"^(?P<lead>[^，]{0,12}?，)?(?:除(?:了|去|开)?|撇开|抛开|不算|去掉)(?P<out>[^，？]{3,40}?)(?:以外|之外|外|不算|不说)?，(?P<rest>[^？]*(?:哪[些几两三四]|哪一?条|第?几[条个])[^？]*)[？?]?$"
    r"|^(?P<first>[^？]*哪[些几两三四][^？]*?)[，（(](?:除(?:了|去|开)?|不算|不含|不包括|撇开)(?P<behind>[^，？）)]{3,40}?)(?:以外|之外|外|除外)?[）)]?[？?]?$"
)
_CLAUSES = re.compile(r"条款?|条文|部分|章")
_LEAD = re.compile(r"^(?:那么?|文件|意见|正文|全文|文中|里|中|还|另外|其他|别的|都|又|再|有)+")
_TOLD = re.compile(
    r"^(?:专门|专|主要|重点)*(?:讲|说|谈|写|论|关于|有关|规定|涉及)?(?:到|的|了)?|(?:的|那|这|该)*(?:一)?(?:条款?|条文|部分|章)$"
)
_LEAST_LIKE, _LEAST_FIT, _LOOKED_AT = 0.6, 0.75, 4


# ---------------------------------------------------------------------------------------- besides one
def besides_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """The provisions a question asks for without those it sets aside; ``again`` answers the question without these words."""
    found = _BESIDES.search(r.q.text)
    said = (found["out"] or found["behind"]) if found is not None else ""
    if found is None or r.q.units or not _CLAUSES.search(said) or not _CLAUSES.search(r.q.text.replace(said, "")):
        return None
    out = _set_aside(r, said)
    if not out:
        return None
    rest = f"{found['lead'] or ''}{_LEAD.sub('', found['rest'])}" if found["rest"] else found["first"]
    plan = again(f"{re.sub('哪一?条', '哪些条', rest)}？")
    if not isinstance(plan, Plan) or plan.boolean or not set(r.values(plan)) & set(out):
        return None
    inner = plan.sparql.removeprefix(PREFIX)
    names = ", ".join(map(text_literal, out))
    sparql = f"{PREFIX}SELECT * {{ {{ {inner} }} FILTER(STR(?value) NOT IN ({names})) }}"
    told = f"{plan.interpretation}，{'、'.join(out)}除外"
    evidence = sparql if plan.evidence_query == plan.sparql else plan.evidence_query
    return replace(plan, sparql=sparql, interpretation=told, evidence_query=evidence)


def _set_aside(r: Reader, said: str) -> list[str]:
    """The labels of the clauses set aside: by number, by the part they lie in, by what they say."""
    numbers, sections = r.about(said).q.clauses, r.about(said).q.sections
    if not (numbers or sections):
        sort = "s" if re.search("部分|章", said) else "c"
        number = Provisions(r).closest(sort, _TOLD.sub("", said))
        told = () if number is None else (number,)
        numbers, sections = (told, ()) if sort == "c" else ((), told)
    where = f"?x pol:number ?n FILTER(?n IN ({', '.join(map(str, numbers))}))"
    if sections:
        inside = ", ".join(map(str, sections))
        where = f"?x pol:partOf+ ?s . ?s a pol:Section ; pol:number ?n FILTER(?n IN ({inside}))"
    body = f"?x a ?k ; pol:citationLabel ?l . {where} FILTER(?k IN (pol:Clause, pol:Article))"
    rows = r.engine.library.store.select(f"{PREFIX}SELECT ?l {{ GRAPH <{r.asked.graph}> {{ {body} }} }}")
    return [str(row["l"]) for row in rows]


# ---------------------------------------------------------------------------------------- whether a part says it
@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document: what it is called, and its provisions."""

    told: str
    inside: tuple[Passage, ...]


def mention_plan(r: Reader) -> Found:
    """Whether the part of the document that is named speaks of the thing, and where; ``None``: not asked so."""
    text = r.q.text
    place = _PLACE.search(text)
    if (
        place is None
        or _YES.search(text) is None
        or not (_SPEAKS.search(text) or _HELD.search(text) or _SAID_OR_NOT.search(text))
    ):
        return None
    if any(not place.start() <= u.start < place.end() for u in r.q.units):
        return None
    part = _part(r, place)
    asked = _IF_SO.sub("", text.replace(place[0], "，"))
    said = _SMALL.sub(" ", _SPEAKS.sub(" ", _HELD.sub(" ", _YES.sub(" ", asked)))).split()
    thing = _thing(r, said)
    if part is None or not thing or re.search("哪|几|多少|谁|什么", thing):
        return None
    held = holding(r, part, thing)
    if not held and thing not in r.engine.library.text(r.asked.document):
        return None
    return _plan(r, part, thing, held, _WHICH.search(text.replace(place[0], "")) is not None)


def _thing(r: Reader, said: Sequence[str]) -> str:
    """What is looked for: the one quoted word or name, else the words that are left."""
    names = list(dict.fromkeys([*r.q.quoted, *(e.said.strip("“”") for e in r.q.entities)]))
    left = "".join(said).strip("“”")
    return names[0] if len(names) == 1 and len(left) <= len(names[0]) + 2 else left if len(said) else ""


def part_of(r: Reader, said: str) -> Part | None:
    """The part that some words name."""
    if (place := _PLACE.search(said)) is not None:
        return _part(r, place)
    sections = parse(said, r.names).sections
    if not sections:
        return None
    where = f"?x pol:partOf* ?se . {Place(sections, anywhere=any(p.annexed for p in headed(r))).pattern()}"
    rows = r.engine.library.store.select(f"{PREFIX}SELECT DISTINCT ?x {{ GRAPH <{r.asked.graph}> {{ {where} }} }}")
    below = {str(row["x"]) for row in rows}
    inside = [p for p in r.engine.passages if p.document == r.asked.document and p.iri in below]
    return Part(said, tuple(inside)) if inside else None


def _part(r: Reader, place: re.Match[str]) -> Part | None:
    passages = [p for p in r.engine.passages if p.document == r.asked.document]
    if place["opening"]:
        inside = [p for p in passages if p.kind == "preamble"]
        return Part("引言", tuple(inside)) if inside else None
    if place["body"]:
        inside = [p for p in passages if p.kind in ("clause", "article")]
        return Part("正文", tuple(inside)) if inside else None
    annex = annex_of_list(place["annex"], headed(r))
    if annex is None:
        return None
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT ?x {{ GRAPH <{r.asked.graph}> {{ ?x pol:partOf+ <{annex.iri}> }} }}"
    )
    below = {str(row["x"]) for row in rows}
    inside = [p for p in passages if p.iri in below]
    return Part(annex.title or place["annex"], tuple(inside)) if inside else None


def holding(r: Reader, part: Part, thing: str) -> list[Passage]:
    """The provisions that say it in these words; else the one that says the same in others."""
    held = [p for p in part.inside if thing in f"{p.title or ''}{p.text}"]
    if held:
        return held
    kinds = tuple(dict.fromkeys(p.kind for p in part.inside))
    hits = r.engine.search(thing, k=_LOOKED_AT, kinds=kinds, documents=(r.asked.document,)).hits
    best = next(iter(Meaning(r.engine, thing).rank(hits)), None)
    if best is None or (likeness(thing, best.hit.text) < _LEAST_LIKE and best.fit < _LEAST_FIT):
        return []
    return [p for p in part.inside if p.iri == best.hit.iri]


def _plan(r: Reader, part: Part, thing: str, held: Sequence[Passage], which: bool) -> Plan:
    """Yes or no, counted over the provisions of the part; with the labels of those that say it."""
    quoted = held if held else [*held, *part.inside][:2]
    rows = " ".join(f"<{p.iri}>" for p in part.inside)
    own = " ".join(f"<{p.iri}>" for p in held)
    says = f"?x pol:text|pol:title ?w FILTER(CONTAINS(?w, {text_literal(thing)}))"
    body = (
        f"VALUES ?x {{ {rows} }} {says}"
        if not held or thing in held[0].text
        else f"VALUES ?x {{ {own} }} ?x pol:text ?w"
    )
    first = f"SELECT (COUNT(?x) > 0 AS ?value) (0 AS ?rank) {{ {body} }}"
    labels = f"SELECT ?value ?rank ?order {{ VALUES ?x {{ {own} }} ?x pol:citationLabel ?value ; pol:order ?order BIND(1 AS ?rank) }}"
    parts = [first, *([labels] if which and held else [])]
    union = " UNION ".join(f"{{ {one} }}" for one in parts)
    sparql = f"{PREFIX}SELECT ?value ?rank ?order {{ GRAPH <{r.asked.graph}> {{ {union} }} }} ORDER BY ?rank ?order"
    return Plan(sparql, f"核对{part.told}是否提到“{thing}”", "", tuple(p.iri for p in quoted))


__all__ = ["Part", "besides_plan", "holding", "mention_plan", "part_of"]
