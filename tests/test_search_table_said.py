"""Questions over the table of tasks as different people would put them; the answers are counted without SPARQL."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.evaluate import _right
from search.index import Engine
from tests.test_search_table import Expected, Table, Task, clauses, fewest, labels, most, per, sections, table

__all__ = ["table"]


def _without(*units: str) -> Expected:
    """The tasks with none of the units."""
    return lambda g: g.labels(lambda t: not set(units) & set(t.units))


def _any(*units: str) -> Expected:
    return lambda g: g.labels(lambda t: bool(set(units) & set(t.units)))


def _one(*units: str) -> Expected:
    """The tasks with one of the units and no more."""
    return lambda g: g.labels(lambda t: len(set(units) & set(t.units)) == 1)


def _only(*units: str) -> Expected:
    return lambda g: g.labels(lambda t: set(t.units) == set(units))


def _first(unit: str) -> Expected:
    return lambda g: g.labels(lambda t: t.units[:1] == (unit,))


def _of(*units: str) -> Expected:
    return lambda g: labels(g.of(*units))


def _number(expected: Expected) -> Expected:
    return lambda g: len(list(expected(g)))  # type: ignore[arg-type]


def _more(a: str, b: str, *, fewer: bool = False, told: bool = True) -> Expected:
    """Which of two units has more (fewer) tasks, its number first."""

    def expected(g: Table) -> list[str]:
        x, y = (g.number_of()[u] for u in (a, b))
        if x == y:
            return [f"一样多，各{x}项"]
        better = (x > y) != fewer
        numbers = (x, y) if better else (y, x)
        return [a if better else b, *([f"{numbers[0]}项对{numbers[1]}项"] if told else [])]

    return expected


def _partners(g: Table, unit: str) -> set[str]:
    return {u for t in g.of(unit) for u in t.units} - {unit}


def _holds(g: Table, keep: str, has: str) -> str:
    return "是" if all(has in t.units for t in g.of(keep)) else "否"


def _firsts(g: Table) -> set[str]:
    return {t.units[0] for t in g.tasks if t.units}


def _in_all(g: Table, place: str, unit: str) -> list[Task]:
    return [t for t in g.at(place) if unit not in t.units]


CASES: tuple[tuple[str, Expected, str], ...] = (
    # ---- units told by what they govern
    ("管外事的那个办一共摊上几项任务？", _number(_of("市外办")), "那个 between matter and head"),
    ("分管国有资产的委出现在哪些任务里？", _of("市国资委"), "the matter in full, the unit in short"),
    ("管规划的局和管金融的局在哪一项任务里碰头？", _of("市规划资源局", "市金融局"), "two units, each with its head"),
    ("管国资的和管市场的两个委，至少有一家参与的任务是哪几项？", _any("市国资委", "市市场监管委"), "one head for two matters"),
    ("管钱袋子的局和管编制的编办同在一项任务里出现过吗？", lambda g: "否", "an everyday word for what is governed"),
    ("管网信的办和管外事的办谁摊到的任务多？", _more("市网信办", "市外办", told=False), "compared"),
    ("管工会的单位和管宣传的部门，哪家参与的任务更多，分别几项？", _more("市总工会", "市委宣传部"), "heads that fit any unit"),
    ("主管金融的局和主管税收的局，各参与几项任务？", lambda g: ["1项", "1项"], "主管"),
    # ---- without
    ("通篇看附件2，有哪些任务压根没出现市教委？", _without("市教委"), "words of the asker that no document has"),
    ("把附件2从头翻到尾，市教委没掺和的任务能数出几项？", _number(_without("市教委")), "more of them"),
    ("哪几项任务的责任单位栏里不见市教委的踪影？", _without("市教委"), "不见…的踪影"),
    ("根本找不到市教委名字的任务共有几项？", _number(_without("市教委")), "找不到"),
    ("哪些任务跟市教委不沾边？", _without("市教委"), "不沾边"),
    ("市教委、市人社局双双缺席的任务有哪些？", _without("市教委", "市人社局"), "双双缺席"),
    ("第一部分的任务里，哪几项没见着各区人民政府？", lambda g: labels(_in_all(g, "第一部分", "各区人民政府")), "没见着"),
    ("没带上市财政局、却带了市人社局的任务有几项？", lambda g: len([t for t in g.of("市人社局") if "市财政局" not in t.units]), "one without, one with"),
    ("各区政府掺和的任务里，哪项不带市教委？", lambda g: labels(t for t in g.of("各区人民政府") if "市教委" not in t.units), "各区政府 for 各区人民政府"),
    ("责任单位不止一家、但不含市教委的任务有哪些？", lambda g: g.labels(lambda t: len(t.units) > 1 and "市教委" not in t.units), "不止, 不含"),
    ("哪一项任务没写责任单位？", _only(), "without any unit"),
    ("有没有任务连一个责任单位都没写明？是哪项？", lambda g: ["是", *g.labels(lambda t: not t.units)], "连一个…都没"),
    ("列第一的单位不是市教委的任务一共有多少项？", lambda g: len(g.tasks) - len(list(_first("市教委")(g))), "first, if any, is another"),  # type: ignore[arg-type]
    ("从未排在第一位的责任单位有几家？", lambda g: len(set(g.number_of()) - _firsts(g)), "units never first"),
    ("市财政局在哪几个部分没有任务？", lambda g: [s for s in sections(g.tasks) if s not in sections(g.of("市财政局"))], "sections without, the unit first"),
    # ---- one of two, any of them, nobody else
    ("市总工会与市委宣传部恰有一家参与的任务是哪一项？", _one("市总工会", "市委宣传部"), "恰有一家"),
    ("市科技局和市工业和信息化局里只有一家参与的任务有哪些？", _one("市科技局", "市工业和信息化局"), "里只有一家"),
    ("市国资委与市市场监管委只占其一的任务是哪些？", _one("市国资委", "市市场监管委"), "只占其一"),
    ("市国资委或市市场监管委，只要有一家在列就算，一共几项任务？", _number(_any("市国资委", "市市场监管委")), "只要有一家"),
    ("要么有市外办、要么有市社科联的任务一共几项？", _number(_any("市外办", "市社科联")), "要么…要么"),
    ("市总工会、市委宣传部、市文化和旅游局三家当中任意一家参与的任务共几项？", _number(_any("市总工会", "市委宣传部", "市文化和旅游局")), "任意一家"),
    ("附件2里单枪匹马由市教委一家扛的任务共有多少项？", _number(_only("市教委")), "another word for alone"),
    ("市教委以外只有一家单位搭档的任务有几项？", lambda g: len([t for t in g.of("市教委") if len(t.units) == 2]), "one besides"),
    ("由两家单位负责的任务中，有几项是市教委和市人社局搭的班子？", _number(_only("市教委", "市人社局")), "搭的班子"),
    ("市外办和市财政局两家中，只有前一家参与的任务是哪些？", lambda g: labels(t for t in g.of("市外办") if "市财政局" not in t.units), "只有前一家"),
    ("市财政局和市外办，后者参与而前者没有参与的任务有哪些？", lambda g: labels(t for t in g.of("市外办") if "市财政局" not in t.units), "后者, 前者"),
    ("单位栏里印着“市外办”三个字的是哪几项任务？", _of("市外办"), "印着"),
    # ---- of the tasks said first, all are as said then
    ("凡是由市发展改革委打头的任务，是不是每项都带上了市人社局？", lambda g: "是", "first-named, then all with"),
    ("由市人社局打头的任务是不是每项都带着市教委？", lambda g: "否", "without a comma"),
    ("凡是市教委没参与的任务，是不是都没有市财政局？", lambda g: "是", "none without is with"),
    ("凡有市委宣传部的任务，是否必有市总工会？", lambda g: _holds(g, "市委宣传部", "市总工会"), "必有"),
    ("市委教育工委每次出现时都有市教委陪着吗？", lambda g: _holds(g, "市委教育工委", "市教委"), "每次…都"),
    ("只要市外办出现，市教委就一定在场，这话对不对？", lambda g: _holds(g, "市外办", "市教委"), "只要…就一定"),
    ("市外办出现的任务，责任单位都不超过三家吗？", lambda g: "是", "a number as what holds; 不超过 is no 超过"),
    ("市教委是不是出现在全部任务里？", lambda g: "否", "在全部任务里"),
    ("任务7是不是全表责任单位最多的一项？", lambda g: "是", "whether one is the most"),
    ("只有一家责任单位的任务里，有没有不是市教委的？", lambda g: "否", "an exception that is not there"),
    ("市司法局和市税务局有没有在同一项任务里出现？", lambda g: "否", "同一项任务 is no number"),
    # ---- comparisons
    ("市发展改革委和市人社局哪个更忙，各多少项任务？", _more("市发展改革委", "市人社局"), "各多少 is no 少"),
    ("按参与任务的项数论，市科技局跟市委教育工委哪家更清闲？各几项？", _more("市科技局", "市委教育工委", fewer=True), "清闲"),
    ("市财政局、市发展改革委这两家谁出现得更频繁？", _more("市财政局", "市发展改革委"), "频繁"),
    ("市委宣传部、市总工会，出现次数更少的是哪家，分别是几项？", _more("市委宣传部", "市总工会", fewer=True), "更少的是哪家 is no difference"),
    ("第一部分和第六部分的任务谁多谁少，分别几项？", lambda g: ["第六部分", "12项对9项"], "谁多谁少"),
    ("第（一）条讲办学特色，第（十二）条讲国际交流，哪条在附件2里分出的任务更多？分别几项？", lambda g: ["第（一）条", "3项对1项"], "what a number is about, said again"),
    ("市财政局和各区人民政府同框的任务有多少？", _number(_of("市财政局", "各区人民政府")), "多少 at the end compares nothing"),
    # ---- two provisions told in turn, provisions in other words
    ("任务4跟任务5的责任单位几乎一样，各自独有的那家分别是谁？", lambda g: g.units("任务4") ^ g.units("任务5"), "几乎一样"),
    ("一项任务讲学分银行落地，另一项讲完全学分制，两项责任单位差在哪几家？", lambda g: g.units("任务24") ^ g.units("任务25"), "一项…，另一项"),
    ("一项是推广现代学徒制，一项是调整学费标准，两项任务都有的责任单位是哪些？", lambda g: g.units("任务8") & g.units("任务9"), "一项…，一项"),
    ("一项任务是建设鲁班工坊研究与推广中心，另一项是海外建成20个鲁班工坊，后者比前者多了哪家单位？", lambda g: g.units("任务29") - g.units("任务30"), "the latter against the former"),
    ("讲老师课本的那一条（三教改革、活页教材、双语教材），落到任务清单上有几项？", lambda g: len(g.at("第（十八）条")), "a bracket behind the noun"),
    ("职校老师去厂里锻炼那项任务归谁管？", lambda g: g.units("任务41"), "a task in everyday words"),
    ("讲社会力量办学的第（二）条，在附件2里被掰成几项任务？", lambda g: len(g.at("第（二）条")), "words before the number"),
    ("任务26和任务27两项的责任单位是不是一家不差？", lambda g: "是", "不差"),
    ("任务26跟任务27的责任单位，除了排列次序不同，是一样的吗？", lambda g: "是", "only the order differs"),
    ("任务10与任务16，责任单位有几家是相同的？", lambda g: len(g.units("任务10") & g.units("任务16")), "how many are the same"),
    # ---- numbers, first and last, partners
    ("责任单位最少也有七家的任务是哪几项？", lambda g: g.labels(lambda t: len(t.units) >= 7), "最少也有 is a bound"),
    ("责任单位在三家到五家之间的任务有几项？", lambda g: len(g.labels(lambda t: 3 <= len(t.units) <= 5)), "a range"),
    ("市人社局参与、且责任单位总数不超过三家的任务有哪些？", lambda g: labels(t for t in g.of("市人社局") if len(t.units) <= 3), "不超过"),
    ("有哪几家单位在整张表里只露过一面？", lambda g: [u for u, n in g.number_of().items() if n == 1], "一面"),
    ("任务最多的三个部分是哪些？", lambda g: [s for s, _ in per(g.tasks, lambda t: t.section).most_common(3)], "哪些 of the number before it"),
    ("除了市教委，哪家单位打头的任务最多？", lambda g: most(Counter(t.units[0] for t in g.tasks if t.units and t.units[0] != "市教委")), "most often first"),
    ("一共有多少家不同的单位在清单里打过头？", lambda g: len(_firsts(g)), "打过头"),
    ("任务2里列首位的是谁，共几家单位？", lambda g: ["市财政局", f"{len(g.units('任务2'))}家"], "the number is of all"),
    ("列在末位的单位是各区人民政府的任务有几项？", lambda g: len([t for t in g.tasks if t.units[-1:] == ("各区人民政府",)]), "last in the cell"),
    ("与市外办搭过班子的单位有哪几家？", lambda g: _partners(g, "市外办"), "搭过班子"),
    ("市网信办与哪些单位从来没有同列一项任务？", lambda g: set(g.number_of()) - _partners(g, "市网信办") - {"市网信办"}, "never together"),
    ("从没跟市教委同框过的单位有哪些？", lambda g: set(g.number_of()) - _partners(g, "市教委") - {"市教委"}, "never together, without a number"),
    ("市科技局参与的那几项任务分属哪几条？", lambda g: clauses(g.of("市科技局")), "那几项 is not asked"),
    ("市社科联参与过几项任务，都在哪几条里？", lambda g: [f"{len(g.of('市社科联'))}项", *clauses(g.of("市社科联"))], "几项 is asked"),
    ("每一部分都有任务的单位是哪家？", lambda g: [u for u in g.number_of() if all(u in g.units(s) for s in sections(g.tasks))], "in every section"),
    ("第几条只有市教委一家责任单位？", lambda g: [c for c in clauses(g.tasks) if g.units(c) == {"市教委"}], "of the clause, not of one task"),
    ("任务1的五家单位里，哪家参与的任务最少？", lambda g: fewest(Counter({u: g.number_of()[u] for u in g.units("任务1")})), "五家 is no condition"),
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(("question", "expected", "why"), CASES, ids=[case[0] for case in CASES])
def test_a_question_in_other_words(engine: Engine, table: Table, question: str, expected: Expected, why: str) -> None:
    gold = expected(table)
    wanted = sorted(gold) if isinstance(gold, set) else gold if isinstance(gold, list) else [str(gold)]
    answer = ask(engine, question)
    got = [value.value for value in answer.values]
    assert _right(answer, wanted, ()), f"{why}: {got} for {wanted}; read as {answer.interpretation}"
