"""Two numbers asked in one question: 要建设多少所学校、多少个专业 and 建设50所学校和150个专业."""

from __future__ import annotations

import re

from search.asking.matter.measures import NUMBER
from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit

_ASKS = re.compile(
    r"(?P<before>[^，、。；？?]{0,14}?)(?:达到|不低于|不少于|分别|各)?(?:多少|几)(?P<unit>万?[个所家座条处项名人种门批次倍亩吨年天月]|百分点)?(?P<behind>[^，、。；？?和与及]{0,16})"
)
_UNIT = r"\s*(?:[万亿]?千瓦时?|[万亿千百]{0,2}(?:个百分点|平方公里|平方米|公里|个月|[个所家座条处项名人种门批次倍亩吨年天月%元户张间支辆台级层])?)(?:以上|以下|以内|左右)?"
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_VALUE = re.compile(NUMBER + _UNIT)
_EMPTY = re.compile(
    r"^(?:要|应|将|有|是|为|的|共|一共|分别|和|与|及|以及|建设|建成|建|设|到\d+年|力争)+|(?:要|应|将|有|是|为|的|共|一共|分别|建设|建成|建|设|稳定在|保持在|达到|达|约)+$"
)
_NEAR, _LEAST_FIT, _SURE = 16, 0.3, 4


def number_pair(r: Reader) -> Found:
    """The numbers of one provision that stand with the words of each part of the question; ``None`` where one is missing."""
    parts = [(_EMPTY.sub("", m["before"]), _EMPTY.sub("", m["behind"])) for m in _ASKS.finditer(r.q.text)]
    if len(parts) != 2 or not all(before or behind for before, behind in parts):
        return None
    for hit in r.leaves(4):
        own, years = r.sentence(hit), _YEAR.findall(r.q.text)
        if r.fit(hit.text[slice(*own)]) < _LEAST_FIT:
            continue
        whole_text = (0, len(hit.text))
        spans = [
            _standing_with(hit, own, years, *part) or _standing_with(hit, whole_text, years, *part, _SURE)
            for part in parts
        ]
        whole = [span for span in spans if span is not None]
        if len(set(whole)) == 2:
            return r.cut(hit, whole, "依次是", f"查找{hit.label}写明的两个数量")
    return None


def _standing_with(
    hit: Hit, sentence: tuple[int, int], years: list[str], before: str, behind: str, least: int = 2
) -> tuple[int, int] | None:
    """The number of a sentence with most of the words of one part of the question right behind or before it."""
    found = []
    for number in _VALUE.finditer(hit.text, *sentence):
        told = _YEAR.findall(hit.text, hit.text.rfind("\n", 0, number.start()) + 1, number.start())
        if years and told and told[-1] not in years:
            continue
        left = re.split(r"[，。；、\d]|和", hit.text[max(sentence[0], number.start() - _NEAR) : number.start()])[-1]
        right = re.split(r"[，。；、\d]|和", hit.text[number.end() : min(sentence[1], number.end() + _NEAR)])[0]
        shared = max(_begins_alike(right, behind), _ends_alike(left, before))
        found += [(shared, number.span())] if shared >= least else []
    return max(found, key=lambda one: one[0], default=(0, None))[1]


def _begins_alike(text: str, said: str) -> int:
    """How many characters two stretches begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(text, said, strict=False)) if a != b), min(len(text), len(said)))


def _ends_alike(text: str, said: str) -> int:
    """The longest end of ``said`` that stands in ``text``."""
    return max((n for n in range(1, len(said) + 1) if said[-n:] in text), default=0)


__all__ = ["number_pair"]
