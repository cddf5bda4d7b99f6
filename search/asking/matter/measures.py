"""What questions about numbers ask for, and how documents write numbers: money, periods, dates, shares, counts."""

from __future__ import annotations

import re

from search.interaction import clause_at

ASKS_NUMBER = re.compile(
    r"多少|(?<![哪第那这好十])几(?!类|种|个(?:阶段|中心)|乎|条路|级(?!地震|以上|左右|的?能力|[？?]?$))(?=级|层(?![面次])|小时|分钟|周|公里|亩|吨|户|[百千万]|个|家|所|项|倍|年|批|名|人|成|次|天|日|米|元|岁|月|%|[？?])|百分之几"
    r"|(?:比例|占比|上限|下限|指标|标准|最低|最高)(?:是|为)(?:什么|多少|几)?|翻几番|至少|至多|最多(?:可以|能|允许)?|多大|多长|多久|多高|多[远宽厚薄深重]|[薄厚长短高矮深宽远近窄]到(?:什么程度|啥程度)|(?:稳定|保持|维持|达到|提高|控制|降)(?:在|到)?(?:什么|多高的?|怎样的?)(?:水平|规模|程度)"
)
NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]+)"
RANGE = rf"{NUMBER}(?:\s*[-—–~～至到]\s*(?!(?:19|20)\d\d){NUMBER})?"
_BOUND = r"(?:以上|以下|以内|左右|以?内)?"
_CALENDAR = r"(?:19|20)\d\d\s*(?:年|[-—–~～至到]\s*(?:19|20)\d\d\s*年)"
"""Years of the calendar are no length of time."""
_LASTING = rf"{NUMBER}(?:\s*(?:个月|个?工作日|年|天|日|个?小时)?\s*[-—–~～至到]\s*(?!(?:19|20)\d\d){NUMBER})?"
_PERIOD = rf"(?<![\d.〇○月])(?!{_CALENDAR}){_LASTING}\s*个?(?:工作日|自然日|月|年|天|日|小时|学时|季度|周)(?!度|级|龄|轻|代|初|底){_BOUND}"
DATE = re.compile(
    r"(?:上一?年度?|当年|次年|每年|(?:19|20)\d\d\s*年)?\d+\s*月(?:\d+\s*日)?(?:\s*起)?[至到—-](?:(?:19|20)\d\d\s*年)?(?:\d+\s*月)?(?:\d+\s*日)?(?<=[月日])"
    r"|(?:到|至)?[一二][〇○零一二三四五六七八九]{3}年(?:[底末初])?(?:以前|之前|前)?|(?:19|20)\d\d\s*年[上下]半年|(?:到|至|自|从|截至)?(?:(?:19|20)\d\d\s*年(?:\s*\d+\s*月)?(?:\s*\d+\s*日)?|\d+\s*月\s*\d+\s*日)(?:年?[底末初])?(?:起|以前|之前|前)?"
    rf"|(?:每[年季月][^，。；]{{0,8}}?\d+\s*(?:月|日)[^，。；]{{0,4}}?前)|{_PERIOD}"
)
FROM, FROM_EVENT = re.compile("起|开始|算"), re.compile(r"(?<=自)[^，。；]{4,40}?之日(?=起)")
"""A day from which something counts, and one that an event tells: 自国务院批准设立之日起."""
MEASURES = {
    "money": re.compile(
        rf"(?:人民币)?{RANGE}\s*(?:余|多)?(?:万|亿|千|百)?元(?:/[\u4e00-\u9fff])?{_BOUND}(?:(?<=以上){RANGE}\s*(?:万|亿|千|百)?元以下)?"
    ),
    "period": re.compile(_PERIOD),
    "share": re.compile(
        rf"(?:超过|不少于|不低于)?(?:一半|半数|过半|{NUMBER}分之{NUMBER}|[一二三四五六七八九]成)(?:以上|以下|左右)?|{RANGE}\s*(?:%|个百分点)"
    ),
    "age": re.compile(rf"{RANGE}\s*(?:周?岁){_BOUND}"),
    "times": re.compile(rf"{NUMBER}\s*次"),
    "count": re.compile(
        rf"{RANGE}\s*(?:[万亿千百]{{0,2}}(?:斤|公斤|千瓦时?|人|名|个|家|所|项|倍|批|种|门|套|亩|吨|公里|张|户|间|支|辆|台|级|层|平方米|平方公里|公顷)){_BOUND}(?:(?<=倍以上){NUMBER}\s*倍以下)?"
    ),
    "length": re.compile(rf"{RANGE}\s*(?:公里|千米|厘米|毫米|米)(?:范围)?{_BOUND}"),
    "every": re.compile(
        rf"每(?:{NUMBER}\s*个?)?(?:半年|年|季度?|月|周|天|日)[^，。；]{{0,10}}?{NUMBER}\s*次|每(?:半年|年|季度|月|周)(?=(?:定期)?(?:发布|公布|通报|报告|公开|更新|编制|组织|开展|召开|检查|评估|评价|考核))"
    ),
}
_HOW_GREAT = re.compile(r"多[大强高](?:级别|程度)?的?(?P<what>[\u4e00-\u9fff]{2,4}?)(?=[，。？?的]|$)")
_NO_THING = re.compile(r"比例|份额|范围|程度|规模|水平|面积|年|岁|人|孩子|学生")


def grade_of(question: str) -> re.Pattern[str] | None:
    """How great a thing is, asked by its name: 多大的地震 finds 6级左右地震; ``None`` where no thing is named.

    >>> found = grade_of("要扛得住多大的地震？")
    >>> found.search("抗御6级左右地震的能力")[0] if found else None
    '6级左右'
    """
    asked = _HOW_GREAT.search(question)
    if asked is None or _NO_THING.search(asked["what"]):
        return None
    return re.compile(rf"{RANGE}\s*[\u4e00-\u9fff]{{1,3}}?(?:以上|以下|左右)?(?=的?{asked['what']})")


ASKED = {
    "money": r"(?:多少|几)[^，。]{0,2}钱|(?:多少|几)个?[百千万]*(?:万|亿)(?=[？?]|块|元|$)|(?:多少|几)[百千万亿]*块|钱[^，。]{0,6}(?:多少|几)(?!倍|成|个)|(?:工资|薪水|薪酬|奖金|税)[^，。；率]{0,6}(?:多少|几)(?!倍|成|年)|(?:多少|几).{0,3}(?:工资|薪水|奖金|[罚税](?!率))|(?:花|付|掏|罚)[^，。]{0,4}(?:多少|几)(?!年|次|倍)|元|金额|奖励|补[贴助]|经费|拨款|费用|收费|罚款|(?:资本|资产|价格|租金)(?:金|额)?(?:是|为|有|要)?(?:多少|几)",
    "period": r"多久|多长|几年|几个?月|几[天日]|几个?工作日|期限|(?:多少|几)(?:个)?(?:年|月|天|日|工作日|学时|小时)|隔几|每几",
    "share": r"比例|占比|百分|几成|比重|占.{0,8}(?:多少|几)|多大比例|多大(?:的)?份额|份额(?:是|有|占)?多|的(?:多少|几成)|率",
    "age": r"多大的?(?=[年岁人孩娃儿老青小大学姑男女幼婴]|$|[，。？?])|几岁|多少岁|年龄",
    "times": r"几次|多少次",
    "length": r"(?:多少|几)(?:公里|千米|厘米|毫米|米)|多[远宽厚薄深]|[薄厚长短高矮深宽远近窄]到(?:多少|几|什么程度|啥程度)|离[^，。？]{0,10}多少",
    "every": r"多久.{0,10}一[次回]",
}
YUAN = re.compile(r"(?:多少|几)[百千万亿]*(?:元|块)|钱数|金额|总额")
LEADING = re.compile(rf"{RANGE}\s*(?:%|[\u4e00-\u9fff])?")
UNIT = re.compile(
    r"(?:多少|几)(?:个|的)?[百千万亿]*(家|所|项|倍|名|人|批|种|门|套|座|处|辆|台|亩|吨|平方公里|公里|公顷|户|张|间|支|层|平方米|学分|分(?![之钟析类别布配担]))"
)
POINT = re.compile(r"什么时候|何时|哪一?[年天日]|几[月号]")
ASPECTS = re.compile(r"[个大]?(?:方面|环节|阶段|部分|层面|维度)")
OWN_UNITS = {
    "家": "家户所个",
    "所": "所家个",
    "名": "名人",
    "人": "人名",
    "亩": "亩",
    "吨": "吨",
    "公里": "里",
    "平方公里": "里",
    "户": "户家",
    "倍": "倍",
    "层": "层级",
    "分": "分",
}
"""Units that count one kind of thing, and those that count the same."""
ONLY_NUMBER = re.compile(
    r"(?:多少|百分之几|几成|翻几番|(?<!哪)几个?(?:小时|工作日|月|天|日|米|年|岁|次|倍|元|人|名|家|所|亩|吨))[^，。？?]{0,8}[？?]?$"
)
_COUNTED = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,8}?)(?:共|确定|认定|设|建|有|是)了?(?:多少|几)[个家所名座][？?]?$|(?:多少|几)[个家所名座](?P<behind>[\u4e00-\u9fff]{2,6})[？?]?$"
)
_SHARE_OF = re.compile(
    r"(?:^|[，。]|[的在把])(?P<of>[\u4e00-\u9fff]{4,10}?)(?:的(?:数量|上限|下限)|的?(?:比例|占比|比重))[^，。？的]{0,6}(?:多少|几)"
)
_OWN_NOUN = re.compile(r"(?:以上|左右)?[个家所座处项](?:以上|左右)?[\u4e00-\u9fff]{2}")
_OWN_NAME = 4
"""Characters of a name that stands for one thing."""
_AUXILIARY = re.compile(
    r"(?:一共|总共|大约|目前|每年|现|打算|准备|计划|[拟将要应会能]|需要?|可以?|允许|至少|最多|最终|里|中|内|上|文件|规定)+$"
)
_PLACE = re.compile("[里中内上]")
PIECES = re.compile(
    r"(?:多少|几)(?:个(?!月|百分|工作日|小时|学时|级)|[家所名项种门套座处辆台户张间支枚件册篇份颗只条位部]|本(?!钱|金)|人(?!均))"
)
NO_PIECES = re.compile(r"(?:级|倍|批|%|成|亩|吨|公里|平方米)(?:以上|以下|以内|左右)?$")
GRADED = re.compile(r"[级层成倍%](?:以上|以下|以内|左右)?$")
"""What counts no things: 三级 are no three kinds."""
UNCOUNTED = re.compile(r"年|月|天|日|时|%|元|岁|次")
"""What 多少个 does not count, as numbers and as units."""
NOUN_BEFORE = re.compile(
    r"([\u4e00-\u9fff]{2})(?:时间|期限)?(?:(?:最[短长少多低高]|至少|一般)(?:是|为|要)?|是|为|有)(?:多少|多久|多长|多大|几)"
)
NOUN_IN_TEXT = r"(?:时间|期限)?(?:一般|通常|原则上)?(?:为|是|：|达到?|不得?[低少]于|不得?超过)?$"
"""周期是多久 and 周期为1年, 公告时间最短多少日 and 公告时间不得少于三十日."""
SPAN = re.compile(r"(?:多少|几)个?(天|日|月|周|小时|学时|工作日)(?!前|底)")
BARE = re.compile(r"(?:到|至|力争)?(?:19|20)\d\d年底?|不(?:低于|少于|超过|高于)|达到|以上|以下|[\d.%，。；、\s]")
WAY = re.compile(r"(?:降|压|减|提|升|增|达|控)(?:低|缩|少|高|加|长|制)?(?:到|至|在)")
SOME = re.compile(r"一(?:批|个|种|项|家|所|套|名|人|门)$")
ONE = re.compile(r"[只仅][^，。；]{0,12}$|不超过$|最多$|每一?[个家所][^，。；]{0,24}$")
"""Behind these 一家 is a number, elsewhere it is a mere article."""
EVERY = re.compile(r"每几|隔几|多久.{0,10}一[次回]|几[年月天].{0,4}一[次回]")
_FLOOR_ASKED, _CEILING_ASKED = (
    re.compile(r"至少|最少|起码|不[得能]?[低少]于|最低|以上|下限|底线|门槛|起步"),
    re.compile(r"至多|最多|顶多|不[得能]?超过|不[得能]?[高多]于|封顶|上限|最高|最长|以内|天花板"),
)
_FLOOR, _CEILING = (
    re.compile(r"(?:不得?少于|不得?低于|至少|最少|不小于)[^，。；\d]{0,12}$|(?:达到|保持)[^，。；]{0,2}$"),
    re.compile(r"(?:不得?超过|不得?高于|超过|最多|最高|最长|上限为?|控制在|放宽至|以内)[^，。；]{0,8}$"),
)
_MONTHLY_ASKED = re.compile(r"(?:每个?月|月月|一个月)[^，。？]{0,10}(?:多少|几)[^，。？]{0,3}(?:元|块|钱|补)?")
_LASTING_MONTHS = re.compile(r"\d+个?月(?:[之以]?[上下内]|底|前|\d*日)?")
"""Months that pass, or of a date: nothing falls to each of them."""
_SHARE_ASKED = re.compile("百分之几|几成|比例|占比")
_YEARLY_ASKED, _YEARLY = re.compile(r"每年|一年(?:里|内|中|到头|至少|最少|起码|得|要)"), re.compile(r"每年|年均|按年")
_ANY_YEAR = re.compile(r"每年|年均|按年|年度|一年|每[月季天周]|年\d*[次回]|/年")
_KINDS_OF_MONEY = (
    (re.compile("罚"), re.compile("罚")),
    (re.compile("工资|薪|工钱"), re.compile("工资|薪|报酬|收入|待遇|津贴")),
    (re.compile("税"), re.compile("税")),
)
"""Words of a question for money of a kind, and those of which a sentence about it has one."""
_GENERIC = re.compile(
    r"打算|计划|准备|要求|建设|建成|设立|完成|最多|至少|大约|达到|[拟将要应会能可设建办开搞弄定做成到总的里中在出来为有得了管用年月]"
)
_WHICH_YEAR = re.compile(r"哪一?年(?!级)")
_YEAR_TOLD = re.compile(r"\d{4}|[一二][〇○零一二三四五六七八九]{3}年|[次当上]年|年内")
_TARGET = re.compile(r"任务(?:目标|量|数)?(?:一共|总共|共|是|为|有|要|达到?)*(?:多少|几)[个所家名人座]")
TIMES_AS_MUCH = re.compile(r"(?:多少|几)倍")
LATEST = re.compile(r"最晚|最迟|截止|期限|拖到|之前|前(?:要|得|必须)?(?:完成|弄完|办完|搞完|建成)?[？?]?$")
_BACK = re.compile(
    r"[^。]{0,24}(?:完成|落实|实施)(?:上述|以上|该项?|此项)(?:工作|任务|事项)|(?:有关|相关|上述|以上|该项?|此项|整改|治理|前述)(?:工作|任务|整改|事项)[^，。；]{0,8}(?:于|在|前)"
)
_GOVERNS = re.compile(r"(?:前|以前|之前|起|底)?，")
_DIMENSION = re.compile(r"(厚度|长度|宽度|高度|深度|面积|浓度|温度|距离|重量|密度)[^，。；\d]{0,6}$")
ASKS_WHICH = re.compile(r"哪[几些]|什么样")


def asks_target(question: str) -> bool:
    """Whether 任务 is a number to be reached: tasks of a table are counted in 项.

    >>> asks_target("工坊建设任务是多少个"), asks_target("市教委的任务是多少项")
    (True, False)
    """
    return _TARGET.search(question) is not None


def asking_sentence(question: str) -> str:
    """The sentence of a question that asks for the number: what stands behind the question mark only tells the case."""
    return next((one for one in re.split("[。？?]", question) if re.search("几|多少", one)), question)


def bound_fit(question: str, before: str, found: str) -> float:
    """Whether a number is the bound the question asks for: the least, the most, or what falls to each year.

    >>> bound_fit("至少要多久？", "每年不少于", "1个月"), bound_fit("最多能占几成？", "不低于", "20%")
    (0.2, -0.3)
    """
    floor, ceiling = _FLOOR_ASKED.search(question) is not None, _CEILING_ASKED.search(question) is not None
    least = _FLOOR.search(before) is not None or found.endswith("以上")
    most = _CEILING.search(before) is not None or found.endswith(("以内", "以下"))
    score = 0.3 if _YEARLY_ASKED.search(question) and _YEARLY.search(before + found) else 0.0
    if floor == ceiling or least == most:
        return score
    return score + (0.2 if floor == least else -0.3)


def latest_fit(question: str, text: str, span: tuple[int, int]) -> float:
    """Whether a date is a deadline, where the question asks for one: 4月底前, and no month in which something was.

    >>> latest_fit("最晚什么时候交？", "于6月底前完成", (1, 6)), latest_fit("最晚什么时候交？", "2018年11月印发", (0, 8))
    (0.15, -0.4)
    """
    if not LATEST.search(question) or not re.search(r"[月年日天号底]|内", text[slice(*span)]):
        return 0.0
    return 0.15 if re.search(r"[前底止内]|[至到]", text[span[0] : span[1] + 1]) else -0.4


def asks_bound(question: str) -> bool:
    """Whether a question asks for the least or the most."""
    return (_FLOOR_ASKED.search(question) or _CEILING_ASKED.search(question)) is not None


def other_money(question: str, sentence: str) -> bool:
    """Whether a sentence speaks of money of another kind: no fine where nothing is said of 罚."""
    kinds = [says for asks, says in _KINDS_OF_MONEY if asks.search(question)]
    return bool(kinds) and not any(says.search(sentence) for says in kinds)


def says_nothing(rest: str) -> bool:
    """Whether what a question says besides names only asks: 打算建.

    >>> says_nothing("打算建"), says_nothing("注册资本")
    (True, False)
    """
    return len(_GENERIC.sub("", "".join(rest.split()))) < 2


def is_said(question: str, text: str, span: tuple[int, int]) -> bool:
    """Whether the question itself names a number: 一个单位 is said, 只开设一个账号 is not."""
    number = text[span[0] : span[1]]
    if re.fullmatch("一[\u4e00-\u9fff]", number):
        number += text[span[1] : span[1] + 2]
    return len(number) > 1 and number in question


def is_no_year(question: str, found: str) -> bool:
    """Whether a question asks for a year, and what is found is none: 5年 is no answer to 哪一年.

    >>> is_no_year("哪一年推开？", "5年"), is_no_year("哪一年推开？", "2020年底前"), is_no_year("要几年？", "5年")
    (True, False, False)
    """
    return _WHICH_YEAR.search(question) is not None and _YEAR_TOLD.search(found) is None


def not_yearly(question: str, sentence: str) -> bool:
    """Whether a question asks what falls to each year, or to each month, and the sentence speaks of none.

    A share is one of what each year gives, and need not name it.

    >>> not_yearly("一年要建几家？", "在海外建成20个"), not_yearly("一年最少要待多久？", "每年至少1个月")
    (True, False)
    >>> not_yearly("每个月发多少钱？", "按每人3000元给予补贴"), not_yearly("每年花的占百分之几？", "支出占比不低于4%")
    (True, False)
    """
    if _MONTHLY_ASKED.search(question) is not None and "月" not in _LASTING_MONTHS.sub("", sentence):
        return True
    yearly = _YEARLY_ASKED.search(question) is not None and not _ANY_YEAR.search(sentence)
    return yearly and not _SHARE_ASKED.search(question)


def same_time(unit: str) -> tuple[str, ...]:
    """Units of time that answer for this one: days are 天 and 日."""
    return ("天", "日") if unit in ("天", "日") else (unit,)


def speaks_of_before(sentence: str) -> bool:
    """Whether a sentence only dates what the one before it says: 有关工作于9月底前完成."""
    return _BACK.match(sentence) is not None


def governs(text: str, span: tuple[int, int], start: int) -> bool:
    """Whether a date opens its sentence and so rules all of it: 2019年6月底前，研究建立……."""
    return span[0] - start <= 1 and _GOVERNS.match(text, span[1]) is not None


def other_dimension(question: str, before: str) -> bool:
    """Whether a number is the thickness or length of a thing and the question asks for another figure."""
    found = _DIMENSION.search(before)
    return (
        found is not None
        and found[1] not in question
        and not re.search(r"多[大厚长宽高深远薄]|[薄厚长短高矮深宽远近窄]到|尺寸|程度", question)
    )


def counted_noun(question: str) -> str:
    """What a question counts: 产业学院打算建几个 counts 产业学院; empty where it does not say.

    >>> counted_noun("产业学院打算建几个？"), counted_noun("选了多少个城市？"), counted_noun("平台里允许有几个？")
    ('产业学院', '城市', '')
    """
    asked = _COUNTED.search(question)
    if asked is None:
        return ""
    before = asked["before"] or ""
    bare = _AUXILIARY.sub("", before)
    return "" if _PLACE.match(before, len(bare)) else bare or asked["behind"] or ""


def measured_thing(question: str) -> str:
    """The thing whose number or share a question asks for, by a name long enough to be its own; empty where it has none.

    >>> measured_thing("工程创新中心要建几个？"), measured_thing("流动岗位的比例最低是多少？"), measured_thing("要建几个？")
    ('工程创新中心', '流动岗位', '')
    """
    share = _SHARE_OF.search(question)
    noun = share["of"] if share is not None else counted_noun(question)
    return noun if len(noun) >= _OWN_NAME else ""


def counts_another(thing: str, text: str, span: tuple[int, int]) -> bool:
    """Whether a number has a noun of its own behind it, in a piece of a sentence that does not name the thing asked for.

    >>> counts_another("工程创新中心", "设立工程创新中心，打造2个检修平台。", (11, 13))
    True
    """
    behind = _OWN_NOUN.match(text, span[1]) or _OWN_NOUN.match(text, span[1] - 1)
    return behind is not None and thing not in text[slice(*clause_at(text, *span))]


def is_article(text: str, found: re.Match[str]) -> bool:
    """一批, 一个: no number, but where the text says 只开设一个 or 每个省培育一家.

    >>> [is_article(text, found) for text in ("建设一个基地", "每个省培育一家") for found in re.finditer("一[个家]", text)]
    [True, False]
    """
    return bool(SOME.match(found[0])) and not ONE.search(text[: found.start()])


def said_of(question: str, text: str, span: tuple[int, int]) -> float:
    """Whether the number stands with the noun asked: 周期是多久 and 周期为1年, 多少个城市 and 11个城市.

    >>> said_of("公告时间最短多少日？", "公告时间不得少于三十日。", (8, 11)), said_of("周期是多久？", "期限为1年", (3, 5))
    (0.5, 0.0)
    """
    before = NOUN_BEFORE.search(question)
    behind = re.search(r"(?:多少|几)[个家所名项种倍岁年元成]的?([\u4e00-\u9fff]{2})", question)
    score = 0.0
    if before is not None and re.search(rf"{before[1]}{NOUN_IN_TEXT}", text[: span[0]]):
        score += 0.5
    if behind is not None and behind[1] in text[span[0] : span[1] + 6]:
        score += 0.5
    return score
