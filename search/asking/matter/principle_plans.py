"""The principle by which a thing is done, as the text puts it in quotation marks: 按照“谁审批、谁监管”的原则, 坚持“应保尽保”原则."""

from __future__ import annotations

import re

from search.asking.plan import Plan
from search.asking.reader import Reader

_ASKED = re.compile(
    r"原则(?:具体|分别|各)?(?:是|为)?(?:怎么|怎样|如何)(?:说|写|表述|概括|讲)|(?:什么|哪[一条个句]*)(?:样的)?(?:工作|基本)?原则|原则(?:具体|分别)?(?:是|叫|指)?(?:什么|哪[几一]?[句条个]|啥)"
)
_SUMMED_UP = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:各自?|分别|具体)?(?:是|被|用)?(?:怎么|怎样|如何|(?:哪|什么)[^，。？]{0,4}?)(?:来)?(?:概括|描述|表述|形容|归纳|提炼)"
)
"""What is summed up in a few words: 形成“一主、五辅”的城乡空间布局."""
_TOLD = re.compile(
    r"(?:按照?|本着|坚持|遵循|贯彻|落实|秉持|以|根据|体现)[^，。；“”]{0,6}(?P<said>“[^”]{3,40}”)(?:的|这一|要求和)?[^，。；“”]{0,4}原则"
)
_BARE = re.compile(r"(?:按照?|本着|坚持|遵循|秉持)(?P<said>[^，。；“”]{3,40}?)的(?:基本)?原则")
_ITEM = re.compile("[^、]+")
_LEAST, _DEEP = 0.3, 8


def principle_plan(r: Reader) -> Plan | None:
    """The words of the principle of the sentence that fits best; ``None``: not asked, or no sentence has one."""
    if (summed := _SUMMED_UP.search(r.q.text)) is not None and not re.search("[和与及、]", summed["noun"]):
        return _summed(r, summed["noun"])
    if not _ASKED.search(r.q.text) or "基本原则" in r.q.text:
        return None
    reader = r.about(_ASKED.sub("", r.q.text))
    found = [
        (
            reader.fit(hit.text[max(0, hit.text.rfind("。", 0, m.start()) + 1) : _stop(hit.text, m.end())]),
            -place,
            m.span("said"),
            hit,
        )
        for place, hit in enumerate(reader.leaves(_DEEP))
        for pattern in (_TOLD, _BARE)
        for m in pattern.finditer(hit.text)
    ]
    best = max(found, default=None, key=lambda one: one[:2])
    if best is None or best[0] < _LEAST:
        return None
    _, _, (a, b), hit = best
    quoted = hit.text[a] == "“"
    spans = [(a + 1, b - 1)] if quoted else [m.span() for m in _ITEM.finditer(hit.text, a, b)]
    return r.cut(hit, spans, "原则是", f"查找{hit.label}写明的原则")


def _summed(r: Reader, noun: str) -> Plan | None:
    """The quoted words that the text puts before the noun, the whole noun or the longest end of it."""
    for hit in r.leaves(_DEEP):
        for end in (noun[at:] for at in range(len(noun) - 3)):
            if (found := re.search(rf"“(?P<said>[^”]{{3,60}})”的?{re.escape(end)}", hit.text)) is not None:
                return r.cut(hit, [found.span("said")], f"{noun}是", f"查找{hit.label}对{noun}的概括")
    return None


def _stop(text: str, at: int) -> int:
    end = text.find("。", at)
    return end if end >= 0 else len(text)


__all__ = ["principle_plan"]
