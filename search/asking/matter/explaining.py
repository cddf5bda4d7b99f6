"""What stands for a name: in brackets behind it, listed right before it, in full before an abbreviation."""

from __future__ import annotations

import re

from kg.numerals import to_int
from search.asking.list_edges import LEFT, listed_items
from search.asking.spans import NAMED

_OPENING = re.compile(
    r"(?:大力|积极|全面|加快|深入)?(?:鼓励|推广|推进|推动|支持|采用|采取|实施|建设|开展|建立|运用|通过|引入|探索|利用)"
)
_SENTENCE_START = re.compile(r"(?:^|[。；\n])[“《]?$")


def explained(text: str, name: str) -> list[tuple[int, int]] | None:
    """What stands in brackets behind ``name``, or is listed right before it; ``None`` where nothing explains it.

    >>> text = "推进1+X证书（学历证书+若干职业技能等级证书）制度试点"
    >>> [text[a:b] for a, b in explained(text, "1+X证书") or []]
    ['学历证书+若干职业技能等级证书']
    """
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if (several := _named_together(text, at)) is not None:
            return several
        if (full := _abbreviated(text, at) or _spelled_out(text, at, end)) is not None:
            return [full]
        behind = re.compile(r"[”》]?[\u4e00-\u9fff]{0,4}[（(]([^（）()]{2,200})[）)]").match(text, end)
        if behind and not re.fullmatch(r"[A-Za-z]+|以下.*", behind[1]):
            return _split(text, behind.start(1), behind.end(1))
        is_said = re.compile(r"[”》]?(?:，)?(?:是指|即|指的是|包括)([^。；]{4,80})").match(text, end)
        if is_said:
            return [(is_said.start(1), is_said.end(1))]
        begin = at - 1 if at and text[at - 1] == "“" else at
        listed = re.compile(r"(?:[^，。；、：]{1,14}、)+[^，。；、：“]{1,14}$").search(text[:begin])
        if listed and re.match(r"[一二三四五六七八九十两]", name):
            items = listed_items(text, listed.start(), begin)
            if len(items) == to_int(name[0]):
                return items
        if (said := re.compile(r"[”》]?是([^。；]{6,120})").match(text, end)) and _SENTENCE_START.search(text[:at]):
            return [said.span(1)]
        at = text.find(name, end)
    return None


def _named_together(text: str, at: int) -> list[tuple[int, int]] | None:
    """The two before （统称“两库”）."""
    together = re.compile(
        r"([^，。；：、的\n]{2,20})[和与、]([^，。；：、\n]{2,20})[（(](?:以下)?(?:统|合|并)称[“\"]?$"
    ).search(text[:at])
    if together is None:
        return None
    number = to_int(text[at]) or 2
    if number <= 2:
        return [together.span(1), together.span(2)]
    before = [m.span() for m in re.compile(r"[^，。；：、\n]{2,24}").finditer(text, 0, together.start(1))][2 - number :]
    verb = LEFT.match(text, *before[0]) if before else None
    first = [(verb.end(), before[0][1])] if verb else before[:1]
    return [*first, *before[1:], together.span(1), together.span(2)]


def _abbreviated(text: str, at: int) -> tuple[int, int] | None:
    """The full name before （以下称X）, where ``at`` is X's place."""
    opened = re.compile(r"[（(]以?下?(?:简|统|合)?称[：:]?(?:为)?[“《\"]?$").search(text[:at])
    if opened is None:
        return None
    whole = NAMED.sub(lambda m: m[0].replace("、", "·"), text[: opened.start()])
    begin = max(whole.rfind(mark) for mark in "，。；：、\n") + 1
    quoted = text.find("“", begin, opened.start())
    if quoted >= 0 and text[opened.start() - 1] == "”":
        return quoted, opened.start()
    verb = re.compile(r".*(?:启动|开展|建立|印发|制定|成立|组建|通过|为|以(?![上下内外])|和|由)").match(
        text, begin, opened.start() - 3
    )
    return (verb.end() if verb else begin), opened.start()


def _spelled_out(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The words before an acronym in brackets: 政府与社会资本合作（PPP）."""
    if at == 0 or text[at - 1] not in "（(" or text[end : end + 1] not in ("）", ")") or not text[at:end].isascii():
        return None
    run = re.compile(r"[\u4e00-\u9fff]{2,20}$").search(text, 0, at - 1)
    if run is None:
        return None
    verb = _OPENING.match(text, run.start(), at - 1)
    return (verb.end() if verb else run.start()), at - 1


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, at = [], start
    for i in range(start, end + 1):
        if i == end or text[i] == "、":
            out.append((at, i))
            at = i + 1
    return out


__all__ = ["explained"]
