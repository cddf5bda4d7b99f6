"""Which bodies fulfil several conditions that different sentences tell: 既是甲的依托，又为乙提供力量的，有哪些学校.

Each condition is looked up by itself; the answer is what all their sentences name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import sentence_spans

SCHOOL = "大学|学院|高校|院校|学校"
_KINDS = f"{SCHOOL}|机构|研究院|中心|基地|平台|企业|公司|联盟|国家|城市"
_BOTH = re.compile(
    rf"(?:(?:哪[些几]?|有哪些)[所家个]?(?P<before>{_KINDS}))?既(?P<a>[^，。？]{{2,40}})，?(?:又|也|还)(?P<b>[^，。？]{{2,40}}?)(?:，(?:还|也|又|同时|并且?)(?P<c>[^，。？]{{2,40}}?))?"
    rf"(?:的?[，]?(?:有|是)?哪(?:[些几]|一)?[所家个]?(?P<after>{_KINDS}))?[？?]?$"
)
_AMONG = re.compile(
    rf"(?P<a>[^，。？]{{4,40}}?)的?(?P<n>[两二三四五六七八九十几]|这些|那些)[所家个座]?(?P<kind>{_KINDS})(?:里面?|当中|之中|之?中|内)?，?(?:有)?(?:哪|谁)(?:一|[几些])?[所家个座]?(?P<same>{_KINDS})?(?P<b>(?:还|也|又|同时)[^，。？]{{2,40}})"
)
_NEAR, _DEEP = 0.6, 10


@dataclass(frozen=True, slots=True)
class _Holder:
    score: float
    hit: Hit
    sentence: tuple[int, int]
    names: dict[str, tuple[int, int]]


def both_plan(r: Reader) -> Found:
    """What the best sentences of all the conditions name; ``None`` where there are not several, or none fulfils all."""
    if (both := _BOTH.search(r.q.text)) is not None and (both["before"] or both["after"]):
        return _all_of(r, [c for c in (both["a"], both["b"], both["c"]) if c], both["before"] or both["after"])
    if (among := _AMONG.search(r.q.text)) is not None:
        return _all_of(r, [among["a"], among["b"]], among["kind"])
    return None


def _all_of(r: Reader, conditions: Sequence[str], kind: str) -> Found:
    """The names common to the best sentence of each condition, told where the last of them names them."""
    found: list[_Holder] = []
    for said in conditions:
        common = set.intersection(*(set(one.names) for one in found)) if found else None
        taken = {(one.hit.iri, one.sentence) for one in found}
        best = max(_holders(r, said, kind, common, taken), key=lambda one: one.score, default=None)
        if best is None:
            return None
        found.append(best)
    common = set.intersection(*(set(one.names) for one in found))
    last = found[-1]
    spans = sorted(span for name, span in last.names.items() if name in common)
    if not spans:
        return None
    plan = r.cut(last.hit, spans, "是", "查找同时符合各项条件的" + kind)
    return replace(plan, before=tuple(dict.fromkeys(one.hit.iri for one in found[:-1])))


def _holders(
    r: Reader, said: str, kind: str, common: set[str] | None, taken: set[tuple[str, tuple[int, int]]]
) -> list[_Holder]:
    """The sentences that name bodies of a kind (of ``common`` at least one), by how well each fits a condition."""
    reader = r.about(said)
    out = []
    for hit in reader.leaves(_DEEP):
        for start, end in sentence_spans(hit.text):
            names = _named(r, hit.text, (start, end), kind)
            if not names or (common is not None and not common & set(names)):
                continue
            if (hit.iri, (start, end)) in taken:
                continue
            text = hit.text[start:end]
            score = reader.fit(text) + _NEAR * reader.near(text) - 0.1 * (hit.kind == "task")
            out.append(_Holder(score, hit, (start, end), names))
    return out


def _named(r: Reader, text: str, sentence: tuple[int, int], kind: str) -> dict[str, tuple[int, int]]:
    ends = SCHOOL if kind in SCHOOL.split("|") else kind
    pattern = re.compile(rf"(?:{ends})$")
    names = r.names.find(text[slice(*sentence)])
    return {
        n.said: (sentence[0] + n.start, sentence[0] + n.start + len(n.said))
        for n in names
        if n.kind in ("institution", "unit", "place")
        and pattern.search(n.said)
        and not re.match(r"高职|职业学校|职业院校", n.said)
    }
