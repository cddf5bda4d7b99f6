"""Where names begin and end that have words around them: names in quotes, one more of their noun, words the question says."""

from __future__ import annotations

import re

_ONE_MORE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?P<head>(?![的和与等])[\u4e00-\u9fff]{2})(?:和|与|及|以及)[^，。；：、和与的\n]{3,16}的(?P<item>[^，。；：、和与的\n]{1,8}(?P=head))(?=[，。；\n]|$)"
)
"""One more of the same noun behind a list, described by words of its own."""


def quoted(text: str, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names in quotes without the words around them: 校企“共聘共育”、“双栖制”引人用人机制.

    >>> text = "校企“共聘共育”、“双栖制”引人机制"
    >>> [text[a:b] for a, b in quoted(text, [(0, 8), (9, 18)])]
    ['“共聘共育”', '“双栖制”']
    """
    if len(items) < len("ab") or text[items[0][1] - 1] != "”" or text[items[-1][0]] != "“":
        return items
    if any(text[a] + text[b - 1] != "“”" for a, b in items[1:-1]):
        return items
    opened, closed = text.rfind("“", *items[0]), text.find("”", *items[-1])
    return [(opened, items[0][1]), *items[1:-1], (items[-1][0], closed + 1)] if opened >= 0 < closed else items


def wider(text: str, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items and one more of their noun, told at length: 活页式、手册式教材和满足国外需要的“双语”教材.

    >>> text = "活页式、手册式新型教材和满足国外需要的“双语”教材。"
    >>> [text[a:b] for a, b in wider(text, [(0, 3), (4, 7)])]
    ['活页式', '手册式', '“双语”教材']
    """
    more = _ONE_MORE.match(text, items[-1][1])
    return [*items, more.span("item")] if more is not None else []


_LEAST_SAID = 4
"""Characters of the question that a span may begin with before they are cut from it, where no 、 or 的 follows."""


def without_said(question: str, text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without what the question itself says at its beginning.

    >>> text = "张三院士、李四院士国家最高奖"
    >>> a, b = without_said("张三院士和李四院士被授予什么奖？", text, (0, len(text)))
    >>> text[a:b]
    '国家最高奖'
    """
    start, end = span
    while True:
        said = next((n for n in range(end - start - 2, 1, -1) if text[start : start + n] in question), 0)
        joined = text[start + said] in "、的和与"
        if not said or not (joined or said >= _LEAST_SAID):
            return start, end
        start += said + joined


__all__ = ["quoted", "wider", "without_said"]
