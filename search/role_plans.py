"""Who holds an office: the chair of a group, the head of a team, its members, read out of the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.hits import Hit
from search.plan import Found
from search.reader import Reader

_OFFICES = "副组长|组长|召集人|副主任|主任委员|主任|会长|理事长|秘书长|委员长|主席|院长|校长|局长|总指挥|指挥长|总协调人|联络员|成员|委员"
_CHAIR = "组长|召集人|主任|会长|理事长|主席|总指挥"
_ASKS = re.compile(
    rf"(?:{_OFFICES}|一把手|领头人?|负责人|总负责)(?:同志)?(?:分别|都|各)?(?:是|由|为|有|包括)?(?:谁|哪[些几]?[位个]?)"
    rf"|成员(?:单位)?(?:来自|包括|有|是|由)(?:谁|哪)|设(?:立|置)?在(?:哪|什么|谁)"
    rf"|谁(?:是|来|可以|能)?(?:担任|兼任|出任|当|任|挂帅|主持|领导|带队)|(?:由|是)谁(?:来)?(?:担任|牵头|领衔|领头|带头|领导|组成|挂帅|主持)|谁(?:来)?(?:领头|带头)"
    rf"|谁(?:是|做|为)[^，。？]{{0,12}}(?:{_OFFICES}|一把手|头)|哪[些几]?[位个]?人?(?:担任|牵头|任)|由哪[些几]?(?:人|部门|单位)组成"
)
_WHO = r"(?P<who>[^，。；：]{2,48}?)"
_SAYS = (
    rf"由{_WHO}(?:共同|分别|一并|同时)?(?:担任|兼任|出任|任)(?P<office>[^，。；、]{{1,10}})",
    rf"(?P<office>{_OFFICES})(?:分别|均|都)?由{_WHO}(?:共同|分别)?(?:担任|兼任|出任|同志担任)",
    rf"由{_WHO}(?:共同)?(?P<office>牵头)(?:的|组建|组成|成立|负责)",
    rf"(?:^|[，。；、\n]){_WHO}(?:共同|分别)?(?:担任|兼任|出任|任|为)(?P<office>{_OFFICES})",
    rf"(?P<office>成员|委员)(?:单位)?由{_WHO}(?:负责同志|负责人|同志|人员|代表|专家)?(?:组成|担任)",
    rf"(?P<office>{_OFFICES})[：:]{_WHO}(?=[，。；\n]|$)",
)
_SEAT = re.compile(r"(?P<office>设(?:立|置)?在)(?P<who>[^，。；]{2,30})(?=[，。；])")
_FEWEST = 0.12


def role_plan(r: Reader) -> Found:
    """The holders a sentence names for the office asked for; ``None`` where none does or nothing of it is asked."""
    if r.q.asks("c") or not _ASKS.search(r.q.text):
        return None
    wanted = _offices(r.q.text)
    scored = [
        (r.fit(_around(hit, found)) + 0.5 * (found["office"] in wanted), hit, found)
        for hit in r.leaves(6)
        for found in _said(hit)
        if found["office"] in wanted and r.overlap(_around(hit, found)) >= _FEWEST
    ]
    if not scored:
        return None
    _, hit, found = max(scored, key=lambda one: one[0])
    spans = list(_persons(hit.text, *found.span("who")))
    return r.cut(hit, spans, f"{found['office']}是", f"查找{hit.label}写明的{found['office']}")


def _offices(text: str) -> tuple[str, ...]:
    """The offices a question may mean by its word: 一把手 is any chair."""
    if re.search(r"设(?:立|置)?在", text):
        return ("设在", "设立在", "设置在")
    named = re.findall(_OFFICES, text)
    if named:
        return tuple(named)
    if "召集" in text:
        return ("召集人", "牵头")
    if re.search(r"牵头|领衔|领头|带头|带队", text):
        return ("牵头",)
    return tuple(_CHAIR.split("|")) if not re.search(r"组成", text) else ("成员", "委员")


def _said(hit: Hit) -> Iterator[re.Match[str]]:
    for pattern in (*_SAYS, _SEAT):
        yield from re.finditer(pattern, hit.text)


def _around(hit: Hit, found: re.Match[str]) -> str:
    """The words around an office, up to the ends of its sentence."""
    start = hit.text.rfind("。", 0, found.start()) + 1
    end = hit.text.find("；", found.end())
    stop = hit.text.find("。", found.end())
    ends = [place for place in (end, stop, found.end() + 80) if place > 0]
    return hit.text[start : min(ends)]


def _persons(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Holders joined by 和 and 、, each on its own."""
    end = start + len(re.split(r"等(?:部门|单位|方面|有关)|(?:等)?(?:有关|相关)?负责(?:同志|人)", text[start:end])[0])
    at = start
    for cut in re.compile(r"、|和(?!信息化|社会保障|旅游|改革|成人|国际)|以及").finditer(text, start, end):
        if cut.start() - at >= 2 and end - cut.end() >= 2:
            yield at, cut.start()
            at = cut.end()
    yield at, end
