"""What the question says of the things it asks for: how many there are, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.numerals import to_int
from search.asking.question import data_rows
from search.asking.reader import Reader

_HEAD = re.compile(
    r"(?:哪(?:些|几|[一二两三四五六七八九十]+)?|什么)(?:个|种|类|所|家|方面|方(?![法式面案])|大|项|级|支|条|步|位|样|层|块|门|套|件|道(?![路德理]))?([\u4e00-\u9fff]{0,14})"
)
_BEFORE = re.compile(
    r"([\u4e00-\u9fff]{2})(?:都|分别|主要)?(?:可以|能|会)?(?:有|包括|是|为)(?:哪[些几]?|什么)(?:家|个|种|类|项|所|样|条|位)?[？?]?$"
)
_VERB_BEHIND = re.compile(
    r"(?<=.)(?:可以|应当|必须|需要|能够|可|走|[能要须会得被给让由先也都来去]|(?<![效响反供适相呼感对])应(?!用|急|届))"
)
_SERVES_AS = re.compile("(?:当作?|作为?|算作?|充当)([\u4e00-\u9fff]{1,8})$")
_ANYTHING = ("东西", "事", "内容", "做法", "事情", "情况", "大事", "要事", "好事", "难事")
_PRAISED = re.compile("^[好大新老小](?=..)")
_DIGIT = "[两二三四五六七八九十]"
_MEASURE = "个|种|类|所|家|方面|大|项|级|支|条|步|位|样|层|块|门|套|点|处|份|股|道|国|方|科|件"
_NUMBER = re.compile(
    rf"哪(?P<which>{_DIGIT}|\d{{1,2}})(?:{_MEASURE}|(?=[“\u4e00-\u9fff]{{1,6}}))"
    rf"|(?<![第前])(?P<what>{_DIGIT})(?:个|种|类|所|家|样)什么"
    rf"|(?<![第前])(?P<those>{_DIGIT})(?:{_MEASURE})[^，。？]{{0,10}}(?:分别|各自?)(?:是|叫|指|有)"
    rf"|(?<![第前\d.])(?P<figure>\d{{1,2}})(?:{_MEASURE})[^，。？]{{0,6}}(?:分别|各自?)(?:是|叫|指)"
    rf"|(?<=[那这])(?P<told>{_DIGIT})(?:{_MEASURE})[^，。？]{{0,10}}，(?:名[字称]?|各|分别|具体)"
    rf"|(?<![第前])(?P<part>{_DIGIT})(?:个|种|类|级|大)?(?:阶段|方面|形式|部分|环节)(?:是|叫|指|分别)"
)
_NAMED = re.compile(
    r"(?:(?<=哪)|(?<=哪[些几])|(?<=怎样)|(?<=什么))[“\"](?P<asked>[^”\"]{2,10})[”\"]"
    r"|[“\"](?P<told>[^”\"]{2,10})[”\"][\u4e00-\u9fff]{0,4}?，?(?:具体|分别|各|主要|都)?(?:是|指(?![导挥定标示数引南])|包括|有|含|叫)"
)
"""A name that says how many it stands for: “三件套”, “三改一整”."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many members, of what kind in the question's word, and the words documents have for that kind."""

    number: int | None
    noun: str
    kinds: tuple[str, ...]


def wanted(r: Reader) -> Wanted:
    """How many of what the question asks for."""
    noun = noun_asked(r.q.text)
    return Wanted(stated_number(r.q.text), noun, kinds_told(noun))


def stated_number(question: str) -> int | None:
    """How many the question says there are; one is no list.

    >>> stated_number("要练好哪四样本事"), stated_number("“三件套”是哪些"), stated_number("哪一个"), stated_number("第三条讲什么")
    (4, 3, None, None)
    """
    if (found := _NUMBER.search(question)) is not None:
        return to_int(next(group for group in found.groups() if group))
    named = _NAMED.search(question)
    return number_in(named["asked"] or named["told"]) if named is not None else None


def number_in(name: str) -> int | None:
    """How many a name stands for: 三改一整 four, 一行一网一中心 three; 五位一体 are five, since a single 一 counts nothing.

    >>> number_in("三改一整"), number_in("五位一体"), number_in("一县一策")
    (4, 5, None)
    """
    if re.fullmatch("一[^一]一[^一]", name):
        return None  # a plan for each county, not two things
    digits = [to_int(one) or 0 for one in re.findall("[一二两三四五六七八九十]", name)]
    if len(digits) == 2 and (name.endswith("一体") or "一体化" in name):
        digits.remove(1)
    return sum(digits) if sum(digits) > 1 else None


def noun_asked(question: str) -> str:
    """The noun asked for, up to the verb behind it; nothing where it says no more than 东西.

    >>> noun_asked("哪些行业被当成强项"), noun_asked("与哪些国家的企业合作"), noun_asked("记录设备有哪些"), noun_asked("哪几样扰人的毛病会被查")
    ('行业', '国家', '设备', '毛病')
    """
    head = _HEAD.search(question)
    words = (head[1] if head else "").strip("的")
    if words.startswith(_ANYTHING) and (serves := _SERVES_AS.search(words)) is not None:
        words = serves[1]  # 哪些东西当本钱
    if (known := _known(words)) is not None:
        return known
    if "的" in words and (known := _known(_PRAISED.sub("", words.split("的")[-1]))) is not None:  # 哪几样扰人的毛病
        return known
    before = _BEFORE.search(question)
    noun = _VERB_BEHIND.split(words)[0][:4] or (before[1] if before else "")
    return "" if noun in _ANYTHING else noun


def is_kind(noun: str) -> bool:
    """Whether a noun is an everyday word for a kind of things."""
    return _tail(noun, 2) in _kinds()


def kinds_told(noun: str) -> tuple[str, ...]:
    """The words documents have where a question has this noun; the noun's own ends where it is no everyday word.

    >>> "产业" in kinds_told("行当"), "学院" in kinds_told("办学实体"), kinds_told("示范基地")
    (True, True, ('示范', '基地'))
    """
    told = _kinds().get(_tail(noun, 2))
    if told is not None:
        return tuple(dict.fromkeys((noun, *told)))
    return tuple(dict.fromkeys((noun[:2], noun[-2:]))) if noun else ()


def kinds_of_name(noun: str) -> tuple[str, ...]:
    """How names end of things that this noun is said of.

    >>> "经费" in kinds_of_name("研究款"), kinds_of_name("服务圈")
    (True, ('务圈',))
    """
    tail = _tail(noun, 2 if len(noun) == 2 else 1)  # 试点 is no 点
    return tuple(dict.fromkeys((*_kinds().get(tail, ()), tail[-2:]))) if noun else ()


def _tail(noun: str, least: int) -> str:
    """The longest everyday noun that a noun ends with; the noun where there is none."""
    return next((noun[-n:] for n in (4, 3, 2, 1) if least <= n <= len(noun) and noun[-n:] in _kinds()), noun)


def _known(words: str) -> str | None:
    """The longest everyday noun that words begin with; a single character only where it is all, or 的 or a verb follows."""
    for length in (4, 3, 2):
        if words[:length] in _kinds() and len(words) >= length:
            return words[:length]
    alone = _VERB_BEHIND.split(words)[0] == words[:1] or words[1:2] == "的"
    return words[:1] if words[:1] in _kinds() and alone else None


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    rows = data_rows("kinds.tsv")
    return {word: tuple(row["told"].split("|")) for row in rows for word in row["asked"].split("|")}
