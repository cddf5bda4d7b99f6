"""Institutions by the word they end with: where a name begins is found by what may not be inside one.

>>> [f.name for f in institutions("拓展天津职业大学机械工程实训中心功能，共建应用技术转移中心、工程创新中心和产业学院")]
['天津职业大学机械工程实训中心', '天津职业大学', '应用技术转移中心', '工程创新中心', '产业学院']
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.authority import FOLDER, words
from kg.found import Found, alternation, is_proper, place_names
from kg.targets import clause_around

_STOPS = "，。；：、《》〈〉？！\t|…【】〔〕"
_QUANTITY = r"(?:(?:(?:\d+|[一二三四五六七八九十百两几]+|若干)(?:[至到—\-~～]\d+)?[余多]?(?:个|所|家|批|座|处|支|种|名|条|大批|系列|类)(?:以上|左右)?)|第[一二三四五六]批|首批|一大批)"
_LEVELS = re.compile(r"(?:[一-龥]{1,3}、)*[一-龥]{0,3}[二三四五六]级[一-龥]{2,12}?(?:服务|支持|管理|保障|网络)体系")
_JOIN = re.compile(r"以及|[和与及]")
_JOINED_WORD = re.compile(
    r"(?:研究|开发|制作|推广|培训|评价|咨询|展示|交流|合作|检测|创新|转化|应用|设计|制造|孵化|健康|教育|技术|科技|工程|文化|服务|管理|信息|生产|预防|控制|救治|发展|监测|指导|质量|安全|能力|产品|人才|评估|传播|保护|康复|体验|实践)$"
)
_FOUND = re.compile(
    r"(?:成立|建立|建设|设立|组建|打造|共建|举办|搭建|创建|构建|新建|筹建|建成|创办|兴办|培育|创设|增设|开办|规划建设|布局|布局建设|认定|遴选)"
)
_BETTER = re.compile(
    r"(?:拓展|完善|做优做强|做优|做强|做大|提升|深化|优化|推进|推动|转型|推广复制|健全|改造|升级|支持|壮大|扩大|加强|强化|改善|推广|改革|整合提升|巩固)"
)
_NOUNS = frozenset(
    {
        "服务",
        "对接",
        "指导",
        "促进",
        "支撑",
        "保障",
        "推广",
        "加工",
        "制作",
        "发布",
        "采购",
        "创建",
        "联合",
        "认证",
        "协调",
        "引导",
        "培育",
    }
)
_GOAL = re.compile(r"(?:世界|国内|国际|全国)?一流")
_SCHOOL_KIND = re.compile(
    r"企业|老年|开放|应用|普通|综合|社区|职教|一流|民办|公办|地方|研究|国外|国内|世界|高水平|行业|部属|省属|市属|双一流|线上|网络|空中"
)
_OBJECT_END = re.compile(r"^(?:建设|等|”|、|和|与|及|，|。|；|$|（|工作|项目建设|落地|试点)")


@dataclass(frozen=True, slots=True)
class Ending:
    """A word institutions end with. ``needs``: what must stand before it (see :func:`_believed`)."""

    suffix: str
    subkind: str | None
    needs: str


@cache
def _endings() -> tuple[re.Pattern[str], dict[str, Ending]]:
    with (FOLDER / "institutions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows.sort(key=lambda row: (-len(row["suffix"]), row["suffix"]))
    parts = [
        re.escape(r["suffix"])
        + (f"(?!{'|'.join(map(re.escape, r['not_before'].split('|')))})" if r["not_before"] else "")
        for r in rows
    ]
    endings = {r["suffix"]: Ending(r["suffix"], r["subkind"] or None, r["needs"]) for r in rows}
    return re.compile("|".join(parts)), endings


@cache
def _cut() -> re.Pattern[str]:
    """What may not be inside a name; a name begins after the last of these."""
    single = (
        r"在(?!线|职|校|地)|对(?!外|口|接|标|俄)|(?<!供)给(?!水|排)|(?<!大)使(?!用|馆)|(?<![高中初同优])等(?!级|职|学校)|"
        r"(?<!目)的(?!士)|(?<![自理])由|将|把|被|(?<!行|认|作)为|于|从(?!业)|向|让|或|即|是|并|且|也|还|其(?!他)|该|每|某|这|各|要(?!素|求|点|道|件|领|闻)|经(?!济|营|贸|信|开|络|典|验|费)|以(?!色列|上|下|内|外)"
    )
    multi = "|".join(re.escape(w) for w in words("cut") if len(w) > 1)
    return re.compile(rf"{_QUANTITY}|{multi}|{single}")


@cache
def _softened() -> re.Pattern[str]:
    """Words stripped from the head of a name once it is cut: adverbs, verbs that are as often parts of names."""
    adverbs = "|".join(re.escape(w) for w in words("adverb") if len(w) > 1)
    return re.compile(
        rf"(?:{adverbs}|建设|发展|培养|管理|运营|推广|申建|创新(?=设立)|更新|好(?!评)|试点(?=设立|建设)|{_QUANTITY})+"
    )


def institutions(text: str) -> Iterator[Found]:
    """The institutions a stretch of text names, hosts after what they host; in text order."""
    pattern, endings = _endings()
    taken = 0
    for m in _LEVELS.finditer(text):
        yield _make(text, text.rfind("、", 0, 0) + 1 + _levels_start(m), m.end(), Ending("体系", None, "0"))
    matches = list(pattern.finditer(text))
    for index, m in enumerate(matches):
        start = _start(text, m, taken)
        following = matches[index + 1] if index + 1 < len(matches) else None
        if following and _continues(text, m, following):
            continue
        ending = endings[m[0]]
        if ending.needs == "-" and start is not None and not is_proper(text[start : m.end()]):
            start = m.start()
        if start is None or not _believed(text, start, m.end(), ending):
            continue
        found = _make(text, start, m.end(), ending)
        taken = m.end()
        yield found
        if found.host:
            length = len(found.host)
            kind = next(e for s, e in endings.items() if found.host.endswith(s))
            yield Found(start, start + length, "institution", found.host, kind.subkind, status="existing", nested=True)


def _levels_start(m: re.Match[str]) -> int:
    """五级…体系 begins at its numeral: the list before it says which levels."""
    numeral = re.search(r"[二三四五六]级", m[0])
    return m.start() + (numeral.start() if numeral else 0)


def _continues(text: str, m: re.Match[str], following: re.Match[str]) -> bool:
    """Whether what ends here is only the head of a longer name: …大学|飞机制造…基地, but not …大学|建设…学院."""
    between = text[m.end() : following.start()]
    if len(between) > 18 or any(c in _STOPS + "“”（）" for c in between) or _JOIN.match(between):
        return False
    if _cuts(text, m.end(), following):
        return False
    if between != "建设" and re.match(r"(?:建设|设立|运行|举办|发展|作用|功能|学生|教师|联合|项目|在|共同)", between):
        return False
    return _JOIN.search(between) is None or bool(_JOINED_WORD.search(re.split(_JOIN, between)[0]))


def _start(text: str, m: re.Match[str], taken: int) -> int | None:
    """Where the name that ends with ``m`` begins."""
    stop = max(text.rfind(c, 0, m.start()) for c in _STOPS) + 1
    stop = max(stop, taken, m.end() - 40)
    start = _after_brackets(text, stop, m.start())
    quoted = start > 0 and text[start - 1] == "”"
    cuts = _cuts(text, start, m)
    if quoted and not [c for c in cuts if c != start + 1 or text[start] != "的"]:
        opening = text.rfind("“", 0, start)
        return opening if opening >= 0 and start - opening < 30 else start
    start = cuts[-1] if cuts else start
    start = _after_join(text, start, m)
    soft = _softened().match(text, start, m.start())
    start = soft.end() if soft and text[soft.end()] not in "和与及" else start
    return _after_actor(text, start, m)


def name_start(text: str, suffix: int, end: int, *, joined: bool) -> int | None:
    """Where the name that ends at ``end`` with the ending at ``suffix`` begins, by the same cuts.

    ``joined``: 和 may stand inside the name.
    """
    stop = max(max(text.rfind(c, 0, suffix) for c in _STOPS) + 1, end - 40)
    start = _after_brackets(text, stop, suffix)
    if (
        start > 0
        and text[start - 1] == "”"
        and start < suffix
        and text[start] != "的"
        and not _cut().search(text, start, suffix)
    ):
        opening = text.rfind("“", 0, start)
        return opening if opening >= 0 and start - opening < 24 else start
    cuts = [c.end() for c in _cut().finditer(text, start, suffix)]
    start = cuts[-1] if cuts else start
    joins = list(_JOIN.finditer(text, start, suffix))
    if joins and (not joined or joins[-1].start() == start):
        start = joins[-1].end()
    soft = _softened().match(text, start, suffix)
    return soft.end() if soft and text[soft.end()] not in "和与及" else start


def _cuts(text: str, start: int, m: re.Match[str]) -> list[int]:
    """Where the cuts before the ending end; a word that may be a noun is none after another: 搭建|对接服务平台."""
    found: list[int] = []
    for c in _cut().finditer(text, start, m.start()):
        follows = bool(found) and found[-1] == c.start() and c[0] in _NOUNS and m.start() - c.end() <= 2
        if not follows and not _inside_name(text, c, m):
            found.append(c.end())
    return found


def _after_brackets(text: str, stop: int, end: int) -> int:
    """Past the last bracket or quotation mark before the ending, unless the bracket holds a place: 中国（天津）…."""
    i = end - 1
    while i >= stop:
        if text[i] in "“（(”)":
            return i + 1
        if text[i] == "）":
            opening = text.rfind("（", stop, i)
            if opening < 0 or not re.fullmatch(place_names(), text[opening + 1 : i]):
                return i + 1
            i = opening
        i -= 1
    return stop


def _inside_name(text: str, cut: re.Match[str], m: re.Match[str]) -> bool:
    """A cut word that belongs to the name after all: 指导中心, 促进中心, 合作建设联盟."""
    rest = text[cut.end() : m.start()]
    return cut[0] in _NOUNS and not rest


def _after_join(text: str, start: int, m: re.Match[str]) -> int:
    """After the last 和 that joins two names; one inside a name (研究与推广中心) stays."""
    for join in reversed(list(_JOIN.finditer(text, start, m.start()))):
        left, right = text[start : join.start()], text[join.end() : m.start()]
        inside = _JOINED_WORD.search(left) and len(right) <= 6 and not _ends_name(left)
        if join[0] in ("和", "与") and inside and len(left) >= 2:
            continue
        return join.end()
    return start


def _ends_name(left: str) -> bool:
    return any(m.end() == len(left) for m in _endings()[0].finditer(left))


def _after_actor(text: str, start: int, m: re.Match[str]) -> int:
    """After an actor and its verb: 职业学校多种形式建设|专业技能实训基地."""
    found = None
    for b in re.finditer(r"建设|设立|推动|发展", text[start : m.start()]):
        left, right = text[start : start + b.start()], text[start + b.end() : m.start()]
        if len(right) >= 2 and (
            re.fullmatch(place_names(), left)
            or re.search(
                r"(?:学校|院校|高校|企业|政府|地区|形式|方式|单位|机构|大学|学院|社会力量|资本|部门|地方|市|省|区|县)$",
                left,
            )
        ):
            found = start + b.end()
    return found if found is not None else start


def _believed(text: str, start: int, end: int, ending: Ending) -> bool:
    """Whether the words before the ending make a name of it, and not only a kind of thing."""
    name = text[start:end]
    bare = re.sub(rf"^(?:{alternation('adjective')})+", "", name)
    body = name[: len(name) - len(ending.suffix)]
    if ending.needs == "-" and not body:
        return True
    if _GOAL.match(name) or re.match(r"“?[一二三四五六七八九两\d]+(?!级)[一-龥]{1,3}[一二三四五六七八九两]", name):
        return False
    if re.search(
        r"民族$|命运$|附件|附表|[/]|表\d|\+(?![^“]*”)|[有搭的宅]$", body if name[0] != "“" else body.strip("“”")[-1:]
    ):
        return False
    if ending.suffix.endswith("企业") and re.match(r"[一-龥]{0,8}(?:体系|标准|目录|办法|名单)", text[end:]):
        return False
    if len(name) > 36 or bare in words("generic") or name in words("generic") or not _clean(name):
        return False
    if ending.needs in ("-", "0"):
        return is_proper(name) if ending.needs == "-" else len(body) >= 2 and len(bare) > len(ending.suffix)
    if ending.needs == "m":
        return len(re.sub(rf"^(?:{place_names()})", "", body)) >= 2 and is_proper(name)
    if ending.needs == "n":
        return len(body) >= 2 and (is_proper(name) or name.startswith("“"))
    if ending.needs == "q":
        return name.startswith("“")
    if ending.needs == "c":
        return len(body) >= 2 and bool(re.search(r"本科|[市省部区州]属|民办|公办|应用型|师范|理工|双一流|“", body))
    if ending.needs == "e":
        return len(body) >= 3 and not re.search(r"中小|大中|创新$", body)
    if ending.needs == "h":
        return is_proper(name) or bool(re.search(r"公立|专科|中医|民营|综合|三级|二级|县级", body))
    if ending.needs == "g":
        return len(body) >= 4 and (is_proper(name) or bool(re.search(r"引导|投资|担保|发展|创业", body)))
    return len(body) >= 4 and bool(re.search(r"专家|咨询|指导|工作|管理", body))


def _clean(name: str) -> bool:
    return not re.search(r"[，。；：、！？|\t]|^[）”·.—\-\d％%]|年|月|日起|第[一二三四五]", name)


def _make(text: str, start: int, end: int, ending: Ending) -> Found:
    name = text[start:end]
    plain = name.strip("“”") if name.count("“") != 1 or name.endswith("”") else name
    status = _status(text, start, end)
    school = ending.subkind in ("university", "vocational-college") and not _SCHOOL_KIND.search(name)
    one = ending.subkind == "research-institute" and status == "to-be-established"
    named = is_proper(name) or school or one
    return Found(
        start, end, "institution", plain, ending.subkind, collective=not named, status=status, host=_host(name, ending),
        nested=text[start - 1 : start] == "“" and text[end : end + 1] == "”",
    )  # fmt: skip


def _host(name: str, ending: Ending) -> str | None:
    """The school a base or centre belongs to, where its name begins with one."""
    if not is_proper(name):
        return None
    found = re.match(
        r"[一-龥]{2,16}?(?:应用技术大学|职业技术师范大学|职业大学|职业技术学院|职业学院|大学|医院|科学院)(?!系统|科技园)",
        name,
    )
    return found[0] if found and len(name) - len(found[0]) >= 3 else None


_ACTOR_END = re.compile(
    r"(?:学校|院校|高校|企业|政府|地区|形式|方式|单位|机构|大学|学院|社会力量|资本|部门|地方|市|省|区|县|规划|布局|[一-龥]地|[，；、。的])$"
)


def _is_verb(text: str, m: re.Match[str], always: bool = True) -> bool:
    """建设 is a verb at the head of a phrase, after an adverb or an actor; in 鲁班工坊建设联盟 it is none."""
    head = text[: m.start()]
    if (always and m[0] not in ("建设", "培育", "认定", "布局")) or not head or _ACTOR_END.search(head):
        return True
    return bool(re.search(rf"(?:{alternation('adverb')}|{alternation('cut')})$", head))


def _status(text: str, start: int, end: int) -> str:
    """To be founded, to be extended or there already, by the nearest verb that governs the name."""
    left, right = clause_around(text, start, end)
    before = text[left:start]
    after = text[end:right]
    if after.startswith("的"):
        return "existing"
    if re.match(r"(?:建设一流|向.*转型|转型|升级|改造)", after):
        return "to-be-improved"
    verbs = [(m.end(), "to-be-established") for m in _FOUND.finditer(before) if _is_verb(before, m)]
    verbs += [(m.end(), "to-be-improved") for m in _BETTER.finditer(before) if _is_verb(before, m, always=False)]
    if not verbs or re.search(
        r"(?:依托|共享|发挥|整合|纳入|列入|利用|通过|借助|给予|在)[^，。；]*$", before[max(v[0] for v in verbs) :]
    ):
        return "existing"
    status = max(verbs)[1]
    if status == "to-be-established" and not _OBJECT_END.match(after) and not before.endswith("的"):
        return "to-be-improved"
    return status
