"""What something is, stands for, or is short for, where the text says so."""

from __future__ import annotations

import re

from search.plan import Found, Plan, Refusal
from search.reader import Reader
from search.spans import cut_query, explained


def definition_plan(r: Reader) -> Found:
    """What stands for a name: in brackets behind it, behind 是指, before 以下简称; refused where the text only names it."""
    if not r.q.has("define"):
        return None
    text = r.engine.library.text(r.asked.document)
    cut = r"(?:具体|分别)?(?:是)?(?:指的?是?(?:什么|哪)|是什么|是指|含义|全称|代表什么|具体指|怎么解释|怎么定义|如何定义|包括|分别)"
    subject = re.split(cut, r.q.text)[0].strip('“”"的？?')
    subject = re.sub(r"^.*(?:什么是|什么叫|所称的?)", "", subject) or re.sub(
        r".*(?:什么是|什么叫)", "", r.q.text
    ).strip("？?“”")
    if (called := _as_called(r, subject)) is not None:
        return called
    latin = re.findall(r"[A-Za-z][A-Za-z0-9+]+", subject)
    names = dict.fromkeys(n for n in (subject, *latin, *r.q.quoted, *(e.said for e in r.q.entities)) if len(n) > 1)
    for name in names:
        if (meant := _introduced(r, text, name)) is not None:
            return meant
        for hit in sorted(r.leaves(12), key=lambda h: h.kind == "task"):
            if name in hit.text and (spans := explained(hit.text, name)):
                return r.cut(hit, spans, f"{name}指", f"查找{name}的说明")
    named = next((name for name in names if name in text), None)
    return Refusal(f"文件只提到“{named.strip('“”')}”，没有说明它的含义", soft=True) if named else None


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
            pattern = rf"(?:所称|称)(?:的)?[“\"]?{re.escape(subject[start:])}[”\"]?[，,]?(?:是|均)?指([^。]{{4,200}})"
            if (found := re.search(pattern, hit.text)) is not None:
                return r.cut(hit, [found.span(1)], f"{subject}指", f"查找{subject}的定义")
    return None
