"""A million provisions: size, build, memory, latency of hybrid search on one core, recall of the approximate index.

``python benchmarks/search_scale.py [--rows 1000000]``: texts are sentences of the shipped documents shuffled into
provisions of real length, vectors are those of the shipped encoder with noise, so that no two are the same.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

from kg.locations import CORPUS
from search.encoder import SHIPPED
from search.encoder_static import StaticEncoder
from search.keywords import Keywords, query_terms, segment
from search.vectors import FaissVectors

_CHUNK = 20_000


def _sentences() -> list[str]:
    text = "".join(file.read_text("utf-8") for file in sorted((CORPUS / "documents").glob("*.txt")))
    return [s for s in re.split(r"(?<=[，。；])", text) if len(s) > 4]


def _texts(rows: int, rng: random.Random) -> list[str]:
    """Provisions of 60 to 300 characters; one character in five is another one, so that terms spread as in a corpus."""
    pool = _sentences()
    letters = sorted({c for s in pool for c in s if "\u4e00" <= c <= "\u9fff"}) + [chr(0x4E00 + i) for i in range(2500)]
    out = []
    for _ in range(rows):
        text = "".join(rng.choices(pool, k=rng.randint(4, 14)))
        out.append("".join(rng.choice(letters) if rng.random() < 0.2 else c for c in text))
    return out


def _vectors(texts: list[str], encoder: StaticEncoder, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    found = encoder.encode(texts) + 0.02 * rng.normal(size=(len(texts), encoder.dimension)).astype(np.float32)
    out: npt.NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return out


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def _recall(index: FaissVectors, vectors: npt.NDArray[np.float32], queries: npt.NDArray[np.float32]) -> float:
    right = 0
    for query in queries:
        exact = set(np.argpartition(-(vectors @ query), 10)[:10].tolist())
        right += len(exact & set(np.argsort(-index.scores(query))[:10].tolist()))
    return right / (10 * len(queries))


def main() -> None:
    """Build, keep, reopen, query, add."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    rng, nrng = random.Random(7), np.random.default_rng(7)
    encoder = StaticEncoder(SHIPPED)
    folder = Path(tempfile.mkdtemp())
    segments, dense, encoding = [], [], 0.0
    begun = time.perf_counter()
    for start in range(0, rows, _CHUNK):
        texts = _texts(min(_CHUNK, rows - start), rng)
        clock = time.perf_counter()
        segments.append(segment(texts))
        dense.append(_vectors(texts, encoder, nrng))
        encoding += time.perf_counter() - clock
    vectors = np.concatenate(dense)
    clock = time.perf_counter()
    keywords = Keywords(segments)
    merged = time.perf_counter() - clock
    clock = time.perf_counter()
    index = FaissVectors(vectors)
    trained = time.perf_counter() - clock
    keywords.save(folder / "keywords")
    index.write(folder / "vectors.faiss")
    del segments, dense, keywords
    clock = time.perf_counter()
    keywords, index = Keywords.open(folder / "keywords"), FaissVectors.read(folder / "vectors.faiss")
    reopened = time.perf_counter() - clock
    print(f"{rows} provisions in {time.perf_counter() - begun:.0f} s: postings and vectors {encoding:.0f} s, "
          f"keyword index {merged:.0f} s, vector index {trained:.0f} s; on disk {_size(folder):.0f} MB; reopened in {reopened:.2f} s")  # fmt: skip
    questions = ["".join(rng.choices(_sentences(), k=1))[:24] for _ in range(200)]
    spent = []
    for question in questions:
        clock = time.perf_counter()
        a = keywords.scores(query_terms(question))
        b = index.scores(encoder.encode([question])[0])
        mixed = 0.55 * a / max(float(a.max()), 1e-9) + 0.45 * np.maximum(b, 0)
        np.argpartition(-mixed, 10)[:10]
        spent.append(1000 * (time.perf_counter() - clock))
    print(f"hybrid query p50 {np.quantile(spent[20:], 0.5):.1f} ms, p95 {np.quantile(spent[20:], 0.95):.1f} ms")
    print(f"recall@10 of the vector index {_recall(index, vectors, encoder.encode(questions[:50])):.3f}")
    more = _texts(1000, rng)
    clock = time.perf_counter()
    segment(more)
    index.add(_vectors(more, encoder, nrng))
    print(f"1,000 provisions more in {time.perf_counter() - clock:.2f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GB")  # fmt: skip
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
