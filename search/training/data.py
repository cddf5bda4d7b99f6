"""Pairs of texts that belong together, out of the training folder: question → passage, heading → article, half → half,
word → word."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from search.thesaurus import Thesaurus
from search.training.dictionary import peers, word_pairs
from search.training.pairs import Pair

_SHORTEST = 8
_LONGEST = 500
_REPLACED = 0.7


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a compressed file."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def pairs(folder: Path, seed: int, thesaurus: Thesaurus, known: Mapping[str, int]) -> list[Pair]:
    """All pairs, in an order that ``seed`` decides.

    Sentences are also said in the everyday words of ``thesaurus``, and in words of the same meaning by the dictionary
    (of those that ``known`` has a count of).
    """
    rng = random.Random(seed)
    others = peers(known)
    found: list[Pair] = [*_words(thesaurus), *word_pairs(others, rng), *asked(folder)]
    for row in rows(folder / "articles.jsonl.xz"):
        found += _article(row, rng)
        found += _everyday(row, thesaurus, rng)
        found += _otherwise(row, others, rng)
    rng.shuffle(found)
    return found


def asked(folder: Path) -> Iterator[Pair]:
    """Questions with the passages that answer them, titles with their abstracts: some for training, some held out."""
    for name in ("questions", "titles"):
        for row in rows(folder / f"{name}.jsonl.xz"):
            yield Pair(row["text"], row["passage"][:_LONGEST], name, row.get("split") or "train")


def _words(thesaurus: Thesaurus) -> Iterator[Pair]:
    """Everyday word → official word, said often enough to fill a batch."""
    for concept in thesaurus.concepts_by_iri.values():
        for word in (*concept.everyday, *concept.alternatives):
            yield Pair(word, concept.label, "word")
            yield Pair(word, " ".join(concept.official), "word")


def _everyday(row: dict[str, Any], thesaurus: Thesaurus, rng: random.Random) -> Iterator[Pair]:
    """One sentence of an article with its official words replaced by everyday ones → the article."""
    text, sentence = _sentence_of(row, rng)
    said = sentence
    for found in thesaurus.concepts(sentence):
        others = [w for w in (*found.concept.everyday, *found.concept.official) if w != found.said]
        if others:
            said = said.replace(found.said, rng.choice(others))
    if said != sentence:
        yield Pair(said, text, "everyday", group=row["law"])


def _otherwise(row: dict[str, Any], peers: Mapping[str, list[str]], rng: random.Random) -> Iterator[Pair]:
    """One sentence of an article with most of its words replaced by others of the same meaning → the article."""
    text, sentence = _sentence_of(row, rng)
    said, at = "", 0
    while at < len(sentence):
        word = next((sentence[at : at + n] for n in range(6, 1, -1) if sentence[at : at + n] in peers), sentence[at])
        said += rng.choice(peers[word]) if len(word) > 1 and rng.random() < _REPLACED else word
        at += len(word)
    if said != sentence:
        yield Pair(said, text, "otherwise", group=row["law"])


def _sentence_of(row: dict[str, Any], rng: random.Random) -> tuple[str, str]:
    """The text of an article, and one of its sentences; empty where none is long enough."""
    text = re.sub(r"\s+", "", row["text"])[:_LONGEST]
    sentences = [s for s in re.split(r"(?<=[。；，])", text) if len(s) >= _SHORTEST]
    return text, rng.choice(sentences) if sentences else ""


def _article(row: dict[str, Any], rng: random.Random) -> list[Pair]:
    text = re.sub(r"\s+", "", row["text"])[:_LONGEST]
    if len(text) < _SHORTEST * 3:
        return []
    out = []
    headings = [re.sub(r"^第.{1,5}[编章节]\s*", "", h).strip() for h in row["headings"]]
    heading = "".join(h for h in headings if h not in ("总则", "附则", "分则"))
    if heading:
        out.append(Pair(f"{row['law'].split('(')[0]}{heading}", text, "heading"))
    sentences = [s for s in re.split(r"(?<=[。；])", text) if len(s) >= _SHORTEST]
    if len(sentences) >= 2:
        at = rng.randrange(len(sentences))
        out.append(Pair(sentences[at], "".join(sentences[:at] + sentences[at + 1 :]), "sentence", group=row["law"]))
    else:
        middle = text.find("，", len(text) // 3)
        if _SHORTEST <= middle < len(text) - _SHORTEST:
            out.append(Pair(text[:middle], text[middle + 1 :], "half", group=row["law"]))
    return out
