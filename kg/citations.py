"""Where a text refers to other documents: 《title》（number）, bare titles, laws by article, repeals and amendments."""

from __future__ import annotations

import re

from kg.model import Citation, CitationRelation, Entity, Outline, Source

NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s*[〔［\[（(【﹝]\s*\d{4}\s*[〕］\]）)】﹞]\s*第?\s*\d+\s*号|[\u4e00-\u9fff]{2,12}令\s*第\s*\d+\s*号"
)
_GENRE = re.compile(
    r"(?:意见|通知|决定|办法|规定|方案|规划|批复|公告|条例|细则|纲要|计划|建议|法|章程|规则|要点|指南|目录|清单|标准|制度|公约|协定|2035|宪法|解释|准则|守则|报告|措施|政策|要求|批准书|名录)$"
)
_NOT_POLICY = re.compile(r"(?:证书?|申请表|登记表|表|许可证|执照|协议书?|合同|承诺书|通知书|报告书|告知书|证明|卡|手册|教材)$")
_ARTICLE = re.compile(r"\s*(第[一二三四五六七八九十百零\d]+条)")
_AFTER_NUMBER = re.compile(r"\s*[（(]\s*(?P<number>" + NUMBER.pattern + r")")
_RELATIONS: tuple[tuple[CitationRelation, str, str], ...] = (
    ("repeals", r"", r"^.{0,30}(?:同时)?(?:予以)?废止"),
    ("amends", r"(?:修订|修改)$", r"^.{0,8}(?:修订|修改|修正)"),
    ("implements", r"(?:落实|贯彻|执行|实施)[^。；]{0,12}$", r""),
    ("basedOn", r"(?:根据|依据|按照|依照|遵照)[^。；]{0,30}$", r""),
)


def citations(source: Source, outline: Outline) -> tuple[Citation, ...]:
    """Every reference to another policy document, in text order."""
    text = source.text
    own = "".join((outline.metadata.title or "").split())
    head_end = max((s.end for s in outline.title), default=0)
    found: list[Citation] = []
    for start, end in _brackets(text):
        if start < head_end:
            continue
        title = re.sub(r"\s+", "", text[start + 1 : end - 1])
        if not title or title in own or not _GENRE.search(title) or _NOT_POLICY.search(title):
            continue
        found.append(_citation(text, outline, start, end, title))
    covered = [(c.start, c.end + 30) for c in found]
    for match in NUMBER.finditer(text, head_end):
        if any(a <= match.start() < b for a, b in covered) or "".join(match.group().split()) == outline.metadata.number:
            continue
        number = "".join(match.group().split())
        entity = Entity("document", number, attributes=(("number", number),))
        found.append(Citation(_at(outline, match.start()), match.start(), match.end(), entity))
    return tuple(sorted(found, key=lambda c: c.start))


def _brackets(text: str) -> list[tuple[int, int]]:
    """Outermost 《…》, nested ones inside them."""
    out, depth, begin = [], 0, 0
    for i, c in enumerate(text):
        if c == "《":
            begin = i if depth == 0 else begin
            depth += 1
        elif c == "》" and depth:
            depth -= 1
            if depth == 0:
                out.append((begin, i + 1))
        if depth and i - begin > 150:
            depth = 0
    return out


def _citation(text: str, outline: Outline, start: int, end: int, title: str) -> Citation:
    attributes: tuple[tuple[str, str], ...] = ()
    after = _AFTER_NUMBER.match(text, end)
    if after:
        attributes = (("number", "".join(after["number"].split())),)
    article = _ARTICLE.match(text, end)
    relation: CitationRelation = "cites"
    before, behind = text[max(0, start - 40) : start], text[end : end + 40].split("。")[0]
    for name, left, right in _RELATIONS:
        if (left and re.search(left, before)) or (right and re.search(right, behind)):
            relation = name
            break
    entity = Entity("document", title, attributes=attributes)
    return Citation(_at(outline, start), start, end, entity, relation, article.group(1) if article else None)


def _at(outline: Outline, position: int) -> str | None:
    inside = [p for p in outline.provisions if p.heading_start <= position < p.end]
    return inside[-1].key if inside else None
