"""Whether the one a question takes for the doer is the one the text names: 归公安管吗 against 由防化部门负责.

>>> another_does("毒弹怎么处置是不是归地方公安管？", "其技术处理由军队各级防化业务部门负责")
True
>>> another_does("是不是由海南省审批？", "对进口药品的申请，由海南省人民政府实施审批")
False
"""

from __future__ import annotations

import re

_DOES = r"责令改正|管|负责|承担|审批|批准?|定|说了算|牵头|出|担|扛|买单|处理|受理|解决|接手|赔"
_TAKEN = re.compile(
    rf"(?:归|由|是由|该由|都由|要由|得由|算|怪|赖|找|交给|[到去])(?P<who>[\u4e00-\u9fff]{{2,14}}?)(?:来|去|一家|自己|负责|给|头上|身上)?(?:{_DOES}|的|头上|身上)(?:责任|的)?(?:吗|么|呢|吧)?[？?]?$"
    rf"|(?:要|让|叫|得|该)(?P<pays>[\u4e00-\u9fff]{{2,10}}?)(?:自己|自个儿?)?(?:出|掏|付|承担|交|扛|负担|买单)(?:钱|费用|的)?[？?]?$"
    rf"|(?P<does>(?:(?![由归])[\u4e00-\u9fff]){{2,14}}?)(?:来管|来定|说了算|来负责|来承担|负责)(?:的)?(?:吗|么|吧)?[？?]?$"
)
_NAMED = re.compile(
    r"(?:由|归)(?P<who>[^，。；、]{2,30}?)(?:统一|自行|分别|共同|具体|依法)?(?:归口)?(?=$|责令|给予|处|负责|承担|审批|批准|管理|制定|牵头|组织|实施|处理|受理|确定|核准|认定|决定|统筹|解释|筹集|列入)"
)
_NO_NAME = re.compile(r"^(?:谁|哪|什么|多少|几)|不|没")
_COMMON = re.compile(
    r"部门|单位|机构|机关|政府|有关|相关|主管|自己|那家|这家|人家|别人|的|各级|地方|国家|公司|咱们?|我们?"
)
_HELD = 0.5


def asks_doer(question: str) -> bool:
    """Whether a question takes somebody for the doer.

    >>> asks_doer("还得跑到北京去批吗？"), asks_doer("可以进口吗？")
    (True, False)
    """
    return _TAKEN.search(_asking(question)) is not None


def names_doer(sentence: str) -> bool:
    """Whether a sentence says by whom something is done."""
    return _NAMED.search(sentence) is not None


def another_does(question: str, sentence: str) -> bool:
    """Whether a sentence names a doer, and it is not the one of the question."""
    asked = _TAKEN.search(_asking(question))
    told = [m["who"] for m in _NAMED.finditer(sentence)]
    if asked is None or not told:
        return False
    who = asked["who"] or asked["pays"] or asked["does"]
    if _NO_NAME.search(who):
        return False
    return not any(_same(who, one) for one in told) and not _same(who, sentence.split("，")[0])


def _asking(question: str) -> str:
    """The last clause, without the words that ask."""
    bare = re.sub(r"是不是|是否|能不能|要不要|会不会|对吗|吗|还|都|就|又", "", question)
    return next((clause for clause in reversed(re.split(r"[，；]", bare.rstrip("？?"))) if clause), "")


def _same(who: str, one: str) -> bool:
    """Whether two names share most of what tells them from others."""
    own = _COMMON.sub("", who)
    if not own:
        return who in one
    return sum(character in one for character in own) > _HELD * len(own)
