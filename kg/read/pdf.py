"""PDF: the text layer, page by page, without page numbers and running heads, its lines joined to paragraphs (pypdfium2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.read.builder import clean
from kg.read.chrome import is_chrome
from kg.read.facts import label_of, labelled, metadata
from kg.read.glyphs import plain
from kg.read.limits import CHARACTERS, PAGES
from kg.read.wraps import MARKER, Line, columns, joined, unspaced

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d{1,4}\s*/\s*\d{1,4}|共\s*\d+\s*页"
)
_CUT_OFF = 2048
_LEAST = 20  # characters a text layer has at least
_HEAD = 25  # lines in which a page's labelled facts stand


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line where it stands on its page, in points; ``size`` is the width of a Chinese character."""

    text: str
    page: int
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def size(self) -> float:
        return (self.right - self.left) / max(1.0, columns(self.text) / 2)


def read(data: bytes, name: str) -> Source:
    """A PDF with a text layer."""
    pages = _pages(data, name)
    kept = _without_marks(pages)
    lines = [line for page in kept for line in page]
    lines, facts = _without_chrome(lines)
    told = metadata(labelled(facts)) if facts else Metadata()
    text = "".join(f"{clean(paragraph)}\n" for paragraph in joined(_laid_out(lines)))
    if len(text.strip()) < _LEAST:
        raise InputError(f"{name}: the PDF holds pictures and no text; run a text recognition (OCR) first")
    return Source(text, "pdf", name, told)


def _pages(data: bytes, name: str) -> list[list[_Printed]]:
    if b"%%EOF" not in data[-_CUT_OFF:]:
        raise InputError(f"{name}: the PDF is cut off before its end; fetch or save it again")
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > PAGES:
            raise InputError(f"{name}: {len(document)} pages, more than {PAGES}; split it")
        pages, length = [], 0
        for number in range(len(document)):
            page = document[number].get_textpage()
            pages.append(_lines(page, number))
            length += sum(len(line.text) for line in pages[-1])
            page.close()
            if length > CHARACTERS:
                raise InputError(f"{name}: more than {CHARACTERS} characters; split the document")
        document.close()
    except pypdfium2.PdfiumError as error:
        advice = "remove its password" if "assword" in str(error) else "fetch or save it again"
        raise InputError(f"{name}: the PDF cannot be opened ({error}); {advice}") from error
    return pages


def _lines(page: Any, number: int) -> list[_Printed]:
    """The lines of a page with their places; without places where the library's two counts disagree."""
    text = page.get_text_range()
    placed = len(text) == page.count_chars()
    lines, at = [], 0
    for raw in re.split(r"(?<=\n)", text):
        words = raw.rstrip()
        lead = len(words) - len(words.lstrip())
        if words:
            body = unspaced(plain(words.strip()))
            if placed:
                left, bottom, _, top = page.get_charbox(at + lead, loose=True)
                right = page.get_charbox(at + len(words) - 1, loose=True)[2]
                lines.append(_Printed(body, number, left, right, top, bottom))
            else:
                lines.append(_Printed(body, number))
        at += len(raw)
    return lines


def _without_marks(pages: list[list[_Printed]]) -> list[list[_Printed]]:
    """Pages without their numbers and without lines that stand at the edge of most pages."""
    edges = Counter(
        _shape(line.text) for page in pages for line in {*page[:2], *page[-2:]} if len(page) > 4 and len(line.text) < 60
    )
    running = {shape for shape, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        rest = list(page)
        for at in (0, 0, -1, -1):
            if rest and (_PAGE_NUMBER.fullmatch(rest[at].text) or _shape(rest[at].text) in running):
                del rest[at]
        kept.append(rest)
    return kept


def _shape(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text) or "0"


def _without_chrome(lines: Sequence[_Printed]) -> tuple[list[_Printed], list[str]]:
    """Lines without those of the web page they were printed from, and the facts that page tells."""
    kept = [line for line in lines if not is_chrome(line.text)]
    head = [line for line in kept[:_HEAD] if label_of(line.text)]
    if len(head) < 3:
        return kept, []
    return [line for line in kept if line not in head], [line.text for line in head]


def _laid_out(lines: Sequence[_Printed]) -> list[Line]:
    """What indents, margins and gaps say of each line."""
    long = [line for line in lines if line.right > line.left and columns(line.text) > 30]
    if len(long) < 3:
        return [Line(line.text) for line in lines]
    size = median(line.size for line in long)
    lefts = Counter(round(line.left / size * 2) for line in long)
    left = min(at for at, count in lefts.items() if count * 10 >= len(long)) * size / 2
    rights = sorted(line.right for line in long)
    right = rights[int(len(rights) * 0.9)]
    indented = sum(line.left > left + 1.2 * size for line in lines) * 20 > len(lines)
    gaps = [a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.top]
    usual = median(gaps) if gaps else 0.0
    out: list[Line] = []
    before: _Printed | None = None
    for line in lines:
        begins = _begins(line, before, left, size, usual, indented)
        out.append(Line(line.text, begins, line.right > right - (2.6 if indented else 1.6) * size))
        before = line
    return out


def _begins(
    line: _Printed, before: _Printed | None, left: float, size: float, gap: float, indented: bool
) -> bool | None:
    if before is None:
        return True
    if abs(line.size - size) > 0.15 * size and columns(line.text) > 8 and abs(line.size - before.size) > 0.15 * size:
        return True  # another size of letters: a title
    if line.page == before.page and before.bottom - line.top > gap + 0.6 * size:
        return True
    if not indented:
        return None
    if line.left <= left + 1.2 * size:
        return False
    hanging = abs(line.left - before.left) < 0.6 * size and not before.text.endswith(("。", "；", "："))
    return None if hanging and not MARKER.match(line.text) else True
