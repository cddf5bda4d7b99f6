"""Markdown: its words without the marks, its tables, its hard-wrapped lines joined (markdown-it-py).

>>> source = read("# 关于印发方案的通知\\n\\n**一、目标**\\n\\n| 任务 | 单位 |\\n|---|---|\\n| 推进 | 教育局 |\\n", "a.md")
>>> source.text, source.metadata.title
('关于印发方案的通知\\n一、目标\\n任务\\t单位\\n推进\\t教育局\\n', '关于印发方案的通知')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.model import Metadata, Source
from kg.read.builder import Builder, Slot
from kg.read.facts import label_of, labelled, metadata
from kg.read.glyphs import plain
from kg.read.wraps import Line, joined, unspaced, usual_width

_PAGE_MARK = re.compile(r"^\s*[-—–－]\s?\d{1,4}\s?[-—–－](?=\D|$)")
_NUMBER_BEHIND = re.compile(r"[（(]\s*(?P<number>[^（）()]*?[〔\[［]\s*\d{4}\s*[〕\]］][^（）()]*?号)\s*[）)]$")
_HEAD = 12
_LEFT_OVER = re.compile(r"\*\*|__")


def read(text: str, name: str) -> Source:
    """A Markdown file; numbers of lists stay in the text, headings and emphasis lose only their marks."""
    blocks = list(_blocks(_parser().parse(plain(text))))
    heading = next((b.lines[0] for b in blocks[:_HEAD] if b.heading and b.lines), None)
    lines = [line for block in blocks[:_HEAD] for line in block.lines]
    facts = [line for line in lines if label_of(line)]
    told = _told(heading, facts)
    builder = Builder()
    width = usual_width(line for block in blocks for line in block.lines)
    waiting: list[Line] = []
    for place, block in enumerate(blocks):
        if block.rows:
            _written(builder, waiting, width)
            builder.table(block.rows)
        if block.heading and place == 0 and _again(block.lines[0], blocks[1:_HEAD]):
            continue
        waiting += [Line(line) for line in block.lines if line not in facts] + [Line("")]
    _written(builder, waiting, width)
    return Source(builder.text, "md", name, told, tuple(builder.tables))


class _Part:
    """A block: its lines, or the rows of its table."""

    def __init__(self, lines: Sequence[str] = (), heading: bool = False, rows: Sequence[Sequence[Slot]] = ()) -> None:
        self.lines, self.heading, self.rows = list(lines), heading, rows


def _parser() -> MarkdownIt:
    # indented lines are paragraphs of Chinese texts, not code; a line of dashes below one makes no heading of it
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["code", "lheading", "html_block"])


def _blocks(tokens: Sequence[Token]) -> Iterator[_Part]:
    number = ""
    rows: list[list[Slot]] = []
    kind = ""
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open", "heading_open", "paragraph_open"):
            kind = token.type
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "inline" and kind in ("th_open", "td_open"):
            rows[-1].append((" ".join(_lines(token)), 1, 1))
        elif token.type == "inline":
            lines = _lines(token)
            yield _Part([number + lines[0], *lines[1:]] if lines else [], kind == "heading_open")
            number = ""
        elif token.type in ("fence", "code_block"):
            yield _Part(token.content.splitlines())
        elif token.type == "table_close":
            yield _Part(rows=rows)
            rows = []


def _lines(token: Token) -> list[str]:
    parts = ["\n" if t.type in ("softbreak", "hardbreak") else t.content for t in token.children or ()]
    found = (_PAGE_MARK.sub("", _LEFT_OVER.sub("", line)) for line in "".join(parts).split("\n"))
    return [unspaced(line.strip()) for line in found if line.strip()]


def _told(heading: str | None, facts: Sequence[str]) -> Metadata:
    told = metadata(labelled(facts))
    if heading is None:
        return told
    behind = _NUMBER_BEHIND.search(heading)
    title = heading[: behind.start()].strip() if behind else heading
    number = told.number or (re.sub(r"\s", "", behind["number"]) if behind else None)
    return replace(told, title=told.title or title, number=number)


def _again(heading: str, following: Sequence[_Part]) -> bool:
    """Whether the text itself prints the heading once more, so that the file's own head is not the document's."""
    bare = re.sub(r"\W", "", _NUMBER_BEHIND.sub("", heading))
    said = re.sub(r"\W", "", "".join(line for part in following for line in part.lines))
    return bool(bare) and bare in said


def _written(builder: Builder, waiting: list[Line], width: int) -> None:
    for paragraph in joined(waiting, width):
        builder.paragraph(paragraph)
    waiting.clear()
