"""Who acts, read out of running text: the subject of a clause, the body after 由, the one something is handed to.

Most documents have no table of responsible units: 自然资源部门要……划拨建设用地, 由机构编制部门依法办理……, 移交当地教育行政部门.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.asking.matter.bracket_plans import bracket_plan
from search.asking.matter.parties import BODIES, BODY, Party, each, parties, unwrapped
from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import Asked, sentence_at, sentence_spans

_IS = re.compile(r"(?<![^，。；：\n])(?P<who>[^，。；：]{2,40}?)(?:是|为)(?=[^，。；]{2,40}[，。；])")
_DUTY = re.compile(
    rf"(?:(?:落实|强化|压实|明确|履行)(?P<who>{BODY})(?:的)?(?:[^，。；的]{{0,10}}的)?(?:主体|第一|首要|直接|领导|属地|统筹|总)+责任)"
)
_BEARS = re.compile(
    rf"(?<![^，。；：\n])(?P<who>{BODIES})(?:要|应|须)?(?:(?:负|承担|履行|担负)(?:起)?[^，。；]{{0,8}}责任|对[^，。；]{{2,30}}负责|(?:是|为|作为)[^，。；]{{0,40}}责任(?:主体|单位|人))"
)
_DUTY_ASKED = re.compile(r"责任主体|主体责任|第一责任|首要责任|头号责任|总责|主要责任|担(?:这个)?责|问责")
_NOUN = r"(?:行政|主管)?(?:部门|单位|机构|机关|委员会|政府|人员|人(?![群才口民数])|部委|组织|主体|方(?![面式法案]))"
_WHICH = rf"(?:谁|(?:哪|什么)一?(?:[些几个家位级类所]|[两二三四])*{_NOUN}|哪一?[几两]?[家位](?!的|[\u4e00-\u9fff]{{0,4}}(?:企业|公司|院校)))"
_ACT_ASKED = re.compile(
    rf"{_WHICH}(?!头上|身上|手[里上]|肩上|名下)(?:来|去|得|该|必须|应当?|要|有权|共同|统一|具体)*(?P<act>[^，。？?]{{1,30}})"
)
_PARTS_ASKED = (
    ("over", re.compile(rf"(?:接受|服从|在){_WHICH}的?(?:业务)?(?:统筹|指导|监督|管理|领导|考核)")),
    ("helped", re.compile(rf"(?:协助|配合){_WHICH}")),
    ("with", re.compile(rf"(?:会同|同|与|跟|和){_WHICH}")),
    ("to", re.compile(rf"(?:交|报|送|提交|移交|递|上报|报请)(?:给|到|于)?{_WHICH}|给谁|向{_WHICH}|(?:征求|听取|征得){_WHICH}的?(?:意见|同意|建议)|(?:找){_WHICH}[^，。？]{{0,4}}(?:申请|报告|投诉|举报|登记|反映)")),
)  # fmt: skip
_LEADS = re.compile(r"牵头|负责|会同|主管|统筹|领导|组织|承担|协调|主体")
_NEAR_PARTS = ("acts", "to", "over")
"""Parts that one who acts may be told by."""
_ALONGSIDE = re.compile(r"会同[^，。；]*?(?:(?:部门|单位|机构)(?:和单位)?|，)")
_NO_AGENT = re.compile(
    r"(?:包括|包含|是指|指的是|都有)哪|列了哪(?![^，。？]{0,6}(?:单位|部门))|组成|构成|参加|参与的|(?:鼓励|支持|引导|允许|动员|面向|针对|适用于|适合|提交|整合|联合|依托|汇集|集合|调动|借助|吸收|吸纳|选派|对接|共享|利用)哪|哪[些几]?[类种]?人(?:可以|能|符合|属于|算|享受)"
)
_SEVERAL = re.compile(r"哪[些几两二三四]|分别")
_LEAST_SENTENCE = 0.17
_LEAST_ALONE = 0.4
_WHO_IS = re.compile(r"(?:单位|部门|机构|机关)(?:是|为)(?:谁|哪|什么)|谁是|谁(?:来)?(?:主管|管理)")
_LEAST = 0.2
_CLAUSE = 48
"""Characters behind a name that tell what it does: further on others may act."""
_PART_BONUS = 0.4
_DUTY_BONUS = 0.3
_NEAR = 0.3
_ACT_SHARE = 0.6
_SHORT_ACT, _OBJECT = 3, 8
"""A deed so short says little without the characters before the question: 法人登记由谁办."""
_KIND, _MANY = 0.2, 0.25
_ALIKE = 0.2
"""By how much less others fit of those one may turn to, and are still answers."""
_TITLES = re.compile(r"《[^》]*》")


@dataclass(frozen=True, slots=True)
class Actor:
    """A body in a provision, and how well what it does fits the question."""

    score: float
    hit: Hit
    span: tuple[int, int]
    part: str = "acts"


def part_asked(text: str) -> str:
    """What part the one asked for has: ``acts`` unless the words before the question word say another.

    >>> part_asked("向谁报告"), part_asked("协会接受哪个部门的指导监督"), part_asked("由谁责令改正")
    ('to', 'over', 'acts')
    """
    return next((part for part, pattern in _PARTS_ASKED if pattern.search(text)), "acts")


def actor_plan(r: Reader) -> Found:
    """The body whose action fits the question best; ``None`` where no clause fits."""
    best = None if _NO_AGENT.search(r.q.text) else best_actor(r)
    if best is None or (r.q.has("lead") and not _LEADS.search(_sentence(best))):
        return None  # who does something is not said to lead it
    spans = list(each(best.hit.text, *best.span))
    return r.cut(best.hit, spans, "是", f"查找{best.hit.label}中负责的机构")


def _sentence(one: Actor) -> str:
    return one.hit.text[slice(*sentence_at(one.hit.text, one.span[0]))]


def party_plan(r: Reader) -> Found:
    """The one to whom, with whom or under whom: 向谁报告, 同哪个单位建立, 接受谁的指导."""
    part = part_asked(r.q.text)
    if part == "acts" or r.asked.scope.has_tasks or r.q.asks("ct"):
        return None
    best = best_actor(r)
    if best is None or best.part != part:
        return None
    spans = [best.span]
    if part == "to" and _SEVERAL.search(r.q.text):
        alike = [one for one in _actors(r) if one.part == part and one.hit is best.hit]
        spans = sorted({one.span for one in alike if one.score > best.score - _ALIKE})
    names = [span for whole in spans for span in each(best.hit.text, *whole)]
    return r.cut(best.hit, names, "是", f"查找{best.hit.label}写明的对象")


def agent_plan(r: Reader) -> Found:
    """Who acts, where nothing else answers: persons too, 谁最后发表意见, 哪些人员到场."""
    if (
        not re.search(rf"{_WHICH}(?!的(?!职责|责任|任务|工作|事|活))", r.q.text)
        or _NO_AGENT.search(r.q.text)
        or part_asked(r.q.text) != "acts"
        or r.q.asks("ct")
    ):
        return None
    if (said := bracket_plan(r)) is not None:
        return said
    best = best_actor(r)
    return actor_plan(r) if best is not None and best.score >= _LEAST_ALONE else None


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
    return r.cut(best.hit, list(each(best.hit.text, *best.span)), "是", f"查找{best.hit.label}写明的责任主体")


def _clause(text: str, start: int, end: int) -> str:
    """The words between two commas around a place."""
    begin = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
    stop = re.compile(r"[，。；\n]|$").search(text, end)
    return text[begin : stop.start() if stop else end]


def _actors(r: Reader) -> Iterator[Actor]:
    part, deed = part_asked(r.q.text), r.engine.words.asked(_act(r.q.text))
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            if r.fit(r.heading(hit) + hit.text[start:end]) < _LEAST_SENTENCE:
                continue
            for one in parties(hit.text, start, end):
                if hit.text[slice(*one.span)] not in r.q.text and (one.part == part or one.part in _NEAR_PARTS):
                    yield Actor(
                        _score(r, hit, (start, end), one, part, deed) - 0.05 * place,
                        hit,
                        unwrapped(hit.text, *one.span),
                        one.part,
                    )
            for actor in _bearers(r, hit, (start, end)):
                yield Actor(actor.score - 0.05 * place, hit, actor.span)


def _bearers(r: Reader, hit: Hit, sentence: tuple[int, int]) -> Iterator[Actor]:
    """Those a sentence says something is, or bear a duty, where the question asks so."""
    patterns = (*((_IS,) if _WHO_IS.search(r.q.text) else ()), *((_DUTY, _BEARS) if "责任" in r.q.text else ()))
    for pattern in patterns:
        for found in pattern.finditer(hit.text, *sentence):
            score = r.fit(_clause(hit.text, found.start(), found.end()))
            more = 0.3 * r.overlap(hit.text[found.end() : found.end() + 24]) if pattern is _IS else _DUTY_BONUS
            yield Actor(score + more, hit, found.span("who"))


def _score(r: Reader, hit: Hit, sentence: tuple[int, int], one: Party, part: str, deed: Asked) -> float:
    """How well what the body does fits: its own clause first, the whole sentence next, its part and its deed."""
    text = hit.text
    begin = _with_case(text, sentence[0], max(sentence[0], text.rfind("，", sentence[0], one.start) + 1))
    rest = _ALONGSIDE.sub("", _TITLES.sub(lambda m: m[0] if m[0] in r.q.text else "", text[slice(*one.deed)]))
    clause = text[begin : one.deed[0]] + rest[:_CLAUSE]
    score = r.fit(clause) + 0.3 * r.overlap(text[sentence[0] : sentence[1]]) + 0.2 * r.overlap(r.heading(hit))
    score += _NEAR * r.near(clause)
    score += _PART_BONUS if one.part == part != "acts" else 0.0 if one.part == part else -_PART_BONUS
    score += _like_asked(r.q.text, text, one)
    return score + _ACT_SHARE * deed.near(rest)


def _with_case(text: str, start: int, begin: int) -> int:
    """Where a clause begins with the case it is for: 情节严重的，由X吊销."""
    if text[begin - 2 : begin] != "的，":
        return begin
    return max(start, max(text.rfind(mark, start, begin - 2) for mark in "，；。") + 1)


def _like_asked(asked: str, text: str, one: Party) -> float:
    """Whether the name is of the kind the question says, and several where it asks for several."""
    which = re.search(_WHICH, asked)
    noun = re.search(rf"{_NOUN}$", which[0]) if which is not None else None
    kind = noun is not None and noun[0][-2:] in text[one.span[0] : one.span[1] + 6]
    many = which is not None and re.search(r"哪[些几两二三四]", which[0]) is not None
    listed = len(list(each(text, *one.span))) > 1
    return _KIND * kind + (_MANY * listed if many else 0.0)


def _act(text: str) -> str:
    """What the question says the one it asks for does."""
    asked = _ACT_ASKED.search(text)
    if asked is None:
        return ""
    if len(asked["act"]) > _SHORT_ACT:
        return asked["act"]
    return re.split(r"[的，]", text[: asked.start()])[-1][-_OBJECT:].rstrip("由归该") + asked["act"]
