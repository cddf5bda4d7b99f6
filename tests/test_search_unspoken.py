"""Questions about nothing the documents speak of are refused, and everyday words for what they do speak of are not."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.unspoken import heaviest_strange
from search.index import Engine


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("今天中午吃什么？", "a list of anything would do for 什么"),
        ("世界杯冠军是谁？", "a body would do for 谁"),
        ("谁发明了电灯？", "units of the nearest task would do"),
        ("去巴黎要带哪些东西？", "a list of the nearest provision would do"),
        ("谁是李白？", "only the name says what is asked"),
        ("电影票可以退吗？", "the nearest sentence forbids nothing"),
        ("怎么做红烧肉？", "a way of something else"),
        ("老虎有几条腿？", "a number of something else"),
    ],
)
def test_what_no_document_speaks_of_is_refused(engine: Engine, question: str, why: str) -> None:
    assert ask(engine, question).status == "unanswerable", why


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("老师去工厂锻炼由谁负责？", "everyday words the thesaurus knows"),
        ("鲁班工坊要建多少个？", "the documents' own name"),
        ("念书换学分的银行是哪条写的？", "one strange word beside known ones"),
    ],
)
def test_everyday_words_for_what_it_speaks_of_are_not(engine: Engine, question: str, why: str) -> None:
    assert ask(engine, question).status == "answered", why


@pytest.mark.parametrize(
    ("topic", "strange", "why"),
    [
        ("红烧肉的做法", True, "in no document"),
        ("学分银行", False, "a name of the document"),
        ("", False, "nothing is asked"),
    ],
)
def test_how_strange_a_question_is(engine: Engine, topic: str, strange: bool, why: str) -> None:
    assert (heaviest_strange(engine, topic) > 0.2) is strange, why
