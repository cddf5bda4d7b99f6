"""Fixtures of all rooms: the shared data folder, the first document, a built knowledge base."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.library import Library

ROOT = Path(__file__).resolve().parent.parent
TIANJIN = ROOT / "corpus" / "documents" / "tianjin-vocational-benchmark.txt"
TIANJIN_ID = "tianjin-vocational-benchmark"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold sets that lies beside a checkout, outside the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the data folder ../shared is not here")
    return folder


@pytest.fixture(scope="session")
def tianjin() -> str:
    """Text of the first document, byte for byte."""
    return TIANJIN.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def tianjin_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with the first document; treat it as read-only, or copy it."""
    home = tmp_path_factory.mktemp("tianjin") / "home"
    Library(home).ingest(TIANJIN, id=TIANJIN_ID)
    return home


@pytest.fixture(scope="session")
def tianjin_library(tianjin_home: Path) -> Library:
    """The same, opened."""
    return Library(tianjin_home)


@pytest.fixture
def own_library(tianjin_home: Path, tmp_path: Path) -> Library:
    """A copy a test may write to."""
    shutil.copytree(tianjin_home, tmp_path / "home")
    return Library(tmp_path / "home")
