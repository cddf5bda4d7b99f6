"""Traditional characters to simplified ones (OpenCC): documents are in simplified characters, questions may not be."""

from __future__ import annotations

from functools import cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """``text`` in simplified characters.

    >>> simplified("學分銀行由哪些單位負責？")
    '学分银行由哪些单位负责？'
    """
    return text if text.isascii() else str(_converter().convert(text))
