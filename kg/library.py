"""The knowledge base in a folder: documents in, documents out, each as one transaction.

>>> import tempfile
>>> library = Library(Path(tempfile.mkdtemp()))
>>> library.documents()
[]
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from rdflib import DCTERMS

from kg.errors import InputError, NotFoundError, PolicyKGError
from kg.iri import DEFAULT_BASE, Namer
from kg.linking import Catalogue, Known, known, link, stubs_of
from kg.manifest import Item, expand
from kg.model import Document
from kg.store import EmbeddedStore, Row, Store
from kg.triples import coverage, ntriples
from kg.validity import violations
from ontology import POL, load_ontology
from ontology.inference import as_ntriples, infer

Status = Literal["added", "updated", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A line of the list of documents."""

    id: str
    iri: str
    title: str
    sha256: str
    number: str | None = None
    issued: str | None = None
    genre: str | None = None
    issuers: tuple[str, ...] = ()
    coverage: float | None = None
    length: int = 0
    provisions: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one document; ``error`` says why it failed."""

    origin: str
    status: Status
    id: str | None = None
    iri: str | None = None
    title: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    triples: int = 0
    coverage: float = 0.0
    leftovers: tuple[dict[str, object], ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


class Library:
    """``home`` holds the embedded store and the files as ingested; nothing is made before the first ingest."""

    def __init__(self, home: Path, *, store: str = "oxigraph", base: str = DEFAULT_BASE) -> None:
        self.home = home
        self.namer = Namer(base)
        self.store: Store = _open_store(home, store)
        self._catalogued: tuple[str, Catalogue] | None = None
        self._texts = lru_cache(maxsize=64)(self._read_text)
        self._infos = lru_cache(maxsize=2)(self._read_infos)

    # ---------------------------------------------------------------- reading
    def state(self) -> str:
        """A word that changes with every commit."""
        return self.store.state()

    def documents(self) -> list[DocumentInfo]:
        """The ingested documents (cited ones are not among them), by title."""
        return list(self._infos(self.state()))

    def _read_infos(self, state: str) -> tuple[DocumentInfo, ...]:
        """Three plain queries: one that joins provisions and issuers too grows with their product."""
        prefixes = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        rows = self.store.select(
            f"""{prefixes} SELECT ?d ?title ?number ?issued ?genre ?sha ?coverage ?length {{
              GRAPH ?own {{ ?d pol:sha256 ?sha ; pol:title ?title ; pol:textLength ?length
              OPTIONAL {{ ?d pol:documentNumber ?number }} OPTIONAL {{ ?d pol:issued ?issued }}
              OPTIONAL {{ ?d pol:genre ?genre }} OPTIONAL {{ ?d pol:coverage ?coverage }} }} }} ORDER BY ?title ?d"""
        )
        counted = self.store.select(f"{prefixes} SELECT ?d (COUNT(?p) AS ?n) {{ ?p pol:inDocument ?d }} GROUP BY ?d")
        provisions = {str(row["d"]): int(row["n"]) for row in counted if "d" in row}
        issuers: dict[str, list[str]] = {}
        for row in self.store.select(
            f"{prefixes} SELECT DISTINCT ?d ?name {{ ?d pol:issuer/skos:prefLabel ?name }} ORDER BY ?name"
        ):
            issuers.setdefault(str(row["d"]), []).append(str(row["name"]))
        return tuple(self._info(row, issuers.get(str(row["d"]), []), provisions.get(str(row["d"]), 0)) for row in rows)

    def _info(self, row: Row, issuers: Sequence[str], provisions: int) -> DocumentInfo:
        iri = str(row["d"])
        return DocumentInfo(
            id=self.namer.local(iri) or iri,
            iri=iri,
            title=str(row["title"]),
            sha256=str(row["sha"]),
            number=_text(row.get("number")),
            issued=_text(row.get("issued")),
            genre=_text(row.get("genre")),
            issuers=tuple(issuers),
            coverage=float(row["coverage"]) if "coverage" in row else None,
            length=int(row["length"]),
            provisions=provisions,
        )

    def document(self, id: str) -> DocumentInfo:
        """One of them by id or IRI; :class:`NotFoundError` where there is none."""
        iri = self.iri(id)
        for info in self.documents():
            if info.iri == iri:
                return info
        raise NotFoundError(f"no document {id!r}; `policykg documents` lists the ids / 没有这份文件：{id}")

    def iri(self, id: str) -> str:
        """The IRI of a document given by id or IRI."""
        return id if id.startswith(self.namer.base) else self.namer.document(id)

    def text(self, id: str) -> str:
        """The source text that all offsets of the document count in."""
        return self._texts(self.iri(id), self.state())

    def _read_text(self, iri: str, state: str) -> str:
        rows = self.store.select(f"SELECT ?text {{ <{iri}> <{POL.sourceText}> ?text }}")
        if not rows:
            raise NotFoundError(f"no document {iri!r}; `policykg documents` lists the ids / 没有这份文件：{iri}")
        return str(rows[0]["text"])

    def hashes(self) -> dict[str, str]:
        """Document IRI → hash of its text."""
        rows = self.store.select(f"SELECT ?d ?sha {{ ?d <{POL.sha256}> ?sha }}")
        return {str(row["d"]): str(row["sha"]) for row in rows}

    def _hash(self, iri: str) -> str | None:
        rows = self.store.select(f"SELECT ?sha {{ <{iri}> <{POL.sha256}> ?sha }}")
        return str(rows[0]["sha"]) if rows else None

    def _versions(self, iri: str) -> list[str]:
        """Hashes of the versions this document has replaced."""
        rows = self.store.select(f"SELECT ?v {{ <{iri}> <{DCTERMS.replaces}> ?v }} ORDER BY ?v")
        return [str(row["v"]).rsplit("/", 1)[-1] for row in rows]

    def _catalogue(self) -> Catalogue:
        """Titles and numbers of the documents; a run that adds many keeps it up to date itself."""
        state = self.state()
        if self._catalogued is None or self._catalogued[0] != state:
            rows = self.store.select(
                f"""PREFIX pol: <{POL}> SELECT ?d ?title ?number ?issued {{ GRAPH ?own {{ ?d pol:sha256 ?sha ; pol:title ?title
                  OPTIONAL {{ ?d pol:documentNumber ?number }} OPTIONAL {{ ?d pol:issued ?issued }} }} }} ORDER BY ?d"""
            )
            found = [
                Known(
                    self.namer.local(str(r["d"])) or "", str(r["title"]), _text(r.get("number")), _text(r.get("issued"))
                )
                for r in rows
            ]
            self._catalogued = (state, Catalogue(found))
        return self._catalogued[1]

    # ---------------------------------------------------------------- writing
    def ingest(
        self, origin: str | Path, *, data: bytes | None = None, name: str | None = None, id: str | None = None
    ) -> Report:
        """Read, understand and commit one document; the same content again is a no-op.

        Raises :class:`kg.errors.InputError` for what cannot be read; the knowledge base stays as it was.
        """
        from kg.ingest import study  # parsers load where a document is read: whoever searches must not wait for them

        item = next(expand([origin])) if data is None else Item(str(origin))
        return self.add(study(replace(item, id=id or item.id), data=data, name=name))

    def add(self, document: Document, *, allow_invalid: bool = False) -> Report:
        """Commit a document understood, with what follows from it.

        One that breaks a shape is an :class:`kg.errors.InputError`; with ``allow_invalid`` it comes in with warnings.
        """
        iri = self.namer.document(document.id)
        graph = self.namer.graph(document.id)
        old = self._hash(iri)
        new = hashlib.sha256(document.source.text.encode("utf-8", "surrogatepass")).hexdigest()
        catalogue = self._catalogue()
        document = link(document, catalogue)
        versions = [*self._versions(iri), *([old] if old is not None and old != new else [])]
        stubs = stubs_of(document, self.store, self.namer)
        data = ntriples(document, self.namer, versions=versions, stubs=stubs)
        status: Status = "added" if old is None else "updated"
        if old == new and _same(self.store.dump(graph), data):
            status = "unchanged"
            return _report(document, iri, status, data.count(b"\n"))
        broken = violations(data)
        if broken and not allow_invalid:
            first = f"{document.source.origin}: the graph breaks {len(broken)} shapes, first {broken[0]}"
            raise InputError(f"{first}; --allow-invalid takes it in all the same")
        with self.writing():
            self._ensure_ontology()
            self._infer(iri, self.store.dump(graph) if old is not None else b"", data)
            self.store.replace(graph, data)
        catalogue.add(known(document))
        report = _report(document, iri, status, data.count(b"\n"))
        return replace(report, warnings=(*report.warnings, *(f"不合约束：{one}" for one in broken)))

    def _infer(self, iri: str, old: bytes, new: bytes) -> None:
        """Replace what followed from the old graph of a document by what follows from the new one."""
        gone = as_ntriples(infer(old, iri)) if old else b""
        fresh = as_ntriples(infer(new, iri)) if new else b""
        if gone != fresh:
            self.store.change(self.namer.graph("inferred"), gone, fresh)

    def ingest_all(self, origins: Iterable[str | Path], *, processes: int | None = None) -> list[Report]:
        """Ingest files, folders and URLs; see :meth:`ingest_items`."""
        return self.ingest_items(list(expand(origins)), processes=processes)

    def ingest_items(
        self,
        items: Sequence[Item],
        *,
        allow_invalid: bool = False,
        each: Callable[[Report], None] | None = None,
        processes: int | None = None,
    ) -> list[Report]:
        """Ingest many on ``processes`` cores (default: all): a failure is reported and the others go on."""
        from kg.ingest import study_all

        reports = []
        with self.writing():
            for item, result in study_all(items, processes):
                try:
                    report = (
                        self.add(result, allow_invalid=allow_invalid)
                        if isinstance(result, Document)
                        else _failure(item.origin, result)
                    )
                except PolicyKGError as error:
                    report = _failure(item.origin, error)
                reports.append(report)
                if each:
                    each(report)
        return reports

    def remove(self, id: str) -> None:
        """Take a document out with everything only it said."""
        info = self.document(id)
        graph = self.namer.graph(info.id)
        with self.writing():
            self._infer(info.iri, self.store.dump(graph), b"")
            self.store.replace(graph, b"")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Several commits with one opening of the store; readers see them when the block ends."""
        with self.store.writing() if isinstance(self.store, EmbeddedStore) else nullcontext():
            yield

    def _ensure_ontology(self) -> None:
        graph = self.namer.graph("ontology")
        if not self.store.ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
            data = load_ontology().serialize(format="nt", encoding="utf-8")
            self.store.replace(graph, data)


def _failure(origin: str, error: PolicyKGError) -> Report:
    return Report(origin, "failed", error=str(error))


def _open_store(home: Path, store: str) -> Store:
    if store == "oxigraph":
        return EmbeddedStore(home)
    from kg.remote import RemoteStore

    return RemoteStore(store)


def _same(old: bytes, new: bytes) -> bool:
    return sorted(old.splitlines()) == sorted(new.splitlines())


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _report(document: Document, iri: str, status: Status, triples: int) -> Report:
    counts: dict[str, int] = {}
    for provision in document.outline.provisions:
        counts[provision.kind] = counts.get(provision.kind, 0) + 1
    counts |= {
        "mentions": len(document.mentions),
        "responsibilities": len(document.responsibilities),
        "measures": len(document.measures),
        "targets": len(document.targets),
        "citations": len(document.citations),
    }
    text = document.source.text
    return Report(
        origin=document.source.origin,
        status=status,
        id=document.id,
        iri=iri,
        title=document.metadata.title,
        counts=counts,
        triples=triples,
        coverage=coverage(document),
        leftovers=tuple({"start": s.start, "end": s.end, "text": s.of(text)[:80]} for s in document.outline.leftovers),
        warnings=(*document.source.warnings, *document.outline.warnings, *document.warnings),
    )
