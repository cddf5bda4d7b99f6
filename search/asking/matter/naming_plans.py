"""What a described thing is called: the name, among those the best provisions give, whose sentence fits the description.

A name is what the graph knows as one (institutions, programmes, terms), what stands in quotes, or words that end as
the kind of thing asked for does: 服务机构 and 服务中心, 研究款 and 横向经费.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.authority import words
from search.asking.matter.span_edges import without_said
from search.asking.matter.wanted import is_kind, kinds_of_name, noun_asked, wanted
from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import sentence_spans

_ASKED = re.compile(
    r"叫(?:做|作|个)?(?:什么|啥)|叫法|(?:怎么|如何|咋)(?:叫|称呼)|什么(?:称呼|叫法)|(?:用|拿)(?:了)?(?:一个|个)?(?:什么|哪个|啥)(?:词|比喻)|写(?:作|成|的是)(?:什么|啥)|(?:概括|归纳|总结|浓缩)(?:成|为|作)(?:了)?(?:什么|哪)|哪一?[句个](?:话|口号)"
    r"|(?:原文|文件|文中|条例|办法|意见|方案)(?:里|中)?(?:是)?(?:怎么|如何)(?:说|写|表述|概括)(?:的)?[？?]?$|(?:说法|提法|口号)(?:是|叫)(?:什么|啥)|(?:什么|哪个|啥)(?:样的)?(?:称号|名称|名号|名头|名[字儿]?|美誉|别称|头衔)"
)
_SEVERAL = re.compile(
    r"每一?[步个项类级阶层]|哪[几些二两三四五六七八九十]|分别|各自?(?:是|叫)|[二两三四五六七八九]个(?:名|叫|说)"
)
_PHRASE = re.compile(r"(?:怎么|如何)(?:说|写|表述|概括)|哪一?[句个](?:话|口号)|口号|概括|归纳|浓缩")
_KIND = re.compile(
    r"叫(?:做|作|个)?(?:什么|啥)(?!名)(?P<behind>[\u4e00-\u9fff]{2,4})[？?]?$"
    r"|[“\"](?P<quoted>[\u4e00-\u9fff]{1,4})[”\"](?:叫|是|的?名)"
    r"|什么(?P<title>称号|称呼|头衔|名号|美誉|口号)"
    r"|(?:那个|这个|那种|这种|那套|这套|那份|这|那|有一[种个套]|的)(?P<said>(?!专门|正式|个的)(?:(?![那这叫的有给])[\u4e00-\u9fff]){1,8}?)"
    r"(?:的?(?:正式|专门)?叫|，|[的，][^，。？]{0,6}(?:名[称字]|叫)|(?:的|有个?|[取起]了?个?)?什么名|名[称字]|起了|称作|称为)"
)
_IN_TEXT = re.compile(
    r"(?:，|的)?(?:在)?(?:原文|文件|建议|文中)(?=(?:专门|正式|是)?(?:叫|怎么|如何|称))|在?(?:文件|原文|文|意见|方案|通知|办法)(?:里面?|中|上)(?:管(?:它|这个?)|把它)?"
)
_TAIL = (
    r"(?:(?:(?![和与及的等])[\u4e00-\u9fff]){0,8}?(?:中心|计划|工程|行动|模式|机制|制度|平台|体系|基地|人才|联盟|试点|集群|"
    r"小组|系统|服务|活动|品牌|学院|教师|改革|方案))?"
)
_QUOTED = re.compile(rf"(?:“(?P<inside>[^“”\n]{{2,24}})”|\"[^\"\n]{{2,24}}\"){_TAIL}")
_ANY_KIND = re.compile("做法|法子|套路|搞法|路数")
_UNDERTAKINGS = ("工程", "计划", "行动")
"""A way of doing things may be called one of these as well as a 制度."""
_FULL = re.compile("全名|全称|完整|整个名")
_NAME_BEFORE = re.compile(r"(?:(?!的)[\u4e00-\u9fff]|“[^“”\n]{2,24}”){1,30}$")
_QUOTE_BEFORE = re.compile(r"“[^“”\n]{2,24}”、$")
_TERM = re.compile(
    r"(?:(?<=[。；，\n])|(?<=\d\.)|(?<=其中，))(?!本|其|这|该)(?P<v>[^，。；：、\n“”是]{2,16}?)(?=，?(?:是指|指的是))"
)
"""A term that the text explains: 微创手术是指……."""
_GRAPH = frozenset(("institution", "programme", "term"))
_LEAST, _DEEP = 0.3, 8
_AROUND, _OWN, _OF_KIND, _IN_QUOTES = 0.3, 0.2, 0.3, 0.15
_LONGEST = 24
_LETTERS = re.compile("缩写|字母|英文")
_NO_NAME = frozenset(
    ("途径", "方式", "渠道", "手段", "形式", "措施", "活动", "问题", "人", "类", "学校", "企业", "单位", "称号", "头衔")
)
"""Words lists of things end in, names of one thing do not."""
_MAKES = re.compile(
    "打造|建设|建立|构建|形成|推行|推进|推广|推动|实施|开展|设立|组建|成立|引入|派驻|授予|设置|创建|启动|探索|配备|聘请"
)
_JOINED = re.compile("以及|(?<!共)和|(?<!参)与|(?<!以)及(?!时)")
_COUNTED = re.compile(
    r"等?\d+[项个名家所种位](?:[\u4e00-\u9fff]{0,4}?(?:成果|专家|人员|学者|单位|项目|企业|机构|同志|个人|组织)|[\u4e00-\u9fff]{2})"
)
"""甲等37项成果某某奖: what is counted is no part of the name behind it."""
_CARRIES = re.compile("实行|执行|落实|采用|采取|参照|适用|健全")
_LAYERED = re.compile("分层|分级|多级|多层|层层|逐级")
_LEVELS = re.compile("[二两三四五六七八九]级")
_MODAL = re.compile("(?:应(?!用)当?|可以|必须|不得|需要?|能够)(?:取得|持有|具备|设有)?")
_OPENS = "的由在为以和与及对向将把按从于"
_LEADING = r"其|可以|应当|必须|能够|要|以|由|为|在|对|向|按照?|通过|积极|主动|全面|加快|进一步|大力|多种|一批|各类"


_CLASS = re.compile(
    r"(?P<subject>[^，。？]{2,40}?)(?:算|属于|归为|归入|列为|列入|定为|被?作为|算作|是|属)(?:的?是)?(?:哪|什么)一?(?P<unit>[级类种个档])(?P<noun>[\u4e00-\u9fff]{1,6})?[？?]?$"
)
_IS = r"(?:是|为|作为|列为|定为|属于|归为|确定为|视为)"
_SHORTEST = 3
"""Characters of a subject that tell it from others."""
_LONGEST_SUBJECT = 20


@dataclass(frozen=True, slots=True)
class _Name:
    score: float
    hit: Hit
    span: tuple[int, int]


def name_plan(r: Reader) -> Found:
    """The name that fits best; ``None`` where none is asked for, or several, or no sentence fits."""
    if not _ASKED.search(r.q.text) or _SEVERAL.search(_asking(r.q.text)) or r.q.has("person") or r.q.asks("ct"):
        return None
    if wanted(r).number is not None:
        return None
    best = max(names(r), key=lambda one: one.score, default=None)
    if best is None or best.score < _LEAST:
        return None
    span = _lengthened(best.hit.text, best.span) if _FULL.search(r.q.text) else best.span
    return r.cut(best.hit, [span], "叫", f"查找{best.hit.label}给出的名称")


def _lengthened(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A name with the words and quotes before it, up to the verb or 的 they begin with: 新入职教师“入岗”三阶段培养工程."""
    before = _NAME_BEFORE.search(text, 0, span[0])
    start = before.start() if before is not None else span[0]
    while (verb := re.compile(rf"{_LEADING}|{'|'.join(verbs())}").match(text, start, span[0])) is not None:
        start = verb.end()
    return start, span[1]


def _asking(text: str) -> str:
    """The clause that asks for the name: 哪些专业要亮红灯，管这个的机制叫什么 asks for one."""
    last = re.split("，", text)[-1]
    return last if _ASKED.search(last) and _KIND.search(last) else text


def names(r: Reader) -> Iterator[_Name]:
    """The names in the best provisions that the question does not say itself, and how well each fits."""
    kinds = kind_asked(r.q.text)
    phrase = _PHRASE.search(r.q.text) is not None
    for place, hit in enumerate(r.leaves(_DEEP)):
        spans = set(_spans(r, hit, kinds, phrase))
        for start, end in sentence_spans(hit.text):
            inside = [(a, b) for a, b in spans if start <= a < end]
            if not inside:
                continue
            whole = 0.75 * r.fit(hit.text[start:end]) + 0.5 * r.near(hit.text[start:end])
            for a, b in inside:
                name = hit.text[a:b].strip("“”")
                if name not in r.q.text:
                    yield _Name(whole + _alone(r, hit.text, (start, end), (a, b), kinds) - 0.04 * place, hit, (a, b))


def _alone(r: Reader, text: str, sentence: tuple[int, int], span: tuple[int, int], kinds: tuple[str, ...]) -> float:
    """What speaks for a name besides its sentence: the words right around it, its kind, its form."""
    name = text[slice(*span)]
    around = _around(text, sentence, span)
    fit = _AROUND * (r.near(around) + r.fit(around)) + _OWN * r.near(name)
    kinds = (*kinds, *_UNDERTAKINGS) if _ANY_KIND.search(r.q.text) else kinds
    fit += _OF_KIND * name.strip("“”").endswith(kinds or "\0") + _IN_QUOTES * ("“" in name)
    fit += _IN_QUOTES * (_described(r.q.text) in name) + _IN_QUOTES * (
        _LAYERED.search(r.q.text) is not None and _LEVELS.search(name) is not None
    )
    if _LETTERS.search(r.q.text):
        fit += _OF_KIND * (re.search("[A-Z]{2}", name) is not None)
    return fit + _IN_QUOTES * (_PHRASE.search(r.q.text) is not None and re.search("[，、]", name) is not None)


def _described(question: str) -> str:
    """The two characters before the kind asked for: 用人 of 用人办法; a mark no name holds where there are none."""
    said = next(
        (group for m in reversed(list(_KIND.finditer(_IN_TEXT.sub("", question)))) for group in m.groups() if group), ""
    )
    kind = said[-2:] if is_kind(said[-2:]) else ""
    words = said[: len(said) - len(kind)].rstrip("的") if kind else ""
    return words[-2:] if len(words) > 1 else "\0"


def _around(text: str, sentence: tuple[int, int], span: tuple[int, int]) -> str:
    """The piece of a sentence, between commas, that a span stands in."""
    start = max(text.rfind(mark, sentence[0], span[0]) for mark in "，；。：") + 1
    ends = [at for mark in "，；。：" if (at := text.find(mark, span[1], sentence[1])) >= 0]
    return text[max(start, sentence[0]) : min(ends, default=sentence[1])]


def kind_asked(question: str) -> tuple[str, ...]:
    """The endings names of the kind asked for have.

    >>> "工坊" in kind_asked("以能工巧匠命名的场所叫什么？"), kind_asked("要形成的那个“圈”叫什么？")
    (True, ('圈',))
    """
    found = list(_KIND.finditer(_IN_TEXT.sub("", question)))
    said = next((group for m in reversed(found) for group in m.groups() if group), "")
    return tuple(kind for kind in kinds_of_name(said) if kind not in _NO_NAME)


def _spans(r: Reader, hit: Hit, kinds: tuple[str, ...], phrase: bool) -> Iterator[tuple[int, int]]:
    quoted = [_chained(hit.text, *m.span()) for m in _QUOTED.finditer(hit.text)]
    yield from (_whole(hit.text, a, b, kinds) for a, b in quoted)
    if phrase:
        return
    for name in r.names.find(hit.text):
        span = (name.start, name.start + len(name.said))
        if name.kind in _GRAPH and len(name.said) > 2 and not any(a <= span[0] < b for a, b in quoted):
            yield _whole(hit.text, *span, kinds) if re.search("[A-Za-z]", name.said) else span
    yield from _written(hit.text, kinds) if kinds else ()
    yield from (m.span("v") for m in _made().finditer(hit.text))
    yield from (m.span("v") for m in _TERM.finditer(hit.text))


def _chained(text: str, start: int, end: int) -> tuple[int, int]:
    """A quoted name whose noun belongs to the quotes before it as well: “共聘共育”、“双栖制”引人用人机制."""
    while text[end - 1] not in '”"' and (more := _QUOTE_BEFORE.search(text, 0, start)) is not None:
        start = more.start()
    return start, end


def _whole(text: str, start: int, end: int, kinds: tuple[str, ...]) -> tuple[int, int]:
    """A name with what follows it up to the kind asked for: 1+X证书（学历证书+若干证书）制度试点."""
    ends = "|".join(re.escape(kind) for kind in kinds)
    gap = r"(?:（[^（）\n]{2,24}）)?的?(?:(?![和与及的])[\u4e00-\u9fff]){0,6}?"
    more = re.compile(rf"{gap}(?:{ends})(?={_boundary()})").match(text, end) if kinds else None
    return start, more.end() if more else end


def _written(text: str, kinds: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Words that end as the kind asked for does, without the verbs before them."""
    ends = "|".join(re.escape(kind) for kind in kinds)
    for found in re.finditer(rf"(?P<v>[\u4e00-\u9fffA-Za-z0-9+（）]{{1,{_LONGEST}}}(?:{ends}))(?={_boundary()})", text):
        start = found.start("v")
        start += found["v"].rfind("的", 0, -1) + 1
        start = max((m.end() for m in _MODAL.finditer(text, start, found.end() - 1)), default=start)
        start = max((m.end() for m in _COUNTED.finditer(text, start, found.end() - 1)), default=start)
        start = max((m.end() for m in _JOINED.finditer(text, start, found.end() - 2)), default=start)
        while (verb := re.compile(rf"{_LEADING}|{'|'.join(verbs())}").match(text, start, found.end() - 1)) is not None:
            start = verb.end()
        if (made := _MAKES.search(text, start, found.end() - 2)) is not None and text[made.end()] not in "与和及、":
            start = made.end()
        start = max((m.end() for m in _CARRIES.finditer(text, start, found.end() - 2)), default=start)
        level = _LEVELS.search(text, start, found.end())
        if level is not None and text[start - 1 : start] == "、":
            start = level.start()  # 市、区、家庭五级服务体系
        inside = start == found.start() and start > 0 and re.match(r"[\u4e00-\u9fff]", text[start - 1]) is not None
        if inside and text[start - 1] not in _OPENS:
            continue  # the words begin before what was looked at
        if found.end() - start > 2 and text.count("（", start, found.end()) == text.count("）", start, found.end()):
            yield start, found.end()


@cache
def verbs() -> tuple[str, ...]:
    """The verbs of two characters and more, longest first."""
    return tuple(sorted((word for word in words("verb") if len(word) > 1), key=len, reverse=True))


@cache
def _made() -> re.Pattern[str]:
    """What is made, sent or appointed: 派驻健康管家，."""
    return re.compile(
        rf"(?:{_MAKES.pattern})(?P<v>(?![由以对向从在])(?:(?![和与及的等])[\u4e00-\u9fff]){{3,10}}?)(?={_boundary()})"
    )


@cache
def _boundary() -> str:
    return rf"[，。；、）：等和的与及由在为是将要“”\n]|$|重点|主要|应当|可以|{'|'.join(verbs())}"


def class_plan(r: Reader) -> Found:
    """乡镇图书馆算哪一级馆 and 乡镇图书馆为分馆; 甲属于哪一类主体 and 交易场所，包括甲、乙等."""
    asked = _CLASS.search(r.q.text)
    if asked is None or r.q.asks("uctsp"):
        return None
    subject = asked["subject"]
    for hit in r.leaves(6):
        for length in range(min(len(subject), _LONGEST_SUBJECT), min(_SHORTEST, len(subject)) - 1, -1):
            said = re.escape(subject[-length:])
            found = re.compile(rf"{said}{_IS}(?P<v>[^，。；、\n]{{2,20}})").search(hit.text) or re.compile(
                rf"(?:所称的?|^|[。，；\n])(?!本)(?P<v>[^，。；、\n]{{2,20}})，?(?:包括|包含|主要有)[^。；\n]{{0,40}}{said}"
            ).search(hit.text)
            if found is not None and found["v"] not in r.q.text:
                return r.cut(hit, [found.span("v")], "是", f"查找{hit.label}对“{subject[-length:]}”的归类")
    return None


_WHICH = re.compile(
    r"(?:什么|哪一?[个种类本张项条块片家所座位支])(?P<noun>(?:(?![来去要能会该是])[\u4e00-\u9fff]){2,6}|[奖证卡险税图库网](?=[，。？?]|$))"
)
_ONE_NAME = re.compile(
    r"(?:什么|哪一?[个种类项张套本支部])(?:[奖证卡险税图库网]|[\u4e00-\u9fff]{0,4}(?:制度|机制|体系|基金|档案|计划|工程|项目|协议|合同|证书|账户|平台|联盟|模式|格局|名单|战略|责任制))(?=[，。？?]|$)"
    r"|(?:归为|归到|算作|称为|统称为?|属于|视为)(?:什么|哪一?[种类])[\u4e00-\u9fff]{2,4}(?=[，。？?]|$)"
)
"""Kinds of things that are called by a name."""


def kind_plan(r: Reader) -> Found:
    """哪个街区 asks for what ends in 街区, 凭什么本子 for a 证 or 卡: the one in the sentence that fits best."""
    asked = _WHICH.search(r.q.text)
    if asked is None or _SEVERAL.search(r.q.text) or r.q.asks("uctsp") or r.q.has("yesno", "when", "person"):
        return None
    noun = noun_asked(r.q.text)
    kinds = tuple(kind for kind in kinds_of_name(noun) if kind not in _NO_NAME)
    found = [
        (
            0.5 * r.fit(words) + 0.5 * r.near(words) + 0.2 * r.near(_around(hit.text, (a, b), span)) - 0.04 * place,
            hit,
            span,
        )
        for place, hit in enumerate(r.leaves(5))
        for a, b in sentence_spans(hit.text)
        for words in (hit.text[a:b],)
        for span in _of_kinds(r, hit, (a, b), kinds)
        if hit.text[slice(*span)] not in r.q.text
    ]
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[0] < _LEAST:
        return None
    span = without_said(r.q.text, best[1].text, best[2])
    return r.cut(best[1], [span], "是", f"查找{best[1].label}提到的{noun}")


def named_kind_plan(r: Reader) -> Found:
    """什么制度 and 哪个奖, before lists are looked for: what ends so is one name and no matter of lists."""
    return kind_plan(r) if _ONE_NAME.search(r.q.text) else None


def _of_kinds(r: Reader, hit: Hit, sentence: tuple[int, int], kinds: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """What a sentence names that ends as asked: the graph's names whole, other words outside them."""
    start, end = sentence
    known = [(n.start, n.start + len(n.said)) for n in r.names.find(hit.text) if start <= n.start < end]
    written = [(start + a, start + b) for a, b in _written(hit.text[start:end], kinds)] if kinds else []
    for x, y in known:
        if kinds and hit.text[x:y].strip("“”").endswith(kinds) and not any(a < x and y == b for a, b in written):
            yield x, y
    for a, b in written:
        if not any(x < b and a < y and (x, y) != (a, b) and not (a <= x and y == b) for x, y in known):
            yield a, b


_WHY = re.compile(r"(?:为了|出于|达到|图)(?:达到|实现)?(?:什么|啥)(?:目的|目标)?")
_AIM = re.compile(
    r"(?:，(?:以便|从而|以|进而)?(?P<then>(?:促进|提高|推动|保障|实现|提升|确保|方便|防止|避免|满足|增强|形成|减少|降低)[^，。；\n]{4,30})(?=[，。；\n]|$)"
    r"|(?:^|[，。；\n])为了?(?P<first>[^，。；\n]{4,30})，)"
)


def aim_plan(r: Reader) -> Found:
    """What something is for: 通过建设甲，促进乙."""
    if _WHY.search(r.q.text) is None:
        return None
    found = [
        (r.fit(rest) + r.near(rest) - 0.05 * place, hit, m)
        for place, hit in enumerate(r.leaves(5))
        for a, b in sentence_spans(hit.text)
        for m in _AIM.finditer(hit.text, a, b)
        for rest in (hit.text[a : m.start()] + hit.text[m.end() : b],)
    ]
    if not found:
        return None
    _, hit, match = max(found, key=lambda one: one[0])
    return r.cut(hit, [match.span("then" if match["then"] else "first")], "为的是", f"查找{hit.label}写明的目的")
