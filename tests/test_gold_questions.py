"""What is answered, over the first document and over five others: no worse than measured, and every promise kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.evaluate import evaluate
from search.index import Engine

HERE = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def thirty(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """All sample documents together, as a knowledge base of many documents has to be asked."""
    library = Library(tmp_path_factory.mktemp("thirty"))
    library.ingest_all([shared / "data/policies", shared / "corpus"], processes=2)
    return search.open(library)


def test_the_first_document(tianjin_home: Path) -> None:
    figures = evaluate(search.open(Library(tianjin_home)), HERE).figures
    assert figures["questions"]["right"].mean >= 0.93
    assert figures["questions"]["evidence"].mean == 1.0
    assert figures["retrieval all"]["nDCG@5"].mean >= 0.75
    assert figures["retrieval all"]["recall@3"].mean >= 0.85


def test_the_first_document_in_everyday_words(tianjin_home: Path) -> None:
    figures = evaluate(search.open(Library(tianjin_home)), HERE / "everyday").figures["questions"]
    assert figures["right"].mean >= 0.90
    assert figures["evidence"].mean == 1.0


def test_the_first_document_by_another_hand(tianjin_home: Path) -> None:
    figures = evaluate(search.open(Library(tianjin_home)), HERE / "independent-first").figures["questions"]
    assert figures["right"].mean >= 0.72


@pytest.mark.parametrize(("folder", "least"), [("five", 0.90), ("others", 0.85), ("independent", 0.53)])
def test_other_documents_among_thirty(thirty: Engine, folder: str, least: float) -> None:
    figures = evaluate(thirty, HERE / folder).figures["questions"]
    assert figures["right"].mean >= least
    assert figures["evidence"].mean == 1.0
