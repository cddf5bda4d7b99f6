"""Static token vectors by contrast: a query and its passage come close, all other passages of the batch stay away.

Henderson et al., Efficient Natural Language Response Suggestion (2017) for in-batch negatives; Kusupati et al.,
Matryoshka Representation Learning (2022) for vectors whose first dimensions stand alone. A word's vector is trained
as a vector of its own plus the mean of its characters', which are folded in at the end: rare words then mean what
their characters mean.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from search.training.pairs import Pair

DIMENSIONS = (256, 128, 64)
_TEMPERATURE = 0.05
_TOKENS = 128
_BLOCK = 16
"""Neighbours of one law in a batch."""


class Bags:
    """Token ids of many texts, as one flat array with offsets."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        flat: list[npt.NDArray[np.int32]] = []
        for start in range(0, len(texts), 4096):
            encoded = tokenizer.encode_batch(list(texts[start : start + 4096]), add_special_tokens=False)
            flat += [np.array(encoding.ids[:_TOKENS], dtype=np.int32) for encoding in encoded]
        self.offsets = np.cumsum([0, *(len(ids) for ids in flat)])
        self.ids = np.concatenate(flat) if flat else np.zeros(0, dtype=np.int32)

    def take(self, rows: npt.NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids and offsets of some of the texts, as an embedding bag wants them."""
        parts = [self.ids[self.offsets[r] : self.offsets[r + 1]] for r in rows]
        offsets = np.cumsum([0, *(len(p) for p in parts[:-1])])
        return torch.from_numpy(np.concatenate(parts).astype(np.int64)), torch.from_numpy(offsets.astype(np.int64))


class Batches:
    """Rows of pairs to train on together: one kind at a time, and of laws a few articles each, so negatives are hard."""

    def __init__(self, pairs: Sequence[Pair], usable: npt.NDArray[np.bool_], batch: int, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._batch = batch
        kinds = np.array([pair.source for pair in pairs])
        self._rows = [np.flatnonzero(usable & (kinds == kind)) for kind in sorted(set(kinds[usable]))]
        share = np.array([len(rows) ** 0.6 for rows in self._rows])
        self._share = share / share.sum()
        grouped = [rows[np.argsort([pairs[int(i)].group for i in rows], kind="stable")] for rows in self._rows]
        self._neighbours = [bool(pairs[int(rows[0])].group) and len(rows) > _BLOCK for rows in grouped]
        self._rows = [g if near else r for g, near, r in zip(grouped, self._neighbours, self._rows, strict=True)]

    def next(self) -> npt.NDArray[np.int64]:
        """The rows of the next batch."""
        kind = self._rng.choice(len(self._rows), p=self._share)
        rows = self._rows[kind]
        if not self._neighbours[kind]:
            return self._rng.choice(rows, self._batch)
        starts = self._rng.integers(0, len(rows) - _BLOCK, max(1, self._batch // _BLOCK))
        return np.concatenate([rows[start : start + _BLOCK] for start in starts])


class Model(torch.nn.Module):
    """A vector a token, the mean of its characters' vectors added, and a weight a token."""

    def __init__(self, vocabulary: list[str], dimension: int) -> None:
        super().__init__()
        place = {token: i for i, token in enumerate(vocabulary)}
        rows, columns, values = [], [], []
        for i, token in enumerate(vocabulary):
            characters = [place[c] for c in token if c in place] if len(token) > 1 else []
            rows += [i] * len(characters)
            columns += characters
            values += [1.0 / max(len(characters), 1)] * len(characters)
        shape = (len(vocabulary), len(vocabulary))
        spread = torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values), shape).coalesce()
        self.register_buffer("spread", spread)
        self.vectors = torch.nn.Parameter(torch.randn(len(vocabulary), dimension) * 0.05)
        self.logweight = torch.nn.Parameter(torch.zeros(len(vocabulary)))

    def table(self) -> torch.Tensor:
        """The effective vector of every token, its weight multiplied in."""
        folded = self.vectors + torch.sparse.mm(self.spread, self.vectors)
        weighted: torch.Tensor = folded * torch.exp(self.logweight).unsqueeze(1)
        return weighted


def means(table: torch.Tensor, bag: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """Mean vectors of texts."""
    found: torch.Tensor = functional.embedding_bag(bag[0], table, bag[1], mode="mean")
    return found


def loss(queries: torch.Tensor, passages: torch.Tensor) -> torch.Tensor:
    """Cross entropy both ways, summed over the Matryoshka dimensions."""
    total = torch.zeros(())
    labels = torch.arange(len(queries))
    for dimension in DIMENSIONS:
        q = functional.normalize(queries[:, :dimension], dim=1)
        p = functional.normalize(passages[:, :dimension], dim=1)
        scores = q @ p.T / _TEMPERATURE
        total = total + functional.cross_entropy(scores, labels) + functional.cross_entropy(scores.T, labels)
    return total / (2 * len(DIMENSIONS))


def train(
    tokenizer: Tokenizer, vocabulary: list[str], pairs: Sequence[Pair], *, steps: int, batch: int, seed: int
) -> npt.NDArray[np.float32]:
    """The table of token vectors, float32, one row a token."""
    torch.manual_seed(seed)
    queries, passages = Bags(tokenizer, [p.query for p in pairs]), Bags(tokenizer, [p.passage for p in pairs])
    batches = Batches(pairs, (np.diff(queries.offsets) > 0) & (np.diff(passages.offsets) > 0), batch, seed)
    model = Model(vocabulary, DIMENSIONS[0])
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 0.01, total_steps=steps, pct_start=0.1)
    started = time.monotonic()
    for step in range(steps):
        rows = batches.next()
        table = model.table()
        value = loss(means(table, queries.take(rows)), means(table, passages.take(rows)))
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            print(f"step {step}/{steps} loss {value.item():.3f} {time.monotonic() - started:.0f} s", file=sys.stderr)
    result: npt.NDArray[np.float32] = model.table().detach().numpy()
    return result
