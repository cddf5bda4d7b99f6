"""Plans for what the end of a document says: when it takes effect, how long it holds, who interprets it."""

from __future__ import annotations

import re

from search.asking.plan import Found
from search.asking.reader import Reader

_SAID = (
    (
        r"(?:什么时候|何时|哪天|哪一?[年日月]|几月|从何时|日期|时间).{0,6}(?:起|开始)?(?:施行|生效|实施|执行)|(?:施行|生效|实施|执行)(?:的)?(?:日期|时间)",
        r"自(?P<value>[^，。；]{2,24}?)(?:起|开始)(?:施行|实施|执行|生效)", "施行时间是",
    ),
    (
        r"有效期|(?:管|有效|用|执行)到(?:什么时候|何时|哪一?年)|有效(?:多久|几年|多长)",
        r"(?:本[^，。；]{2,8}|施行|印发之日|起)[^。]{0,24}有效期(?:为|限为)?(?P<value>[\d一二三四五六七八九十]+年|(?:至|到)[^，。；]{4,16})", "有效期是",
    ),
    (r"解释", r"由(?P<value>[^，。；]{2,40}?)(?:负责)(?:组织)?解释", "负责解释的是"),
)  # fmt: skip


def closing_plan(r: Reader) -> Found:
    """The span the closing provisions give; ``None`` where the question is another one."""
    for asks, says, told in _SAID:
        if not re.search(asks, r.q.text) or len(r.q.topic) > 24:
            continue
        for kinds in (("article", "clause", "item"), ("section", "preamble")):
            hits = r.engine.search(told[:4] + r.topic, k=40, kinds=kinds, documents=(r.asked.document,)).hits
            for hit in sorted(hits, key=lambda h: -h.start):
                if (found := re.search(says, hit.text)) is not None:
                    return r.cut(hit, [found.span("value")], told, f"查找文件的{told.removesuffix('是')}")
    return None
