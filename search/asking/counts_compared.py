"""Two kinds of rows with conditions of their own, of which there are more: 甲局单独负责的任务和乙部牵头的任务，哪个多.

Each is counted by a question of its own, put to all the rules, and the query compares what the two give.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.two_asks import evidence_of

_NOUN = "任务|条款|举措|措施|事项|项目"
_ASKED = re.compile(
    rf"^(?P<one>[^，？]{{3,30}}?(?:的|过的)(?P<noun>{_NOUN}))，?(?:和|与|跟|同|、)(?P<other>[^，？]{{3,30}}?的(?P=noun))，?(?:相比|比起来|比较|对比)?，?"
    r"(?:哪(?:个|边|类|一[类种边]|种)(?:更)?|谁(?:更)?)(?P<way>多|少)(?:一?些|一点)?(?P<both>[^？]*(?:几|多少)[^？]{0,3})?[？?]?$"
)
_OWN = re.compile("单独|独自|独家|只由|一家|牵头|排(?:在)?(?:第一|首)|第一位|首位|配合|参与|共同|单列")
"""Words that say which rows of a unit are meant; without them the table compares by itself."""
_QUOTED = 3


def counts_compared_plan(r: Reader, again: Callable[[str], Found]) -> Plan | None:
    """Which of the two there are more of; ``None``: not asked so, or one of them is no number."""
    asked = _ASKED.match(r.q.text)
    if asked is None or not _OWN.search(asked["one"]) or not _OWN.search(asked["other"]):
        return None
    sides = [asked["one"], asked["other"]]
    plans = [again(f"{side}有几项？") for side in sides]
    if not all(isinstance(p, Plan) and not p.boolean and all(v.isdigit() for v in r.values(p)) for p in plans):
        return None
    counts: list[str] = []
    evidence: list[str] = []
    for n, plan in enumerate(p for p in plans if isinstance(p, Plan)):
        counts.append(f"{{ SELECT (?value AS ?n{n}) {{ {{ {plan.sparql.removeprefix(PREFIX)} }} }} }}")
        evidence += evidence_of(r, plan, _QUOTED)
    told = more_of_two((text_literal(sides[0]), text_literal(sides[1])), asked["way"] == "多", "项")
    both = asked["both"] is not None
    binds = f"BIND({told[0]} AS ?value)" + (f" BIND({told[1]} AS ?value2)" if both else "")
    sparql = f"{PREFIX}SELECT {'?value ?value2' if both else '?value'} {{ {' '.join(counts)} {binds} }}"
    return Plan(sparql, f"比较{sides[0]}与{sides[1]}的项数", "比较结果：", tuple(dict.fromkeys(evidence)))


__all__ = ["counts_compared_plan"]
