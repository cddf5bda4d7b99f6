"""Whether the text says what is asked of the thing that is asked, and not something else beside it.

A sentence may speak of the matter of a question and still not say what it wants to know: 见习者稳定就业并参加社会保险的，
给予3000元补贴 does not tell 保险能赔多少钱. What a question asks for by its name (a wage, a fine, a fare, the first of
several, a member) must be named by the words that hold the answer, in one of the words texts have for it; and what is
given as a country, a school or an office must be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from search.asking.plan import Found, Plan, Refusal
from search.asking.question import data_rows
from search.asking.reader import Reader
from search.interaction import sentence_spans

_RATE = re.compile(r"(?P<of>[\u4e00-\u9fff]{2})率[^，。？]{0,8}(?:多少|几|百分)")
"""A rate is of something: 就业率 is no share of schools."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """How something is asked for, the words that name it where it is told, and what its values look like."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    value: re.Pattern[str]


def vouched(r: Reader, found: Found) -> Found:
    """``found``, or that the text does not give it, where its words do not name what is asked for."""
    if not isinstance(found, Plan) or found.boolean or not found.evidence:
        return found
    asked, rate = attributes_of(r.q.text), _RATE.search(r.q.text)
    if not (asked or rate) or not (values := [value.removesuffix(".0") for value in r.values(found)]):
        return found
    told = f"{found.interpretation}{found.lead}{_told(r, found, values)}"
    if rate is not None and "的数量" in found.interpretation and not _named(r, rate["of"], told):
        return Refusal("所收文件没有写明这个数量")
    for one in asked:
        if not one.told.search(told) or not any(one.value.search(value) for value in values):
            return Refusal("所收文件没有写明所问的内容")
    return found


def attributes_of(question: str) -> list[Attribute]:
    """What a question asks for by its name.

    >>> len(attributes_of("保险能赔多少钱？")), len(attributes_of("保险由谁来买？"))
    (1, 0)
    """
    return [one for one in _attributes() if one.asked.search(question)]


def _named(r: Reader, words: str, told: str) -> bool:
    """Whether a text says words, or official ones for them."""
    return words in told or any(
        word in told for one in r.engine.thesaurus.concepts(words) for word in one.concept.official
    )


def _told(r: Reader, found: Plan, values: list[str]) -> str:
    """The headings of the evidence with the sentences that hold the values; all of it where none does."""
    out: list[str] = []
    for iri in found.evidence:
        passage = r.engine.passages[r.engine.by_iri[iri]] if iri in r.engine.by_iri else None
        if passage is None:
            continue
        sentences = ["".join(passage.text[a:b].split()) for a, b in sentence_spans(passage.text)]
        with_unit = [said for said in sentences if any(f"{value}{found.unit or ''}" in said for value in values)]
        held = with_unit or [said for said in sentences if any(value in said for value in values)]
        out += [passage.title or "", "".join(held) or passage.text]
    return "".join(out)


@cache
def _attributes() -> tuple[Attribute, ...]:
    rows = data_rows("attributes.tsv")
    return tuple(Attribute(*(re.compile(row[name]) for name in ("asked", "told", "value"))) for row in rows)


__all__ = ["Attribute", "attributes_of", "vouched"]
