"""What stands around the provisions: title, number, issuers, date and place, as words of the head and the end."""

from __future__ import annotations

import re
from datetime import date

from kg.numerals import to_int

GENRES = [
    "意见",
    "通知",
    "决定",
    "办法",
    "规定",
    "方案",
    "规划",
    "批复",
    "公告",
    "通报",
    "报告",
    "条例",
    "细则",
    "纲要",
    "计划",
    "建议",
    "函",
    "令",
    "章程",
    "规则",
    "要点",
    "清单",
    "指南",
    "标准",
    "目录",
    "程序",
]
TITLE = re.compile(rf"(?:关于.{{2,}}|.{{4,}})(?:{'|'.join(GENRES)})(?:（[^）]*）)?$")
DATE = re.compile(
    r"(?P<y>\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*(?P<m>[\d一二三四五六七八九十]+)\s*月\s*(?P<d>[\d一二三四五六七八九十]+)\s*日"
)
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔［\[（(【]\s*\d{4}\s*[〕］\]）)】]\s*第?\s*\d+\s*号|[\u4e00-\u9fff]{2,12}令\s*第\s*\d+\s*号"
)
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|县|区))")


def joined(lines: list[str]) -> str:
    """The lines of a title as one; a space inside a line stays (教育部 天津市人民政府)."""
    return "".join(" ".join(line.split()) for line in lines).strip("《》")


def issuers_of(first_line: str) -> tuple[str, ...]:
    """The bodies the first line of a title names before 关于."""
    head = re.split(r"关于|印发|转发|令", first_line)[0].strip()
    if not head or head == first_line.strip() or not re.search(r"[部委院局厅会府办署行室]$", head):
        return ()
    return tuple(filter(None, re.split(r"[\s、，]+", head)))


def place_of(issuers: tuple[str, ...], title: str) -> str | None:
    """The jurisdiction of the issuers; ``None`` for the whole country."""
    for name in (*issuers, title):
        if (m := _PLACE.match(name)) and not name.startswith(("国务院", "中共中央")):
            return m.group(1)
    return None


def date_of(text: str) -> date | None:
    """The date in a line, in Arabic or Chinese numerals."""
    m = DATE.search(text)
    if m is None:
        return None
    digits = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
    year = int("".join(digits.get(c, c) for c in m["y"]))
    month, day = to_int(m["m"]), to_int(m["d"])
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
