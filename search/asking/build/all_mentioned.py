"""Whether several things all stand in one part of the document: 甲和乙是不是都进了支持政策清单; each must be there.

What no provision of the whole document speaks of is no thing of it, and the question is left to the rules behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.asking.build.mention_plans import Part, holding, part_of
from search.asking.likeness import likeness
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.passages import Passage

_ASKED = re.compile(
    r"(?P<things>[^。？]{6,60}?)(?P<both>[，、]?(?:这)?(?:[两二三][件项个样]事?)?(?:是不是|是否|有没有)?(?:全?都|均|同时|一并|全)(?:被|已经?|能|可以)*(?:进了?|放进|写进|写入|列入|列进|[列写放收归说讲]在|纳入|收入|收进|归入|在|出现在|见于|属于|提到|位于|落在)(?:了|到|于|在)*)(?P<place>[^，。？]{2,20}?)(?:里面?|中|上|内|当中|之列|之中)?(?:的|了)?(?P<end>吗|么)?(?=[，。？?]|$)"
)
_YES_NO = re.compile(r"是不是|是否|有没有|吗|么[？?]?$")
_JOINED = re.compile(r"，?(?:以及|还有|和|与|跟|及)|、")
_LEAD = re.compile(r"^.*[，：:]")
_LEAST, _KNOWN = 3, 0.4


def all_mentioned_plan(r: Reader) -> Plan | None:
    """Yes where the part holds each of the things; ``None``: not asked, no such part, or a thing the document has not."""
    asked = _ASKED.search(r.q.text)
    if asked is None or not _YES_NO.search(r.q.text):
        return None
    if any(not asked.start("place") <= unit.start < asked.end("place") for unit in r.q.units):
        return None  # what units are named for which task is told by the table
    part = part_of(r, asked["place"])
    if part is None:
        return None
    text = r.engine.library.text(r.asked.document)
    for things in _ways(asked["things"]):
        held = [holding(r, part, thing) for thing in things]
        if all(found or _known(r, thing, text) for thing, found in zip(things, held, strict=True)):
            return _plan(r, part, things, held)
    return None


def _ways(said: str) -> Iterator[tuple[str, str]]:
    """The ways to part what is asked about in two."""
    for whole in dict.fromkeys((_LEAD.sub("", said), said)):
        for joiner in _JOINED.finditer(whole):
            one, other = whole[: joiner.start()], whole[joiner.end() :]
            if min(len(one), len(other)) >= _LEAST:
                yield one, other


def _known(r: Reader, thing: str, text: str) -> bool:
    """Whether the document speaks of a thing somewhere."""
    return thing in text or any(likeness(thing, hit.text) >= _KNOWN for hit in r.about(thing).hits[:3])


def _plan(r: Reader, part: Part, things: Sequence[str], held: Sequence[Sequence[Passage]]) -> Plan:
    counts, rows = [], " ".join(f"<{p.iri}>" for p in part.inside)
    for i, (thing, own) in enumerate(zip(things, held, strict=True)):
        said = f"FILTER(CONTAINS(?w{i}, {text_literal(thing)}))"
        if own and thing not in f"{own[0].title or ''}{own[0].text}":
            said, body = "", " ".join(f"<{p.iri}>" for p in own)
        else:
            body = rows
        counts.append(
            f"{{ SELECT (COUNT(?x{i}) AS ?n{i}) {{ VALUES ?x{i} {{ {body} }} ?x{i} pol:text|pol:title ?w{i} {said} }} }}"
        )
    every = " && ".join(f"?n{i} > 0" for i in range(len(things)))
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ {' '.join(counts)} BIND(({every}) AS ?value) }} }}"
    quoted = [p for own in held for p in own[:2]] or list(part.inside[:2])
    told = f"核对{part.told}是否都有{'、'.join(f'“{thing}”' for thing in things)}"
    return Plan(sparql, told, "", tuple(dict.fromkeys(p.iri for p in quoted)))


__all__ = ["all_mentioned_plan"]
