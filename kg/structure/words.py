"""The words by which official documents are recognised: genres, ends of names, labels, words of web pages.

They are data (``corpus/authority/forms.csv``): a word is added there, never here.

>>> "意见" in forms("genre"), "发文字号" in forms("label")
(True, True)
"""

from __future__ import annotations

import csv
import re
from functools import cache

from kg.locations import CORPUS


@cache
def forms(kind: str) -> tuple[str, ...]:
    """The words of one list, longest first."""
    with (CORPUS / "authority" / "forms.csv").open(encoding="utf-8", newline="") as file:
        found = {row["word"] for row in csv.DictReader(file) if row["list"] == kind}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternatives(kind: str) -> str:
    """The words of a list as a pattern, each letter-spaced or not."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in forms(kind))


BRACKET = r"[（(\[【〔][^（）()\[\]【】〔〕]{0,40}[）)\]】〕]"
"""A short bracket, as （试行） after a title."""

GENRE_END = re.compile(rf"(?P<genre>{alternatives('genre')})(?:\s*{BRACKET})*[》”]?$")
STRICT_GENRE_END = re.compile(rf"(?:{alternatives('genre')})(?:\s*{BRACKET})*[》”]?(?<!.措施|.任务)(?<!举措)$")
ORGAN_END = re.compile(rf"(?:{alternatives('organ')})(?:\d+\s*个?部门|[（(]室[)）])?$")
ADDRESSEE_END = re.compile(rf"(?:{alternatives('addressee')})(?:[（(][^（）()]{{1,30}}[)）])?$")
LABEL = re.compile(rf"[【\[]?(?P<label>{alternatives('label')})\s*\**[】\]]?\s*(?:[:：]\**|$)\s*(?P<value>.*)$")

NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff（）]{1,14}?[〔［\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕］\]）)】﹞]\s*第?\s*\d{1,5}\s*号)"
    r"|(?:(?:[\u4e00-\u9fff]{2,30}(?:令|公告))?\s*(?:(?:19|20)\d{2}\s*年\s*)?第\s*[\d一二三四五六七八九十百零〇]{1,6}\s*号)"
)
_YEAR = r"(?:\d{4}|[一二三四五六七八九〇○Oo零0０]{4})"
_SMALL = r"[\d一二三四五六七八九十]{1,3}"
DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*日"
    r"|(?P<y2>(?:19|20)\d{2})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
)
