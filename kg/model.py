"""The values the room passes on: frozen, and each with its exact place in the text.

Every offset in here is a code-point offset into :attr:`Source.text`, half open, so that
``source.text[x.start:x.end]`` is what the document prints.

>>> source = Source(text="（一）坚持", format="txt", origin="a.txt")
>>> Span(0, 3).of(source.text)
'（一）'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ProvisionKind = Literal["preamble", "part", "section", "clause", "article", "item", "annex", "support", "task"]
"""What ``kind`` says in the API. ``part`` is a document carried inside another (印发, 转发)."""

EntityKind = Literal["unit", "institution", "programme", "place", "industry", "term", "document"]
Comparator = Literal[">=", "<=", "=", "range"]
TargetKind = Literal["target", "threshold", "baseline", "structure", "ordinal"]
Role = Literal["responsible", "lead", "supporting"]
CitationRelation = Literal["cites", "basedOn", "implements", "amends", "repeals"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the source text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words in the span."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``row`` and ``column`` are where it begins in the grid."""

    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells lie in the source text; ``cells`` are in reading order."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        rows = max((c.row + c.rowspan for c in self.cells), default=0)
        return rows, max((c.column + c.colspan for c in self.cells), default=0)

    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Rows × columns; a spanning cell stands in every place it covers."""
        rows, columns = self.shape
        grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.rowspan):
                for c in range(cell.column, cell.column + cell.colspan):
                    grid[r][c] = cell
        return tuple(tuple(row) for row in grid)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; ``None`` and ``()`` mean "not stated"."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    addressees: tuple[str, ...] = ()
    genre: str | None = None
    """意见, 通知, 办法, 规定, 批复 …: the last word of the title."""
    url: str | None = None
    place: str | None = None
    """The jurisdiction whose bodies 市, 省, 区, 县 stand for: 天津市; ``None``: the whole country."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: its text, the tables in it, and what the carrier (page, file) says of it."""

    text: str
    format: str
    origin: str
    metadata: Metadata = Metadata()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of the document's structure.

    ``start``–``end`` is the body without marker and title, including all that lies below it;
    ``own_end`` is where its own words end and the first part below it begins (a leaf: ``end``).
    ``heading_start`` is where marker and title begin, so ``heading_start``–``end`` is all of it.
    ``key`` is its path inside the document, unique there: ``clause/9``, ``section/2/clause/1``.
    """

    key: str
    kind: ProvisionKind
    order: int
    heading_start: int
    start: int
    own_end: int
    end: int
    number: int | None = None
    marker: str | None = None
    title: Span | None = None
    parent: str | None = None

    def own(self, text: str) -> str:
        """The provision's own words."""
        return text[self.start : self.own_end]


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of a document, in text order, and what belongs to no provision."""

    metadata: Metadata
    title: tuple[Span, ...]
    provisions: tuple[Provision, ...]
    leftovers: tuple[Span, ...] = ()
    """Stretches with words that no provision, title, addressee or signature line claims."""
    furniture: tuple[Span, ...] = ()
    """Title, addressees, signature, annex lists, table heads: understood, but no provision."""
    warnings: tuple[str, ...] = ()

    def provision(self, key: str) -> Provision:
        """The provision with this key."""
        return next(p for p in self.provisions if p.key == key)


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the text names. ``name`` is the full name and makes its IRI; ``aliases`` are short names.

    ``kind`` picks the class, ``subkind`` the subclass (``ministry``, ``university`` …, see the ontology).
    """

    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    subkind: str | None = None
    collective: bool = False
    """A whole class of bodies, as 各区人民政府 or 职业学校: not one body."""
    attributes: tuple[tuple[str, str], ...] = ()
    """``status`` of an institution, ``place`` of a unit, ``number`` of a document, … as pairs."""

    def get(self, attribute: str) -> str | None:
        """The value of an attribute, or ``None``."""
        return next((value for name, value in self.attributes if name == attribute), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the text names an entity."""

    start: int
    end: int
    entity: Entity
    provision: str | None = None
    """Key of the innermost provision; ``None``: title, addressees, signature."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A unit answers for a provision (a task, or a clause that ends with 由…负责)."""

    provision: str
    unit: Entity
    role: Role
    start: int
    end: int
    rank: int
    """0 for the unit written first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One action: verb and object, and the words it was read from."""

    provision: str
    start: int
    end: int
    action: str
    object: str
    orientation: bool = False
    """对接…, 融入…: a direction, not an act."""


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity the text sets. ``minimum``/``maximum`` are equal for ``=``; one is ``None`` for a bound."""

    provision: str
    start: int
    end: int
    subject: str
    comparator: Comparator
    minimum: float | None
    maximum: float | None
    unit: str
    kind: TargetKind = "target"
    deadline: str | None = None
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the text refers to a document, and what it does to it."""

    provision: str | None
    start: int
    end: int
    document: Entity
    relation: CitationRelation = "cites"
    article: str | None = None
    """第X条 of the cited document, where the text points at one."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two provisions of one document that say the same: a task elaborates a clause, an item supports one."""

    source: str
    target: str
    relation: Literal["elaborates", "supports"]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """A document understood: all that goes into its named graph."""

    id: str
    source: Source
    outline: Outline
    issuers: tuple[Entity, ...] = ()
    """``metadata.issuers`` as units."""
    mentions: tuple[Mention, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def metadata(self) -> Metadata:
        """Metadata of the page and of the text, merged."""
        return self.outline.metadata
