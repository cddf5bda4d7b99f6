"""Questions about the table of tasks in the words its grammar knows: rare ways of saying a thing become the common one.

Units stand as one letter while the rows of ``data/table_wordings.tsv`` are tried, so that one row reads every name, and no
row reads into a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from search.asking.question import data_rows

_FIRST_LETTER, _LETTERS = 0xE000, 0x400
"""Letters no text uses, one for each unit named."""
_UNIT = f"[{chr(_FIRST_LETTER)}-{chr(_FIRST_LETTER + _LETTERS)}]"
_MACROS = {
    "U": _UNIT,
    "NU": f"[^{_UNIT[1:-1]}]",
    "L": f"{_UNIT}(?:[、和与及跟同]{_UNIT})*",
    "N": "[零一二两三四五六七八九十百\\d]+",
    "END": "[？?。]?$",
    "UNITS": "(?:责任|承担|参与|负责)?(?:单位|部门|主体|机构)",
    "TASK": "(?:工作)?(?:任务|活儿?|事儿?|差事|事项|工作)",
}
_ASKS = re.compile("谁|哪|什么|啥|多少|几|吗|怎|是否|是不是|有没有|数量?|名单|[？?]")
_POINTS = re.compile(rf"{_UNIT}|谁|哪|什么|啥|多少|几(?!家)|第|任务\d|[“”\"]")
_SPEAKS = re.compile("^[^几哪谁多什]*(?:问|咨询|打听)[：:]$")
_OPENINGS = (
    re.compile(
        r"^[^，,：:。]{0,14}(?:领导|请|要|问|报|想|统计|口径|核实|材料|研究|麻烦|帮|查|用|数|算|知道|确认)[^，,：:。]{0,8}[：:]"
    ),
    re.compile(
        r"^(?:(?:我|咱|本人|俺|领导|老板|局长|处长|科长|同事|有人|记者|为了?|因为?|写|做|搞|准备|汇报)[^，,：:。？?]{1,16}|您好|你好|请教|请问)[，,：:]"
    ),
    re.compile(
        r"^(?:我们?|咱们?|领导|上级|老板|想|需要|要|得|请|麻烦|烦请|劳驾|帮忙?|替|给|能否|可否|能不能|来|先|再|你|您)*"
        r"(?:统计|核实|核对|了解|知道|确认|请教|打听|问|弄清楚?|搞清楚?|汇总|报|查|数|算)(?:一下|一问|一查|一数|一算|一报|清楚|下)?[，,：:]?"
    ),
)


def plain(text: str, units: Sequence[tuple[int, int]]) -> str:
    """``text`` in common words; ``units`` are the places of the units it names.

    >>> plain("领导要个数：责任单位写到“市教委”的任务总数？", [(11, 16)])
    '责任单位写到“市教委”的任务有多少项？'
    >>> plain("责任单位大于等于四个的任务几项？", [])
    '责任单位不少于四家的任务几项？'
    """
    said = [text[start:end] for start, end in units]
    for letter in range(len(units) - 1, -1, -1):
        start, end = units[letter]
        text = text[:start] + chr(_FIRST_LETTER + letter) + text[end:]
    text = _without_opening(text)
    for pattern, meant in _rows():
        text = pattern.sub(meant, text)
    for letter, name in enumerate(said):
        text = text.replace(chr(_FIRST_LETTER + letter), name)
    return text


def _without_opening(text: str) -> str:
    """The question without what is said before it: 我是记者，想核实：."""
    for opening in _OPENINGS:
        found = opening.match(text)
        if (
            found is not None
            and (_SPEAKS.search(found[0]) or not _POINTS.search(found[0]))
            and _ASKS.search(text[found.end() :])
        ):
            text = text[found.end() :]
    return text


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_spelled(r["pattern"])), r["meant"]) for r in data_rows("table_wordings.tsv"))


def _spelled(pattern: str) -> str:
    for name, meant in _MACROS.items():
        pattern = pattern.replace(f"{{{name}}}", meant)
    return pattern
