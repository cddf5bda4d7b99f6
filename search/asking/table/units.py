"""Conditions on units out of the words of a question: their names, exactly these, one of them, without them, their order.

Each reader takes the words it understands out of the line, so that no word is read twice and what is left is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from search.asking.table.forms import Begins, Called, Condition, Many, Order, Other, Single, With
from search.asking.table.words import Line, Word

_LIST = r"U(?:[、和与及跟同]+(?:以及)?U|以及U|还有U)*"
_EITHER = (
    rf"Y[有是由]?{_LIST}(?:[，、]?Y[有是由]?{_LIST})+|{_LIST}(?:[，、]?Y{_LIST})+|{_LIST}(?:[，这#两者二u里中的当]*)Y"
)
_EXACT = (
    rf"O[由归是有写列点挂标注让靠找给V为派u单叫了在着到定：]{{0,6}}(?P<u>{_LIST})(?!X)",
    rf"(?P<u>{_LIST})[一自己独力、]*(?:#u?|两家|二者|一家|自己)?O(?!V?[在过]*[#CSTPs]|V?在W)[^U，L]{{0,4}}[V是的]",
    rf"(?<!K)(?<!KV)(?<!K有)(?P<u>{_LIST})(?P<n>#)(?![^U，]{{0,3}}K)[^U，LXY]{{0,4}}[V的]",
    rf"(?P<u>{_LIST})自己",
    rf"O(?P<n>#)[^U]{{0,6}}[：:是即]+(?P<u>{_LIST})",
)
_WITHOUT = (
    rf"X[有写含列是V由包括在到见看让把出给请被要带上着提涉及与u的]{{0,6}}(?P<u>{_LIST})(?!#?[家单]?F)",
    rf"(?P<u>{_LIST})[KVE却并也就根本从来压一项任何次的t，但自己则是]{{0,5}}X(?!有[什别其]|o)",
    rf"B(?:V|的|有)*(?P<u>{_LIST})b?",
    rf"(?P<u>{_LIST})b",
)
_OTHER_FIRST = (rf"F[^UXL，]{{0,8}}X是?(?P<u>{_LIST})(?![^，]*[V])", rf"X[是由以](?P<u>{_LIST})[^UXLG，]{{0,3}}[F@]")
_ONE_OF_THEM = r"(?P<u>U(?:[、和与及跟同]+U)+)[ #u里中当，两者二这]{0,6}O[有是V占]{0,2}(?:(?P<n>#)[^U，]{0,3}V|i)"
_LAST = (rf"(?P<u>{_LIST})[^UXLGb，]{{0,8}}f", rf"f[^UXL]{{0,6}}(?P<u>{_LIST})")
_NOT_FIRST = (rf"(?P<u>{_LIST})[^UXLG，]{{0,4}}X[^UXLG，]{{0,3}}F",)
_FIRST = (
    rf"(?P<u>{_LIST})[^UXLGb，]{{0,8}}F",
    rf"F[^UXL]{{0,6}}(?P<u>{_LIST})",
    rf"以(?P<u>{_LIST})(?:@|为首|领衔|F)",
    rf"(?P<u>{_LIST})@",
)
_HOWS = (
    ("unfirst", _OTHER_FIRST),
    ("later", _NOT_FIRST),
    ("first", _FIRST),
    ("last", _LAST),
    ("exactly", _EXACT),
    ("without", _WITHOUT),
)
_PREFIX = re.compile(
    r"以[“\"]?([^”\"以，]{1,8}?)[”\"]?(?:二字|两字|两个字|三个字|这两个字|字)?(?:开头|打头|起头|为首)|[“\"]([^”\"]{1,8})[”\"](?:二字|两字|两个字)?(?:开头|打头|起头)"
)
_SUFFIX = re.compile(
    r"以[“\"]?([^”\"以，]{1,6}?)[”\"]?字?(?:结尾|收尾|作?结|为尾)|(?:名称|名字|名)?(?:最后一个字|末尾|尾字)是[“\"]?([^”\"，的]{1,4})[”\"]?"
)
_INSIDE = re.compile(
    r"(?:名称|名字|名|单位名|名号)(?:里|中|当中|上)?(?:都|面)?(?:不|没有?)?(?:带有?|含有?|包含|有|出现)(?!最|次数|频|得)(?:着|了)?[“\"]?([^”\"的，]{1,8}?)[”\"]?(?:二字|两字|两个字|这两个字|字样|字)?(?=的|$|[，？?]|责|单|部|有|一|共|都)|(?:带有?|含有?|叫)[“\"]([^”\"]{1,6})[”\"](?:二字|两字|两个字|字样|字)?(?:的)?(?:责任)?(?:单位|部门)"
)
_DENIED = re.compile(r"(?:不|未|没有?|并非)(?:是|曾)?(?:以|带有?|含有?|包含|有)?[“\"”字二两个开头打起结收尾]*$")
_SET_ASIDE = re.compile(r"(?:除(?:了|去|开)|^除|撇开|去掉)(?!集合)[^，]*$")
_KIND = re.compile(
    r"(?:属于?|归)?([\u4e00-\u9fff]{2,3})系统的?(?:责任)?(?:单位|部门)|(区)(?:一)?级的?(?:责任)?(?:单位|部门|政府)"
)
_COLLECTIVE = re.compile(
    r"(?:除|不(?:算|计|含|包括|考虑)|去掉|剔除|撇开|排除|刨去)(?:了|去|掉)?(?:各类|这类|那些|[“”各区有关行业主管部门人民政府、和等这样的]+)?(?:集合|统称|泛指|笼统|概括)(?:性|类)?(?:的)?(?:主体|单位|部门|名称|表述|称呼|提法)?(?:以?外)?"
)


@dataclass
class Rest:
    """The line still to be read, and the conditions read so far."""

    line: Line
    conditions: list[Condition] = field(default_factory=list)

    def take(self, pattern: str) -> re.Match[str] | None:
        """The next match; its words are not taken out yet."""
        return re.search(pattern, self.line.codes)

    def words(self, found: re.Match[str], group: str | int = 0) -> tuple[Word, ...]:
        """The words of a group."""
        return self.line.words[found.start(group) : found.end(group)]

    def out(self, words: tuple[Word, ...]) -> None:
        """Words read: a space stands where they stood, so that what was apart stays apart."""
        gone = {id(w) for w in words}
        kept = tuple(Word(" ", w.said, w.start, w.end) if id(w) in gone else w for w in self.line.words)
        self.line = Line(kept, self.line.text)


def _named(words: tuple[Word, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    units = {w.unit.iri: w.unit.said for w in words if w.unit is not None}
    return tuple(units), tuple(units.values())


def _called(rest: Rest, said: str, how: str, upto: str, target: str) -> Condition:
    """Units called so; where no unit is asked, provisions whose text begins or ends so."""
    sort = "p" if rest.line.has("p") else target
    if sort in "tcp" and how != "inside" and not rest.line.has("uU"):
        return Begins(sort, said, how == "prefix")
    denied = _DENIED.search(upto.replace(said, "")) or _SET_ASIDE.search(upto)
    return Called(said, how, denied is not None)


def of_names(rest: Rest, target: str) -> None:
    """Units told by their names, and collective bodies taken out."""
    text = rest.line.text
    for pattern, how in ((_KIND, "inside"), (_PREFIX, "prefix"), (_SUFFIX, "suffix"), (_INSIDE, "inside")):
        found = pattern.search(text)
        said = next((g for g in found.groups() if g), "") if found else ""
        if (
            found
            and said
            and not any(w.code == "U" and found.start() <= w.start < found.end() for w in rest.line.words)
        ):
            rest.conditions.append(_called(rest, said, how, text[: found.end()], target))
            _blank(rest, found.start(), found.end())
    if (found := _COLLECTIVE.search(text)) is not None:
        rest.conditions.append(Single())
        _blank(rest, found.start(), found.end())
    elif (found := re.search(r"(?:集合|统称|泛指|笼统|概括)(?:性|类)?的?(?=责任|单位|部门|主体)", text)) is not None:
        rest.conditions.append(Single(alone=False))
        _blank(rest, found.start(), found.end())


def _blank(rest: Rest, start: int, end: int) -> None:
    rest.out(tuple(w for w in rest.line.words if start <= w.start < end))


def of_units(rest: Rest, target: str) -> None:
    """Units named: exactly these, without these, first, one of them, or all."""
    if (closed := rest.take("o")) is not None and (found := rest.take(_LIST)) is not None:
        _add(rest, rest.words(found), "exactly")
        rest.out(rest.words(closed))
    _and_others(rest, target)
    _never_together(rest, target)
    _in_order(rest, target)
    _one_of_them(rest)
    for how, patterns in _HOWS:
        for pattern in patterns:
            while (found := rest.take(pattern)) is not None and _fits(rest, found, how):
                rest.out(tuple(w for w in rest.words(found) if w.code in "#OXFfBb@"))
                behind = rest.line.codes[found.end() :].lstrip(" V")
                of_task = target != "u" or re.match(r"V?的?#?t", behind) is not None
                _add(rest, rest.words(found, "u"), how if of_task or how != "without" else "other")
    while (found := rest.take(_EITHER)) is not None:
        _add(rest, tuple(w for w in rest.words(found) if w.code == "U"), "any")
    _all_the_others(rest, target)


def _all_the_others(rest: Rest, target: str) -> None:
    """Units of which nothing more is said: all of them, any of them where so many are taken together."""
    joined = any(w.said.startswith(("合", "加")) for w in rest.line.of("Y"))
    together = (joined or re.search(r"U.*\bY|Y.*U", rest.line.codes) is not None) and not rest.line.has("K")
    if (found := rest.take(rf"(?P<u>{_LIST})这?(?P<n>#)")) is not None and _fits(rest, found, "exactly"):
        rest.out(rest.words(found, "n"))
    left = rest.line.of("U")
    if left:
        below = target in "cs" and len(left) > 1 and not rest.line.has("t")
        _add(rest, left, "any" if together and len(left) > 1 else "below" if below else "all")
        if target == "u" and not (_IN_ALL.search(rest.line.text) and not rest.line.has("Rb")):
            rest.conditions.append(Other(*_named(left)))


_IN_ALL = re.compile(r"的(?:那)?(?:项|一项)?任务(?:里|中)?，?(?:一共|总共|共)(?:有|是|写了|列了)?(?:几|多少)")
"""某局负责的任务一共有几个责任单位: the one named is among them."""


def _one_of_them(rest: Rest) -> None:
    """市总工会与市委宣传部恰有一家参与, 只占其一."""
    found = rest.take(_ONE_OF_THEM)
    if found is not None and all(w.numbers == (1,) for w in rest.words(found, "n")):
        rest.out(tuple(w for w in rest.words(found) if w.code in "#Oi"))
        _add(rest, rest.words(found, "u"), "one")


_APART = rf"(?P<u>{_LIST})[^U，]{{0,8}}X[^U，]{{0,6}}K|X[^U，]{{0,4}}[和与跟同](?P<v>{_LIST})[^UX，]{{0,8}}K"


def _never_together(rest: Rest, target: str) -> None:
    """从没和市网信办同列一项任务的单位: units that share no task with those named."""
    found = rest.take(_APART) if target == "u" else None
    if found is None or rest.line.has("CSTP"):
        return
    words = rest.words(found, "u" if found["u"] else "v")
    rest.conditions.append(Other(*_named(words)))
    _add(rest, words, "never")
    rest.out(tuple(w for w in rest.words(found) if w.code in "XK"))
    rest.out(tuple(w for w in rest.line.of("#") if w.numbers == (1,) and w.sort == "t"))


_STANDS = r"[紧挨跟接排列站写放V着随在于其是就直O的 ]*"
_WAY = r"(?:[后前][面边头]|之[后前]|身后)"
_IN_ORDER = (
    rf"(?P<one>U){_STANDS}(?P<other>U)的?(?P<way>{_WAY})",
    rf"(?P<other>U)的?(?P<way>{_WAY}){_STANDS}(?P<one>U)",
    rf"{_STANDS}(?P<other>U)的?(?P<way>{_WAY})(?:{_STANDS}一[个位家名]?)?",
)
_NEXT = re.compile(r"[紧挨跟接随]|[后前]一[个位家]|下一[个位家]|[面边头后前]的?(?:第?一)[个位家名]")


def _in_order(rest: Rest, target: str) -> None:
    """紧跟在市财政局后面的单位, 市人社局排在市教委前面的任务: where units stand in the cell."""
    found = next((f for p in _IN_ORDER if (f := rest.take(p)) is not None), None)
    groups = found.re.groupindex if found is not None else {}
    if found is None or ("one" not in groups and target != "u"):
        return
    other = rest.words(found, "other")[0]
    one = rest.words(found, "one")[0] if "one" in groups else None
    if other.unit is None or (one is not None and one.unit is None):
        return
    said = rest.line.text[rest.words(found)[0].start : rest.words(found)[-1].end + 3]
    single = one is None and re.search(r"哪[些几两三]|有谁|多少|几家|都", rest.line.text) is None
    names = other.unit.iri, one.unit.iri if one is not None and one.unit is not None else ""
    behind = "后" in rest.line.codes[found.start("way") : found.end("way")]
    before, after = names if behind else names[::-1]
    rest.conditions.append(Order(before, after, single or _NEXT.search(said) is not None, said[:-3]))
    rest.out(rest.words(found))


def _and_others(rest: Rest, target: str) -> None:
    """除市教委外只有一家, 除市教委外还有其他单位: these units, and so many more."""
    found = (
        rest.take(rf"(?:B(?P<u>{_LIST})b?|(?P<v>{_LIST})b)，?(?:O[有是]?(?P<n>#)R?u?|R+u)") if target == "t" else None
    )
    if found is None:
        return
    units = rest.words(found, "u" if found["u"] else "v")
    named = len(_named(units)[0])
    many = (
        Many("t", "u", named + rest.words(found, "n")[0].numbers[0]) if found["n"] else Many("t", "u", named + 1, ">=")
    )
    rest.out(tuple(w for w in rest.words(found) if w.code != "U"))
    _add(rest, units, "all")
    rest.conditions.append(many)


def _fits(rest: Rest, found: re.Match[str], how: str) -> bool:
    """Whether the number beside the units is theirs: 市教委和市人社局两家."""
    if how != "exactly" or "n" not in found.re.groupindex or found["n"] is None:
        return True
    number = rest.words(found, "n")[0]
    return number.sort == "u" and number.numbers == (len(_named(rest.words(found, "u"))[0]),) and number.how == "="


def _add(rest: Rest, words: tuple[Word, ...], how: str) -> None:
    iris, names = _named(words)
    if iris:
        rest.conditions.append(Other(iris, names) if how == "other" else With(iris, names, how))
    rest.out(tuple(w for w in words if w.code == "U"))
