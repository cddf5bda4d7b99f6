"""Heading → provision over real documents: the heading is the question, the provision without it what is to be found.

``python benchmarks/search_headings.py FOLDER``: recall and MRR of BM25, the encoder, both, and both with the thesaurus,
among the provisions of all documents of FOLDER; 95 % bootstrap intervals.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import InputError
from kg.locations import CORPUS
from kg.read import read
from kg.structure import outline
from search.encoder import SHIPPED
from search.encoder_static import StaticEncoder
from search.evaluate import interval
from search.keywords import Keywords, query_terms, segment
from search.thesaurus import Thesaurus
from search.vectors import FaissVectors

_LONGEST = 600
Scores = npt.NDArray[np.float32]


def _pairs(folder: Path) -> list[tuple[str, str]]:
    """(heading, body) of every provision that has both; a heading that names two provisions is left out."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix not in (".txt", ".html", ".docx", ".md", ".pdf"):
            continue
        try:
            source = read(file)
        except InputError as error:
            print(error)
            continue
        for p in outline(source).provisions:
            body = source.text[p.start : p.end].strip()
            if p.title is not None and len(body) > 30 and p.kind in ("clause", "item", "article", "section"):
                found.setdefault("".join(p.title.of(source.text).split()), []).append(body[:_LONGEST])
    return [(heading, bodies[0]) for heading, bodies in found.items() if len(bodies) == 1 and len(heading) > 3]


def _normal(scores: Scores) -> Scores:
    best = float(scores.max(initial=0))
    return (scores / best).astype(np.float32) if best > 0 else scores


def main() -> None:
    """One row a system."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS / "documents")
    pairs = _pairs(parser.parse_args().folder)
    bodies = [body for _, body in pairs]
    keywords, encoder, thesaurus = Keywords([segment(bodies)]), StaticEncoder(SHIPPED), Thesaurus.load()
    vectors = FaissVectors(encoder.encode(bodies))
    ranks: dict[str, list[int]] = {"BM25": [], "encoder": [], "both": [], "both + thesaurus": []}
    for right, (heading, _) in enumerate(pairs):
        bm25 = keywords.scores(query_terms(heading))
        dense = _normal(np.maximum(vectors.scores(encoder.encode([heading])[0]), 0))
        meant = bm25 + sum(
            (0.9 * keywords.synonyms(group) for group in thesaurus.synonyms(heading)), np.zeros_like(bm25)
        )
        systems = (bm25, dense, 0.55 * _normal(bm25) + 0.45 * dense, 0.55 * _normal(meant) + 0.45 * dense)
        for name, scores in zip(ranks, systems, strict=True):
            ranks[name].append(int((scores > scores[right]).sum()))
    print(f"{len(pairs)} headings\n| system | recall@1 | recall@10 | MRR@10 |\n|---|---|---|---|")
    for name, found in ranks.items():
        one, ten = ([float(r < k) for r in found] for k in (1, 10))
        mrr = [1 / (r + 1) if r < 10 else 0.0 for r in found]
        print(f"| {name} | {interval(one)} | {interval(ten)} | {interval(mrr)} |")


if __name__ == "__main__":
    main()
