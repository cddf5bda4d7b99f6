"""Who is responsible: the units of a task or provision, the bodies that brackets name, those that act in running text."""

from __future__ import annotations

import re

from search.asking.matter.actor_plans import actor_plan, best_actor, duty_plan, told_plan
from search.asking.matter.bodies import BODY as PARTY
from search.asking.matter.bracket_plans import bracket_plan
from search.asking.matter.reading_plans import BODY
from search.asking.matter.unit_levels import level_filter
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.hits import Hit
from search.interaction import sentence_at, sentence_spans

_AHEAD = 0.3
"""By how much more of the question a sentence must say than the best task, to be read in place of the task's units."""
_NOT_WHO = re.compile(
    r"组成|构成|(?:单位|部门)(?:共同)?(?:参加|组成)的?[？?]?$|(?:鼓励|支持|引导|允许|动员|组织|要求|面向|针对|适用于)哪[些几]|[跟和与同请](?:谁|哪)|(?:哪|什么|谁)[^，。？]{0,8}(?:单位|部门|机构)的(?!责任|任务|工作|负责|支持|牵头|配合|事|活|差事|职责|分内|[？?]?$)|^哪一?条(?:讲|说|写|规定|提|要求|涉及|明确)|(?:是|在)哪一?条(?:里|中)?(?:讲|说|写|规定)?的?[？?]?$"
)
_DOES = "管|抓|办|干|负责|牵头|落实|张罗|操办|操心|出面|主抓|经办|承办|承担|推动|推进|挑头|扛|盯|出力|执行|担责|拍板|挂帅|把关|统管|做主|来定|主管|分管|归口|督办|主办|打头|带头|拿主意|说了算|动起来|上手|跑腿|兜底|扛旗|统筹|协调"
_WHICH = r"(?:谁|哪一?[些几]?[个家]?(?:部门|单位|机关|机构|部委|口子|局|委)?)"
_WHO = re.compile(
    rf"(?:归|由|靠|找|派给|交给|分给|让|轮到|该|得){_WHICH}(?:来|去)?(?:{_DOES})"
    r"|(?:归|由|派给|交给|分给|轮到)哪一?[些几]?[个家]?(?:部门|单位|机关|部委|局|委)(?![^，。？]{0,6}(?:组成|构成))"
    rf"|^{_WHICH}(?:来|去|要|得|该|应该|一起|共同)*(?:{_DOES})着?(?=[^，。？]{{4}})"
    rf"|{_WHICH}(?:来|去|要|得|该|应该|一起|共同)*(?:{_DOES})(?:这(?:件|项)?(?:事|工作)?|的|呢|着)?[？?]?$"
    rf"|哪[几些两三四](?:个)?家(?:来|去|要|得|该|出面|一起|共同|都|参与)*(?:{_DOES})"
    rf"|(?:落|压|分|派|交|安排|摊|算)(?:在|到|给)了?{_WHICH}(?:头上|身上|手里|手上|肩上|名下)?[？?]?$"
    rf"|(?:活|事|差事|工作|任务|责任|担子)(?:都)?(?:是|归|属于?){_WHICH}(?:头上)?(?:的)?[？?]?$"
    rf"|哪一?[些几]?[个家](?:部门|单位|局|委|机关)的(?:事|活|差事|职责|分内事?|任务|工作)?[？?]?$"
    rf"|(?:该|应该|得|要|可以)(?:找)?{_WHICH}(?:盯着|管着|把关)|(?:该|应该|得|要|可以)找{_WHICH}"
    r"|哪[些几]个?(?:[省市县区]级)?(?:责任|牵头|配合|参与)(?:单位|部门)"
    r"|(?:^|[，,由归给让找靠])哪[些几]个?(?:家|方)(?!企业|公司|学?校|院校|高校|大学|银行|医院|机构|基地|中心|平台|工坊|[厂店合联面])"
    r"|哪[些几]个?(?:衙门|部委|委办局|局委|厅局|机关)(?![的（]|单位)"
    r"|(?:^|[，,由归给让找靠是])哪一?家(?=[\u4e00-\u9fff]{0,8}[？?]?$)(?![\u4e00-\u9fff]{0,4}(?:企业|公司|学?校|院校|高校|大学|学院|银行|医院|机构|基地|中心|平台|媒体|店)|更|最|[的比]|任务)"
    r"|哪(?:条线|个口)[？?]?$|哪个(?:单位|部门)的(?:大?门|窗口)"
    rf"|(?:{_DOES})着?(?:这[一件项个桩块]*(?:事儿?|工作|活儿?|摊子?)|此事)的(?:单位|部门)?(?:都)?(?:是|有)(?:谁|哪)"
    rf"|(?:主管|分管|归口|经办|承办|主办|牵头|责任)的?(?:是|归)?{_WHICH}[？?]?$"
    r"|哪[些几]个?(?:机构|衙门|方)(?:来|要|得|会|一起|共同|都)*(?:参与|参加|负责|牵头|落实|承担|配合|有份|出面)"
)
"""All the ways people ask whose work something is."""
_HANDED_TO = re.compile(
    r"(?P<verb>划转|移交|转交|交付|划归|划拨|下放|委托|拨付|交接|转让|出租)(?:给|到|至|归)?(?:谁|哪)"
)
_HANDED_OVER = re.compile(
    r"(?:划转|移交|转交|交付|划归|划拨|划|交|转|让)(?:给|到|至|归|往)?了?(?:谁|哪)[^，。？]{0,4}(?:管|手[里上]|名下|[？?]?$)"
    r"|(?:移交|划转|接收|接管|接手)的?(?:对象|单位|部门|一?方)|(?:谁|哪[^，。？]{0,4}(?:部门|单位|家))(?:来)?(?:接收|接管|接手)|跟(?:着)?(?:谁|哪[^，。？]{0,4})走|(?:接收|接管|接手)[^，。？]{2,}的?是(?:谁|哪)|归到?(?:谁|哪[^，。？]{0,4})(?:的)?(?:名下|手里)|最[后终](?:是)?归谁"
)
"""To whom a thing goes, in whatever word."""
_KEEPS = "管理|负责|举办|接收|接管|使用|办理|实施|承担"
_ENDS = rf"{_KEEPS}|[，。；、后]"
_GOES = "划转|移交|转交|交付|划归|划拨"
_ACTING = re.compile(
    r"哪[些几]一?[个家]?(?:单位|部门|机构|院校|学校|企业|方)(?:来|一起|共同)?(?P<act>[\u4e00-\u9fff]{4})"
)
_HAND_IN_HAND = re.compile(
    r"哪[些几两三四五]?一?[个家]?(?:单位|部门|机构|院校|学校|高校|企业|方)?(?:来|一起|共同|一块儿?)*(?:携手|联手|合伙|搭伙|合力|抱团|结伴|联合(?!会|体|办公|惩戒)|(?:一起|一块儿?|共同|合起来)(?:摊|分摊|分担|均摊|凑|出钱|掏钱|买单|负担))"
)
_TOGETHER = re.compile(
    r"(?:共同|联合|携手|合作|协同)(?![、的体])|[两二三四五六多]方[^，。；、]{0,16}(?:共担|分担|共建|共同|联合|合作|共管)"
)
_OFFICES = re.compile(r"(?:部门|单位|机关)(?:来|去|一起|共同)*(?:负责|管|抓|办|把|推|落实|承担)")
_OFFICE = re.compile(r"部门|政府|机关|单位|小组|专班|[局委厅部署办]")
_NAMED = 0.2
_BOTH_ROLES = re.compile(
    r"牵头[^。]{0,12}(?:谁|哪)[^。]{0,8}(?:参与|配合|协助)|(?:谁|哪[^，。]{0,6})(?:来)?(?:参与|配合|协助)[^。]{0,8}(?:谁|哪)[^。]{0,8}牵头"
)
"""谁牵头，哪些部门配合: all of them."""
_PAYS_ASKED = re.compile(rf"{_WHICH}(?:来|去|要|得|该|共同|一起)*(?:出资|出钱|掏钱|花钱|投资|买单|埋单|付钱|给钱)")
_PAID = re.compile("资金|经费|出资|投入|财政|费用|拨")
"""Who pays is not told by who is responsible, where nothing is said of money."""
_WHICH_LEVEL = re.compile(r"(?:哪|什么)一?级[^，。？]{0,8}(?:部门|政府|机构|单位)")
_RESPONSIBLE = re.compile(r"负责|责任|牵头|主管|组织|会同|配合|承担|监督管理|指导|参与|管|归|抓")
_OWN_ACT = re.compile(
    r"由(?:谁|哪[些个几]?(?:部门|单位))(?!负责|牵头|来?管|来?抓|来|打头|带头|指导|承担|落实)(?:(?!负责|牵头)[\u4e00-\u9fff]){2,12}[？?]?$|谁是|责任主体|责任人"
)
_BESIDES = re.compile(r"除了?(?P<who>[^，。？]{1,16}?)(?:以外|之外|外)?[，,]?(?=还|另|别的|其他|其余|剩下|都|又)")


def asks_who(question: str) -> bool:
    """Whether the last clause of a question asks whose work something is.

    >>> asks_who("要不要涨、涨多少，哪些机关来管？"), asks_who("归哪个部门管的项目，能转让吗？")
    (True, False)
    """
    last = re.split("[，,；;]", question.rstrip("？?。"))[-1]
    return _WHO.search(last) is not None and re.search(r"吗|是否|能否|是不是|([用要能可该会])不\1", last) is None


def _set_aside(r: Reader, hit: Hit) -> set[str]:
    """The units a question takes out: by name, or by their level where it says 除了我们区里."""
    said = _BESIDES.search(r.q.text)
    out = {u.iri for u in r.q.units}
    if said is None:
        return out
    words = re.sub(r"我们|咱们|我|咱|本|这|自己|这边|[里上们的]$", "", said["who"])
    level = re.match(r"各?[省市区县镇乡]|街道", words)
    for iri in r.engine.passages[r.engine.by_iri[hit.iri]].units:
        name = iri.rsplit("/", 1)[-1]
        if (len(words) > 1 and words in name) or (level and f"{level[0][-1]}人民政府" in name):
            out.add(iri)
    return out


def who_plan(r: Reader) -> Found:
    """The units of the best task or clause; where the question also asks for the task or clause, these too."""
    q = r.q
    if (
        not (q.asks("u") or _WHO.search(q.text) or _WHICH_LEVEL.search(q.text))
        or _NOT_WHO.search(q.text)
        or (
            BODY.search(q.text)
            and not re.search(
                r"负责|部门|责任|牵头|哪[些几]个?机构(?:来|一起|共同)?(?:参与|参加|落实|配合)|(?:头上|身上|肩上|名下)[？?]?$",
                q.text,
            )
        )
    ):
        return None
    if (written := _written(r)) is not None:
        return written
    if r.asked.scope.has_tasks and (closer := _closer(r)) is not None:
        return closer
    if not r.asked.scope.has_tasks and (said := duty_plan(r) or told_plan(r) or _in_words(r)) is not None:
        return said
    hit = _with_units(r) if len(r.q.topic) > 1 else None  # who leads all of it, no single provision says
    if hit is not None and _PAYS_ASKED.search(q.text) and not _PAID.search(hit.text):
        return Refusal("所收文件没有写明由谁出资", soft=True)
    if hit is None:
        return bracket_plan(r) or actor_plan(r) or _named_as_responsible(r)
    return _units_of(r, hit)


def _units_of(r: Reader, hit: Hit) -> Plan:
    """The units of a task or provision in the role asked for; with its number or clause where these are asked too."""
    q = r.q
    role = "responsibleUnit"
    if r.asked.has_leads and q.has("lead", "support_role") and not _BOTH_ROLES.search(q.text):
        role = "leadUnit" if q.has("lead") else "supportingUnit"
    if q.has("first"):
        role = "firstListedUnit"
    others = " ".join(f"FILTER(?u != <{u}>)" for u in sorted(_set_aside(r, hit))) + level_filter(r, hit.iri)
    who = f"<{hit.iri}> pol:{role} ?u . ?u pol:writtenAs ?value ; skos:prefLabel ?label {others}"
    g = r.asked.graph
    if any(a.noun == "u" and a.count for a in q.asked) and not any(a.noun == "u" and not a.count for a in q.asked):
        number = f"SELECT (COUNT(DISTINCT ?u) AS ?value) {{ <{hit.iri}> pol:{role} ?u }}"
        label = f"{{ <{hit.iri}> pol:citationLabel ?value }} UNION " if q.asks("t") else ""
        sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{g}> {{ {label}{{ {number} }} }} }}"
        return Plan(sparql, f"统计{hit.label}的责任单位", f"{hit.label}的责任单位共", (hit.iri,), unit="家")
    also = []
    if q.asks("t"):
        also.append(f"{{ <{hit.iri}> pol:citationLabel ?value }}")
    if q.asks("c"):
        also.append(f"{{ <{hit.iri}> pol:elaborates/pol:citationLabel ?value }}")
    body = " UNION ".join([*also, f"{{ {who} }}"])
    sparql = f"{PREFIX}SELECT DISTINCT ?value ?u ?label {{ GRAPH <{g}> {{ {body} }} }}"
    return Plan(sparql, f"查找{hit.label}的责任单位", f"{hit.label}的责任单位是", (hit.iri,))


def _written(r: Reader) -> Found:
    """Those whom a sentence names in the question's own words: 划转给谁管理, 哪些单位联合培养."""
    if (goes_to := _handed(r)) is not None:
        return goes_to
    if (together := _together(r)) is not None:
        return together
    acts = _ACTING.search(r.q.text)
    for hit in r.leaves(4) if acts else ():
        if acts is not None and (at := hit.text.find(acts["act"])) > 0:
            named = (one for one in r.lists(hit) if one.items[-1][1] <= at <= one.items[-1][1] + 2)
            if (listed := next(named, None)) is not None:
                return r.cut(hit, listed.items, "是", f"查找{hit.label}列举的单位")
    return None


def _together(r: Reader) -> Found:
    """Those a sentence lists before 联合培养 or 合作建设, where the question asks who does it hand in hand."""
    if _HAND_IN_HAND.search(r.q.text) is None:
        return None
    found = [
        (r.near(hit.text[start:end]) + r.fit(hit.text[start:end]), hit, listed)
        for hit in r.leaves(4)
        for listed in r.lists(hit)
        if _TOGETHER.match(listed.after)
        for start, end in (sentence_at(hit.text, listed.start),)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    return r.cut(best[1], best[2].items, "是", f"查找{best[1].label}列举的各方") if best is not None else None


def _handed(r: Reader) -> Found:
    """The one a thing goes to: by the verb of the question, else by any that says so."""
    handed, over = _HANDED_TO.search(r.q.text), _HANDED_OVER.search(r.q.text)
    verbs = [rf"{handed['verb']}(?:给|到|至|归)?"] if handed else []
    if over or (handed and handed["verb"] in _GOES):  # 移交街道办事处管理: without 给 only to a body
        verbs += [rf"(?:{_GOES})(?:给|到|至|归)", rf"(?<!未)(?:{_GOES})(?={PARTY}(?:{_ENDS}))"]
    for verb in verbs:
        for hit in r.leaves(4):
            found = re.search(rf"{verb}(?P<who>[^，。；、的]{{2,16}}?)(?={_ENDS})", hit.text)
            if found is not None and r.besides(hit.text[slice(*sentence_at(hit.text, found.start()))]) > _NAMED:
                return r.cut(hit, [found.span("who")], "是", f"查找{hit.label}写明的对象")
    return None


def _closer(r: Reader) -> Found:
    """Who does what in running text, where that sentence says far more of the question than any task."""
    task = r.best("task")
    actor = best_actor(r)
    if task is None or actor is None or actor.hit.kind == "task":
        return None
    start, end = r.sentence(actor.hit)
    if _OFFICES.search(r.q.text) and not _OFFICE.search(actor.hit.text[slice(*actor.span)]):
        return None  # 这个口子由哪些部门把: no school
    words = actor.hit.text[start:end]
    ahead = r.overlap(words) - max((r.overlap(task.text[a:b]) for a, b in sentence_spans(task.text)), default=0.0)
    return actor_plan(r) if start <= actor.span[0] < end and ahead > _AHEAD else None


def _in_words(r: Reader) -> Found:
    """Who does what, where the words say it more closely than the units of the whole provision."""
    bodies = any(r.engine.passages[r.engine.by_iri[h.iri]].units for h in r.hits)
    if not bodies:
        return None
    whose = _RESPONSIBLE.search(r.q.text) or _WHO.search(r.q.text) or not _OWN_ACT.search(r.q.text)
    return (bracket_plan(r) if whose else None) or (actor_plan(r) if _OWN_ACT.search(r.q.text) else None)


def _with_units(r: Reader) -> Hit | None:
    kinds = ("task",) if r.asked.scope.has_tasks else ("clause", "article", "item")
    ranked = [one.hit for one in r.meaning.rank(r.of(*kinds, limit=6))]
    hits = [h for h in ranked if r.engine.passages[r.engine.by_iri[h.iri]].units]
    return next(iter(hits), None) or next((h for h in r.hits if r.engine.passages[r.engine.by_iri[h.iri]].units), None)


def _named_as_responsible(r: Reader) -> Found:
    """Bodies that the best sentence makes responsible, where the document marks no responsible units."""
    for hit in r.leaves(4):
        start, end = r.sentence(hit)
        if not _RESPONSIBLE.search(hit.text, start, end) or r.fit(hit.text[start:end]) < 0.3:
            continue
        rows = r.engine.library.store.select(
            f"""{PREFIX}SELECT ?m ?start ?quote {{ GRAPH <{r.asked.graph}> {{ ?m a pol:Mention ; pol:refersTo ?e ; pol:start ?start ; pol:quote ?quote . ?e a pol:Unit
              FILTER(?start >= {hit.start + start} && ?start < {hit.start + end}) }} }} ORDER BY ?start"""
        )
        if rows:
            spans = dict.fromkeys(_with_branches(hit, int(row["start"]) - hit.start, str(row["quote"])) for row in rows)
            once = {hit.text[a:b]: (a, b) for a, b in reversed(spans)}
            return r.cut(hit, sorted(once.values()), f"{hit.label}写明的是", f"查找{hit.label}中负责的机构")
    return None


def _with_branches(hit: Hit, start: int, name: str) -> tuple[int, int]:
    """A body with 及其分支机构 behind it, where the text says so."""
    end = start + len(name)
    more = re.compile(r"及其(?:分支|派出|下属|内设)机构|及其所属[^，。、的]{2,6}(?:单位|机构|部门)").match(
        hit.text, end
    )
    return start, more.end() if more else end
