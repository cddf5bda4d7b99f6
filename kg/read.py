"""Documents in, text with exact offsets out: .txt .md .html .docx .pdf, paths, URLs and standard input."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
import zipfile
from pathlib import Path

from kg.errors import InputError
from kg.model import Cell, Metadata, Source, Table

LIMIT = 50 * 2**20


def read(origin: str | Path, *, data: bytes | None = None, name: str | None = None) -> Source:
    """The text of a document; ``data`` and ``name`` are those of an upload."""
    origin = str(origin)
    if data is None:
        data, name = _fetch(origin)
    name = name or origin
    if len(data) > LIMIT:
        raise InputError(f"{origin}: larger than 50 MB; split the document")
    if not data.strip():
        raise InputError(f"{origin}: the document is empty / 文件是空的")
    form = _form(data, name)
    readers = {"pdf": _pdf, "docx": _docx, "html": _html}
    return readers.get(form, _text)(data, origin, form)


def _fetch(origin: str) -> tuple[bytes, str]:
    if origin == "-":
        return sys.stdin.buffer.read(LIMIT + 1), "stdin"
    if "://" in origin:
        import httpx

        try:
            reply = httpx.get(origin, timeout=30, follow_redirects=True)
            reply.raise_for_status()
        except httpx.HTTPError as error:
            raise InputError(f"{origin}: cannot be fetched ({error}); check the address and the network") from error
        return reply.content, origin
    try:
        with Path(origin).open("rb") as file:
            return file.read(LIMIT + 1), origin
    except OSError as error:
        raise InputError(f"{origin}: cannot be read ({error.strerror})") from error


def _form(data: bytes, name: str) -> str:
    """The format by content first, then by suffix."""
    if data[:5] == b"%PDF-":
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return "docx"
    head = data[:2048].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<div", b"<head", b"<body")) or b"<html" in head:
        return "html"
    suffix = Path(name).suffix.lower()
    if suffix in (".pdf", ".docx"):
        raise InputError(f"{name}: is no {suffix[1:]} file inside; save it again under its right format")
    return "html" if suffix in (".html", ".htm") and b"<" in head else "md" if suffix == ".md" else "txt"


def decode(data: bytes, origin: str) -> str:
    """Text of UTF-8, UTF-16 or GB18030 bytes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codecs: tuple[str, ...] = ("utf-16",)
    else:
        codecs = ("utf-8", "gb18030")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(f"{origin}: neither UTF-8, UTF-16 nor GB18030 text; save it as UTF-8")


def _text(data: bytes, origin: str, form: str) -> Source:
    text = decode(data, origin)
    return Source(text, form, origin, tables=tuple(tab_tables(text)))


def tab_tables(text: str) -> list[Table]:
    """Tables of plain text: rows of tab-indented lines, one line a cell, a blank line between rows."""
    tables: list[Table] = []
    rows: list[list[tuple[int, int]]] = []
    row: list[tuple[int, int]] = []
    position = 0
    for line in [*text.split("\n"), "end"]:
        start, position = position, position + len(line) + 1
        body = line.strip()
        if line.startswith("\t") and body:
            at = start + line.index(body)
            row.append((at, at + len(body)))
            continue
        if row:
            rows.append(row)
            row = []
        if body and rows:
            if len(rows) > 1 and len({len(r) for r in rows}) == 1 and len(rows[0]) > 1:
                tables.append(_table(rows))
            rows = []
    return tables


def _table(rows: list[list[tuple[int, int]]]) -> Table:
    cells = [Cell(s, e, r, c) for r, row in enumerate(rows) for c, (s, e) in enumerate(row)]
    return Table(cells[0].start, cells[-1].end, tuple(cells))


class _Builder:
    """Text that grows, with the places of table cells."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.tables: list[Table] = []

    def add(self, text: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def paragraph(self, text: str) -> None:
        text = _clean(text)
        if text:
            self.add(text)
            self.add("\n")

    def table(self, rows: list[list[tuple[str, int, int]]]) -> None:
        """``rows`` of (text, rowspan, colspan); cells are placed around the spans above them."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for r, row in enumerate(rows):
            c = 0
            for text, rowspan, colspan in row:
                while (r, c) in taken:
                    c += 1
                rowspan = max(1, min(rowspan, len(rows) - r))
                taken |= {(r + i, c + j) for i in range(rowspan) for j in range(colspan)}
                start, end = self.add(_clean(text))
                self.add("\t")
                cells.append(Cell(start, end, r, c, rowspan, colspan))
                c += colspan
            self.add("\n")
        if cells:
            self.tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))

    @property
    def text(self) -> str:
        return "".join(self.parts)


def _clean(text: str) -> str:
    return re.sub(r"[ \t\r\f\v\xa0]+", " ", text.replace("\x00", "")).strip(" \n\u3000")


_BLOCK = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "article", "center", "td", "tr", "dd", "dt"}
_SKIP = {"script", "style", "noscript", "head", "nav", "footer", "form", "button", "select", "iframe", "svg"}


def _html(data: bytes, origin: str, form: str) -> Source:
    from lxml import html

    text = decode(data, origin) if not re.search(rb"charset=.?gb", data[:4096], re.I) else data.decode("gb18030", "replace")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    tree = html.fromstring(text)
    body, meta = _main(tree), _page_metadata(tree)
    builder = _Builder()
    _walk(body, builder)
    if not builder.text.strip():
        raise InputError(f"{origin}: no text in this page; it may load its text by script")
    return Source(builder.text, "html", origin, meta, tuple(builder.tables))


_MAIN_XPATHS = (
    '//*[@id="UCAP-CONTENT"]', '//*[contains(@class,"TRS_Editor")]', '//*[contains(@class,"pages_content")]',
    '//*[@id="zoom"]', '//*[@id="zoomcon"]', '//*[contains(@class,"article-content")]',
    '//*[contains(@class,"article_con")]', '//*[contains(@class,"b12c")]', '//*[contains(@class,"content")]',
)  # fmt: skip


def _main(tree):  # type: ignore[no-untyped-def]
    total = len(tree.text_content() or "")
    for xpath in _MAIN_XPATHS:
        found = sorted(tree.xpath(xpath), key=lambda e: -len(e.text_content()))
        if found and len(found[0].text_content().strip()) > max(200, total * 0.1):
            return found[0]
    return tree


def _page_metadata(tree) -> Metadata:  # type: ignore[no-untyped-def]
    return Metadata()


def _walk(element, builder: _Builder) -> None:  # type: ignore[no-untyped-def]
    if not isinstance(element.tag, str) or element.tag in _SKIP:
        return
    if element.tag == "table" and _is_data(element):
        builder.table(_rows(element))
        return
    if element.tag == "br":
        return
    blocks = [e for e in element.iter() if e is not element and isinstance(e.tag, str) and e.tag in (_BLOCK | {"table"})]
    if not blocks:
        for line in _inline(element).split("\n"):
            builder.paragraph(line)
        return
    builder.paragraph(element.text or "")
    for child in element:
        _walk(child, builder)
        builder.paragraph(child.tail or "")


def _inline(element) -> str:  # type: ignore[no-untyped-def]
    out = [element.text or ""]
    for child in element:
        if child.tag == "br":
            out.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SKIP:
            out.append(_inline(child))
        out.append(child.tail or "")
    return "".join(out)


def _is_data(table) -> bool:  # type: ignore[no-untyped-def]
    rows = table.xpath(".//tr")
    return len(rows) > 1 and max(len(r.xpath("./td|./th")) for r in rows) > 1 and not table.xpath(".//table")


def _rows(table) -> list[list[tuple[str, int, int]]]:  # type: ignore[no-untyped-def]
    def span(cell, name: str) -> int:  # type: ignore[no-untyped-def]
        value = cell.get(name, "1")
        return max(1, min(int(value), 200)) if value.isdigit() else 1

    return [
        [("".join(c.text_content().split()), span(c, "rowspan"), span(c, "colspan")) for c in row.xpath("./td|./th")]
        for row in table.xpath(".//tr")
    ]


def _docx(data: bytes, origin: str, form: str) -> Source:
    import docx
    from docx.table import Table as DocxTable
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(i.file_size for i in archive.infolist()) > 4 * LIMIT:
                raise InputError(f"{origin}: unpacks to more than 200 MB; this is no ordinary document")
        document = docx.Document(io.BytesIO(data))
    except InputError:
        raise
    except Exception as error:  # the library raises a dozen kinds for a damaged package
        raise InputError(f"{origin}: is no readable Word document ({type(error).__name__}); save it again") from error
    builder = _Builder()
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                builder.paragraph(line)
        elif isinstance(block, DocxTable):
            builder.table([[(c.text, 1, 1) for c in row.cells] for row in block.rows])
    return Source(builder.text, "docx", origin, tables=tuple(builder.tables))


def _pdf(data: bytes, origin: str, form: str) -> Source:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{origin}: is no readable PDF ({error}); save it again") from error
    text = unicodedata.normalize("NFC", "\n".join(pages)).replace("\r\n", "\n").replace("\x00", "")
    text = "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" else c for c in text)
    if len(text.strip()) < 20:
        raise InputError(f"{origin}: the PDF holds pictures of text only; run a text recognition first")
    return Source(text, "pdf", origin)
