"""Lists of a text with its words whole: 和 in 共和国 joins nothing, 为 in 预防为主 is no verb.

The rules of :mod:`search.asking.spans` know verbs and joining words by their characters. Here the characters that stand
inside longer words are put out of their sight first, and no edge of a list is left inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.authority import words as known
from search.asking.list_edges import HIDDEN, JOIN, LEFT, PLACES, RIGHT
from search.asking.spans import Enumeration, two_things, with_names_whole

Span = tuple[int, int]

_CUTTERS = frozenset("和与或及为以由从在对向把将按于是有的等到可进")
_STAYS = re.compile(
    "|".join(
        (
            LEFT.pattern.removeprefix(".*"),
            RIGHT.pattern,
            JOIN.pattern,
            "分[为成]|包[括含]|其中|为.|进出口|[进出]口|一体化|深度融合|(?:相|有机|广泛|合理|严格).+|共同..|[^方定意去转导动志]向|[具拥享含设带持取]有|.以|[^参]?与|.于|(?<![行人认以])为|面对|[得达]到|[^的]+的",
        )
    )
)
"""Words that cut or join themselves."""
_LONG = 3


def lists_of(text: str, names: Sequence[Span], words: Sequence[Span]) -> list[Enumeration]:
    """The lists of ``text``, given where its long names and its words stand.

    >>> text = "应当遵循预防为主、综合治理的原则"
    >>> [one.words(text) for one in lists_of(text, (), ((0, 2), (2, 4), (4, 8), (9, 13), (13, 14), (14, 16)))]
    [['预防为主', '综合治理']]
    """
    return list(_lists(text, tuple(names), tuple(words)))


def pairs_of(text: str, words: Sequence[Span]) -> list[Enumeration]:
    """Any two things joined, given where the words of ``text`` stand.

    >>> text = "加强共和国与他国的约定"
    >>> [one.words(text) for one in pairs_of(text, ((0, 2), (2, 5), (5, 6), (6, 8), (8, 9), (9, 11)))]
    [['共和国', '他国']]
    """
    return list(_pairs(text, tuple(words)))


_BEFORE = re.compile(r"\s*[^，。；\n]{2,16}?(?:分为|分成|包括)|\s+")
"""What is none of the first item: 随机抽查事项分为重点检查事项和一般检查事项."""


@lru_cache(maxsize=2_000)
def _lists(text: str, names: tuple[Span, ...], words: tuple[Span, ...]) -> tuple[Enumeration, ...]:
    return _whole(text, words, lambda hidden: with_names_whole(hidden, names))


@lru_cache(maxsize=500)
def _pairs(text: str, words: tuple[Span, ...]) -> tuple[Enumeration, ...]:
    return _whole(text, words, two_things)


def _whole(text: str, words: tuple[Span, ...], read: Callable[[str], Iterable[Enumeration]]) -> tuple[Enumeration, ...]:
    begun = {at: a for a, b in words for at in range(a + 1, b)}
    ended = {at: b for a, b in words for at in range(a + 1, b)}
    out = []
    for one in read(hidden(text, words)):
        (first, after_first), *middle, last = one.items
        first = max(begun.get(first, first), 0)
        before = _BEFORE.match(text, first, after_first - 1)
        first = before.end() if before is not None else first
        items = ((first, after_first), *middle, (last[0], ended.get(last[1], last[1])))
        end = items[-1][1]
        out.append(replace(one, items=items, after=text[end : end + len(one.after)], start=min(one.start, first)))
    return tuple(out)


def hidden(text: str, words: Iterable[Span]) -> str:
    """``text`` with the characters hidden that would cut a word of it, each the same everywhere.

    >>> text = "行为和共和国"
    >>> [text[i] for i, c in enumerate(hidden(text, [(0, 2), (2, 3), (3, 6)])) if c != text[i]]
    ['为', '共', '和']
    """
    out = list(text)
    for a, b in words:
        word = text[a:b]
        if b - a < len("ab") or word in _deeds() or _STAYS.fullmatch(word):
            continue
        for at in range(a, b):
            if text[at] in _CUTTERS or (b - a >= _LONG and at < b - 1):
                out[at] = chr(HIDDEN + ord(text[at]) % PLACES)
    return "".join(out)


@lru_cache(maxsize=1)
def _deeds() -> frozenset[str]:
    return frozenset(known("verb"))


__all__ = ["hidden", "lists_of", "pairs_of"]
