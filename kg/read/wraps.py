"""Lines as a printer broke them, joined to paragraphs again.

A line goes on in the next one if it reaches the right margin and the next does not begin a paragraph: by its indent
where the layout is known, else by the mark it begins with after a full stop.

>>> wrapped = ["第一条为了预防洗钱和恐怖融资活动，加强反", "洗钱工作，制定本办法。", "第二条本办法所称从业机构是指依法从事贵金属",
...            "和宝石现货交易的交易商。"]
>>> [str(line) for line in joined([Line(text) for text in wrapped], width=42)]
['第一条为了预防洗钱和恐怖融资活动，加强反洗钱工作，制定本办法。', '第二条本办法所称从业机构是指依法从事贵金属和宝石现货交易的交易商。']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_N = "一二三四五六七八九十百零〇"
MARKER = re.compile(
    rf"第\s*[{_N}\d]+\s*[编章节条]|[{_N}]+\s*、|[（(]\s*[{_N}\d]+\s*[）)]|\d{{1,3}}\s*[.．、](?!\d)|"
    r"\d{1,2}[.．](?=\d{4}\s*年)|[①-⑳]|——|附件|附表|附录|\d+\.\d+(?:\.\d+)*\s"
)
_HEADING = re.compile(rf"第\s*[{_N}\d]+\s*[编章节][^，。；]*|[{_N}]+\s*、[^，。；：]*")
_STOP = "。；;：:！？!?…"
_SLACK = 4
_INDENT = 4  # columns the first line of a paragraph stands in, gone from a text without layout
_SPACED = re.compile(
    r"(?<=[\u2e80-\u9fff（）〔〕、，。：；《》“”])[ \u3000](?=[\u2e80-\u9fff（）〔〕、，。：；《》“”])"
)
_GRID = 3  # letter-spaced: at least so many single characters with a space between


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; ``begins`` and ``full`` are what the layout says, ``None`` where it says nothing."""

    text: str
    begins: bool | None = None
    full: bool | None = None


def columns(text: str) -> int:
    """The width of a line, a Chinese character as two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def usual_width(lines: Iterable[str]) -> int:
    """The width that most full lines have; 0 where the lines have no common width, so were never wrapped."""
    widths = sorted(columns(line) for line in lines if line.strip())
    if len(widths) < 8:
        return 0
    top = widths[int(len(widths) * 0.95)]
    near = sum(top - _SLACK <= width <= top + 2 for width in widths)
    return top if near * 3 >= len(widths) and 30 <= top <= 160 else 0


def joined(lines: Sequence[Line], width: int = 0) -> list[str]:
    """The paragraphs. Without a width and without layout every line is one."""
    paragraphs: list[str] = []
    previous: Line | None = None
    first = True
    for line in lines:
        if not line.text.strip():
            previous = None
            continue
        if previous is not None and _goes_on(previous, line, width, first):
            paragraphs[-1] = _glued(paragraphs[-1], line.text)
            first = False
        else:
            paragraphs.append(line.text.strip())
            first = True
        previous = line
    return paragraphs


def _goes_on(line: Line, following: Line, width: int, first: bool) -> bool:
    text = line.text.rstrip()
    full = (
        line.full
        if line.full is not None
        else width > 0 and columns(text) >= width - _SLACK - (_INDENT if first else 0)
    )
    if not full or following.begins:
        return False
    ended = text.endswith(tuple(_STOP))
    if following.begins is False:
        return not (ended and MARKER.match(following.text.strip()))
    if MARKER.match(following.text.strip()):
        strict = line.full is not None or columns(text) >= width - _SLACK
        return strict and not ended and not _HEADING.fullmatch(text) and not following.text.strip().startswith("附")
    return True


def _glued(before: str, after: str) -> str:
    after = after.strip()
    between = (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )
    return before + between + after


def unspaced(line: str) -> str:
    """A letter-spaced line without the spaces between its letters.

    >>> unspaced("（ 一 ） 健 全 健 康 优 先"), unspaced("中共江西省委 江西省人民政府关于加快")
    ('（一）健全健康优先', '中共江西省委 江西省人民政府关于加快')
    """
    spaces = len(_SPACED.findall(line))
    letters = sum("\u2e80" <= c <= "\u9fff" for c in line)
    return _SPACED.sub("", line) if spaces >= _GRID and spaces * 2 >= letters else line
