"""Commands and entries of a search box, put as the questions they stand for.

>>> asked("请列出推进学分银行落地的责任单位。")
'推进学分银行落地的责任单位有哪些？'
>>> asked("把提到鲁班工坊的条款都找出来")
'提到鲁班工坊的条款有哪些？'
>>> asked("教师到企业实践 责任单位")
'教师到企业实践的责任单位有哪些？'
>>> asked("学分银行由谁负责？")
'学分银行由谁负责？'
"""

from __future__ import annotations

import re
from functools import cache

from search.asking.dress import undressed
from search.asking.question import data_rows
from search.asking.speaker import without_speaker

_ASKS = re.compile(
    r"谁|哪|什么|啥|多少|几|吗|怎|咋|如何|何|是否|能否|可否|是不是|能不能|有没有|多[大长久高快远低重早晚]|[？?]"
)
_PLEASE = r"(?:请问|请你|请|麻烦你?|劳驾|烦请|帮我|帮忙|替我|给我|我想|我要|你|能否|能不能|可以)*"
_SAY = r"(?:罗?列(?:出来?|举|一下|一列)|说(?:出|说|一下|明)|讲讲|找(?:出|到)|写(?:出|明)|指出|给出|点出|报(?:出|一下)|数(?:出|一数)|查(?:出|询|一下|查|找)?|告诉我|看看|了解)"
_ALL = r"(?:一下|全部的?|所有的?|全体|我)?"
_COMMAND = re.compile(rf"^{_PLEASE}{_SAY}{_ALL}[，：:]?(?P<what>.+)$")
_COUNTED = re.compile(rf"^{_PLEASE}(?:数|清点)(?:一?数|一下)(?:出)?[，：:]?(?P<what>.+)$")
_HANDED = re.compile(
    rf"^{_PLEASE}[把将](?P<what>.+?)(?:都|全部?|一一|逐[一条项个])*(?:给我)?{_SAY}(?:来|全|清楚|遍|给我)?(?:好吗|行吗)?$"
)
_ALL_OF = r"(?:全部?|都|一一|逐[一条项个]|全都)*"
_HANDED_BEHIND = re.compile(
    rf"^(?P<case>.+[，,；;：:])\s*{_PLEASE}[把将](?P<what>[^，,；;]+?)(?:给我)?{_ALL_OF}(?:给我)?(?:{_SAY}|[列说报讲数写])(?:来|全|清楚|遍|给我|出来?|一下|一遍)*(?:好吗|行吗|吧)?$"
)
"""A command that ends a question: 进了名录的企业有优惠，麻烦把管这项任务的单位全列给我."""
_WANTED = re.compile(r"^(?P<of>.+?)[的\s，：:](?P<noun>[^的\s，：:]{2,8})$")
_MANY = re.compile(r"(?:总?数量|数目|个数|总数|家数|(?<=任务|单位|部门|条款)数)$")
_MUCH = re.compile(
    r"(?:数量|数额|总数|金额|额度|比例|占比|比重|规模|目标值|人数|次数|名额|增速|倍数|上限|下限|周期|有效期|(?:奖励|补[贴助]|收费|资助|拨款|工资|罚款|最低|最高)标准)$"
)
_WHEN = re.compile(r"(?:时间|期限|日期|时限|年限|截止日)$")
_MEANS = re.compile(r"(?:定义|含义|意思|涵义|全称)$")
_UNITS = re.compile(
    r"(?:责任|主责|牵头|负责|主管|主办|承办|配合|参与|经办|分管|落实|组织|管理)(?:单位|部门|机构|主体|方|人)$"
)
_OFFICE = re.compile(
    r"(?:[组市省县区校院司局处厅部会社]长|主任|书记|负责人|召集人|联系人|带头人|牵头人|副职|总理|主席)$"
)
_CONTENT = re.compile(r"(?P<where>第[^的，]{1,8}[条章款项]|第[^的，]{1,4}部分|附件[^的，]{0,4})的?(?:主要|具体)?内容$")
_UNFINISHED = re.compile(r"^(?P<what>.{2,}?)(?:分别|都|各|共|主要|具体)?(?:是|有|为|包括|包含|叫|称为)[？?]?$")
_LISTED = re.compile(
    r"(?:任务|条款|条文|单位|部门|措施|内容|名单|清单|机构|学校|院校|企业|文件|政策|项目|要求|方式|途径)$"
)
_LEAST_OF, _LONGEST_ENTRY = 3, 30
"""Characters before what is wanted, and of the whole entry."""
_NOUNS = (_MANY, _MUCH, _WHEN, _MEANS, _UNITS, _OFFICE, _LISTED)


def asked(text: str) -> str:
    """``text`` as a question, in the way most people would put it; what wants nothing in particular stays as it is."""
    text = _ended(without_speaker(undressed(text)))
    for pattern, meant in _phrasings():
        text = pattern.sub(meant, text, count=1)
    return _ended(_commanded(text))


def _ended(text: str) -> str:
    """One question mark at the end of what asks, whatever stands there.

    >>> _ended("由谁负责。"), _ended("能换钱吗？？"), _ended("工坊 数量")
    ('由谁负责？', '能换钱吗？', '工坊 数量')
    """
    said = text.rstrip("？?。！!～~ ")
    told = re.search("[？?]", said) is not None and not re.search("[？?]", text[len(said) :])  # 哪一项？请给出序号。
    return f"{said}？" if said and not told and _ASKS.search(said) else text


@cache
def _phrasings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Rare ways of asking and the common one for each, out of ``data/phrasings.tsv``."""
    return tuple((re.compile(row["pattern"]), row["meant"]) for row in data_rows("phrasings.tsv"))


def _commanded(text: str) -> str:
    """A command, or an entry of a search box, as a question."""
    said = text.strip().rstrip("。.!！；;")
    if (behind := _HANDED_BEHIND.match(said)) is not None and not _ASKS.search(said):
        return behind["case"] + _of(behind["what"])
    counted = _COUNTED.match(said)
    if counted is not None and not _ASKS.search(counted["what"]) and _LISTED.search(counted["what"]):
        return f"{counted['what']}有多少？"
    open_said = said.rstrip("？?")
    told = _HANDED.match(open_said) or _COMMAND.match(open_said)
    if told is not None:
        what = told["what"].strip("，： :")
        if _ASKS.search(what):
            return what
        return text if _ASKS.search(said[: told.start("what")]) and not what else _of(what)
    if (open_end := _UNFINISHED.match(said)) is not None and not _ASKS.search(open_end["what"]):
        return _of(open_end["what"])
    if _ASKS.search(said.rstrip("？?")):
        return text
    said = said.rstrip("？?")
    entry = _WANTED.match(said)
    if entry is not None and any(p.search(entry["noun"]) for p in _NOUNS):
        return _of(f"{entry['of'].strip()}的{entry['noun']}")
    bare = re.search(r"[，。、\s]", said) is None and any(_behind(p, said) for p in (_MUCH, _WHEN, _UNITS, _OFFICE))
    return _of(said) if bare else text


def _behind(noun: re.Pattern[str], said: str) -> bool:
    """Whether a short entry ends with what is wanted: 领导小组组长."""
    found = noun.search(said)
    return found is not None and found.start() >= _LEAST_OF and len(said) <= _LONGEST_ENTRY


def _of(what: str) -> str:
    """What is wanted, as a question after it."""
    if (many := _MANY.search(what)) is not None and many.start():
        return f"{what[: many.start()].rstrip('的')}有多少？"
    if _MUCH.search(what):
        return f"{what}是多少？"
    if _WHEN.search(what):
        return f"{what}是什么时候？"
    if (meaning := _MEANS.search(what)) is not None:
        return f"{what[: meaning.start()].rstrip('的')}的{meaning.group()}是什么？"
    if (content := _CONTENT.search(what)) is not None:
        return f"{content['where']}讲了什么？"
    return f"{what}是谁？" if _OFFICE.search(what) else f"{what}有哪些？"
