"""The shipped encoder: one command makes it, two programs read it and agree, and it stays small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from search.encoder import SHIPPED, SentenceTransformerEncoder
from search.encoder_static import StaticEncoder

TEXTS = ["支持职业学校教师到企业实践。", "国发〔2019〕4号", "ＡＢＣ 100家", "", "👍", "一" * 3000]


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder(SHIPPED)


def test_sentence_transformers_gives_the_same_vectors(encoder: StaticEncoder) -> None:
    theirs = SentenceTransformerEncoder(str(SHIPPED)).encode(TEXTS)
    ours = encoder.encode(TEXTS)
    assert ours.shape == theirs.shape == (len(TEXTS), encoder.dimension)
    assert np.abs(ours - theirs).max() < 1e-3


def test_vectors_have_length_one_or_none(encoder: StaticEncoder) -> None:
    lengths = np.linalg.norm(encoder.encode(TEXTS), axis=1)
    assert np.allclose(lengths[[0, 1, 2, 5]], 1, atol=1e-5)
    assert lengths[3] == lengths[4] == 0


def test_the_weights_stay_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) < 16 * 2**20


def test_the_model_card_names_its_data() -> None:
    card = (SHIPPED / "README.md").read_text("utf-8")
    assert all(name in card for name in ("DRCD", "CMRC", "XQuAD", "CSL", "CC-CEDICT", "LawRefBook", "recall@10"))


def test_one_command_trains_it(shared: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "search.training", "--data", str(shared / "data/training"), "--out", str(tmp_path)]
    small = ["--steps", "2", "--batch", "64", "--vocabulary", "6000", "--rows", "3000"]
    done = subprocess.run([*command, *small], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert StaticEncoder(tmp_path).encode(["教师"]).shape == (1, 256)
    assert (tmp_path / "README.md").is_file()
