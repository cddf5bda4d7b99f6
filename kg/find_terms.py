"""Programmes, pilots, systems and catchwords: what the text quotes, or names with 计划, 工程, 试点, 制.

>>> [(f.kind, f.name) for f in sorted(terms("实施职业学校提质培优行动计划，落实“三同两别”要求，全面推广现代学徒制"), key=lambda f: f.start)]
[('programme', '职业学校提质培优行动计划'), ('term', '三同两别'), ('programme', '现代学徒制')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.authority import words
from kg.find_institutions import name_start
from kg.found import Found, alternation, is_proper

_QUOTED = re.compile(
    r"“(?P<inner>[^“”]{2,24})”(?P<tail>[一-龥]{0,10}?(?:行动计划|计划|工程|专项行动|行动|项目|模式|试点|制度|战略))?"
)
_CATCHWORDS = re.compile(r"组合式[一-龥]{2}|激励")
_PROGRAMME_END = re.compile(r"(?:计划|工程|行动|战略|项目|制|制度|模式|改革|试点)$")
_SENTENCE = re.compile(r"[，。；：！？]|^(?:是|在|要|不|我|对|请|无|有|未)|的$")
_ALIAS_BEFORE = re.compile(r"(?:简称|以下称|统称|标注|注明|选择|填写|点击|代码为?|标记)[为：]?$")
_PLAN_YEARS = re.compile(r"十[一二三四五六七八九]五|[\d.%年月日—\-]+")
_ACRONYM = re.compile(
    r"(?P<head>[一-龥]{3,18})（(?P<short>[A-Z][A-Za-z]{1,7})）(?P<tail>[一-龥]{0,4}?(?:模式|制度|机制|协定|项目))"
)
_SHORT_ACRONYM = re.compile(r"(?<![A-Za-z（])(?P<short>[A-Z]{2,8})(?P<tail>模式|项目|机制|协定)")
_SYSTEM = re.compile(
    r"(?:学徒|学分|责任|承诺|导师|负责|首席专家|年薪|聘任|首问|认证|河长|林长|田长|路长|院长|链长|轮岗|积分|走读|会员|备案|注册|专员|特派员|包干|合伙人)"
    r"制(?!度|定|造|约|品|药|冷|备|作|止|成|裁|度化)"
)
_REFORM = re.compile(r"(?:所有制|体制|制度|结构性|体系|模式|机制)改革")
_STRATEGY = re.compile(r"战略(?=[、，。；和与及”）]|实施|需求|$)")
_PILOT_END = re.compile(r"^(?:建设|工作|任务|项目|范围|政策|经验|改革|、|，|。|；|”|）|$)")
_MADE = re.compile(r"制定|制订|修订|形成|建立|完善|绘制|编制|出台|发布|印发|列入|纳入|研制|公布|健全|执行|落实")
_CERTIFICATE = re.compile(r"1\+[XxＸ]证书(?:制度)?")
_LATIN = re.compile(r"[A-Za-z]")


def terms(text: str) -> Iterator[Found]:
    """Programmes and terms of a stretch of text, in no promised order."""
    yield from _quoted(text)
    yield from _acronyms(text)
    yield from _named(text)
    for m in _CERTIFICATE.finditer(text):
        yield Found(m.start(), m.end(), "term", "1+X证书", aliases=tuple({m[0]} - {"1+X证书"}))


def _quoted(text: str) -> Iterator[Found]:
    for m in _QUOTED.finditer(text):
        inner = m["inner"]
        if _ALIAS_BEFORE.search(text[max(0, m.start() - 6) : m.start()]) or _PLAN_YEARS.fullmatch(inner):
            continue
        if _SENTENCE.search(inner) or (len(inner) > 16 and "+" not in inner):
            continue
        if _PROGRAMME_END.search(inner):
            yield Found(m.start(), m.end(), "programme", inner, nested=True)
            continue
        if m["tail"] and not re.search(r"^[等的在]|[和与及]", m["tail"]) and not _verb_in(m["tail"]):
            yield Found(m.start(), m.end(), "programme", m[0].strip("“") if m[0].count("“") > 1 else m[0])
        end = m.end("inner") + 1
        if (
            "+" in inner
            and (more := re.match(r"(?!的)[一-龥]{2,6}(?=[，。；、])", text[end:]))
            and _CATCHWORDS.search(more[0])
        ):
            yield Found(m.start(), end + more.end(), "term", text[m.start() : end + more.end()], aliases=(inner,))
        elif not inner.endswith(("联合体", "工坊", "联盟", "银行")):
            yield Found(m.start(), end, "term", inner, nested=True)


def _verb_in(tail: str) -> bool:
    return any(word in tail for word in ("开展", "实施", "推进", "推动", "建设", "组织", "参与", "加强", "完成", "为"))


def _acronyms(text: str) -> Iterator[Found]:
    """政府与社会资本合作（PPP）模式, and PPP模式 for short."""
    for m in _ACRONYM.finditer(text):
        start = name_start(text, m.end("head") - 1, m.end("head"), joined=True)
        if start is not None and m.end("head") - start >= 3:
            short = f"{m['short']}{m['tail']}"
            yield Found(start, m.end(), "programme", text[start : m.end()], aliases=(short,))
    for m in _SHORT_ACRONYM.finditer(text):
        yield Found(m.start(), m.end(), "programme", m[0])


@cache
def _suffixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    programme = "|".join(re.escape(w) for w in words("programme-suffix") if w != "试点")
    return re.compile(programme), re.compile(alternation("reference-suffix"))


def _named(text: str) -> Iterator[Found]:
    """Names without quotation marks, by the word they end with."""
    programme, reference = _suffixes()
    for m in programme.finditer(text):
        yield from _name(text, m, 3, joined=True)
    for m in re.finditer("试点", text):
        if _PILOT_END.match(text[m.end() :]):
            yield from _name(text, m, 4, joined=False)
    for m in _SYSTEM.finditer(text):
        yield from _name(text, m, 0, joined=False, longest=12)
    for m in _REFORM.finditer(text):
        found = list(_name(text, m, 2, joined=False, longest=14))
        yield from (f for f in found if text[f.start - 1 : f.start] != "、")  # 股份制、…改革: only the list is a name
    for m in _STRATEGY.finditer(text):
        yield from _name(text, m, 2, joined=False, longest=16)
    for m in reference.finditer(text):
        if text[m.end() : m.end() + 1] not in ("》", "〉"):
            yield from _reference(text, m)


def _reference(text: str, m: re.Match[str]) -> Iterator[Found]:
    """A document without 《》, where the words before say that it is made or used: 制定…细则, 列入…目录."""
    begin = max(text.rfind(c, 0, m.start()) for c in "，。；：、《》“”（）\t") + 1
    made = [v.end() for v in _MADE.finditer(text, begin, m.start())]
    start = made[-1] if made else begin
    body = text[start : m.start()]
    if not (made or is_proper(body)) or not 3 <= len(body) <= 22 or re.search(r"的|[各本该]|^[和与及]", body):
        return
    if not re.fullmatch(rf"(?:{alternation('adjective')}|具体|工作|专项|配套|统一|详细|年度|全国|国家|行业)*", body):
        yield Found(start, m.end(), "term", text[start : m.end()])


def _name(text: str, m: re.Match[str], least: int, *, joined: bool, longest: int = 26) -> Iterator[Found]:
    start = name_start(text, m.start(), m.end(), joined=joined)
    if start is None or not least <= m.start() - start or m.end() - start > longest:
        return
    name = text[start : m.end()]
    body = re.sub(rf"^(?:{alternation('adjective')}|{alternation('adverb')})+", "", name)
    if len(body) < len(m[0]) + min(least, 2) or re.search(r"[，。；：、《》\t]|^[和与及”）]|^\d", name):
        return
    yield Found(start, m.end(), "programme", name)
