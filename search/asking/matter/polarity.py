"""Whether a sentence says no to a question: what it denies, what it keeps, what goes the other way, what it excepts.

>>> denied("可以强制群众下载吗？", "不得强制群众下载", "不得强制群众下载")
True
>>> denied("抽中的家数要不要有封顶的数？", "一般事项设定抽查比例上限", "一般事项设定抽查比例上限")
False
"""

from __future__ import annotations

import re
from functools import cache

from search.asking.matter.doers import another_does
from search.asking.matter.figures import contradicts
from search.asking.matter.negation import (
    affirmed_against,
    demanded,
    exempted,
    forbidden_against,
    only_against,
    shielded,
)
from search.asking.question import data_rows

DENIES = re.compile(
    r"禁(?:烟|酒|放|毒|用|售|入|捕|渔|牧|养|种|烧|行|停)|不(?:得(?!不)|变|再|应|能|准|许|予|宜|超过|允许|改变|设|收|含|包括|适用|可(?!避|或缺|分割)|是(?!说)|意味|完全|属于|一定|等于)"
    r"|并(?:非|不是)|禁止|严禁|严防|杜绝|避免|未经|除外|无需|不需|不必|不用|可以?不(?![断])|不受|不纳入|不作为"
    r"|不(?:建|搞|办|用|算|交|缴|征|限|计入|占|列入|再|发|新增|分设|参与|安排|批准|受理|另)|免(?:除|收|征|费|于|予|交|缴)|取消|停止"
)
FORBIDS = re.compile(r"不(?:得(?!不)|能|准|许|允许|可(?!避|或缺|分割)|予)|禁止|严禁|严防|杜绝|未经")
_WHETHER = re.compile(r"([\u4e00-\u9fff])不\1[以够许]?|是否|能否|可否|有没有")
"""可不可以, 要不要: they ask and deny nothing."""
_ASKS_DENIED = re.compile(r"不(?:得|能|准|许|让|可以?|允许)|禁止")
_FIRMLY = re.compile(r"[之以]?内，?(?:不[得予能再]|禁止)")
"""What bars a time altogether says yes to who asks whether it is barred."""
_WITHOUT_LEAVE = re.compile(
    r"未(?:经|取得|获得?)[^，。；]{0,12}?(同意|批准|审核|许可|授权)[^，。；]{0,4}，?(?=(?:一律|任何[^，。；]{1,6})?(?:不得|不能|禁止|不予))"
)
_ONE_ONLY = re.compile(r"(?:只|仅)[^，。；]{0,10}?[一1](?P<measure>[个家所次项名种])(?![月级])")
_SEVERAL = r"(?:两|二|三|四|五|多|几|[2-9])"
_LEAVE_NOT_TO = re.compile(r"(?:可以|能够?|可|允许|准许?)(?:先|就|一直|干脆|都)?不(?P<deed>[\u4e00-\u9fff]{2})(?![不])")
_KEEPS = re.compile(r"不变|保持|维持|沿用")
_CHANGES = re.compile(
    r"变(?!大|小|多|少)|改变|调整|取消|停止|换|划转|转移|[砍扣打]掉|缩水|少[拿发领]|降(?:低|档|下)|没了|被(?:砍|减|降|扣)"
)
_LESS, _MORE = (
    re.compile(r"比.{1,20}(?:少|低|小|差|短)|低于|少于"),
    re.compile(r"比.{1,20}(?:多|高|大|长)|高于|多于|超过"),
)
_NO_LESS, _NO_MORE = (
    re.compile(r"不(?:得|应|能)?(?:低于|少于|小于|短于)"),
    re.compile(r"不(?:得|应|能)?(?:高于|多于|大于|超过)"),
)
_ALL = re.compile(r"一律|[全都统]都|统统|一刀切|通通|必须全|所有.{0,16}都|[全都](?=要|得|必须|能)")
_SOME = re.compile(
    r"可以?(?=[\u4e00-\u9fff])|有条件|必要的|鼓励|支持|原则上|适当|因地制宜|分类|部分|符合条件|稳妥|合理|有序|优先|试点|选择|左右"
)
_LIKEWISE = re.compile(r"也|同样|一样|照样")
_EXCEPTED = re.compile(
    r"[（(](?:不含|不包括)(?P<not>[^（）()]{2,16})[）)]|[（(](?P<who>[^（）()]{2,20}?)(?:除外|另行|不在此列|按(?:照)?(?:有关|相关)?[^（）()]{0,8}(?:规定|政策))"
)
_CEILING = re.compile(r"封顶|上限|天花板|最多.{0,6}(?:限制|限度)")
_HAS_CEILING = re.compile(
    r"设[定置]?[^，。；]{0,8}(?:上限|最高限)|不超过|不得超过|最高不|上限(?:为|是)|(?:严格)?控制[^，。；]{0,24}(?:比例|数量|总量|规模|频次)"
)
_NO_CEILING = re.compile(r"不设[^，。；]{0,4}(?:上限|限制)|上不封顶")


_MEANS = re.compile(r"意味着|等于|就是说|等同|说明")
_MEANS_NOT = re.compile(r"不意味|不等[于同]|并非|并不是")
_BY_FORCE = re.compile(r"强制|强迫|摊派|硬性|逼着?|随便|随意|任意|想[^，。]{0,10}就|擅自|私自")
_FORCED = re.compile(r"必须|强制|一律|应当|自主|自行|自由|无需|不限|可以?不|放开")
_NEGATED = re.compile(r"(?:不|没有?|未|免|无)[用须需必再得]?$")


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(row["asked"]), re.compile(row["said"])) for row in data_rows("opposites.tsv"))


def denied(question: str, sentence: str, piece: str) -> bool:
    """Whether a sentence, of which ``piece`` fits best, says no to the question."""
    if "不变" in sentence and _CHANGES.search(question):
        return not re.search(r"不变|保持", question)
    if (against := contradicts(question, sentence)) is not None:
        return against and not (_ASKS_DENIED.search(question) and _FIRMLY.search(sentence))
    if _given(question, sentence) or demanded(question, sentence) or shielded(question, piece):
        return False
    if any(rule(question, sentence) for rule in (_left_undone, _more_than_one, another_does)):
        return True
    if _BY_FORCE.search(question) and not _FORCED.search(sentence):
        return True  # no text leaves things to whim, and what none compels is free
    if _CEILING.search(question):
        return bool(_NO_CEILING.search(piece)) or not _HAS_CEILING.search(piece)
    if _KEEPS.search(piece) and _CHANGES.search(question):
        return not re.search(r"不变|保持", question)
    if (_LESS.search(question) and _NO_LESS.search(piece)) or (_MORE.search(question) and _NO_MORE.search(piece)):
        return True
    if _ALL.search(question) and (_SOME.search(piece) or _KEEPS.search(sentence)) and not _ALL.search(piece):
        return True  # what a text allows or supports some to do, it does not ask of all
    if any(rule(question, sentence) for rule in (affirmed_against, only_against, forbidden_against)):
        return True
    if exempted(question, piece):
        return False
    if opposed(question, sentence) or _excepted(question, sentence):
        return True
    if _MEANS.search(question) and _MEANS_NOT.search(sentence):
        return True
    asks = _WHETHER.sub("", question)
    said = [
        m for m in DENIES.finditer(piece) if piece[m.start() : m.end() + 2] not in asks and not _lets_stand(m, asks)
    ]
    # 不再控股 in question and text is a condition of both, and denies nothing
    return bool(said) and not _ASKS_DENIED.search(asks)


def _given(question: str, sentence: str) -> bool:
    """Whether a question has the leave without which a text forbids: 当事人同意的话 and 未经当事人同意，不得."""
    leave = _WITHOUT_LEAVE.search(sentence)
    without = leave is not None and re.search(rf"(?:未|没|不|无)[^，。]{{0,8}}{leave[1]}", question)
    return leave is not None and leave[1] in question and not without


def _more_than_one(question: str, sentence: str) -> bool:
    """Whether a question asks for several of what a text allows one: 开两个账号 and 只开设一个账号."""
    one = _ONE_ONLY.search(sentence)
    more = (
        rf"{_SEVERAL}{one['measure']}|(?:再|另外?|多)[^，。？]{{0,6}}[一1]?{one['measure']}|第[二2]{one['measure']}"
        if one
        else ""
    )
    return one is not None and re.search(more, question) is not None


def _left_undone(question: str, sentence: str) -> bool:
    """Whether a question asks leave not to do what a text says must be done: 能不移交吗 and 应按照规定及时移交."""
    asked = _LEAVE_NOT_TO.search(_WHETHER.sub("", question))
    if asked is None:
        return False
    duty = re.search(rf"(?:应当?|必须|须|要)[^，。；]{{0,24}}{asked['deed']}", sentence)
    return duty is not None and re.search(r"可不|可以不|无需|不必|免予", sentence) is None


def _lets_stand(found: re.Match[str], asks: str) -> bool:
    """不完全排除地震 rules nothing out, 取消 says yes to 要取消吗, and 免费教育 to who asks by 不用交钱."""
    if found[0] == "不超过":
        return re.search(r"超|突破|[高多大]于|以上", asks) is None  # a bound denies only what goes beyond it
    if found[0] in ("取消", "停止"):
        return found[0] in asks
    if found[0] == "免费":
        return re.search(r"(?:不用?|免)[^，。]{0,2}[交付花收]?[钱费]", asks) is not None
    return found.string.startswith("排除", found.end()) and "排除" not in asks


def asks_denied(question: str) -> bool:
    """Whether a question asks if something is forbidden.

    >>> asks_denied("是不是禁止转让？"), asks_denied("可不可以转让？")
    (True, False)
    """
    return _ASKS_DENIED.search(_WHETHER.sub("", question)) is not None


def opposed(question: str, sentence: str) -> bool:
    """Whether what the question asks for is what the text does not do: 自己写 against 统一编写."""
    for asked, says in _opposites():
        word, found = asked.search(question), says.search(sentence)
        if word is None or found is None or _NEGATED.search(question[: word.start()]):
            continue
        if found[0] not in question and not asked.search(sentence):
            return True
    return False


def speaks_of_ceiling(question: str, sentence: str) -> bool:
    """Whether a question asks for a limit and a sentence sets one or says there is none."""
    return _CEILING.search(question) is not None and re.search(r"上限|最高限|不封顶|封顶", sentence) is not None


def _excepted(question: str, sentence: str) -> bool:
    """Whether the text takes the very thing out, in brackets: （免税进口的按有关规定执行）."""
    found = _EXCEPTED.search(sentence)
    if found is None:
        return False
    return (found["not"] or "/") in question or (
        _LIKEWISE.search(question) is not None and (found["who"] or "/") in question
    )
