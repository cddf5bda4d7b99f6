"""Refusals where provisions are to be ranked by what none of them says: 完成期限最早的是哪一项, 哪项任务的经费最多."""

from __future__ import annotations

import re

from search.asking.plan import Refusal
from search.asking.reader import Reader

_RANKED = re.compile(
    r"(?:(?P<time>期限|时限|截止|完成(?:的)?时间|日期|时间节点|时间要求)|(?P<money>经费|资金|预算|投入|拨款|金额|花(?:的)?钱|费用))"
    r"[^，。？；]{0,10}?最(?:早|晚|迟|靠前|靠后|近|远|紧|急|长|短|多|少|高|低|大|小)|(?:完成|办结|到期|落实|交账)[^，。？]{0,3}最(?:早|晚|迟|快|慢)|最(?P<due>[早晚迟先后])[^，。？；]{0,4}(?:完成|到期|办完|交账|截止)"
)
_WHICH = re.compile(r"哪一?[项条个件](?:任务|工作|举措|事项|条款|(?=[，。？的是要得]|$))")
_TIME = re.compile(
    r"\d{4}\s*年|\d+月(?:\d+日|底|末|前)|[年月]底前|\d+个?(?:年|月|工作日|天|日)(?:内|之内|以内)|[一二三四五六]季度"
)
_MONEY = re.compile(r"\d[\d.,]*\s*[万亿]*元")
_LEAST = 2


def unmarked_plan(r: Reader) -> Refusal | None:
    """That the tasks (where there are none, the clauses) have no dates or sums to be ranked by."""
    ranked = _RANKED.search(r.q.text)
    if ranked is None or _WHICH.search(r.q.text) is None:
        return None
    kinds = ("task",) if r.asked.scope.has_tasks else ("clause", "article", "item")
    texts = [p.text for p in r.engine.passages if p.document == r.asked.document and p.kind in kinds]
    value, name = (_MONEY, "金额") if ranked["money"] else (_TIME, "完成期限")
    if not texts or sum(value.search(text) is not None for text in texts) >= _LEAST:
        return None
    return Refusal(f"各项{'任务' if r.asked.scope.has_tasks else '条款'}没有写明{name}，无法比较")


__all__ = ["unmarked_plan"]
