"""What a body or a phrase is called that the question only describes: the name in the sentence that fits best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.hits import Hit
from search.interaction import sentence_spans
from search.plan import Plan
from search.reader import Reader

_ASKED = re.compile(
    r"叫(?:做|作|个)?(?:什么|啥)(?:名[字称]?)?[？?]?$|叫法|(?:概括|归纳|总结|浓缩)(?:成|为|作)(?:了)?(?:什么|哪)|哪[几一]?[句个](?:话|口号)|(?:说法|提法|口号)(?:是|叫)(?:什么|啥)"
)
_BODIES = re.compile(r"班子|机构|组织|委员会|小组|联盟|场所|站点|网点|的点")
_PHRASES = re.compile(r"哪[几一]?[句个](?:话|口号)|口号|概括|归纳|浓缩|[四六八]个?字")
_QUOTED = re.compile(r"“[^”“]{2,24}”")
_LEAST_NAME, _LEAST = 4, 0.6
_OWN, _AHEAD = 0.5, 0.25
"""What the name itself counts beside its sentence, and what the first provision is ahead of the last."""


@dataclass(frozen=True, slots=True)
class _Name:
    score: float
    hit: Hit
    span: tuple[int, int]


def described_name(r: Reader) -> Plan | None:
    """The name; ``None`` where the question asks for none of a body or a phrase, or no sentence fits."""
    if _ASKED.search(r.q.text) is None or r.q.has("person") or re.search("分别|各自|各叫", r.q.text):
        return None
    spans = _quoted if _PHRASES.search(r.q.text) else _bodies if _BODIES.search(r.q.text) else None
    best = max(_names(r, spans), key=lambda name: name.score, default=None) if spans else None
    if best is None or best.score < _LEAST:
        return None
    return r.cut(best.hit, [best.span], "叫", f"查找{best.hit.label}里的名称")


def _quoted(_: Reader, text: str) -> list[tuple[int, int]]:
    """What stands in quotes."""
    return [m.span() for m in _QUOTED.finditer(text)]


def _bodies(r: Reader, text: str) -> list[tuple[int, int]]:
    """The institutions a text names."""
    found = r.names.find(text)
    return [(n.start, n.start + len(n.said)) for n in found if n.kind == "institution"]


def _names(r: Reader, spans: Callable[[Reader, str], list[tuple[int, int]]]) -> Iterator[_Name]:
    """The names of the best provisions that the question does not say itself, and how well their sentences fit."""
    for place, hit in enumerate(r.leaves(5)):
        sentences = sentence_spans(hit.text)
        for a, b in spans(r, hit.text):
            name = hit.text[a:b].strip("“”")
            start, end = next(((x, y) for x, y in sentences if x <= a < y), (a, b))
            if b - a >= _LEAST_NAME and name not in r.q.text:
                score = r.fit(hit.text[start:end]) + _OWN * r.fit(name) + _AHEAD * (1 - place / 5)
                yield _Name(score, hit, (a, b))
