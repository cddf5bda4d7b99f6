"""What a document is called by instead of its title, and words of a question that only say so.

“十五五”时期 and “三项制度”的文件里 say which document is meant, and nothing of what is asked of it.
"""

from __future__ import annotations

import re

_KINDS = "方案|意见|办法|规定|条例|通知|纲要|计划|决定|文件|规划|建议|细则|指南|批复"
_QUOTED = re.compile(r"[“\"](?P<name>[^”\"]{3,12})[”\"]")
_LEAST = 3
_WHILE = r"(?:规划|建设)?(?:期间|时期|[这那](?:[几两三五些]|头几)年|这个?阶段|头几年)(?:里|内|中|的时候)?的?[，,]?"
_DURING = re.compile(rf"(?:(?<=[，。；])|^)(?:在|到)?[“\"]?(?P<name>[\u4e00-\u9fff]{{3,8}}?)[”\"]?{_WHILE}")
_IN_IT = re.compile(
    rf"^(?:在|按照?|根据)?[^，。？“”]{{0,10}}[“\"](?P<name>[^”\"]{{3,12}})[”\"][^，。？“”]{{0,8}}?(?:{_KINDS})(?:里面?|中|上)[，,]?"
)
_CALLED_IN = re.compile(
    rf"^(?:在|按照?|根据)?(?P<name>[\u4e00-\u9fff]{{3,12}}?)的?(?:[那这][份个部])?(?:{_KINDS})(?:里面?|中|上)[，,]?"
)
_LEAVE = "允|许|准|让不让|同意|可不可以|能不能|行不行|是不是|会不会"
"""How leave is asked for of a document: only then the words before it say nothing besides."""
_THAT_ONE = re.compile(
    rf"(?P<stop>^|[，。])(?:国务院|国办|中央)?[^，。？]{{2,24}}的?(?:那|这)[份个部]?(?:{_KINDS})(?:里面?|中|上)?[，,]?(?={_LEAVE})"
)
_OF_YEAR = re.compile(
    rf"(?:国务院|国办|中央)?(?:19|20)\d\d年(?:的|那份|这份)?(?:中央|国办)?(?:一号)?(?:{_KINDS})里?(?={_LEAVE})"
)
_LEAST_LEFT = 10
"""Characters that a question must keep: a shorter one asks about the document itself."""


_KNOWN_AS = (
    (
        re.compile(
            r"(?:按照?|在|根据|依据|请按)?(?:(?:今年|去年)?[（(]?(?:19|20)\d\d年[）)]?初?的?)?(?:那份|这份)?(?:中央的?)?(?<![〕\d第])(?:一|1)号文件(?:全文|正文)?(?:里面?|中)?[，,]?"
        ),
        re.compile(r"^(?:中共)?中央.*(?:农业|农村|乡村|农民|三农)"),
    ),
)
"""What a kind of document is called by every year, and how its titles go."""


def known_as(question: str, title: str) -> bool:
    """Whether a question calls a document by the name its kind has every year.

    >>> known_as("2026年中央一号文件怎么说？", "中共中央国务院关于推进乡村全面振兴的意见"), known_as("一号文件", "纲要")
    (True, False)
    """
    return any(said.search(question) and is_one.search(title) for said, is_one in _KNOWN_AS)


def is_nickname(name: str, title: str, text: str = "") -> bool:
    """Whether a document goes by a name: its title holds it whole or shortened, or its text says 以下统称.

    >>> title = "制定第十五个五年规划的建议"
    >>> is_nickname("十五五", title), is_nickname("碳达峰", title), is_nickname("三项制度", title, "（以下统称“三项制度”）")
    (True, False, True)
    """
    if len(name) < _LEAST:
        return False
    return in_order(name, title) or (
        bool(text) and re.search(rf"以下(?:统|简|合)?称[“《]?{re.escape(name)}", text) is not None
    )


def in_order(said: str, title: str) -> bool:
    """Whether all characters of some words stand in a title in their order, as shortened titles do.

    >>> in_order("综保区", "综合保税区"), in_order("保综区", "综合保税区")
    (True, False)
    """
    rest = iter(title)
    return all(character in rest for character in said)


def quoted_names(question: str) -> list[str]:
    """The names a question quotes.

    >>> quoted_names("“十五五”这几年要做什么")
    ['十五五']
    """
    return [m["name"] for m in _QUOTED.finditer(question)]


def without_nickname(question: str, title: str, text: str = "") -> str:
    """A question without its nickname for the document, and without words that describe that document.

    >>> title = "制定第十五个五年规划的建议"
    >>> without_nickname("“十五五”期间，哪些产业要扩大规模？", title)
    '哪些产业要扩大规模？'
    >>> without_nickname("课题负责人想自己挑人，国务院给科研人员松绑的那份通知允不允许？", "关于落实有关文件的通知")
    '课题负责人想自己挑人，允不允许？'
    >>> without_nickname("“无废城市”是什么意思？", "“无废城市”建设试点工作方案")
    '“无废城市”是什么意思？'
    """
    for said, is_one in _KNOWN_AS:
        if is_one.search(title) and (called := said.search(question)) is not None:
            question = _left(question, *called.span())
    for pattern in (_IN_IT, _DURING, _CALLED_IN):
        found = pattern.search(question)
        if found is not None and is_nickname(found["name"], title, text):
            question = _left(question, found.start(), found.end())
    if (that := _THAT_ONE.search(question)) is not None and not re.search("哪|什么|谁|多少|几", that[0]):
        question = _left(question, that.end("stop"), that.end())
    if (dated := _OF_YEAR.search(question)) is not None:
        question = _left(question, *dated.span())
    return question


def _left(question: str, start: int, end: int) -> str:
    rest = question[:start] + question[end:]
    return rest if len(rest) >= _LEAST_LEFT else question


__all__ = ["in_order", "is_nickname", "known_as", "quoted_names", "without_nickname"]
