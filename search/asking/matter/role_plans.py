"""Who holds an office: the chair of a group, the second in it, its members, read out of the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from search.asking.plan import Found, Plan, Refusal
from search.asking.question import data_rows
from search.asking.reader import Reader
from search.hits import Hit

_GROUP = r"领导小组|工作小组|工作组|小组|联席会议|工作专班|专班|委员会|理事会|指挥部|协调机制|推进机制|工作机制|碰头机制|会商机制|领导机构|班子|人马|班底|[那这一]帮人|联合?办公室"
_GENERAL = ("班子", "人马", "班底", "那帮人", "这帮人", "一帮人", "小组", "碰头机制", "工作机制", "会商机制")
"""What people call any group: no text needs to name it so."""
_PERSON = r"(?:谁|(?:哪|什么)(?:[些几两二三]|一)?(?:[位名个]|几个)?(?:人|领导|官员|同志|干部|成员|负责人|角色)|哪(?:[几两二三]|一)?位|何人|人选)"
_BODY = r"哪[些几两]?(?:几?[个家])?(?:单位|部门|部委|机构|方面|人)|哪[几些两](?:个|家|方)|什么(?:单位|部门)|来自(?:哪|什么)|名单|(?:成员(?:单位)?|委员|组成人员)(?:都|主要|具体|分别)*(?:有|是|包括)?哪[些几]"
_WHO_ASKED = re.compile(_PERSON)
_MEMBERS_ASKED = re.compile(rf"{_PERSON}|{_BODY}")
_NOT_THE_HOLDER = re.compile(
    r"(?:组长|主任|召集人|成员(?:单位)?|委员|会长)的?(?:职责|任务|任期|条件|工作|分工)|向谁|跟谁|给谁|谁来?(?:选|任命|聘|推举|指定|组建|成立|批准|决定)"
)
_SEAT_ASKED = re.compile(
    r"设(?:立|置)?(?:在|于|到)(?:哪|什么|谁)|(?:办公室|秘书处|办事机构)[^，。？]{0,6}(?:放|挂靠?|安|落)(?:在|于|到)(?:谁|哪|什么)"
)
_WORKING = re.compile(
    r"跑腿|干活|办事|具体(?:推进|落实|干|抓|做|办)|推进落地|落地|执行|日常|平时|真正(?:管|干|办|做|抓)"
)
_WORKS = re.compile("专班|工作组|办公室")
"""What people say of the group that does the work, and what texts call it."""
_LEADS = re.compile(r"牵头(?!的?(?:单位|部门|机构))|领衔|领头|带头")
_WHO = r"(?P<who>[^，。；：]{2,48}?)"
_MANY = r"(?P<who>[^，。；：]{2,160}?)"
_OFFICES = "副组长|组长|副召集人|召集人|副主任委员|副主任|主任委员|主任|副会长|会长|副理事长|理事长|秘书长|委员长|副主席|主席|院长|校长|局长|副总指挥|总指挥|副指挥长|指挥长|总协调人|联络员|成员|委员"
_SAYS = (
    rf"由{_WHO}(?:共同|分别|一并|同时)?(?:担任|兼任|出任|任)(?P<office>[^，。；、]{{1,10}})",
    rf"(?P<office>{_OFFICES})(?:人选)?(?:分别|均|都)?由{_WHO}(?:共同|分别)?(?:担任|兼任|出任|同志担任)",
    rf"由{_WHO}(?:共同)?(?P<office>牵头)(?:的|组建|组成|成立|负责)",
    rf"(?:^|[，。；、\n]){_WHO}(?:共同|分别)?(?:担任|兼任|出任|任|为)(?P<office>{_OFFICES})",
    rf"(?P<office>成员|委员)(?:单位)?(?:由|包括){_MANY}(?:负责同志|负责人|同志|人员|代表|专家)?(?:组成|担任|(?=[。；]))",
    rf"(?P<office>{_OFFICES})(?:单位)?[：:]{_MANY}(?=[，。；\n]|$)",
    rf"由{_MANY}(?:共同)?(?P<office>组成)",
    rf"由{_MANY}(?:选派人员|派员|派人)?(?P<office>参加)",
)
_SEAT = re.compile(r"(?P<office>(?:设(?:立|置)?|挂靠)在)(?P<who>[^，。；]{2,30})(?=[，。；])")
_OF_GROUP = re.compile(rf"^[^，。；]*?(?:{_GROUP})的?(?=.)")
_TWO = re.compile(
    r"(?:^|，)(?P<a>[^，。？]{2,16}?的[^，。？和与的]{2,5})(?:和|与|及|以及)(?P<b>[^，。？]{2,16}?)(?:分别|各)(?:由|是|让)?(?P<who>谁|哪.{0,4}?)(?P<then>[^，。？]{0,6})"
)
"""Two offices at once: 领导小组的组长和工作专班的牵头人分别由谁出任."""
_SIDE = re.compile(r"(?P<side>[\u4e00-\u9fff]{2,4}?)(?:市|省|区|县)?(?:这|那)?(?:一方|方面|这边|那边|一侧|这一?头)")
_FEWEST, _FIRST = 0.12, 2
"""The least share of the question, and the provisions that may do with less."""
_LEAVES = ("clause", "article", "task", "item", "preamble")
_BEHIND = 16
"""Characters behind an office in which its group stands."""
_EXACT, _SAME_GROUP = 0.5, 0.3
"""What the very office counts, and the group of the question in the words around."""


def role_plan(r: Reader) -> Found:
    """The holders a sentence names for the office asked for; ``None`` where none does or nothing of it is asked.

    A question that names both an office and a group is refused rather than answered by who does the work.
    """
    if (two := _TWO.search(r.q.text)) is not None and (both := _both(r, two)) is not None:
        return both
    text = _without_units(r)
    wanted, exact = _wanted(text)
    if r.q.asks("c") or not wanted or _NOT_THE_HOLDER.search(text):
        return None
    scored = [
        (_score(r, hit, found, wanted, exact), hit, found)
        for place, hit in enumerate(r.leaves(8))
        for found in _said(hit)
        if re.fullmatch(wanted, _OF_GROUP.sub("", found["office"]))
        and not _of_other_group(r, _around(hit, found))
        and (found["office"][-1] == "在" or _speaks_of_it(r, place, _around(hit, found), text))
    ]
    if not scored and not exact and any(group in text for group in _GENERAL):
        scored = [(_score(r, hit, m, wanted, exact), hit, m) for hit, m in _elsewhere(r, wanted)]
    if not scored:
        return Refusal("所收文件没有写明由谁担任", soft=True) if exact and re.search(_GROUP, text) else None
    _, hit, found = max(scored, key=lambda one: one[0])
    spans = _of_side(r.q.text, hit.text, list(_persons(hit.text, *found.span("who"))))
    return r.cut(hit, spans, f"{found['office']}是", f"查找{hit.label}写明的{found['office']}")


def seat_plan(r: Reader) -> Found:
    """Where the office of a group sits; refused where no sentence says so."""
    if (
        _SEAT_ASKED.search(r.q.text) is None
        or re.search(rf"{_GROUP}|办公室|秘书处|办事机构", r.q.text) is None
        or r.q.tasks
    ):
        return None
    return role_plan(r) or Refusal("所收文件没有写明设在哪里", soft=True)


def _both(r: Reader, two: re.Match[str]) -> Found:
    """The holders of two offices, each found by itself; ``None`` where one of them is not."""
    lead = r.q.text[: two.start()]
    plans = []
    for group in ("a", "b"):
        asked = f"{lead}，{two[group]}由{two['who']}{two['then'] or '担任'}？".lstrip("，")
        plans.append(role_plan(r.about(asked)))
    first, second = plans
    if not isinstance(first, Plan) or not isinstance(second, Plan):
        return None
    bodies = [p.sparql[p.sparql.index("SELECT") :] for p in (first, second)]
    prefix = first.sparql[: first.sparql.index("SELECT")]
    sparql = f"{prefix}SELECT ?value {{ {{ {bodies[0]} }} UNION {{ {bodies[1]} }} }}"
    told = f"{first.interpretation}；{second.interpretation}"
    return Plan(sparql, told, "分别是", tuple(dict.fromkeys((*first.evidence, *second.evidence))))


def _of_side(question: str, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Only the holders of the side a question looks from: 从甲市一方看."""
    side = _SIDE.search(question)
    own = [(a, b) for a, b in spans if side is not None and side["side"].lstrip("从由在") in text[a:b]]
    return own or spans


def _without_units(r: Reader) -> str:
    """The question with the bodies of the table taken out: 市卫生健康委员会 is no group."""
    text = r.q.text
    for unit in r.q.units:
        text = text.replace(unit.said, "")
    return text


@cache
def _ranks() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """What people call an office, and what texts call it, out of ``data/offices.tsv``."""
    return tuple((row["rank"], re.compile(row["asked"]), row["said"]) for row in data_rows("offices.tsv"))


def _wanted(text: str) -> tuple[str, bool]:
    """The offices a question asks for, as a pattern, and whether it names them as texts do; empty where it asks for none.

    >>> _wanted("领导小组的二把手是谁？")[0].split("|")[0], _wanted("组长由谁担任？"), _wanted("这项工作由谁负责？")
    ('副组长', ('组长', True), ('', False))
    """
    if _SEAT_ASKED.search(text):
        return "(?:设(?:立|置)?|挂靠)在", False
    group = re.search(_GROUP, text) is not None
    for rank, asked, said in _ranks():
        found = asked.search(text)
        who = _MEMBERS_ASKED if rank == "member" else _WHO_ASKED
        if found is None or who.search(text) is None:
            continue
        exact = said == r"\g<0>" or (rank == "member" and found[0] in ("成员", "委员"))
        if group or exact:
            return found.expand(said), exact
        if rank == "head" and _LEADS.search(text):
            return "牵头", False
    return "", False


def _speaks_of_it(r: Reader, place: int, around: str, text: str) -> bool:
    """Whether the words around an office share some with the question, or are about a group as the question is."""
    groups = re.search(_GROUP, text) is not None and re.search(_GROUP, around) is not None
    return r.overlap(around) >= _FEWEST or (groups and place < _FIRST)


def _of_other_group(r: Reader, around: str) -> bool:
    """Whether the words around an office are about other groups than the one the question names."""
    asked = [name for name in re.findall(_GROUP, r.q.text) if name not in _GENERAL]
    told = re.findall(_GROUP, around)
    return bool(asked) and bool(told) and not any(name in around for name in asked)


def _score(r: Reader, hit: Hit, found: re.Match[str], wanted: str, exact: bool) -> float:
    """How well the words around an office fit, and whether they are about the group asked."""
    around = _around(hit, found)
    asked = [name for name in re.findall(_GROUP, r.q.text) if name not in _GENERAL]
    behind = found.string[found.end() : found.end() + _BEHIND]
    same = any(name in around for name in asked)
    works = not asked and _WORKING.search(r.q.text) is not None and _WORKS.search(behind) is not None
    return r.fit(around) + _EXACT * (exact or "|" not in wanted) + _SAME_GROUP * (same or works)


def _elsewhere(r: Reader, wanted: str) -> Iterator[tuple[Hit, re.Match[str]]]:
    """The holders that any provision of the document names beside a group: who speaks of a 班子 may use no word of its own."""
    for p in r.engine.passages:
        if p.document == r.asked.document and p.kind in _LEAVES and re.search(_GROUP, p.text):
            hit = Hit.of(p)
            for found in _said(hit):
                near = hit.text[found.end() : found.end() + _BEHIND]
                if re.fullmatch(wanted, found["office"]) and re.search(_GROUP, near):
                    yield hit, found


def _said(hit: Hit) -> Iterator[re.Match[str]]:
    for pattern in (*_SAYS, _SEAT):
        yield from re.finditer(pattern, hit.text)


def _around(hit: Hit, found: re.Match[str]) -> str:
    """The words around an office, up to the ends of its sentence."""
    start = max(hit.text.rfind(mark, 0, found.start()) for mark in "。；") + 1
    end = hit.text.find("；", found.end())
    stop = hit.text.find("。", found.end())
    ends = [place for place in (end, stop, found.end() + 80) if place > 0]
    return hit.text[start : min(ends)]


def _persons(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Holders joined by 和 and 、, each on its own."""
    said = re.split(
        r"等(?:部门|单位|方面|有关)|(?:等)?(?:有关|相关)?负责(?:同志|人)|(?:共同|分别)$|等?选派人员", text[start:end]
    )
    end = start + len(said[0])
    at = start
    for cut in re.compile(r"、|和(?!信息化|社会保障|旅游|改革|成人|国际)|以及").finditer(text, start, end):
        if cut.start() - at >= 2 and end - cut.end() >= 2:
            yield at, cut.start()
            at = cut.end()
    yield at, end
