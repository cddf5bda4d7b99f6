"""What a file is: its content decides, and a name that says otherwise is an error or a warning.

>>> binary_form(b"%PDF-1.7 ...", "a.pdf"), binary_form("一、".encode(), "a.txt")
('pdf', None)
>>> text_form("<!DOCTYPE html><html>", "a.html"), text_form("# 意见", "a.md")
(('html', ()), ('md', ()))
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from kg.errors import InputError

Form = Literal["txt", "md", "html", "docx", "pdf"]

_SUFFIXES: dict[str, Form] = {
    ".txt": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".shtml": "html",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_CALLED: dict[Form, str] = {"pdf": "a PDF", "docx": "a Word document", "html": "a web page", "md": "Markdown"}
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .wps, .xls)", "save it as .docx or .pdf"),
    (b"{\\rtf", "an RTF file", "save it as .docx or .pdf"),
    (b"\x89PNG", "a picture", "run a text recognition first"),
    (b"\xff\xd8\xff", "a picture", "run a text recognition first"),
    (b"GIF8", "a picture", "run a text recognition first"),
    (b"II*\x00", "a picture", "run a text recognition first"),
    (b"MM\x00*", "a picture", "run a text recognition first"),
    (b"\x1f\x8b", "an archive", "unpack it first"),
    (b"Rar!", "an archive", "unpack it first"),
    (b"7z\xbc\xaf", "an archive", "unpack it first"),
    (b"\x7fELF", "a program", "give the document itself"),
    (b"MZ\x90", "a program", "give the document itself"),
)
_PAGE = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_FRAGMENT = re.compile(
    r"(?:\s|<!--.*?-->)*<(?:div|table|p|span|section|article|h[1-6]|meta|title|center)[\s>]", re.I | re.S
)
_MARKUP = re.compile(r"<(?:p|br|div|td|html|body|span)[\s/>]", re.I)


def suffix_form(name: str) -> Form | None:
    """The format a file name or address says it has."""
    path = urlsplit(name).path if "://" in name else name
    return _SUFFIXES.get(PurePosixPath(path.replace("\\", "/")).suffix.lower())


def binary_form(data: bytes, name: str) -> Form | None:
    """``pdf``, ``docx`` or ``None`` for text; an error for any other binary and for a name that says otherwise."""
    for start, kind, advice in _OTHERS:
        if data.startswith(start):
            raise InputError(f"{name}: {kind}, no document this program reads; {advice}")
    found: Form | None = None
    if b"%PDF-" in data[:1024]:
        found = "pdf"
    elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = "docx"
    said = suffix_form(name)
    if said != found and said is not None and (found or said in ("pdf", "docx")):
        holds = f"holds {_CALLED[found]}" if found else f"is not {_CALLED[said]} inside"
        raise InputError(f"{name}: named .{said} but {holds}; give it its right name, or save it again")
    return found


def text_form(text: str, name: str) -> tuple[Form, tuple[str, ...]]:
    """``html``, ``md`` or ``txt``, and a warning where the name says otherwise."""
    said = suffix_form(name)
    if _PAGE.match(text) or (said in ("html", None) and _FRAGMENT.match(text)):
        return "html", (f"{name}: named .{said} but holds a web page",) if said in ("txt", "md") else ()
    if said == "html":
        if _MARKUP.search(text):
            return "html", ()
        return "txt", (f"{name}: named .html but holds plain text",)
    return said or "txt", ()
