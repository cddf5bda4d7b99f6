"""What a question says stands somewhere, without the words that ask where and in which document.

>>> title = "贵金属和宝石从业机构反洗钱和反恐怖融资管理办法"
>>> matter_of("珠宝商手里的顾客资料要留够十年，这是贵金属反洗钱办法哪一条的要求？", title)
'珠宝商手里的顾客资料要留够十年'
>>> matter_of("办法在第几条要求客户资料保存十年？", title)
'客户资料保存十年'
>>> matter_of("客户资料保存十年写在反洗钱办法的第几条？", title)
'客户资料保存十年'
"""

from __future__ import annotations

import re

_KINDS = "方案|意见|办法|规定|条例|通知|纲要|计划|决定|文件|规划|建议|细则|指南|批复|报告|清单|分工表|任务表|指标表|体系|正文|原文"
_MEASURE = r"(?:个?大?部分|条(?:款|文)?|款|章|小?节|[项号](?:工作)?任务|项|处|号|里|儿)"
_ASK = re.compile(
    rf"(?:(?:带括号的)?(?:第几|哪一?个?){_MEASURE}的?)+|任务几|什么(?:位置|地方)|(?:序号|编号)是?(?:多少|几)|(?<=[在到])哪$"
)
_SAYS = (
    r"(?:(?:这|那|此)(?:样|么|个|些|条|点|项|件|方面|句)?(?:话|事儿?|规矩|要求|内容|活儿?|说法|一点|时限|想法)?|(?:有|的)?(?:依据|根据|出处|规定|要求)(?=[在是看查]|$)"
    r"|写|说|讲|提|规定|要求|交代|载|出现|出自|源自|(?<!意)见于?|落|放|列|排|定|管|属于|作出|对应|引用?|翻|查|看|找|想|能|应当|应该|该|须|得|要|去|到|过|了|在|于|是|里面?|中|上|把|将|给|就|也|都|的)*"
)
_SAID_BEHIND = re.compile(
    r"^(?:里|中|上)?(?:都|就|专门|集中|才|也)*(?:这么|这样)?(?:讲到?|说(?:的是|要|了|清)?|提(?:到|出|及|的)?(?:了|过)?来?|规定了?|要求|写(?:的|着|明|到)?|定的?|管(?:着|到了?)?|催|找|交代了?|作了交代|明确了?|确立了?)?(?:的|了|过)?(?:这个|这事|这话|此事|这一点|这件事)?(?:要求|内容|规定|事)?(?:的|了|吗|呢|啊)?"
)
_BEFORE = re.compile(rf"{_SAYS}$")
_CITED = re.compile(
    rf"^(?P<said>.*)(?:(?:写|列|排|放|落|出现|规定|载)(?:在|于|到)|出自|对应|属于|是|在|翻|查|引|去)[^，。]{{0,24}}?(?:{_KINDS}|附件\d|《[^》]+》|\d+条)(?:的|里|中|上)*$"
)
"""A document named behind the verb: 写在反洗钱办法的."""
_NAMED_FIRST = re.compile(rf"^(?P<document>[^，]{{2,20}}?(?:{_KINDS})(?:里面?|中|上|内))(?=.{{4}})")
_NAMES_IT = re.compile(rf"(?:{_KINDS})(?:里面?|中|上|内)?$")
_GENERAL = re.compile(
    r"国务院|国办|中央|省府办|省里|市里|办公厅|印发|应当|那份|这份|那部|这部|份|部|[一二三四五六七八九十\d〔〕]+[年号]?|的|和|与|关于|里|中|在|按|照|请问|想|查|一下|翻|找|依据|根据"
)
_LEAST, _SHARE = 4, 0.7
"""Characters of a matter, and the share of characters a title must hold of what only names it."""


def matter_of(question: str, title: str) -> str:
    """The words of ``question`` that say what stands somewhere; all of them where hardly any are left."""
    pieces = [p for p in re.split(r"[，,；;。？?：:]|—+", question) if p]
    asking = next((i for i, p in reversed([*enumerate(pieces)]) if _ASK.search(p)), None)
    if asking is None:
        return question
    rest = [p for i, p in enumerate(pieces) if i < asking and not _names_document(p, title)]
    behind = [p for i, p in enumerate(pieces) if i > asking]
    last = _asked_piece(pieces[asking], title, bool(rest or behind))
    said = "，".join(p for p in (*rest, last, *behind) if p)
    return said if len(said) >= _LEAST else question


def _asked_piece(piece: str, title: str, more: bool) -> str:
    """What the piece that asks says besides: 办法在第几条要求保存十年 says 保存十年; ``more``: others say something."""
    asks = re.search(rf"{_ASK.pattern}(?!.*(?:{_ASK.pattern}))", piece)
    if asks is None:
        return piece
    before = _BEFORE.sub("", piece[: asks.start()])
    behind = _SAID_BEHIND.sub("", piece[asks.end() :], count=1)
    if (cited := _CITED.match(before)) is not None:
        before = _BEFORE.sub("", cited["said"])
    first = _NAMED_FIRST.match(before)
    if first is not None and _left_of(first["document"], title) == "":
        before = before[first.end() :]
    if _left_of(before, title) == "" or ((more or behind) and _names_document(before, title)):
        before = "" if more or behind else before
    return before + behind


def _names_document(said: str, title: str) -> bool:
    """Whether words only name a document: they end with its kind, or are the title's own."""
    return _NAMES_IT.search(said) is not None or (len(said) > 1 and _left_of(said, title) == "")


def _left_of(said: str, title: str) -> str:
    """What is left of some words that are no title's; nothing where most of them are."""
    bare = _GENERAL.sub("", re.sub(_KINDS, "", said))
    held = sum(character in title for character in bare)
    return "" if held >= _SHARE * len(bare) else bare


__all__ = ["matter_of"]
