"""The thesaurus: from everyday words to official ones.

A SKOS file (``corpus/thesaurus.ttl``) and the user's own beside it: ``prefLabel`` and ``altLabel`` are what documents
write, ``hiddenLabel`` is what people say. A concept of the same IRI in the user's file adds to ours.

>>> thesaurus = Thesaurus.load()
>>> [(found.concept.label, found.said) for found in thesaurus.concepts("老师累不累")]
[('教师', '老师')]
>>> "师资队伍" in dict(thesaurus.expand("老师累不累"))
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.locations import CORPUS

FILE = CORPUS / "thesaurus.ttl"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OFFICIAL, _RELATED = 1.0, 0.4
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning: ``label`` and ``alternatives`` as documents write it, ``everyday`` as people say it."""

    iri: str
    label: str
    alternatives: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def official(self) -> tuple[str, ...]:
        """The words to look for in documents."""
        return (self.label, *self.alternatives)


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that a text names, with which word and where."""

    concept: Concept
    said: str
    start: int


class Thesaurus:
    """Concepts by their words."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts_by_iri = {c.iri: c for c in concepts}
        words: dict[str, list[Concept]] = defaultdict(list)
        for concept in self.concepts_by_iri.values():
            for word in dict.fromkeys((*concept.official, *concept.everyday)):
                if len(word) >= _SHORTEST:
                    words[word].append(concept)
        self._words = dict(words)
        self._longest = max(map(len, self._words), default=0)

    @classmethod
    def load(cls, additions: Path | None = None) -> Thesaurus:
        """Ours, and what the Turtle file ``additions`` adds; an unreadable file is an :class:`InputError`."""
        return cls(_concepts((FILE, *([additions] if additions else []))))

    def concepts(self, text: str) -> list[Found]:
        """Concepts named in ``text`` in text order: the longest words, none inside another."""
        return list(_found(self, text))

    def expand(self, text: str) -> list[tuple[str, float]]:
        """Other words for what ``text`` says, with weights: 1 for the same meaning, less for a related one."""
        weights: dict[str, float] = {}
        for group in self.synonyms(text):
            for word, weight in group:
                weights[word] = max(weights.get(word, 0.0), weight)
        return sorted(weights.items(), key=lambda pair: -pair[1])

    def synonyms(self, text: str) -> list[list[tuple[str, float]]]:
        """For each concept in ``text``, the official words it goes by with their weights (those said left out)."""
        groups = []
        for found in self.concepts(text):
            words = dict.fromkeys(found.concept.official, _OFFICIAL)
            for iri in found.concept.related:
                if (other := self.concepts_by_iri.get(iri)) is not None:
                    words.setdefault(other.label, _RELATED)
            groups.append([(word, weight) for word, weight in words.items() if word not in text])
        return [group for group in groups if group]

    def starting(self, prefix: str, limit: int = 8) -> list[Concept]:
        """Concepts with a word that begins with ``prefix``, for completion."""
        found = {c.iri: c for word, cs in sorted(self._words.items()) if word.startswith(prefix) for c in cs}
        return list(found.values())[:limit]

    def at(self, text: str, start: int) -> tuple[str, list[Concept]] | None:
        """The longest word that begins at ``start``."""
        for length in range(min(self._longest, len(text) - start), _SHORTEST - 1, -1):
            word = text[start : start + length]
            if word in self._words:
                return word, self._words[word]
        return None


def _found(thesaurus: Thesaurus, text: str) -> Iterable[Found]:
    """Words may overlap, since a reader cannot tell 发奖 from 奖金 in 发奖金; one inside another is not its own."""
    end = 0
    for start in range(len(text)):
        hit = thesaurus.at(text, start)
        if hit is not None and start + len(hit[0]) > end:
            end = start + len(hit[0])
            yield from (Found(concept, hit[0], start) for concept in hit[1])


def _concepts(files: Iterable[Path]) -> list[Concept]:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        for subject, name, value in _triples(file, file.stat().st_mtime_ns if file.is_file() else 0):
            values[subject][name].append(value)
    return [
        Concept(
            iri, v["prefLabel"][0], tuple(dict.fromkeys((*v["prefLabel"][1:], *v["altLabel"]))),
            tuple(dict.fromkeys(v["hiddenLabel"])), tuple(v["broader"]), tuple(v["related"]),
        )
        for iri, v in sorted(values.items())
        if v["prefLabel"]
    ]  # fmt: skip


@lru_cache(maxsize=4)
def _triples(file: Path, stamp: int) -> tuple[tuple[str, str, str], ...]:
    try:
        quads = ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/policykg/thesaurus/")
        rows = [(q.subject, q.predicate.value, q.object) for q in quads]
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{file}: no thesaurus can be read from it ({error}); give a SKOS file in Turtle") from error
    return tuple(
        (s.value, p.removeprefix(_SKOS), o.value)
        for s, p, o in rows
        if p.startswith(_SKOS) and not isinstance(s, ox.Triple) and not isinstance(o, ox.Triple)
    )
