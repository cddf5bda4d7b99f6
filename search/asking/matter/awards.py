"""What someone or something was awarded: 授予“甲”等23项成果国家科学技术进步奖一等奖, 授予乙、丙先进工作者称号."""

from __future__ import annotations

import re

from search.asking.cuts import cut_query
from search.asking.plan import Found, Plan
from search.asking.reader import Reader

_ASKED = re.compile(
    r"(?:什么|啥|哪一?[个种项类级]?(?:级别|等级)?)的?(?:奖|荣誉|称号|头衔|奖章)|几等奖|(?:奖项|奖|称号|荣誉)(?:是|叫)(?:什么|啥|哪)"
)
_AWARDED = re.compile(
    r"授予(?P<who>[^，；。\n]{2,80}?)(?P<award>国家[^，；。、“”\n]{2,14}?奖(?:[特一二三]等奖)?|(?:全[国省市区县]|国家|省|市)?“[^”\n]{2,20}”(?:荣誉)?(?:称号|奖章|奖)|[^，；。、“”和\n]{2,16}?(?:称号|奖章))(?=[，；。\n])"
)
_WHO = re.compile(
    r"“(?P<work>[^”]+)”|(?P<name>[^、和与及“”等]{2,12}?)(?:院士|教授|同志|同学|老师|先生|女士)?(?=[、和与及等]|$)"
)


def award_plan(r: Reader) -> Found:
    """The prize that stands behind the name of the question."""
    if not _ASKED.search(r.q.text):
        return None
    text = r.engine.library.text(r.asked.document)
    for found in _AWARDED.finditer(text):
        named = [m["work"] or m["name"] for m in _WHO.finditer(found["who"])]
        place = r.around(found.start())
        if place is not None and any(name in r.q.text for name in named):
            query = cut_query(r.asked.document, [found.span("award")], r.asked.graph)
            return Plan(query, "查找授予它的奖项或称号", "是", (place,))
    return None
