"""Which document a question is asked of: the one it names, else the one whose provisions, units and names fit best."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.authority import places, policies
from kg.lexicon import Lexicon
from search.asking.likeness import likeness
from search.asking.link import Meaning
from search.asking.matter.mentions import without_mention
from search.asking.matter.nicknames import in_order, is_nickname, known_as, quoted_names, without_nickname
from search.asking.question import Names, normal
from search.asking.sets import PREFIX
from search.hits import Hit
from search.index import Engine

_TITLE = re.compile(
    r"^.*?关于(?:印发|发布|公布|转发)?(?:进一步)?|的?(?:通知|意见|决定|公告|批复)$|[《》〈〉“”（）()\s]|(?:（试行）|\(试行\))"
)
_KINDS = "方案|意见|办法|规定|条例|通知|纲要|计划|决定|文件|规划(?!的?建议)|建议|细则|指南"
_SHORT_KINDS, _LONGEST_SHORT = "规划的?建议|方案|意见|办法|纲要|规划|决定|批复|计划|细则|指南|条例", 12
_GENERAL_WORDS = re.compile("的|管理|实施|工作|具体|指导|有关|若干|发展|总体|相关|制定|制度|" + _SHORT_KINDS)
"""Words that end a shortened title, and the characters before them that may tell it; those of any title tell none."""
_TABLE = re.compile(r"任务|责任单位|分工表|负责单位|支持政策")
_NAMED, _UNIT, _TASKS, _HIT = 5.0, 0.5, 1.2, 1.5
_ALL_NAMED = 0.8
_SUBJECT_LENGTH = 3
_NICKNAMED, _MOST_NICKNAMED = 0.4, 2
"""What a quoted name counts that a title holds, and how many titles may."""
_NEAR = 0.85
_OF_RULES = re.compile(r"吗[？?]?$|[能行]不[能行]|可不可以|是不是|(?:哪一?|第几)条")
"""What is allowed, or where it stands: a place tells bodies apart, but no rules of one document."""
_SHORTEST, _LEAST_WITHOUT_PLACE = 2, 10
"""Characters of a place's name, and of a question without it."""
_LEAST_CALLED, _MOST_OF = 5, 0.7
"""Characters, and the share of a title, that name it without 意见 or 方案 behind them."""


def candidates(engine: Engine, question: str, hits: Sequence[Hit], most: int = 3) -> list[str]:
    """The IRIs of the documents that may be asked, the likeliest first; those far behind it are left out."""
    text = normal(question)
    weights: dict[str, float] = defaultdict(float)
    titles = _titles(engine, engine.library.state())
    short = _shortened(text, titles)
    for iri, title, number in titles:
        named = max(_title_fit(text, title, number), short.get(iri, 0.0))
        weights[iri] += _NAMED * named + _place_fit(text, title)
    for iri, share in _subjects(text, titles):
        weights[iri] += share
    meaning = Meaning(engine, text)
    best: dict[str, float] = {}
    for hit in hits:  # the best provision counts, so that a text that says a thing twice counts once
        fit = hit.score + max(meaning.best_sentence(hit.text)[0], meaning.fit(hit.title) if hit.title else 0.0)
        best[hit.document] = max(best.get(hit.document, 0.0), fit)
    for iri, score in best.items():
        weights[iri] += _HIT * score
    known = _places_of(engine, engine.library.state())
    said = _said(text, known)
    for name in said:
        for iri in known[name]:
            weights[iri] += _UNIT / len(known[name]) ** 0.5
    for iri in frozenset.intersection(*(known[name] for name in said)) if len(said) > 1 else ():
        weights[iri] += _ALL_NAMED
    if _TABLE.search(text):
        for iri, share in _tables(engine, engine.library.state()).items():
            weights[iri] += _TASKS * share
    ranked = sorted(weights, key=lambda iri: (-weights[iri], iri))
    near = [iri for iri in ranked[:most] if iri == ranked[0] or weights[iri] >= _NEAR * weights[ranked[0]]]
    subject = _shared(text, "".join(next((t for iri, t, _ in titles if iri == ranked[0]), "").split()))
    if len(subject) < _SUBJECT_LENGTH:
        return near
    # what a title names, 综合保税区, is answered by texts that name it
    return [iri for iri in near if iri == near[0] or subject in engine.library.text(iri)]


def _place_fit(text: str, title: str) -> float:
    """Whether a place the question begins with is that of the document."""
    said = next((text[a:b] for a, b in _place_names().find(text[:12])), None)
    return 0.0 if said is None else 1.5 if said in title else -1.5


def _subjects(text: str, titles: Sequence[tuple[str, str, str | None]]) -> Iterator[tuple[str, float]]:
    """Documents whose title shares words with the question, each by how long and how rare these are among titles."""
    shared = {iri: _shared(text, "".join(title.split())) for iri, title, _ in titles}
    spread = Counter(words for words in shared.values() if words)
    for iri, words in shared.items():
        if len(words) >= _SUBJECT_LENGTH:
            yield iri, min(1.2, 0.2 * len(words)) / spread[words] ** 0.5


def _shared(text: str, title: str) -> str:
    """The longest run of characters in both."""
    best = ""
    for start in range(len(text)):
        while text[start : start + len(best) + 1] in title and start + len(best) < len(text):
            best = text[start : start + len(best) + 1]
    return best


@cache
def _place_names() -> Lexicon:
    return Lexicon({place.short or place.name for found in places().values() for place in found})


def _title_fit(text: str, title: str, number: str | None) -> float:
    """1 for the number or the whole title, less for the words a reader would call it by."""
    bare = "".join(title.split())
    if known_as(text, bare):
        return 1.0
    if (number and (number in text or _numbered(text, number))) or bare in text:
        return 1.0
    quoted = re.findall(r"《([^》]{3,})》", text)
    if any(part in bare for part in quoted):
        return 0.9
    for name, found in policies().items():
        if len(name) > 3 and name in text and any("".join(p.title.split()) in bare for p in found):
            return 0.9
    core = _TITLE.sub("", bare)
    if _called_by(text, core):
        return 1.0
    said = re.search(rf"(?:^|在)([\u4e00-\u9fff]{{2,20}}?)(?:的)?(?:{_KINDS})", text)
    if said is None or len(core) < 3:
        return 0.0
    return 0.8 * likeness(said[1], bare)


def _shortened(text: str, titles: Sequence[tuple[str, str, str | None]]) -> dict[str, float]:
    """The documents whose titles the question shortens before a word for documents: “十五五”规划建议.

    >>> told = [("a", "中共中央关于制定国民经济和社会发展第十五个五年规划的建议", None), ("b", "关于全面振兴的意见", None)]
    >>> _shortened("“十五五”规划建议要建成几个强国", told), _shortened("他的建议是什么", told)
    ({'a': 0.8}, {})
    """
    plain = re.sub("[“”]", "", text)
    for kind in re.finditer(_SHORT_KINDS, plain):
        for start in range(max(0, kind.start() - _LONGEST_SHORT), kind.start() - 1):
            said = plain[start : kind.end()]
            if len(_GENERAL_WORDS.sub("", said)) < 2:
                break
            found = {iri for iri, title, _ in titles if shortens(said, _core_end(title))}
            if found:
                return {iri: 0.8 / len(found) for iri in found}
    return _nicknamed(text, titles)


def _nicknamed(text: str, titles: Sequence[tuple[str, str, str | None]]) -> dict[str, float]:
    """The documents whose titles hold a name the question quotes: “十五五”期间."""
    for name in quoted_names(text):
        found = {iri for iri, title, _ in titles if is_nickname(name, _core_end(title))}
        if 0 < len(found) <= _MOST_NICKNAMED:
            return {iri: _NICKNAMED / len(found) for iri in found}
    return {}


def _core_end(title: str) -> str:
    """A title without 的通知 where that only announces another document."""
    bare = "".join(title.split())
    return re.sub(r"的通知$", "", bare) if "印发" in bare or "发布" in bare else bare


_IN = re.compile(r"里|中|，|说|规定|要求|提[出到]|认为")


def _numbered(text: str, number: str) -> bool:
    """Whether a question says the parts of a document's number: 1996年国办发25号 is 国办发〔1996〕25号.

    >>> _numbered("1996年国办发25号文件讲什么", "国办发〔1996〕25号"), _numbered("国办发2019年3号文", "国办发〔2019〕13号")
    (True, False)
    """
    parts = re.match(r"(\D+)[〔\[（(]((?:19|20)\d\d)[〕\]）)](?:第)?(\d+)号", number)
    return (
        parts is not None
        and parts[1] in text
        and parts[2] in text
        and re.search(rf"(?<!\d){parts[3]}号", text) is not None
    )


_ANNEX = re.compile(
    r"(?:在|按照?|根据)?《[^《》]{3,}》(?:的)?(?:注释|附件|附表|说明|正文)?(?:里面?|中|内)[，,]?(?=[^，。？]{4})"
)
"""An annex with a title of its own."""
_OF = r"(?:的)?(?:正文|全文|文件|附件|注释)?(?:里面?|中|规定|要求|提出了?|明确|上|说|提到(?=，)|认为)?[，,]?(?:的)?"


def without_title(question: str, title: str, body: str = "") -> str:
    """The question without the words that only say which document is meant; ``body``: its text, which may name itself.

    >>> without_title("《国家职业教育改革实施方案》分为几个部分？", "国务院关于印发国家职业教育改革实施方案的通知")
    '分为几个部分？'
    >>> without_title("职教20条哪一条讲学分银行？", "国务院关于印发国家职业教育改革实施方案的通知")
    '哪一条讲学分银行？'
    """
    bare = "".join(title.split())
    text = _without_place(without_nickname(without_mention(normal(question), bare), bare, body), bare, body)
    whole = re.search(rf"(?:在|按照?|根据|依据)?《?{re.escape(bare)}》?{_OF}", text)
    if whole is not None and len(text) - len(whole[0]) >= _LEAST_CALLED:
        return re.sub("^[：:，]", "", text[: whole.start()] + text[whole.end() :])
    for quoted in re.findall(r"《[^》]{3,}》", text):
        if quoted.strip("《》") in bare and not _named_inside(quoted.strip("《》"), bare):
            return re.sub(rf"(?:在|按照|根据)?{re.escape(quoted)}{_OF}", "", text) or text
    if (inner := _ANNEX.match(text)) is not None:
        return text[inner.end() :] or text
    for name, found in policies().items():
        if len(name) > 3 and name in text and any("".join(p.title.split()) in bare for p in found):
            return re.sub(rf"(?:在|按照|根据)?{re.escape(name)}{_OF}", "", text) or text
    if (called := _called_by(text, _TITLE.sub("", bare))) > 0:
        return re.sub(rf"^{_OF}", "", text[called:]) or text
    said = re.match(rf"(?:在|按照?|根据)?((?:(?!在)[\u4e00-\u9fff\w+“”]){{2,20}}?(?:的)?(?:{_KINDS})){_OF}", text)
    if said is not None and "哪" not in said[1] and (_names_it(said[1], bare) or re.match(r"(?:19|20)\d\d年", said[1])):
        return text[said.end() :] or text
    inside = re.search(rf"在([\u4e00-\u9fff]{{4,20}}?(?:的)?(?:{_KINDS}))(?:里|中)", text)
    if inside is not None and likeness(inside[1], bare) >= 0.6:
        return text[: inside.start()] + text[inside.end() :]
    return text


def _without_place(text: str, title: str, body: str) -> str:
    """A question without the place whose document it asks: 濮阳的村委会 in what 濮阳 has decided of its villages.

    >>> _without_place("濮阳的村委会能凑钱吗，依据哪条？", "濮阳市农村生活垃圾治理条例", "濮阳经济技术开发区参照执行")
    '村委会能凑钱吗，依据哪条？'
    """
    place = next((title[a:b] for a, b in _place_names().find(title[:10]) if a == 0), "")
    short = re.sub("[省市县区]$", "", place) if len(place) > _SHORTEST else place
    if not short or not _OF_RULES.search(text):
        return text
    found = re.search(
        rf"(?:^|(?<=[，。？]))(?:在|按|照)?{short}[省市县区]?(?:的|里|这边|那边|这里|那里|本地|当地|，)?", text
    )
    if found is None or text[found.start() :].lstrip("在")[: len(short) + 2] in body:
        return text
    rest = text[: found.start()] + text[found.end() :]
    return rest if len(rest) >= _LEAST_WITHOUT_PLACE else text


def _named_inside(name: str, title: str) -> bool:
    """Whether a title names another text, which it does not only announce.

    >>> _named_inside("管理条例", "关于调整实施《管理条例》的决定"), _named_inside("管理条例", "关于印发《管理条例》的通知")
    (True, False)
    """
    inside = re.search(rf"(.{{2}})《[^《》]*{re.escape(name)}》", title)
    return inside is not None and inside[1] not in ("印发", "发布", "公布", "转发")


def _called_by(text: str, core: str) -> int:
    """Where the words end that the question begins with and that are nearly the whole of a title; 0 where it has none.

    >>> _called_by("教育现代化2035里，老年教育怎么办", "中国教育现代化2035")
    9
    """
    begin = re.match(r"(?:在|按照?|根据)?", text)
    start = end = begin.end() if begin else 0
    while end < len(text) and text[start : end + 1] in core:
        end += 1
    least = _MOST_OF if _IN.match(text, end) else 1.0
    return end if end - start >= max(_LEAST_CALLED, least * len(core)) else 0


def _names_it(said: str, title: str) -> bool:
    """Whether words name a title: in its own pairs of characters, or shortened as 十五五规划建议 is."""
    return likeness(said, title) >= 0.6 or shortens(re.sub("[“”]", "", said), title)


def shortens(said: str, title: str) -> bool:
    """Whether all characters of some words, five or more, stand in a title in this order.

    >>> shortens("广州家庭医生签约服务", "推进广州市家庭医生签约服务高质量发展实施方案")
    True
    """
    return len(said) > 4 and in_order(said, title)


def _said(text: str, known: dict[str, frozenset[str]]) -> set[str]:
    """The known names in ``text``, the longest first, none inside another."""
    found, start = set(), 0
    while start < len(text):
        length = next((n for n in range(min(20, len(text) - start), 2, -1) if text[start : start + n] in known), 0)
        if length:
            found.add(text[start : start + length])
        start += length or 1
    return found


@lru_cache(maxsize=4)
def _titles(engine: Engine, state: str) -> tuple[tuple[str, str, str | None], ...]:
    return tuple((info.iri, info.title, info.number) for info in engine.library.documents())


@lru_cache(maxsize=4)
def _tables(engine: Engine, state: str) -> dict[str, float]:
    """The size of each document's table of tasks, as a share of the largest."""
    counts = Counter(p.document for p in engine.passages if p.kind == "task")
    most = max(counts.values(), default=1)
    return {iri: n / most for iri, n in counts.items()}


@lru_cache(maxsize=4)
def _places_of(engine: Engine, state: str) -> dict[str, frozenset[str]]:
    """Name → documents that write it."""
    rows = engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?g ?name {{ GRAPH ?g {{ ?e pol:writtenAs ?written ; pol:writtenAs|skos:altLabel|skos:prefLabel ?name }} FILTER(STRLEN(?name) > 2) }}"
    )
    graphs = _graphs(engine)
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if str(row["g"]) in graphs:
            found[str(row["name"]).strip("“”")].add(graphs[str(row["g"])])
    return {name: frozenset(documents) for name, documents in found.items()}


def _graphs(engine: Engine) -> dict[str, str]:
    namer = engine.library.namer
    return {namer.graph(namer.local(iri) or iri): iri for iri in engine.library.hashes()}


def names_of(engine: Engine, document: str) -> Names:
    """The names of the entities a document names."""
    return _names_of(engine, engine.library.state(), document)


@lru_cache(maxsize=64)
def _names_of(engine: Engine, state: str, document: str) -> Names:
    graph = engine.library.namer.graph(engine.library.namer.local(document) or document)
    rows = engine.library.store.select(
        f"""{PREFIX}SELECT DISTINCT ?e ?name ?label {{ GRAPH <{graph}> {{ ?e skos:prefLabel ?label ; skos:prefLabel|skos:altLabel|pol:writtenAs ?name
          FILTER NOT EXISTS {{ ?e a pol:PolicyDocument }} }} }} ORDER BY ?e ?name"""
    )
    named = []
    for row in rows:
        kind = (engine.library.namer.local(str(row["e"])) or "").split("/")[0]
        named.append((normal(str(row["name"])).strip("“”"), str(row["e"]), kind, str(row["label"])))
    return Names(named)
