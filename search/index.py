"""The search engine: both indexes, derived from the graph, opened and mended together.

One file a document under ``HOME/index`` holds its passages, postings and vectors with the hash of the document and
the encoder's name. Opening compares with the graph and remakes what lags behind, so that a crash between graph and
index, or another program's ingest, heals by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import StoreError
from kg.library import Library
from ontology import POL
from search.encoder import SHIPPED, Encoder, load
from search.encoder_static import StaticEncoder
from search.hits import Hit, SearchResult
from search.interaction import Interaction
from search.keywords import Keywords, Segment, segment
from search.passages import Passage, passages
from search.retrieve import Asked, Retriever
from search.sentences import Sentences
from search.simplified import simplified
from search.spelling import Spelling
from search.thesaurus import Thesaurus
from search.vectors import Vectors
from search.vectors import load as vectors_of

FORMAT = 1
"""Raised whenever what is stored changes; older files are remade."""


class Engine:
    """Search over the present state of a knowledge base; make one with :func:`open`."""

    def __init__(
        self, library: Library, encoder: Encoder, parts: Sequence[Part], vectors: Vectors | None, thesaurus: Thesaurus
    ) -> None:
        self.library = library
        self.encoder = encoder
        self.parts = parts
        self.passages: list[Passage] = [p for part in parts for p in part.passages]
        self.by_iri = {p.iri: i for i, p in enumerate(self.passages)}
        self.keywords = Keywords([part.segment for part in parts])
        self.vectors = vectors
        self.thesaurus = thesaurus
        self._retriever = Retriever(self)
        self._sentences: dict[str, Sentences] = {}

    def sentences(self, document: str) -> Sentences:
        """What the sentences of a document (its IRI) have in common; made when first asked for."""
        if document not in self._sentences:
            self._sentences[document] = Sentences(self.library.text(document), self.encoder)
        return self._sentences[document]

    @cached_property
    def words(self) -> Interaction:
        """For comparing word by word: our own token vectors, whichever encoder the passages are found by."""
        return Interaction(self.encoder if isinstance(self.encoder, StaticEncoder) else StaticEncoder(SHIPPED))

    @cached_property
    def spelling(self) -> Spelling:
        """Slips in the names of this knowledge base and the words of the thesaurus."""
        official = (word for concept in self.thesaurus.concepts_by_iri.values() for word in concept.official)
        names = [*self._retriever.names, *official]
        return Spelling(names, self._known)

    def _known(self, pair: str) -> bool:
        """Whether two characters stand together in the documents, or are a word of the language: 市水务局 is no 市税务局."""
        return self.keywords.frequency(pair) > 0 or len(self.words.ids(pair)) == 1

    def search(
        self,
        query: str,
        k: int = 10,
        kinds: Sequence[str] = (),
        documents: Sequence[str] = (),
        unit: str | None = None,
        mode: str = "hybrid",
        fold: bool = False,
        without: Collection[str] = (),
    ) -> SearchResult:
        """The best ``k`` passages; ``documents`` are IRIs, ``unit`` an IRI or a name.

        ``fold`` shows of a clause and the tasks that repeat it only the best; ``without`` leaves out ``thesaurus``,
        ``graph`` or ``interaction``, to measure what they give.
        """
        started = perf_counter()
        asked = Asked(simplified(query), k, tuple(kinds), tuple(documents), unit, mode, fold, frozenset(without))
        hits, facets = self._retriever.search(asked)
        return SearchResult(query, mode, tuple(hits), facets, (perf_counter() - started) * 1000)

    def check(self) -> list[str]:
        """What of the index does not agree with the graph; empty when all does."""
        problems = []
        present = self.library.hashes()
        known = {part.document: part for part in self.parts}
        problems += [f"{iri}: not in the index" for iri in sorted(present.keys() - known.keys())]
        problems += [f"{iri}: in the index, not in the graph" for iri in sorted(known.keys() - present.keys())]
        for iri, part in known.items():
            if iri in present and len(part.passages) != len(part.vectors):
                problems.append(f"{iri}: {len(part.passages)} passages, {len(part.vectors)} vectors")
        return problems


class Part:
    """What the index keeps of one document."""

    def __init__(
        self, document: str, stamp: str, found: list[Passage], postings: Segment, vectors: npt.NDArray[np.float32]
    ) -> None:
        self.document = document
        self.stamp = stamp
        self.passages = found
        self.segment = postings
        self.vectors = vectors

    def save(self, file: Path) -> None:
        """Write all or nothing."""
        meta = {"document": self.document, "stamp": self.stamp, "passages": [asdict(p) for p in self.passages]}
        fresh = file.with_suffix(".part")
        with fresh.open("wb") as out:
            np.savez(
                out,
                meta=np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), dtype=np.uint8),
                term=self.segment.term,
                passage=self.segment.passage,
                count=self.segment.count,
                length=self.segment.length,
                vectors=self.vectors,
            )
        fresh.replace(file)

    @classmethod
    def load(cls, file: Path) -> Part | None:
        """What was saved, or ``None`` for a file that is missing or damaged: it is remade."""
        try:
            with np.load(file, allow_pickle=False) as data:
                meta = json.loads(data["meta"].tobytes())
                found = [_passage(one) for one in meta["passages"]]
                postings = Segment(data["term"], data["passage"], data["count"], data["length"])
                return cls(meta["document"], meta["stamp"], found, postings, data["vectors"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _passage(stored: dict[str, Any]) -> Passage:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in stored.items()}
    return Passage(**values)


def open(
    library: Library, *, encoder: str | Encoder = "default", vectors: str = "faiss", thesaurus: Path | None = None
) -> Engine:
    """The engine of a knowledge base; makes or mends its index where it lags behind the graph."""
    chosen = load(encoder) if isinstance(encoder, str) else encoder
    folder = library.home / "index"
    hashes = library.hashes()
    _make(folder)
    stale, parts = _loaded(folder, hashes, chosen.name, library)
    fresh = {iri: _part(library, iri, stamp, chosen) for iri, stamp in stale.items()}
    _save(folder, fresh.values())
    parts |= fresh
    _sweep(folder, parts)
    kept = [parts[iri] for iri in sorted(parts)]
    return Engine(library, chosen, kept, vectors_of(vectors, kept, chosen.dimension), Thesaurus.load(thesaurus))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error.strerror}); choose another POLICYKG_HOME") from error


def _loaded(
    folder: Path, hashes: dict[str, str], name: str, library: Library
) -> tuple[dict[str, str], dict[str, Part]]:
    """Documents whose part must be made (with the stamp it will get), and the parts that still hold."""
    links = _fingerprints(library)
    stale, parts = {}, {}
    for iri, sha in hashes.items():
        stamp = f"{FORMAT}:{name}:{sha}:{links.get(iri, '')}"
        part = Part.load(_file(folder, iri))
        if part is None or part.stamp != stamp:
            stale[iri] = stamp
        else:
            parts[iri] = part
    return stale, parts


def _fingerprints(library: Library) -> dict[str, str]:
    """A count that changes when the graph around the same text does (better rules, new links)."""
    rows = library.store.select(f"SELECT ?d (COUNT(*) AS ?n) {{ ?p <{POL.inDocument}> ?d ; ?q ?o }} GROUP BY ?d")
    return {str(row["d"]): str(row["n"]) for row in rows if "d" in row}


def _part(library: Library, iri: str, stamp: str, encoder: Encoder) -> Part:
    found = passages(library, iri)
    texts = [p.indexed for p in found]
    vectors = encoder.encode(texts) if texts else np.zeros((0, encoder.dimension), dtype=np.float32)
    return Part(iri, stamp, found, segment(texts), vectors)


def _file(folder: Path, iri: str) -> Path:
    return folder / f"{hashlib.sha256(iri.encode()).hexdigest()[:24]}.npz"


def _save(folder: Path, parts: Iterable[Part]) -> None:
    for part in parts:
        part.save(_file(folder, part.document))


def _sweep(folder: Path, parts: dict[str, Part]) -> None:
    """Remove files of documents that are gone."""
    kept = {_file(folder, iri).name for iri in parts}
    for file in folder.glob("*.npz"):
        if file.name not in kept:
            file.unlink(missing_ok=True)


__all__ = ["Engine", "Hit", "SearchResult", "open"]
