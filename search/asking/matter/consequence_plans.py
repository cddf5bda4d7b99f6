"""What follows in a case: what is done to those who do not, what they lose, what is to be done then.

The case of a sentence ends with 的，or begins with 对; what follows stands behind it: 整改到位前，不得办理竣工验收.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit

_ASKED = re.compile(
    r"(?:会|将|要|该|应当?|可以?)(?:受到?|被|给予|面临|承担)?(?:怎么样?|怎样|如何|咋样?)(?:处理|处置|处罚|办|罚|惩罚|追究|收拾|对待|做)?(?:呢)?[？?]?$"
    r"|(?:怎么|怎样|如何|咋)(?:处理|处置|处罚|办|罚|惩罚|追究|追责|收拾)(?:他们?|它|呢|的)?[？?]?$"
    r"|(?:什么|啥|哪些|何种)(?:样的?)?(?:后果|处罚|下场|惩罚|责任(?!单位|部门|主体|人)|处理|处分|代价|制裁)|(?:后果|处罚|下场)(?:是|有|为)?(?:什么|啥|哪些)?[？?]?$"
    r"|(?:受|有|被)(?:到|什么)*(?:什么|啥)(?:限制|影响|惩戒)"
)
_CASE_ASKED = re.compile(
    r"不|未|没|违|逾|拒|失|假|骗|非法|擅自|过期|超|强闯|强行|泄露|破坏|扰乱|缺|挪|虚|欺|隐瞒|冒|滥用|伤害|殴打|辱骂|出了|发生|建而"
)
"""Only what somebody does or leaves undone has consequences: not how work is organised."""
_DONE = (
    r"责令|警告|罚款|处[一二三四五六七八九十\d]|取消|撤销|吊销|追究|追责|问责|处分|通报|约谈|不予|不得|停止|暂停|中止|终止|收回|没收|拒绝|限期|强制|移送"
    r"|依法(?:依规)?(?:予以)?(?:处理|查处|处罚|惩处)|纳入|列入|解除|扣减|扣除|退出|清退|注销|制止|报告公安|承担[^，。；]{0,8}责任|予以(?:清理|关停|纠正|收回|整改|惩戒)|自律惩戒|一票否决"
)
_CASE = r"[^。；\n]{2,90}?(?:的|前|后|未改正)|[^。；，\n]{0,12}?(?:对|发现)[^，。；]{4,40}"
_THEN = re.compile(rf"(?<![^。；\n])(?P<case>{_CASE})，(?P<then>[^。\n]*?(?:{_DONE})[^。；\n]*)(?=[。；\n])")
_AGENT = re.compile(
    r"(?:并|可|应当?|依法|要)*由[^，。；]{2,30}?(?=责令|给予|予以|处|取消|撤销|吊销|依法|追究|没收|对|约谈|通报|强制|责成)"
)
_DUTY = re.compile(r"[^，。；]{2,12}?(?=应当)应当")
_LEAST, _CASE_SHARE = 0.35, 0.6


def consequence_plan(r: Reader) -> Found:
    """The words behind the case that fits best; ``None`` where no sentence tells what follows."""
    if not asks_consequence(r.q.text) or r.q.asks("uct"):
        return None
    found = [(_score(r, m) - 0.03 * place, hit, m) for place, hit in enumerate(r.leaves(8)) for m in _cases(hit)]
    if not found:
        return None
    score, hit, best = max(found, key=lambda one: one[0])
    if score < _LEAST:
        return None
    return r.cut(hit, [_what_follows(hit.text, *best.span("then"))], "后果是", f"查找{hit.label}写明的处理")


def asks_consequence(question: str) -> bool:
    """Whether a question tells a case and asks what follows.

    >>> asks_consequence("逾期不改的怎么处理？"), asks_consequence("数据怎么处理？"), asks_consequence("不合格有什么后果？")
    (True, False, True)
    """
    return _ASKED.search(question) is not None and _CASE_ASKED.search(_ASKED.sub("", question)) is not None


def _cases(hit: Hit) -> Iterator[re.Match[str]]:
    yield from _THEN.finditer(hit.text)


def _score(r: Reader, found: re.Match[str]) -> float:
    """How well the case fits, and the sentence as a whole."""
    return _CASE_SHARE * r.fit(found["case"]) + (1 - _CASE_SHARE) * r.fit(found[0]) + 0.3 * r.near(found["case"])


def _what_follows(text: str, start: int, end: int) -> tuple[int, int]:
    """What is done, without the one who does it.

    >>> text = "由市局责令改正，给予警告"
    >>> text[slice(*_what_follows(text, 0, len(text)))]
    '责令改正，给予警告'
    """
    agent = _AGENT.match(text, start, end) or _DUTY.match(text, start, end)
    return (agent.end() if agent else start), end
