"""Yes or no, by the sentence that speaks of it: what it allows, what it denies, and the numbers it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.link import Meaning
from search.asking.matter.doers import asks_doer, names_doer
from search.asking.matter.figures import contradicts, figures
from search.asking.matter.polarity import DENIES, FORBIDS, asks_denied, denied, opposed, speaks_of_ceiling
from search.asking.matter.silence import silent
from search.asking.matter.two_cases import said_of_other_case
from search.asking.matter.who_plans import asks_who
from search.asking.plan import Found, Plan, Refusal
from search.asking.question import Question
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.hits import Hit
from search.interaction import sentence_spans

_WITHIN = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)个?(?:年|月|天|日)(?:之?内|以内)|20\d\d年(?!初?[^，。？]{0,16}(?:文件|意见|通知|方案|办法|规定|批复|规划|纲要|建议|决定|那[份个]|这[份个]))"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:%|倍|家|所|个|项|名|人|年|元|万|亿|级|批|天|日|个月)?")
_PLACE_ASKED = re.compile(r"(?:写|说|讲|提|规定|放|见)(?:到|过|了)?(?:在|于)(?:哪|第几)")
_TIME_ASKED = re.compile(
    r"(?:什么时候|何时|哪一?年|哪[天月])[^？]*有没有(?:说|写|讲|提|规定|明确|定)|有没有(?:说|写|讲|提|规定|明确|定)(?:好|过|明)?(?:是|在|到)?(?:什么时候|何时|哪一?年|哪[天月])"
)
_WHETHER = re.compile(r"([用要该准许])不\1|^(?!.*(?:谁|哪|什么|多少|几|啥)).*?([\u4e00-\u9fff]{1,2})不\2")
"""要不要; any such pair where nothing else is asked."""
_PERMISSION = re.compile(r"可以|能|允许|允不|许可|许不|准|让|行不行|(?:行|成|合规|合法|规定)吗")
_LEAVE = re.compile(
    r"^(?:(?:国家|中央|文件|政策|规定|上面|上头|政府|法律)(?:会|上)?)?(?:许可|许不许|准不准|允不允许|允许|准许?|让不让|同意|可以|符合规定|合规|合法|违规|行不行|行得通|行|成|能|可)?(?:他们|我们|人家)?(?:这么|这样|那么|那样)?(?:干|做|弄|搞|办|来)?(?:的|了)?$"
)
"""A clause that only asks leave: 国家许可这么干吗; the deed stands before it."""
_ENDS_LEAVE, _WHICH = (
    re.compile(
        r"(?:可以|行|能|允许|准许|合规|合法|成|行得通|符合规定|要求)(?:吗|么|不)$|(?:行不行|可不可以|能不能|允不允许|准不准)"
    ),
    re.compile(r"谁|哪|什么|几|多少"),
)
_ANYONE = re.compile(r"想.{1,2}谁就.{1,2}谁|谁都|什么都")
_SANCTION = re.compile("罚(?!款?决定|没)|判刑|坐牢|处分|追责|问责")
_SANCTIONED = re.compile("罚|刑|处分|责|处理|约谈|通报|取消|禁")
_PART_ASKED = re.compile(
    r"参与|负责|承担|责任|牵头|份(?![的批钟])|(?:归|该|由|要|也|来)[^，。的]{0,8}管(?![控理道])|管(?:吗|不管|得着|这)"
)
"""Whether a body is asked after as one that takes part; 自家管的地盘 asks for none."""
_NUMBERED = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])")
_LIST = 1200
"""How far above a place the line may stand that opens its list."""
_KNOWN = 0.15
_GUIDING, _SOLEMN = (
    re.compile(r"为指导|四个意识|四个自信|重大意义|重要意义|贯彻落实?党的|所[称指][^，。；]{2,14}是指"),
    0.15,
)
"""Words of a sentence that says in which spirit all is done, and what it counts less."""
_LEAF_KINDS = ("clause", "article", "item", "section", "preamble")
"""Below it the best sentence speaks of something else."""
_ALONE, _WITHOUT_ASKING = (
    re.compile(
        r"自己(?:就|先|动手|[^，。]{0,3}(?:处理|处置|弄|搬|拆|改|定))|自作主张|私下|偷偷|悄悄|不打招呼|先斩后奏|说[改拆关撤换]就"
    ),
    re.compile(r"擅自|私自|自行|随意"),
)
"""Who acts without asking, and the words texts have for it."""
_NEEDED, _SPARES = (
    re.compile(r"非得|非要|必须|一定[要得]|[还也]得(?![到了])|要不要|需不需要|需要|用不用|得不得|都[要得]"),
    re.compile(r"可以?不(?!断)|不必|无需|不需|不再(?:要求|进行)|免予|免除|豁免"),
)
_LEAVE_ASKED = re.compile(r"可以(?!不)|(?<![技功性职智才机])能|允许|许可|行得通|行吗|[能行]不[能行]")
_ALLOWS, _DUTY, _SAME_DEED = (
    re.compile(
        r"可(?!靠|能|持续|追溯|信|视|控|行)|允许|支持|鼓励|引导|探索|推进|推动|试点|实现|建立|享受|自主|授权|有权|均|同样|参照|免|优先|放宽|放开|简化|互认|互通|取消|扩大"
    ),
    re.compile(r"应当?(?!用|急|届)|必须|须|(?<![需重主必])要(?![素求点])|坚持|严格|不得|确保"),
    0.15,
)
"""Words that allow, words for duties, and the share of the deed that a duty holds which is the very deed."""
_OWN_ASKED, _OWN_GIVEN, _OWN = re.compile(r"自己(?!的|[人家])|自行|自主"), re.compile(r"自主|自行"), 0.15
"""Doing something of one's own accord, and what a sentence counts that says so where it is asked."""
_SPOKEN_OF = 0.3
_SET_ASIDE = re.compile(r"(?:不|没有?|未)(涉及|属于|纳入|列入|符合|通过|具备|达到|取得)")
_LEAVES, _AHEAD, _FORBIDDEN, _OTHER_CASE, _BOUND, _OPPOSED, _OF_CEILING = 6, 0.25, 0.35, 0.3, 0.3, 0.2, 0.3
_SAME_THING, _UNASKED, _SPARED, _DOER, _BROKEN = 0.2, 0.25, 0.15, 0.15, 0.15
"""What a prohibition counts besides that names the very thing the question ends with: 买粉丝 and 严禁购买粉丝."""
"""How many provisions are read, what the first is ahead of the last, what a prohibition counts,
another case, a bound for the figure of the question, what the text says to the contrary, and a limit where one is asked."""


def yes_or_no(r: Reader) -> Found:
    """The answer of the sentence that fits best; where none speaks of it, that the document does not say."""
    q = r.q
    if not _is_asked(q):
        return None
    if q.units and r.asked.scope.has_tasks and _PART_ASKED.search(q.text):
        return _takes_part(r)
    best = _best(r)
    if best is None or (_SANCTION.search(q.text) and not _SANCTIONED.search(best[0].text)):
        return Refusal("所收文件没有直接说明这件事")
    hit, start, end = best
    if (case := said_of_other_case(q.text, hit.text, start)) is not None:
        return _answer(r, hit, case, True, case)
    piece = _piece(r, hit, start, end)
    within = _WITHIN.search(q.text)
    if within is not None and within[0] not in "".join(hit.text[start:end].split()):
        return Refusal("所收文件没有写明这样的时间或期限")
    number = _NUMBER.search(q.text)
    told = _told(r, hit, start, end)
    bound = contradicts(q.text, told)
    if number is not None and bound is None and "".join(number[0].split()) not in "".join(hit.text[start:end].split()):
        said = _NUMBER.search(hit.text, start, end)
        if said is not None:
            return _answer(r, hit, number[0], True, hit.text[start:end])
    no = denied(q.text, told, piece) or (_barred(r, hit, start) and not asks_denied(q.text))
    no = no or _asks_against_duty(r, told, piece)
    if not no and (_says_nothing(r, told) or (bound is None and silent(r, hit.text[start:end]))):
        return Refusal("所收文件没有直接说明这件事")
    return _answer(r, hit, piece, no, piece)


def _is_asked(q: Question) -> bool:
    """Whether yes or no is asked, and not what, who, where or when."""
    return (
        (q.has("yesno") or _WHETHER.search(q.text) is not None)
        and not (q.asks("uct") and not _ANYONE.search(q.text) and not _asks_leave(q.text))
        and not _PLACE_ASKED.search(q.text)
        and not asks_who(q.text)
        and not _TIME_ASKED.search(q.text)
    )


def _asks_against_duty(r: Reader, sentence: str, piece: str) -> bool:
    """Whether leave is asked for a deed of which a sentence knows only what must be done instead: 放着不管, 要加强管理."""
    if not _LEAVE_ASKED.search(r.q.text) or _ALLOWS.search(sentence) or not _DUTY.search(piece):
        return False
    return _tail(r).overlap(piece) < _SAME_DEED


def _says_nothing(r: Reader, sentence: str) -> bool:
    """Whether leave is asked and a sentence neither gives it nor bids anything, nor speaks much of the matter."""
    if not _LEAVE_ASKED.search(r.q.text) or _ALLOWS.search(sentence) or _DUTY.search(sentence):
        return False
    return r.overlap(sentence) < _SPOKEN_OF


def _asks_leave(question: str) -> bool:
    """Whether a question ends by asking leave, whatever is told before: 不肯说自己是谁，照样卖给他可以吗.

    >>> _asks_leave("客人不肯说自己是谁，照样卖给他可以吗？"), _asks_leave("可以由谁负责？")
    (True, False)
    """
    last = next((p for p in reversed(re.split("[，；？?]", question)) if p), "")
    return _ENDS_LEAVE.search(last) is not None and _WHICH.search(last) is None


def _barred(r: Reader, hit: Hit, start: int) -> bool:
    """Whether a sentence is one of the things listed below 不得有下列行为：."""
    return FORBIDS.search(lead_in(r.engine.library.text(r.asked.document), hit.start + start)) is not None


def _told(r: Reader, hit: Hit, start: int, end: int) -> str:
    """A sentence as it stands, one of the things listed below 不得 with that word: 超过30% forbidden is 不得超过30%."""
    sentence = hit.text[start:end]
    return re.sub("(?=超过|低于|少于)", "不得", sentence) if _barred(r, hit, start) else sentence


def lead_in(text: str, at: int) -> str:
    """The line that opens the numbered list a place is in; empty where it is in none.

    >>> lead_in("单位不得有下列行为：\\n（一）收钱；\\n（二）扣证件。", 18)
    '单位不得有下列行为：'
    """
    lines = text[max(0, at - _LIST) : at].split("\n")[:-1]
    if not lines or not _NUMBERED.match(text, at - len(text[:at].rsplit("\n", 1)[-1])):
        return ""
    opening = next((line for line in reversed(lines) if not _NUMBERED.match(line)), "").strip()
    return opening if opening.endswith(("：", ":")) else ""


def _best(r: Reader) -> tuple[Hit, int, int] | None:
    """The sentence that speaks of it; one that forbids what the question asks leave for counts more."""
    tail, permission = _tail(r), bool(_PERMISSION.search(r.q.text))
    thing = _deed(r.q.text)[-2:]
    within = _WITHIN.search(r.q.text)
    alone, needed = _ALONE.search(r.q.text) is not None, _NEEDED.search(r.q.text) is not None
    doer, own = asks_doer(r.q.text), permission and _OWN_ASKED.search(r.q.text) is not None
    scored: list[tuple[float, float, Hit, int, int]] = []
    for place, hit, start, end in (*_near(r), *_elsewhere(r, permission)):
        sentence = hit.text[start:end]
        fit = r.fit(sentence)
        score = fit + _AHEAD * (1 - place / _LEAVES) - _OTHER_CASE * _of_other_case(r.q.text, sentence)
        score -= _SOLEMN * (_GUIDING.search(sentence) is not None)
        score += _BOUND * (within is not None and within[0] in sentence)
        bound = contradicts(r.q.text, _told(r, hit, start, end))
        score += _BOUND * (bound is not None) + _BROKEN * (bound is True)
        score += _OPPOSED * opposed(r.q.text, sentence) + _OF_CEILING * speaks_of_ceiling(r.q.text, sentence)
        if permission and _barred(r, hit, start):
            score += _FORBIDDEN * tail.fit(sentence)
        if permission and FORBIDS.search(sentence):
            barred = [p for p in re.split("[，；]", sentence) if FORBIDS.search(p)]
            score += _FORBIDDEN * max(map(tail.fit, barred)) + _SAME_THING * any(thing in p for p in barred)
            score += _UNASKED * (alone and _WITHOUT_ASKING.search(sentence) is not None)
        score += _DOER * (doer and names_doer(sentence))
        score += _OWN * (own and _OWN_GIVEN.search(sentence) is not None)
        score += _SPARED * (needed and _SPARES.search(sentence) is not None)
        scored.append((score, fit, hit, start, end))
    best = max(scored, key=lambda one: one[0], default=None)
    return best[2:] if best is not None and best[1] >= _KNOWN else None


def _near(r: Reader) -> Iterator[tuple[int, Hit, int, int]]:
    """The sentences of the best provisions, with the place of each provision."""
    for place, hit in enumerate(r.leaves(_LEAVES)):
        yield from ((place, hit, a, b) for a, b in sentence_spans(hit.text) or ((0, len(hit.text)),))


def _elsewhere(r: Reader, permission: bool) -> Iterator[tuple[int, Hit, int, int]]:
    """The other sentences of the document that forbid what leave is asked for, or bound a figure of the question.

    Who asks so may use none of their words.
    """
    figure = len(figures(r.q.text)) == 1
    if not (permission or figure):
        return
    known = {hit.iri for hit in r.leaves(_LEAVES)}
    for p in r.engine.passages:
        if p.document != r.asked.document or p.iri in known or p.kind not in _LEAF_KINDS:
            continue
        if p.kind == "section" and r.asked.has_articles:
            continue  # its articles are read one by one
        if not (figure or FORBIDS.search(p.text)):
            continue
        hit = Hit.of(p)
        for a, b in sentence_spans(p.text):
            bounds = figure and contradicts(r.q.text, _told(r, hit, a, b)) is not None
            if bounds or (permission and FORBIDS.search(p.text, a, b)):
                yield 0 if bounds else _LEAVES, hit, a, b


def _of_other_case(question: str, sentence: str) -> bool:
    """Whether a sentence is about what the question sets aside: 涉及安全的 where it asks about 不涉及安全的."""
    words = [m[1] for m in _SET_ASIDE.finditer(question)]
    return any(re.search(rf"(?<![不未]){word}", sentence) for word in words)


def _tail(r: Reader) -> Meaning:
    """What the question asks about at its end: the deed itself."""
    return Meaning(r.engine, _deed(r.q.text)[-9:], r.asked.document)


def _deed(question: str) -> str:
    """The last clause that says more than that leave is asked.

    >>> _deed("开发商想成片盖楼卖，国家许可这么干吗？")
    '开发商想成片盖楼卖'
    """
    said = re.split(r"[，、；]", _stated(question))
    while len(said) > 1 and _LEAVE.match(said[-1]):
        said.pop()
    return said[-1]


def _stated(text: str) -> str:
    """The question without the words that make it one."""
    return re.sub(r"(?:吗|呢|(?<![这那什怎多])么|是否|能否|可否|能不能|可不可以|是不是|要不要|[？?。！])", "", text)


def _piece(r: Reader, hit: Hit, start: int, end: int) -> str:
    """The comma clause that fits best."""
    pieces = [p for p in re.split(r"(?<!的)，|[；。]", hit.text[start:end]) if len(p) > 3]  # 未经审核的，不得…… is one
    asks = _stated(r.q.text)
    tail, permission = _tail(r), bool(_PERMISSION.search(r.q.text))

    def weight(piece: str) -> float:
        forbids = permission and bool(FORBIDS.search(piece))
        same = any(n[0] in "".join(piece.split()) for n in _NUMBER.finditer(r.q.text))
        denies = not permission and asks[-2:] in piece and DENIES.search(piece) is not None
        return (
            r.fit(piece)
            + 0.4 * denies
            + tail.overlap(piece)
            + 0.5 * same
            + 0.4 * forbids
            + 0.8 * (forbids and asks[-2:] in piece)
        )

    return max(pieces, key=weight, default=hit.text[start:end])


def _answer(r: Reader, hit: Hit, said: str, denied: bool, told: str) -> Plan:
    test = f"CONTAINS(?text, {text_literal(said)})"
    present = said in hit.text
    value = "false" if denied else "true"
    holds = test if present else f"!{test}"
    own = f"<{r.asked.document}> pol:sourceText ?all . <{hit.iri}> pol:start ?from ; pol:end ?to BIND(SUBSTR(?all, ?from + 1, ?to - ?from) AS ?text)"
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ {own} FILTER({holds}) BIND({value} AS ?value) }} }}"
    return Plan(sparql, f"核对{hit.label}的规定", f"{hit.label}写明：“{told.strip()}”", (hit.iri,))


def _takes_part(r: Reader) -> Found:
    """Whether the units named stand with the task the question is about."""
    topic = r.topic
    for unit in r.q.units:
        topic = topic.replace(unit.said, "")
    hit = next(iter(r.engine.search(topic, k=1, kinds=("task",), documents=(r.asked.document,)).hits), None)
    if hit is None:
        return None
    if Meaning(r.engine, topic, r.asked.document).best_sentence(hit.text)[0] < _KNOWN:
        return Refusal("所收文件没有提到这件事")
    parts = " ".join(f"<{hit.iri}> pol:responsibleUnit <{u.iri}> ." for u in r.q.units)
    return Plan(
        f"{PREFIX}ASK {{ GRAPH <{r.asked.graph}> {{ {parts} }} }}",
        f"核对{hit.label}的责任单位",
        "",
        (hit.iri,),
        boolean=True,
    )
