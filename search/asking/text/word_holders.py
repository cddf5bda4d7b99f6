"""Who is meant each time the text uses one word: 前后两次用到“第一责任人”，分别指的是谁.

Each place of the word is read on its own: who stands before 是, 为 or 作为 in its clause.
"""

from __future__ import annotations

import re

from kg.numerals import to_int
from search.asking.cuts import cut_query
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.text.sides import provisions_at
from search.asking.text.values import Span

_ASKED = re.compile(
    r"(?:(?P<n>[两二三四五几多])(?:次|处|回|个地方)|前后|先后|各处|每次|每处)(?=[^。？]*?(?:分别|各|都|依次)[^，。？]{0,6}?(?:指|说|是|落|对应|由|为|哪|谁))(?=[^。？]*?(?:谁|什么人|何人|哪[些几两位个类]|什么单位))"
)
_WORD = re.compile(
    r"[“\"](?P<a>[^”\"]{2,16})[”\"]|(?:提到|用到|出现|写到|说到|讲到)(?:了|过)?的?(?P<b>[\u4e00-\u9fff]{2,10}?)(?=[，。？]|这|分别|各|都|一词|的说法)"
)
_WHO = r"(?:^|[，。；：\n、）])(?P<who>[^，。；：\n“”]{2,40}?)(?:应当?|要|均|都|同时|分别)?(?:是|为|作为|担任|承担|履行|当好|成为)[^，。；：\n]{0,48}?$"
_BACK, _FEWEST = 100, 2


def word_holders_plan(r: Reader) -> Plan | None:
    """Who each place of the word speaks of; ``None``: not asked so, or the text does not say it of so many."""
    asked, word = _ASKED.search(r.q.text), _WORD.search(r.q.text)
    if asked is None or word is None:
        return None
    said, text = word["a"] or word["b"], r.engine.library.text(r.asked.document)
    places = [m.start() for m in re.finditer(re.escape(said), text)]
    found: dict[str, Span] = {}
    for at in places:
        start = max(0, at - _BACK)
        who = re.search(_WHO, text[start:at].rstrip("“"))
        if who is not None:
            found.setdefault(who["who"], (start + who.start("who"), start + who.end("who")))
    wanted = to_int(asked["n"] or "") or 0
    if len(found) < _FEWEST or (wanted and len(found) != wanted):
        return None
    spans = list(found.values())
    query = cut_query(r.asked.document, spans, r.asked.graph)
    return Plan(query, f"查找各处“{said}”所指", "依次是", provisions_at(r, [a for a, _ in spans]))


__all__ = ["word_holders_plan"]
