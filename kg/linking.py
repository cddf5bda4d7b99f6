"""Citations meet the documents they cite, whichever of the two comes in first.

A number decides; without one the exact title does, also the title inside 关于印发《…》的通知. A document issued
after the one that cites it is another version, and is not linked by its title.

>>> sorted(titles("国务院关于印发国家职业教育改革实施方案的通知"))
['国务院关于印发国家职业教育改革实施方案的通知', '国家职业教育改革实施方案']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kg.iri import Namer, document_id
from kg.model import Citation, Document, Entity
from kg.store import Store
from ontology import POL

_ISSUING = re.compile(r"(?:印发|发布|公布|转发|批转)[《〈]?(?P<inner>.+?)[》〉]?的(?:通知|公告|令|决定)$")


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the knowledge base, as far as telling it from others needs."""

    id: str
    title: str
    number: str | None
    issued: str | None


def known(document: Document) -> Known:
    """The catalogue's entry of a document."""
    meta = document.metadata
    issued = meta.issued.isoformat() if meta.issued else None
    return Known(document.id, meta.title or "", meta.number, issued)


def titles(title: str) -> set[str]:
    """The titles a document goes by: its own, and that of the scheme it issues."""
    plain = "".join(title.split())
    found = {plain, plain.strip("《》")}
    if inner := _ISSUING.search(plain):
        found.add(inner["inner"].strip("《》〈〉"))
    return {one for one in found if one}


class Catalogue:
    """The documents of the knowledge base by number and title."""

    def __init__(self, known: list[Known]) -> None:
        self._by_number: dict[str, Known] = {}
        self._by_title: dict[str, list[Known]] = {}
        for document in known:
            self.add(document)

    def add(self, document: Known) -> None:
        """Take a document in."""
        if document.number:
            self._by_number[document_id(document.number, None)] = document
        for title in titles(document.title):
            others = [k for k in self._by_title.get(title, []) if k.id != document.id]
            self._by_title[title] = [*others, document]

    def find(self, cited: Entity, before: date | None) -> Known | None:
        """The document meant, or ``None`` where none or more than one could be."""
        number = cited.get("number")
        if number:
            return self._by_number.get(document_id(number, None))
        found = self._by_title.get("".join(cited.name.split()), [])
        if before is not None:
            found = [k for k in found if k.issued is None or k.issued <= before.isoformat()]
        return found[0] if len(found) == 1 else None


def link(document: Document, catalogue: Catalogue) -> Document:
    """``document`` with the id of the cited document in every citation that is found in ``catalogue``."""
    return replace(document, citations=tuple(_linked(c, document, catalogue) for c in document.citations))


def _linked(citation: Citation, document: Document, catalogue: Catalogue) -> Citation:
    known = catalogue.find(citation.document, document.metadata.issued)
    if known is None or known.id == document.id:
        return citation
    attributes = (*(pair for pair in citation.document.attributes if pair[0] != "id"), ("id", known.id))
    return replace(citation, document=replace(citation.document, attributes=attributes))


def stubs_of(document: Document, store: Store, namer: Namer) -> list[str]:
    """IRIs under which other documents already cite ``document`` (they came in before it)."""
    meta = document.metadata
    own = namer.document(document.id)
    names = {document_id(None, title) for title in titles(meta.title or "")} | {document_id(meta.number, meta.title)}
    values = " ".join(f"<{iri}>" for name in sorted(names) if (iri := namer.document(name)) != own)
    if not values:
        return []
    rows = store.select(
        f"""PREFIX pol: <{POL}> SELECT DISTINCT ?stub ?citing ?issued {{ VALUES ?stub {{ {values} }}
          ?citing pol:cites ?stub ; a pol:PolicyDocument FILTER NOT EXISTS {{ ?stub pol:sha256 ?sha }}
          OPTIONAL {{ ?citing pol:issued ?issued }} }}"""
    )
    issued = meta.issued.isoformat() if meta.issued else ""
    older = {row["stub"] for row in rows if "issued" in row and str(row["issued"]) < issued}
    return sorted({str(row["stub"]) for row in rows} - {str(stub) for stub in older})
