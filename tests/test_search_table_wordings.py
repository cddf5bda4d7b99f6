"""One question over the table of tasks in many people's words; the answers are counted without SPARQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.evaluate import _right
from search.index import Engine
from tests.test_search_table import Expected, Table, Task, clauses, table

__all__ = ["table"]


def _many(keep: Callable[[Task], bool]) -> Expected:
    return lambda g: len(g.labels(keep))


def _which(keep: Callable[[Task], bool]) -> Expected:
    return lambda g: g.labels(keep)


def _has(*units: str) -> Callable[[Task], bool]:
    return lambda t: set(units) <= set(t.units)


def _only(unit: str) -> Callable[[Task], bool]:
    return lambda t: t.units == (unit,)


def _lacks(unit: str, other: str) -> Callable[[Task], bool]:
    return lambda t: unit in t.units and other not in t.units


def _first(unit: str) -> Callable[[Task], bool]:
    return lambda t: t.units[:1] == (unit,)


def _times(least: int, most: int = 99) -> Expected:
    return lambda g: {u for u, n in g.number_of().items() if least <= n <= most}


def _named(begin: str, end: str, most: int = 99) -> Expected:
    return lambda g: {u for u, n in g.number_of().items() if u.startswith(begin) and u.endswith(end) and n <= most}


def _units(task: str, without: str = "") -> Expected:
    return lambda g: g.units(task) - (g.units(without) if without else set())


CASES: tuple[tuple[str, Expected, str], ...] = (
    # ---- what is said before the question
    ("领导要个数：附件2里只由市教委一家负责的任务有多少项？", _many(_only("市教委")), "a preface before a colon"),
    ("我在区里工作，想统计责任单位写到“各区人民政府”的任务总共几项？", _many(_has("各区人民政府")), "who asks, and what for"),
    ("我是记者，想核实：市外办总共承担多少项任务？", _many(_has("市外办")), "both"),
    ("财政局同志问：市财政局在这张分工表里一共被点了几次名？", _many(_has("市财政局")), "a unit in the preface is none of the question"),
    ("请报一下：市国资委承担的任务数", _many(_has("市国资委")), "a command that ends with the number"),
    ("麻烦数一下责任单位是两家的任务", _many(lambda t: len(t.units) == 2), "counting is commanded"),
    ("市国资委任务清单", _which(_has("市国资委")), "an entry of a search box"),
    # ---- the same thing by other measures and verbs
    ("分工表里派给市总工会的活一共多少件？", _many(_has("市总工会")), "件 for 项"),
    ("责任单位这一列出现市科技局的次数是多少？", _many(_has("市科技局")), "the column, and 次数"),
    ("工作任务清单里，市国资委要干几项活？", _many(_has("市国资委")), "干活"),
    # ---- alone
    ("责任单位一栏仅有市教委的，共几项？", _many(_only("市教委")), "the column only has"),
    ("只挂市教委一家名字的任务共有多少？", _many(_only("市教委")), "the name only"),
    ("市教委唱独角戏的任务有几项？", _many(_only("市教委")), "an idiom"),
    ("市教委不跟任何单位合作的任务有几项？", _many(_only("市教委")), "with nobody"),
    ("责任单位除了市教委一个别的都没有的任务有几项？", _many(_only("市教委")), "nobody besides"),
    ("哪些任务市教委是唯一的责任单位？", _which(_only("市教委")), "the only one, at the end"),
    # ---- both, either, one and not the other
    ("两家都有份的任务有几项：市教委、市外办", _many(_has("市教委", "市外办")), "the units are told last"),
    ("由市人社局会同市总工会承担的任务共几项？", _many(_has("市人社局", "市总工会")), "会同"),
    ("不管是市教委还是市外办，只要出现就算，共有几项任务？", _many(lambda t: bool({"市教委", "市外办"} & set(t.units))), "either in the opening"),
    ("多少项任务点了市发展改革委的名、没点市人社局的名？", _many(_lacks("市发展改革委", "市人社局")), "named and not named"),
    ("市财政局的任务里有几项跟市发展改革委不沾边？", _many(_lacks("市财政局", "市发展改革委")), "不沾边"),
    ("市教委唯独没参与哪几项任务？", _which(lambda t: "市教委" not in t.units), "唯独 of what is not"),
    # ---- how many units
    ("责任单位一栏写了五个及五个以上名称的任务，全表有多少项？", _many(lambda t: len(t.units) >= 5), "the bound said twice"),
    ("责任单位在四个以上（含四个）的任务共几项？", _many(lambda t: len(t.units) >= 4), "the bound explained"),
    ("责任单位大于等于三家的任务有几项？", _many(lambda t: len(t.units) >= 3), "a bound in mathematics"),
    ("3家单位都不止的任务几项？", _many(lambda t: len(t.units) > 3), "the bound behind"),
    ("责任单位比两家还多的任务有几项？", _many(lambda t: len(t.units) > 2), "the bound as a comparison"),
    ("责任单位个数为3的任务几项？", _many(lambda t: len(t.units) == 3), "a number without a measure"),
    ("有且仅有四家责任单位的任务是哪几项？", _which(lambda t: len(t.units) == 4), "exactly, in law's words"),
    # ---- where a unit stands
    ("第一责任单位是市发展改革委的任务有几项？", _many(_first("市发展改革委")), "no lead unit is asked"),
    ("写了市教委但首位不是它的任务总共几项？", _many(lambda t: "市教委" in t.units[1:]), "present and not first"),
    ("以市财政局收尾的任务有几项？", _many(lambda t: t.units[-1:] == ("市财政局",)), "last"),
    ("担任过首位责任单位的部门有哪几家？", lambda g: {t.units[0] for t in g.tasks if t.units}, "ever first"),
    # ---- units by their numbers and names
    ("只揽了一件活的单位有哪些？", _times(1, 1), "一件活"),
    ("哪些单位一共才一项任务？", _times(1, 1), "才"),
    ("至少承担五项任务的责任单位有多少个？", lambda g: len(_times(5)(g)), "the bound before the verb"),  # type: ignore[arg-type]
    ("清单里总共点到多少个部门？", lambda g: len(g.number_of()), "all units of the table"),
    ("全表只出现过一回、名称以“市”字开头又以“局”字收尾的责任单位有哪些？", _named("市", "局", 1), "both ends of the name"),
    ("叫“市…局”的责任单位有哪些？", _named("市", "局"), "both ends as a pattern"),
    ("尾字为“办”的单位有哪些", _named("", "办"), "the last character"),
    ("不以“市”字打头的责任单位有几家？", lambda g: len([u for u in g.number_of() if not u.startswith("市")]), "a name denied"),
    ("哪几家单位的任务数在各区人民政府之上？", lambda g: {u for u, n in g.number_of().items() if n > g.number_of()["各区人民政府"]}, "之上"),
    # ---- tasks and clauses told by what they say
    ("正文关于强化职业学校师资队伍建设的那一条，在附件2中被拆成了几项任务？", lambda g: len(g.at("第（十七）条")), "the clause described"),
    ("正文里讲厚植城市工匠文化氛围的条款，在清单里对应多少项任务？", lambda g: len(g.at("第（十）条")), "described without 那"),
    ("认证产教融合型企业那项任务的责任单位，比鼓励用PPP模式建基础设施那项多出了哪几家？", _units("任务7", "任务6"), "more than another"),
    ("与建立校企引人用人机制那项任务相比，实行高职院校人员总量管理的任务多了哪个责任单位？", _units("任务43", "任务42"), "described without 那 beside one with it"),
    ("拿修订《天津市职业教育条例》那项和建立财政投入制度那项比，前者多哪几家单位？", _units("任务1", "任务2"), "the former"),
    ("任务24减去任务25，剩下哪些责任单位？", _units("任务24", "任务25"), "a difference"),
    ("负责认证产教融合型企业、却再没参与其他任务的单位是哪几家？", lambda g: {u for u in g.units("任务7") if g.number_of()[u] == 1}, "nowhere else in the table"),
    ("任务7和任务4共同的责任单位有哪些？", lambda g: g.units("任务7") & g.units("任务4"), "共 behind a number is no measure"),
    ("一项任务最多涉及几家责任单位？", lambda g: max(len(t.units) for t in g.tasks), "the largest number"),
    # ---- places
    ("编号10到20的任务中市人社局负责的有几项？", lambda g: len([t for t in g.of("市人社局") if 10 <= t.number <= 20]), "a range"),
    ("前十项任务里，市财政局参与了几项？", lambda g: len([t for t in g.of("市财政局") if t.number <= 10]), "the first ten"),
    ("贯穿第（四）条全部任务的责任单位有哪些？", lambda g: set.intersection(*(set(t.units) for t in g.at("第（四）条"))), "of every task"),
    ("各区人民政府一项任务都没有的条款有哪些？", lambda g: set(clauses(g.tasks)) - set(clauses(g.of("各区人民政府"))), "none of the clause"),
    ("含“鲁班工坊”字样、又有市外办的任务几项？", lambda g: len([t for t in g.of("市外办") if "鲁班工坊" in t.text]), "words and a unit"),
    ("以“支持”开头的任务有哪些？", _which(lambda t: t.text.startswith("支持")), "how the text begins"),
    ("责任单位一栏空着的是哪项任务？", _which(lambda t: not t.units), "none"),
    # ---- yes or no, and premises that do not hold
    ("市科技局一共有5项任务，对吗？", lambda g: str(len(g.of("市科技局")) == 5), "a number that is not so"),
    ("出现次数最多的责任单位是市人社局，对吗？", lambda g: "False", "a top that is not so"),
    ("市司法局有独自承担的任务吗？", lambda g: "False", "nothing of the kind"),
    ("除了市教委，任务19还有别的责任单位吗？", lambda g: "True", "others besides"),
    ("市司法局单独负责的任务有几项？", lambda g: 0, "none is a number, too"),
    ("市教委是否参与了全部任务？", lambda g: str(len(g.of("市教委")) == len(g.tasks)), "all of them"),
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(("question", "expected", "why"), CASES, ids=[case[0] for case in CASES])
def test_a_question_in_another_mouth(engine: Engine, table: Table, question: str, expected: Expected, why: str) -> None:
    gold = expected(table)
    wanted = sorted(gold) if isinstance(gold, set) else gold if isinstance(gold, list) else [str(gold)]
    answer = ask(engine, question)
    got = [value.value for value in answer.values]
    assert [str(g) for g in got] == wanted or _right(answer, wanted, ()), (
        f"{why}: {got} for {wanted}; {answer.interpretation}"
    )


FIGURES = (
    (
        "要认证的产教融合型企业与要在海外建成的鲁班工坊，哪个的目标数量大，各是多少？",
        ["产教融合型企业", "100家以上", "20个"],
    ),
    ("鲁班工坊与产教融合型企业，目标数少的是哪个？", ["鲁班工坊"]),
)


@pytest.mark.parametrize(("question", "values"), FIGURES)
def test_two_targets_side_by_side(engine: Engine, question: str, values: list[str]) -> None:
    assert [v.value for v in ask(engine, question).values] == values


def test_a_unit_the_document_does_not_name(engine: Engine) -> None:
    answer = ask(engine, "市交通运输委负责哪些任务？")
    assert answer.status == "unanswerable"
    assert "市交通运输委" in answer.answer
