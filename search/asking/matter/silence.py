"""Whether a sentence that speaks of the one whose leave is asked is silent on the deed itself.

职业学校的老师能兼职开公司吗 finds the sentence that bids entrepreneurs teach at the schools: it names those asked
after in the question's own words and nothing of what they want to do, so it gives no leave. Who asks in everyday words
all along shares as little with the subject of the sentence that answers, and is not refused.
"""

from __future__ import annotations

import re

from search.asking.reader import Reader

_MODAL = re.compile(
    r"(?P<who>[^，、；。？]{2,})(?:可不可以|能不能|可以|允许|许可|能否|可否|能够|准许|(?<![功性职智才机])能)(?P<deed>[^，、；。？]{2,})$"
)
_ASKING = re.compile(r"[吗么呢嘛吧]?[？?。]*$")
_NAMED, _SILENT = 0.45, 0.3
"""From how near on the one asked after is named by the sentence, and up to how near the deed is not."""


def leave_asked(question: str) -> tuple[str, str] | None:
    """Who wants to do what, where a question of one clause asks leave.

    >>> leave_asked("职业学校的老师能兼职开公司吗？"), leave_asked("要是没人管，能关吗？")
    (('职业学校的老师', '兼职开公司'), None)
    """
    found = _MODAL.fullmatch(_ASKING.sub("", question))
    return (found["who"], found["deed"]) if found is not None else None


def silent(r: Reader, sentence: str) -> bool:
    """Whether a sentence names the one whose leave is asked and says nothing of the deed."""
    asked = leave_asked(r.q.text)
    if asked is None:
        return False
    who, deed = asked
    return r.engine.words.asked(who).near(sentence) >= _NAMED and _said(r, deed, sentence) < _SILENT


def _said(r: Reader, deed: str, sentence: str) -> float:
    """How much of a deed has a word near in meaning in a sentence, or an official one."""
    known = {one.said for one in r.engine.thesaurus.concepts(deed) if any(w in sentence for w in one.concept.official)}
    return max(r.engine.words.asked(deed).near(sentence), sum(map(len, known)) / len(deed))


__all__ = ["leave_asked", "silent"]
