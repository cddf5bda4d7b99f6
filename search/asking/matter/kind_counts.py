"""How many of a kind that the text calls by another noun: 身兼几样本事 and 四大功能."""

from __future__ import annotations

import re

from search.asking.matter.wanted import is_kind, kinds_told
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.interaction import sentence_spans

_ASKED = re.compile(r"(?:多少|(?<!哪)几)(?:样|种|类|项|个|门|条|套)(?P<noun>[\u4e00-\u9fff]{1,3})")
_NEAR, _LEAST = 0.6, 0.4


def kind_asked_for(question: str) -> str:
    """The everyday noun a question counts; nothing where it counts none.

    >>> kind_asked_for("一共要身兼几样本事？"), kind_asked_for("要建几个工坊？"), kind_asked_for("是哪几样本事？")
    ('本事', '', '')
    """
    asked = _ASKED.search(question)
    said = asked["noun"] if asked is not None else ""
    return next((said[:n] for n in (3, 2, 1) if len(said) >= n and is_kind(said[:n])), "")


def kind_count(r: Reader) -> Plan | None:
    """The number that stands before one of the nouns documents have for an everyday one they do not use."""
    noun = kind_asked_for(r.q.text)
    if not noun or noun in r.engine.library.text(r.asked.document):
        return None
    told = "|".join(re.escape(one) for one in kinds_told(noun) if len(one) > 1)
    counted = re.compile(
        rf"(?<![第\d])(?:[二两三四五六七八九十]|\d{{1,2}})(?:大|项|个|种|类|门|方面)(?:主要|重点|核心|基本)?(?:{told})"
    )
    found = [
        (r.fit(hit.text[a:b]) + _NEAR * r.near(hit.text[a:b]) - 0.05 * place, hit, m.span())
        for place, hit in enumerate(r.leaves(6))
        for a, b in sentence_spans(hit.text)
        for m in counted.finditer(hit.text, a, b)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[0] < _LEAST:
        return None
    return r.cut(best[1], [best[2]], "是", f"查找{best[1].label}写明的数量")


__all__ = ["kind_asked_for", "kind_count"]
