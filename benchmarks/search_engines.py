"""Quality and speed beside other engines, on the held-out questions of the training folder, in one run.

``python benchmarks/search_engines.py DATA_FOLDER [--questions 500]``: one core; recall and MRR with queries a second.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from search.encoder import SHIPPED
from search.encoder_static import StaticEncoder
from search.keywords import Keywords, query_terms, segment
from search.training.data import asked
from search.vectors import FaissVectors

Scores = Callable[[str], Any]


def _words(text: str) -> list[str]:
    import jieba

    jieba.setLogLevel(60)
    return [word for word in jieba.cut(text) if word.strip()]


def _ours(passages: list[str]) -> Iterator[tuple[str, Scores]]:
    keywords, encoder = Keywords([segment(passages)]), StaticEncoder(SHIPPED)
    vectors = FaissVectors(encoder.encode(passages))

    def bm25(query: str) -> Any:
        return keywords.scores(query_terms(query))

    def dense(query: str) -> Any:
        return np.maximum(vectors.scores(encoder.encode([query])[0]), 0)

    def both(query: str) -> Any:
        a, b = bm25(query), dense(query)
        return 0.6 * a / max(a.max(), 1e-9) + 0.4 * b / max(b.max(), 1e-9)

    yield from (("policykg keyword", bm25), ("policykg encoder", dense), ("policykg hybrid", both))


def _others(passages: list[str]) -> Iterator[tuple[str, Scores]]:
    import bm25s
    from rank_bm25 import BM25Okapi
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = [_words(p) for p in passages]
    fast = bm25s.BM25()
    fast.index(words, show_progress=False)
    yield "bm25s (jieba)", lambda q: fast.get_scores(_words(q))
    okapi = BM25Okapi(words)
    yield "rank_bm25 (jieba)", lambda q: okapi.get_scores(_words(q))
    tfidf = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    matrix = tfidf.fit_transform(passages)
    yield "scikit-learn TF-IDF (characters)", lambda q: (matrix @ tfidf.transform([q]).T).toarray()[:, 0]


def main() -> None:
    """Print one row a system."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="folder with the training data; skipped without it")
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    if options.data is None:
        print("skipped: name the folder with the training data")
        return
    found = list(asked(options.data))
    test = [p for p in found if p.split == "test"]
    test = random.Random(7).sample(test, min(options.questions, len(test)))
    passages = sorted({p.passage for p in found})
    place = {text: i for i, text in enumerate(passages)}
    print(
        f"{len(passages)} passages, {len(test)} questions\n| system | recall@1 | recall@10 | MRR@10 | queries/s |\n|---|---|---|---|---|"
    )
    for name, scores in (*_ours(passages), *_others(passages)):
        ranks, begun = [], time.perf_counter()
        for pair in test:
            got = scores(pair.query)
            ranks.append(int((got > got[place[pair.passage]]).sum()))
        rate = len(test) / (time.perf_counter() - begun)
        r = np.array(ranks)
        mrr = np.where(r < 10, 1 / (r + 1), 0).mean()
        print(f"| {name} | {(r < 1).mean():.3f} | {(r < 10).mean():.3f} | {mrr:.3f} | {rate:.0f} |")


if __name__ == "__main__":
    main()
