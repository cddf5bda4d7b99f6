"""The dress of a question — who asks, why, greetings, haste and thanks — told from the question itself.

People write 我写论文想问：……, 领导要个数：……, ……，谢谢. A clause is dress only where it is made of such words alone
(``data/dress.tsv``); one that says anything else may hold the condition the answer depends on, and stays.

>>> undressed("我们单位要写材料，想问一下学分银行由谁负责？谢谢！")
'学分银行由谁负责？'
>>> undressed("我是退役军人，能领多少补贴？")
'我是退役军人，能领多少补贴？'
"""

from __future__ import annotations

import re
from functools import cache

from search.asking.question import data_rows, topic

_MARKS = r"，,：:。.！!；;？?～~…—\s"
_CLAUSE = re.compile(rf"^[{_MARKS}]*(?P<said>[^{_MARKS}]+)(?P<mark>[{_MARKS}]+)(?P<rest>.+)$", re.S)
_QUESTION = re.compile(
    r"谁|哪|什么|啥|多少|几|吗|怎|咋|如何|何|是否|能否|可否|([\u4e00-\u9fff])不\1|有没有|多[大长久高]"
)
_WANTS = re.compile(
    rf"{_QUESTION.pattern}|[？?]|列|告诉|说|讲|找|查|给出|(?:数量|时间|期限|标准|单位|部门|比例|名单|条款|任务)[。.！!]?$"
)
_POINTS_BACK = re.compile(r"这|那(?!些)|该(?![校市省区])|此|其|它|他|她|咱|我|自己|本人|以上|上述|前面")
_NO_SUBJECT = re.compile(
    r"(?:可(?:以|能|不)|能(?![源力耗效量])|会(?![计议员展商场])|要(?![求素件塞])|该|应(?![急用届])|得|需(?!求)|必须|有(?:没有|无)?(?:资格|机会|权)"
    r"|算(?!力|法)|属于|符合|享受|领(?!导|域|军|队)|拿|补(?![贴助偿])|交(?![通易付警])|去|找|怎|如何|多久|最[多少])"
)
"""How a question goes on whose subject stood before it: 我是教师，能不能兼职."""
_MOOD = r"(?:就|也|还|只|只是|再|先|是|特|特地|专门|顺便|很|非常|主要|正|来)*"
_WHO = r"(?:我们|咱们|我|咱|俺|本人|笔者)?"
_VERB = r"(?:请教|请问|问|咨询|打听|了解|知道|弄(?:清|明白)|搞(?:清|明白)|查|核实|核对|确认|统计|求证|看看)"
_MORE = r"(?:一?下|一声|个?问题|清楚?|(?<=问)问)*(?:你|您|各位|大家)?(?:的是)?"
_ASKING = re.compile(
    rf"^(?:{_WHO}{_MOOD}(?:想要?|希望|需要){_MOOD}{_VERB}{_MORE}"
    rf"|{_WHO}{_MOOD}(?:请问|请教|问|咨询|打听|了解|核实|确认)一?下(?:你|您|各位|大家)?"
    r"|请问(?:一?下|您|你)?|话说(?![：:“])|(?:冒昧|顺便|斗胆)(?:地)?问(?:一?下|一句)?|求问|请教(?=[^，。]{0,3}[：:，,])"
    r"|(?:谁|哪位|有没有人|有人|有谁|哪位[\u4e00-\u9fff]{2})(?:能|可以)?(?:告诉我|知道|清楚|了解|解答一下|说说|帮我看看)(?:一?下)?)[：:，,\s]*"
)
_TAG = re.compile(
    r"^\s*(?:[【\[（(]\s*(?:咨询|求助|提问|请教|急|问题|政策咨询|在线等|问答)\s*[】\]）)]|(?:问题?|Q|q|提问|咨询|请教|求助)\s*\d*\s*[：:、.])\s*"
)
_END = re.compile(
    r"(?P<head>.+?[？?。！!，,；;\s～~…—])(?P<tail>[^？?。！!，,；;\s～~…—]+)[？?。！!，,；;\s～~…—]*$", re.S
)
_BRACKET = re.compile(r"\s*[（(【\[](?P<said>[^（）()【】\[\]]{1,16})[）)】\]](?P<mark>[？?。！!\s]*)$")
_REPLY = re.compile(
    r"(?:还|也|敬|急)?(?:请|望|盼|求|麻烦|劳烦|劳驾|烦请|希望|恳请|拜托|请您|能|可以)*(?:你|您|各位|大家|大神|专家|老师)?(?:能|帮忙|帮我|尽快|尽量|及时|早点|详细|简要|简单|直接|准确|如实|认真|速|给我|给|一并)*"
    r"(?:得到(?:解答|答复|回复|回答)|回复|答复|回答|解答|解惑|指点|指教|赐教|告知|告诉我|告诉一声|告诉我一声|说一下|说一声|说明一下|讲一下|讲讲|查一下|看一下|看看|确认一下|科普一?下|个准话|个准信|个答案|个明确答复|个说法|说句准话)(?:一下|一声)?(?:吗|吧|啊|哈|呗|好吗|行吗|可以吗)?"
    r"|(?:有没有人|有人|谁|哪位)(?:知道|清楚|了解|能说说)(?:吗|呢|的)?|(?:用?一句话|简短|简单|简要|直接)(?:回答|说说?|概括|讲讲?)(?:就行|即可|就好)?|给个(?:数|准话|答案|结论|结果)(?:就行|即可|就好)?|得到?(?:解答|答复|回复|回答)|我?(?:不太|不)(?:懂|清楚|了解|明白)|我?(?:想|要)(?:了解|知道)(?:一下)?|(?:写|做|搞|填|开|交|编|备)[\u4e00-\u9fff]{1,4}用的?|不胜感激|感激不尽"
)
_LEAST, _LEAST_TOPIC = 4, 3
"""Characters of a question, and of what it is about."""
_CLAUSES, _UNKNOWN, _TOLD = 3, 0.3, 14
"""Clauses of dress, the share of words in them that no list has, and characters of what is told behind a question."""
_NUMBER = re.compile("(?:几|多少)[家个项条次名位种类]")
_FORM = re.compile(r"列|写出|写明|给出|注明|说明|分别|各|序号|编号|数字|条|项|名称|单位|\d")
"""What is wanted of the answer."""


def undressed(text: str) -> str:
    """The question alone; ``text`` itself where nothing is left of it or a condition may stand in what comes before."""
    shown = _without_tail(_TAG.sub("", text.strip()))
    shown = _without_lead(shown)
    return shown if len(shown) >= _LEAST else text


@cache
def _words() -> dict[str, str]:
    return {row["kind"]: row["words"] for row in data_rows("dress.tsv")}


@cache
def _words_of(*kinds: str) -> re.Pattern[str]:
    """The words of some kinds, the longest first."""
    words = [w for kind in kinds for w in _words()[kind].split("|")]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def _known() -> re.Pattern[str]:
    """All words of dress."""
    return _words_of(*(kind for kind in _words() if kind != "status"))


def _made_of(said: str, *kinds: str) -> bool:
    """Whether a clause has no other words than these."""
    return re.fullmatch(f"(?:{_words_of(*kinds).pattern})+", said) is not None


def _is_dress(said: str, mark: str, rest: str, told: bool) -> bool:
    """Whether what stands before a question tells only of the one who asks; ``told``: so did what stood before."""
    if _greets(said) or _REPLY.fullmatch(said):
        return True
    alone = _ASKING.sub("", rest)
    if _POINTS_BACK.match(alone) or _NO_SUBJECT.match(alone) or len(topic(alone)) < _LEAST_TOPIC:
        return False
    unknown = _known().sub("", said)
    if _words_of("status").search(unknown) or re.search(r"\d", said):
        return False
    if re.search(r"(?:问[到起过]?|提问|回答)$", said) and len(unknown) <= len(said) / 2:
        return True
    purpose = (
        re.search(r"(?:用|用到|需要|急需|参考|要个?数|要数据?|(?:核[对实]|确认|查|问|了解|打听)一?下)$", said)
        is not None
    )
    asks = _words_of("ask").search(said) is not None and re.search("[：:]", mark) is not None
    own = told or asks or _words_of("first", "talk").search(said) is not None
    own = own or (_words_of("errand").search(said) is not None and not _words_of("role").search(said))
    if unknown:
        return (
            own
            and not told
            and not _words_of("errand").search(said)
            and len(unknown) <= _UNKNOWN * len(said)
            and "听说" not in said
        )
    return own or purpose or _ASKING.match(rest) is not None


def _greets(said: str) -> bool:
    """老师您好, 辛苦各位了: whoever is spoken to, with a word of greeting or asking."""
    return _made_of(said, "polite", "ask", "role", "small") and _words_of("polite", "ask").search(said) is not None


def _without_lead(text: str) -> str:
    """The words from where the question begins: up to three clauses before it are dress, or all stay."""
    told = False
    while True:
        if (asking := _ASKING.match(text)) is not None and _goes_on(text[asking.end() :]):
            text = text[asking.end() :]
            continue
        said, rest = "", text
        for _ in range(_CLAUSES):
            clause = _CLAUSE.match(rest)
            if clause is None or not _goes_on(clause["rest"]) or _QUESTION.search(clause["said"]):
                return text
            said, rest = said + clause["said"], clause["rest"]
            if _is_dress(said, clause["mark"], rest, told):
                break
        else:
            return text
        text, told = rest, told or not _greets(said)


def _goes_on(rest: str) -> bool:
    return len(rest) > _LEAST and _WANTS.search(rest) is not None


def _without_tail(text: str) -> str:
    """The words up to the end of the question: thanks, haste and pleas for an answer stand behind it."""
    while True:
        bracket = _BRACKET.search(text)
        if bracket is not None and _thanks(bracket["said"], "（"):
            text = text[: bracket.start()] + bracket["mark"].strip()
            continue
        end = _END.match(text)
        if end is None or not _thanks(end["tail"], end["head"][-1]) or not _WANTS.search(end["head"]):
            return text
        text = end["head"].rstrip("，,；;～~…— ")


def _thanks(said: str, mark: str) -> bool:
    """Whether words behind a question ask nothing more; behind its mark stands whatever the asker tells of himself."""
    if _NUMBER.search(said):  # 哪一条的单位最少？只有几家？
        return False
    unknown = _known().sub("", said)
    for_use = not unknown and said.endswith("用")
    told = _words_of("first", "role", "talk").match(said) is not None or len(unknown) <= _UNKNOWN * len(said)
    own = mark in "？?" and told and not _FORM.search(said) and len(said) <= _TOLD
    return own or for_use or _greets(said) or _REPLY.fullmatch(said) is not None
