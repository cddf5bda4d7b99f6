"""Word documents: paragraphs with the numbers Word prints before them, and tables (python-docx)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.read.builder import Builder, Slot
from kg.read.chrome import is_chrome, is_footer
from kg.read.limits import PART_BYTES, UNPACKED_BYTES
from kg.read.numbering import Numbering

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(
    {
        f"{_W}{name}"
        for name in ("del", "moveFrom", "txbxContent", "instrText", "pPr", "rPr", "tblPr", "footnoteReference")
    }
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_BODY = "word/document.xml"
_ENTRIES = 10_000


def read(data: bytes, name: str) -> Source:
    """A Word document; a damaged or swollen package is an :class:`InputError`."""
    _bounded(data, name)
    document = _opened(data, name)
    numbering = Numbering.of(document)
    builder = Builder()
    tail: list[str] = []
    for block in _blocks(document.element.body):
        if block.tag == f"{_W}tbl":
            builder.table(_rows(block, numbering))
            continue
        for line in (numbering.label(block) + _text(block)).split("\n"):
            if not is_chrome(line) and not (len(builder.text) < 400 and is_footer(line)):
                builder.paragraph(line)
    return Source(builder.text, "docx", name, Metadata(), tuple(builder.tables), tuple(tail))


def _bounded(data: bytes, name: str) -> None:
    """Look at the sizes a package declares before anything in it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = {entry.filename: entry for entry in package.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(
            f"{name}: the Word document is damaged or cut off ({error}); fetch or save it again"
        ) from error
    if _BODY not in entries:
        kind = "an Excel workbook" if any(e.startswith("xl/") for e in entries) else "an archive"
        raise InputError(f"{name}: {kind}, no Word document; give a .docx, or unpack it first")
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries.values()) > UNPACKED_BYTES:
        raise InputError(f"{name}: unpacks to more than {UNPACKED_BYTES >> 20} MB; this is no ordinary document")
    if any(e.file_size > PART_BYTES for e in entries.values() if e.filename.endswith((".xml", ".rels"))):
        raise InputError(f"{name}: has more than {PART_BYTES >> 20} MB of text; this is no ordinary document")


def _opened(data: bytes, name: str) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(data))
    except (
        OpcError,
        LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        OSError,
        AttributeError,
    ) as error:
        told = type(error).__name__
        raise InputError(f"{name}: the Word document is damaged ({told}); open it in Word and save it again") from error


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls and accepted insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


def _text(element: Any) -> str:
    """The words of an element as they stand once all changes are accepted."""
    if element.tag in _SKIPPED:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in (f"{_W}br", f"{_W}cr"):
        return "\n" if element.get(f"{_W}type") != "page" else ""
    if element.tag in (f"{_W}tab", f"{_W}ptab"):
        return " "
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    return "".join(_text(child) for child in element)


def _rows(table: Any, numbering: Numbering) -> list[list[Slot]]:
    """The cells that are printed: those merged into the one above or to the left count as its span."""
    rows: list[list[Slot]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        slots: list[Slot] = []
        column = 0
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is not row:
                continue
            across, merge = _merged(cell)
            if merge == "continue" and column in open_cells:
                r, i = open_cells[column]
                text, down, wide = rows[r][i]
                rows[r][i] = (text, down + 1, wide)
            else:
                if merge == "restart":
                    open_cells[column] = (len(rows), len(slots))
                else:
                    open_cells.pop(column, None)
                slots.append((_cell(cell, numbering), 1, across))
            column += across
        rows.append(slots)
    return rows


def _merged(cell: Any) -> tuple[int, str | None]:
    """How many columns a cell covers, and whether it begins or continues a merge downwards."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, None
    span, merge = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    across = int(value) if value.isdigit() else 1
    return across, None if merge is None else merge.get(f"{_W}val", "continue")


def _cell(cell: Any, numbering: Numbering) -> str:
    lines = []
    for block in _blocks(cell):
        if block.tag == f"{_W}tbl":
            lines += [" ".join(text for text, _, _ in row) for row in _rows(block, numbering)]
        else:
            lines.append(numbering.label(block) + _text(block))
    return "\n".join(lines)
