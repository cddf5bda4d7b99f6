"""What a sentence has where the question has its question word, found by the words of the question on both sides.

由哪个组织协助 asks for the body in 在……的协助下, 哪项成果获得甲奖一等奖
for what stands before 甲奖一等奖, 鼓励什么样的学校到海外建设 for what stands between 鼓励 and 海外建设.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.matter.bodies import BODY
from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import sentence_spans

_BODY_ASKED = re.compile(
    r"(?:由|经|被)(?:谁|哪一?个?(?:机构|部门|单位|组织|委员会|机关))(?:来|去|进行|予以|负责|给予)?(?P<deed>[\u4e00-\u9fff]{2,4})[？?]?$"
)
_GIVEN = re.compile(r"(?P<award>[^，。？]{4,24}?)(?:授予|颁给|颁发给|发给|给)了?(?:谁|哪)")
_HOLE = re.compile(
    r"(?P<left>[^，。；？]*?)(?:什么样的?|怎样的|何种|哪[一]?[种类项个])(?P<rest>[^，。；？?]{4,40})(?=[，。？?]|$)"
)
_NOUN, _NOUN_ENDS = 4, re.compile("[到在向对把将去来用获参被能可应要]")
_ANCHOR, _LONG_ANCHOR = 4, 6
_LEAST_FIT = 0.45
_LONGEST = 40
_CASE = re.compile(r"(?:在|于|到|向|对|将|把|为|获得|荣获|获)$")
_COUNTED = re.compile(r"(?<=”)等\d+[项名位个人种][\u4e00-\u9fff]{0,2}$")
_LIST = re.compile("“[^“”]*、")
_VERB = re.compile(r"^.{0,4}?(?:授予|鼓励|支持|引导|允许|对|将|把|由)")


def gap_plan(r: Reader) -> Found:
    """To whom an award goes, under whose help something is done, else the words between those of the question; ``None`` where neither fits."""
    return _given(r) or _body(r) or _gap(r)


def _given(r: Reader) -> Found:
    """To whom or what an award goes: 授予甲、乙一等奖 answers 一等奖授予了谁."""
    asked = _GIVEN.search(r.q.text)
    if asked is None:
        return None
    for start in range(len(asked["award"]) - 3):
        award = re.escape(asked["award"][start:])
        for hit in r.leaves(3):
            found = re.search(
                rf"授予(?P<to>(?:“[^”]+”|[^，。；“”])+?)(?:等\d+[项名位个人][\u4e00-\u9fff]{{0,2}})?{award}", hit.text
            )
            if found is not None:
                cuts = [m.span() for m in re.compile(r"(?:“[^”]+”|[^、“”])+").finditer(hit.text, *found.span("to"))]
                return r.cut(hit, cuts, "是", f"查找{hit.label}写明的得奖者")
    return None


def _body(r: Reader) -> Found:
    """The body under whose help or guidance something is done: 在……的协助下."""
    asked = _BODY_ASKED.search(r.q.text)
    if asked is None:
        return None
    deed = re.escape(asked["deed"])
    pattern = re.compile(rf"在(?P<under>{BODY})的?{deed}[和与、]?[\u4e00-\u9fff]{{0,4}}下")
    for hit in r.leaves(3):
        start, end = r.sentence(hit)
        if r.fit(hit.text[start:end]) < _LEAST_FIT:
            continue
        for found in pattern.finditer(hit.text, start, end):
            if found["under"] not in r.q.text:
                return r.cut(hit, [found.span("under")], "是", f"查找{hit.label}中负责的机构")
    return None


def _gap(r: Reader) -> Found:
    """What stands before the longest words that the question has behind what it asks for."""
    asked = _HOLE.search(r.q.text)
    if asked is None or r.q.asks("uctsp") or r.q.has("yesno", "when", "money"):
        return None
    found = [
        (size + r.fit(hit.text[a:b]), hit, span)
        for hit in r.leaves(3)
        for a, b in sentence_spans(hit.text)
        if r.fit(hit.text[a:b]) >= _LEAST_FIT
        for size, span in _before_anchor(hit, (a, b), asked)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[1].text[slice(*best[2])] in r.q.text:
        return None
    return r.cut(best[1], [best[2]], "是", f"查找{best[1].label}的写法")


def _before_anchor(hit: Hit, sentence: tuple[int, int], asked: re.Match[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each place where the words behind the noun asked for stand, with what comes before them."""
    rest, left = asked["rest"], asked["left"][-2:]
    noun, behind = rest[:2], _NOUN_ENDS.search(rest, 2, 2 + _NOUN)
    for begin in range(behind.start() if behind else 2, len(rest) - _ANCHOR + 1):
        anchor = rest[begin:]
        if begin > 2 + _NOUN and len(anchor) < _LONG_ANCHOR:
            return
        at = hit.text.find(anchor, *sentence)
        if at < 0:
            continue
        piece = max(hit.text.rfind(mark, sentence[0], at) for mark in "，。；：\n") + 1 or sentence[0]
        start = hit.text.rfind(left, piece, at) + len(left) if len(left) == 2 else -1
        known = start >= piece + len(left)
        if not known and len(anchor) < _LONG_ANCHOR:
            continue
        span = _bare(hit.text, start if known else piece, at, known)
        words = hit.text[slice(*span)]
        fits = known or words.startswith("“") or noun in words
        if fits and 2 <= len(words) <= _LONGEST and not _LIST.search(words):
            yield len(anchor), span
        return


def _bare(text: str, start: int, end: int, known: bool) -> tuple[int, int]:
    """A span without the verb before it and the case word behind it."""
    while (case := _CASE.search(text[start:end])) is not None:
        end = start + case.start()
    if (several := _COUNTED.search(text[start:end])) is not None:
        end = start + several.start()
    if not known and (verb := _VERB.match(text[start:end])) is not None:
        start += verb.end()
    return start, end


__all__ = ["gap_plan"]
