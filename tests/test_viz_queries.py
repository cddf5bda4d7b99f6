"""Every example query runs on the first document, and nearly all find something there."""

from __future__ import annotations

import pytest
from rdflib import SH, Graph

from kg.library import Library
from viz.examples import Example, as_shacl, examples

NOTHING_THERE = {"leads", "repeals"}
"""What the first document does not say."""


@pytest.mark.parametrize("example", examples(), ids=[e.name for e in examples()])
def test_an_example_runs_and_finds_something(example: Example, tianjin_library: Library) -> None:
    if "CONSTRUCT" in example.query:
        assert len(tianjin_library.store.graph(example.query)) > 10
        return
    rows = tianjin_library.store.select(example.query)
    assert rows or example.name.split("-", 1)[1] in NOTHING_THERE


def test_titles_are_chinese_and_english_and_differ() -> None:
    assert len({e.title for e in examples()}) == len(examples()) >= 25
    assert all("\u4e00" <= e.title[0] <= "\u9fff" and e.title_en.isascii() for e in examples())


def test_the_shacl_form_is_rdf() -> None:
    graph = Graph().parse(data=as_shacl("https://example.org/"), format="turtle")
    assert len(set(graph.subjects(SH.select))) + len(set(graph.subjects(SH.construct))) == len(examples())


def test_pages_take_scripts_and_styles_from_files_alone() -> None:
    from viz.pages import SECURITY

    assert "unsafe" not in SECURITY["Content-Security-Policy"]
