"""Yes or no, by the sentence that speaks of it: what it allows, what it denies, and the numbers it gives."""

from __future__ import annotations

import re

from search.figures import contradicts
from search.hits import Hit
from search.interaction import sentence_spans
from search.link import Meaning
from search.plan import Found, Plan, Refusal
from search.polarity import DENIES, FORBIDS, asks_denied, denied, opposed, speaks_of_ceiling
from search.reader import Reader
from search.sets import PREFIX, text_literal
from search.who_plans import asks_who

_WITHIN = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)个?(?:年|月|天|日)(?:之?内|以内)|20\d\d年")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:%|倍|家|所|个|项|名|人|年|元|万|亿|级|批|天|日|个月)?")
_PLACE_ASKED = re.compile(r"(?:写|说|讲|提|规定|放|见)(?:到|过|了)?(?:在|于)(?:哪|第几)")
_TIME_ASKED = re.compile(
    r"(?:什么时候|何时|哪一?年|哪[天月])[^？]*有没有(?:说|写|讲|提|规定|明确|定)|有没有(?:说|写|讲|提|规定|明确|定)(?:好|过|明)?(?:是|在|到)?(?:什么时候|何时|哪一?年|哪[天月])"
)
_WHETHER = re.compile(r"([用要该准许])不\1|^(?!.*(?:谁|哪|什么|多少|几|啥)).*?([\u4e00-\u9fff]{1,2})不\2")
"""要不要; any such pair where nothing else is asked."""
_PERMISSION = re.compile(r"可以|能|允许|准|让|行不行")
_ANYONE = re.compile(r"想.{1,2}谁就.{1,2}谁|谁都|什么都")
_SANCTION = re.compile("罚|判刑|坐牢|处分|追责|问责")
_SANCTIONED = re.compile("罚|刑|处分|责|处理|约谈|通报|取消|禁")
_NUMBERED = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])")
_LIST = 1200
"""How far above a place the line may stand that opens its list."""
_KNOWN = 0.15
"""Below it the best sentence speaks of something else."""
_SET_ASIDE = re.compile(r"(?:不|没有?|未)(涉及|属于|纳入|列入|符合|通过|具备|达到|取得)")
_LEAVES, _AHEAD, _FORBIDDEN, _OTHER_CASE, _BOUND, _OPPOSED, _OF_CEILING = 6, 0.25, 0.35, 0.3, 0.3, 0.2, 0.2
"""How many provisions are read, what the first is ahead of the last, what a prohibition counts,
another case, a bound for the figure of the question, what the text says to the contrary, and a limit where one is asked."""


def yes_or_no(r: Reader) -> Found:
    """The answer of the sentence that fits best; where none speaks of it, that the document does not say."""
    q = r.q
    if (
        not (q.has("yesno") or _WHETHER.search(q.text))
        or (q.asks("uct") and not _ANYONE.search(q.text))
        or _PLACE_ASKED.search(q.text)
        or asks_who(q.text)
        or _TIME_ASKED.search(q.text)
    ):
        return None
    if q.units and r.asked.scope.has_tasks and re.search(r"参与|负责|承担|责任|牵头|份|管", q.text):
        return _takes_part(r)
    best = _best(r)
    if best is None or (_SANCTION.search(q.text) and not _SANCTIONED.search(best[0].text)):
        return Refusal("所收文件没有直接说明这件事")
    hit, start, end = best
    piece = _piece(r, hit, start, end)
    within = _WITHIN.search(q.text)
    if within is not None and within[0] not in "".join(hit.text[start:end].split()):
        return Refusal("所收文件没有写明这样的时间或期限")
    number = _NUMBER.search(q.text)
    bound = contradicts(q.text, hit.text[start:end])
    if number is not None and bound is None and "".join(number[0].split()) not in "".join(hit.text[start:end].split()):
        said = _NUMBER.search(hit.text, start, end)
        if said is not None:
            return _answer(r, hit, number[0], True, hit.text[start:end])
    no = denied(q.text, hit.text[start:end], piece) or (_barred(r, hit, start) and not asks_denied(q.text))
    return _answer(r, hit, piece, no, piece)


def _barred(r: Reader, hit: Hit, start: int) -> bool:
    """Whether a sentence is one of the things listed below 不得有下列行为：."""
    return FORBIDS.search(lead_in(r.engine.library.text(r.asked.document), hit.start + start)) is not None


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
    within = _WITHIN.search(r.q.text)
    scored: list[tuple[float, float, Hit, int, int]] = []
    for place, hit in enumerate(r.leaves(_LEAVES)):
        for start, end in sentence_spans(hit.text) or ((0, len(hit.text)),):
            sentence = hit.text[start:end]
            fit = r.fit(sentence)
            score = fit + _AHEAD * (1 - place / _LEAVES) - _OTHER_CASE * _of_other_case(r.q.text, sentence)
            score += _BOUND * (within is not None and within[0] in sentence)
            score += _BOUND * (contradicts(r.q.text, sentence) is not None)
            score += _OPPOSED * opposed(r.q.text, sentence) + _OF_CEILING * speaks_of_ceiling(r.q.text, sentence)
            if permission and _barred(r, hit, start):
                score += _FORBIDDEN * tail.fit(sentence)
            if permission and FORBIDS.search(sentence):
                score += _FORBIDDEN * max(tail.fit(p) for p in re.split("[，；]", sentence) if FORBIDS.search(p))
            scored.append((score, fit, hit, start, end))
    best = max(scored, key=lambda one: one[0], default=None)
    return best[2:] if best is not None and best[1] >= _KNOWN else None


def _of_other_case(question: str, sentence: str) -> bool:
    """Whether a sentence is about what the question sets aside: 涉及安全的 where it asks about 不涉及安全的."""
    words = [m[1] for m in _SET_ASIDE.finditer(question)]
    return any(re.search(rf"(?<![不未]){word}", sentence) for word in words)


def _tail(r: Reader) -> Meaning:
    """What the question asks about at its end: the deed itself."""
    return Meaning(r.engine, re.split(r"[，、；]", _stated(r.q.text))[-1][-9:])


def _stated(text: str) -> str:
    """The question without the words that make it one."""
    return re.sub(r"(?:吗|呢|么|是否|能否|可否|能不能|可不可以|是不是|要不要|[？?。！])", "", text)


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
    if Meaning(r.engine, topic).best_sentence(hit.text)[0] < _KNOWN:
        return Refusal("所收文件没有提到这件事")
    parts = " ".join(f"<{hit.iri}> pol:responsibleUnit <{u.iri}> ." for u in r.q.units)
    return Plan(
        f"{PREFIX}ASK {{ GRAPH <{r.asked.graph}> {{ {parts} }} }}",
        f"核对{hit.label}的责任单位",
        "",
        (hit.iri,),
        boolean=True,
    )
