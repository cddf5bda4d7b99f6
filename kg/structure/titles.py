"""Which lines are a title, a document number, an addressee, a signature: each judged by itself.

>>> is_addressee("各省、自治区、直辖市人民政府，国务院各部委："), is_addressee("现将有关事项通知如下：")
(True, False)
>>> is_organ("国务院办公厅　中央军委办公厅"), is_organ("加强组织领导")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure import markers
from kg.structure.lines import Line
from kg.structure.words import ADDRESSEE_END, DATE, GENRE_END, LABEL, NUMBER, ORGAN_END, STRICT_GENRE_END

_TERMINAL = ("。", "；", "：", "，", "、", ";", ":", "！", "？", "!")
_NOT_ADDRESSEE = re.compile(
    r"如下|通知|根据|现将|为了?|要求|包括|应当|按照|规定|。|是指|要|由|有|指标来源|工作如|任务|意见|内容|方法|公式"
)
_HELD = re.compile(
    r"(?:通过|公布|修正|修订|施行|发布|印发|公开|试行|草案|征求意见|删减|年|号|稿|略|本|起|实行|主动|盖章|附|见|此件|抄送)"
)
_PERSON = re.compile(r"(?:[\u4e00-\u9fff]{0,8}[长任席记员理])\s*[:：]?\s*[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff]{1,3}")
_NAMES = re.compile(r"[\u4e00-\u9fff·]{2,5}(?:[\s\u3000]+[\u4e00-\u9fff·]{1,5}){0,5}")
_ABOUT = re.compile(r"关于|印发|转发|批转")
_NOTE = re.compile(r"[（(\[【].{1,300}[)）\]】]")
_NO_HEADING = re.compile(r"目\s*[录次]$|附\s*[件表录]\s*[\d一二三四五六七八九十：:]|附\s*[件表录]$|注\s*[:：]?$")
_AFTER_END = re.compile(
    r"(?:抄送|抄报|主送|联系人|联系电话|联系方式|公开方式|信息公开|印发范围|校对|打印|共印)|.{0,30}\d{1,2}\s*日\s*印发$|.{2,40}(?:办公厅|办公室|秘书[科处])\s+\d{4}年.*印发?$"
)


def norm(text: str) -> str:
    """Words of a title for comparing: no white space, no 《》, no document number behind it."""
    bare = re.sub(r"[\s\u3000*#]+", "", text)
    bare = re.sub(r"[（(][^（）()]*(?:19|20)\d\d[^（）()]*号[)）]$", "", bare)
    return re.sub(r"[《》“”\"〈〉<>]", "", bare)


def is_short(line: Line, most: int = 60) -> bool:
    """A line that may be (part of) a heading: short, no table, no mark, no end of a sentence."""
    text = line.text
    if line.table is not None or len(text) > most or text.endswith(_TERMINAL) or _NO_HEADING.match(text):
        return False
    return markers.read(text) is None and not is_label(text)


def is_label(text: str) -> bool:
    """A field of a page's head: 发文字号：…; a bare number or date is one too."""
    if len(text) > 120 or "。" in text:
        return False
    if m := LABEL.match(text):
        return bool(m["value"]) or text.rstrip().endswith((":", "：", "】", "]")) or len(text) <= 6
    return False


def is_number(text: str) -> bool:
    """A document number alone on its line."""
    return bool(NUMBER.fullmatch(text.strip("（）()[]【】 \u3000")) or NUMBER.fullmatch(text))


def is_note(text: str) -> bool:
    """A bracket under a title or at the end: （1996年5月15日通过）, （此件公开发布）."""
    return bool(_NOTE.fullmatch(text)) and (len(text) <= 16 or bool(_HELD.search(text)))


def is_date(text: str) -> bool:
    """A date alone on its line, in brackets or not."""
    return bool(DATE.fullmatch(text.strip("（）()[] \u3000*")))


def is_after_end(text: str, right_after: bool = False) -> bool:
    """What follows a signature: 抄送, 联系人, 印发; any bracket where it stands right under it."""
    if len(text) > 300:
        return False
    return bool(_AFTER_END.match(text) or is_note(text) or is_label(text) or (right_after and _NOTE.fullmatch(text)))


def is_organ(text: str) -> bool:
    """A line of names of public bodies and nothing else."""
    if len(text) > 80 or text.endswith(_TERMINAL):
        return False
    parts = [p for p in re.split(r"[\s\u3000、，]+", text.strip("（）()")) if p]
    if all(len(p) == 1 for p in parts):
        parts = ["".join(parts)]
    return bool(parts) and all(len(p) > 1 and ORGAN_END.search(p) for p in parts)


def is_signer(text: str) -> bool:
    """A line that may stand over a date: bodies, or a person with an office."""
    if is_organ(text):
        return True
    return len(text) <= 40 and bool(_PERSON.fullmatch(text) or _NAMES.fullmatch(text))


def is_addressee(text: str) -> bool:
    """To whom a document is sent: names of bodies and a colon."""
    if not text.endswith(("：", ":")) or len(text) > 600 or markers.read(text):
        return False
    words = text[:-1].strip()
    if len(words) < 2 or _NOT_ADDRESSEE.search(
        re.sub(r"[（(][^（）()]*[）)]|国务院|有关|所有|省有|市有|国有|委员会", "", words)
    ):
        return False
    return bool(ADDRESSEE_END.search(words))


def joined(lines: Sequence[Line]) -> str:
    """The lines of a title as one; a space inside a line stays (教育部 天津市人民政府)."""
    text = "".join(" ".join(line.text.split()) for line in lines)
    text = re.sub(r"[（(][^（）()]*[〔［\[【(（]\d{4}[〕］\]】)）][^（）()]*号[)）]$", "", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])", "", text)
    return text[1:-1] if text.startswith("《") and text.endswith("》") and text.count("《") == 1 else text


def title_end(lines: Sequence[Line], i: int, strict: bool = False, most: int = 5) -> int | None:
    """The line after the title that begins at line ``i``: the longest run of short lines ending in a genre."""
    best, words = None, ""
    pattern = STRICT_GENRE_END if strict else GENRE_END
    for j in range(i, min(i + most, len(lines))):
        text = lines[j].text
        if not is_short(lines[j], 80) or is_number(text) or is_date(text):
            break
        if is_note(text) or text.startswith(("（", "(")) or len(words) > 120:
            break
        words += norm(text)
        if len(words) >= 4 and pattern.search(words):
            best = j + 1
    return best


def title_start(lines: Sequence[Line], first: int, last: int) -> int:
    """Where the title that ends with line ``last`` begins, not before ``first``."""
    top = last
    while top > max(first, last - 5) and _in_title(lines[top - 1]):
        top -= 1
    begin = last
    for i in range(last, top - 1, -1):
        if _ABOUT.search(lines[i].text):
            whole = i < last and STRICT_GENRE_END.search(lines[i].text) and not lines[i + 1].text.startswith("的")
            begin = begin if whole else i
            break
    words = "".join(line.text for line in lines[begin : last + 1])
    about = _ABOUT.search(words)
    while begin > top:
        before = lines[begin - 1].text
        opened = words.count("》") > words.count("《")
        heads = about is not None and about.start() == 0 and (is_organ(before) or before.endswith("令"))
        goes_on = about is None and not GENRE_END.search(before) and _may_go_on(before, words)
        if not (opened or heads or goes_on):
            break
        begin -= 1
        words = before + words
    return begin


def _in_title(line: Line) -> bool:
    text = line.text
    return is_short(line) and not (is_number(text) or is_note(text) or is_date(text))


def _may_go_on(before: str, words: str) -> bool:
    """Whether ``before`` may be the first line of a title that ends with ``words``."""
    return bool(
        _ABOUT.search(before)
        or "《" in before
        or before.startswith("中华人民共和国")
        or before.endswith(("和", "的", "与"))
    )
