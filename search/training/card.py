"""The model card: what the encoder was trained on, how, how good it is, and where it ends."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from search.training.heldout import Figures

_CARD = """---
language: zh
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---
# The default encoder of policykg

Static token vectors for Chinese laws and policies: the vector of a text is the mean of the vectors of its tokens,
scaled to length 1. No network runs at query time, so it needs no torch and no graphics card.

- **Format**: sentence-transformers `StaticEmbedding`; {tokens} tokens × {dimension} dimensions, int8 with a float32
  scale a token. The first 128 and 64 dimensions stand alone (Matryoshka).
- **Tokenizer**: greedy longest match over words of up to six characters, single characters where no word is known.
- **Data**: {pairs} pairs. Articles of Chinese laws and regulations (LawRefBook; official texts, not subject to copyright
  by article 5 of the Copyright Law), with headings and sentences as queries, also restated in the everyday words of the
  thesaurus; questions with the passages that answer them from DRCD (CC BY-SA 3.0, converted to simplified characters),
  CMRC 2018 trial (CC BY-SA 4.0) and XQuAD zh (CC BY-SA 4.0); titles and keywords with abstracts from CSL (Apache-2.0);
  words that CC-CEDICT (CC BY-SA 4.0) gives the same meaning, alone and put in place of one another in sentences.
  Then {spoken} questions in everyday words, written for this project (`corpus/training`), with the sentences that answer them,
  and {put} questions that were put to policy documents.
- **Method**: in-batch negatives, of laws 16 articles that stand together, batch {batch}, {steps} steps, Adam, seed {seed}; a second stage of {second} steps
  brings the everyday questions near their sentences, a third of {third} those put to documents; {minutes:.0f} minutes on {threads} cores.
- **Made by**: `python -m search.training --data FOLDER --out search/models/default`

## Figures

{questions} held-out questions and titles, {passages} passages; 95 % bootstrap intervals.

| system | {head} |
|---|{line}
{rows}

## Limits

Word order and negation are invisible to it. Everyday words far from the official ones are the thesaurus's work: search
always uses both, and BM25. Traditional characters and dialect were not in the data.
"""


def write_card(
    folder: Path,
    options: Namespace,
    counts: tuple[int, int, int],
    shape: Sequence[int],
    seconds: float,
    figures: Sequence[Figures],
) -> None:
    """Write ``README.md`` beside the weights; ``counts``: pairs of the three stages."""
    names = list(figures[0].measures)
    rows = [
        f"| {f.system} | " + " | ".join(f"{m:.3f} ({a:.3f}–{b:.3f})" for m, a, b in f.measures.values()) + " |"
        for f in figures
    ]
    text = _CARD.format(
        tokens=shape[0], dimension=shape[1], pairs=counts[0], batch=options.batch, steps=options.steps, seed=options.seed,
        spoken=counts[1], put=counts[2], second=options.spoken_steps, third=options.asked_steps, minutes=seconds / 60, threads=options.threads, questions=figures[0].questions, passages=figures[0].passages,
        head=" | ".join(names), line="---|" * len(names), rows="\n".join(rows),
    )  # fmt: skip
    (folder / "README.md").write_text(text, encoding="utf-8")
