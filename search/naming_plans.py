"""What a thing is called, and what kind of thing it is: the name a sentence gives it, the class it puts it in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.hits import Hit
from search.interaction import sentence_spans
from search.plan import Found
from search.reader import Reader

_CALLED = re.compile(
    r"(?:什么|哪个|啥)(?:样的)?(?:称号|名称|名号|名头|美誉|别称)|叫法是什么|(?:概括|归纳|总结)(?:成|为)(?:哪|什么|一句)|哪句话"
)
_PLURAL = re.compile(r"哪[几些二两三四五六七八九十]|分别|各自?(?:是|叫)|[二两三四五六七八九]个|原文|怎么")
_KIND = re.compile(
    r"[“\"](?P<quoted>[\u4e00-\u9fff]{1,4})[”\"](?:叫|是|的?名)|(?:那个|这个|那种|这种|的)(?P<said>(?:(?![那这叫][个种什])[\u4e00-\u9fff]){1,4})(?:叫|名称|名字|称作|称为)"
)
_TAIL = r"(?:(?:(?![和与及的])[\u4e00-\u9fff]){0,4}(?:中心|计划|工程|行动|模式|机制|制度|平台|体系|基地|人才|联盟|试点|小组|系统|服务|活动|品牌|平台|学院|教师))?"
_NAME = re.compile(rf"(?P<v>[“\"](?P<inside>[^“”\"\n]{{2,24}})[”\"]{_TAIL})")
_CLASS = re.compile(
    r"(?P<subject>[^，。？]{2,40}?)(?:算|属于|归为|归入|列为|列入|定为|被?作为|算作|是|属)(?:的?是)?(?:哪|什么)一?(?P<unit>[级类种个档])(?P<noun>[\u4e00-\u9fff]{1,6})?[？?]?$"
)
_IS = r"(?:是|为|作为|列为|定为|属于|归为|确定为|视为)"
_LEAST = 0.18
_SHORTEST = 3
"""Characters of a subject that tell it from others."""
_LONGEST = 20


def called_plan(r: Reader) -> Found:
    """The name in quotation marks of the sentence that fits best, or the words that end as the kind asked for does."""
    if not (r.q.has("called") or _CALLED.search(r.q.text)) or _PLURAL.search(r.q.text) or r.q.asks("ct"):
        return None
    kind = _KIND.search(r.q.text)
    ending = (kind["quoted"] or kind["said"]) if kind is not None else ""
    best = max(_names(r, ending), key=lambda one: one[0], default=None)
    if best is None or best[0] < _LEAST:
        return None
    _, hit, span = best
    return r.cut(hit, [span], "叫", f"查找{hit.label}给出的名称")


def _names(r: Reader, ending: str) -> Iterator[tuple[float, Hit, tuple[int, int]]]:
    ended = re.compile(
        rf"(?:形成|建设|打造|建立|构建|推进|设立|实施|开展|组建|成立|的)(?P<v>(?:“[^”]{{2,20}}”的?|[A-Za-z0-9+]+)?(?:(?!的)[\u4e00-\u9fff（）+]){{1,24}}?{ending})(?=[，。；、])"
    )
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            words = hit.text[start:end]
            fit = 0.5 * r.fit(words) + 0.5 * r.near(words) - 0.04 * place
            for found in _NAME.finditer(hit.text, start, end):
                if found["inside"] not in r.q.text:
                    yield fit, hit, found.span("v")
            for found in ended.finditer(hit.text, start, end) if ending else ():
                if found["v"] not in r.q.text:
                    yield fit + 0.2, hit, found.span("v")


def class_plan(r: Reader) -> Found:
    """乡镇图书馆算哪一级馆 and 乡镇图书馆为分馆; 甲属于哪一类主体 and 交易场所，包括甲、乙等."""
    asked = _CLASS.search(r.q.text)
    if asked is None or r.q.asks("uctsp"):
        return None
    subject = asked["subject"]
    for hit in r.leaves(6):
        for length in range(min(len(subject), _LONGEST), min(_SHORTEST, len(subject)) - 1, -1):
            said = re.escape(subject[-length:])
            found = re.compile(rf"{said}{_IS}(?P<v>[^，。；、\n]{{2,20}})").search(hit.text) or re.compile(
                rf"(?:所称的?|^|[。，；\n])(?!本)(?P<v>[^，。；、\n]{{2,20}})，?(?:包括|包含|主要有)[^。；\n]{{0,40}}{said}"
            ).search(hit.text)
            if found is not None and found["v"] not in r.q.text:
                return r.cut(hit, [found.span("v")], "是", f"查找{hit.label}对“{subject[-length:]}”的归类")
    return None


_WHY = re.compile(r"(?:为了|出于|达到|图)(?:达到|实现)?(?:什么|啥)(?:目的|目标)?")
_AIM = re.compile(
    r"(?:，(?:以便|从而|以|进而)?(?P<then>(?:促进|提高|推动|保障|实现|提升|确保|方便|防止|避免|满足|增强|形成|减少|降低)[^，。；\n]{4,30})(?=[，。；\n]|$)"
    r"|(?:^|[，。；\n])为了?(?P<first>[^，。；\n]{4,30})，)"
)


def aim_plan(r: Reader) -> Found:
    """What something is for: 通过建设甲，促进乙."""
    if _WHY.search(r.q.text) is None:
        return None
    found = [
        (r.fit(rest) + r.near(rest) - 0.05 * place, hit, m)
        for place, hit in enumerate(r.leaves(5))
        for a, b in sentence_spans(hit.text)
        for m in _AIM.finditer(hit.text, a, b)
        for rest in (hit.text[a : m.start()] + hit.text[m.end() : b],)
    ]
    if not found:
        return None
    _, hit, match = max(found, key=lambda one: one[0])
    return r.cut(hit, [match.span("then" if match["then"] else "first")], "为的是", f"查找{hit.label}写明的目的")
