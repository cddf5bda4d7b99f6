"""Words that say only that the document says it, told from what it is asked: 文件要求……, 按照这份意见，……, 办法里说的…….

Every question is asked of what a document says, so these words ask nothing; rules would take 意见提出……多少个 for a count
of what is put forward. Where they are what is asked — 意见提出了哪些措施, 文件有几部分 — they stay.

>>> without_speaker("意见提出在海外建成多少个鲁班工坊？"), without_speaker("按照这份办法，见习期最长多久？")
('在海外建成多少个鲁班工坊？', '见习期最长多久？')
>>> without_speaker("意见提出了哪些措施？"), without_speaker("文件分几个部分？")
('意见提出了哪些措施？', '文件分几个部分？')
"""

from __future__ import annotations

import re

_KIND = r"(?:政策文件|文件|意见|方案|办法|规定|条例|通知|纲要|计划|决定|规划|建议|细则|指南|政策|原文|正文|批复)"
_THIS = r"(?:这份|这个|这部|这项|该|本|此|上述)?"
_SAYS = r"(?:明确(?:提出|规定|要求)?|提出|要求|规定|指出|强调|提到|说到?|讲到?|写(?:明|着)?)"
_LEAD = re.compile(
    rf"^(?:(?:按照?|根据|依据|依照|照|参照|关于|从){_THIS}{_KIND}(?:的?(?:规定|要求|内容|说法|精神|表述))?(?:里[面头]?|中|上|内|来?看|来说)?[，,：:]"
    rf"|在?{_THIS}{_KIND}(?:(?:当中|里[面头]?|中|内|上)(?:{_SAYS})?|{_SAYS})的?[，,：:]?)"
)
_ASKED_OF = re.compile(
    r"[了过着]|怎|如何|管它|把它|对|有(?:没有|哪|什么|几|多少)|分"
    r"|[^，。？]{2,30}的(?:那)?一?(?:条款?|条文|项?任务|部分)(?:[，在里中]|对应|是)"
    r"|(?:哪|什么|啥|几|多少)[^，。？]{0,3}?(?:条|部分|章|节|段|处|项|任务|地方|页|附件|文件|措施|要求|内容|目标|原则|方面|政策|办法|例子|字|人)"
    r"|(?:谁|哪|什么|啥|几|多少)[^，。？]{0,7}[？?]?$"
)
"""How a question goes on that asks after the document itself, or tells a provision by what it speaks of."""
_ASKS = re.compile(r"谁|哪|什么|啥|多少|几|吗|怎|如何|是否|能否|可否|([\u4e00-\u9fff])不\1|有没有|多[大长久高]|[？?]")
_LEAST = 6
"""Characters of a question without these words."""


def without_speaker(text: str) -> str:
    """The question without the words that begin it and say only that the document says it."""
    found = _LEAD.match(text)
    rest = text[found.end() :] if found is not None else ""
    if len(rest) < _LEAST or _ASKED_OF.match(rest) or not _ASKS.search(rest):
        return text
    return rest


__all__ = ["without_speaker"]
