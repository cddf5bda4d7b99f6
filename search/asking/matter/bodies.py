"""Names of bodies in running text: how they end, which are one although they hold 、 or 和, and lists of them.

>>> text = "由省、自治区、直辖市人民政府，住房和城乡建设部门和财政部决定"
>>> [text[a:b] for a, b in each(text, 1, 14)], [text[a:b] for a, b in each(text, 15, 28)]
(['省、自治区、直辖市人民政府'], ['住房和城乡建设部门', '财政部'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from search.asking.question import DATA, data_rows

WELD = "龘"
"""Stands for a 、 or 和 inside one name; a character that no text of administration uses."""
_ROWS = data_rows("bodies.tsv")


def _words(kind: str) -> str:
    return "|".join(row["pattern"] for row in _ROWS if row["kind"] == kind)


_CHARS = r"[\u4e00-\u9fff（）()]"
BODY = rf"{_CHARS}{{0,24}}?(?:{_words('end')}|[^，。；、\s]{{1,8}}(?:{_words('short')}))(?:（[^（）]{{1,12}}）)?"
_JOIN = r"(?:、|和|与|及|以及|或者?|会同(?!有关|相关))"
BODIES = rf"{BODY}(?:{_JOIN}(?:其)?{BODY}){{0,9}}"
DEED = "|".join(
    word
    for line in (DATA / "deeds.txt").read_text(encoding="utf-8").split("\n")
    if line[:1] != "#"
    for word in line.split()
)
"""What bodies do, out of ``data/deeds.txt``."""
_JOINED = re.compile(_words("joined"))
_LEVEL = r"(?:自治区|直辖市|设区的市|自治州|[省市区县旗盟州乡镇])"
_LEVELS = re.compile(
    r"(?<=[省市区县旗盟州乡镇])(?:（[^（）]{1,6}）)?(?:、|和|以及|或者?|与)"
    rf"(?=(?:各?{_LEVEL}(?:（[^（）]{{1,6}}）)?)+(?:、|和|与|以及|或者?|）|人民|政府|级|党委|有关|所在|管理|主管|[^，。；、]{{2,8}}(?:主管|行政)?部门|[，。；]|$))"
)
"""市和区、县（市）人民政府 is one body of several levels."""
_PARTY_AND_STATE = re.compile(r"[党省市区县州]委\|[省市区县州]?(?:人民)?政府")
"""省委和省政府 is one authority; 省委、省政府 is printed as two."""
_KIND = re.compile(
    r"等(?:其他)?(?:有关|相关)?(?:主管|行政)?(?:部门|单位|机构|人民团体|社会组织|社会团体|群团组织|组织|方面)?$"
)
_FIELD = re.compile(r"(?:部门|单位|等[^、和与]{0,8})$")
_ENDS_SO = re.compile(rf"(?:{_words('end')}|{_words('short')}|[省市区县])(?:（[^（）]{{1,12}}）)?$")
_SHORT_NAMES = ("工会", "团委", "妇联", "残联")
_CUT = re.compile(r"、|会同|以及|和|与|及(?!其)|或者?")


@lru_cache(maxsize=5_000)
def welded(text: str) -> str:
    """The text with the joints inside one name closed, each character in its place.

    >>> welded("市和区人民政府、文化和旅游部")
    '市龘区人民政府、文化龘旅游部'
    """
    text = _JOINED.sub(lambda m: re.sub("[和与]", WELD, m[0]), text)
    return _LEVELS.sub(lambda m: re.sub("以及|或者|[、和与或]", lambda j: WELD * len(j[0]), m[0]), text)


def each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a list, each on its own, 教育等主管部门 by its field."""
    at, text = start, welded(text)
    many = _FIELD.search(text, start, end) is None and _ENDS_SO.search(text, start, end) is not None
    for cut in _CUT.finditer(text, start, end):
        left = text[at : cut.start()]
        one = (
            cut[0] in "和与" and many and _ENDS_SO.search(left) is None and left not in _SHORT_NAMES
        )  # 贵金属和宝石交易所
        kept = one or _PARTY_AND_STATE.search(text[: cut.start()] + "|" + text[cut.end() :])
        if cut.start() - at >= 2 and end - cut.end() >= 2 and not kept:
            yield _alone(text, at, cut.start())
            at = cut.end()
    yield _alone(text, at, end)


def _alone(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the words that tell the kind of the list it ends."""
    kind = _KIND.search(text, start, end)
    return (start, kind.start()) if kind is not None and kind.start() - start >= 2 else (start, end)
