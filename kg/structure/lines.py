"""Text → logical lines: page marks and page chrome set aside, hard-wrapped lines joined, offsets kept.

>>> from kg.model import Source
>>> [line.text for line in read_lines(Source("# 标题\\n-1-一、总则\\n正文。", "md", "a.md")).lines]
['标题', '一、总则', '正文。']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Source, Span
from kg.structure import markers
from kg.structure.words import GENRE_END, LABEL, forms

_PHYSICAL = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_EDGE = " \t\u3000\xa0\ufeff\u200b\u200c\u200d\u2002\u2003\u2009"
_LEAD = re.compile(r"(?:[\s\u3000\ufeff\u200b#>]|\*{1,3}(?=\S))*")
_PAGE_LEAD = re.compile(r"[-—–－―]\s*\d{1,3}\s*[-—–－―](?![\d—])\s*")
_PAGE = re.compile(
    r"第?\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|共\s*\d+\s*页|\d{1,3}\s*/\s*\d{1,3}|[·•]\s*\d{1,3}\s*[·•]"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d+)?|[-—–－―]\s*\d{1,3}|[-_*=—–―]{3,}"
)
_TERMINAL = tuple("。；：！？;:!?”）)》】")
_FOOTER = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|Copyright|©|建议使用.{0,20}浏览器|^(?:上|下)一(?:篇|条)|^首页\s*[>＞]|^当前位置|^您(?:当前)?的?位置"
    r"|^(?:主办|承办|技术支持|网站维护)(?:单位)?[:：]|^相关(?:解读|链接|文件|阅读|附件|政策)\s*(?:[:：]|$)|扫一扫.{0,12}(?:手机|打开|分享)"
)
_APART = re.compile(r"附\s*件|附\s*表|[—–]{2}|目\s*录$")
_ANNEX = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?")
_TOKENS = re.compile(r"[^\s|｜·•>＞/【】\[\]:：\-—×+↺]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: one paragraph or heading, perhaps printed over several lines."""

    pieces: tuple[Span, ...]
    text: str
    table: int | None = None
    """Index of the table this line stands for."""

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.pieces[-1].end

    def at(self, index: int) -> int:
        """The place in the source of ``text[index]`` (of its end, for ``len(text)``)."""
        for piece in self.pieces:
            if index < len(piece):
                return piece.start + index
            index -= len(piece)
        return self.end

    def until(self, index: int) -> int:
        """The place in the source right after ``text[index - 1]``."""
        return self.at(index - 1) + 1 if index else self.start

    def split(self, index: int) -> tuple[Line, Line]:
        """This line as two, parted before ``text[index]``."""
        left: list[Span] = []
        right: list[Span] = []
        at = 0
        for piece in self.pieces:
            cut = min(max(index - at, 0), len(piece))
            left += [Span(piece.start, piece.start + cut)] * bool(cut)
            right += [Span(piece.start + cut, piece.end)] * (cut < len(piece))
            at += len(piece)
        return Line(tuple(left), self.text[:index]), Line(tuple(right), self.text[index:])


@dataclass(slots=True)
class Lines:
    """What a text is made of, before its structure is known."""

    lines: list[Line] = field(default_factory=list)
    page_marks: list[Span] = field(default_factory=list)
    chrome: list[Span] = field(default_factory=list)
    wrapped: bool = False


def read_lines(source: Source) -> Lines:
    """The logical lines of ``source``; every table is one line."""
    found = Lines()
    physical = list(_physical(source, found))
    full = _full_width([line.text for line in physical if line.table is None])
    found.wrapped = full is not None
    if full is None:
        found.lines = physical
        return found
    paragraph: list[Line] = []
    over = "附件"
    for line in physical:
        if paragraph and not _is_title(paragraph, over) and _continues(paragraph, line, full):
            paragraph.append(line)
            continue
        if paragraph:
            over = paragraph[-1].text
            found.lines.append(_joined(paragraph))
        paragraph = [line]
    found.lines += [_joined(paragraph)] if paragraph else []
    return found


def _joined(paragraph: list[Line]) -> Line:
    if len(paragraph) == 1:
        return paragraph[0]
    return Line(tuple(piece for line in paragraph for piece in line.pieces), "".join(line.text for line in paragraph))


def _physical(source: Source, found: Lines) -> Iterator[Line]:
    """Printed lines without edges, page marks and page chrome."""
    text, tables = source.text, iter(_apart(source))
    index, table = next(tables, (0, None))
    pages = _page_numbers(source)
    for m in _PHYSICAL.finditer(text):
        while table is not None and m.end() > table.start:
            if m.start() < table.end:
                break
            yield Line((table,), "", index)
            index, table = next(tables, (0, None))
        if table is not None and m.end() > table.start:
            continue
        start, end = _bare(text, m.start(), m.end())
        if mark := _PAGE_LEAD.match(text, start, end):
            found.page_marks.append(Span(start, mark.end()))
            start = mark.end()
        words = text[start:end]
        if not words:
            continue
        if start in pages or _PAGE.fullmatch(words):
            found.page_marks.append(Span(start, end))
        elif is_chrome(words):
            found.chrome.append(Span(start, end))
        else:
            yield Line((Span(start, end),), words)
    while table is not None:
        yield Line((table,), "", index)
        index, table = next(tables, (0, None))


def _apart(source: Source) -> list[tuple[int, Span]]:
    """The tables in text order, without those that lie in another."""
    found: list[tuple[int, Span]] = []
    for index, table in sorted(enumerate(source.tables), key=lambda t: (t[1].start, -t[1].end)):
        if table.start < table.end and (not found or table.start >= found[-1][1].end):
            found.append((index, Span(table.start, table.end)))
    return found


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of a printed line without white space and Markdown marks around them."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    while end - start > 2 and text[end - 2 : end] == "**":
        end -= 2
    return start, end


def _page_numbers(source: Source) -> set[int]:
    """Where a number alone on its line is a page number: it belongs to a run of numbers that grow by one."""
    found = re.finditer(r"^[ \t\u3000]*(\d{1,4})[ \t\u3000]*\r?$", source.text, re.M)
    lone = [m for m in found if not any(t.start <= m.start(1) < t.end for t in source.tables)]
    length: dict[int, list[int]] = {}
    for m in lone:
        value = int(m[1])
        length[value] = [*length.pop(value - 1, []), m.start(1)]
    longest = max(length.values(), key=len, default=[])
    return set(longest) if len(longest) >= (2 if source.format == "pdf" else 3) else set()


def is_chrome(words: str) -> bool:
    """Whether a line is a menu, button or footer of a web page.

    >>> is_chrome("首页 省政府 要闻 政策"), is_chrome("一、总体要求"), is_chrome("政策")
    (True, False, False)
    """
    if len(words) > 120:
        return False
    if _FOOTER.search(words):
        return True
    tokens = _TOKENS.findall(words)
    if not tokens:
        return True
    known = sum(token in _chrome_words() for token in tokens)
    if len(tokens) == 1:
        return bool(known) and len(words) > 1 and tokens[0] not in ("政策", "服务", "互动", "要闻")
    return known * 3 >= len(tokens) * 2 and len(words) <= 60 and not words.endswith(_TERMINAL[:6])


def _chrome_words() -> frozenset[str]:
    return frozenset(forms("chrome"))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _full_width(lines: list[str]) -> int | None:
    """The least width of a full line of a hard-wrapped text; ``None`` where paragraphs are whole lines."""
    long = [(text, width) for text in lines if (width := _width(text)) >= 30]
    if len(long) < 6:
        return None
    widths = sorted(width for _, width in long)
    usual = widths[int(len(widths) * 0.8)]
    broken = sum(not text.endswith(_TERMINAL) for text, _ in long)
    return usual - 8 if usual <= 130 and broken >= 0.45 * len(long) else None


def _is_title(paragraph: list[Line], over: str) -> bool:
    """A full line that is a whole title all the same: the first of a text or right under 附件."""
    return len(paragraph) == 1 and bool(_ANNEX.fullmatch(over) and GENRE_END.search(paragraph[0].text))


def _continues(paragraph: list[Line], line: Line, full: int) -> bool:
    """Whether ``line`` goes on with a paragraph."""
    first, last = paragraph[0].text, paragraph[-1].text
    if line.table is not None or paragraph[-1].table is not None:
        return False
    if _width(last) < full or last.endswith(("。", "；", "：", "！", "？")):
        return False
    if _APART.match(line.text) or LABEL.match(line.text) or (len(paragraph) == 1 and LABEL.match(first)):
        return False
    marker = markers.read(line.text)
    if marker is None:
        return True
    if marker.style in ("chapter", "bian") and len(line.text) <= 30:
        return False
    heading = markers.read(first) is not None and len(paragraph) <= 3 and not any("。" in x.text for x in paragraph)
    return not (heading and "，" not in last[-8:] and marker.number == 1) and not last.endswith(_TERMINAL)
