"""Questions that turn on a word no document says: 今天中午吃什么, 谁是李白. What stands nearest to it is no answer."""

from __future__ import annotations

import re

import numpy as np

from search.asking.plan import Refusal
from search.asking.reader import Reader
from search.index import Engine

_COUNTS = re.compile(r"[欧亚非美]洲|[各每哪第]?[一二两三四五六七八九十几\d]*[个项种家样条类所名位里校]?")
"""各校, 四种, 哪个 only ask or count, and a continent stands for its countries."""
_FEW = 50
"""Provisions: in a library of fewer most words of the language are strange."""
_LEAST, _BESIDE, _LEAVES = 0.1, 0.5, 8
"""What a strange word must count in the question, how much more where a sentence fits well, and how many provisions are read."""


def unspoken_plan(r: Reader) -> Refusal | None:
    """A refusal where the heaviest word of the question is in no document and no sentence fits the rest of it well."""
    strange = heaviest_strange(r.engine, r.topic) if len(r.engine.passages) >= _FEW else 0.0
    if strange <= _LEAST or r.q.asks("c"):
        return None  # where something stands is asked of what does
    fit = max((r.anywhere.best_sentence(hit.text)[0] for hit in r.leaves(_LEAVES)), default=0.0)
    return Refusal("所收文件没有提到这件事") if strange > _LEAST + _BESIDE * fit else None


def heaviest_strange(engine: Engine, topic: str) -> float:
    """The share of ``topic`` that its heaviest word has which neither documents nor thesaurus know; 0 where all are known.

    A word is known where two neighbouring characters of it stand together somewhere (one of a single character: where it
    stands). Words weigh what the encoder has learnt that they count.
    """
    covered = "\n".join(found.said for found in engine.thesaurus.concepts(topic))
    words = [topic[a:b] for a, b in engine.words.spans(topic)]
    known = [_COUNTS.fullmatch(word) is not None or word in covered or _known(engine, word) for word in words]
    strange = np.array([not one for one in known], dtype=np.float32)
    return float(np.max(engine.words.weights(engine.words.ids(topic)) * strange, initial=0.0))


def _known(engine: Engine, word: str) -> bool:
    pairs = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
    return any(engine.keywords.frequency(pair) > 0 for pair in pairs)


__all__ = ["heaviest_strange", "unspoken_plan"]
