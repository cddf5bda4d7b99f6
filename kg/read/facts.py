"""What a page says of its document in labelled lines: 发文机关：国务院, 发文字号：国发〔2019〕4号.

>>> facts = labelled(["索 引 号：", "000014349/2019-00005", "标　　题：", "关于X的通知", "发文字号：国发〔2019〕4号"])
>>> facts["title"], facts["number"]
('关于X的通知', '国发〔2019〕4号')
>>> metadata({"issuer": "国务院办公厅、中央军委办公厅", "issued": "1996年06月29日"}).issuers
('国务院办公厅', '中央军委办公厅')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from kg.authority import FOLDER
from kg.model import Metadata
from kg.numerals import to_int

_LABEL = re.compile(r"[【\[*]*(?P<label>[\u4e00-\u9fff\s\u3000\xa0]{2,12}?)[】\]*]*\s*[:：][*\s]*(?P<value>.*)")
_DATE = re.compile(r"(?P<y>\d{4})\s*[-年./]\s*(?P<m>\d{1,2})\s*[-月./]\s*(?P<d>\d{1,2})")
_CHINESE_DATE = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]+)月(?P<d>[一二三四五六七八九十]+)日"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BETWEEN = re.compile(r"[、，,;；|\s\u3000]+")
_BODY = re.compile(r"[部委院局厅会府办署行室处社校司队所大心组站团馆]$|委员会$|法院$|领导小组$")


@cache
def labels() -> dict[str, str]:
    """Label (without spaces) → what it labels; ``other`` for those that tell nothing we keep."""
    import csv

    with (FOLDER / "page_labels.csv").open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["fact"] for row in csv.DictReader(file)}


def label_of(line: str) -> tuple[str, str] | None:
    """What a line labels and the value behind the colon, or ``None`` for a line of another kind."""
    found = _LABEL.fullmatch(line.strip())
    if found is None:
        return None
    fact = labels().get(re.sub(r"\s", "", found["label"]))
    return (fact, found["value"].strip(" *\u3000")) if fact else None


def labelled(lines: Iterable[str]) -> dict[str, str]:
    """Facts out of labelled lines; a value may stand in the line after its label. The first one told counts."""
    facts: dict[str, str] = {}
    waiting: str | None = None
    for line in lines:
        found = label_of(line)
        if found is not None:
            waiting = found[0] if not found[1] else None
            if found[1]:
                facts.setdefault(*found)
        elif waiting is not None:
            facts.setdefault(waiting, line.strip())
            waiting = None
    return facts


def metadata(facts: dict[str, str]) -> Metadata:
    """The facts as values; what is ill-formed is left out."""
    number = re.sub(r"\s", "", facts.get("number", ""))
    return Metadata(
        title=facts.get("title") or None,
        number=number if re.search(r"\d", number) else None,
        issuers=_issuers(facts.get("issuer", "")),
        issued=date_of(facts.get("issued", "")),
        url=facts.get("url") or None,
    )


def _issuers(value: str) -> tuple[str, ...]:
    parts = tuple(part for part in _BETWEEN.split(value) if part)
    return parts if all(_BODY.search(part) for part in parts) else ()


def date_of(value: str) -> date | None:
    """The day in ``value``, or ``None``."""
    found = _DATE.search(value)
    chinese = None if found else _CHINESE_DATE.search(value)
    try:
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        if chinese:
            year = int(chinese["y"].translate(_DIGITS))
            return date(year, to_int(chinese["m"]) or 0, to_int(chinese["d"]) or 0)
    except ValueError:
        return None
    return None
