"""What a question says of provisions besides the words of the table: the matter, in runs of words left unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from search.asking.question import DATA
from search.asking.table.forms import Found, Says
from search.asking.table.words import Line, Word

ABOUT = r"(?:提到|提及|谈到|讲到|写到|涉及|牵涉|包含|含有?|带有?|出现|关于|有关|围绕|讲|说|写|V)"
"""Words by which a question says what provisions speak of."""


class Finder(Protocol):
    """Provisions by what they say."""

    @property
    def title(self) -> str:
        """Of the document: words in it say nothing about one provision."""

    def strange(self, said: str) -> bool:
        """Whether the words are none of the document, nor other words for them."""

    def find(self, sort: str, said: str, several: bool) -> Found | Says | None:
        """Those that hold the words, else (where not ``several`` are meant) the one that search finds."""


def topics(line: Line) -> Iterator[tuple[tuple[Word, ...], Word]]:
    """Runs of words that are none of the table's, each with the word behind it."""
    runs: list[Word] = []
    for word in (*line.words, Word("$", "", 0, 0)):
        if len(word.code) == 1 and (word.code == "Q" or "\u4e00" <= word.code <= "\u9fff" or word.code in "+_“”、"):
            runs.append(word)
            continue
        if runs and said_of(tuple(runs)):
            yield tuple(runs), word
        runs = []


def said_of(run: tuple[Word, ...]) -> str:
    """What a run says: its names, where it says little more."""
    quoted = [w.said for w in run if w.code == "Q"]
    besides = words_left("".join(w.said if w.code != "Q" else "，" for w in run))
    if quoted and not re.search(r"[\u4e00-\u9fff]{2}", re.sub(rf"{ABOUT}|，", "", besides)):
        return "、".join(quoted)
    return words_left("".join(w.said for w in run))


@cache
def _noise() -> re.Pattern[str]:
    lines = (DATA / "table_noise.txt").read_text(encoding="utf-8").split("\n")
    return re.compile("|".join(one for one in lines if one and not one.startswith("#")))


def words_left(said: str) -> str:
    """What a run of words says besides words that only connect.

    >>> words_left("的鲁班工坊有关"), words_left("一共涉及到了")
    ('鲁班工坊', '')
    """
    before, kept = None, said.strip("，。？?！、：； ")
    while before != kept:
        before, kept = kept, kept[found.end() :] if (found := _noise().match(kept)) else kept
    kept = re.sub(
        r"(?:有关|相关|方面|这(?:一|件)?事|之类|等|而|但|且|又|的|了|里|中|那|这|所|和|与|在|是|为|有|由|被|还|都|就|也)+$",
        "",
        kept,
    )
    return kept if len(kept) > 1 else ""
