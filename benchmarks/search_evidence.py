"""Question → the provision that answers it: what each signal of the search gives, over questions whose evidence is known.

``python benchmarks/search_evidence.py HOME``: HOME is a knowledge base that holds the documents the questions of
``tests/gold`` are about (``policykg ingest FOLDER`` with that ``POLICYKG_HOME``). Each question searches all documents;
right is a provision that holds a span of the evidence. Questions that need several places are left out. 95 % bootstrap
intervals.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import search
from kg.library import Library
from kg.locations import CORPUS
from search.asking.question import topic
from search.evaluate import WAYS, interval
from search.index import Engine

SETS = ("five", "third-first", "third", "fourth-first", "fourth", "regulations")
KINDS = ("clause", "article", "item", "task", "section", "preamble", "support")
_DEPTH = 10


def _questions(engine: Engine) -> list[dict[str, Any]]:
    """Those about one place of a document that the knowledge base has."""
    texts = "".join("".join(engine.library.text(info.iri).split()) for info in engine.library.documents())
    found = []
    for name in SETS:
        items = json.loads((CORPUS.parent / "tests" / "gold" / name / "questions.json").read_text(encoding="utf-8"))[
            "items"
        ]
        for item in items:
            spans = ["".join(span.split()) for span in item.get("evidence", ())]
            if spans and item["difficulty"] != "multi-hop" and any(span in texts for span in spans):
                found.append({"query": topic(item["question"]) or item["question"], "spans": spans, **item})
    return found


def _reciprocal_rank(engine: Engine, item: dict[str, Any], way: str) -> float:
    mode, without = WAYS[way]
    hits = engine.search(item["query"], k=_DEPTH, kinds=KINDS, mode=mode, without=without).hits
    texts = ["".join(hit.text.split()) for hit in hits]
    return next((1 / (i + 1) for i, text in enumerate(texts) if any(s in text for s in item["spans"])), 0.0)


def main() -> None:
    """One row a way of searching."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path, nargs="?", default=Path("data"))
    engine = search.open(Library(parser.parse_args().home))
    questions = _questions(engine)
    print(f"{len(questions)} questions, {len(engine.passages)} provisions")
    print("| MRR@10 | all | in its words | in other words |\n|---|---|---|---|")
    for way in WAYS:
        ranks: dict[str, list[float]] = defaultdict(list)
        for item in questions:
            rank = _reciprocal_rank(engine, item, way)
            ranks["all"].append(rank)
            ranks[item["difficulty"]].append(rank)
        row = " | ".join(str(interval(ranks[part])) for part in ("all", "lexical", "paraphrase"))
        print(f"| {way} | {row} |")


if __name__ == "__main__":
    main()
