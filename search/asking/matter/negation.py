"""Questions that state something in the negative, or that it is all there is, against sentences that affirm.

>>> affirmed_against("执法的时候不亮证件行得通吗？", "执法人员要佩戴执法证件")
True
>>> affirmed_against("未经审核的能不能发布？", "审核后发布")
False
>>> only_against("基地是不是只给学校用？", "基地向社会开放")
True
"""

from __future__ import annotations

import re

_WHETHER = re.compile(r"([\u4e00-\u9fff])不\1[以够许]?|是否|能否|可否|有没有")
_TAIL = re.compile(
    r"(?:还|也|就|这样|这么做)?(?:可以|行得通|行|能行|成|对|允许|合规|合法|没问题|说得过去|够|要紧)?(?:的)?(?:吗|么|吧|呢|嘛)?[？?。]*$"
)
_NOT = re.compile(
    r"(?<![并非])(?:(?:可以?|能够?|就|都|也|还)?(?:不(?:用|必|需要?|该|准备|打算|想|会|再|再需要)?|无需|无须|免得|用不着|没(?:打算|必要|有(?!关系))?|撒手不)|一[分个项家点]都(?:不能?|没))(?P<deed>[\u4e00-\u9fff]{1,8})"
)
_NO_NEGATION = re.compile(
    r"不(?:同|断|仅|只|但|动产|良|合格|足|超过|[少低高大小多晚早]于|限|变|得|是|管|过|妨|一样|可|准|许|允许|予|当|对|力|法|利|满|低|少|高|明|定期|在编)"
)
_DENIES = re.compile(
    r"不(?!断|仅|论|管|分|限|良|合格|足|同|低于|少于|超过|高于|动产)|未|无(?!障碍|线|人机|偿|缝|废)|免|非(?!遗|洲|常|物质|公|税)|禁|严控|取消|停止|除外|自愿|自主|自由|暂缓|豁免"
)
_NOT_RULED_OUT = re.compile(r"不(?:能|完全|可)*排除|仍(?:有|可能|须|要)|并不(?:意味|等于|代表)")
_ONLY = re.compile(r"(?:只|仅|光|单单|专门(?=[给为用供招让])|唯独)(?!要|是说)(?!有[^，。]{1,12}才)(?!需)")
_JUST = re.compile(r"(?:^|，)只是[^，？]+，")
"""没买，只是租来用，能领吗 tells what the case is and asks for nothing only."""
_SAYS_ONLY = re.compile(r"只|仅|唯一|限于|限定|专(?:门|用|供)|不得用于|一律|必须为|均(?:为|由|应)|独家")
_MORE = re.compile(r"开放|共享|面向|以及|和|与|及|等|同时|并|、|多元|各类|不限|全面|都|也|还|互认|多|社会")
_DEMANDED = r"(?:先|必须|需要?|得|要|应当?|须|经过?|通过)"
_WITHOUT = re.compile(
    r"未(?:经|通过|取得|办理|进行|按[^，。；]{1,6})(?P<what>[^，。；]{2,14}?)(?:的|或者|而|，)[^。；]{0,24}(?:不得|不能|禁止|不予|一律不)"
)
_SHIELDS = re.compile(
    r"不得(?:以[^。；]{2,60}为由)?(?P<verb>影响|阻碍|妨碍|阻挠|限制|拒绝|干预|推诿|拖延|歧视|克扣|截留)"
)

_HARMS = re.compile(
    "不|没|拒|为由|刷[掉下]|赶|卡|挡|歧视|区别对待|瞧不起|看不起|刁难|为难|淘汰|嫌|克扣|阻|干预|插手|拖"
)
"""The question asks for the harm itself: 可以把人刷掉吗 against 不得歧视."""


def _main(question: str) -> str:
    """The clause that is asked about, without the words that ask."""
    bare = _TAIL.sub("", _WHETHER.sub("", question))
    return next((clause for clause in reversed(re.split(r"[，,；;]", bare)) if clause), "")


def states_negative(question: str) -> bool:
    """Whether the clause asked about says that something is not so: 不亮证件, 没打算互认; not 不合格的.

    >>> states_negative("老农机是不是不用报废？"), states_negative("不合格的能不能重新申请？")
    (True, False)
    """
    main = _NO_NEGATION.sub("", _main(question))
    found = _NOT.search(main)
    return (
        found is not None and re.match(r"[^，]{0,8}的(?=[\u4e00-\u9fff])", found["deed"] + main[found.end() :]) is None
    )


def affirmed_against(question: str, sentence: str) -> bool:
    """Whether the question says no to what the sentence affirms."""
    if not states_negative(question):
        return False
    return _NOT_RULED_OUT.search(sentence) is not None or _DENIES.search(sentence) is None


def forbidden_against(question: str, sentence: str) -> bool:
    """Whether the question takes for forbidden what the sentence does not forbid.

    >>> forbidden_against("学校是不是不许办企业？", "支持学校举办企业"), forbidden_against("能不能办企业？", "支持办企业")
    (True, False)
    """
    asks = re.search(r"不(?:得|能(?!不)|准|许|让|允许|可以)|禁止|没(?:资格|权)", _main(question))
    return asks is not None and _DENIES.search(sentence) is None


def only_against(question: str, sentence: str) -> bool:
    """Whether the question says only where the sentence names more and nothing that bounds it."""
    asked = _ONLY.search(_JUST.sub("", _WHETHER.sub("", question)))
    return asked is not None and _SAYS_ONLY.search(sentence) is None and _MORE.search(sentence) is not None


def exempted(question: str, sentence: str) -> bool:
    """Whether both say that something need not be: 不用交学费吗 and 免收学费.

    >>> exempted("学费是不是不用交？", "免收学费"), exempted("学费是不是要交？", "免收学费")
    (True, False)
    """
    spared = r"不(?:用|必|需要?)|可以?不(?!断)|无[需须]|用不着|免(?=[收交缴费征于予除去掉考试修])"
    return re.search(spared, _main(question)) is not None and re.search(spared, sentence) is not None


def demanded(question: str, sentence: str) -> bool:
    """Whether the question asks if that is needed without which the sentence forbids: 先得审核吗 and 未经审核的，不得.

    >>> demanded("决定是不是先得法制审核？", "未经法制审核的，不得作出决定")
    True
    """
    without = _WITHOUT.search(sentence)
    if without is None or states_negative(question) or re.search(r"未|没", question):
        return False
    return re.search(rf"{_DEMANDED}[^，。]{{0,6}}{re.escape(without['what'][-2:])}", question) is not None


def shielded(question: str, sentence: str) -> bool:
    """Whether what a sentence forbids is to hinder the thing asked about: 不得影响其使用 says yes to 优先使用吗.

    >>> shielded("中选药品能用吗？", "不得以费用控制为由影响中选药品的使用")
    True
    """
    hinders = _SHIELDS.search(sentence)
    asked = _WHETHER.sub("", question)
    return hinders is not None and hinders["verb"] not in asked and _HARMS.search(asked) is None
