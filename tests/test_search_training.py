"""What the encoder learns from: words of one meaning, sentences said otherwise, and batches with hard negatives."""

from __future__ import annotations

import random

import numpy as np
import pytest

from search.training.data import _otherwise, rows
from search.training.dictionary import _by_meaning, meanings, peers, word_pairs
from search.training.pairs import Pair
from search.training.spoken import SPOKEN, adapt
from search.training.train import Batches
from search.training.vocabulary import tokenizer


@pytest.mark.parametrize(
    ("told", "found", "why"),
    [
        ("teacher/CL:個|个[ge4]", ["teacher"], "a measure word is no meaning"),
        ("to train; to practise", ["train", "practise"], "verbs lose their to, and ; parts meanings"),
        ("surname Zhang/archaic variant of 張", [], "names and variants mean nothing"),
        ("(fig.) to pay", ["pay"], "what stands in brackets explains"),
        ("a very long way of saying what it is", [], "a description is no name"),
    ],
)
def test_meanings_of_an_entry(told: str, found: list[str], why: str) -> None:
    assert list(meanings(told)) == found, why


@pytest.mark.parametrize(
    ("one", "other"), [("老师", "教师"), ("薪水", "薪酬"), ("医生", "大夫")], ids=["teacher", "wage", "doctor"]
)
def test_the_dictionary_knows_words_of_one_meaning(one: str, other: str) -> None:
    assert other in peers({one: 100, other: 100})[one]


def test_rare_words_are_nobodys_peers() -> None:
    assert peers({"老师": 100, "教师": 1}) == {}


def test_no_meaning_is_shared_by_very_many() -> None:
    assert all(2 <= len(words) <= 24 for words in _by_meaning().values())


def test_word_pairs_give_each_other_and_all_together() -> None:
    found = list(word_pairs({"老师": ["教师", "先生"]}, random.Random(1)))
    assert sorted(p.passage for p in found) == ["先生", "教师", "教师 先生"]
    assert {p.query for p in found} == {"老师"}


def test_a_sentence_is_said_in_other_words_and_finds_its_article() -> None:
    row = {"law": "教育法", "text": "学校的教师享受国家规定的假期。"}
    found = [p for seed in range(20) for p in _otherwise(row, {"教师": ["老师"]}, random.Random(seed))]
    assert {p.query for p in found} == {"学校的老师享受国家规定的假期。"}
    assert {(p.passage, p.group) for p in found} == {(row["text"], "教育法")}


def test_articles_of_one_law_stand_in_one_batch() -> None:
    pairs = [Pair("问", "答", "sentence", group=f"法{i % 10}") for i in range(1000)]
    batches = Batches(pairs, np.ones(1000, dtype=bool), batch=64, seed=3)
    for _ in range(5):
        laws = [pairs[i].group for i in batches.next()]
        assert len(laws) == 64
        blocks = [len(set(laws[i : i + 16])) for i in range(0, 64, 16)]
        assert max(blocks) <= 2, "sixteen neighbours are of one law, or of two at its end"


def test_a_batch_holds_one_kind_of_pair_and_nothing_unusable() -> None:
    pairs = [Pair("问", "答", "word" if i % 2 else "question") for i in range(400)]
    usable = np.arange(400) < 300
    batches = Batches(pairs, usable, batch=32, seed=3)
    for _ in range(8):
        rows = batches.next()
        assert len({pairs[i].source for i in rows}) == 1
        assert usable[rows].all()


def test_the_same_seed_gives_the_same_batches() -> None:
    pairs = [Pair("问", "答", "question") for _ in range(100)]
    one, two = (Batches(pairs, np.ones(100, dtype=bool), 16, seed=7) for _ in range(2))
    assert np.array_equal(one.next(), two.next())


def test_everyday_questions_have_answers_in_their_sentences() -> None:
    lines = list(rows(SPOKEN))
    assert len(lines) > 5000
    for row in lines:
        assert len(row["questions"]) == len(row["answers"]) > 0, row["sentence"]
        for span in (span for answer in row["answers"] for span in answer):
            assert span in row["sentence"] or span in ("是", "否"), (span, row["sentence"])


def test_the_second_stage_brings_questions_near_their_sentences_and_keeps_the_rest() -> None:
    words = ["薪酬", "工资", "学校", "企业", "教师", "老师"]
    table = np.random.default_rng(5).normal(size=(len(words), 256)).astype(np.float32)
    asked = [[Pair("老师", "教师", "spoken")], [Pair("工资", "薪酬", "spoken")]]
    moved = adapt(
        table, tokenizer(words), asked, [Pair("学校", "学校", "word"), Pair("企业", "企业", "word")], steps=60, seed=1
    )

    def alike(vectors: np.ndarray, one: str, other: str) -> float:
        a, b = vectors[words.index(one)], vectors[words.index(other)]
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert alike(moved, "老师", "教师") > alike(table, "老师", "教师") + 0.05
    assert alike(moved, "老师", "教师") > alike(moved, "老师", "薪酬")
