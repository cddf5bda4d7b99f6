"""One question and the provisions search finds for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest

from search.asking.choosing import names_of
from search.asking.cuts import cut_query
from search.asking.likeness import longest_shared
from search.asking.link import Meaning
from search.asking.plan import Asked, Found, Plan, Refusal
from search.asking.question import Names, Question, parse
from search.asking.sets import PREFIX
from search.asking.spans import Enumeration
from search.asking.whole_words import lists_of, pairs_of
from search.hits import Hit
from search.index import Engine
from search.interaction import Asked as AskedWords
from search.passages import Passage

_BACK = re.compile(r"(?:该项?|上述|此项|以上|前款|本项|这项|其中)")
_OPENING_ASKED = re.compile("开篇|开头|引言|前言|序言|导语|起首|开门见山")
_LEAST_OPENING = 12
_BEST = 3
"""Sentences of the whole document that are looked at besides the provisions found."""
_NAMES, _LONG_NAME = ("institution",), 5
"""Kinds of names, and their least length, that no cut of a list falls into."""
_COUNTS = re.compile(r"、|^[一二两三四五六七八九十]")
"""Names that hold lists themselves, or end one: 市、区、街镇三级服务体系."""
_PROVISIONS = ("clause", "article", "task", "item", "section", "preamble", "support")


def without_subject(topic: str, title: str) -> str:
    """The topic without the longest words it shares with the title.

    >>> without_subject("政务新媒体要严把", "关于推进政务新媒体健康有序发展的意见")
    '要严把'
    """
    shared = longest_shared(topic, title, 3)
    return topic.replace(shared, "").strip("的 ") if shared else topic


class Reader:
    """Answers one question out of the provisions search finds for it."""

    def __init__(self, engine: Engine, q: Question, asked: Asked) -> None:
        self.engine, self.q, self.asked = engine, q, asked
        self.topic = q.topic if len(q.topic) >= 2 else q.text
        self.meaning = Meaning(engine, self.topic, asked.document)
        self.hits = self._found()

    def of_text(self, text: str) -> Reader:
        """The same reader of a shorter text of the question, with what search found for the whole."""
        if text == self.q.text:
            return self
        other = copy(self)
        other.q = parse(text, self.names)
        return other

    def about(self, text: str) -> Reader:
        """A reader of another question about the same document."""
        return Reader(self.engine, parse(text, self.names), self.asked)

    @property
    def source(self) -> str:
        """The pattern that binds ``?text`` to the source text of the document."""
        return f"GRAPH <{self.asked.graph}> {{ <{self.asked.document}> pol:sourceText ?text }}"

    def values(self, plan: Plan) -> list[str]:
        """What a plan that is no yes or no answers with."""
        return [str(row["value"]) for row in self.engine.library.store.select(plan.sparql) if "value" in row]

    def _found(self) -> tuple[Hit, ...]:
        """The provisions of the topic, and of what it says besides the document's own subject, in turn."""
        first = self.engine.search(self.topic, k=12, kinds=_PROVISIONS, documents=(self.asked.document,)).hits
        if _OPENING_ASKED.search(self.q.text):
            first = (*(Hit.of(p) for p in self.engine.passages if self._is_opening(p)), *first)
        rest = without_subject(self.topic, self.asked.document_title)
        if len(rest) < 2 or rest == self.topic:
            return first
        second = self.engine.search(rest, k=6, kinds=_PROVISIONS, documents=(self.asked.document,)).hits
        turns = [hit for pair in zip_longest(first, second) for hit in pair if hit is not None]
        return tuple({hit.iri: hit for hit in turns}.values())[:14]

    def _is_opening(self, passage: Passage) -> bool:
        return passage.document == self.asked.document and passage.kind == "preamble"

    def has(self, kind: str) -> bool:
        """Whether the document has provisions of this class."""
        return self.engine.library.store.ask(f"{PREFIX}ASK {{ GRAPH <{self.asked.graph}> {{ ?x a pol:{kind} }} }}")

    def best(self, *kinds: str) -> Hit | None:
        """The best hit of these kinds."""
        return next(iter(self.of(*kinds, limit=1)), None)

    def of(self, *kinds: str, limit: int = 5) -> Sequence[Hit]:
        """The best hits of these kinds."""
        return self.engine.search(self.topic, k=limit, kinds=kinds, documents=(self.asked.document,)).hits

    def clause(self) -> Hit | None:
        """The best clause; articles where there are none, else items and sections."""
        for kinds in (("clause", "article"), ("item",), ("section",)):
            if (hit := self.best(*kinds)) is not None:
                return hit
        return None

    def overlap(self, text: str) -> float:
        """Share of the question that ``text`` holds, in its words or in others of the same meaning."""
        return self.meaning.overlap(text)

    def fit(self, text: str) -> float:
        """Overlap, and what the encoder makes of it."""
        return self.meaning.fit(text)

    def near(self, text: str) -> float:
        """How much of the question has a word near in meaning in ``text``, 0 to 1."""
        return self._asked_words.near(text)

    @cached_property
    def _asked_words(self) -> AskedWords:
        return self.engine.words.asked(self.topic)

    def heading(self, hit: Hit) -> str:
        """What a provision is about: its title, or the short sentence it begins with."""
        if hit.title:
            return f"{hit.title}。"
        lead = hit.text.split("。", 1)[0]
        return f"{lead}。" if len(lead) <= 20 and len(lead) + 1 < len(hit.text) else ""

    def lists(self, hit: Hit) -> list[Enumeration]:
        """The lists of a hit, its items with their names whole."""
        found = self.names.find(hit.text)
        named = [(n.start, n.start + len(n.said)) for n in found if n.kind in _NAMES and len(n.said) >= _LONG_NAME]
        whole = [(a, b) for a, b in named if not _COUNTS.search(hit.text[a:b])]
        return lists_of(hit.text, whole, self.engine.words.spans(hit.text))

    def pairs(self, hit: Hit) -> list[Enumeration]:
        """Any two things that a hit joins."""
        return pairs_of(hit.text, self.engine.words.spans(hit.text))

    @cached_property
    def names(self) -> Names:
        """What the document calls its entities."""
        return names_of(self.engine, self.asked.document)

    def in_context(self, hit: Hit, start: int, end: int) -> str:
        """A sentence with what it refers back to: 该项工作于4月底前完成 speaks of the heading or the sentence before."""
        sentence = hit.text[start:end]
        if not _BACK.match(sentence):
            return sentence
        return self.heading(hit) + sentence

    def besides(self, text: str) -> float:
        """How well ``text`` fits what the question says besides the names in it; 1 where it says nothing more."""
        return 1.0 if self._besides is None else self._besides.fit(text)

    @cached_property
    def unnamed(self) -> str:
        """The topic without the names in it."""
        rest = self.topic
        for name in (*self.q.entities, *self.q.units):
            rest = rest.replace(name.said.strip("“”"), "")
        return rest

    @cached_property
    def _besides(self) -> Meaning | None:
        rest = self.unnamed
        rest = re.sub(r"包括|包含|分别|都?有|[是“”]", "", "".join(rest.split())).strip("的、和与")
        return Meaning(self.engine, rest, self.asked.document) if 2 <= len(rest) < len(self.topic) else None

    @cached_property
    def known(self) -> float:
        """How well the best sentence of the best provisions fits: low where the document speaks of something else."""
        return max((self.meaning.best_sentence(h.text)[0] for h in self.leaves(4)), default=0.0)

    @cached_property
    def anywhere(self) -> Meaning:
        """The topic to be compared with texts as if no document were meant: what all its sentences are about counts."""
        return Meaning(self.engine, self.topic)

    @cached_property
    def told(self) -> float:
        """How much of the question the sentence of the best provisions says that is nearest to it in meaning."""
        return max(map(float, self._asked_words.nearest([h.text for h in self.leaves(8)])[0]), default=0.0)

    @cached_property
    def best_sentences(self) -> list[tuple[float, tuple[int, int]]]:
        """The sentences of the whole document that fit best, and how well, the best first."""
        return self.meaning.best_sentences()

    def standing(self, text: str) -> float:
        """How well a sentence fits beside the best of the whole document: 1 for that one itself."""
        best = self.best_sentences[0][0] if self.best_sentences else 0.0
        return min(1.0, self.fit(text) / best) if best > 0 else 0.0

    def told_of(self, limit: int = 6) -> list[Hit]:
        """The best hits with their own words only, and the provisions of the sentences that fit best, wherever they stand."""
        found = self.leaves(limit)
        spans = [range(hit.start, hit.start + len(hit.text)) for hit in found]
        for _, (at, _) in self.best_sentences[:_BEST]:
            iri = None if any(at in span for span in spans) else self.around(at)
            if iri is not None and iri not in {hit.iri for hit in found}:
                hit = Hit.of(self.engine.passages[self.engine.by_iri[iri]])
                found.append((self._opening(hit) or hit) if hit.kind == "section" else hit)
        return found

    def sentence(self, hit: Hit) -> tuple[int, int]:
        """The sentence of a hit that fits best, as offsets into its text."""
        return self.meaning.best_sentence(hit.text)[1]

    def leaves(self, limit: int = 6) -> list[Hit]:
        """Best hits with their own words only: of a section that has provisions below, what it says before them."""
        own = (h if h.kind != "section" else self._opening(h) for h in self.hits)
        return [h for h in own if h is not None][:limit]

    def _opening(self, section: Hit) -> Hit | None:
        inside = [p.start - section.start for p in self.engine.passages if p.document == self.asked.document]
        end = min((at for at in inside if 0 < at < len(section.text)), default=len(section.text))
        opening = section.text[: section.text.rfind("\n", 0, end) + 1] if end < len(section.text) else section.text
        return replace(section, text=opening) if len(opening.strip()) >= _LEAST_OPENING else None

    def undivided(self, hit: Hit) -> bool:
        """Whether a provision has none below it."""
        inside = range(hit.start, hit.start + len(hit.text))
        return not any(
            p.start in inside and p.iri != hit.iri for p in self.engine.passages if p.document == self.asked.document
        )

    def around(self, at: int) -> str | None:
        """The innermost provision at an offset of the source text, heading or body."""
        found = [p for p in self.engine.passages if p.document == self.asked.document and p.start - 60 <= at]
        inside = [p for p in found if at < p.start + len(p.text)]
        return max(inside, key=lambda p: p.start).iri if inside else None

    def cut(self, hit: Hit, spans: Sequence[tuple[int, int]], told: str, interpretation: str) -> Plan:
        """A plan that cuts spans (offsets into the hit's text) out of the source."""
        places = [(hit.start + a, hit.start + b) for a, b in spans]
        return Plan(cut_query(self.asked.document, places, self.asked.graph), interpretation, told, (hit.iri,))


__all__ = ["Found", "Reader", "Refusal", "without_subject"]
