"""Who acts, read out of running text: the subject of a clause, the body after 由, the one something is handed to.

Most documents have no table of responsible units: 自然资源部门要……划拨建设用地, 由机构编制部门依法办理……, 移交当地教育行政部门.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.hits import Hit
from search.link import sentence_spans
from search.plan import Found
from search.reader import Reader

_BODY = (
    r"[\u4e00-\u9fff（）()]{0,24}?(?:部门|单位|机构|机关|政府|委员会|公司|企业|银行|协会|学会|中心|学校|院校|医院|办公室"
    r"|领导小组|工作组|基金|集团|联盟|[^，。；、\s]{1,8}(?:部|委|局|厅|署|办|院|会|行|所|处|站))"
)
_BODIES = rf"{_BODY}(?:(?:、|和|与|及|以及|或|会同(?!有关|相关))(?:其)?{_BODY}){{0,6}}"
_ACTS = r"要|应当?|须|必须|负责|会同|牵头|统筹|依法|可以?|应|承担|组织|建立|制定|根据|按照?|结合|参与|加强|具体|协同|配合|是|将|会|对|于(?=\d)|印发|推行|发布|出台|在(?=[^。；]{2,60}，)"
_SUBJECT = re.compile(rf"(?<![^，。；：\n])(?:其中，)?(?:各地)?(?P<who>(?![由经向对在]){_BODIES})(?=(?:{_ACTS}))")
_FIELDS = re.compile(
    rf"(?<![^，。；：\n])(?P<who>(?:[\u4e00-\u9fff]{{2,8}}[、和与]){{1,14}}[\u4e00-\u9fff]{{2,8}}?)(?:等(?:有关|相关)?)?(?:部门|单位)(?=(?:{_ACTS}))"
)
"""财政、教育等部门要: the bodies by their fields alone."""
_BY = re.compile(
    rf"(?:由|(?<!国民)经(?![济营费验办过常历贸开])|交由|委托|请)(?P<who>{_BODIES})(?:在|落|自主|分别|共同|依法|统一|牵头|统筹|会同|按|根据|具体|组织|负责|办|制定|审|批|认|核|备|承|实|建|另|确|推|筛|评|拟|提|发)"
)
_TO = re.compile(
    rf"(?:移交|交付|提交|报送?|上报|送|告知|通知|缴入|划归|归)(?:给|至|到|于)?(?P<who>{_BODIES})(?=[，。；、的]|备案|审批|批准|审核|同意|$)"
)
_TOWARDS = re.compile(
    rf"(?:应|须)?(?:及时)?向(?:其)?(?P<who>{_BODIES})(?=备案|报告|申请|提出|报送|报备|提交|登记|通报|反馈|投诉|举报|缴纳|领取)"
)
_IS = re.compile(r"(?<![^，。；：\n])(?P<who>[^，。；：]{2,40}?)(?:是|为)(?=[^，。；]{2,40}[，。；])")
_DUTY = re.compile(
    rf"(?:(?:落实|强化|压实|明确|履行)(?P<who>{_BODY})(?:的)?(?:主体|第一|首要|直接|领导|属地|统筹|总)+责任)"
)
_BEARS = re.compile(
    rf"(?<![^，。；：\n])(?P<who>{_BODIES})(?:要|应|须)?(?:(?:负|承担|履行|担负)(?:起)?[^，。；]{{0,8}}责任|(?:是|为|作为)[^，。；]{{0,24}}责任(?:主体|单位|人))"
)
_DUTY_ASKED = re.compile(r"责任主体|主体责任|第一责任|首要责任|头号责任|总责|主要责任")
_ACT_ASKED = re.compile(
    r"(?:谁|哪[些个几]?(?:部门|单位|机构|机关|委员会)?)(?:来|去|负责|共同|统一|具体)*(?P<act>[\u4e00-\u9fff]{2,6})的?[？?]?$"
)
_NEAR = 40
_HANDED = re.compile(r"(?:交|报|送|提交|移交|递|上报|归)(?:给|到|于)?(?:谁|哪)|给谁|向(?:谁|哪)")
_WHO_IS = re.compile(r"(?:单位|部门|机构|机关)(?:是|为)(?:谁|哪|什么)|谁是|谁(?:来)?(?:主管|管理)")
_LEAST = 0.34
_CLAUSE = 48
"""Characters behind a name that tell what it does: further on others may act."""
_HANDED_BONUS = 0.4
_DUTY_BONUS = 0.3


@dataclass(frozen=True, slots=True)
class Actor:
    """A body in a provision, and how well what it does fits the question."""

    score: float
    hit: Hit
    span: tuple[int, int]


def actor_plan(r: Reader) -> Found:
    """The body whose action fits the question best; ``None`` where no clause fits."""
    best = best_actor(r)
    if best is None:
        return None
    spans = list(_each(best.hit.text, *best.span))
    return r.cut(best.hit, spans, "是", f"查找{best.hit.label}中负责的机构")


def best_actor(r: Reader) -> Actor | None:
    """The body whose action fits best, if any fits."""
    best = max(_actors(r), key=lambda one: one.score, default=None)
    return best if best is not None and best.score >= _LEAST else None


def duty_plan(r: Reader) -> Found:
    """The body that a sentence says bears the duty asked for: 谁是试点的责任主体."""
    if not _DUTY_ASKED.search(r.q.text):
        return None
    found = [
        Actor(r.fit(_clause(hit.text, m.start(), m.end())) - 0.05 * place, hit, m.span("who"))
        for place, hit in enumerate(r.leaves(8))
        for pattern in (_DUTY, _BEARS)
        for m in pattern.finditer(hit.text)
    ]
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or best.score < _LEAST:
        return None
    return r.cut(best.hit, list(_each(best.hit.text, *best.span)), "是", f"查找{best.hit.label}写明的责任主体")


def _clause(text: str, start: int, end: int) -> str:
    """The words between two commas around a place."""
    begin = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
    stop = re.compile(r"[，。；\n]|$").search(text, end)
    return text[begin : stop.start() if stop else end]


def _actors(r: Reader) -> Iterator[Actor]:
    handed, duty = _HANDED.search(r.q.text) is not None, "责任" in r.q.text
    extra = (*((_IS,) if _WHO_IS.search(r.q.text) else ()), *((_DUTY, _BEARS) if duty else ()))
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            if r.fit(r.heading(hit) + hit.text[start:end]) < _LEAST / 2:
                continue
            for pattern in (_SUBJECT, _FIELDS, _BY, _TO, _TOWARDS, *extra):
                for found in pattern.finditer(hit.text, start, end):
                    span = _without_verb(hit.text, *found.span("who"))
                    score = _score(r, hit, (start, end), found) - 0.05 * place
                    if pattern is _IS:
                        score = r.fit(_clause(hit.text, found.start(), found.end())) - 0.05 * place
                    if pattern in (_TO, _TOWARDS):
                        score += _HANDED_BONUS if handed else -_HANDED_BONUS
                    elif pattern in (_DUTY, _BEARS):
                        score += _DUTY_BONUS
                    elif pattern is _IS:
                        score += 0.3 * r.overlap(hit.text[found.end() : found.end() + 24])
                    yield Actor(score + _same_act(r, hit.text, found.end()), hit, span)


def _same_act(r: Reader, text: str, end: int) -> float:
    """Whether the body does, in the question's own word, what is asked: 由谁归口管理 and 由外交部归口管理."""
    asked = _ACT_ASKED.search(r.q.text)
    if asked is None or asked["act"] not in text[end : end + _NEAR]:
        return 0.0
    return 0.1 * min(len(asked["act"]), 4)


def _score(r: Reader, hit: Hit, sentence: tuple[int, int], found: re.Match[str]) -> float:
    """How well what the body does fits: its own clause first, the whole sentence next."""
    text = hit.text
    stop = re.compile(r"[；。]|，(?=[^，。；]{2,16}(?:部门|机构|政府|单位)(?:要|应|负责))").search(
        text, found.end(), sentence[1]
    )
    begin = max(sentence[0], text.rfind("，", sentence[0], found.start()) + 1)
    rest = _TITLES.sub("", text[found.end() : stop.start() if stop else sentence[1]])
    clause = text[begin : found.end()] + rest[:_CLAUSE]
    return r.fit(clause) + 0.3 * r.overlap(text[sentence[0] : sentence[1]]) + 0.2 * r.overlap(r.heading(hit))


_TITLES = re.compile(r"《[^》]*》|“[^”]{8,}”")
_VERBS = re.compile(
    r"^.*(?:移交后|负责|加强|推动|支持|鼓励|引导|组织|促进|建立|依据|按照|根据|通过|对于?|向|给|由|经|交由|等|，)(?=[\u4e00-\u9fff]{3,})"
)


def _without_verb(text: str, start: int, end: int) -> tuple[int, int]:
    """The name alone, where words of another clause stand before it."""
    first = re.split(r"、|和|与|及|或", text[start:end])[0]
    verb = _VERBS.match(first)
    return (start + verb.end() if verb and verb.end() < len(first) - 1 else start), end


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a list, each on its own."""
    at = start
    for cut in re.compile(r"、|会同|以及|和(?=[^信社旅改成国])|与|及(?!其)|或").finditer(text, start, end):
        if cut.start() - at >= 2 and end - cut.end() >= 2:
            yield at, cut.start()
            at = cut.end()
    yield at, end
