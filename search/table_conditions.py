"""Conditions out of the words of a question: which units, how many, where, by what name, saying what.

Each reader takes the words it understands out of the line, so that no word is read twice and what is left is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from search.choosing import shortens
from search.table_forms import At, Called, Condition, Many, Order, Other, Says, Single, With
from search.table_topics import ABOUT, Finder, said_of, topics
from search.table_words import Line, Word

_LIST = r"U(?:[、和与及跟同]+(?:以及)?U|以及U|还有U)*"
_EITHER = rf"{_LIST}(?:[，、]?Y{_LIST})+|{_LIST}(?:[，这#两者二u里中的当]*)Y"
_ALL_BUT = r"[^UXVLlTCSP，,；;而但]"
_EXACT = (
    rf"O[由归是有写让靠找给V为派u单叫了在着到定：]{{0,6}}(?P<u>{_LIST})(?!X)",
    rf"(?P<u>{_LIST})[一自己独力、]*(?:#u?|两家|二者|一家|自己)?O(?!V?[在过]*[#CSTPs])[^U，L]{{0,4}}[V是的]",
    rf"(?<!K)(?<!KV)(?<!K有)(?P<u>{_LIST})(?P<n>#)(?![^U，]{{0,3}}K)[^U，LXY]{{0,4}}[V的]",
    rf"(?P<u>{_LIST})自己",
    rf"O(?P<n>#)[^U]{{0,6}}[：:是即]+(?P<u>{_LIST})",
)
_WITHOUT = (
    rf"X[有写含列V由包括在到见看让把出给请被要带提涉及与u的]{{0,6}}(?P<u>{_LIST})(?!#?[家单]?F)",
    rf"(?P<u>{_LIST})[KVE却并也就根本从来压一项任何次的t，但自己则是]{{0,5}}X(?!有[什别其]|o)",
    rf"B(?:V|的|有)*(?P<u>{_LIST})b?",
    rf"(?P<u>{_LIST})b",
)
_NOT_FIRST = (rf"(?P<u>{_LIST})[^UXLG，]{{0,4}}X[^UXLG，]{{0,3}}F",)
_FIRST = (
    rf"(?P<u>{_LIST})[^UXLG，]{{0,8}}F",
    rf"F[^UXL]{{0,6}}(?P<u>{_LIST})",
    rf"以(?P<u>{_LIST})(?:@|为首|领衔|F)",
    rf"(?P<u>{_LIST})@",
)
_PREFIX = re.compile(
    r"以[“\"]?([^”\"以，]{1,8}?)[”\"]?(?:二字|两字|两个字|三个字|这两个字)?(?:开头|打头|起头|为首)|[“\"]([^”\"]{1,8})[”\"](?:二字|两字|两个字)?(?:开头|打头|起头)"
)
_SUFFIX = re.compile(
    r"以[“\"]?([^”\"以，]{1,6}?)[”\"]?字?(?:结尾|收尾|作?结|为尾)|(?:名称|名字|名)?(?:最后一个字|末尾|尾字)是[“\"]?([^”\"，的]{1,4})[”\"]?"
)
_INSIDE = re.compile(
    r"(?:名称|名字|名|单位名|名号)(?:里|中|当中|上)?(?:都|面)?(?:带有?|含有?|包含|有|出现)(?:着|了)?[“\"]?([^”\"的，]{1,8}?)[”\"]?(?:二字|两字|两个字|这两个字|字样|字)?(?=的|$|[，？?]|责|单|部|有|一|共|都)|(?:带有?|含有?|叫)[“\"]([^”\"]{1,6})[”\"](?:二字|两字|两个字|字样|字)?(?:的)?(?:责任)?(?:单位|部门)"
)
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


def of_names(rest: Rest) -> None:
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
            rest.conditions.append(Called(said, how))
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
    _in_order(rest, target)
    for how, patterns in (("later", _NOT_FIRST), ("first", _FIRST), ("exactly", _EXACT), ("without", _WITHOUT)):
        for pattern in patterns:
            while (found := rest.take(pattern)) is not None:
                if not _fits(rest, found, how):
                    break
                rest.out(tuple(w for w in rest.words(found) if w.code in "#OXFBb@"))
                of_task = (
                    target != "u" or re.match(r"V?的?#?t", rest.line.codes[found.end() :].lstrip(" V")) is not None
                )
                _add(rest, rest.words(found, "u"), how if of_task or how != "without" else "other")
    while (found := rest.take(_EITHER)) is not None:
        _add(rest, tuple(w for w in rest.words(found) if w.code == "U"), "any")
    together = re.search(r"U.*\bY|Y.*U", rest.line.codes) is not None and not rest.line.has("K")
    if (found := rest.take(rf"(?P<u>{_LIST})这?(?P<n>#)")) is not None and _fits(rest, found, "exactly"):
        rest.out(rest.words(found, "n"))
    left = rest.line.of("U")
    if left:
        below = target in "cs" and len(left) > 1 and not rest.line.has("t")
        _add(rest, left, "any" if together and len(left) > 1 else "below" if below else "all")
        if target == "u":
            rest.conditions.append(Other(*_named(left)))


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
    found = rest.take(rf"B(?P<u>{_LIST})b?，?(?:O[有是]?(?P<n>#)R?u?|R+u)") if target == "t" else None
    if found is None:
        return
    named = len(_named(rest.words(found, "u"))[0])
    many = (
        Many("t", "u", named + rest.words(found, "n")[0].numbers[0]) if found["n"] else Many("t", "u", named + 1, ">=")
    )
    rest.out(tuple(w for w in rest.words(found) if w.code != "U"))
    _add(rest, rest.words(found, "u"), "all")
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


_COUNTED = re.compile(
    r"[有由为是VO需靠列写达：共同成及于于要用给对应拆分包括含牵扯动涉及凑齐数量目在了着到的个u ]{0,3}$"
)
_STATED = re.compile(r"(?:[有由为是VOX达成应列写靠需要给够]|涉及|包括|牵扯|动用)[了着到的]{0,2}$")


def of_numbers(rest: Rest, target: str) -> None:
    """How many units a task has, how many tasks a unit or a clause: 只由两家单位负责, 拆成三项任务."""
    for number in rest.line.of("#"):
        at = rest.line.words.index(number)
        before, behind = rest.line.codes[:at], rest.line.codes[at + 1 :]
        subject = _subject(rest.line, number, target, behind)
        if subject is None or not _is_said_of(before, behind, number, subject):
            continue
        inside = re.search(r"[CSTP]", before) is not None
        rest.conditions.append(Many(subject, number.sort, number.numbers[0], number.how, inside))
        rest.out((number,))


def _subject(line: Line, number: Word, target: str, behind: str) -> str | None:
    """What has so many of it."""
    if number.sort == "u":
        head = re.match(r"[uKVO 、的上下以及]*([tcs])", behind)
        return head[1] if head and head[1] != "t" and "t" not in line.codes else "t"
    if number.sort in "tcs":
        order = {"t": "ucsp", "c": "us", "s": "u"}[number.sort]
        if target in order and target:
            return target
        return next((w.sort for w in line.words if w.code in "cuW" and w.sort in order), None)
    return None


def _is_said_of(before: str, behind: str, number: Word, subject: str) -> bool:
    """Whether the number is a condition, not the size of what is named: 第（二）条的三项任务, 52项任务中."""
    if re.search(r"U[^UW，]{0,3}OV?[在过 ]*$", before):
        return False
    if number.how != "=" or re.search(r"O[^UTCSP，]{0,6}$", before):
        return True
    if (re.match(r"[tu]?[里中内当之KE（]", behind) and number.sort != "u") or (
        re.search(r"[TCSPUVE七这那的]的?$", before) and not re.search(r"[V]$", before)
    ):
        return False
    if _STATED.search(before):
        return True
    return number.sort == "u" and re.match(r"u?(?:来)?[KO]?V的?", behind) is not None


def of_places(rest: Rest, target: str) -> None:
    """Clauses, sections, tasks and support items by number: in, in each, out of them, only there."""
    _differences(rest)
    for word in rest.line.of("CSTP"):
        at = rest.line.words.index(word)
        before, behind = rest.line.codes[:at], rest.line.codes[at + 1 :]
        how = "in"
        if target == "u" and before.endswith("B") and re.match(r"b?，?[^U，]*X[^U，]{0,6}R", behind):
            how = "only"
            rest.conditions.append(At(word.sort, word.numbers))
        elif re.search(r"(?:X[V在有属于列到是]*|B|b以)$", before) or re.match(r"b|X在[内列]", behind):
            how = "out"
        elif target == "u" and (re.search(r"O[V在是有见于属到]{0,5}$", before) or rest.line.has("h")):
            how = "only"
            rest.conditions.append(At(word.sort, word.numbers))
        elif target == "u" and len(_same_sort(rest.line, word)) > 1 and re.search(r"[K=也]", rest.line.codes):
            how = "each"
        rest.conditions.append(At(word.sort, word.numbers, how))
    _joined(rest)
    rest.out(rest.line.of("CSTP"))


def _same_sort(line: Line, word: Word) -> set[int]:
    return {n for w in line.words if w.code == word.code for n in w.numbers}


def _joined(rest: Rest) -> None:
    """第一部分和第二部分: one of both, where they are said apart."""
    joined: dict[str, At] = {}
    others: list[Condition] = []
    for c in rest.conditions:
        if isinstance(c, At) and c.how == "in":
            known = joined.get(c.sort, At(c.sort, ()))
            joined[c.sort] = At(c.sort, (*known.numbers, *c.numbers))
        else:
            others.append(c)
    rest.conditions[:] = [*joined.values(), *others]


_ONE_NOT_OTHER = (
    r"(?P<in>[TCS])[^TCSU]{0,4}G(?P<out>[TCS])",
    r"G(?P<out>[TCS])[^TCSU]{0,6}(?P<in>[TCS])[^TCSU]{0,6}D",
    r"(?P<in>[TCS])[^TCSU]{1,10}(?P<out>[TCS])[^TCSU，]{0,6}?X",
    r"(?P<in>[TCS])[^TCSU]{0,12}X[V在有属于列到是见]{0,3}(?P<out>[TCS])",
    r"(?P<out>[TCS])[^TCSU]{1,10}，(?P<in>[TCS])[^TCSU]{0,4}D",
)


def _differences(rest: Rest) -> None:
    """任务4有而任务5没有, 任务5比任务4多了谁: in the one, out of the other; what differs in any way is read elsewhere."""
    line = rest.line
    if both_ways(line):
        return
    less = any(w.code == "D" and w.said.startswith(("少", "缺")) for w in line.words)
    for pattern in _ONE_NOT_OTHER:
        if (found := rest.take(pattern)) is not None:
            inside, outside = rest.words(found, "in")[0], rest.words(found, "out")[0]
            _in_and_out(rest, inside.sort, (inside.numbers, outside.numbers)[:: -1 if less else 1])
            rest.out(tuple(w for w in rest.words(found) if w.code in "TCSXG"))
            return
    listed = next((w for w in line.of("TCS") if len(w.numbers) == 2), None)
    if listed is not None and line.has("D"):
        _in_and_out(rest, listed.sort, (listed.numbers[:1], listed.numbers[1:])[:: -1 if less else 1])
        rest.out((listed,))


def _in_and_out(rest: Rest, sort: str, numbers: tuple[tuple[int, ...], ...]) -> None:
    rest.conditions += [At(sort, numbers[0]), At(sort, numbers[1], "out")]


_EACH_ALONE = re.compile(r"对方(?:所)?(?:没有|缺|没)|各自(?:独有|特有|多出)")


def both_ways(line: Line) -> bool:
    """Whether all that differs is asked: 有什么不同, 多了谁、少了谁."""
    said = [w.said for w in line.of("D")]
    more, less = any(s.startswith("多") for s in said), any(s.startswith(("少", "缺")) for s in said)
    return (bool(said) and (more == less)) or _EACH_ALONE.search(line.text) is not None


def of_topics(rest: Rest, target: str, finder: Finder) -> bool:
    """What provisions must say; ``False`` where words are left that nothing was found for.

    Words beside a number only describe what it points at: 关于师资队伍的第（十七）条.
    """
    numbered = any(isinstance(c, At) and c.numbers for c in rest.conditions)
    supports = rest.line.has("p") or any(isinstance(c, At) and c.sort == "p" for c in rest.conditions)
    for run, noun in list(topics(rest.line)):
        said, behind = said_of(run), noun.code
        said = re.sub(rf"^{ABOUT}[了过到]*", "", said)
        if len(said) < 2 or said in finder.title or shortens(said, finder.title):
            continue
        sort = behind if behind in "tcs" and behind else "p" if supports else _sort_of(rest.line, target)
        several = re.search(rf"{ABOUT}[了过到]*[“\"]?{re.escape(said[:4])}", rest.line.text) is not None
        found = finder.find(sort, said, several) if not numbered or several else None
        if found is None and not numbered:
            return False
        rest.conditions += [found] if found is not None and (not numbered or isinstance(found, Says)) else []
    if supports and not any(getattr(c, "sort", "") == "p" for c in rest.conditions):
        rest.conditions.append(At("p", ()))
    return True


def _sort_of(line: Line, target: str) -> str:
    """The sort of the provisions meant where no noun stands behind the words."""
    return target if target in "tcsp" and not line.has("t") and target else "t"


def conditions(line: Line, target: str, finder: Finder) -> list[Condition] | None:
    """All conditions on the rows; ``None`` where words are left that nothing is known of."""
    rest = Rest(line)
    of_names(rest)
    of_units(rest, target)
    of_numbers(rest, target)
    of_places(rest, target)
    return rest.conditions if of_topics(rest, target, finder) else None
