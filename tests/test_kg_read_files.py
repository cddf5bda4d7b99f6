"""Files as they come: right ones in any carrier and encoding, and broken ones, each with one clear error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.library import Library
from kg.read import read

TEXT = "关于试点的通知\n一、总体要求\n坚持育人为本。\n二、重点任务\n（一）建设基地。由教育局负责。\n"
PAGE = f"<html><head><title>关于试点的通知</title></head><body><div class='TRS_Editor'>{''.join(f'<p>{line}</p>' for line in TEXT.splitlines())}</div></body></html>"


def _docx(body: str) -> bytes:
    import docx

    document = docx.Document()
    for line in body.splitlines():
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (300 * 2**20))
    return held.getvalue()


RIGHT: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.txt", lambda: TEXT.encode(), "UTF-8"),
    ("b.txt", lambda: TEXT.encode("utf-8-sig"), "UTF-8 with a mark"),
    ("c.txt", lambda: TEXT.encode("gb18030"), "GB18030 that nothing declares"),
    ("d.txt", lambda: TEXT.encode("utf-16"), "UTF-16 with its mark"),
    ("e.txt", lambda: TEXT.replace("\n", "\r\n").encode(), "lines of Windows"),
    ("f.html", PAGE.encode, "a page"),
    ("g.htm", lambda: PAGE.encode("gbk"), "a page in GBK"),
    ("h.md", lambda: f"# {TEXT}".encode(), "Markdown"),
    ("i.docx", lambda: _docx(TEXT), "Word"),
]


@pytest.mark.parametrize(("name", "make", "why"), RIGHT, ids=[row[2] for row in RIGHT])
def test_the_words_come_out_whatever_the_carrier(name: str, make: Callable[[], bytes], why: str) -> None:
    source = read("upload", data=make(), name=name)
    assert all(line in source.text for line in ("一、总体要求", "坚持育人为本。", "（一）建设基地。由教育局负责。")), (
        why
    )


BROKEN: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("a.txt", lambda: b"", "empty", "an empty file"),
    ("b.txt", lambda: b" \n\t ", "empty", "white space only"),
    ("c.pdf", lambda: TEXT.encode(), "PDF", "text named PDF"),
    ("d.docx", lambda: TEXT.encode(), "Word", "text named Word"),
    ("e.txt", lambda: _docx(TEXT), "Word", "Word named text"),
    ("f.docx", lambda: _docx(TEXT)[:2000], "", "Word cut off"),
    ("g.docx", _bomb, "", "an archive that unpacks to hundreds of megabytes"),
    ("h.pdf", lambda: b"%PDF-1.7\n1 0 obj\n", "cut off", "PDF cut off"),
    ("i.txt", lambda: ("一" * (17 * 2**20)).encode(), "", "fifty megabytes in one line"),
    ("j.html", lambda: PAGE.encode()[:-60], "cut off", "a page cut off"),
    ("k.txt", lambda: bytes(range(256)) * 40, "", "binary"),
    ("l.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "docx", "an old Word file"),
    ("m.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 600, "picture", "a picture"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "told", "why"), BROKEN, ids=[row[3] for row in BROKEN])
def test_a_broken_file_is_one_clear_error_and_changes_nothing(
    name: str, make: Callable[[], bytes], told: str, why: str, tmp_path: Path
) -> None:
    library = Library(tmp_path / "home")
    before = library.state()
    with pytest.raises(InputError) as raised:
        library.ingest("upload", data=make(), name=name)
    message = str(raised.value)
    assert name in message, why
    assert told in message, why
    assert "\n" not in message
    assert library.state() == before
    assert library.documents() == []


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.txt")
