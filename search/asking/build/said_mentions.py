"""Which provisions of a named part say words that a question does not put in quotation marks: 重点任务部分有哪几条提到了某系统.

The words are the longest that the text has too; they are quoted, and the question is read as one over the build.
"""

from __future__ import annotations

import re
from dataclasses import replace

from search.asking.build.structure_plans import structure_plan
from search.asking.plan import Found, Plan
from search.asking.reader import Reader

_ASKED = re.compile(
    r"(?:哪[几些]|多少|(?<![哪第])几|各有几)个?(?:条款?|条文|章|部分)|(?:条款?|部分|章)[^，。？]{0,3}?有?(?:哪[几些]|几)"
)
_SAYS = re.compile(
    r"(?P<verb>提到|提及|点到|点名|讲到|写到|说到|谈到|涉及|出现|含有|写有|写着|用到)(?:过|了)*(?P<what>[^，。？“”]{2,30}?)(?=的(?:条|有|是|部分|章)|[，。？?]|$)"
)
_NAMED = re.compile(r"点(?:了|到|过)?(?P<what>[^，。？“”]{2,20}?)的名")
_HELD = re.compile(
    r"(?P<what>[^，。？“”]{2,24}?)(?:这个?(?:词|说法|提法|系统|平台|名字)|一词|字样)?(?:一共|总共|共|分别|都|先后)*(?:出现|被提到|被点到|被提及|被写到|被点名)?(?:在|于)(?P<where>[^，。？]*?)(?=(?:哪[几些]|多少|几)个?(?:条|章|部分))"
)
_LEAST = 2
_PARTED, _BARE = re.compile("第[^部]{1,3}部分第"), "?x pol:citationLabel ?value"
_COUNT = re.compile(r"(?<![哪第])(?:几|多少)个?条")
_PLACES = re.compile(r"部分|章|附件|正文|清单")


def said_mention_plan(r: Reader) -> Found:
    """The provisions that say it, or how many; ``None``: not asked so, or the question puts it in quotation marks."""
    said = r.q.text
    if _ASKED.search(said) is None or not (_PLACES.search(said) or _COUNT.search(said)):
        return None
    clause = _clause(said)
    clause = _NAMED.sub(r"提到\g<what>", clause)
    found = _SAYS.search(clause) or _HELD.search(clause)
    if found is None:
        return None
    thing = _thing(found["what"], r.engine.library.text(r.asked.document))
    if thing is None:
        return None
    at = found.start("what") + found["what"].find(thing)
    asked = f"{clause[:at]}“{thing}”{clause[at + len(thing) :]}"
    if "verb" in found.groupdict() and found["verb"] not in ("提到", "出现"):
        asked = asked.replace(found["verb"], "提到", 1)
    plan = structure_plan(r.of_text(asked))
    return _in_full(r, plan) if isinstance(plan, Plan) else None


def _in_full(r: Reader, plan: Plan) -> Plan:
    """Every label with its part, where those of some have one: numbers begin anew in each part."""
    labels = r.values(plan)
    parted = [label for label in labels if _PARTED.match(label)]
    if not parted or len(parted) == len(labels) or _BARE not in plan.sparql:
        return plan
    whole = "?x pol:citationLabel ?bare ; pol:partOf+ ?up . ?up a pol:Section ; pol:citationLabel ?part "
    whole += "BIND(IF(STRSTARTS(?bare, ?part), ?bare, CONCAT(?part, ?bare)) AS ?value)"
    sparql = plan.sparql.replace(_BARE, whole)
    return replace(plan, sparql=sparql, evidence_query=sparql)


def _clause(said: str) -> str:
    """The words from the last comma before what is asked; what stands before tells only which document is meant."""
    asked = _ASKED.search(said)
    start = said.rfind("，", 0, asked.start() if asked else 0) + 1
    return said[start:]


def _thing(what: str, text: str) -> str | None:
    """The longest end of some words that the text has: 国家企业信用信息公示系统."""
    ends = (what[at:] for at in range(len(what) - _LEAST + 1))
    return next((end for end in ends if end in text), None)


__all__ = ["said_mention_plan"]
