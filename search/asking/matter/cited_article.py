"""Which article of another law the text means: 调整实施《药品管理法实施条例》的哪一条 asks for the 第三十六条 behind that title."""

from __future__ import annotations

import re

from search.asking.cuts import cut_query
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.interaction import sentence_at

_ASKED = re.compile(
    r"(?P<law>[\u4e00-\u9fff《》〈〉]{2,40}(?:法|条例|办法|规定|公约|准则|决定|意见)》?)(?:里面?|中|上)?的?(?:第几|哪一?[个些]?)条"
)
_NUMBER = "[〇零一二三四五六七八九十百\\d]+"
_CITED = re.compile(
    rf"《(?P<title>[^《》]{{3,60}})》[^，。；《》]{{0,6}}?(?P<article>第{_NUMBER}条(?:第{_NUMBER}[款项])?(?:[、和至]第{_NUMBER}条)*)"
)
_LEAST = 2


def cited_article(r: Reader) -> Found:
    """The article the text names behind the title of another text; ``None`` where it names none of the law asked about."""
    asked = _ASKED.search(r.q.text)
    if asked is None:
        return None
    any_law = "哪" in asked["law"]
    text = r.engine.library.text(r.asked.document)
    found = [m for m in _CITED.finditer(text) if any_law or _means(asked["law"], m["title"])]
    if not found:
        return None
    best = max(found, key=lambda m: r.fit(text[slice(*sentence_at(text, m.start()))]))
    around = r.around(best.start())
    if around is None:
        return None
    spans = [best.span("article")]
    if any_law:
        spans.insert(0, (best.start(), best.end("title") + 1))
    return Plan(
        cut_query(r.asked.document, spans, r.asked.graph), f"查找所指的《{best['title']}》条文", "是", (around,)
    )


def _means(said: str, title: str) -> bool:
    """Whether the words before 哪一条 end with the title of a law, or with the end of one.

    >>> _means("国务院动的是药品管理法实施条例", "中华人民共和国药品管理法实施条例"), _means("本条例", "教育条例")
    (True, False)
    """
    bare = re.sub("[《》〈〉]", "", said)
    short = re.sub("^(?:中华人民共和国|[\u4e00-\u9fff]{2,3}[省市])", "", title)
    return bare.endswith(title) or (len(short) >= _LEAST and bare.endswith(short))


__all__ = ["cited_article"]
