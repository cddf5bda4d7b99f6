"""Blocks → a tree of nodes: parts and annexes hold the numbered provisions, these hold each other by rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import ProvisionKind, Source, Span
from kg.structure import markers
from kg.structure.blocks import Block
from kg.structure.lines import Line
from kg.structure.markers import Marker


@dataclass(slots=True, eq=False)
class Node:
    """A provision in the making; ``line`` and ``at`` are where its words begin after the mark."""

    kind: ProvisionKind
    rank: float
    heading_start: int
    start: int
    end: int
    number: int | None = None
    marker: str | None = None
    style: str = ""
    sub: int | None = None
    title: Span | None = None
    parent: Node | None = None
    line: Line | None = None
    at: int = 0
    in_table: bool = False
    more: bool = False
    """Words of its own stand on lines after its first."""
    children: list[Node] = field(default_factory=list)

    def above(self) -> Iterator[Node]:
        """The nodes it lies in, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


CONTAINERS = ("part", "annex")
_SECTIONS = ("bian", "chapter", "jie", "cn", "dec1")


class Tree:
    """Grows as the blocks come."""

    def __init__(self, source: Source, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.nodes: list[Node] = []
        self.furniture: list[Span] = []
        self.leftovers: list[Span] = []
        self.containers: list[Node] = []
        self.stack: list[Node] = []
        self.ranks: dict[str, float] = markers.RANKS
        self.annexes_listed: dict[Node | None, int] = {}

    # ----------------------------------------------------------- containers
    @property
    def container(self) -> Node | None:
        """The part or annex that is open; ``None``: the document itself."""
        return self.containers[-1] if self.containers else None

    def open(self, block: Block) -> None:
        """Begin a part or an annex."""
        self.stack = []
        line = self.lines[min(block.first, len(self.lines) - 1)]
        while self.containers and not self._holds(self.containers[-1], block):
            self.containers.pop()
        kind: ProvisionKind = "part" if block.role == "part" else "annex"
        node = Node(kind, -1.0, line.start, line.start, line.start, block.number, block.printed, parent=self.container)
        if block.title is not None:
            self._name(node, block, line)
        elif block.last > block.first:
            node.start = node.end = line.end
        self._keep(node)
        self.containers.append(node)

    def _name(self, node: Node, block: Block, line: Line) -> None:
        first, last = block.title or (0, 0)
        if block.inline:
            node.title = Span(line.at(first), line.until(last))
        else:
            node.title = Span(self.lines[first].start, self.lines[last - 1].end)
        node.start = node.end = node.title.end

    def _holds(self, outer: Node, block: Block) -> bool:
        """Whether the open container holds the new one: annexes lie in parts, 附表 in 附件, 附件1-1 in 附件1."""
        if block.role == "part":
            return False
        if outer.kind == "part":
            return True
        word, mine = (outer.marker or "")[:2], (block.printed or "")[:2]
        inside = "-" in (block.printed or "") and (block.printed or "").startswith((outer.marker or "附") + "-")
        if inside or (word != mine and word == "附件" and mine in ("附表", "附录", "附图")):
            return True
        restarts = block.number == 1 and (outer.number or 0) >= 1 and self.annexes_listed.get(outer, 0) > 0
        return restarts and not self._is_next(outer, block)

    def _is_next(self, outer: Node, block: Block) -> bool:
        return block.number == (outer.number or 0) + 1

    def _keep(self, node: Node) -> None:
        if node.parent is not None:
            node.parent.children.append(node)
        self.nodes.append(node)

    # ---------------------------------------------------------------- words
    def mark(self, line: Line, marker: Marker) -> Node:
        """Begin the provision that ``marker`` opens."""
        rank = self.ranks.get(marker.style, markers.RANKS[marker.style])
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else self.container
        start = line.at(marker.end) if marker.end < len(line.text) else line.end
        node = Node(
            kind_of(marker.style, parent), rank, line.start, start, line.end, marker.number, marker.printed,
            marker.style, marker.sub, parent=parent, line=line, at=marker.end,
        )  # fmt: skip
        self._keep(node)
        self.stack.append(node)
        self.extend(line.end)
        return node

    def words(self, line: Line) -> None:
        """Words that go on with what is open; before any mark they are the preamble."""
        if not self.stack:
            container = self.container
            if container is None or container.kind == "part":
                self._preamble(line, container)
        else:
            while len(self.stack) > 1 and self._is_finished(self.stack[-1], line):
                self.stack.pop()
            self.stack[-1].more = True
        self.extend(line.end)

    def _is_finished(self, node: Node, line: Line) -> bool:
        """Whether a list ends with ``node``: those before it end with ；, it with 。, and ``line`` is no part of it.

        What follows such a list is the next paragraph (款) of the article or clause it stands in.
        """
        parent, text = node.parent, self.source.text
        if node.more or node.in_table or parent is None or parent.kind not in ("article", "clause", "item"):
            return False
        before = [n for n in parent.children if n.style == node.style and n is not node]
        ends = [text[n.end - 1 : n.end] for n in before]
        return bool(ends) and text[node.end - 1 : node.end] == "。" and ends.count("；") * 2 > len(ends)

    def _preamble(self, line: Line, container: Node | None) -> None:
        siblings = container.children if container else [n for n in self.nodes if n.parent is None]
        if siblings and siblings[-1].kind == "preamble":
            siblings[-1].end = line.end
            siblings[-1].more = True
        elif not siblings:
            self._keep(Node("preamble", 4.0, line.start, line.start, line.end, parent=container, line=line))

    def extend(self, end: int) -> None:
        """All that is open reaches to ``end``."""
        for node in (*self.containers, *self.stack):
            node.end = max(node.end, end)

    def close(self) -> None:
        """End the numbered provisions; the container stays open."""
        self.stack = []


def kind_of(style: str, parent: Node | None) -> ProvisionKind:
    """What a mark of this style makes under ``parent``.

    >>> kind_of("cn", None), kind_of("cnp", None), kind_of("ar", None)
    ('section', 'clause', 'item')
    """
    if style in ("bian", "chapter", "jie"):
        return "section"
    if style == "article":
        return "article"
    kind = parent.kind if parent is not None else None
    if kind in ("article", "clause", "item", "task", "support"):
        return "item"
    if style in _SECTIONS:
        return "section"
    if style in ("stem", "cnp", "dec2"):
        return "clause"
    return "clause" if style == "arp" and kind == "section" else "item"


def ranks_of(styles: Sequence[Marker]) -> dict[str, float]:
    """The ranks of a container's marks: the official ones, but 一、 over 第一条 where articles run on below it.

    >>> run = [markers.read(t) for t in ("一、总则", "第一条 甲", "第二条 乙", "二、分则", "第三条 丙")]
    >>> ranks_of(run)["cn"] < ranks_of(run)["article"]
    True
    """
    ranks = dict(markers.RANKS)
    for upper, lower in (
        ("article", "cn"),
        ("article", "cnp"),
        ("cn", "stem"),
        ("cn", "cnp"),
        ("cnp", "ar"),
        ("ar", "arp"),
        ("cn", "ar"),
    ):
        if _upside_down(styles, upper, lower):
            ranks[lower], ranks[upper] = ranks[upper] - 0.5, ranks[upper]
    return ranks


def _upside_down(styles: Sequence[Marker], upper: str, lower: str) -> bool:
    """Whether ``lower`` stands over ``upper``: it comes first, runs once, and ``upper`` lies in two or more of it."""
    run = [(m.style == upper, m.number) for m in styles if m.style in (upper, lower)]
    if len(run) < 4 or run[0][0]:
        return False
    numbers = [n for is_upper, n in run if not is_upper]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return False
    holding = sum(1 for (a, _), (b, _) in pairwise(run) if not a and b)
    first = sum(n == 1 for is_upper, n in run if is_upper)
    return holding >= 2 and (first >= 2 or upper == "article")
