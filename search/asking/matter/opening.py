"""The words a question begins with that only say which document is meant: 翻第二批改革举措推广清单（公开部分），; 在126号文的清单中，.

They are told by what they lack: besides the document's number, runs of its title and words for documents nothing is left.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search.asking.likeness import longest_shared
from search.asking.matter.nicknames import in_order

_ENDS = re.compile(
    r"[，：]|(?:里面?|之中|当中|(?<![集其])中(?![央心小学等国介])|上(?![级门市下限述海报网])|内(?![容部设控地]))，?(?!的)|来[看数说算]，?"
)
_FARTHEST = 56
"""Characters within which such words end."""
_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,8}[〔\[]\d{4}[〕\]]\d+号|\d+号")
_NOTE = re.compile(
    r"[（(][^（）()]{1,12}[）)]|(?:按照?|依照?|根据)[“\"][^“”\"]+[”\"](?:的?(?:说明|注释|规定|约定|口径|原则))?|"
    r"[“\"][^“”\"]+[”\"](?=的?(?:指导|实施|试点|工作)*(?:意见|方案|通知|办法|规定|文件))"
)
_GENERIC = re.compile(
    r"[一二三四五六七八九十两几\d]+[项个条份]|请问|麻烦|数一?数|看看?|查一?查|算一?算|翻一?翻|翻遍|通读|对照|逐[条项]|来[看数说算]|按照?|根据|依照?|[拿把将就]|"
    r"国办|国务院(?:办公厅)?|党?中央|中共中央|省府办|省政府|市政府|公开|印发|发布|出台|推行|推出|布置|安排|部署|提出|明确|要求|列出|列明|"
    r"文件|正文|全文|意见|方案|通知|办法|规定|条例|规划|纲要|计划|指南|细则|文|这|那|份|个|张|的|在|从|给|里面?|当中|中|上|内|各|这些|所有|全部|[，：、]"
)
_OF_TABLE = re.compile(
    r"(?:任务|责任|分工|工作|推广|监测|考核|评价|指标)*(?:清单|分工表|任务表|指标体系|指标表?|表格?|附件\d?|附表)|(?:[一二三四五六七八九十\d]+[项条个])?(?:各项)?(?:工作)?(?:任务|举措|措施)"
)
_ANNEX = re.compile(r"^附件[ \d一二三四五六七八九十]*\n(?P<title>[^\n\t。]{4,60})$", re.MULTILINE)
_TABLE = re.compile(r"清单|表|附件|指标体系")
_KIND = re.compile(r"意见|方案|通知|办法|规定|条例|规划|纲要")
_ASKS = re.compile(r"哪|几|多少|谁|什么|吗|是否")
_LEAST_SHARED, _MOST_LEFT, _LEAST_ORDER = 2, 1, 3


def opening_end(text: str, title: str, table: bool = False) -> int:
    """Where the words end that only name the document, 0 where a question has none; ``table``: or its table.

    >>> title = "国务院关于促进综合保税区高水平开放高质量发展的若干意见"
    >>> text = "按“排在第一位的部门为牵头部门”来数，综保区意见里商务部牵头的任务有几项？"
    >>> text[opening_end(text, title):]
    '商务部牵头的任务有几项？'
    >>> opening_end("综合保税区里商务部牵头几项任务？", "关于促进贸易便利化的意见")
    0
    """
    bare, best = "".join(title.split()), 0
    asks = _ASKS.search(text)
    for end in _ENDS.finditer(text, 0, min(_FARTHEST, asks.start() if asks else len(text))):
        if _names_only(text[: end.end()], bare, table):
            best = end.end()
    return best


@lru_cache(maxsize=64)
def titles_of(text: str, title: str) -> str:
    """The title of a document with the headings of its annexes.

    >>> titles_of("正文\\n附件1\\n监测指标体系\\n指标\\t说明\\n", "关于某事的通知")
    '关于某事的通知|监测指标体系'
    """
    return "|".join([title, *(m["title"] for m in _ANNEX.finditer(text))])


def without_opening(text: str, title: str, table: bool = False) -> str:
    """The question without these words."""
    return text[opening_end(text, title, table) :] or text


def _names_only(said: str, title: str, table: bool) -> bool:
    """Whether nothing is left of some words but what names the document, and that does."""
    left, named = _NUMBER.subn("", said)
    left = _NOTE.sub("", left) if _NOTE.sub("", left) else left
    left, bare = without_titles(left, title), left
    least = _LEAST_SHARED if _KIND.search(bare) else _LEAST_SHARED + 1  # 江西意见中, but not 江西的学校中
    named += longest_shared(_KIND.sub("", bare), title, least) != ""
    tabled = table and _TABLE.search(left) is not None  # 只在一项任务里 names no table
    left = _OF_TABLE.sub("", left) if table else left
    left = _GENERIC.sub("", left).replace("|", "")
    if len(left) >= _LEAST_ORDER and in_order(left, title):
        return True
    return len(left) <= _MOST_LEFT and bool(named or tabled)


def without_titles(said: str, title: str) -> str:
    """Some words without those they share with a title.

    >>> without_titles("监测体系共有几个指标", "关于签约监测体系的通知")
    '|共有几个指标'
    """
    while len(run := longest_shared(said, title, _LEAST_SHARED)) >= _LEAST_SHARED:
        said = said.replace(run, "|")
    return said
