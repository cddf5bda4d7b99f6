"""Bytes to text: UTF-8, UTF-16 and the GB family, told apart by what comes out and not by what is declared.

>>> decode("国务院关于".encode("gb18030"), "a.txt")
('国务院关于', ('a.txt: GB18030 text, not UTF-8',))
>>> decode("﻿国务院".encode("utf-8"), "a.txt")[0]
'国务院'
"""

from __future__ import annotations

import codecs

from kg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_READABLE = 0.85
_CUT = 4  # bytes of a character that may be missing where a file is cut off


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text, without a byte order mark, and a warning where it was not UTF-8."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec, name).removeprefix("\ufeff"), ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, name, error)
    if "\x00" in text:
        return _other(data, name, None)
    if _controls(text) > 0.01:
        raise InputError(f"{name}: binary data, no text; give the document as .txt .md .html .docx or .pdf")
    return text, ()


def _other(data: bytes, name: str, error: UnicodeDecodeError | None) -> tuple[str, tuple[str, ...]]:
    """Text that is not UTF-8: cut off, GB18030, or UTF-16 without its mark."""
    late = error is not None and error.start >= len(data) - _CUT and error.start > _CUT
    if late and error is not None and _readable(data[: error.start].decode("utf-8")):
        raise InputError(f"{name}: ends inside a character, so it is cut off; fetch or save it again")
    for codec in ("utf-16-le", "utf-16-be") if b"\x00" in data[:_SAMPLE] else ():
        text = data.decode(codec, "ignore")
        if "\x00" not in text and _readable(text):
            return text, (f"{name}: UTF-16 text without a byte order mark",)
    if b"\x00" not in data:
        text = data.decode("gb18030", "ignore")
        if _readable(text) and len(text.encode("gb18030")) >= len(data) - _CUT:
            if len(text.encode("gb18030")) != len(data):
                raise InputError(f"{name}: ends inside a character, so it is cut off; fetch or save it again")
            return text, (f"{name}: GB18030 text, not UTF-8",)
        text = data.decode("utf-8", "replace")
        lost = text.count("\ufffd")
        if lost * 500 < len(text) and _readable(text):
            return text, (f"{name}: {lost} characters are damaged (no UTF-8)",)
    raise InputError(f"{name}: neither UTF-8, UTF-16 nor GB18030 text; save it as UTF-8")


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: damaged {codec.upper()} text at byte {error.start}; save it again") from error


def _readable(text: str) -> bool:
    """Whether nearly all of a sample is ASCII, Chinese punctuation or characters in daily use."""
    sample = text[:_SAMPLE]
    good = sum(c.isprintable() if c < "\x7f" else _daily(c) for c in sample) + sum(map(sample.count, "\t\n\r"))
    return bool(sample) and good / len(sample) >= _READABLE


def _daily(c: str) -> bool:
    try:
        code = c.encode("gb2312")
    except UnicodeEncodeError:
        return c in "〔〕—“”‘’…·⼀\u2002\u2003\ufeff"
    return len(code) == 2 and (code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xD7)


def _controls(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(c < " " and c not in "\t\n\r\f\v" for c in sample) / max(1, len(sample))
