"""Who acts, read out of running text: the subject of a clause, the body after 由, the one something is handed to.

Most documents have no table of responsible units: 自然资源部门要……划拨建设用地, 由机构编制部门依法办理……, 移交当地教育行政部门.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.numerals import to_int
from search.asking.cuts import cut_query
from search.asking.link import Meaning
from search.asking.matter.bodies import BODIES, BODY, DEED, each, welded
from search.asking.matter.bracket_plans import bracket_plan
from search.asking.matter.deeds import deeds_asked, deeds_told, own_deeds
from search.asking.matter.parties import Party, parties, unwrapped
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import Asked, sentence_at, sentence_spans

_IS = re.compile(r"(?<![^，。；：\n])(?P<who>[^，。；：]{2,40}?)(?:是|为)(?=[^，。；]{2,40}[，。；])")
_DUTY = re.compile(
    rf"(?:(?:落实|强化|压实|明确|履行)(?P<who>{BODY})(?:的)?(?:[^，。；的]{{0,10}}的)?(?:主体|第一|首要|直接|领导|属地|统筹|总)+责任)"
)
_BEARS = re.compile(
    rf"(?<![^，。；：\n])(?P<who>{BODIES})(?:要|应当?|须|必须)?(?:切实|认真|全面|严格|依法|真正)?(?:(?:负|承担|履行|担负)(?:起)?[^，。；]{{0,8}}责任|对[^，。；]{{2,30}}负责|(?:是|为|作为)[^，。；]{{0,40}}(?:主体|责任单位|责任人))"
)
_DUTY_ASKED = re.compile(
    r"责任主体|责任人(?:应该|应当)?(?:是|为|归)(?:谁|哪)|谁(?:是|当|算).{0,6}责任人|主体(?:是|为)(?:谁|哪)|谁(?:来)?[当是]?.{0,2}主体|主体责任|第一责任|首要责任|头号责任|头一个责任|总责|主要责任|担(?:这个)?责|问责|(?:头号|首要|主要|最大|总)的?(?:担子|担当)|担子[^，。？]{0,8}(?:谁|哪)|(?:头一个|第一个|首先|最先)[^，。？]{0,6}(?:找|问|追究?)(?:谁|哪)"
)
_NOUN = r"(?:行政|主管)?(?:部门|单位|机构|机关|委员会|政府|人员|人(?![群才口民数])|部委|组织|主体|方(?![面式法案]))"
_WHICH = rf"(?:谁|(?:哪|什么)一?(?:[些几个家位级类所]|[两二三四])*{_NOUN}|哪一?[几两三]?[家位](?:机构|单位|部门)?(?!的|[\u4e00-\u9fff]{{0,4}}(?:企业|公司|院校)))"
_ACT_ASKED = re.compile(
    rf"{_WHICH}(?:手[里上])?(?!头上|身上|手[里上]|肩上|名下)(?:来|去|得|该|必须|应当?|要|有权|共同|统一|具体)*(?P<act>[^，。？?]{{1,30}})"
)
_DOER = re.compile(
    rf"(?:^|[，,])(?:[^，,]{{0,12}}(?:里|中|上|负责))?(?P<act>[^，,]{{4,40}}?)的(?:人|单位|部门|机构)?(?:会|应该|应当|该)?是{_WHICH}[？?]?$"
)
"""给贫困地区编旅游规划的是谁: what is done stands before."""
_PARTS_ASKED = (
    ("urged", re.compile(rf"(?:鼓励|支持|引导|动员|发动){_WHICH}")),
    ("over", re.compile(rf"(?:接受|服从|在){_WHICH}的?(?:业务)?(?:统筹|指导|监督|管理|领导|考核)")),
    ("helped", re.compile(rf"(?:协助|配合){_WHICH}")),
    ("with", re.compile(rf"(?:会同|同|与|跟|和){_WHICH}")),
    ("to", re.compile(rf"(?:交|报|送|提交|移交|递|上报|报请)(?:给|到|于)?{_WHICH}(?!手[里上][^，。？]{{0,4}}[签批审定])|给(?:谁|哪[里儿])|(?:交|报|送|移送|移交|归)到?哪[里儿]|向{_WHICH}|(?:征求|听取|征得|征询|听|问|请教){_WHICH}的?(?:意见|同意|建议)|(?:找){_WHICH}[^，。？]{{0,4}}(?:申请|报告|投诉|举报|登记|反映)")),
)  # fmt: skip
_EACH_OTHER = re.compile(r"谁(?:和|跟|与|同|会同|商)(?:谁|哪)")
_LEADS = re.compile(r"牵头|负责|会同|主管|统筹|领导|组织|承担|协调|主体")
_NEAR_PARTS = ("acts", "urged", "to", "over")
"""Parts that one who acts may be told by."""
_ALONGSIDE = re.compile(r"会同[^，。；]*?(?:(?:部门|单位|机构)(?:和单位)?|，)")
_JOINTLY = re.compile(rf"(?:应当?|要|须|负责|牵头)?，?会同(?P<who>{BODIES})(?=等|[，。；]|的)")
_NO_AGENT = re.compile(
    r"(?:包括|包含|是指|指的是|都有)哪|有哪[几些两]?家|(?:列出|列举|点名)了?哪|列了哪(?![^，。？]{0,6}(?:单位|部门))|组成|构成|参加|参与的|(?:鼓励|支持|引导|允许|动员|面向|针对|适用于|适合|提交|整合|联合|依托|汇集|集合|调动|借助|吸收|吸纳|选派|对接|共享|利用)哪|哪[些几]?[类种]?人(?:可以|能|符合|属于|算|享受)"
)
_SEVERAL = re.compile(r"哪[些几两二三四]|分别")
_STANDING = 0.4
"""What the sentence that fits best in the whole document gains before one that fits not at all: for the choice, not to answer."""
_LEAST_SENTENCE = 0.17
_LEAST_ALONE = 0.4
_WHO_IS = re.compile(r"(?:单位|部门|机构|机关)(?:是|为)(?:谁|哪|什么)|谁是|谁(?:来)?(?:主管|管理)")
_LEAST, _LEAST_DUTY = 0.2, 0.15
_CLAUSE = 48
"""Characters behind a name that tell what it does: further on others may act."""
_PART_BONUS = 0.4
_SELF = ("acts", "urged")
"""Parts of those who do themselves what is said behind them."""
_PART_AHEAD = 0.6
"""By how much more one who only acts may fit, where the question asks for another part."""
_DUTY_BONUS = 0.3
_SAME_DEED = 0.5
"""What the very deed counts, in its word or another for it."""
_NEAR = 0.3
_LEAST_HEADING = 5
"""Characters of a heading that the question says whole."""
_ACT_SHARE = 0.6
_SHORT_ACT, _OBJECT, _BEFORE = 3, 8, 12
"""A deed so short says little without the characters before the question: 法人登记由谁办."""
_SHORT_SENTENCE = 50
_JOINT = 4
"""Characters at the joint of two things that tell them apart: 院校外、院校内职业技能证书."""
_KIND, _MANY, _SAYS_SAME = 0.2, 0.25, 0.4
_ALIKE = 0.2
"""By how much less others fit of those one may turn to, and are still answers."""
_PASSIVE = re.compile(r"(?:应当?|须|分别|均|都)?由")
_ROLE_ONLY = re.compile(
    rf"{_WHICH}(?:来|去|要|得|该|共同|分别|一起|主要|具体|牵头)*(?:负责|牵头|落实|抓|管|办|干|承担|推进|推动|配合|参与|指导|主抓|出面|操办|张罗)(?:的|呢|落实|实施|推进)?[？?]?$"
)
_TOLD_ACT, _TOLD, _TOLD_NEAR, _SURE = 4, 0.5, 0.7, 1.2
"""How long a deed must be, and how much of it a sentence must tell, to be read in place of the units of its provision."""
_NO_SUBJECT = re.compile(r"(?:同时，|并|还|也)?(?:要|应当|须|不得|负责|会同|应(?!用))")
_ASIDE = re.compile("（[^（）]*）")
_TITLES = re.compile(r"《[^》]*》")


@dataclass(frozen=True, slots=True)
class Actor:
    """A body in a provision, and how well what it does fits the question."""

    score: float
    hit: Hit
    span: tuple[int, int]
    part: str = "acts"
    ahead: float = 0.0
    """What its sentence gains before others."""


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
    return _answer(r, best)


def _sentence(one: Actor) -> str:
    return one.hit.text[slice(*sentence_at(one.hit.text, one.span[0]))]


def told_plan(r: Reader) -> Found:
    """The body that a sentence says does what the question asks, nearly in its words; 谁负责 alone asks for no deed."""
    act = _act(r.q.text)
    if (
        len(act) < _TOLD_ACT
        or _ROLE_ONLY.search(r.q.text)
        or part_asked(r.q.text) not in _SELF
        or _NO_AGENT.search(r.q.text)
    ):
        return None
    best = best_actor(r)
    if best is None or best.part not in _SELF:
        return None
    clause = _ASIDE.sub("", best.hit.text[slice(*sentence_at(best.hit.text, best.span[0]))])
    nearly = best.score >= _SURE and r.engine.words.asked(act).near(clause) >= _TOLD_NEAR
    return _answer(r, best) if nearly or Meaning(r.engine, act).overlap(clause) >= _TOLD else None


def _answer(r: Reader, best: Actor) -> Plan:
    """Its names; 我局 by the name that signs."""
    words = best.hit.text[slice(*best.span)]
    if re.fullmatch(r"[我本][局部委厅院会办行署]", words):
        signed = re.compile(rf"\n([\u4e00-\u9fff]{{2,20}}{words[1]})\n[^\n]{{2,6}}年").search(
            r.engine.library.text(r.asked.document), best.hit.start
        )
        if signed is not None:
            query = cut_query(r.asked.document, [signed.span(1)], r.asked.graph)
            return Plan(query, f"查找{best.hit.label}中负责的机构", "是", (best.hit.iri,))
    spans = [*_respective(r.q.text, best.hit.text, list(each(best.hit.text, *best.span))), *_joining(r, best)]
    return r.cut(best.hit, spans, "是", f"查找{best.hit.label}中负责的机构")


def _joining(r: Reader, best: Actor) -> Iterator[tuple[int, int]]:
    """Those the one who acts does it with, where several are asked for: 财政部要会同甲、乙等部门，……."""
    joined = _JOINTLY.match(best.hit.text, best.span[1]) if best.part in _SELF and _SEVERAL.search(r.q.text) else None
    return each(best.hit.text, *joined.span("who")) if joined is not None else iter(())


def _respective(asked: str, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of several who do one thing each, the one whose thing is asked: 分别由甲和乙办理事业单位登记或民办企业登记.

    >>> text = "分别由甲局和乙局办理事业登记或民办登记。"
    >>> _respective("民办园找谁登记", text, [(3, 5), (6, 8)])
    [(6, 8)]
    """
    start = sentence_at(text, spans[0][0])[0]
    first = max(start, text.rfind("，", start, spans[0][0]) + 1)
    if len(spans) < 2 or "分别" not in text[first : spans[-1][1] + 12]:
        return spans
    things = re.split("、|或者?|和|与", re.split("[，；。]", text[spans[-1][1] :].removeprefix("在职责范围内，"))[0])
    if len(things) != len(spans):
        return spans
    ending = takewhile(lambda alike: len(set(alike)) == 1, zip(*map(reversed, things), strict=False))
    shared = sum(1 for _ in ending)
    ends = [thing[: len(thing) - shared] for thing in things]
    ends = [ends[0][-_JOINT:], *(thing[:_JOINT] for thing in ends[1:])]
    pairs = [{thing[i : i + 2] for i in range(len(thing) - 1)} for thing in ends]
    alone = [own.difference(*(other for other in pairs if other is not own)) for own in pairs]
    shares = [sum(pair in asked for pair in own) for own in alone]
    best = max(shares)
    return [spans[shares.index(best)]] if best and shares.count(best) == 1 and sum(shares) == best else spans


def party_plan(r: Reader) -> Found:
    """The one to whom, with whom or under whom: 向谁报告, 同哪个单位建立, 接受谁的指导."""
    part = part_asked(r.q.text)
    if part == "acts" or r.asked.scope.has_tasks or r.q.asks("ct"):
        return None
    found = sorted(_actors(r), key=lambda one: -one.score)
    best = next((one for one in found if one.part == part), None)
    if best is None or best.score < max(_LEAST, found[0].score - _PART_AHEAD):
        return None
    spans = [best.span]
    if _EACH_OTHER.search(r.q.text):
        doer = [one.span for one in found if one.part == "acts" and one.hit is best.hit and one.span[1] <= best.span[0]]
        spans = [*doer[-1:], best.span] if (doer := sorted(doer)) else spans
    if part == "to" and _SEVERAL.search(r.q.text):
        alike = [one for one in found if one.part == part and one.hit is best.hit]
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
    if best is None or best.score < _LEAST_ALONE:
        return None
    number = re.search("哪([两二三四五六])", r.q.text)
    names = len(list(each(best.hit.text, *best.span)))
    return actor_plan(r) if number is None or names == to_int(number[1]) else None


def best_actor(r: Reader) -> Actor | None:
    """The body whose action fits best, if any fits."""
    best = max(_actors(r), key=lambda one: one.score + one.ahead, default=None)
    return best if best is not None and best.score >= _LEAST else None


def duty_plan(r: Reader) -> Found:
    """The body that a sentence says bears the duty asked for: 谁是试点的责任主体."""
    if not _DUTY_ASKED.search(r.q.text):
        return None
    subject = r.anywhere  # who answers for the whole answers for what the document is about
    found = [
        Actor(_duty_fit(r, hit, m, subject) - 0.05 * place, hit, m.span("who"))
        for place, hit in enumerate(r.told_of(8))
        for pattern in (_DUTY, _BEARS)
        for m in pattern.finditer(welded(hit.text))
    ]
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or best.score < _LEAST_DUTY:
        return None
    return r.cut(best.hit, list(each(best.hit.text, *best.span)), "是", f"查找{best.hit.label}写明的责任主体")


def _duty_fit(r: Reader, hit: Hit, found: re.Match[str], subject: Meaning) -> float:
    """How well a clause fits that says who bears a duty, or its sentence fits what the whole document is about."""
    start, end = sentence_at(hit.text, found.start())
    words = hit.text[start:end] if end - start <= _SHORT_SENTENCE else _clause(hit.text, found.start(), found.end())
    return max(r.fit(words), subject.fit(hit.text[start:end]))  # 集市，管理者为责任人 is short and fits as a whole


def _clause(text: str, start: int, end: int) -> str:
    """The words between two commas around a place."""
    begin = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
    stop = re.compile(r"[，。；\n]|$").search(text, end)
    return text[begin : stop.start() if stop else end]


def _with_heirs(hit: Hit) -> Iterator[tuple[tuple[int, int], Party]]:
    """The parties of each sentence, and where a sentence has no subject of its own, the one before: 甲要……。要会同……."""
    last: Party | None = None
    for start, end in sentence_spans(hit.text):
        found = list(parties(hit.text, start, end))
        if last is not None and _NO_SUBJECT.match(hit.text, start) and "\n" not in hit.text[last.start : start]:
            yield (start, end), replace(last, deed=(start, end), own=(start, end), start=start)
        last = next((one for one in found if one.part == "acts" and one.span[0] == start), last)
        yield from (((start, end), one) for one in found)


def _actors(r: Reader) -> Iterator[Actor]:
    part, deed = part_asked(r.q.text), r.engine.words.asked(_act(r.q.text))
    deeds = deeds_asked(_act(r.q.text))
    for place, hit in enumerate(r.told_of(6)):
        near = [span for span in sentence_spans(hit.text) if _speaks(r, hit, span)]
        for (start, end), one in _with_heirs(hit) if near else ():
            if (start, end) not in near or hit.text[slice(*one.span)] in r.q.text:
                continue
            if one.part == part or one.part in _NEAR_PARTS:
                told = hit.text[slice(*one.own)]
                if one.part == "with":  # 建立与甲的机制: the deed stands before
                    told = hit.text[max(start, hit.text.rfind("，", start, one.start) + 1) : one.own[1]]
                same = _SAME_DEED * deeds_told(deeds, told)
                score = _score(r, hit, (start, end), one, part, deed) + same - 0.05 * place
                ahead = _STANDING * r.standing(hit.text[start:end])
                yield Actor(score, hit, unwrapped(hit.text, *one.span), one.part, ahead)
        for span in near:
            for actor in _bearers(r, hit, span):
                yield Actor(actor.score - 0.05 * place, hit, actor.span)


def _speaks(r: Reader, hit: Hit, sentence: tuple[int, int]) -> bool:
    return r.fit(r.heading(hit) + hit.text[slice(*sentence)]) >= _LEAST_SENTENCE


def asks_deed(text: str) -> bool:
    """Whether a question asks who does something that is named in the words of administration: 电话由谁公布."""
    asked = _ACT_ASKED.search(text)
    return asked is not None and bool(own_deeds(asked["act"]))


def _bearers(r: Reader, hit: Hit, sentence: tuple[int, int]) -> Iterator[Actor]:
    """Those a sentence says something is, or bear a duty, where the question asks so."""
    patterns = (*((_IS,) if _WHO_IS.search(r.q.text) else ()), *((_DUTY, _BEARS) if "责任" in r.q.text else ()))
    for pattern in patterns:
        for found in pattern.finditer(welded(hit.text), *sentence):
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
    heading = r.heading(hit).rstrip("。")
    score += _NEAR * (len(heading) >= _LEAST_HEADING and heading in r.q.text)
    same = one.part == part or (one.part == "urged" and part == "acts")
    score += _PART_BONUS if same and part != "acts" else 0.0 if same else -_PART_BONUS
    score += _like_asked(r.q.text, text, one)
    return score + _ACT_SHARE * deed.near(rest)


def _with_case(text: str, start: int, begin: int) -> int:
    """Where a clause begins with the case or the thing it is for: 情节严重的，由X吊销; 对药品的申请，由X审批."""
    if text[begin - 2 : begin] != "的，" and not _PASSIVE.match(text, begin):
        return begin
    return max(start, max(text.rfind(mark, start, begin - 2) for mark in "，；。") + 1)


def _like_asked(asked: str, text: str, one: Party) -> float:
    """Whether the name is of the kind the question says, and several where it asks for several."""
    which = re.search(_WHICH, asked)
    noun = re.search(rf"{_NOUN}$", which[0]) if which is not None else None
    kind = noun is not None and noun[0][-2:] in text[one.span[0] : one.span[1] + 6]
    many = which is not None and re.search(r"哪[些几两二三四]", which[0]) is not None
    listed = len(list(each(text, *one.span))) > 1
    said = re.sub(rf"{_NOUN}$|者$|企业$", "", text[slice(*one.span)])
    same = said in asked and re.fullmatch(DEED, said) is not None  # 申请单位 tells nobody who may 申请
    return _KIND * kind + (_MANY * listed if many else 0.0) - _SAYS_SAME * same


def _act(text: str) -> str:
    """What the question says the one it asks for does."""
    if (before := _DOER.search(text)) is not None:
        return before["act"]
    asked = _ACT_ASKED.search(text)
    if asked is None:
        which = re.search(_WHICH, text)
        return re.split("[，。]", text[: which.start()])[-1][-_BEFORE:] if which else ""
    if len(asked["act"]) > _SHORT_ACT:
        return asked["act"]
    return re.split(r"[的，]", text[: asked.start()])[-1][-_OBJECT:].rstrip("由归该") + asked["act"]
