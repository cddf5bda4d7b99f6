"""The words of an element as a browser would break them into lines, and its tables as rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.read.builder import Slot, clean
from kg.read.chrome import is_chrome, is_footer
from kg.read.facts import label_of
from kg.read.page import is_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Block = str | list[list[Slot]]
"""A paragraph, or the rows of a table."""

_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dd", "dt", "section", "article", "center",
    "table", "tbody", "thead", "tfoot", "tr", "td", "th", "blockquote", "pre", "hr", "br", "address", "fieldset",
    "figure", "figcaption", "body", "html", "ucapcontent", "main",
))  # fmt: skip
_CJK = "\u2e80-\u9fff\uff00-\uffef\u3001-\u303f“”‘’—…"
_BREAK = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n][ \t\r\n]*(?=[{_CJK}])")
_NEXT_LABEL = re.compile(r"[\s\u3000]+(?=[\u4e00-\u9fff\s\u3000]{2,8}[:：])")
_HEAD_LINES = 12


def lines_of(element: HtmlElement, without: HtmlElement | None = None) -> list[str]:
    """Every line of an element, table cells as lines of their own; ``without`` is left out."""
    return [block for block in _blocks(element, without, tables=False) if isinstance(block, str)]


def document_blocks(element: HtmlElement, known: bool) -> tuple[list[Block], list[str]]:
    """Paragraphs and tables of the document, and the lines around it that tell of it (发布日期：…)."""
    blocks = list(_blocks(element, None, tables=True))
    facts: list[str] = []
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, str):
            lines = [text for row in block for text, _, _ in row]
            if sum(label_of(line) is not None for line in lines) >= 3:
                facts += lines
            else:
                kept.append(block)
        elif len(kept) < _HEAD_LINES and (parts := _labels(block)):
            facts += parts
        elif not (is_chrome(block) and (not known or not kept)):
            kept.append(block)
    while kept and isinstance(kept[-1], str) and is_footer(kept[-1]):
        kept.pop()
    return kept, facts


def _labels(line: str) -> list[str]:
    """The labelled values in a line that holds nothing else."""
    parts = [part for part in _NEXT_LABEL.split(line) if part.strip()]
    return parts if len(line) < 120 and all(label_of(part) for part in parts) else []


def _blocks(element: HtmlElement, without: HtmlElement | None, tables: bool) -> Iterator[Block]:
    pending: list[str] = []

    def flush() -> Iterator[str]:
        line = clean(_BREAK.sub("", "".join(pending)).replace("\n", " ").replace("\r", " "))
        pending.clear()
        if line:
            yield line

    def visit(one: HtmlElement) -> Iterator[Block]:
        if one is without or is_hidden(one):
            return
        if tables and one.tag == "table" and (rows := table_rows(one)):
            yield from flush()
            yield rows
            return
        block = one.tag in _BLOCKS
        if block:
            yield from flush()
        pending.append(one.text or "")
        for child in one:
            yield from visit(child)
            pending.append(child.tail or "")
        if block:
            yield from flush()

    yield from visit(element)
    yield from flush()


def table_rows(table: HtmlElement) -> list[list[Slot]]:
    """The rows of a table of data; none for a table that only arranges the page."""
    depth = len(list(table.iterancestors("table")))
    rows = [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
        if len(list(row.iterancestors("table"))) == depth + 1
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return []
    if any(len(inner.findall(".//tr")) > 1 for inner in table.iterdescendants("table")):
        return []
    return [
        [("\n".join(lines_of(cell)), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in row] for row in rows
    ]


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, int(value)) if value.isdigit() and len(value) < 5 else 1
