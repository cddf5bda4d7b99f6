"""What stands between the very words of the question: 鼓励哪些单位在同等条件下优先采购 and 鼓励甲、乙等在同等条件下优先采购.

Where all that a question says behind its question word stands in the text as it is, and what it says right before stands
before it in the same piece of a sentence, what lies between is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.plan import Found
from search.asking.reader import Reader
from search.asking.spans import Enumeration
from search.hits import Hit

_ASKED = re.compile(
    r"^(?:[^？]*[，,])?(?P<left>[^，。？谁哪什]{2,})(?:谁|哪(?:里|儿)|什么(?!样)(?:地方|人)?|哪一?[些几]?[个种类项家所]?(?:地方|人)?)(?P<rest>[^，。？谁哪什么几]{5,})[？?]?$"
)
_TRAILING = re.compile(
    r"(?:等[\u4e00-\u9fff]{0,4}|又|也|还|均|都|应当?|须|要|可以|将|会|共同|再次|积极|依法|按规定|负责|进一步|，)$"
)
_BODY = re.compile("部门|机构|单位|机关|组织|委员会|公司|学校|大学|协会")
"""Nouns that end the name of one body: 哪个部门的指导 and 市司法行政部门的指导."""
_PIECE = "，；。：\n"
_LEAST_RIGHT, _LEAST_LEFT, _LONGEST_NOUN, _LONGEST, _DEEP = 6, 2, 5, 60, 8


def exact_frame(r: Reader) -> Found:
    """The words between; ``None`` where they stand nowhere, or in two places that differ."""
    asked = _ASKED.match(r.q.text)
    if asked is None or r.q.asks("ctsp") or r.q.has("yesno", "when", "money"):
        return None
    found = {hit.text[a:b]: (hit, a, b) for hit in r.leaves(_DEEP) for a, b in _between(hit.text, asked)}
    if len(found) != 1:
        return None
    hit, start, end = next(iter(found.values()))
    members = _members(r, hit, start, end)
    return r.cut(hit, members, "是", f"查找{hit.label}的写法") if members else None


def _between(text: str, asked: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the words behind the question word stand, and before them those in front of it; a noun may belong to the latter."""
    left, rest = asked["left"], asked["rest"]
    for noun in range(min(_LONGEST_NOUN, len(rest) - _LEAST_RIGHT) + 1):
        spans = list(_framed(text, left, rest[noun:]))
        if spans:
            yield from spans
            return


def _framed(text: str, left: str, right: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(re.escape(right), text):
        piece = max(text.rfind(mark, 0, found.start()) for mark in _PIECE) + 1
        size = next((n for n in range(len(left), _LEAST_LEFT - 1, -1) if left[-n:] in text[piece : found.start()]), 0)
        start = text.rfind(left[-size:], piece, found.start()) + size if size else -1
        end = found.start()
        while start >= 0 and (more := _TRAILING.search(text, start, end)) is not None:
            end = more.start()
        body = _BODY.match(right) if "、" not in text[start:end] and end == found.start() else None
        if start >= 0 and 2 <= end - start <= _LONGEST:
            yield start, end + (body.end() if body is not None else 0)


def _members(r: Reader, hit: Hit, start: int, end: int) -> list[tuple[int, int]]:
    """The members of the list a span is, or the span itself; nothing where the list begins elsewhere."""
    if "、" not in hit.text[start:end]:
        return [(start, end)]
    return next((list(one.items) for one in r.lists(hit) if _fills(one, start, end)), [])


def _fills(one: Enumeration, start: int, end: int) -> bool:
    return one.items[0][0] == start and one.items[-1][1] <= end


__all__ = ["exact_frame"]
