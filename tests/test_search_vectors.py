"""One contract for every vector index: FAISS in the process and Milvus (here Milvus Lite, the same client on a file)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import search.vectors as vectors_module
from kg.errors import InputError
from search.index import Part
from search.keywords import segment
from search.passages import Passage
from search.vectors import FaissVectors, Vectors, load

DIMENSION = 16
Make = Callable[[Sequence[Part]], Vectors]


def _part(name: str, rows: int, stamp: str = "1", seed: int = 0) -> Part:
    rng = np.random.default_rng([seed, len(name)])
    found = rng.normal(size=(rows, DIMENSION)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    passages = [Passage(f"{name}/{i}", "clause", i, None, f"第{i}条", name, name, "文", 0, (), ()) for i in range(rows)]
    return Part(name, stamp, passages, segment(["文"] * rows), found)


@pytest.fixture(params=["faiss", "milvus"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "faiss":
        return lambda parts: load("faiss", parts, DIMENSION) or FaissVectors(np.zeros((0, DIMENSION), dtype=np.float32))
    pytest.importorskip("milvus_lite", reason="Milvus Lite is not installed here")
    file = str(tmp_path / "vectors.db")

    def opened(parts: Sequence[Part]) -> Vectors:
        index = load(file, parts, DIMENSION)
        assert index is not None
        return index

    return opened


def test_scores_are_the_cosines_in_the_order_of_the_passages(make: Make) -> None:
    parts = [_part("甲", 5), _part("乙乙", 7)]
    every = np.concatenate([p.vectors for p in parts])
    scores = make(parts).scores(every[8])
    assert np.abs(scores - every @ every[8]).max() < 1e-3
    assert int(scores.argmax()) == 8


def test_a_document_that_changed_is_written_anew_and_one_that_is_gone_leaves_no_row(make: Make) -> None:
    make([_part("甲", 5), _part("乙乙", 7)])
    changed = _part("甲", 6, stamp="2", seed=3)
    scores = make([changed]).scores(changed.vectors[2])
    assert scores.shape == (6,)
    assert int(scores.argmax()) == 2
    assert np.abs(scores - changed.vectors @ changed.vectors[2]).max() < 1e-3


def test_a_server_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="Milvus cannot be used"):
        load("http://127.0.0.1:9", [_part("甲", 1)], DIMENSION)


def test_a_large_index_is_approximate_and_close_to_exact(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(50, DIMENSION))
    found = (centres[rng.integers(0, 50, 6000)] + 0.3 * rng.normal(size=(6000, DIMENSION))).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    monkeypatch.setattr(vectors_module, "EXACT", 1000)
    index = FaissVectors(found)
    index.write(tmp_path / "vectors.faiss")
    again = FaissVectors.read(tmp_path / "vectors.faiss")
    right = 0
    for query in found[:100]:
        exact = set(np.argsort(-(found @ query))[:10])
        right += len(exact & set(np.argsort(-again.scores(query))[:10]))
    assert right / 1000 >= 0.95
