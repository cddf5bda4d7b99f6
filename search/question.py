"""What a question says: the things it names, the places it points at, and the words that tell what is asked.

>>> q = parse("第（十七）条的任务合起来涉及哪些责任单位？", Names([]))
>>> q.clauses, q.wants("unit")
((17,), True)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.numerals import to_int

_CN = "零〇一二三四五六七八九十百两\\d"
_CLAUSE = re.compile(rf"第\s*[（(]?\s*([{_CN}]+)\s*[）)]?\s*条")
_SECTION = re.compile(rf"第\s*([{_CN}]+)\s*(?:个?部分|章)")
_TASK = re.compile(r"任务\s*(\d+)(?!\s*项)|第\s*(\d+)\s*项任务|(\d+)\s*号任务")
_SUPPORT = re.compile(rf"附件\s*[1一]\s*(?:的)?第\s*([{_CN}]+)\s*[项条]|第\s*([{_CN}]+)\s*项支持政策")
_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]+)[”\"」』》]")

CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "unit": r"谁|哪[些几]?个?(?:责任|市级|政府)?(?:单位|部门|机构负责|家单位|家部门)|哪[几些]家|责任单位(?:是|有|都|分别|包括|更多|最多|最少|$)|(?:归|由|该|是)(?:谁|哪|什么部门)|什么(?:单位|部门)|牵涉哪些|涉及(?:的|哪些)责任单位|(?:单位|部门)(?:是|有)哪|负责(?:单位|部门)|哪些责任",
        "task": r"哪[些几一]?(?:个|项|几项|条)?(?:工作)?任务|什么任务|多少[项个]?(?:工作)?任务|几[项个](?:工作)?任务|任务(?:有|是)(?:哪|几|多少)|负责(?:了)?(?:哪些|什么|多少|几)",
        "clause": r"哪[一些几]?(?:个|几个)?条|第几条|哪个条款|哪些条款|哪一款|见于哪|(?:写|出现|规定|放)在(?:哪|什么)|出自哪",
        "section": r"哪[一个些几]+部分|哪(?:一)?章",
        "count": r"多少|几[项个家条所级种类处部]|总数|总共|一共|数量",
        "most": r"最多|最大|最繁重|最重|头一名|第一名",
        "fewest": r"最少|最小|最轻",
        "each": r"每一?[项个条](?:任务)?(?:里|中)?都|都有的|都出现|都参与|共有的|全都",
        "first": r"首列|排在?(?:最前|第一|首位)|第一个写|写在(?:最前|第一)|列在(?:最前|第一|首)|打头",
        "only": r"只有|仅有?|单独|独自|一家(?:单位|独)|唯一|只由|只归",
        "none": r"没有(?:写|列|标|明确)?.{0,4}责任单位|责任单位.{0,4}(?:空|没有)|无责任单位",
        "lead": r"牵头|主要负责|主责|挑头|带头单位|第一责任",
        "support": r"配合单位|协助单位|配合的",
        "compare": r"哪(?:个|家|一个|一条|一项|条|项).{0,12}(?:更|多|少|大|高|长)|谁.{0,10}(?:更|多|少)|相比|比较|一样多",
        "same": r"完全相同|完全一样|一模一样|相同的责任单位",
        "both": r"共同|同时|都(?:参与|负责|出现|提到|有)|一起|既.+又",
        "either": r"任一|任何一|至少一|或者|或是|合起来|合计|合并",
        "collective_out": r"除(?:了)?(?:集合|统称|泛指)|不(?:算|计)(?:集合|统称|泛指)",
        "yesno": r"吗[？?。]?$|是否|是不是|能不能|可不可以|可否|能否|会不会|有没有|要不要|对不对|行不行|允不允许",
        "number": r"多少|几(?:个|家|所|项|成|倍|年|级|批|名|条|种|类|座|处)?(?:？|$|[^乎])|比例|占比|上限|下限|封顶|至少要|不低于|不超过|百分之几|翻几番|指标是",
        "when": r"何时|什么时候|哪一?年|几月|几号|哪天|期限|截止|时间(?:节点|表|前|要求|安排)|多久|有效期|到什么时间|日期",
        "money": r"多少钱|多少资金|多少万|多少亿|补贴(?:多少|标准|金额)|经费(?:是|有|多少|标准|总额)|预算|金额|奖励标准|投入多少|拨款",
        "person": r"叫什么名字的?人|姓名|联系人|联系方式|电话|邮箱|现任|由谁担任|谁担任|是谁(?:当|做)|名单",
        "address": r"设在哪|地址|位于哪|在哪(?:里|儿|个区)?(?:建|办|设)|选址|坐落",
        "why": r"为什么|原因是|为何",
        "define": r"(?:指的?是?什么|是什么意思|什么是|是指|含义|全称|代表什么|具体(?:是)?指|怎么解释|怎么定义|什么叫)",
        "called": r"叫(?:什么|做什么|啥)|名称是|什么名字|称为|怎么称呼|原文(?:怎么|叫|用)",
        "which": r"哪[些几一个种类所家两三四五六]|什么|啥|何种|多少种|有何",
    }.items()
}
"""Words that tell what is asked, by what they tell."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity the question names, and in which words."""

    iri: str
    kind: str
    said: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question read; ``topic`` is what is left when names of units and question words are taken away."""

    text: str
    topic: str
    cues: frozenset[str]
    units: tuple[Named, ...] = ()
    entities: tuple[Named, ...] = ()
    clauses: tuple[int, ...] = ()
    sections: tuple[int, ...] = ()
    tasks: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    quoted: tuple[str, ...] = ()

    def wants(self, *cues: str) -> bool:
        """Whether any of ``cues`` is there."""
        return bool(self.cues & set(cues))


@dataclass
class Names:
    """All names of all entities, for the longest match."""

    rows: Sequence[tuple[str, str, str, str]]
    """(name, IRI, kind, label)."""
    _by_start: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in sorted(self.rows, key=lambda row: -len(row[0])):
            if len(row[0]) > 1:
                self._by_start.setdefault(row[0][:2], []).append(row)

    def find(self, text: str) -> list[tuple[int, int, Named]]:
        """Names in ``text``, longest first, none inside another."""
        found: list[tuple[int, int, Named]] = []
        at = 0
        while at < len(text) - 1:
            hit = next((r for r in self._by_start.get(text[at : at + 2], ()) if text.startswith(r[0], at)), None)
            if hit is None:
                at += 1
                continue
            found.append((at, at + len(hit[0]), Named(hit[1], hit[2], hit[0], hit[3])))
            at += len(hit[0])
        return found


def normal(text: str) -> str:
    """Full-width forms unified, white space gone; brackets stay as documents print them."""
    shown = "".join(text.split())
    keep = set("（）“”‘’《》〈〉，。；：？！、【】—…")
    return "".join(c if c in keep else unicodedata.normalize("NFKC", c) for c in shown)


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    found = []
    for match in pattern.finditer(text):
        value = to_int(next(g for g in match.groups() if g))
        if value is not None:
            found.append(value)
    return tuple(dict.fromkeys(found))


def parse(text: str, names: Names) -> Question:
    """Read ``text`` with the names the graph knows."""
    text = normal(text)
    found = names.find(text)
    units = [named for _, _, named in found if named.kind == "unit"]
    others = [named for _, _, named in found if named.kind != "unit"]
    cues = frozenset(name for name, pattern in CUES.items() if pattern.search(text))
    return Question(
        text=text,
        topic=topic(text, [named.said for named in units]),
        cues=cues,
        units=tuple({u.iri: u for u in units}.values()),
        entities=tuple({e.iri: e for e in others}.values()),
        clauses=_numbers(_CLAUSE, text),
        sections=_numbers(_SECTION, text),
        tasks=_numbers(_TASK, text),
        supports=_numbers(_SUPPORT, text),
        quoted=tuple(_QUOTED.findall(text)),
    )


_ASKING = re.compile(
    r"(?:请问|文件(?:里|中)?|本意见|意见(?:里|中)|这份文件|原文|按照文件|具体)?(?:是)?由?(?:谁|哪[些几一个种类所家两三四五六]*(?:责任)?(?:单位|部门|条款|条|任务|部分|家|个|项)?"
    r"|什么(?:单位|部门|样的?|时候)?|多少[项个家条所]?|责任单位|几(?:个|家|项|条|所|级|种|倍|年))(?:来)?(?:负责|管|抓|牵头|承担)?"
    r"|负责|归.{0,2}管|吗|呢|[？?。！，,：:；、]|是(?:什么|否|哪)|有(?:哪|没有)|应当|应该|怎么|如何|写在|出现在|分别|需要|要求|一共|总共|讲的?|这件事|这类事情?"
)


def topic(text: str, said: Sequence[str]) -> str:
    """The words that tell what the question is about.

    >>> topic("推进学分银行落地由哪些单位负责？", [])
    '推进学分银行落地'
    """
    for name in said:
        text = text.replace(name, " ")
    bare = _ASKING.sub(" ", text)
    return " ".join(bare.split())
