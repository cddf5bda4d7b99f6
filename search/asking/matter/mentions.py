"""Words in the middle or at the end of a question that only say which document is meant: 甲局在推广清单（公开版）里当了几项.

Those it begins with are taken off by :mod:`search.asking.choosing` and :mod:`search.asking.matter.opening`.
"""

from __future__ import annotations

import re

from search.asking.likeness import likeness
from search.asking.matter.nicknames import in_order

_KIND = "方案|意见|办法|规定|条例|通知|纲要|规划|建议|细则|批复|清单|分工表|文件"
_SAID = rf"(?P<said>[\u4e00-\u9fff“”〔〕\d]{{4,32}}?(?:{_KIND}))"
_NOTE = r"(?:[（(][^（）()]{1,10}[）)])?(?:全部\d+[条项]|公开(?:部分|版)?|正文|全文|附件\d?)?"
_NUMBERED = re.compile(
    r"在?[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号(?:(?:这|那)[份个])?[\u4e00-\u9fff]{0,8}?(?:文件|文|意见|方案|通知|办法)?(?:里面?|中|上)(?=[^，。？]*[哪几谁多])"
)
_INSIDE = re.compile(
    rf"(?<=.){_SAID}{_NOTE}(?:里面?|中(?![心央])|上(?![报级])|内(?!容))(?:的(?=任务|责任|条款|各|第))?"
)
_ASIDE = re.compile(rf"[（(](?:按照?|根据|依据|见|问的是)?{_SAID}[^（）()]*[）)]")
_BEHIND = re.compile(rf"(?<=[？。])(?:请|要|问的)?(?:是|按照?|根据|依据|对照|参照){_SAID}[^？。]{{0,8}}[。？]?$")
_LEAD = re.compile(r"在|按照?|根据|依据|对照|从")
_GENERAL = re.compile(rf"(?:19|20)\d\d年|国务院(?:办公厅)?|国办|央行|中央|推行|促进|关于|推广|印发|的|{_KIND}")
_LEAST, _SHARE = 4, 0.7
"""Characters that name a document besides words for any, and the share of their pairs that its title must hold."""


def without_mention(question: str, title: str) -> str:
    """A question without the words in it that name its document.

    >>> title = "国务院办公厅关于推广第二批支持创新相关改革举措的通知"
    >>> without_mention("知识产权局在第二批支持创新改革举措推广清单（公开版）里当了多少项的指导部门？", title)
    '知识产权局当了多少项的指导部门？'
    >>> without_mention("哪几项由税务总局负责？（按第二批支持创新举措的通知）", title)
    '哪几项由税务总局负责？'
    >>> without_mention("哪些学校在试点方案里？", title)
    '哪些学校在试点方案里？'
    """
    if (numbered := _NUMBERED.search(question)) is not None and numbered.start() >= _LEAST:
        question = question[: numbered.start()] + question[numbered.end() :]
    for pattern in (_ASIDE, _BEHIND):
        if (found := pattern.search(question)) is not None and _names(found["said"], title):
            question = question[: found.start()] + question[found.end() :]
    inside = list(_INSIDE.finditer(question))
    for found in inside if len(inside) == 1 else ():  # two documents named are two texts compared
        starts = [found.start(), *(found.start() + m.end() for m in _LEAD.finditer(found["said"]))]
        start = next((at for at in starts if _names(question[at : found.end("said")], title)), None)
        if start is not None and start >= _LEAST and question[start - 1] not in "，。：":
            lead = re.search(rf"(?:{_LEAD.pattern})$", question[:start])
            return question[: lead.start() if lead else start] + question[found.end() :]
    return question


def _names(said: str, title: str) -> bool:
    core = _GENERAL.sub("", said)
    return len(core) >= _LEAST and (in_order(core, title) or likeness(core, title) >= _SHARE)


__all__ = ["without_mention"]
