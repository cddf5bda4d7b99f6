"""``POLICYKG_ENCODER`` takes any sentence-transformers model: here a tiny one, made on the spot."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import search
from kg.errors import InputError
from kg.library import Library
from search.encoder import load


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    characters = "教师企业实践学分银行鲁班工坊天津市委局财政任务责任单位"
    vocabulary = {c: i for i, c in enumerate(dict.fromkeys(["[UNK]", *characters]))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    folder = tmp_path_factory.mktemp("tiny") / "model"
    weights = np.abs(np.random.default_rng(1).normal(size=(len(vocabulary), 16))).astype(np.float32)
    static = StaticEmbedding(
        tokenizer, embedding_weights=weights
    )  # all positive: everything is found, nothing by chance
    SentenceTransformer(modules=[static], device="cpu").save(str(folder))
    return folder


def test_a_folder_is_loaded_and_gives_unit_vectors(tiny: Path) -> None:
    encoder = load(str(tiny))
    assert encoder is not None and encoder.dimension == 16
    assert np.allclose(np.linalg.norm(encoder.encode(["学分银行", "教师"]), axis=1), 1, atol=1e-5)


def test_another_encoder_renews_the_vectors_of_an_index(tiny: Path, tianjin_home: Path, tmp_path: Path) -> None:
    shutil.copytree(tianjin_home, tmp_path / "home")
    first = search.open(Library(tmp_path / "home"))
    second = search.open(Library(tmp_path / "home"), encoder=str(tiny))
    assert second.encoder.name == str(tiny) != first.encoder.name
    assert second.check() == [] and second.search("学分银行", mode="semantic").hits


WRONG = [("no such folder", "neither a folder"), ("./missing", "neither a folder")]


@pytest.mark.parametrize(("name", "told"), WRONG, ids=[row[0] for row in WRONG])
def test_a_name_that_is_no_model_is_one_clear_error(name: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        load(name)
