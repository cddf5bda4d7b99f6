"""Source → outline: the one way through lines, blocks, tree, headings and keys."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Outline, Source, Span
from kg.structure import numbering, tables, titles
from kg.structure.blocks import Block, blocks
from kg.structure.coverage import minus, union
from kg.structure.headings import give_titles
from kg.structure.lines import Line, read_lines
from kg.structure.markers import Marker
from kg.structure.metadata import Said, metadata
from kg.structure.provisions import provisions
from kg.structure.tree import Tree, ranks_of


def outline(source: Source) -> Outline:
    """The provisions of ``source`` in text order, its metadata, and what was not understood."""
    read = read_lines(source)
    lines = numbering.rescue(read.lines)
    found = blocks(lines, source.metadata.title)
    tree = _grow(source, lines, found)
    _number_annexes(tree)
    give_titles(tree.nodes)
    said = _said(lines, found)
    meta, disagree = metadata(source.metadata, said)
    title = tuple(Span(line.start, line.end) for b in found if b.role == "title" for line in lines[b.first : b.last])
    leftovers = union([*read.chrome, *tree.leftovers])
    furniture = minus(union([*read.page_marks, *tree.furniture]), leftovers)
    return Outline(
        metadata=meta,
        title=title,
        provisions=provisions(tree.nodes, source.text, furniture),
        leftovers=tuple(leftovers),
        furniture=tuple(furniture),
        warnings=(*disagree, *numbering.warnings(tree.nodes), *_residue(source.text, leftovers)),
    )


def _residue(text: str, leftovers: Sequence[Span]) -> list[str]:
    """Says why a text is not wholly understood, where more than a hundredth of it is left over."""
    left = sum(len(span) for span in leftovers)
    if left * 100 <= len(text):
        return []
    return [f"{left} 字未归入任何条文（网页栏目、页眉页脚等，{len(leftovers)} 处）/ words of page chrome left over"]


def _grow(source: Source, lines: Sequence[Line], found: Sequence[Block]) -> Tree:
    """The tree of all blocks; a container's marks are ranked by all that it holds."""
    tree = Tree(source, lines)
    for index, block in enumerate(found):
        if index == 0 or block.role in ("part", "annex"):
            tree.ranks = ranks_of(_marks_until_next(found, index))
        _take(tree, lines, block)
    return tree


def _marks_until_next(found: Sequence[Block], index: int) -> list[Marker]:
    marks: list[Marker] = []
    for block in found[index + (found[index].role in ("part", "annex")) :]:
        if block.role in ("part", "annex"):
            break
        if block.marker is not None:
            marks.append(block.marker)
    return marks


def _take(tree: Tree, lines: Sequence[Line], block: Block) -> None:
    """One block into the tree."""
    span = lines[block.first : block.last]
    match block.role:
        case "part" | "annex":
            tree.open(block)
        case "marker" if block.marker is not None:
            tree.mark(span[0], block.marker)
        case "text":
            for line in span:
                if line.text.rstrip("：:") in ("注", "备注", "说明") and tree.container is not None:
                    tree.close()
                tree.words(line)
        case "table":
            for line in span:
                tables.place(tree, tree.source.tables[line.table or 0], line)
        case "chrome":
            tree.leftovers += [piece for line in span for piece in line.pieces]
        case "annexlist":
            tree.annexes_listed[tree.container] = tree.annexes_listed.get(tree.container, 0) + len(span)
            tree.furniture += [piece for line in span for piece in line.pieces]
        case _:
            tree.furniture += [piece for line in span for piece in line.pieces]


def _number_annexes(tree: Tree) -> None:
    """An annex without a number is the next among its siblings."""
    count: dict[tuple[int, str], int] = {}
    for node in tree.nodes:
        if node.kind in ("annex", "part"):
            key = (id(node.parent), node.kind)
            if node.number is None:
                node.number = count.get(key, 0) + 1
            count[key] = node.number


def _said(lines: Sequence[Line], found: Sequence[Block]) -> Said:
    """The lines that tell about the document itself: those before the first part or annex."""
    said = Said()
    for block in found:
        span = lines[block.first : block.last]
        if block.role in ("part", "annex"):
            if block.role == "part" and block.title is not None:
                said.first_part = titles.joined(span)
            break
        if block.role == "title":
            said.title = titles.joined(span)
        elif block.role == "meta" and not said.signature:
            said.head += [line.text for line in span]
        elif block.role == "addressee":
            said.addressee = "".join(line.text for line in span)
        elif block.role == "sign" and not said.signature:
            said.signature = [line.text for line in span]
    return said
