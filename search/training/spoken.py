"""The second and third stage: questions come near the official sentences that answer them.

The questions of ``corpus/training/spoken.jsonl.xz`` were written for this project in everyday words, three to each of some
thousand sentences of laws and regulations; those of ``asked.jsonl.xz`` are questions that were put to policy documents.
Every batch also holds pairs of the stage before, so that what was learnt there stays.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from kg.locations import CORPUS
from search.training.data import rows
from search.training.pairs import Pair
from search.training.train import Bags, loss, means

SPOKEN, ASKED = CORPUS / "training" / "spoken.jsonl.xz", CORPUS / "training" / "asked.jsonl.xz"
_SENTENCES, _OTHERS = 256, 512
"""Pairs of either stage in a batch."""
_RATE, _STAY = 0.006, 0.0003
"""Learning rate, and how strongly a vector is held where the first stage left it."""


def spoken(file: Path = SPOKEN) -> list[list[Pair]]:
    """For each sentence its questions, as pairs.

    Lines are JSON: ``{"sentence": …, "questions": […]}``, of laws also ``"law"`` and ``"answers"``: spans of the sentence, for
    whoever trains a reader.
    """
    return [[Pair(question, row["sentence"], "spoken") for question in row["questions"]] for row in rows(file)]


def adapt(
    table: npt.NDArray[np.float32],
    tokenizer: Tokenizer,
    asked: Sequence[Sequence[Pair]],
    others: Sequence[Pair],
    *,
    steps: int,
    seed: int,
) -> npt.NDArray[np.float32]:
    """The table of token vectors after another stage: one question a sentence in a batch, all other sentences negatives."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    first = np.cumsum([0, *(len(pairs) for pairs in asked)])
    near, far = _bags(tokenizer, [pair for pairs in asked for pair in pairs]), _bags(tokenizer, others)
    begun, moved = torch.from_numpy(table), torch.nn.Parameter(torch.zeros(table.shape))
    optimiser = torch.optim.Adam([moved], lr=_RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.1)
    for step in range(steps):
        sentences = rng.choice(len(asked), min(_SENTENCES, len(asked)), replace=False)
        chosen = first[sentences] + rng.integers(0, np.diff(first)[sentences])
        now = begun + moved
        value = _loss(now, near, chosen) + _loss(now, far, rng.choice(len(others), min(_OTHERS, len(others))))
        value = value + _STAY * (moved**2).sum()
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            print(f"spoken: step {step}/{steps} loss {value.item():.3f}", file=sys.stderr)
    result: npt.NDArray[np.float32] = (begun + moved).detach().numpy()
    return result


def _bags(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> tuple[Bags, Bags]:
    """Both sides of pairs; those without a token on either side would teach nothing and are rare enough to stay."""
    return Bags(tokenizer, [p.query for p in pairs]), Bags(tokenizer, [p.passage for p in pairs])


def _loss(table: torch.Tensor, bags: tuple[Bags, Bags], chosen: npt.NDArray[np.int64]) -> torch.Tensor:
    queries, passages = (means(table, bag.take(chosen)) for bag in bags)
    return loss(queries, passages)
