"""Words of the page around a document, told from those of the document: menus, breadcrumbs, footers, page numbers.

>>> [is_chrome(line) for line in ("首页 省政府 要闻 政策", "首页 > 政务公开 > 文件", "粤ICP备05004294号-1", "一、总体要求")]
[True, True, True, False]
"""

from __future__ import annotations

import csv
import re
from functools import cache

from kg.authority import FOLDER

_CRUMBS = re.compile(r"(?:首页|网站首页|.{0,12}位置[:：].{0,20})\s*[>＞»›/].*")
_REGISTERED = re.compile(r".{0,8}(?:ICP备|公网安备).{0,30}|.{0,8}网站标识码.{0,20}")
_MARKS = re.compile(r"[【】\[\]|｜·\s\u3000]+")
_LONGEST = 60


@cache
def _words(kind: str) -> frozenset[str]:
    with (FOLDER / "page_chrome.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file) if row["kind"] == kind)


def is_chrome(line: str) -> bool:
    """Whether a line belongs to the page and not to the document on it."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    if _CRUMBS.fullmatch(line) or _REGISTERED.fullmatch(line) or line in _words("line"):
        return True
    parts = [part for part in _MARKS.split(line) if part]
    known = sum(part in _words("link") or part.endswith(tuple(_words("end"))) for part in parts)
    return bool(parts) and known * 2 >= len(parts) and max(map(len, parts)) <= 12 and not line.endswith(("。", "；"))


def is_footer(line: str) -> bool:
    """Whether a line after the end of a document belongs to the page's foot."""
    return is_chrome(line) or line.strip().startswith(tuple(_words("start")))
