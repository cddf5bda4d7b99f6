"""The words of the pages in English: one table, looked up by the Chinese."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "english.tsv"


@cache
def english() -> dict[str, str]:
    """Chinese → English.

    >>> english()["检索"]
    'Search'
    """
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


def translate(text: str, lang: str) -> str:
    """``text`` in the language of the page; what has no translation stays as it is.

    >>> translate("检索", "en"), translate("检索", "zh"), translate("天津", "en")
    ('Search', '检索', '天津')
    """
    return english().get(text, text) if lang == "en" else text


def script() -> str:
    """The table for the scripts of English pages."""
    return f"window.policyWords = {json.dumps(english(), ensure_ascii=False)};\n"
