"""Evaluation sets → figures: retrieval with an ablation, questions with the three promises, bootstrap intervals.

Measures as in Järvelin & Kekäläinen (2002) for nDCG (gain 2^grade − 1) and Voorhees (1999) for MRR.
"""

from __future__ import annotations

import json
import math
import random
import re
import statistics
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from search.asking import Answer, ask
from search.index import Engine

WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "keyword": ("keyword", ()),
    "dense": ("semantic", ("thesaurus",)),
    "keyword+dense": ("hybrid", ("thesaurus", "graph", "interaction")),
    "+thesaurus": ("hybrid", ("graph", "interaction")),
    "+graph": ("hybrid", ("thesaurus", "interaction")),
    "+interaction": ("hybrid", ("thesaurus", "graph")),
    "all": ("hybrid", ()),
}
"""The ablation: name → mode of search and what is left out of it."""

_NUMBER = re.compile(r"(?:不少于|不超过|不低于|至少|最多)?(\d+(?:\.\d+)?)([^\d]*?)(?:以上|以下)?")
_RESAMPLES = 1000
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}–{self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Name of a set and way → measure → figure."""

    figures: dict[str, dict[str, Figure]]
    counts: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            name: {"n": self.counts[name]} | {m: [f.mean, f.low, f.high] for m, f in measures.items()}
            for name, measures in self.figures.items()
        }

    def as_text(self) -> str:
        """A table for a person."""
        lines = []
        for name, measures in self.figures.items():
            told = "  ".join(f"{measure} {figure}" for measure, figure in measures.items())
            lines.append(f"{name:22} n={self.counts[name]:<4} {told}")
        return "\n".join(lines)


def interval(values: Sequence[float], seed: int = 0) -> Figure:
    """Mean and percentile bootstrap interval (Efron 1979); the same values give the same interval.

    >>> interval([1.0, 1.0, 1.0])
    Figure(mean=1.0, low=1.0, high=1.0)
    """
    if not values:
        return Figure(0.0, 0.0, 0.0)
    rng = random.Random(seed)
    means = sorted(statistics.fmean(rng.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return Figure(statistics.fmean(values), means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES) - 1])


def ndcg(gains: Sequence[int], ideal: Sequence[int], k: int = 5) -> float:
    """Normalised discounted cumulative gain at ``k``.

    >>> ndcg([2, 0], [2])
    1.0
    """

    def dcg(found: Sequence[int]) -> float:
        return math.fsum((2**g - 1) / math.log2(i + 2) for i, g in enumerate(found[:k]))

    best = dcg(sorted(ideal, reverse=True))
    return dcg(gains) / best if best else 0.0


def evaluate(engine: Engine, folder: Path) -> Evaluation:
    """Score every evaluation set of ``folder`` (``retrieval.json``, ``questions.json``)."""
    figures: dict[str, dict[str, Figure]] = {}
    counts: dict[str, int] = {}
    for name, items in (("retrieval", _items(folder, "retrieval")), ("questions", _items(folder, "questions"))):
        if not items:
            continue
        ways: Sequence[str] = tuple(WAYS) if name == "retrieval" else ("",)
        for way in ways:
            key = f"{name} {way}".strip()
            rows = [_retrieval(engine, item, way) if way else _question(engine, item) for item in items]
            figures[key] = {m: interval([row[m] for row in rows if m in row]) for m in rows[0]}
            counts[key] = len(rows)
    if not figures:
        raise InputError(f"{folder}: holds neither retrieval.json nor questions.json with items")
    return Evaluation(figures, counts)


def _items(folder: Path, name: str) -> list[dict[str, Any]]:
    file = folder / f"{name}.json"
    if not file.is_file():
        return []
    try:
        items = json.loads(file.read_text(encoding="utf-8"))["items"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{file}: is no evaluation set (an object with a list `items`)") from error
    return list(items)


def _retrieval(engine: Engine, item: dict[str, Any], way: str) -> dict[str, float]:
    mode, without = WAYS[way]
    hits = engine.search(item["query"], k=_DEPTH, kinds=("clause",), mode=mode, without=without).hits
    grades = {c["clause"]: int(c["grade"]) for c in item["clauses"]}
    gains = [grades.get(hit.number or -1, 0) for hit in hits]
    first = next((i for i, gain in enumerate(gains) if gain == 2), None)
    return {
        "nDCG@5": ndcg(gains, list(grades.values())),
        "recall@1": float(2 in gains[:1]),
        "recall@3": float(2 in gains[:3]),
        "MRR": 0.0 if first is None else 1 / (first + 1),
    }


def _question(engine: Engine, item: dict[str, Any]) -> dict[str, float]:
    answer = ask(engine, item["question"])
    gold = item["answer"] if isinstance(item["answer"], list) else [item["answer"]]
    if not gold:
        return {"right": float(answer.status == "unanswerable")}
    return {"right": float(_right(answer, gold, item.get("accept") or [])), **_promises(engine, answer)}


def _right(answer: Answer, gold: Sequence[str], accept: Sequence[str]) -> bool:
    """Whether the values are the gold set, order-free, by any of their spellings."""
    if answer.status != "answered" or not answer.values:
        return False

    accepted = list(accept) if len(gold) == 1 else []

    def same(expected: str, value: Any) -> bool:
        return any(_alike(form, one) for form in _forms(value) for one in (expected, *accepted))

    everything = all(any(same(g, v) for v in answer.values) for g in gold)
    return everything and all(any(same(g, v) for g in gold) for v in answer.values)


def _forms(value: Any) -> list[str]:
    """The texts by which a value may be recognised."""
    if isinstance(value.value, bool):
        return ["是" if value.value else "否"]
    shown = f"{value.value:g}" if isinstance(value.value, int | float) else str(value.value)
    return [shown, f"{shown}{value.unit or ''}", *([str(value.label)] if value.label else [])]


def _alike(form: str, expected: str) -> bool:
    """The same text, the same number, or a text that says the expected one in at most three times its length."""
    a, b = plain(form), plain(expected)
    if a == b:
        return True
    x, y = _NUMBER.fullmatch(a), _NUMBER.fullmatch(b)
    if x and y and float(x[1]) == float(y[1]) and (not x[2] or not y[2] or x[2] == y[2]):
        return True
    return len(b) >= 2 and not b[-1].isdigit() and b in a and len(a) <= 3 * len(b)


def _promises(engine: Engine, answer: Answer) -> dict[str, float]:
    if answer.status != "answered":
        return {}
    exact = bool(answer.evidence)
    for quote in answer.evidence:
        exact &= engine.library.text(quote.document["iri"])[quote.start : quote.end] == quote.quote
    return {"evidence": float(exact)}


def plain(text: str) -> str:
    """``text`` as answers are compared: NFKC, lower case, without spaces and punctuation.

    >>> plain("第（九）条"), plain("70%以上")
    ('第九条', '70%以上')
    """
    shown = unicodedata.normalize("NFKC", text).lower()
    keep: Callable[[str], bool] = lambda c: unicodedata.category(c)[0] not in "PZSC" or c in "%+"  # noqa: E731
    return "".join(c for c in shown if keep(c))
