"""The numbers Word prints before paragraphs and does not keep in their text: 一、 （一） 1. 第一条.

>>> printed("chineseCountingThousand", 12), printed("decimal", 3), printed("decimalEnclosedCircleChinese", 2)
('十二', '3', '②')
>>> printed("upperLetter", 2), printed("bullet", 2) is None
('B', True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.numerals import to_chinese

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = (
    "chineseCounting",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
    "japaneseDigital",
    "koreanCounting",
)
_NUMBERING_PART = "/numbering"


def printed(form: str, number: int) -> str | None:
    """A number in one of Word's forms; ``None`` for forms that print no number."""
    if form.startswith(_CHINESE):
        return to_chinese(number) if 0 <= number <= 9999 else str(number)
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form.startswith("decimal"):
        return str(number)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in ("upperRoman", "lowerRoman") and 1 <= number <= 12:
        roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[number - 1]
        return roman if form == "upperRoman" else roman.lower()
    return None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """The lists of a document opened with python-docx."""
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith(_NUMBERING_PART)), None)
        if part is None:
            return cls()
        root = part.element
        abstract = {a.get(f"{_W}abstractNumId"): _levels(a) for a in root.iter(f"{_W}abstractNum")}
        lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        for one in root.iter(f"{_W}num"):
            link = one.find(f"{_W}abstractNumId")
            base = link.get(f"{_W}val") if link is not None else None
            if base is not None and base in abstract:
                lists[one.get(f"{_W}numId")] = (base, abstract[base])
        return cls(lists, _styles(document))

    def label(self, paragraph: Any) -> str:
        """What Word prints before this paragraph; counts on. Call once for each, in order."""
        found = _reference(paragraph.find(f"{_W}pPr")) or self._of_style(paragraph)
        if found is None or found[0] not in self.lists:
            return ""
        base, levels = self.lists[found[0]]
        depth = found[1]
        level = levels.get(depth)
        if level is None:
            return ""
        key = (base, depth)
        self.counts[key] = self.counts.get(key, level.start - 1) + 1
        for deeper in [k for k in self.counts if k[0] == base and k[1] > depth]:
            del self.counts[deeper]
        return self._text(base, levels, level)

    def _text(self, base: str, levels: dict[int, _Level], level: _Level) -> str:
        if printed(level.form, 1) is None:
            return ""

        def number(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            one = levels.get(depth, level)
            return printed(one.form, self.counts.get((base, depth), one.start)) or ""

        return re.sub(r"%(\d)", number, level.text)

    def _of_style(self, paragraph: Any) -> tuple[str, int] | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self.styles.get(style.get(f"{_W}val")) if style is not None else None


def _levels(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for one in abstract.iter(f"{_W}lvl"):
        values = {child.tag.removeprefix(_W): child.get(f"{_W}val") or "" for child in one}
        depth, start = one.get(f"{_W}ilvl", "0"), values.get("start", "1")
        levels[int(depth)] = _Level(
            values.get("numFmt", "decimal"), values.get("lvlText", ""), int(start) if start.isdigit() else 1
        )
    return levels


def _styles(document: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in document.styles.element.iter(f"{_W}style"):
        if reference := _reference(style.find(f"{_W}pPr")):
            found[style.get(f"{_W}styleId")] = reference
    return found


def _reference(properties: Any) -> tuple[str, int] | None:
    """List and level a paragraph's or style's properties point at."""
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    if numbered is None:
        return None
    which, depth = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
    if which is None:
        return None
    level = depth.get(f"{_W}val", "0") if depth is not None else "0"
    return which.get(f"{_W}val", ""), int(level) if level.isdigit() else 0
