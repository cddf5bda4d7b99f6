"""What stands in the text where the question has its 什么: 直接赋予什么信用等级 and 直接赋予最高信用等级."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.cuts import cut_query
from search.asking.matter.span_edges import without_said
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.spans import enumerations
from search.hits import Hit
from search.interaction import clause_at, sentence_spans

_SLOT = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,2})(?:了|的是|的)?(?:一[项个种套条])?(?:什么样?的?|何种|怎样的|哪一?[种类项级个])(?P<noun>[\u4e00-\u9fff]{2,8}|奖)(?=[，？?]|$)"
)
_TURNS = r"转向|转为|转变为|变为|改为|调整为|升级为|列为|纳入|作为|称为"
_INTO = re.compile(rf"(?P<verb>{_TURNS}|(?<=[\u4e00-\u9fff]{{4}})[\u4e00-\u9fff]{{2}})(?:什么|啥|哪[里个儿])[？?]?$")
_OBJECT = re.compile(
    r"(?P<verb>避免|防止|杜绝|禁止|注重|突出|体现|彰显|遵循|坚持|保障|确保|聚焦|围绕|打击|取消|破除|克服|解决|弘扬|增强|提升|提高|减少|降低)(?:了)?(?:什么|啥|哪些)[？?]?$"
)
_FROM = re.compile(rf"(?:由|从)(?:什么|啥|哪[里个儿])(?P<verb>{_TURNS})(?P<into>[^，。？?]{{2,20}})[？?]?$")
_HOW = re.compile(r"(?:怎么|如何|怎样)(?P<verb>[\u4e00-\u9fff]{2,8})[？?]?$")
_AS = re.compile(
    r"(?:的|，)?(?P<noun>(?![^，。？]{0,3}(?:目的|意思|内容))[\u4e00-\u9fff]{2})(?:制度|机制|任务|工作|措施)?(?:是|为)(?:什么|啥|哪一?个|哪[项样])[？?]?$"
)
"""国家安全工作的先导是什么 and 以战略为先导."""
_SERVES_AS = re.compile(
    r"(?:把|以|拿|将|用)(?:什么|啥|哪[个些])(?:来)?(?:作为|当作?|作|为)(?P<noun>[\u4e00-\u9fff]{2,8})"
)
"""把什么作为总抓手 and 以乡村全面振兴为总抓手."""
_OFFICE = re.compile(r"(?:任|当|兼)[^，。？]{0,8}(?:什么|哪[个种])(?:职务|职位|岗位|角色|官)")
_HOLDS = re.compile(r"(?<!责)任(?!务|期|职)(?P<v>[^，。；、]{2,20})")
_QUOTABLE = frozenset(
    ("办法", "模式", "机制", "原则", "方式", "制度", "理念", "要求", "方针", "口号", "做法", "标准", "思路", "战略")
)
_ABSTRACT = frozenset(("职务", "称号", "身份", "角色", "地位", "名称", "待遇"))
"""Nouns for what a text names without them: 任什么职务 and 任董事长."""
_ALONE = frozenset("按用为向叫受经凭以")
"""Verbs that need no second character to be told from others."""
_MANY = r"(?:[二两三四五六七八九十]|\d{1,2})"
_HOLE = re.compile(
    rf"(?P<left>[\u4e00-\u9fff“”]{{1,4}})(?:(?:什么|谁|哪(?P<counted>{_MANY})?个?(?:方面|[科项个样种]))(?=[为作来做当进开])"
    rf"|(?P<which>哪(?P<many>些|几|{_MANY})?一?(?:个?方面|[个种类项家所级样科])?))(?P<rest>[^，。？?]{{2,30}})"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:委员会|领导小组|工作组|办公室|研究院|研究所|协会|学会|联盟|中心|银行|公司|大学|学院)"
)
_SEVERAL_NOUNS = re.compile(r"[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}?)*(?:、|和|与|或)[\u4e00-\u9fff]{2}")
"""哪些高校、院校和企业联合培养: the nouns are one."""
_ENDING = re.compile(r"(?:(?:等[\u4e00-\u9fff]{0,4})?的?|形成|构成|组成|共同(?:形成|构成|组成))$")
_COUNTED_IN = re.compile(
    r"(?:划|归|算|列|排|收|编)(?:到|进|入|在|作|为)?(?:哪|什么|啥)一?(?:个)?(?:类|种|档|块|级|序列|队伍|系列)(?:里面?|中|去)*(?:去|了)?[？?]?$"
)
_LEAVE_TO = re.compile(
    r"(?:给|赋予|交给|放给|下放给|放权给|授权给?)(?:谁|哪一?[级个层方些家])[^，。？]{0,4}(?:更多|更大|更高|充分|更|说了算|自主|权)"
)
_BY_WHAT = re.compile(
    r"(?:按照?|依照?|根据)(?:什么|啥)(?:来|去)?(?P<verb>(?!规定|办法|原则|标准|要求|方式|程序|顺序|条件|比例|法律|文件|制度)[\u4e00-\u9fff]{2})"
)
_FROM_TO = re.compile(r"[由从](?P<out>[^，。？]{2,12}?)(?:转向|转变为|转为|变成|转到)(?:了)?(?:什么|啥|哪)")
_HOLDERS = "政府|单位|人员|部门|机构|院校|学校|高校|企业|地方|基层|医院|组织|[省市县区][级域]?(?![级域直属政人])"
_AS_MUCH = re.compile(
    r"[跟和与同向比](?:当地|本地|同地区)?(?:的)?(?:哪|什么|啥)(?:一?[种类个]|样的?)?(?:人|群体|职业|行当)?(?:的)?(?:持平|看齐|一样|相当|差不多|齐平|低|少)"
)
_POINTS = re.compile(r"下列|以下|有关|相关|相应|这些|上述")
_BEFORE = frozenset("把将对以由向用按靠为从在给与和")
_SAME = ("把将", "以用靠凭", "由经请")
_ANCHOR, _SHORT_ANCHOR = 3, 2
_LONGEST_NOUN = 6
_REVERSE = re.compile(r"(?:^|[，、；])(?:什么|谁|哪[里个些])是(?P<what>[^，。；？?]{4,24})(?=[，。；？?]|$)")
_LEAST_OWN = 4
_LEAST, _LEAST_SURE = 0.35, 0.25
_LENT = 0.05
"""What a sentence loses that fits only with its heading."""


def slot_plan(r: Reader) -> Found:
    """The words a sentence has in place of the question word; ``None`` where verb and noun stand together nowhere."""
    return _as_told(r) or _turn(r) or _what(r) or _between(r) or _how(r)


_SURE_FORMS = (
    (_COUNTED_IN, re.compile(r"(?:纳入|列入|归入|划入|编入|列为|划归)(?P<v>[^，。；、]{2,20})")),
    (_AS_MUCH, re.compile(r"(?:不低于|不少于|持平于|相当于|看齐)(?:或者?高于)?(?:同等条件|当地|本地)?(?P<v>[^，。；、]{2,10}?)的?(?:平均)?(?:工资|收入|薪酬|待遇)")),
    (_LEAVE_TO, re.compile(rf"(?:赋予|给予|授予|扩大|交由|下放(?:给|至|到))(?P<v>[^，。；]{{0,14}}?(?:{_HOLDERS}))[^，。；]{{0,16}}?(?:更大|更多|更高|充分|自主|权限)")),
)  # fmt: skip
"""What a question asks in everyday words, and how documents tell it: 划到哪一类 and 纳入……序列, 给谁更多权 and 赋予……更大自主权."""


def _as_told(r: Reader) -> Found:
    """The words a document has where it tells what the question asks in everyday words."""
    forms = [told for asked, told in _SURE_FORMS if asked.search(r.q.text)]
    if (by := _BY_WHAT.search(r.q.text)) is not None:
        forms.append(re.compile(rf"(?:按照?|依照?|根据)(?P<v>[^，。；]{{2,30}}?){by['verb']}"))
    if _OFFICE.search(r.q.text):
        forms.append(_HOLDS)
    if (told_as := _AS.search(r.q.text)) is not None:
        forms.append(re.compile(rf"以(?P<v>[^，。；以]{{2,40}}?)为[^，。；、为]{{0,6}}?{told_as['noun']}"))
    if (served := _SERVES_AS.search(r.q.text)) is not None:
        forms.append(
            re.compile(rf"(?:以|把|将)(?P<v>[^，。；以把将]{{2,40}}?)作?为[^，。；、为]{{0,4}}?{served['noun']}")
        )
    if (turn := _FROM_TO.search(r.q.text)) is not None:
        forms.append(re.compile(rf"由{re.escape(turn['out'])}向(?P<v>[^，。；]{{2,20}}?)转"))
    return _best(r, forms, "是", _LEAST_SURE) if forms else None


def _turn(r: Reader) -> Found:
    """由规模扩张型转向什么 and 由什么转向质量效益型."""
    into, out = _INTO.search(r.q.text), _FROM.search(r.q.text)
    if into is not None:
        before = [r.q.text[max(0, into.start() - n) : into.start()] for n in (6, 5, 4, 3)]
        patterns = [rf"{re.escape(words)}{into['verb']}(?P<v>[^，。；]{{2,30}})" for words in before]
        if re.fullmatch(_TURNS, into["verb"]):
            patterns.append(rf"{into['verb']}(?P<v>[^，。；]{{2,30}})")
    elif out is not None:
        patterns = [rf"(?:由|从)(?P<v>[^，。；]{{2,24}}?){out['verb']}{re.escape(out['into'][:4])}"]
    else:
        return _object(r)
    return next((plan for one in patterns if (plan := _best(r, [re.compile(one)], "是")) is not None), _object(r))


def _object(r: Reader) -> Found:
    """What stands behind the verb the question ends with: 避免什么 and 避免多头执法、重复检查."""
    asked = _OBJECT.search(r.q.text)
    if asked is None:
        return None
    pattern = re.compile(rf"{asked['verb']}(?P<v>[^，。；]{{2,40}})")
    found = [
        (r.fit(hit.text[a:b]) - 0.05 * place, hit, m.span("v"))
        for place, hit in enumerate(r.leaves(4))
        for a, b in sentence_spans(hit.text)
        for m in pattern.finditer(hit.text, a, b)
    ]
    if not found:
        return None
    fit, hit, (start, end) = max(found, key=lambda one: one[0])
    if fit < _LEAST or hit.text[start:end] in r.q.text:
        return None
    return r.cut(hit, _parts(hit.text, start, end) or [(start, end)], "是", f"查找{hit.label}的写法")


def _what(r: Reader) -> Found:
    asked = _SLOT.search(r.q.text)
    if asked is None or r.q.asks("uct"):
        return None
    verb = asked["verb"] if asked["verb"][-1] not in _ALONE else asked["verb"][-1]
    if len(verb) == 1 and verb not in _ALONE:
        return None
    patterns = [
        re.compile(rf"{verb}(?P<v>{_some(tail)}(?:[或和与、]{_some(tail)})*)") for tail in _tails(asked["noun"])
    ]
    if asked["noun"] in _ABSTRACT:
        patterns.append(re.compile(rf"{verb}(?P<v>[^，。；、]{{2,20}})"))
    if asked["noun"] and not re.search("哪[些几]", asked[0]):
        patterns.append(re.compile(rf"{verb}“(?P<v>[^”]{{2,30}})”的?[\u4e00-\u9fff]{{0,8}}{asked['noun'][-2:]}"))
    if asked["noun"][:2] in _QUOTABLE:
        patterns.append(re.compile(rf"{verb}“(?P<v>[^”]{{2,30}})”"))
    return _best(r, patterns, "是")


def _some(tail: str) -> str:
    return rf"(?!了)[^，。；、]{{1,20}}?{tail}"


def _tails(noun: str) -> Iterator[str]:
    """The noun asked for; with the verb behind it the noun is what comes before: 规定执行 asks for a 规定."""
    yield noun
    if len(noun) > 5:
        yield noun[-4:]  # 严格管理制度 and 严格的药品追溯管理制度
    if len(noun) > 3:
        yield rf"{noun[:2]}(?={noun[2:]})"


def _between(r: Reader) -> Found:
    """What stands between the words on both sides of the question word: 以什么为总抓手 and 以乡村全面振兴为总抓手."""
    asked = _HOLE.search(r.q.text)
    if asked is None or r.q.asks("uct") or r.q.has("when"):
        return None
    found: list[tuple[float, Hit, list[tuple[int, int]]]] = []
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            if (span := _framed(hit.text, start, end, asked)) is not None:
                spans = _parts(hit.text, *span) if asked["many"] or asked["counted"] else [span]
                found += [(r.fit(hit.text[start:end]) - 0.05 * place, hit, spans)] if spans else []
    if not found:
        return None
    fit, hit, spans = max(found, key=lambda one: one[0])
    words = hit.text[spans[0][0] : spans[-1][1]]
    if fit < _LEAST or words in r.q.text or _POINTS.fullmatch(words):
        return None
    return r.cut(hit, spans, "是", f"查找{hit.label}的写法")


def _framed(text: str, start: int, end: int, asked: re.Match[str]) -> tuple[int, int] | None:
    """What a sentence has between the longest words of the question on both sides; the noun asked for is not among them."""
    rest = asked["rest"]
    body = _BODY.match(rest)
    nouns = range(2, min(_LONGEST_NOUN, len(rest) - 1) + 1) if asked["which"] else range(1)
    if asked["which"] and (several := _SEVERAL_NOUNS.match(rest)) is not None:
        nouns = range(several.end(), several.end() + 1)
    if asked["which"] and body is not None:
        nouns = range(body.end(), body.end() + 1)  # 哪个委员会评审: the noun is whole
    for noun in nouns:
        for size in range(len(rest) - noun, _SHORT_ANCHOR - 1, -1):
            if (behind := text.find(rest[noun : noun + size], start, end)) < 0:
                continue
            piece = max(text.rfind(mark, start, behind) for mark in "，。；：") + 1 or start
            if text.count("《", start, behind) <= text.count("》", start, behind):
                begin = _begin(text, piece, behind - 1, asked["left"], size >= _ANCHOR)
                if begin is not None:
                    return _bare(text, begin, behind)
            break
    return None


def _begin(text: str, start: int, end: int, left: str, sure: bool) -> int | None:
    """Where the words before the question word end in a piece of text; 把 and 将 are one."""
    for length in range(min(4, len(left)), 1, -1):
        if (at := text.rfind(left[-length:], start, end)) >= 0:
            return at + length
    alike = next((same for same in _SAME if left[-1] in same), left[-1] if left[-1] in _BEFORE else "")
    places = [text.rfind(one, start, end) for one in alike] if sure else []
    return max(places, default=-1) + 1 or None


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without 等 and 的 at its end."""
    words = _ENDING.sub("", text[start:end])
    return (start, start + len(words)) if len(words) > 1 else None


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of the list a span holds; none where it holds no list."""
    inside = [one.items for one in enumerations(text) if one.items[0][1] > start and one.items[-1][0] < end]
    items = max(inside, key=len, default=())
    if not items or (items[0][0] > start + 2 and "）" in text[start : items[0][0]]):
        return _divided(text, start, end)  # brackets stand in the list
    if any(text[b - 2 : b] == text[end : end + 2] for _, b in items[:-1]):
        end += 2  # 甲补贴和乙补贴政策: the last ends as the others do
    clipped = [(max(a, start), min(b, end)) for a, b in items]
    return [(a, b) for a, b in clipped if b - a > 1]


def _divided(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between 、 and the last 和, without 三科 and the like behind them; none where there is but one."""
    words = re.sub(rf"{_MANY}[\u4e00-\u9fff]$", "", text[start:end])
    cuts = [m.span() for m in re.finditer(r"、|(?<=[）\u4e00-\u9fff]{2})(?:以及|和|及)(?=[\u4e00-\u9fff]{2,}$)", words)]
    edges = [0, *(place for cut in cuts for place in cut), len(words)]
    return [(start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)] if cuts else []


def reverse_plan(r: Reader) -> Found:
    """什么是甲的战略依托 asks for what the text says is that: 强大国内市场是甲的战略依托."""
    spans: list[tuple[int, int]] = []
    subject, place = "", None
    for asked in _REVERSE.finditer(r.q.text):
        said = asked["what"].replace("它", subject).replace("其", subject)
        subject = subject or said.split("的")[0]
        text = r.engine.library.text(r.asked.document)
        own = asked["what"].split("的")[-1] if "它" in asked["what"] else said
        found = re.search(
            rf"(?:^|[。；，\n])(?P<v>[^，。；\n]{{2,30}})是[^，。；\n]{{0,16}}{re.escape(own)}(?=[，。；\n])", text
        )
        if found is None or len(own) < _LEAST_OWN or (place := r.around(found.start("v"))) is None:
            return None
        spans.append(found.span("v"))
    if not spans or place is None:
        return None
    query = cut_query(r.asked.document, spans, r.asked.graph)
    return Plan(query, "查找原文中“……是……”的说法", "是", (place,))


def _how(r: Reader) -> Found:
    """The piece of a sentence that says by what, of whom and how something is done."""
    asked = _HOW.search(r.q.text)
    if asked is None:
        return None
    pattern = re.compile(
        rf"(?<![^，。；：\n])(?P<v>(?:由|按|按照|通过|采取|采用|以|实行)[^，。；]{{4,60}}?{asked['verb']})"
    )
    return _best(r, [pattern], "原文是")


def _best(r: Reader, patterns: list[re.Pattern[str]], told: str, least: float = _LEAST) -> Found:
    found: list[tuple[float, Hit, tuple[int, int]]] = []
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            fit = max(r.fit(hit.text[start:end]), r.fit(r.heading(hit) + hit.text[start:end]) - _LENT)
            for pattern in patterns if fit >= least else ():
                found += [(fit - 0.05 * place, hit, m.span("v")) for m in pattern.finditer(hit.text, start, end)]
    found = [one for one in found if not _of_another(r, one[1].text, one[2])]
    if not found:
        return None
    _, hit, span = max(found, key=lambda one: one[0])
    span = without_said(r.q.text, hit.text, span)
    if hit.text[slice(*span)] in r.q.text:
        return None
    return r.cut(hit, [span], told, f"查找{hit.label}的写法")


def _of_another(r: Reader, text: str, span: tuple[int, int]) -> bool:
    """Whether a piece of text says it of another body than the one the question names."""
    asked = {name.said for name in r.q.entities if name.kind == "institution"}
    piece = text[clause_at(text, *span)[0] : span[1]]
    told = {name.said for name in r.names.find(piece) if name.kind == "institution"}
    return bool(asked) and bool(told) and not asked & told
