"""Slips of the input method: a character of the same sound in a known name.

学分引行 is read as 学分银行 where the documents name the one and nowhere write 分引. Only names of three characters and
more are looked for, with one character amiss; everything else is left as it was typed.

>>> slips = Spelling(["学分银行", "天津市财政局"], lambda pair: pair not in ("分引", "引行"))
>>> slips.read("学分引行由谁负责？")
Reading(text='学分银行由谁负责？', changes=(('学分引行', '学分银行'),))
>>> slips.read("北京市财政局").changes
()
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

_SHORTEST, _LONGEST = 3, 16
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_ANYWHERE = frozenset(
    "的地得了着过是在有个各这那哪先后把被给让和与及或都也还就又才再不没吗呢由归从对向到为以于谁几多少怎"
)
"""Characters of grammar: they stand beside every other and are no slip."""
_ALIKE = ((re.compile("^([zcs])h"), r"\1"), (re.compile("ng$"), "n"))
"""Sounds that many speakers do not tell apart: zh and z, ing and in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as, and which words were taken for which."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


class Spelling:
    """Known names, and whether two characters in a row stand anywhere in the documents."""

    def __init__(self, names: Iterable[str], known: Callable[[str], bool]) -> None:
        self._names = tuple(names)
        self._known = known

    def read(self, text: str) -> Reading:
        """``text`` with the names that were meant."""
        changes = dict(found for at in range(len(text)) if (found := self._meant(text, at)) is not None)
        read = text
        for said, meant in changes.items():
            read = read.replace(said, meant)
        return Reading(read, tuple(changes.items()))

    def _meant(self, text: str, at: int) -> tuple[str, str] | None:
        """The longest stretch that is a name but for the character at an offset, which sounds like the name's."""
        if not self._amiss(text, at):
            return None
        for length in range(_LONGEST, _SHORTEST - 1, -1):
            for start in range(max(0, at + 1 - length), min(at, len(text) - length) + 1):
                before, behind = text[start:at], text[at + 1 : start + length]
                if length == _SHORTEST and not (before and behind):
                    continue  # 带学生 is no 大学生: at the end of a short name the character is likely a word of its own
                for name in self._by_gap.get((before, behind), ()):
                    meant = name[len(before)]
                    if meant != text[at] and _sounds(meant) & _sounds(text[at]):
                        return text[start : start + length], name
        return None

    def _amiss(self, text: str, at: int) -> bool:
        """Whether a character goes with neither of its neighbours, and is not one that goes with anything."""
        pairs = [text[i : i + 2] for i in (at - 1, at) if i >= 0 and _HAN.fullmatch(text[i : i + 2])]
        return bool(pairs) and text[at] not in _ANYWHERE and not any(self._known(pair) for pair in pairs)

    @cached_property
    def _by_gap(self) -> dict[tuple[str, str], list[str]]:
        """Names by what stands before and behind each of their characters."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in sorted(set(self._names)):
            if _SHORTEST <= len(name) <= _LONGEST:
                for place in range(len(name)):
                    found[name[:place], name[place + 1 :]].append(name)
        return dict(found)


@cache
def _sounds(character: str) -> frozenset[str]:
    """The sounds of a character, without tones."""
    from pypinyin import Style, pinyin

    return frozenset(_alike(one) for one in pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _alike(sound: str) -> str:
    for pattern, one in _ALIKE:
        sound = pattern.sub(one, sound)
    return sound


__all__ = ["Reading", "Spelling"]
