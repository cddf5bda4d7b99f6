"""Chinese numerals and the integers they stand for.

>>> to_int("二十"), to_int("一百零三"), to_int("12"), to_int("①"), to_int("甲")
(20, 103, 12, 1, None)
>>> to_chinese(20), to_chinese(13), to_chinese(105)
('二十', '十三', '一百零五')
"""

from __future__ import annotations

import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def to_int(text: str) -> int | None:
    """The value of a whole number in Chinese or Arabic numerals; ``None`` where it is none."""
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    if plain.isascii() and plain.isdigit():
        return int(plain)
    total, current = 0, None
    for c in plain:
        if c in _UNITS:
            total += (1 if current is None else current) * _UNITS[c]
            current = None
        elif c in _DIGITS:
            current = _DIGITS[c] if current in (None, 0) else current * 10 + _DIGITS[c]
        else:
            return None
    return total + (current or 0) if plain else None


def to_chinese(number: int) -> str:
    """``number`` (0–9999) as documents print it in 第…条.

    Raises :class:`ValueError` outside that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is outside 0–9999")
    if number < 10:
        return "零一二三四五六七八九"[number]
    out, zero = "", False
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            out += ("零" if zero else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        elif out:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out
