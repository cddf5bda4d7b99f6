"""What one task says that the table tells: 市税务局参与的那项任务，要在企业设哪两种岗; 责任单位最多的任务里，要认证多少家企业.

The table names the task first; then the question is asked of the words of that task alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search.asking.matter.topic_plans import topic_plan
from search.asking.plan import Asked, Found, Plan, Refusal
from search.asking.question import Question, parse
from search.asking.reader import Reader
from search.asking.table.named_units import units_of
from search.asking.table.plans import table_plan
from search.asking.table.words import line
from search.hits import Hit
from search.index import Engine

_WITHIN = re.compile(r"(?:的(?!责任)|要|应|支持|提出|打算|计划|规定|准备)[^，？]*[？?]?$")
_HOW_MANY = re.compile(r"多少|几[个家所名人倍年万]")
_SPLIT = re.compile(r"(?:任务\d+|任务|(?:那|这)一?项)(?:里面?|中|上|当中|之中)?(?![清单中里上面])")
_ASKS = re.compile(r"什么|哪|谁|啥|几|多少|怎|吗|是否|是不是")
_GATE = re.compile(r"任务|那一?项")
_TELLS = "UL#lFf"
"""Words of the table by which a task is told."""
_OF_THE_TABLE = re.compile(
    r"(?:哪[些几]?|几|多少)[个家]?(?:责任|其他)?(?:单位|部门)|还有(?:谁|哪[些几]?家)|责任单位|任务|哪[一几些]?项|参与|负责|牵头|排在|首位|条款|哪一?条|第几|部分"
)
_TEXT = re.compile(
    r"^，?(?:的)?(?:具体)?(?:内容|讲|说|写|要求|规定|做)?(?:的|了)?(?:是)?(?:什么|啥)(?:内容|事|事情)?[？?]?$"
)


class _OfOne(Reader):
    """A reader of one provision: it finds nothing else."""

    def __init__(self, engine: Engine, q: Question, asked: Asked, hit: Hit) -> None:
        self.hit = hit
        super().__init__(engine, q, asked)

    def _found(self) -> tuple[Hit, ...]:
        return (self.hit,)

    def of(self, *kinds: str, limit: int = 5) -> Sequence[Hit]:
        """The provision, where it is of such a kind."""
        return (self.hit,) if self.hit.kind in kinds else ()

    def about(self, text: str) -> Reader:
        """A reader of another question about the same provision."""
        return _OfOne(self.engine, parse(text, self.names), self.asked, self.hit)


def inside_plan(r: Reader) -> Found:
    """The answer out of the words of the one task told by its units or its place in the table; ``None``: not asked so."""
    if not r.asked.scope.has_tasks or _GATE.search(r.q.text) is None:
        return None
    for cut in _SPLIT.finditer(r.q.text):
        said, rest = r.q.text[: cut.end()], r.q.text[cut.end() :]
        if _ASKS.search(said) or not _ASKS.search(rest) or _OF_THE_TABLE.search(rest):
            continue
        bodies = units_of(r.engine, r.engine.library.state(), r.asked.graph)
        told = line(parse(said, r.names), bodies)
        numbered = [n for w in told.of("T") for n in w.numbers]
        within = re.search(r"[里中面上内]$", said) or _WITHIN.match(rest)
        if within and len(numbered) == 1 and not told.has(_TELLS) and (hit := _numbered(r, numbered[0])) is not None:
            found = _of_text(r, hit, rest.lstrip("，的"))
            return found or (Refusal(f"{hit.label}没有写明这个数量") if _HOW_MANY.search(rest) else None)
        if not told.has(_TELLS) or line(parse(rest, r.names), bodies).has("U"):
            continue
        if (hit := _task(r, said)) is not None:
            return _of_text(r, hit, rest.lstrip("，的"))
    return None


def _numbered(r: Reader, number: int) -> Hit | None:
    """The task of this number."""
    p = next(
        (p for p in r.engine.passages if (p.document, p.kind, p.number) == (r.asked.document, "task", number)), None
    )
    return Hit.of(p, score=1.0) if p is not None else None


def _task(r: Reader, said: str) -> Hit | None:
    """The one task some words of the table tell."""
    bare = re.sub(r"(?:里面?|中|上|当中|之中)$", "", said)
    plan = table_plan(r.about(f"{bare}是哪一项？"))
    if not isinstance(plan, Plan) or plan.boolean:
        return None
    rows = r.engine.library.store.select(plan.sparql)
    found = {str(row["t"]) for row in rows if "t" in row}
    if len(found) != 1 or len(rows) != 1:
        return None
    return Hit.of(r.engine.passages[r.engine.by_iri[found.pop()]], score=1.0)


def _of_text(r: Reader, hit: Hit, rest: str) -> Found:
    if _TEXT.match(rest):
        return None
    reader = _OfOne(r.engine, parse(rest, r.names), r.asked, hit)
    plan = topic_plan(reader)
    if not isinstance(plan, Plan) or not set(plan.evidence) <= {hit.iri}:
        return None
    return replace(plan, interpretation=f"所说的任务是{hit.label}；{plan.interpretation}", before=(hit.iri,))


__all__ = ["inside_plan"]
