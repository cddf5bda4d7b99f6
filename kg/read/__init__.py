"""Documents in, text with exact offsets out: .txt .md .html .docx .pdf, from paths, URLs, uploads and standard input.

What comes out is plain text with one paragraph a line, and beside it the tables with the place of every cell. Plain
text files come out exactly as they are; of a page only the document itself does, without the menus around it.

>>> source = read("upload", data="一、总体要求\\n坚持育人为本。\\n".encode("gb18030"), name="a.txt")
>>> source.text, source.format
('一、总体要求\\n坚持育人为本。\\n', 'txt')
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.model import Source
from kg.read import docx, html, markdown, pdf, text, web
from kg.read.decoding import decode
from kg.read.limits import BYTES, CHARACTERS
from kg.read.sniff import Form, binary_form, text_form

__all__ = ["read"]

_BINARY: dict[Form, Callable[[bytes, str], Source]] = {"pdf": pdf.read, "docx": docx.read}
_TEXT: dict[Form, Callable[[str, str], Source]] = {"html": html.read, "md": markdown.read, "txt": text.read}


def read(origin: str | Path, *, data: bytes | None = None, name: str | None = None) -> Source:
    """The text of a document; ``data`` and ``name`` are those of an upload.

    Raises :class:`InputError` that says what is wrong, where, and what to do.
    """
    origin = str(origin)
    url = origin if data is None and web.is_address(origin) else None
    if data is None:
        data, name = _fetch(origin)
    told = name or origin
    if len(data) > BYTES:
        raise InputError(f"{told}: larger than {BYTES >> 20} MB; split the document")
    if not data.strip():
        raise InputError(f"{told}: the document is empty")
    source = _read(data, told)
    if not source.text.strip():
        raise InputError(f"{told}: holds no text; is it a picture, or a page that loads its text by script?")
    if len(source.text) > CHARACTERS:
        raise InputError(f"{told}: {len(source.text)} characters, more than {CHARACTERS}; split the document")
    metadata = replace(source.metadata, url=url or source.metadata.url)
    return replace(source, origin=origin, metadata=metadata)


def _read(data: bytes, name: str) -> Source:
    form = binary_form(data, name)
    if form is not None:
        return _BINARY[form](data, name)
    words, warnings = decode(data, name)
    form, told = text_form(words, name)
    source = _TEXT[form](words, name)
    return replace(source, warnings=(*warnings, *told, *source.warnings))


def _fetch(origin: str) -> tuple[bytes, str]:
    if origin == "-":
        return sys.stdin.buffer.read(BYTES + 1), "standard input"
    if web.is_address(origin):
        return web.fetch(origin)
    try:
        with Path(origin).open("rb") as file:
            return file.read(BYTES + 1), origin
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{origin}: cannot be read ({reason}); check the path") from error
