"""Yes or no, by the sentence that speaks of it: what it allows, what it denies, and the numbers it gives."""

from __future__ import annotations

import re

from search.hits import Hit
from search.link import Meaning
from search.plan import Found, Plan, Refusal
from search.reader import Reader
from search.sets import PREFIX, text_literal

_DENIES = re.compile(
    r"不(?:得|变|再|应|能|准|许|予|宜|超过|允许|改变|设|收|含|包括|适用|可|是(?!说)|意味|完全|属于|一定)|并非|禁止|严禁|未经|除外|无需|不需|不必|不用|可不|不受|不纳入|不作为|不(?:建|搞|办|用|算|交|缴|征|限|计入|占|列入|再|发|新增|分设|参与|安排|批准|受理|另)|免(?:除|收|征|费|于|予|交|缴)|取消|停止"
)
_FORBIDS = re.compile(r"不(?:得|能|准|许|允许|可)|禁止|严禁|未经")
_WITHIN = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)个?(?:年|月|天|日)(?:之?内|以内)|20\d\d年")
_KEEPS = re.compile(r"不变|保持|维持|沿用")
_CHANGES = re.compile(r"变|改变|调整|取消|停止|换|划转|转移")
_FREE = re.compile(r"收费|收钱|花钱|要钱|交钱|付费|缴费")
_LESS, _MORE = (
    re.compile(r"比.{1,20}(?:少|低|小|差|短)|低于|少于"),
    re.compile(r"比.{1,20}(?:多|高|大|长)|高于|多于|超过"),
)
_NO_LESS, _NO_MORE = (
    re.compile(r"不(?:得|应|能)?(?:低于|少于|小于|短于)"),
    re.compile(r"不(?:得|应|能)?(?:高于|多于|大于|超过)"),
)
_ALL = re.compile(r"一律|[全都统]都|统统|一刀切|通通|必须全|所有.{0,16}都")
_SOME = re.compile(
    r"可以?(?=[\u4e00-\u9fff])|有条件|必要的|鼓励|支持|原则上|适当|因地制宜|分类|部分|符合条件|稳妥|合理|有序"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:%|倍|家|所|个|项|名|人|年|元|万|亿|级|批|天|日|个月)?")
_PLACE_ASKED = re.compile(r"(?:写|说|讲|提|规定|放|见)(?:到|过|了)?(?:在|于)(?:哪|第几)")
_KNOWN = 0.25


def yes_or_no(r: Reader) -> Found:
    """The answer of the sentence that fits best; where none speaks of it, that the document does not say."""
    q = r.q
    if not q.has("yesno") or q.asks("uct") or _PLACE_ASKED.search(q.text):
        return None
    if q.units and r.asked.scope.has_tasks and re.search(r"参与|负责|承担|责任|牵头|份|管", q.text):
        return _takes_part(r)
    best = _best(r)
    if best is None:
        return Refusal("所收文件没有直接说明这件事")
    hit, start, end = best
    piece = _piece(r, hit, start, end)
    within = _WITHIN.search(q.text)
    if within is not None and within[0] not in "".join(hit.text[start:end].split()):
        return Refusal("所收文件没有写明这样的时间或期限")
    number = _NUMBER.search(q.text)
    if number is not None and "".join(number[0].split()) not in "".join(hit.text[start:end].split()):
        said = _NUMBER.search(hit.text, start, end)
        if said is not None:
            return _answer(r, hit, number[0], True, hit.text[start:end])
    return _answer(r, hit, piece, _denied(q.text, hit.text[start:end], piece), piece)


def _best(r: Reader) -> tuple[Hit, int, int] | None:
    scored = []
    for place, hit in enumerate(r.leaves(5)):
        fit, (start, end) = r.meaning.best_sentence(hit.text)
        scored.append((fit + 0.25 * (1 - place / 5), fit, hit, start, end))
    if not scored:
        return None
    _, fit, hit, start, end = max(scored, key=lambda one: one[0])
    return (hit, start, end) if fit >= _KNOWN else None


def _piece(r: Reader, hit: Hit, start: int, end: int) -> str:
    """The comma clause that fits best."""
    pieces = [p for p in re.split(r"(?<!的)，|[；。]", hit.text[start:end]) if len(p) > 3]  # 未经审核的，不得…… is one
    asks = re.sub(r"(?:吗|呢|么|是否|能否|可否|能不能|可不可以|是不是|要不要|[？?。！])", "", r.q.text)
    tail = Meaning(r.engine, re.split(r"[，、；]", asks)[-1][-9:])
    permission = bool(re.search(r"可以|能|允许|准", r.q.text))

    def weight(piece: str) -> float:
        forbids = permission and bool(_FORBIDS.search(piece))
        return r.fit(piece) + tail.overlap(piece) + 0.4 * forbids + 0.8 * (forbids and asks[-2:] in piece)

    return max(pieces, key=weight, default=hit.text[start:end])


def _denied(question: str, sentence: str, piece: str) -> bool:
    """Whether the sentence says no to the question."""
    if _KEEPS.search(piece) and _CHANGES.search(question):
        return not re.search(r"不变|保持", question)
    if _FREE.search(question) and re.search(r"免费|不收|免收", sentence):
        return True
    if (_LESS.search(question) and _NO_LESS.search(piece)) or (_MORE.search(question) and _NO_MORE.search(piece)):
        return True
    if _ALL.search(question) and _SOME.search(piece) and not _ALL.search(piece):
        return True  # what a text allows or supports some to do, it does not ask of all
    said = [m for m in _DENIES.finditer(piece) if piece[m.start() : m.end() + 2] not in question]
    denies = bool(said)  # 不再控股 in question and text is a condition of both, and denies nothing
    return (
        denies != bool(re.search(r"不(?:得|能|准|许|可以?|允许)|禁止", question.split("能不能")[0]))
        if denies
        else False
    )


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
