"""The structure of a document by the official forms: 编章节条款项目, 一、（一）1.（1）, annexes, tables of tasks.

Levels follow GB/T 9704-2012 and the Legislation Law. A provision keeps its number as printed: what the author
numbered wrongly is reported, never mended.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from kg.headmatter import DATE, GENRES, NUMBER, TITLE, date_of, issuers_of, joined, place_of
from kg.model import Metadata, Outline, Provision, ProvisionKind, Source, Span, Table
from kg.numerals import to_int

_CN = "零〇一二三四五六七八九十百"
_MARKERS: tuple[tuple[int, str, str], ...] = (
    (0, "bian", rf"第[{_CN}\d]+编(?=[\s\u3000])"),
    (1, "chapter", rf"第\s*[{_CN}\d]+\s*章"),
    (2, "jie", rf"第[{_CN}\d]+节(?=[\s\u3000])"),
    (3, "article", rf"第\s*[{_CN}\d]+\s*条(?:之[{_CN}]+)?"),
    (4, "one", rf"[{_CN}]+\s*、"),
    (5, "two", rf"[（(]\s*[{_CN}]+\s*[）)]"),
    (6, "three", r"\d{1,3}\s*[.．、](?=\s*\d{4}\s*年|[^\d])"),
    (7, "four", r"[（(]\s*\d{1,3}\s*[）)]"),
    (8, "five", r"[①-⑳]"),
)
_MARKER = re.compile("|".join(f"(?P<{name}>{pattern})" for _, name, pattern in _MARKERS))
_RANK = {name: rank for rank, name, _ in _MARKERS}
_ANNEX = re.compile(rf"(?:附件|附表|附录)\s*(?P<n>[\d{_CN}]*)\s*[:：]?\s*$")
_ANNEX_LIST = re.compile(r"(?:附件|附表)\s*\d*\s*[:：]\s*\S")
_ENDS_HEADING = re.compile(r"[。；;，,]$")


@dataclass
class _Line:
    start: int
    end: int
    text: str


@dataclass
class _Node:
    kind: ProvisionKind
    rank: int
    heading_start: int
    start: int
    number: int | None = None
    marker: str | None = None
    title: Span | None = None
    end: int = -1
    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)
    fixed_end: bool = False


def outline(source: Source) -> Outline:
    """The provisions of ``source`` in text order, its metadata, and what was not understood."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.lines = _lines(source)
        self.nodes: list[_Node] = []
        self.stack: list[_Node] = []
        self.furniture: list[Span] = []
        self.leftovers: list[Span] = []
        self.title: list[Span] = []
        self.warnings: list[str] = []
        self.addressees: tuple[str, ...] = ()
        self.meta = source.metadata

    def parse(self) -> Outline:
        position = self._head()
        self._body(position)
        self._close(len(self.text))
        self._trim()
        provisions = _provisions(self.nodes, self.text)
        meta = self._metadata()
        return Outline(
            meta,
            tuple(self.title),
            provisions,
            tuple(self.leftovers),
            tuple(sorted(self.furniture)),
            tuple(self.warnings),
        )

    # ------------------------------------------------------------------ head
    def _head(self) -> int:
        """Title, document number, addressees; the index of the first line of the body."""
        title_at = self._find_title()
        for line in self.lines[: title_at[0]]:
            self.leftovers.append(Span(line.start, line.end))
        for line in self.lines[title_at[0] : title_at[1]]:
            self.title.append(Span(line.start, line.end))
            self.furniture.append(Span(line.start, line.end))
        i = title_at[1]
        while i < len(self.lines) and i < title_at[1] + 12:
            line = self.lines[i]
            short = len(line.text) <= 40
            if line.text.endswith(("：", ":")) and not _MARKER.match(line.text) and i < title_at[1] + 6:
                self.addressees = tuple(filter(None, re.split(r"[、，；]", line.text.rstrip("：:"))))
                self.furniture.append(Span(line.start, line.end))
                return i + 1
            if short and (NUMBER.fullmatch(line.text) or DATE.search(line.text) or _is_meta(line.text)):
                self.furniture.append(Span(line.start, line.end))
                i += 1
                continue
            break
        return i

    def _find_title(self) -> tuple[int, int]:
        """First and last+1 line of the title: up to four lines that join into words ending with a genre."""
        given = "".join((self.meta.title or "").split())
        for i, _line in enumerate(self.lines[:200]):
            joined = ""
            for j in range(i, min(i + 5, len(self.lines))):
                words = self.lines[j].text.strip("#* 《》")
                if not words or (_MARKER.match(words) and j > i) or len(words) > 80:
                    break
                joined += "".join(words.split())
                if given and joined == given:
                    return i, j + 1
                if not given and TITLE.fullmatch(joined) and len(joined) >= 8 and not joined.endswith(("：", "。")):
                    after = self.lines[j + 1].text if j + 1 < len(self.lines) else ""
                    if not (len(after) < 30 and TITLE.fullmatch(joined + "".join(after.split()))):
                        return i, j + 1
        return 0, 1 if self.lines else 0

    # ------------------------------------------------------------------ body
    def _body(self, position: int) -> None:
        tables = {t.start: t for t in self.source.tables}
        i = position
        while i < len(self.lines):
            line = self.lines[i]
            table = next((t for t in tables.values() if t.start <= line.start < t.end), None)
            if table is not None:
                self._table(table)
                while i < len(self.lines) and self.lines[i].start < table.end:
                    i += 1
                continue
            i = self._line(i)

    def _line(self, i: int) -> int:
        line = self.lines[i]
        text = line.text
        if (annex := _ANNEX.match(text)) and not text.endswith(("：", ":")):
            return self._annex(i, to_int(annex["n"]) if annex["n"] else None)
        if _ANNEX_LIST.match(text) and self.nodes:
            return self._annex_list(i)
        marker = _MARKER.match(text)
        if marker is not None and self._is_marker(marker):
            self._open(line, marker)
            return i + 1
        if not self.nodes:
            self._push(_Node("preamble", 4, line.start, line.start))
        elif self._signature(i):
            self.furniture.append(Span(line.start, line.end))
            self._end_open(line.start)
        elif not self.stack:
            node = self.nodes[-1]
            if node.end < 0 or not node.fixed_end:
                self.leftovers.append(Span(line.start, line.end))
            else:
                self.leftovers.append(Span(line.start, line.end))
        return i + 1

    def _is_marker(self, marker: re.Match[str]) -> bool:
        return marker.lastgroup is not None

    def _signature(self, i: int) -> bool:
        text = self.lines[i].text
        if DATE.fullmatch(text.strip("（）() ")):
            return True
        after = self.lines[i + 1].text if i + 1 < len(self.lines) else ""
        return len(text) <= 40 and not text.endswith("。") and bool(DATE.fullmatch(after.strip()))

    def _annex_list(self, i: int) -> int:
        self._end_open(self.lines[i].start)
        while i < len(self.lines):
            text = self.lines[i].text
            if not (_ANNEX_LIST.match(text) or re.match(r"\d+\s*[.．]", text)) or len(text) > 60:
                break
            self.furniture.append(Span(self.lines[i].start, self.lines[i].end))
            i += 1
        return i

    def _annex(self, i: int, number: int | None) -> int:
        line = self.lines[i]
        self._end_open(line.start)
        node = _Node("annex", -1, line.start, line.end, number, line.text.rstrip("：: "))
        if node.number is None:
            node.number = 1 + sum(n.kind == "annex" for n in self.nodes)
        j = i + 1
        if j < len(self.lines) and not _MARKER.match(self.lines[j].text) and len(self.lines[j].text) <= 60:
            title = self.lines[j]
            if not any(t.start <= title.start < t.end for t in self.source.tables):
                node.title = Span(title.start, title.end)
                node.start = title.end
                j += 1
        self._push(node)
        return j

    def _open(self, line: _Line, marker: re.Match[str]) -> None:
        name = marker.lastgroup or "one"
        rank = _RANK[name]
        while self.stack and self.stack[-1].rank >= rank:
            self._pop(line.start)
        kind = _kind(name, [n.kind for n in self.stack])
        printed = marker.group()
        node = _Node(kind, rank, line.start, line.start + marker.end(), _value(printed), "".join(printed.split()))
        self._heading(node, line, marker.end())
        self._push(node)

    def _heading(self, node: _Node, line: _Line, at: int) -> None:
        """Split a heading from the words after it: alone on its line, or run in up to the first full stop."""
        rest = line.text[at:]
        lead = len(rest) - len(rest.lstrip())
        rest = rest.strip()
        begin = line.start + at + lead
        node.start = begin
        if node.kind in ("article", "item") and node.rank in (3, 7, 8):
            return
        stop = rest.find("。")
        if stop < 0 and len(rest) <= 60 and not _ENDS_HEADING.search(rest) and not rest.endswith(("：", ":")):
            node.title = Span(begin, begin + len(rest))
            node.start = begin + len(rest)
        elif 0 < stop <= 45 and len(rest) > stop + 1 and node.rank >= 4:
            node.title = Span(begin, begin + stop)
            node.start = begin + stop + 1

    def _push(self, node: _Node) -> None:
        node.parent = self.stack[-1] if self.stack else None
        if node.parent is not None:
            node.parent.children.append(node)
        self.nodes.append(node)
        self.stack.append(node)

    def _pop(self, end: int) -> None:
        node = self.stack.pop()
        node.end = end

    def _end_open(self, end: int) -> None:
        while self.stack:
            self._pop(end)

    def _close(self, end: int) -> None:
        self._end_open(end)

    # ---------------------------------------------------------------- tables
    def _table(self, table: Table) -> None:
        columns = _columns(table, self.text)
        if columns is None:
            return
        number_at, body_at, kind = columns
        parent = self.stack[-1] if self.stack else None
        seen: set[int] = set()
        for row in table.grid()[1:]:
            number, body = row[number_at], row[body_at]
            if number is None or body is None or number.start in seen:
                continue
            seen.add(number.start)
            value = to_int(self.text[number.start : number.end].strip(". ．、"))
            if value is None or body.end <= body.start:
                continue
            node = _Node(kind, 99, body.start, body.start, value, self.text[number.start : number.end], parent=parent)
            node.end, node.fixed_end = body.end, True
            if parent is not None:
                parent.children.append(node)
            self.nodes.append(node)
        self.furniture.append(Span(table.start, table.end))

    # -------------------------------------------------------------- finishing
    def _trim(self) -> None:
        """Take white space off both ends of every body."""
        for node in self.nodes:
            end = min(node.end if node.end >= 0 else len(self.text), len(self.text))
            while end > node.start and self.text[end - 1].isspace():
                end -= 1
            node.end = max(end, node.start)
            while node.start < node.end and self.text[node.start].isspace():
                node.start += 1

    def _metadata(self) -> Metadata:
        meta = self.meta
        printed = [s.of(self.text).strip("#* ") for s in self.title]
        title = meta.title or joined(printed)
        head = self.text[: self.nodes[0].heading_start if self.nodes else 400]
        number = meta.number or (m.group() if (m := NUMBER.search(head)) else None)
        issuers = meta.issuers or issuers_of(printed[0] if printed else title)
        dates = [d for s in self.furniture if (d := date_of(s.of(self.text)))]
        genre = next((g for g in GENRES if title.split("（")[0].endswith(g)), None)
        place = meta.place or place_of(issuers, title)
        return replace(
            meta, title=title or None, number="".join(number.split()) if number else None, issuers=issuers,
            issued=meta.issued or (dates[-1] if dates else None), addressees=meta.addressees or self.addressees,
            genre=meta.genre or genre, place=place,
        )  # fmt: skip


def _lines(source: Source) -> list[_Line]:
    lines, position = [], 0
    for raw in source.text.split("\n"):
        start = position
        position += len(raw) + 1
        body = raw.strip()
        if body:
            at = start + raw.index(body)
            lines.append(_Line(at, at + len(body), body))
    return lines


def _is_meta(text: str) -> bool:
    return bool(re.match(r"[（(【\[]|(?:时间|来源|发布|索\s*引|文\s*号|发文|访问)", text)) or bool(NUMBER.search(text))


def _kind(name: str, above: list[ProvisionKind]) -> ProvisionKind:
    if name in ("bian", "chapter", "jie"):
        return "section"
    if name == "article":
        return "article"
    if "article" in above or "clause" in above:
        return "item"
    if name == "one":
        return "section"
    return "clause" if name == "two" or (name == "four" and "section" in above and "item" not in above) else "item"


def _value(printed: str) -> int | None:
    bare = re.sub(r"之.*", "", re.sub(r"[第编章节条（）()、.．\s]", "", printed))
    return to_int(bare)


def _columns(table: Table, text: str) -> tuple[int, int, ProvisionKind] | None:
    """Columns of number and body, and what a row is, by the words of the head row."""
    head = ["".join(text[c.start : c.end].split()) if c else "" for c in table.grid()[0]]
    number = next((i for i, h in enumerate(head) if h in ("序号", "编号", "号")), None)
    if number is None:
        return None
    body = next((i for i, h in enumerate(head) if re.search(r"任务|内容|事项|措施|工作", h) and i != number), None)
    if body is None:
        return None
    detail = next((i for i, h in enumerate(head) if "内容" in h and i != number), body)
    units = any(re.search(r"责任|牵头|配合|单位|部门", h) for h in head)
    return number, detail, "task" if units else "support" if any("政策" in h for h in head) else "item"


def _provisions(nodes: list[_Node], text: str) -> tuple[Provision, ...]:
    ordered = sorted(nodes, key=lambda n: (n.heading_start, n.rank))
    names = Counter((n.kind, n.number) for n in ordered)
    keys: dict[int, str] = {}
    used: set[str] = set()
    out = []
    for order, node in enumerate(ordered):
        own = f"{node.kind}/{node.number}" if node.number is not None else node.kind
        parent = keys.get(id(node.parent)) if node.parent else None
        key = (
            own if (names[node.kind, node.number] == 1 and node.kind != "item") or parent is None else f"{parent}/{own}"
        )
        unique, n = key, 1
        while unique in used:
            n += 1
            unique = f"{key}-{n}"
        used.add(unique)
        keys[id(node)] = unique
        first = min((c.heading_start for c in node.children), default=node.end)
        own_end = max(node.start, min(first, node.end))
        while own_end > node.start and text[own_end - 1].isspace():
            own_end -= 1
        out.append(
            Provision(
                unique,
                node.kind,
                order,
                node.heading_start,
                node.start,
                own_end,
                node.end,
                node.number,
                node.marker,
                node.title,
                parent,
            )
        )
    return tuple(out)
