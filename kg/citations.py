"""Where a text refers to other documents: 《title》（number）, short names, bare numbers, laws by article; what it does to them.

The outermost 《》 is the title; what 以下简称《…》 says of it is known from there on. Titles of forms and certificates
cite nothing, nor does a document's own title.

>>> from kg.model import Metadata, Outline, Source
>>> text = "根据《反洗钱法》第九条和《关于促就业的意见》（国发 [2015] 4号，以下简称《意见》），按《意见》办理。填写《登记表》。"
>>> found = citations(Source(text, "txt", "x"), Outline(Metadata(title="某办法"), (), ()))
>>> [(c.document.name, c.document.get("number"), c.article, text[c.start:c.end]) for c in found][::2]
[('反洗钱法', None, '第九条', '《反洗钱法》'), ('关于促就业的意见', '国发〔2015〕4号', None, '《意见》')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.authority import Policy, policies
from kg.docnumber import numbers
from kg.model import Citation, CitationRelation, Entity, Outline, Source, Span
from kg.structure.words import forms

_LONGEST = 150
_TAIL = re.compile(r"(?:[（(][^（）()]{1,24}[）)])+$")
_ARTICLE = re.compile(
    r"\s*[（(]?\s*(第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五])?(?:第[一二三四五六七八九十]+款)?)"
)
_BEHIND = re.compile(r"\s*[（(\[【](?P<inside>[^（）()\n]*(?:[（(][^（）()\n]*[）)][^（）()\n]*)*)[）)\]】]?")
_SHORT = re.compile(
    r"(?:以下|下)(?:简|统|合)?称[：:]?(?:为)?\s*[《“\"]?(?P<short>[^《》“”\"（）()，。；\s]{2,30})[》”\"]?"
)
_NAMED = re.compile(r"[（(]\s*(?:以下|下)(?:简|统)称[：:]?\s*《(?P<short>[^《》]{2,30})》")
_RELATIONS: tuple[tuple[CitationRelation, str, str], ...] = (
    (
        "repeals",
        r"(?:废止|停止执行|宣布失效)[^。；]{0,12}$",
        r"^[^。；]{0,80}?(?:同时|一并|即行|予以|相应)*(?:废止|停止执行|失效)",
    ),
    (
        "amends",
        r"(?:修订|修改|修正|调整)(?:完善)?$",
        r"^[^。，；]{0,14}?(?:修订|修改|修正|作(?:如下|以下|出)(?:修改|修订))",
    ),
    ("implements", r"(?:落实|贯彻|执行|实施|推进)[^。；《》]{0,12}$", r"^[^。，；]{0,6}(?:贯彻落实|落实)"),
    ("basedOn", r"(?:根据|依据|按照|依照|遵照|按)[^。；]{0,60}$", r""),
)


@dataclass
class _Reading:
    """A text being read: what short names stand for so far."""

    source: Source
    outline: Outline
    own: str
    shorts: dict[str, Entity] = field(default_factory=dict)

    @property
    def issued(self) -> date | None:
        return self.outline.metadata.issued


def citations(source: Source, outline: Outline) -> tuple[Citation, ...]:
    """Every reference to another document, in text order."""
    own = _bare(outline.metadata.title or "")
    reading = _Reading(source, outline, own)
    found: list[Citation] = []
    taken: list[tuple[int, int]] = [(s.start, s.end) for s in outline.title]
    for start, end in _brackets(source.text):
        if any(a <= start < b for a, b in taken):
            continue
        entity, behind = _meant(reading, start, end)
        if entity is not None:
            found.append(_citation(reading, start, end, entity, behind))
        taken.append((start, behind))
    found += _by_number(reading, taken)
    return tuple(sorted([*found, *_by_name(reading, taken)], key=lambda c: c.start))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost 《…》; one never closed ends at the next full stop and is none."""
    depth, begin = 0, 0
    for i, c in enumerate(text):
        if c == "《":
            if depth == 0 or i - begin > _LONGEST or re.search(r"[。；]", text[begin:i]):
                depth, begin = 0, i
            depth += 1
        elif c == "》" and depth:
            depth -= 1
            if depth == 0 and i - begin <= _LONGEST + 60:
                yield begin, i + 1


def _meant(reading: _Reading, start: int, end: int) -> tuple[Entity | None, int]:
    """The document between the brackets, and where what is said of it in brackets behind ends."""
    text = reading.source.text
    title = _title(text[start + 1 : end - 1])
    if title in reading.shorts:
        return reading.shorts[title], end
    behind = _BEHIND.match(text, end)
    inside = behind["inside"] if behind else ""
    cited = _cites(title) and not _is_own(_bare(title), reading.own)
    entity = _entity(title, _number_in(inside), reading.issued) if cited else None
    short = _SHORT.search(inside)
    if short is not None:
        meant = entity or Entity("document", title)
        reading.shorts[short["short"]] = meant
    before = _NAMED.search(text[max(0, start - 8) : end + 1])
    if before is not None and before["short"] == title:  # 国务院某方案（以下简称《方案》）: named without brackets
        full = _named_before(text[max(0, start - 120) : start])
        reading.shorts[title] = Entity("document", full or reading.outline.metadata.title or title)
        return reading.shorts[title], end
    return entity, behind.end() if behind and (short or _number_in(inside)) else end


def _is_own(title: str, own: str) -> bool:
    """Whether a title is the document's own, or that of the scheme it issues; a reply's subject is another document."""
    plain = _TAIL.sub("", title)
    issued = re.search(
        rf"(?:印发|发布|公布)(?:.{{0,40}})?{re.escape(plain)}(?:[（(].+[）)])?的(?:通知|公告|令|决定)$", own
    )
    return bool(issued) or own.endswith(title) or _TAIL.sub("", own).endswith(plain) or (len(own) > 6 and own in title)


def _title(raw: str) -> str:
    """A title on one line; a space between Chinese names of issuers stays."""
    joined = re.sub(r"\s*\n\s*", "", raw).strip()
    return re.sub(
        r"(?<=[\u4e00-\u9fff”])[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+(?=[\u4e00-\u9fff])",
        "",
        re.sub(r"[ \u3000]+", " ", joined),
    )


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉]+", "", title)


def _cites(title: str) -> bool:
    plain = _TAIL.sub("", title)
    return bool(plain) and plain.endswith(forms("cited")) and not plain.endswith(forms("not_cited"))


def _named_before(before: str) -> str | None:
    """The title that ends where the bracket begins: from 印发 or 制定 on, or from its issuer on."""
    plain = re.sub(r"[（(]?\s*(?:以下|下)?(?:简|统)?称?[：:]?\s*$", "", before.split("。")[-1]).rstrip("（( \n")
    match = re.search(r"(?:印发|制定|起草|编制|发布|出台)(?:了)?(?P<title>[^，、；]{4,60})$", plain)
    return _title(match["title"]) if match and _cites(match["title"]) else None


def _number_in(inside: str) -> str | None:
    found = numbers(inside)
    return str(found[0][2]) if found else None


def _entity(title: str, number: str | None, issued: date | None) -> Entity:
    """The document of this title, with what the authority list knows of the version of that time."""
    known = _known(title, issued) if number is None else None
    if known is None:
        return Entity("document", title, attributes=(("number", number),) if number else ())
    lasting = known.title.endswith(("法", "条例"))  # amended under other numbers: a number would name one version
    attributes = (("number", known.number),) if known.number and not lasting else ()
    names = known.popular if "".join(known.title.split()) == "".join(title.split()) else ()
    return Entity("document", known.title if title in known.popular else title, aliases=names, attributes=attributes)


def _known(title: str, issued: date | None) -> Policy | None:
    """The one certain policy of that name that was there when the text was written, the newest of several."""
    when = issued.isoformat() if issued else None
    fitting = [
        p
        for p in policies().get("".join(title.split()), ())
        if p.certain and (when is None or (p.issued or "9") <= when)
    ]
    return fitting[0] if fitting and (when is not None or len(fitting) == 1) else None


def _citation(reading: _Reading, start: int, end: int, entity: Entity, behind: int) -> Citation:
    text = reading.source.text
    article = _ARTICLE.match(text, behind)
    before, after = text[max(0, start - 70) : start], re.split(r"[。\n]", text[behind : behind + 90])[0]
    relation: CitationRelation = next(
        (name for name, left, right in _RELATIONS if re.search(left, before) or (right and re.search(right, after))),
        "cites",
    )
    return Citation(_at(reading.outline, start), start, end, entity, relation, article[1] if article else None)


def _by_number(reading: _Reading, taken: list[tuple[int, int]]) -> Iterator[Citation]:
    """Numbers that stand alone: 按照国发〔2015〕43号文件执行."""
    own = reading.outline.metadata.number
    furniture = reading.outline.furniture
    for start, end, number in numbers(reading.source.text):
        if any(a <= start < b for a, b in taken) or str(number) == own or _in_head(reading.outline, start, furniture):
            continue
        if number.code == "令" and not number.year:
            continue
        entity = Entity("document", str(number), attributes=(("number", str(number)),))
        yield _citation(reading, start, end, entity, end)


def _in_head(outline: Outline, at: int, furniture: tuple[Span, ...]) -> bool:
    return any(s.start <= at < s.end for s in furniture) or _at(outline, at) is None


def _by_name(reading: _Reading, taken: list[tuple[int, int]]) -> Iterator[Citation]:
    """Registered popular names outside of brackets: 职教20条."""
    text = reading.source.text
    names = [name for name, found in policies().items() if all(name in p.popular for p in found) and len(name) > 4]
    for match in re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text):
        inside = any(a <= match.start() < b for a, b in taken)
        known = None if inside else _known(match.group(), reading.issued)
        if known is not None and _at(reading.outline, match.start()) is not None:
            entity = _entity(known.title, None, reading.issued)
            yield _citation(reading, match.start(), match.end(), entity, match.end())


def _at(outline: Outline, position: int) -> str | None:
    inside = [p for p in outline.provisions if p.heading_start <= position < p.end]
    return inside[-1].key if inside else None
