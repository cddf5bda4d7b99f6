"""Plans for questions about one matter: the best provisions are found first, then what is asked is read out of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from search.asking.build.reference_plans import same_units
from search.asking.cuts import cut_query
from search.asking.matter.abbreviation_plans import abbreviation_plan
from search.asking.matter.actor_plans import agent_plan, asks_deed, party_plan
from search.asking.matter.amount_plans import numbers
from search.asking.matter.awards import award_plan
from search.asking.matter.benefit_plans import beneficiary_plan, source_plan
from search.asking.matter.cited_article import cited_article
from search.asking.matter.closing_plans import closing_plan
from search.asking.matter.consequence_plans import consequence_plan
from search.asking.matter.definition_plans import definition_plan
from search.asking.matter.exact_frames import exact_frame
from search.asking.matter.fitting import fitting
from search.asking.matter.framed_lists import framed_list
from search.asking.matter.gap_plans import gap_plan
from search.asking.matter.headed_lists import headed_list
from search.asking.matter.indicator_plans import indicator_plan
from search.asking.matter.list_plans import counted_items, numbered_kind, of_kind, which_items
from search.asking.matter.meant_plans import meant_plan
from search.asking.matter.naming_plans import aim_plan, class_plan, kind_plan, name_plan, named_kind_plan
from search.asking.matter.number_pairs import number_pair
from search.asking.matter.paragraph_plans import paragraph_plan
from search.asking.matter.phrase_plans import phrase_plan
from search.asking.matter.reading_plans import (
    listed_below,
    parts_below,
    way_taken,
    what_becomes,
    which_body,
)
from search.asking.matter.scope_plans import asks_otherwise, left_out_plan, place_plan, use_plan
from search.asking.matter.slot_plans import reverse_plan, slot_plan
from search.asking.matter.unspoken import unspoken_plan
from search.asking.matter.vouching import vouched
from search.asking.matter.wanted import wanted
from search.asking.matter.where_plans import placed_plan, where_plan
from search.asking.matter.who_plans import asks_who, who_plan
from search.asking.matter.wording_plans import wording
from search.asking.matter.yes_no import yes_or_no
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.interaction import clause_at

_AHEAD = 0.05
"""By how much more of the question one piece of a sentence must say than the others, to answer alone."""
_UNKNOWN = 0.15
"""Below it the best sentence speaks of something else."""
_DOCUMENT_ASKED = re.compile(
    r"(?:按照?|依照?|根据|依据|适用|执行|参照)(?:的是)?(?:哪[一些几]?[个部份项]?|什么)(?:办法|文件|规定|条例|法律|法规|规范|标准)|哪一?部(?:法律|(?:地方性?)?法规|条例|办法|规定|规划|纲要)"
)
_ANYONE = re.compile(
    r"(?:谁|哪家|哪个)[^，。？]{3,30}(?:，[^？]*)?(?:罚|赔|交|付|补|奖)[^，。？]{0,8}(?:多少|几)[^，。？]{0,3}[？?]?$"
)
_KINDS = re.compile(r"哪[些几两二三四五六七八九十]?[类种]")
"""Kinds of people are no names."""
_EACH_CALLED = re.compile(r"(?:[3-9]|[1-9]\d|[三四五六七八九十])[项个条种类][^，。？]{0,6}(?:分别|各自?)叫")
"""The names of so many are asked for: fewer are not they."""
_BECAUSE = re.compile(r"(?:^|[，。；])((?:为了?|因为|由于|鉴于)[^，。；]{4,60})(?=，)")


def _refuse_missing(r: Reader) -> Found:
    """People, places and reasons are answered only where the best provision gives one."""
    doer = asks_who(r.q.text) or asks_deed(r.q.text)
    if r.q.has("person") and not doer and not asks_otherwise(r.q.text, "person") and not _KINDS.search(r.q.text):
        return headed_list(r) or Refusal("所收文件没有写明具体人员或名单")
    if r.q.has("address") and not doer and not asks_otherwise(r.q.text, "address"):
        return of_kind(r) or Refusal("所收文件没有写明地点或承办者")
    if r.q.has("why"):
        return _reason(r) or Refusal("所收文件没有说明原因")
    return None


def _reason(r: Reader) -> Found:
    """The purpose or cause the best sentence gives: 为了……，由于……."""
    for hit in r.leaves(4):
        start, end = r.sentence(hit)
        found = _BECAUSE.search(hit.text, start, end)
        if found is not None and r.besides(hit.text[start:end]) > 0.3:
            return r.cut(hit, [found.span(1)], "为的是", f"查找{hit.label}写明的原因")
    return None


def _which_document(r: Reader) -> Found:
    """Under which law or document: the 《…》 of the sentence that fits best."""
    asked = _DOCUMENT_ASKED.search(r.q.text)
    if asked is None:
        return None
    kind = asked[0][-2:] if asked[0][-2:] in ("条例", "办法", "规定", "规划", "纲要", "规范", "标准") else ""
    for hit in r.leaves(3):
        start, end = r.sentence(hit)
        titles = [m.span(1) for m in re.compile(r"《([^《》]{3,60})》").finditer(hit.text, start, end)]
        titles = [(a, b) for a, b in titles if hit.text[a:b].endswith(kind)] or titles
        titles = _of_the_piece(r, hit.text, titles)
        if titles and r.fit(hit.text[start:end]) > 0.3:
            return r.cut(hit, titles, "是", f"查找{hit.label}提到的文件")
    return None


def _of_the_piece(r: Reader, text: str, titles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of titles in several pieces of a sentence those of the piece that says most of the question: 财务制度应执行《甲》，会计制度应执行《乙》."""
    pieces: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b in titles:
        pieces.setdefault(clause_at(text, a, b), []).append((a, b))
    said = {piece: r.overlap(text[slice(*piece)]) for piece in pieces}
    best = max(said, key=lambda piece: said[piece], default=None)
    rest = [share for piece, share in said.items() if piece != best]
    return pieces[best] if best is not None and rest and said[best] > max(rest) + _AHEAD else titles


def _labelled(r: Reader) -> Found:
    """初核机构是哪个: the words behind 初核机构： where the text says it so."""
    asked = re.search(r"([\u4e00-\u9fff]{2,8}?)(?:是|为)(?:哪[个家所]?|谁|什么)(?:机构|单位|部门)?[？?]?$", r.q.text)
    text = r.engine.library.text(r.asked.document)
    for start in range(len(asked[1]) - 2 if asked else 0):
        label = (asked[1] if asked else "")[start:]
        found = re.search(rf"{re.escape(label)}[：:]([^；。（(\n]{{2,40}})", text)
        if found is not None and (around := r.around(found.start(1))) is not None:
            query = cut_query(r.asked.document, [found.span(1)], r.asked.graph)
            return Plan(query, f"查找{label}", f"{label}是", (around,))
    return None


def _same(r: Reader) -> Found:
    if not r.q.has("same") or "任务" not in r.q.text or not r.asked.scope.has_tasks:
        return None
    if r.q.tasks:
        rows = r.engine.library.store.select(
            f"{PREFIX}SELECT ?t ?l {{ GRAPH <{r.asked.graph}> {{ ?t a pol:Task ; pol:number {r.q.tasks[0]} ; pol:citationLabel ?l }} }}"
        )
        return same_units(r.asked, str(rows[0]["t"]), str(rows[0]["l"])) if rows else None
    topic = re.split(r"与|和|跟", r.q.text, maxsplit=1)[-1]
    hit = next(iter(r.engine.search(topic, k=1, kinds=("task",), documents=(r.asked.document,)).hits), None)
    return same_units(r.asked, hit.iri, hit.label) if hit else None


def _identity(r: Reader) -> Found:
    """Are two things one, and where does each stand."""
    if not re.search(
        r"同一(?!(?:[个级类批])?(?:部门|机关|单位|主体|政府|家))|是不是一回事|一样的?(?:机构|东西)|是一个(?:机构|东西)",
        r.q.text,
    ):
        return None
    names = [e.said for e in r.q.entities]
    if len(names) < 2:
        names = re.split(r"和|与|跟|、", re.split(r"是同一|是不是|是一个", r.q.text)[0])
    names = [n.strip("“”的") for n in names if len(n.strip("“”的")) > 1][:2]
    if len(names) != 2:
        return None
    parts = [_stands(i, name, r.q.asks("t")) for i, name in enumerate(names)] if r.q.asks("ct") else []
    first = f"{{ BIND({'true' if names[0] == names[1] else 'false'} AS ?value) BIND(0 AS ?rank) }}"
    body = " UNION ".join([first, *parts])
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?t {{ GRAPH <{r.asked.graph}> {{ {body} }} }} ORDER BY ?rank"
    where = " UNION ".join(_stands(i, name, False) for i, name in enumerate(names))
    evidence = f"{PREFIX}SELECT DISTINCT ?t {{ GRAPH <{r.asked.graph}> {{ {where} }} }}"
    return Plan(sparql, f"比较{names[0]}与{names[1]}", "", evidence_query=evidence)


def _stands(i: int, name: str, with_task: bool) -> str:
    said = text_literal(name)
    where = f"?c{i} a pol:Clause ; pol:text ?x{i} ; pol:citationLabel ?l{i} FILTER(CONTAINS(?x{i}, {said}))"
    task = f"OPTIONAL {{ ?t{i} a pol:Task ; pol:text ?y{i} ; pol:citationLabel ?m{i} FILTER(CONTAINS(?y{i}, {said})) }}"
    both = f'IF(BOUND(?m{i}), CONCAT(?l{i}, "、", ?m{i}), ?l{i})' if with_task else f"?l{i}"
    bound = f'BIND(CONCAT({said}, "：", {both}) AS ?value) BIND({i + 1} AS ?rank) BIND(?c{i} AS ?t)'
    return f"{{ {where} . {task if with_task else ''} {bound} }}"


def _of_anyone(r: Reader) -> Found:
    """谁敢乱倒垃圾，罚多少 asks for no body but for a number."""
    return fitting(r, numbers(r)) if _ANYONE.search(r.q.text) else None


def _called(r: Reader) -> Found:
    """One name, in full: the object of the measure that fits."""
    return (
        wording(r, 0.1)
        if r.q.has("called") and not re.search(r"哪|分别|各|每一?[步个项类级层]|[二两三四五六七八九]个", r.q.text)
        else None
    )


def _unknown(r: Reader) -> Found:
    if r.known >= _UNKNOWN or len(r.topic) <= 5 or r.q.asks("c"):
        return None
    return of_kind(r) or numbered_kind(r) or Refusal("所收文件没有提到这件事")


RULES: tuple[Callable[[Reader], Found], ...] = (
    _same, _identity, cited_article, award_plan, placed_plan, indicator_plan, abbreviation_plan, phrase_plan, _labelled, paragraph_plan, closing_plan, name_plan, meant_plan, definition_plan, reverse_plan, left_out_plan, place_plan, use_plan, _refuse_missing, _unknown, yes_or_no, exact_frame, framed_list, consequence_plan, beneficiary_plan, source_plan, gap_plan, party_plan, _of_anyone, who_plan, where_plan,
    way_taken, class_plan, slot_plan, named_kind_plan, aim_plan, what_becomes, _which_document, listed_below, number_pair, numbers, agent_plan, which_body, _called, parts_below, which_items, headed_list, kind_plan, wording,
)  # fmt: skip


def topic_plan(reader: Reader) -> Found:
    """The first rule that understands the question; where it says how many there are, the first that finds so many."""
    if not reader.hits:
        return Refusal("所收文件没有与这个问题相近的内容")
    if (unknown := unspoken_plan(reader)) is not None:
        return unknown
    number, first = wanted(reader).number, None
    for rule in RULES:
        found = vouched(reader, fitting(reader, rule(reader)) if rule is numbers else rule(reader))
        if found is None:
            continue
        if number is None or _final(reader, found) or number in _members(reader, found):
            return found
        first = first or found
    found = (vouched(reader, counted_items(reader, isinstance(first, Plan))) if number is not None else None) or first
    short = (
        number is not None and _EACH_CALLED.search(reader.q.text) and max(_members(reader, found), default=0) < number
    )
    return Refusal("所收文件没有逐项列出它们的名称") if short else found


def _final(r: Reader, found: Found) -> bool:
    """Whether no other rule may answer in place of this one; what the text only names in quotes, no list explains."""
    if isinstance(found, Refusal):
        text = r.engine.library.text(r.asked.document)
        return not found.soft or any(name in text for name in r.q.quoted)
    return isinstance(found, Plan) and found.boolean


def _members(r: Reader, found: Found) -> tuple[int, ...]:
    """How many things a plan answers with, whole or divided: 早发现、早干预 is one that are two."""
    if not isinstance(found, Plan):
        return ()
    values = r.values(found)
    return (
        len(values),
        *(len(values) + sum(len(re.findall(mark, v)) for v in values) for mark in ("、|和|以及", "，")),
    )


__all__ = ["topic_plan"]
