"""Which clause a task elaborates, and which clause an item of support serves.

A task of an annex mostly repeats its clause word for word; an item of support says the same in another voice.
Both are found by the words they share with a clause, rare words counting more (idf-weighted containment of
character bigrams). Where the best clause is not clearly better than the next, nothing is linked.

>>> share({"学分", "分银"}, {"学分", "分银", "银行"}, {"学分": 1.0, "分银": 2.0})
1.0
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from kg.model import Link, Outline, Provision, Source

_ENOUGH = {"task": 0.55, "support": 0.35}
_CLEARLY = 1.15
_RELATION = {"task": "elaborates", "support": "supports"}


def links(source: Source, outline: Outline) -> tuple[Link, ...]:
    """Task → clause and support item → clause, only where the text leaves no doubt."""
    asked = [p for p in outline.provisions if p.kind in _RELATION]
    clauses = _targets(outline.provisions)
    if not asked or not clauses:
        return ()
    words = {p.key: bigrams(source.text[p.start : p.end]) for p in clauses}
    weight = _idf(list(words.values()))
    found = []
    for p in asked:
        own = bigrams(source.text[p.start : p.end])
        ranked = sorted(((share(own, words[c.key], weight), c.key) for c in clauses), reverse=True)
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
        if best[0] >= _ENOUGH[p.kind] and best[0] >= _CLEARLY * second[0]:
            relation = "elaborates" if p.kind == "task" else "supports"
            found.append(Link(p.key, best[1], relation, round(best[0], 4)))  # type: ignore[arg-type]
    return tuple(found)


def _targets(provisions: Sequence[Provision]) -> list[Provision]:
    """The provisions of the main text that a task can refer to: clauses, else articles, else sections."""
    annexed: set[str] = set()
    for p in provisions:
        if p.kind == "annex" or p.parent in annexed:
            annexed.add(p.key)
    for kind in ("clause", "article", "section"):
        found = [p for p in provisions if p.kind == kind and p.key not in annexed and p.end > p.start]
        if found:
            return found
    return []


def bigrams(text: str) -> set[str]:
    """The character bigrams of ``text`` without white space and punctuation.

    >>> sorted(bigrams("学分，银行"))
    ['分银', '学分', '银行']
    """
    plain = "".join(c for c in text if c.isalnum())
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def _idf(documents: list[set[str]]) -> dict[str, float]:
    counts = Counter(word for words in documents for word in words)
    return {word: math.log(1 + len(documents) / n) for word, n in counts.items()}


def share(own: set[str], other: set[str], weight: dict[str, float]) -> float:
    """How much of ``own`` is in ``other``, 0–1, by weight; words no clause has count as the rarest."""
    rarest = max(weight.values(), default=1.0)
    total = sum(weight.get(word, rarest) for word in own)
    return sum(weight.get(word, rarest) for word in own & other) / total if total else 0.0
