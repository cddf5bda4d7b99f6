"""A question becomes a plan: the rules in turn, from the most particular to the most general, and the first that understands it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from search.asking.besides import besides_list_plan
from search.asking.both_plans import both_plan
from search.asking.build.all_mentioned import all_mentioned_plan
from search.asking.build.mention_plans import besides_plan, mention_plan
from search.asking.build.order_plans import order_plan
from search.asking.build.outline_plans import outline_plan
from search.asking.build.reference_plans import clause_plan, document_plan, support_plan, task_plan
from search.asking.build.said_mentions import said_mention_plan
from search.asking.build.structure_plans import structure_plan
from search.asking.build.two_parts import two_parts_plan
from search.asking.counted import counted
from search.asking.counts_compared import counts_compared_plan
from search.asking.inside import inside_plan
from search.asking.matter.cell_plans import cell_plan
from search.asking.matter.owned_plans import owned_plan
from search.asking.matter.part_plans import part_plan
from search.asking.matter.principle_plans import principle_plan
from search.asking.matter.role_plans import role_plan, seat_plan
from search.asking.matter.sum_plans import members_sum_plan
from search.asking.matter.together import together_plan
from search.asking.matter.topic_plans import topic_plan
from search.asking.plan import Asked, Found, Plan
from search.asking.question import Question, parse
from search.asking.reader import Reader
from search.asking.same_bodies import same_body_plan
from search.asking.several_asks import several_asks_plan
from search.asking.table.body_rows import body_rows_plan
from search.asking.table.brackets import brackets_plan
from search.asking.table.cells_beside import two_cells_plan
from search.asking.table.figures_beside import figure_plan
from search.asking.table.from_the_end import from_the_end_plan
from search.asking.table.groups import groups_plan
from search.asking.table.lengths import length_plan
from search.asking.table.levels import level_table_plan
from search.asking.table.named_things import named_things_plan
from search.asking.table.plans import table_plan, unmarked_lead
from search.asking.table.rows import row_plan
from search.asking.table.unmarked import unmarked_plan
from search.asking.text.clauses import carrying_plan
from search.asking.text.comparing import both_figures_plan, compare_plan
from search.asking.text.counting import count_plan, longer_plan
from search.asking.text.days import days_plan
from search.asking.text.distinct import distinct_plan
from search.asking.text.due_dates import due_plan
from search.asking.text.extremes import extremes_plan
from search.asking.text.most import most_plan
from search.asking.text.sets import set_plan
from search.asking.text.sums import figures_sum_plan
from search.asking.text.totals import totals_plan
from search.asking.text.within_share import within_share_plan
from search.asking.text.word_holders import word_holders_plan
from search.asking.text.wordings import wording_count_plan
from search.asking.two_asks import two_asks_plan
from search.asking.two_steps import two_step_plan
from search.index import Engine

Rule = Callable[[Reader], Found]


def plan_for(engine: Engine, q: Question, asked: Asked) -> Found:
    """What the first rule that understands the question makes of it."""
    reader = Reader(engine, q, asked)
    return counted(reader, next((found for rule in RULES if (found := rule(reader)) is not None), None))


def _asked_again(rule: Callable[[Reader, Callable[[str], Found]], Found]) -> Rule:
    """A rule that puts questions of its own to all the rules, the same one once."""
    return lambda r: rule(r, cache(lambda text: plan_for(r.engine, parse(text, r.names), r.asked)))


_OF_UNITS = re.compile(
    r"(?:负责|责任|牵头|配合|主管|指导|参与|省级|省直|列的)的?(?:[\u4e00-\u9fff]{0,3})(?:单位|部门|机关|分工)|括号|括注|分工(?:里|中|，)"
    r"|(?:出现|露面|点名|牵头|负责|参与|点|承担)(?:过|了|得)*的?(?:更|最|比较|较)?(?:多|少|条数|次数|条款)"
)
_OVER_UNITS = re.compile(
    r"共同|共有|都|没有|多了|多出|少了|缺|各自|重合|交集|还有[哪谁]|最[多少]|更[多少]|(?:谁|哪)[^，。？]{0,20}(?:多(?!少)|(?<!多)少)|几[条次]|多少[条次]"
)

_BY_NUMBER = re.compile(r"第\d+条")


def _units_in_brackets(r: Reader) -> Found:
    """Units of several provisions, or provisions of several units, where the text names units at the ends of provisions."""
    if r.asked.scope.has_tasks or not (_OF_UNITS.search(r.q.text) and _OVER_UNITS.search(r.q.text)):
        return None
    found = table_plan(r)
    if not isinstance(found, Plan):
        return None
    numbers = [p.number for p in r.engine.passages if p.document == r.asked.document and p.kind == "clause"]
    again = len(set(numbers)) < len(numbers)  # clauses count anew in each part: a number names several
    return None if again and _BY_NUMBER.search(found.interpretation) else found


def _if_any(rule: Rule) -> Rule:
    """A rule over the build of the document, which counts only where its query gives something."""

    def tried(r: Reader) -> Found:
        found = rule(r)
        if not isinstance(found, Plan):
            return None
        return found if found.boolean or r.engine.library.store.select(found.sparql) else None

    return tried


def _of_question(rule: Callable[[Question, Asked], Found]) -> Rule:
    """A rule that needs no provisions."""
    return lambda r: rule(r.q, r.asked)


_FIRST = tuple(
    map(_asked_again, (from_the_end_plan, same_body_plan, several_asks_plan, besides_list_plan, counts_compared_plan))
)
_STEPS = tuple(map(_asked_again, (two_step_plan, besides_plan)))
_BUILD = (structure_plan, two_parts_plan, said_mention_plan, order_plan)
_OUTLINE = _of_question(outline_plan)
_TWO_PLACES = (carrying_plan, set_plan, count_plan)
_NUMBERED = (table_plan, *(_of_question(rule) for rule in (document_plan, clause_plan, task_plan)))
RULES: tuple[Rule, ...] = (
    *_FIRST, together_plan, both_plan, *_STEPS, all_mentioned_plan, mention_plan, unmarked_plan, inside_plan, named_things_plan, brackets_plan, _if_any(_units_in_brackets),
    *map(_if_any, _BUILD), word_holders_plan, wording_count_plan, _if_any(_OUTLINE), seat_plan, owned_plan, members_sum_plan,
    two_cells_plan, cell_plan, groups_plan, level_table_plan, row_plan, body_rows_plan, part_plan, length_plan, totals_plan, days_plan, within_share_plan, due_plan,
    distinct_plan, extremes_plan, most_plan, longer_plan, figure_plan, both_figures_plan, compare_plan, figures_sum_plan, *_TWO_PLACES,
    *_NUMBERED, support_plan, _asked_again(two_asks_plan), role_plan, principle_plan, unmarked_lead, topic_plan,
)  # fmt: skip
"""The document by its wordings, its build, its rows and figures, two places of it, its table; then one matter."""

__all__ = ["RULES", "plan_for"]
