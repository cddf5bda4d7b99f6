"""A Chinese tokenizer: the longest known word first, single characters where none is known.

The words are those jieba finds in the training texts, by how often they stand there; jieba is needed for training
only. WordPiece without a continuation mark is greedy longest match, which needs no segmenter at run time.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordPiece

_LONGEST_WORD = 6
_FEWEST = 4
UNKNOWN = "[UNK]"


def runs(text: str) -> Iterable[str]:
    """Stretches of letters and digits, normalised as the tokenizer does it."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c if c.isalnum() else " " for c in plain).split()


def word_counts() -> dict[str, int]:
    """How often words stand in ordinary Chinese text, by jieba's dictionary."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return dict(jieba.dt.FREQ)


def vocabulary(texts: Iterable[str], size: int) -> list[str]:
    """``size`` entries: all characters seen three times or more, then the words that occur most."""
    import jieba

    jieba.setLogLevel(60)
    characters: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for text in texts:
        for run in runs(text):
            characters.update(run)
            words.update(word for word in jieba.cut(run, HMM=False) if 1 < len(word) <= _LONGEST_WORD)
    kept = [c for c, n in sorted(characters.items(), key=lambda pair: (-pair[1], pair[0])) if n >= 3]
    ranked = sorted(((n, word) for word, n in words.items() if n >= _FEWEST), key=lambda pair: (-pair[0], pair[1]))
    return [UNKNOWN, *kept, *(word for _, word in ranked)][:size]


def tokenizer(words: list[str]) -> Tokenizer:
    """Greedy longest match over ``words``."""
    model = WordPiece({w: i for i, w in enumerate(words)}, unk_token=UNKNOWN, max_input_chars_per_word=10_000)
    model.continuing_subword_prefix = ""
    made = Tokenizer(model)
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed")
    return made
