"""What search finds: the provisions of the graph, each with the words a reader of it sees."""

from __future__ import annotations

from dataclasses import dataclass

from kg.library import Library
from kg.outlines import KINDS
from ontology import POL

SEARCHED = ("Preamble", "Section", "Clause", "Article", "Item", "SupportItem", "Task")
_LONGEST_SECTION = 600  # a section is found by its heading and opening; its clauses stand for the rest
_SENTENCE = 24
"""Characters of a heading that is a sentence: a shorter one only names what follows."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A provision as search sees it; ``text`` is ``source[start : start + len(text)]``."""

    iri: str
    kind: str
    number: int | None
    title: str | None
    label: str
    document: str
    document_title: str
    text: str
    start: int
    units: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Provisions that elaborate or support this one, or that this one elaborates or supports."""

    @property
    def indexed(self) -> str:
        """The words the indexes are made of: heading first."""
        return f"{self.title or ''}\n{self.text}"


def passages(library: Library, document: str) -> list[Passage]:
    """The passages of one document (its IRI), in text order."""
    prefix = f"PREFIX pol: <{POL}> "
    types = ", ".join(f"pol:{name}" for name in SEARCHED)
    text = library.text(document)
    rows = library.store.select(
        f"""{prefix} SELECT ?p ?type ?number ?title ?label ?start ?end ?name {{
          ?p pol:inDocument <{document}> ; a ?type ; pol:start ?start ; pol:end ?end ; pol:order ?order ;
             pol:citationLabel ?label . GRAPH ?own {{ <{document}> pol:sha256 ?sha ; pol:title ?name }} FILTER(?type IN ({types}))
          OPTIONAL {{ ?p pol:number ?number }} OPTIONAL {{ ?p pol:title ?title }} }} ORDER BY ?order"""
    )
    units = _related(library, document, "responsibleUnit")
    entities = _related(library, document, "mentions")
    links = _related(library, document, "elaborates|pol:supports|^pol:elaborates|^pol:supports")
    found: dict[str, Passage] = {}
    for row in rows:
        iri = str(row["p"])
        kind = KINDS[str(row["type"]).rsplit("#", 1)[-1]]
        start, end = int(row["start"]), int(row["end"])
        if kind == "section":
            end = min(end, start + _LONGEST_SECTION)
        title = " ".join(str(row["title"]).split()) if "title" in row else None
        start = _with_first_sentence(text, start, title)
        found[iri] = Passage(
            iri=iri,
            kind=kind,
            number=int(row["number"]) if "number" in row else None,
            title=title,
            label=str(row["label"]),
            document=document,
            document_title=str(row["name"]),
            text=text[start:end],
            start=start,
            units=units.get(iri, ()),
            entities=entities.get(iri, ()),
            related=links.get(iri, ()),
        )
    return [p for p in found.values() if p.text.strip() or p.title]


def _with_first_sentence(text: str, start: int, title: str | None) -> int:
    """Where a provision's words begin: at its heading, where that is a sentence of its own paragraph and says something.

    >>> text = "三、对已发现的化学武器，其技术处理由军队防化部门负责，地方配合。发现的要上报。"
    >>> text[_with_first_sentence(text, 32, "对已发现的化学武器，其技术处理由军队防化部门负责，地方配合"):][:6]
    '对已发现的化'
    """
    if title is None or len(title) < _SENTENCE or text[start - 1 : start] != "。":
        return start
    begin = start - len(title) - 1
    return begin if text[begin : start - 1] == title else start


def _related(library: Library, document: str, path: str) -> dict[str, tuple[str, ...]]:
    rows = library.store.select(
        f"PREFIX pol: <{POL}> SELECT ?p ?x {{ ?p pol:inDocument <{document}> ; (pol:{path}) ?x }} ORDER BY ?p ?x"
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row["p"]), []).append(str(row["x"]))
    return {key: tuple(values) for key, values in found.items()}
