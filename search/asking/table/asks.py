"""What a question about the table asks for: which sort of thing, its members or their number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.asking.table.words import Line


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for: its sort, and whether its number or its members."""

    sort: str
    number: bool
    at: int


def asks(line: Line) -> tuple[Ask, ...]:
    """What is asked for, in the order of the question; 哪些 and 多少 speak of the noun before or behind them."""
    found: list[Ask] = []
    for at, word in enumerate(line.words):
        if _only_some(line, at):
            continue
        if word.code == "W" and word.said.endswith("项") and _of_support(line.codes[:at]):
            found.append(Ask("p", False, at))
        elif _counts_support(line, at):
            found.append(Ask("p", True, at))
        elif word.code in "WM" and word.sort:
            found.append(Ask(word.sort, word.code == "M", at))
        elif word.code == "H" and (sort := _noun_of(line, at)):
            found.append(Ask(sort, word.said.startswith(("多少", "几个")), at))
    if not found and not line.has("y"):
        last = next((w for w in reversed(line.words) if w.code in "tucs"), None)
        if last is not None and re.search(r"[tucs][^UTCS]{0,6}$", line.codes):
            total = re.search(r"(?:总数|数量|数目|个数)[^，]{0,4}$", line.text)
            found.append(Ask(last.sort, total is not None, line.words.index(last)))
    return tuple(found)


def _of_support(before: str) -> bool:
    """Whether 哪几项 are items of the annex: no tasks stand right before."""
    return "p" in before.lower() and re.search(r"t[^，W]{0,5}$", before) is None


def _counts_support(line: Line, at: int) -> bool:
    """支持政策里有几项…: items of the annex are counted, whatever is said of their tasks behind."""
    word = line.words[at]
    right_before = word.code == "M" and re.search(r"p[里中的有共]*$", line.codes[:at]) is not None
    alone = word.said in ("几项", "多少项") and line.has("p") and not line.has("tTUCc")
    return alone or (right_before and word.said.endswith("项"))


def _only_some(line: Line, at: int) -> bool:
    """市总工会参与的几项任务中，哪一项…: some, whose number nobody asks."""
    said = line.words[at].said
    if said.startswith("几") and line.codes[:at].endswith("R"):  # 其他几家责任单位都有谁
        return any(w.code in "WH" for w in line.words[at + 1 :])
    return (
        line.words[at].code == "M"
        and said.startswith("几")
        and re.search(r"[VUu的那这S]$", line.codes[:at]) is not None
        and re.match(r"[里中内当之]" if line.codes[at - 1] not in "的那这" else "[里中内当之，]", line.codes[at + 1 :])
        is not None
        and any(w.code in "WH" for w in line.words[at + 1 :])
    )


def _noun_of(line: Line, at: int) -> str:
    """The sort of what 哪些, 多少 asks for: of the noun or the number beside it."""
    codes = line.codes
    if (number := re.search(r"#[是为有]{0,2}$", codes[:at])) is not None:
        return line.words[number.start()].sort
    before = re.search(r"([tucsp])[^tucspLlUTCSP，]{0,8}$", codes[:at])
    if re.search(r"p[里中的当]*，$", codes[:at]):
        return "p"  # 支持政策中，哪些对应的任务…: of the items, whatever their tasks are
    behind = re.match(r"(?:[K的]*|V)([tucsp])", codes[at + 1 :])
    found = behind or before or re.search(r"([tucs])[^tucs]*$", codes[:at])
    return found[1] if found else ""
