"""Pairs of texts that belong together, out of the training folder: question → passage, heading → article, half → half."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.thesaurus import Thesaurus

_SHORTEST = 8
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """``query`` should find ``passage``; ``source`` names the kind of pair, ``split`` is ``train`` or ``test``."""

    query: str
    passage: str
    source: str
    split: str = "train"


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a compressed file."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def pairs(folder: Path, seed: int, thesaurus: Thesaurus | None = None) -> list[Pair]:
    """All pairs, in an order that ``seed`` decides; with a thesaurus, sentences said in everyday words too."""
    rng = random.Random(seed)
    found: list[Pair] = []
    for name in ("questions", "titles"):
        found += [
            Pair(row["text"], row["passage"][:_LONGEST], name, row.get("split") or "train")
            for row in rows(folder / f"{name}.jsonl.xz")
        ]
    for row in rows(folder / "articles.jsonl.xz"):
        found += _article(row, rng)
        if thesaurus is not None:
            found += _everyday(row, thesaurus, rng)
    if thesaurus is not None:
        found += _words(thesaurus)
    rng.shuffle(found)
    return found


def _words(thesaurus: Thesaurus) -> Iterator[Pair]:
    """Everyday word → official word, said often enough to fill a batch."""
    for concept in thesaurus.concepts_by_iri.values():
        for word in (*concept.everyday, *concept.alternatives):
            yield Pair(word, concept.label, "word")
            yield Pair(word, " ".join(concept.official), "word")


def _everyday(row: dict[str, Any], thesaurus: Thesaurus, rng: random.Random) -> Iterator[Pair]:
    """One sentence of an article with its official words replaced by everyday ones → the article."""
    text = re.sub(r"\s+", "", row["text"])[:_LONGEST]
    sentences = [s for s in re.split(r"(?<=[。；，])", text) if len(s) >= _SHORTEST]
    if not sentences:
        return
    sentence = rng.choice(sentences)
    said = sentence
    for found in thesaurus.concepts(sentence):
        others = [w for w in (*found.concept.everyday, *found.concept.official) if w != found.said]
        if others:
            said = said.replace(found.said, rng.choice(others))
    if said != sentence:
        yield Pair(said, text, "everyday")


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
        out.append(Pair(sentences[at], "".join(sentences[:at] + sentences[at + 1 :]), "sentence"))
    else:
        middle = text.find("，", len(text) // 3)
        if _SHORTEST <= middle < len(text) - _SHORTEST:
            out.append(Pair(text[:middle], text[middle + 1 :], "half"))
    return out
