"""A document understood → the triples of its named graph, as ``docs/graph.md`` describes them.

The triples are made as engine terms and serialised by the engine: building rdflib terms for a million
triples takes ten times as long. Same document, same bytes: nothing here looks at a clock or a set's order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.citationlabel import citation_labels
from kg.iri import Namer, document_id
from kg.model import Citation, Document, Entity, Link, Measure, Mention, Provision, Target
from ontology import POL

_CLASS = {"document": "PolicyDocument", "support": "SupportItem"}
_BRANCH = {"ministry": "Ministry"}


def class_name(kind: str) -> str:
    """The local name of the class for a kind or subkind.

    >>> class_name("municipal-bureau"), class_name("support"), class_name("document")
    ('MunicipalBureau', 'SupportItem', 'PolicyDocument')
    """
    return _CLASS.get(kind) or "".join(word.capitalize() for word in kind.split("-"))


def ntriples(
    document: Document, namer: Namer | None = None, *, versions: Sequence[str] = (), stubs: Sequence[str] = ()
) -> bytes:
    """The named graph of ``document`` as N-Triples.

    ``versions`` are hashes of the texts it replaces, ``stubs`` the IRIs under which others cited it before it came.
    """
    maker = _Maker(document, namer or Namer())
    triples = dict.fromkeys([*maker.triples(), *maker.identity(versions, stubs)])  # in order, each once
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


Q = TypeVar("Q", Measure, Target)


def _meaning(found: Measure | Target) -> object:
    """What tells two readings of the same words apart."""
    if isinstance(found, Measure):
        return found.action
    return found.comparator, found.minimum, found.maximum, found.unit, found.kind


class _Maker:
    def __init__(self, document: Document, namer: Namer) -> None:
        self.document = document
        self.namer = namer
        self.text = document.source.text
        self.iri = namer.document(document.id)
        self.provisions = {p.key: p for p in document.outline.provisions}
        self.forms = _written_forms(document)
        self.clause_of = {link.source: link.target for link in document.links if link.relation == "elaborates"}

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._document()
        for provision in self.document.outline.provisions:
            yield from self._provision(provision)
        labels = citation_labels(self.document.outline.provisions, self.text)
        for key, label in labels.items():
            yield from self._labels(key, label)
        yield from self._responsibilities()
        yield from self._mentions()
        yield from self._citations()
        yield from self._measures()
        yield from self._targets()
        for link in self.document.links:
            yield from self._link(link)
        for entity in self._entities():
            yield from self._entity(entity)

    # ------------------------------------------------------------------ terms
    def _uri(self, subject: str, predicate: str, value: str) -> ox.Triple:
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))

    def _lit(self, subject: str, predicate: str, value: object, *, language: str | None = None) -> Iterator[ox.Triple]:
        """Nothing for ``None``: what is not known is not said."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            literal = ox.Literal("true" if value else "false", datatype=ox.NamedNode(str(XSD.boolean)))
        elif isinstance(value, int):
            literal = ox.Literal(str(value), datatype=ox.NamedNode(str(XSD.integer)))
        elif isinstance(value, float):
            literal = ox.Literal(f"{value:.10f}".rstrip("0").rstrip("."), datatype=ox.NamedNode(str(XSD.decimal)))
        else:
            literal = ox.Literal(str(value), language=language)
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)

    def _type(self, subject: str, name: str) -> ox.Triple:
        return self._uri(subject, str(RDF.type), str(POL[name]))

    def _key(self, key: str | None) -> str:
        return self.namer.provision(self.document.id, key) if key else self.iri

    def _entity_iri(self, entity: Entity) -> str:
        if entity.kind == "document":
            return self.namer.document(entity.get("id") or document_id(entity.get("number"), entity.name))
        return self.namer.entity(entity.kind, entity.name)

    # --------------------------------------------------------------- document
    def _document(self) -> Iterator[ox.Triple]:
        iri, meta, outline = self.iri, self.document.metadata, self.document.outline
        yield self._type(iri, "PolicyDocument")
        yield from self._lit(iri, str(POL.title), meta.title)
        for label in (RDFS.label, SKOS.prefLabel):
            yield from self._lit(iri, str(label), meta.title, language="zh")
        yield from self._lit(iri, str(POL.documentNumber), meta.number)
        yield from self._lit(iri, str(POL.genre), meta.genre)
        for issuer in self.document.issuers:
            yield self._uri(iri, str(POL.issuer), self._entity_iri(issuer))
        for addressee in meta.addressees:
            yield from self._lit(iri, str(POL.addressee), addressee)
        if meta.issued is not None:
            date = ox.Literal(meta.issued.isoformat(), datatype=ox.NamedNode(str(XSD.date)))
            yield ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(POL.issued)), date)
        yield from self._lit(iri, str(DCTERMS.source), meta.url)
        yield from self._lit(iri, str(DCTERMS.format), self.document.source.format)
        yield from self._lit(iri, str(POL.textLength), len(self.text))
        sha = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        yield from self._lit(iri, str(POL.sha256), sha)
        yield from self._lit(iri, str(POL.sourceText), self.text)
        yield from self._lit(iri, str(POL.coverage), float(coverage(self.document)))
        for span in outline.leftovers:
            yield from self._lit(iri, str(POL.leftover), f"{span.start}-{span.end}")
        for warning in (*self.document.source.warnings, *outline.warnings, *self.document.warnings):
            yield from self._lit(iri, str(POL.warning), warning)

    def identity(self, versions: Sequence[str], stubs: Sequence[str]) -> Iterator[ox.Triple]:
        """What the document replaces, and under which other names it is cited."""
        for version in versions:
            yield self._uri(self.iri, str(DCTERMS.replaces), f"{self.iri}/version/{version[:12]}")
        for stub in stubs:
            yield self._uri(stub, str(OWL.sameAs), self.iri)

    # -------------------------------------------------------------- structure
    def _provision(self, p: Provision) -> Iterator[ox.Triple]:
        iri, parent = self._key(p.key), self._key(p.parent)
        yield self._type(iri, class_name(p.kind))
        yield self._uri(iri, str(POL.partOf), parent)
        yield self._uri(parent, str(POL.hasPart), iri)
        yield self._uri(iri, str(POL.inDocument), self.iri)
        yield from self._lit(iri, str(POL.number), p.number)
        yield from self._lit(iri, str(POL.marker), p.marker)
        yield from self._lit(iri, str(POL.order), p.order)
        yield from self._lit(iri, str(POL.title), p.title.of(self.text) if p.title else None)
        yield from self._lit(iri, str(POL.text), p.own(self.text))
        yield from self._lit(iri, str(POL.start), p.start)
        yield from self._lit(iri, str(POL.end), p.end)

    def _labels(self, key: str, label: str) -> Iterator[ox.Triple]:
        provision = self.provisions[key]
        title = "".join(provision.title.of(self.text).split()) if provision.title else ""
        yield from self._lit(self._key(key), str(POL.citationLabel), label)
        yield from self._lit(self._key(key), str(RDFS.label), f"{label} {title}".strip(), language="zh")

    def _link(self, link: Link) -> Iterator[ox.Triple]:
        yield self._uri(self._key(link.source), str(POL[link.relation]), self._key(link.target))

    # --------------------------------------------------------------- entities
    def _responsibilities(self) -> Iterator[ox.Triple]:
        role = {"lead": POL.leadUnit, "supporting": POL.supportingUnit}
        cells: dict[str, list[tuple[int, int]]] = {}
        for r in self.document.responsibilities:
            subject, unit = self._key(r.provision), self._entity_iri(r.unit)
            yield self._uri(subject, str(POL.responsibleUnit), unit)
            if r.role in role:
                yield self._uri(subject, str(role[r.role]), unit)
            if r.rank == 0:
                yield self._uri(subject, str(POL.firstListedUnit), unit)
            cells.setdefault(r.provision, []).append((r.start, r.end))
        for key, spans in cells.items():
            begins = self.provisions[key].heading_start
            own = [span for span in spans if span[0] >= begins] or spans  # not what a bracket above carries on
            text = self.text[min(a for a, _ in own) : max(b for _, b in own)]
            yield from self._lit(self._key(key), str(POL.responsibilityText), text)

    def _mention(self, name: str, at: Mention | Citation, entity: Entity) -> Iterator[ox.Triple]:
        iri = self.namer.place(self.document.id, name.lower(), at.start, at.end)
        yield self._type(iri, name)
        yield self._uri(iri, str(POL.refersTo), self._entity_iri(entity))
        yield self._uri(iri, str(POL.inProvision), self._key(at.provision))
        yield from self._span(iri, at.start, at.end)

    def _span(self, iri: str, start: int, end: int) -> Iterator[ox.Triple]:
        yield from self._lit(iri, str(POL.start), start)
        yield from self._lit(iri, str(POL.end), end)
        yield from self._lit(iri, str(POL.quote), self.text[start:end])

    def _mentions(self) -> Iterator[ox.Triple]:
        for m in self.document.mentions:
            yield from self._mention("Mention", m, m.entity)
            for key in self._within(m.provision):
                yield self._uri(self._key(key), str(POL.mentions), self._entity_iri(m.entity))

    def _within(self, key: str | None) -> Iterator[str]:
        """The provision and the clause or article above it: whoever asks for a clause means all of it."""
        if key is None:
            return
        yield key
        above = self.provisions[key].parent
        while above is not None:
            if self.provisions[above].kind in ("clause", "article", "item"):
                yield above
            above = self.provisions[above].parent

    def _citations(self) -> Iterator[ox.Triple]:
        for c in self.document.citations:
            cited = self._entity_iri(c.document)
            iri = self.namer.place(self.document.id, "citation", c.start, c.end)
            yield from self._mention("Citation", c, c.document)
            yield from self._lit(iri, str(POL.citationRelation), c.relation)
            yield from self._lit(iri, str(POL.citedArticle), c.article)
            for subject in (self.iri, self._key(c.provision)):
                yield self._uri(subject, str(POL.cites), cited)
                if c.relation != "cites":
                    yield self._uri(subject, str(POL[c.relation]), cited)

    def _entities(self) -> list[Entity]:
        d = self.document
        found: dict[tuple[str, str], Entity] = {}
        for entity in (
            *d.issuers,
            *(m.entity for m in d.mentions),
            *(r.unit for r in d.responsibilities),
            *(c.document for c in d.citations),
        ):
            found.setdefault((entity.kind, entity.name), entity)
        return [found[key] for key in sorted(found)]

    def _entity(self, entity: Entity) -> Iterator[ox.Triple]:
        iri = self._entity_iri(entity)
        if iri == self.iri:
            return
        yield self._type(iri, class_name(entity.kind))
        if entity.kind == "document":
            yield from self._cited_document(iri, entity)
            return
        if entity.subkind:
            yield self._type(iri, class_name(entity.subkind))
        for label in (RDFS.label, SKOS.prefLabel):
            yield from self._lit(iri, str(label), entity.name, language="zh")
        for alias in entity.aliases:
            yield from self._lit(iri, str(SKOS.altLabel), alias, language="zh")
        yield from self._lit(iri, str(POL.collective), entity.collective or None)
        yield from self._lit(iri, str(POL.status), entity.get("status"))
        yield from self._lit(iri, str(POL.writtenAs), self._written(entity))
        if place := entity.get("place"):
            yield self._uri(iri, str(POL.inPlace), self.namer.entity("place", place))
            yield from self._entity(Entity("place", place))
        if host := entity.get("host"):
            yield self._uri(iri, str(POL.hostedBy), self.namer.entity("institution", host))

    def _cited_document(self, iri: str, entity: Entity) -> Iterator[ox.Triple]:
        yield from self._lit(iri, str(POL.title), entity.name)
        for label in (RDFS.label, SKOS.prefLabel):
            yield from self._lit(iri, str(label), entity.name, language="zh")
        for alias in entity.aliases:
            yield from self._lit(iri, str(SKOS.altLabel), alias, language="zh")
        yield from self._lit(iri, str(POL.documentNumber), entity.get("number"))

    def _written(self, entity: Entity) -> str:
        """The name as this document writes it most often (first in the text where several tie)."""
        forms = self.forms.get((entity.kind, entity.name))
        return forms.most_common(1)[0][0] if forms else entity.name

    # ------------------------------------------------- measures and targets
    def _measures(self) -> Iterator[ox.Triple]:
        for m, at in self._originals(self.document.measures):
            iri = self.namer.place(self.document.id, "measure", at.start, at.end)
            yield self._uri(self._key(m.provision), str(POL.hasMeasure), iri)
            if at is m:
                yield self._type(iri, "Measure")
                yield from self._span(iri, m.start, m.end)
                yield from self._lit(iri, str(POL.action), m.action)
                yield from self._lit(iri, str(POL.object), m.object)
                yield from self._lit(iri, str(POL.orientation), m.orientation or None)

    def _targets(self) -> Iterator[ox.Triple]:
        names: dict[int, str] = {}
        for t, at in self._originals(self.document.targets):
            if at is t:  # several numbers may be read from the same words: -2 for the second
                iri = self.namer.place(self.document.id, "target", t.start, t.end)
                serial = sum(name.split("~")[0] == iri for name in names.values())
                names[id(t)] = f"{iri}~{serial + 1}" if serial else iri
                yield from self._target(names[id(t)], t)
            yield self._uri(self._key(t.provision), str(POL.setsTarget), names[id(at)])

    def _originals(self, found: Sequence[Q]) -> Iterator[tuple[Q, Q]]:
        """Each measure or target with the one it repeats: a task repeats its clause, all others themselves."""
        clauses = set(self.clause_of.values())
        told: dict[tuple[str, str, object], Q] = {}
        for q in sorted(found, key=lambda q: (q.provision in self.clause_of, q.start, q.end)):
            root = self.clause_of.get(q.provision) or self._above(q.provision, clauses)
            yield q, told.setdefault((root, self.text[q.start : q.end], _meaning(q)), q)

    def _above(self, key: str, wanted: set[str]) -> str:
        """The nearest of ``wanted`` at or above ``key``, else ``key``."""
        at: str | None = key
        while at is not None and at not in wanted:
            at = self.provisions[at].parent
        return at or key

    def _target(self, iri: str, t: Target) -> Iterator[ox.Triple]:
        yield self._type(iri, "Target")
        yield from self._span(iri, t.start, t.end)
        yield from self._lit(iri, str(POL.subject), t.subject)
        yield from self._lit(iri, str(POL.comparator), t.comparator)
        yield from self._lit(iri, str(POL.minimum), None if t.minimum is None else float(t.minimum))
        yield from self._lit(iri, str(POL.maximum), None if t.maximum is None else float(t.maximum))
        yield from self._lit(iri, str(POL.unitOfMeasure), t.unit)
        yield from self._lit(iri, str(POL.targetKind), t.kind)
        yield from self._lit(iri, str(POL.deadline), t.deadline)
        yield from self._lit(iri, str(POL.baseline), t.baseline)


def _written_forms(document: Document) -> dict[tuple[str, str], Counter[str]]:
    """How often the document writes each entity in which form, in text order."""
    places = {(m.start, m.end, m.entity.kind, m.entity.name) for m in document.mentions}
    places |= {(r.start, r.end, r.unit.kind, r.unit.name) for r in document.responsibilities}
    forms: dict[tuple[str, str], Counter[str]] = {}
    for start, end, kind, name in sorted(places):
        forms.setdefault((kind, name), Counter())["".join(document.source.text[start:end].split())] += 1
    return forms


def coverage(document: Document) -> float:
    """Share of the non-space characters that a provision or a line of furniture claims."""
    total = sum(not c.isspace() for c in document.source.text)
    left = sum(not c.isspace() for span in document.outline.leftovers for c in span.of(document.source.text))
    return 1.0 if total == 0 else round(1 - left / total, 6)
