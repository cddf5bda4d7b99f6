"""What something is, stands for, or is short for, where the text says so."""

from __future__ import annotations

import re

from kg.numerals import to_int
from search.asking.cuts import cut_query
from search.asking.matter.explaining import explained
from search.asking.matter.slogan_plans import slogan_plan
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.interaction import sentence_at

_DEFINES = re.compile(
    r"(?:怎么|怎样|如何|是怎么|是如何)(?:界定|解释|定义|理解|说明|描述)|界定(?:为|成)|(?:的|算)(?:定义|界定|解释)"
    r"|[“\"][^”\"]{2,20}[”\"](?:都|具体)?(?:是)?由(?:哪|什么)[^，。？]{0,6}(?:组成|构成)|[“\"][^”\"]{2,20}[”\"](?:，)?(?:是|到底是)?(?:怎么|咋)回事|是指[？?]?$"
    r"|(?:所称|所说|说)的?[“\"][^”\"]{2,20}[”\"](?:具体|都|主要)?(?:包括|是|指)(?:了)?(?:什么|哪)|[“\"][^”\"]{2,20}[”\"](?:具体)?(?:包括|指)(?:了)?(?:什么|哪)"
)

_SUCH = re.compile(
    r"(?:为|作|成|是|处于)(?:一?[个种段])?(?:什么样?的?|怎样的?|怎么样的?|何种|哪种)(?P<noun>时期|阶段|关系|角色|力量|产业|工程|城市|体系|窗口)[？?]?$"
)

_WITHIN = re.compile(r"^[^，。？“”]{2,16}?[里中](?:的|提到的|说到的|出现的)?(?=[\u4e00-\u9fff“]{3})")

_COUNTED_KIND = re.compile(
    r"(?P<number>[两二三四五六七八九十])(?P<measure>[大个项类种])(?P<noun>[\u4e00-\u9fff]{2,4}?)(?:具体|分别|各|都)?(?:是|有|指|包括)(?:什么|哪)"
)


def definition_plan(r: Reader) -> Found:
    """What stands for a name: in brackets behind it, behind 是指, before 以下简称; refused where the text only names it."""
    if (found := slogan_plan(r) or _such(r)) is not None:
        return found
    if not (r.q.has("define") or _DEFINES.search(r.q.text)):
        return None
    text = r.engine.library.text(r.asked.document)
    cut = r"(?:具体|分别)?(?:是)?(?:指的?是?(?:什么|哪)|是什么|是指|含义|全称|代表什么|具体指|(?:在[^，。？]{2,16}?(?:中|里))?(?:是)?(?:怎么|怎样|如何)(?:界定|解释|定义|理解|说明|描述|算|计算)|包括|涵盖|由(?:哪|什么)|分别|各|都)"
    subject = re.split(cut, r.q.text)[0].strip('“”"的？?')
    subject = re.sub(r"^.*(?:什么是|什么叫|所[称说]的?|[里中]说的)", "", subject) or re.sub(
        r".*(?:什么是|什么叫)", "", r.q.text
    ).strip("？?“”")
    within = _WITHIN.sub("", subject)
    subject = within if subject not in text and within in text else subject
    if (counted := _counted_kind(r)) is not None:
        return counted
    if (called := _as_called(r, subject)) is not None:
        return called
    latin = re.findall(r"[A-Za-z0-9]+[+＋][A-Za-z0-9]+|[A-Za-z][A-Za-z0-9+]+", subject)
    names = dict.fromkeys(n for n in (subject, *latin, *r.q.quoted, *(e.said for e in r.q.entities)) if len(n) > 1)
    for name in names:
        if (meant := _introduced(r, text, name)) is not None:
            return meant
        for hit in sorted(r.leaves(12), key=lambda h: h.kind == "task"):
            if name in hit.text and (spans := explained(hit.text, name)):
                return r.cut(hit, _summands(r, hit.text, name, spans), f"{name}指", f"查找{name}的说明")
    if (kind := _told_as(r, [name for name in names if len(name) > 2 and name in text])) is not None:
        return kind
    if r.q.quoted and not any(name in text for name in names):
        return Refusal(f"文件没有提到“{r.q.quoted[0]}”", soft=True)
    named = next((name for name in names if name in text), None)
    return Refusal(f"文件只提到“{named.strip('“”')}”，没有说明它的含义", soft=True) if named else None


def _counted_kind(r: Reader) -> Found:
    """兼具的四大功能是什么: the list that the text ends with 四大功能."""
    asked = _COUNTED_KIND.search(r.q.text)
    if asked is None:
        return None
    said = re.compile(rf"等?{asked['number']}{asked['measure']}{asked['noun']}")
    found = [
        (r.fit(hit.text[slice(*sentence_at(hit.text, one.start))]), hit, one)
        for hit in r.leaves(6)
        for one in r.lists(hit)
        if said.match(one.after) and len(one.items) == to_int(asked["number"])
    ]
    if not found:
        return None
    _, hit, listed = max(found, key=lambda one: one[0])
    return r.cut(hit, listed.items, "是", f"查找{hit.label}列举的{asked['noun']}")


def _told_as(r: Reader, names: list[str]) -> Found:
    """What is listed before a name: 甲、乙等战略性新兴产业, 甲、乙等“国字号”项目."""
    for name in names:
        said = re.compile(rf"(?:等[^，。；、“]{{0,6}}?“?|“){re.escape(name)}")
        for hit in sorted(r.leaves(12), key=lambda h: h.kind == "task"):
            for listed in r.lists(hit):
                if said.match(listed.after):
                    return r.cut(hit, listed.items, f"{name}有", f"查找{hit.label}列举的{name}")
    return None


def _summands(r: Reader, text: str, name: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """1+X证书的“1”和“X”各是什么: the parts of a sum one by one, or the one asked for."""
    parts = re.split("[+＋]", re.match(r"[\w+＋]*", name, re.ASCII)[0])  # type: ignore[index]
    if len(spans) != 1 or len(parts) < len("ab"):
        return spans
    cuts = [m.span() for m in re.compile("[^+＋]+").finditer(text, *spans[0])]
    rest = r.q.text.replace(name, "").replace("+".join(parts), "")
    asked = [i for i, part in enumerate(parts) if re.search(rf"(?<![A-Za-z0-9]){re.escape(part)}(?![A-Za-z0-9])", rest)]
    if len(cuts) != len(parts) or not (asked or re.search("各|分别", rest)):
        return spans
    return [cuts[i] for i in asked] or cuts


def _introduced(r: Reader, text: str, name: str) -> Found:
    """Where the text says X（以下简称“name”）, wherever that is."""
    said = re.search(rf"[（(](?:以下)?[简统合并]称[：:]?为?[“《\"]?{re.escape(name)}[”》\"]?[）)]", text)
    if said is None:
        return None
    start = text.rfind("\n", 0, said.start()) + 1
    spans = explained(text[start : said.end()], name)
    around = r.around(said.start())
    if not spans or around is None:
        return None
    query = cut_query(r.asked.document, [(start + a, start + b) for a, b in spans], r.asked.graph)
    return Plan(query, f"查找{name}的说明", f"{name}指", (around,))


def _as_called(r: Reader, subject: str) -> Found:
    """本办法所称X，是指Y: also where the question calls X by a longer name."""
    for hit in r.of("clause", "article", "item", limit=12):
        for start in range(max(len(subject) - 1, 0)):
            pattern = rf"(?:所称|称)(?:的)?[“\"]?{re.escape(subject[start:])}[”\"]?[，,]?(?:是指|均指|指|包括(?!下列|以下|：))([^。]{{4,200}})"
            if (found := re.search(pattern, hit.text)) is not None:
                return r.cut(hit, [found.span(1)], f"{subject}指", f"查找{subject}的定义")
    return None


def _such(r: Reader) -> Found:
    """What kind of a thing it is: 是什么样的时期 and “十五五”时期是……的关键时期."""
    asked = _SUCH.search(r.q.text)
    if asked is None:
        return None
    names = [n for n in dict.fromkeys([*r.q.quoted, *(e.said.strip("“”") for e in r.q.entities)]) if len(n) > 1]
    pattern = re.compile(rf"(?:是|作为|定位为|建设成为?|打造成?为?)(?P<v>[^，。；]{{4,60}}?{asked['noun']})")
    for hit in r.leaves(6):
        for found in pattern.finditer(hit.text):
            before = hit.text[max(0, found.start() - 12) : found.start()]
            if any(name in before for name in names) and found["v"] not in r.q.text:
                return r.cut(hit, [found.span("v")], "是", f"查找{hit.label}的说法")
    return None
