"""What the members of a slogan are: 一网三库 of which 三库, where a list says so; refused where the text only names it."""

from __future__ import annotations

import re

from kg.numerals import to_int
from search.asking.matter.explaining import explained
from search.asking.plan import Found, Refusal
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import sentence_spans

_NUMBERS = "两二三四五六七八九十"
_ASKED = re.compile(
    rf"(?:哪|指的?是?|是)(?P<count>[{_NUMBERS}])(?:个|种|类|项|张|大|份)?(?P<noun>(?![个种类项张大份])[\u4e00-\u9fff])(?=[、，？?]|和|与|分别|$)"
)
_MEANT = re.compile(
    rf"[“\"](?P<count>[{_NUMBERS}])个?(?P<noun>[\u4e00-\u9fff]{{1,4}})[”\"](?:的要求|具体|分别|都|到底)*(?:是指|指的?是?|是|包括|有|叫做?)(?:什么|哪|啥)"
)
"""“两表”指什么, “两个允许”是哪两个: the quoted words themselves count."""
_SO_MANY = re.compile(rf"(?P<count>[{_NUMBERS}])个?[“\"](?P<noun>[^”\"]{{1,4}})[”\"]")
"""六个“进”, 哪六“专”: the word that each begins with."""
_COUNTING = re.compile(f"[一{_NUMBERS}双](?![+＋])")
_STANDS_FOR = re.compile(r"哪|什么|啥|含义|意思|内涵|怎么(?:讲|解释|理解)|[怎咋]么?回事|是指[？?]?$")
_ELSE_ASKED = re.compile(
    r"由|负责|牵头|任务|部门|单位|机关|目的|目标|时候|出现|提到|写在|为什么|怎么(?!讲|解释|理解|回事)|如何|做(?:什么|哪)|方式|作用|效果|相关|第|条|人|学校|企业|培育|[建设开]|推进|落实|要(?!求)|应|须|避免|以|让|把|被"
)
_LONGEST_TAIL, _NEAR_BEHIND = 20, 10
_PART_ASKED = re.compile(
    rf"[“\"](?P<part>[一{_NUMBERS}]?[\u4e00-\u9fff]{{1,3}})[”\"](?:这?个?字)?(?:具体|到底|又|分别)?(?:是指?|指的?是?|代表|说的是)(?:什么|哪|啥)"
)
_SEGMENTS = (re.compile(r"[^，。；、：\n“”（）]+"), re.compile(r"《[^》\n]+》"))
"""Stretches between marks, then titles."""
_QUOTED = re.compile(r"“([^”“]{2,16})”")


def slogan_plan(r: Reader) -> Found:
    """The list of as many members as the slogan counts, each with its word; ``None`` where no slogan is asked about."""
    if (part := _part(r)) is not None:
        return part
    asked = [m for m in _ASKED.finditer(r.q.text) if f"{m['count']}{m['noun']}" in _slogans(r)]
    if not asked:
        return _repeated(r) or _only_named(r)
    count, noun = asked[0]["count"], asked[0]["noun"]
    for hit in r.leaves(12):
        for listed in r.lists(hit):
            items = listed.words(hit.text)
            told = f"{count}{noun}" in hit.text or not items[0].startswith(noun)  # 同心、同向 stand in many a sentence
            if told and is_members(items, to_int(count), noun):
                return r.cut(hit, listed.items, f"{count}{noun}是", f"查找{count}{noun}的说明")
        if (spans := _explained(hit, f"{count}{noun}")) is not None:
            return r.cut(hit, spans, f"{count}{noun}是", f"查找{count}{noun}的说明")
    return Refusal(f"文件只提到“{count}{noun}”，没有说明它的含义", soft=True)


def _part(r: Reader) -> Found:
    """One member of a slogan whose members brackets name in turn: “一网” of 一行一网一中心."""
    asked = _PART_ASKED.search(r.q.text)
    if asked is None or f"“{asked['part']}”" in r.engine.library.text(r.asked.document):
        return None
    for hit in r.leaves(12):
        for slogan in _QUOTED.findall(hit.text):
            parts = re.findall(rf"[一{_NUMBERS}][^一{_NUMBERS}]+", slogan)
            at = [i for i, part in enumerate(parts) if part == asked["part"] or part[1:] == asked["part"]]
            spans = explained(hit.text, slogan) if len(at) == 1 and "".join(parts) == slogan else None
            if spans is not None and len(spans) == len(parts):
                return r.cut(hit, [spans[at[0]]], f"{asked['part']}是", f"查找{slogan}的说明")
    return None


def _only_named(r: Reader) -> Found:
    """A refusal where a question asks what a slogan stands for that the text names and nowhere spells out."""
    if r.q.asks("uts") or r.q.has("where", "when", "money", "yesno", "why"):
        return None
    text = r.engine.library.text(r.asked.document)
    named = [one for one in dict.fromkeys(_QUOTED.findall(text)) if _COUNTING.search(one) and _asks_for(r, one)]
    if not named or any(explained(text, one) for one in (*named, *r.q.quoted)) or any(_listed(r, one) for one in named):
        return None
    quoted = any(one in said or said in one for one in named for said in r.q.quoted)
    return Refusal(f"文件只提到“{named[0]}”，没有说明它的含义", soft=quoted)  # another text may spell it out


def _asks_for(r: Reader, slogan: str) -> bool:
    """Whether a question asks what a slogan, or a part of it, stands for, and nothing else of it."""
    tail = _asked_of(r.q.text, slogan, r.q.quoted)
    if tail is None or len(tail) > _LONGEST_TAIL:
        return False
    return _STANDS_FOR.search(tail) is not None and _ELSE_ASKED.search(tail) is None


def _listed(r: Reader, slogan: str) -> bool:
    """Whether a list stands right before a slogan or right behind it: 改厨、改厕等“三改一整”工程."""
    for hit in r.leaves(12):
        at = hit.text.find(slogan)
        if at < 0:
            continue
        end = at + len(slogan)
        for one in r.lists(hit):
            before = hit.text[one.items[-1][1] : at] if one.items[-1][1] <= at else None
            behind = hit.text[end : one.start] if one.start >= end else None
            if before is not None and re.fullmatch("等?“?", before):
                return True
            if behind is not None and len(behind) <= _NEAR_BEHIND and re.search("[（：]|包括|即|指", behind):
                return True
    return False


def _asked_of(question: str, slogan: str, quoted: tuple[str, ...]) -> str | None:
    """What a question says behind a slogan, or behind a part of it in quotes; nothing where it names neither.

    >>> _asked_of("“五业联动”机制中的“五业”是哪五个？", "五业联动", ("五业联动", "五业"))
    '机制中的是哪五个？'
    """
    at = question.find(slogan)
    parts = [p for p in quoted if p in slogan and _COUNTING.search(p)]
    if at < 0 and not parts:
        return None
    end = at + len(slogan) if at >= 0 else question.find(parts[0]) + len(parts[0])
    tail = question[end:]
    for part in parts:
        tail = tail.replace(part, "")
    return re.sub('[“”"]', "", tail)


def _repeated(r: Reader) -> Found:
    """Members that all begin, or all end, with the word a quoted slogan counts: “两个允许” and 允许甲……，允许乙……."""
    asked = _MEANT.search(r.q.text) or _so_many(r)
    if asked is None:
        return None
    noun = asked["noun"]
    for hit in r.told_of(12):
        for start, end in sentence_spans(hit.text):
            if asked["noun"] not in hit.text[start:end]:
                continue
            members = _alike(hit.text, start, end, noun, to_int(asked["count"]))
            if members:
                return r.cut(hit, members, f"{asked['count']}个{noun}是", f"查找“{noun}”的各项")
    return None


def _so_many(r: Reader) -> re.Match[str] | None:
    """六个“进”; of 三个“同”和两个“别” the slogan is quoted besides."""
    asked = _SO_MANY.search(r.q.text)
    other = asked is not None and any(asked["noun"] in word and asked["noun"] != word for word in r.q.quoted)
    return None if other else asked


def _alike(text: str, start: int, end: int, noun: str, count: int | None) -> list[tuple[int, int]]:
    """As many stretches of a sentence that all begin, or all end, with a word."""
    for pattern in _SEGMENTS:
        spans = [m.span() for m in pattern.finditer(text, start, end) if len(m[0]) > len(noun) + 1]
        for fits in (str.startswith, str.endswith):
            members = [(a, b) for a, b in spans if fits(text[a:b].strip("《》"), noun)]
            if count is not None and len(members) == count - 1 > 1 and fits is str.startswith:
                first = max((text.find(noun, a, b), a) for a, b in [*spans, (start, start)] if b <= members[0][0])
                members = [(first[0], next(b for a, b in spans if a == first[1])), *members] if first[0] >= 0 else []
            if len(members) == count:
                return members
    return []


def is_members(items: list[str], count: int | None, noun: str) -> bool:
    """Whether a list has the members of a slogan: as many as it counts, each beginning or ending with the word it counts.

    >>> is_members(["对象名录库", "人员名录库"], 2, "库"), is_members(["甲大学", "乙大学"], 2, "库")
    (True, False)
    """
    bare = [item.strip("“”《》") for item in items]
    return len(bare) == count and (all(b.startswith(noun) for b in bare) or all(b.endswith(noun) for b in bare))


def _slogans(r: Reader) -> str:
    """The short quoted words of the question that its document quotes too, in a row."""
    text = r.engine.library.text(r.asked.document)
    return " ".join(word for word in _QUOTED.findall(text) if any(word in said or said in word for said in r.q.quoted))


def _explained(hit: Hit, name: str) -> list[tuple[int, int]] | None:
    """What explains the very words, as many as they count."""
    spans = explained(hit.text, name)
    return spans if spans is not None and len(spans) == to_int(name[0]) else None
