"""A question becomes a plan: the rules in turn, from the most particular to the most general, and the first that understands it."""

from __future__ import annotations

from collections.abc import Callable

from search.both_plans import both_plan
from search.cell_plans import cell_plan
from search.figure_plans import figure_plan
from search.index import Engine
from search.list_lengths import length_plan
from search.order_plans import order_plan
from search.outline_plans import outline_plan
from search.part_plans import part_plan
from search.plan import Asked, Found, Plan
from search.question import Question, parse
from search.reader import Reader
from search.reference_plans import clause_plan, document_plan, support_plan, task_plan
from search.role_plans import role_plan, seat_plan
from search.row_plans import row_plan
from search.structure_plans import structure_plan
from search.sum_plans import members_sum_plan
from search.table_levels import level_table_plan
from search.table_plans import table_plan, unmarked_lead
from search.text_clauses import carrying_plan
from search.text_comparing import both_figures_plan, compare_plan
from search.text_counting import count_plan, longer_plan
from search.text_sets import set_plan
from search.text_sums import figures_sum_plan
from search.text_wordings import wording_count_plan
from search.topic_plans import topic_plan
from search.two_steps import two_step_plan

Rule = Callable[[Reader], Found]


def plan_for(engine: Engine, q: Question, asked: Asked) -> Found:
    """What the first rule that understands the question makes of it."""
    reader = Reader(engine, q, asked)
    return next((found for rule in RULES if (found := rule(reader)) is not None), None)


def _stepped(r: Reader) -> Found:
    """A thing described is named first, and the question asked again."""
    return two_step_plan(r, lambda text: plan_for(r.engine, parse(text, r.names), r.asked))


def _if_any(rule: Rule) -> Rule:
    """A rule over the build of the document, which counts only where its query gives something."""

    def tried(r: Reader) -> Found:
        found = rule(r)
        return found if isinstance(found, Plan) and r.engine.library.store.select(found.sparql) else None

    return tried


def _of_question(rule: Callable[[Question, Asked], Found]) -> Rule:
    """A rule that needs no provisions."""
    return lambda r: rule(r.q, r.asked)


_BUILD = (structure_plan, order_plan)
_OUTLINE = _of_question(outline_plan)
_TWO_PLACES = (carrying_plan, set_plan, count_plan)
_NUMBERED = (table_plan, *(_of_question(rule) for rule in (document_plan, clause_plan, task_plan)))
RULES: tuple[Rule, ...] = (
    both_plan, _stepped, *map(_if_any, _BUILD), wording_count_plan, _if_any(_OUTLINE), seat_plan, members_sum_plan,
    cell_plan, level_table_plan, row_plan, part_plan, length_plan, longer_plan, figure_plan, both_figures_plan,
    compare_plan, figures_sum_plan, *_TWO_PLACES,
    *_NUMBERED, support_plan, role_plan, unmarked_lead, topic_plan,
)  # fmt: skip
"""The document by its wordings, its build, its rows and figures, two places of it, its table; then one matter."""

__all__ = ["RULES", "plan_for"]
