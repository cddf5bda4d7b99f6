"""The marks that open a provision: 第一编 第一章 第一节 第一条 一、 （一） 1. （1） ① and 1.1.

>>> read("（二十一）加快健全"), read("第五条之一 有下列情形")
(Marker(style='cnp', number=21, printed='（二十一）', end=5, sub=None, doubtful=False), Marker(style='article', \
number=5, printed='第五条之一', end=5, sub=1, doubtful=False))
>>> read("2.2035 年主要发展目标").number, read("1.5倍调控线"), read("一、二、三产业"), read("（二）项规定")
(2, None, None, None)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.numerals import to_int

_CN = "零〇○一二三四五六七八九十百千"
_N = rf"[{_CN}\d](?:\s?[{_CN}\d]){{0,6}}"
_C = rf"[{_CN}](?:\s?[{_CN}]){{0,4}}"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_PATTERNS = (
    ("bian", rf"第\s*{_N}\s*(?:分?编|篇|部分)(?=[\s\u3000:：]|.{{0,24}}$)"),
    ("chapter", rf"第\s*{_N}\s*章(?!程)"),
    ("jie", rf"第\s*{_N}\s*节(?=[\s\u3000]|.{{0,30}}$)"),
    ("article", rf"第\s*{_N}\s*条(?:\s*之\s*[{_CN}]{{1,3}})?"),
    ("cn", rf"{_C}\s*(?:、|[.．](?!\d))"),
    ("stem", rf"[{_STEMS}]\s*、(?![{_STEMS}])"),
    ("cnp", rf"[（(]\s*{_C}\s*[）)]|[㈠-㈩]"),
    ("ar", r"\d{1,3}\s*(?:[.．](?!\s?\d)|、)"),
    ("year", r"\d{1,2}\s*[.．]\s?(?=(?:19|20)\d\d\s*(?:年|[-—–至]))"),
    ("arp", r"[（(]\s*\d{1,3}\s*[）)]|[⑴-⒇]"),
    ("half", r"\d{1,2}\s*[）)]"),
    ("circ", r"[①-⑳㉑-㉟]"),
)  # fmt: skip
_MARKER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_FIRST = re.compile(rf"[第（(\d{_CN}㈠-㈩⑴-⒇①-⑳㉑-㉟{_STEMS}]")
_REFERS = re.compile(
    r"(?:[款项目](?=的?规定|所|[的之和或及至与中第、，。；]|情形|以[上下外])|至第?[（(]|[、，；和或及]\s*(?:第|[（(])|的?规定的|所列)"
)
_AFTER_ARTICLE = re.compile(r"(?:第|[款项]|的?规定|的|[、，。；]|至第|和第|或者?第|及第|所(?:列|称|规定)|之外|以外)")
_RUN = re.compile(rf"[{_CN}]{{1,3}}、")
_DECIMAL = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?(?=[\s\u3000]|[\u4e00-\u9fff《“])(?!\s*[%％‰万亿倍年元个米公分%])"
)
_PLAIN = re.compile(r"(\d{1,2})[\s\u3000]+(?=[\u4e00-\u9fff《“])")

RANKS = {
    "bian": 0.0, "chapter": 1.0, "jie": 2.0, "article": 3.0, "cn": 4.0, "dec1": 4.0, "stem": 4.5, "cnp": 5.0, "dec2": 5.0,
    "dec3": 5.4, "dec4": 5.6, "ar": 6.0, "arp": 7.0, "half": 7.5, "circ": 8.0,
}  # fmt: skip
"""How deep a style of mark stands by the official forms: GB/T 9704-2012, Legislation Law."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the head of a line; the words begin at ``end``."""

    style: str
    number: int
    printed: str
    end: int
    sub: int | None = None
    """1 for 第五条之一."""
    doubtful: bool = False
    """A mark only where the number before it is there."""


def read(text: str) -> Marker | None:
    """The mark ``text`` begins with."""
    if not text or not _FIRST.match(text):
        return None
    m = _MARKER.match(text)
    if m is None or m.lastgroup is None:
        return None
    style, rest = m.lastgroup, text[m.end() :]
    if _is_reference(style, rest, text):
        return None
    bare = re.sub(r"\s+", "", m.group())
    sub = None
    if style == "article" and "之" in bare:
        bare_number, _, after = bare.partition("之")
        sub = to_int(after)
    else:
        bare_number = bare
    number = (
        _STEMS.index(bare[0]) + 1
        if style == "stem"
        else to_int(re.sub(r"[第编分篇部章节条（）()、.．]", "", unicodedata.normalize("NFKC", bare_number)))
    )
    if number is None or (number == 0 and style != "ar"):
        return None
    doubtful = style == "year" or (style == "article" and bool(rest) and not re.match(r"[\s\u3000（【(\[]", rest))
    return Marker("ar" if style == "year" else style, number, bare, m.end(), sub, doubtful)


def _is_reference(style: str, rest: str, text: str) -> bool:
    """Whether the mark is part of a sentence: （二）项, 第五条规定, 一、二、三产业."""
    if style == "cn":
        return bool(_RUN.match(rest))
    if style == "chapter":
        return len(text) > 50 or "。" in text
    if style == "article":
        return bool(_AFTER_ARTICLE.match(rest))
    if style in ("cnp", "arp"):
        return bool(_REFERS.match(rest))
    if style in ("ar", "half"):
        return bool(re.match(r"\s*\d{1,3}\s*、", rest))
    return False


def read_decimal(text: str) -> Marker | None:
    """The mark of a text numbered 1 / 1.1 / 1.1.1.

    >>> read_decimal("2.1.3 启动程序").style, read_decimal("1 总则").style, read_decimal("3.5%以上")
    ('dec3', 'dec1', None)
    """
    if m := _DECIMAL.match(text):
        parts = re.split(r"[.．]", m[1])
        return Marker(f"dec{len(parts)}", int(parts[-1]), m[1], m.end())
    if (m := _PLAIN.match(text)) and len(text) <= 30 and "。" not in text:
        return Marker("dec1", int(m[1]), m[1], m.end())
    return None


def is_decimal(texts: list[str]) -> bool:
    """Whether a text numbers its parts 1, 1.1, 1.1.1: at least three such heads, 1.1 among them."""
    heads = [m[1] for text in texts if text[:1].isdigit() and len(text) <= 200 and (m := _DECIMAL.match(text))]
    return len(heads) >= 3 and any(head.replace("．", ".") == "1.1" for head in heads)
