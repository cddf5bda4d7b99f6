"""Document numbers: 国发〔2019〕4号, 国务院令第706号, 令〔2024〕第3号, read however they are printed and written one way.

GB/T 9704-2012: the issuer's code, the year in 〔〕, the serial; orders carry the issuer's name and a running number.

>>> print(parse("国发 [2019] 4 号"), parse("中华人民共和国国务院令 第706号"), parse("令（2024）第3号"))
国发〔2019〕4号 中华人民共和国国务院令第706号 令〔2024〕第3号
>>> parse("国发〔2019〕4号").issuer, parse("津政办发〔2021〕1号").issuer
('国务院', '天津市人民政府办公厅')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.authority import rows
from kg.numerals import to_int

_OPEN, _CLOSE = r"[〔［\[（(【﹝〈<{]", r"[〕］\]）)】﹞〉>}]"
_BY_YEAR = rf"(?P<code>[\u4e00-\u9fff]{{1,14}}?)\s*{_OPEN}\s*(?P<year>(?:19|20)\d\s?\d)\s*年?\s*{_CLOSE}\s*(?P<nth>第)?\s*(?P<serial>\d{{1,5}})\s*号"
_ORDER = r"(?P<name>[\u4e00-\u9fff（）]{0,30}?(?:令|公告))\s*(?:(?P<oyear>(?:19|20)\d{2})\s*年)?\s*第\s*(?P<n>[\d一二三四五六七八九十百零〇]{1,6})\s*号"
NUMBER = re.compile(rf"{_BY_YEAR}|{_ORDER}")
"""Finds a number in running text; what stands before the issuer's code may be caught with it (see :func:`numbers`)."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``code`` and ``year`` with a serial, or the name of an order with a running number (``year`` ``None``)."""

    code: str
    serial: int
    year: int | None = None
    nth: bool = False

    def __str__(self) -> str:
        if self.code.endswith(("令", "公告")) and self.year is None:
            return f"{self.code}第{self.serial}号"
        if self.code.endswith("公告"):
            return f"{self.code}{self.year}年第{self.serial}号"
        return f"{self.code}〔{self.year}〕{'第' if self.nth else ''}{self.serial}号"

    @property
    def issuer(self) -> str | None:
        """Whose code it is, as far as the authority list says."""
        if self.code.endswith("令"):
            return self.code.removesuffix("令").removeprefix("中华人民共和国") or None
        return codes().get(self.code)


def parse(text: str) -> DocumentNumber | None:
    """The number ``text`` is, or ``None``."""
    match = NUMBER.fullmatch("".join(text.split()))
    return _made(match) if match else None


def _made(match: re.Match[str]) -> DocumentNumber | None:
    if match["code"]:
        code = "".join(match["code"].split())
        return DocumentNumber(code, int(match["serial"]), int("".join(match["year"].split())), bool(match["nth"]))
    serial = to_int(match["n"])
    year = int(match["oyear"]) if match["oyear"] else None
    return DocumentNumber("".join(match["name"].split()), serial, year) if serial is not None else None


def numbers(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, DocumentNumber]]:
    """The numbers in a stretch of text, each with its place; words before a known code are no part of it.

    >>> [(a, b, str(n)) for a, b, n in numbers("按照国发〔2015〕43号文件")]
    [(2, 13, '国发〔2015〕43号')]
    """
    found = []
    for match in NUMBER.finditer(text, start, len(text) if end is None else end):
        number = _made(match)
        if number is None:
            continue
        cut = _words_before(match["code"] or match["name"] or "")
        code = number.code[len("".join((match["code"] or match["name"] or "")[:cut].split())) :]
        if code and code != "公告":
            found.append(
                (match.start() + cut, match.end(), DocumentNumber(code, number.serial, number.year, number.nth))
            )
    return found


_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|贯彻|落实|执行|印发|废止|文件|以及|经|和|与|及|由|的|在|以|对|见|即|照)(?=.)"
)


def _words_before(code: str) -> int:
    known = max((len(k) for k in codes() if code.endswith(k)), default=0)
    if known >= 2:
        return len(code) - known
    lead = _LEAD.match(code)
    return lead.end() if lead and len(code) - lead.end() >= 1 else 0


@cache
def codes() -> dict[str, str]:
    """Code → whose it is, those of every province spelled out."""
    places = {row["code"]: row["place"] for row in rows("place_codes.csv")}
    found: dict[str, str] = {}
    for row in rows("codes.csv"):
        for letter, name in places.items() if "{" in row["code"] else (("", ""),):
            values = {"place": letter, "name": name, "government": f"{name}人民政府"}
            found.setdefault(row["code"].format(**values), row["issuer"].format(**values))
    return found
