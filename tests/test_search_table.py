"""Questions over the table of tasks and units, each in another's words; the answers are counted here, without SPARQL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.sets import PREFIX
from search.evaluate import _right
from search.index import Engine


@dataclass(frozen=True)
class Task:
    """A row of the table."""

    label: str
    clause: str
    section: str
    units: tuple[str, ...]
    text: str

    @property
    def number(self) -> int:
        return int(re.sub(r"\D", "", self.label))


@dataclass(frozen=True)
class Table:
    """All rows, with the sets that questions are about."""

    tasks: tuple[Task, ...]

    def labels(self, keep: Callable[[Task], bool]) -> list[str]:
        return [t.label for t in self.tasks if keep(t)]

    def of(self, *units: str) -> list[Task]:
        return [t for t in self.tasks if set(units) <= set(t.units)]

    def at(self, place: str) -> list[Task]:
        return [t for t in self.tasks if place in (t.clause, t.section, t.label)]

    def units(self, *places: str) -> set[str]:
        return {u for place in places for t in self.at(place) for u in t.units}

    def number_of(self) -> Counter[str]:
        return Counter(u for t in self.tasks for u in t.units)


def clauses(tasks: Iterable[Task]) -> list[str]:
    return list(dict.fromkeys(t.clause for t in tasks))


def sections(tasks: Iterable[Task]) -> list[str]:
    return list(dict.fromkeys(t.section for t in tasks))


def labels(tasks: Iterable[Task]) -> list[str]:
    return [t.label for t in tasks]


def most(counts: Counter[str], rank: int = 1) -> list[str]:
    value = sorted(set(counts.values()), reverse=True)[rank - 1]
    return [name for name, n in counts.items() if n == value]


def fewest(counts: Counter[str]) -> list[str]:
    return [name for name, n in counts.items() if n == min(counts.values())]


def per(tasks: Iterable[Task], what: Callable[[Task], str]) -> Counter[str]:
    return Counter(what(t) for t in tasks)


def units_per(table: Table, place: Callable[[Task], str]) -> Counter[str]:
    return Counter({p: len(table.units(p)) for p in {place(t) for t in table.tasks}})


def compare(table: Table, a: str, b: str, keep: Callable[[Task, str], bool]) -> list[str]:
    """The one with more of the tasks to keep, with both numbers."""
    x, y = (len([t for t in table.tasks if keep(t, u)]) for u in (a, b))
    return [a if x > y else b, f"{max(x, y)}次对{min(x, y)}次"]


def more_units(table: Table, a: str, b: str) -> str:
    return f"{len(table.units(a))}个对{len(table.units(b))}个"


def follower(table: Table, task: str, unit: str) -> str:
    """The unit right behind another in the cell of a task."""
    units = table.at(task)[0].units
    return units[units.index(unit) + 1]


Expected = Callable[[Table], "list[str] | set[str] | str | int"]
CASES: tuple[tuple[str, Expected, str], ...] = (
    # ---- tasks under conditions on units
    ("市委宣传部在任务清单里一共露面几次？", lambda g: len(g.of("市委宣传部")), "another verb for taking part"),
    ("责任单位恰好就是市教委和市人社局、再没有第三家的任务有哪几项？", lambda g: g.labels(lambda t: set(t.units) == {"市教委", "市人社局"}), "exactly these two"),
    ("只由市委教育工委和市教委两家负责的任务有几项？", lambda g: len(g.labels(lambda t: set(t.units) == {"市委教育工委", "市教委"})), "exactly, as a number"),
    ("哪些任务没有写市教委？", lambda g: g.labels(lambda t: "市教委" not in t.units), "without, and nothing else"),
    ("市财政局有份、市教委和市人社局也都有份的任务共有多少项？", lambda g: len(g.of("市财政局", "市教委", "市人社局")), "three units in two groups"),
    ("市人社局和市财政局都参与、但市发展改革委没有参与的任务是哪几项？", lambda g: labels(t for t in g.of("市人社局", "市财政局") if "市发展改革委" not in t.units), "all of two, without a third"),
    ("市科技局或者市社科联参与的任务总共有几项？", lambda g: len(g.labels(lambda t: {"市科技局", "市社科联"} & set(t.units))), "one at least"),
    ("市外办、市总工会两家加起来一共涉及哪些任务？", lambda g: g.labels(lambda t: {"市外办", "市总工会"} & set(t.units)), "the union, said as a sum"),
    ("既没有市教委也没有市人社局的任务有哪些？", lambda g: g.labels(lambda t: not {"市教委", "市人社局"} & set(t.units)), "neither nor"),
    ("市国资委没有参与、市发展改革委参与了的任务有多少项？", lambda g: len([t for t in g.of("市发展改革委") if "市国资委" not in t.units]), "the exclusion comes first"),
    ("把市人社局写在最前面的任务有哪几项？", lambda g: g.labels(lambda t: t.units[:1] == ("市人社局",)), "written first"),
    ("有几项任务是市教委打头的？", lambda g: len(g.labels(lambda t: t.units[:1] == ("市教委",))), "written first, as a number"),
    ("责任单位达到七家以上的任务有哪些？", lambda g: g.labels(lambda t: len(t.units) >= 7), "a lower bound"),
    ("需要五家单位一起负责的任务有哪几项？", lambda g: g.labels(lambda t: len(t.units) == 5), "an exact number without 只"),
    ("责任单位超过六家的任务总共几项？", lambda g: len(g.labels(lambda t: len(t.units) > 6)), "a strict bound, as a number"),
    ("由三家单位共同承担的任务一共有多少项？", lambda g: len(g.labels(lambda t: len(t.units) == 3)), "a number of units beside 共同"),
    ("第一部分里责任单位不少于七家的任务是任务几？", lambda g: labels(t for t in g.at("第一部分") if len(t.units) >= 7), "任务几 asks for members"),
    ("第六部分的任务里，市人社局参与了几项？", lambda g: len([t for t in g.at("第六部分") if "市人社局" in t.units]), "a place, then a unit"),
    ("第二部分中没有市教委的是哪一项任务？", lambda g: labels(t for t in g.at("第二部分") if "市教委" not in t.units), "a place, without a unit"),
    ("第（四）条到第（六）条一共拆成了多少项任务？", lambda g: len([t for t in g.tasks if t.clause in ("第（四）条", "第（五）条", "第（六）条")]), "a range of clauses"),
    ("任务10到任务20里，有市财政局参与的是哪几项？", lambda g: labels(t for t in g.of("市财政局") if 10 <= t.number <= 20), "a range of tasks"),
    ("名字里带“银”字的责任单位出现在哪项任务里？", lambda g: g.labels(lambda t: any("银" in u for u in t.units)), "units by a word in their names"),
    ("市教委独自承担、没有别的单位参与的任务有哪几项？", lambda g: g.labels(lambda t: t.units == ("市教委",)), "alone, in two ways at once"),
    ("只写了一家单位的任务，加起来一共几项？", lambda g: len(g.labels(lambda t: len(t.units) == 1)), "a number of units behind 只"),
    # ---- units under conditions
    ("只参与了一项任务的责任单位共有几家？", lambda g: len([u for u, n in g.number_of().items() if n == 1]), "units by the number of their tasks"),
    ("正好参与三项任务的单位有哪几家？", lambda g: [u for u, n in g.number_of().items() if n == 3], "units with exactly three"),
    ("哪些单位参与的任务在10项以上？", lambda g: [u for u, n in g.number_of().items() if n >= 10], "units with a lower bound"),
    ("有哪几家单位只在第四部分出现、别的部分都没有？", lambda g: {u for u in g.units("第四部分") if u not in g.units(*({t.section for t in g.tasks} - {"第四部分"}))}, "nowhere else"),
    ("仅见于第（三）条的责任单位是哪几家？", lambda g: {u for u in g.units("第（三）条") if u not in g.units(*({t.clause for t in g.tasks} - {"第（三）条"}))}, "nowhere but in a clause"),
    ("任务4的责任单位中，哪几家是任务5没有的？", lambda g: g.units("任务4") - g.units("任务5"), "the difference of two tasks"),
    ("任务2比任务1多出了哪几家单位？", lambda g: g.units("任务2") - g.units("任务1"), "the difference as a comparison"),
    ("任务12有、任务11却没有的责任单位是谁？", lambda g: g.units("任务12") - g.units("任务11"), "the difference in the shortest words"),
    ("任务4和任务5的责任单位有什么不同，差在哪几家？", lambda g: g.units("任务4") ^ g.units("任务5"), "the symmetric difference"),
    ("第（三）条和第（四）条都涉及的责任单位有哪些？", lambda g: g.units("第（三）条") & g.units("第（四）条"), "the intersection of two clauses"),
    ("第一部分和第三部分共有的责任单位是哪几家？", lambda g: g.units("第一部分") & g.units("第三部分"), "the intersection of two sections"),
    ("第（十三）条与第（十四）条合在一起牵涉多少家单位？", lambda g: len(g.units("第（十三）条", "第（十四）条")), "the union, as a number"),
    ("跟市社科联一起出现过的单位有哪些？", lambda g: {u for t in g.of("市社科联") for u in t.units} - {"市社科联"}, "those beside a unit"),
    ("市文化和旅游局参与的那项任务，还有哪几家单位？", lambda g: {u for t in g.of("市文化和旅游局") for u in t.units} - {"市文化和旅游局"}, "the others of its task"),
    ("第（十七）条里每项任务都离不开的单位是哪家？", lambda g: set.intersection(*(set(t.units) for t in g.at("第（十七）条"))), "in every task of a clause"),
    ("任务5、任务6、任务7三项任务都有的责任单位是哪几家？", lambda g: g.units("任务5") & g.units("任务6") & g.units("任务7"), "in each of three tasks"),
    ("以“市委”打头的责任单位总共有几家？", lambda g: len({u for u in g.number_of() if u.startswith("市委")}), "units by the beginning of their names"),
    ("第三部分除了市教委，还牵涉哪些单位？", lambda g: g.units("第三部分") - {"市教委"}, "others than the one named"),
    ("任务7的10家责任单位里，去掉市教委还剩哪几家？", lambda g: g.units("任务7") - {"市教委"}, "a number that only describes"),
    # ---- clauses and sections
    ("市科技局参与的任务分布在哪几个部分？", lambda g: sections(g.of("市科技局")), "sections of the tasks of a unit"),
    ("市网信办参与的任务在正文中是第几条？", lambda g: clauses(g.of("市网信办")), "clauses of the tasks of a unit"),
    ("哪些条一项市教委的任务都没有？", lambda g: [c for c in clauses(g.tasks) if not any("市教委" in t.units for t in g.at(c))], "clauses without a unit"),
    ("拆成三项任务的条款有多少条？", lambda g: len([c for c, n in per(g.tasks, lambda t: t.clause).items() if n == 3]), "clauses by the number of tasks"),
    ("恰好对应四项任务的是哪一条？", lambda g: [c for c, n in per(g.tasks, lambda t: t.clause).items() if n == 4], "a clause by the number of its tasks"),
    ("哪几条的任务全都只由市教委一家负责？", lambda g: [c for c in clauses(g.tasks) if all(t.units == ("市教委",) for t in g.at(c))], "every task of the clause alike"),
    ("市委教育工委参与的任务属于哪几条？", lambda g: clauses(g.of("市委教育工委")), "clauses, not pairs"),
    ("市总工会参与哪几项任务，各在正文哪一条？", lambda g: [f"{t.label}：{t.clause}" for t in g.of("市总工会")], "each task with its clause"),
    ("任务33出自正文哪一条、哪个部分？", lambda g: [g.at("任务33")[0].clause, g.at("任务33")[0].section], "two sorts of place for a task"),
    ("责任单位只有一家的任务分布在哪几个部分？", lambda g: sections(t for t in g.tasks if len(t.units) == 1), "sections by the size of tasks"),
    ("由各区人民政府参与的任务最多的是哪个部分，有几项？", lambda g: [*most(per(g.of("各区人民政府"), lambda t: t.section)), f"{max(per(g.of('各区人民政府'), lambda t: t.section).values())}项"], "the most of a unit's tasks"),
    # ---- the most and the fewest
    ("涉及责任单位最多的是哪一条，共多少家？", lambda g: [*most(units_per(g, lambda t: t.clause)), f"{max(units_per(g, lambda t: t.clause).values())}家"], "clauses by their units"),
    ("七个部分里，哪一部分牵涉的单位最少？", lambda g: fewest(units_per(g, lambda t: t.section)), "sections by their units"),
    ("除市教委以外，哪家单位承担的任务最多？", lambda g: most(Counter({u: n for u, n in g.number_of().items() if u != "市教委"})), "one unit left out"),
    ("参与任务数排第三多的责任单位是谁？", lambda g: most(g.number_of(), 3), "the third, with all that share the place"),
    ("第四部分里哪项任务的责任单位最多？", lambda g: most(Counter({t.label: len(t.units) for t in g.at("第四部分")})), "the most within a section"),
    ("市外办参与的任务里，责任单位最多的是哪一项？", lambda g: most(Counter({t.label: len(t.units) for t in g.of("市外办")})), "the most among a unit's tasks"),
    ("责任单位最多的那项任务属于哪一条？", lambda g: [t.clause for t in g.tasks if t.label in most(Counter({x.label: len(x.units) for x in g.tasks}))], "a step behind the most"),
    ("任务最多的那一条一共涉及哪些责任单位？", lambda g: g.units(*most(per(g.tasks, lambda t: t.clause))), "units of the clause with the most"),
    ("跟市教委搭档次数最多的是哪家单位？", lambda g: most(Counter(u for t in g.of("市教委") for u in t.units if u != "市教委")), "the most beside a unit"),
    ("市税务局、市外办和市科技局三家，谁参与的任务最少？", lambda g: fewest(Counter({u: g.number_of()[u] for u in ("市税务局", "市外办", "市科技局")})), "the fewest of three named"),
    # ---- comparing
    ("市财政局跟市发展改革委比，谁负责的任务多？", lambda g: f"一样多，各{g.number_of()['市财政局']}项", "equally many"),
    ("市人社局参与的任务比市财政局多几项？", lambda g: g.number_of()["市人社局"] - g.number_of()["市财政局"], "by how many"),
    ("市社科联和市网信办相比，哪家的任务少？", lambda g: f"一样多，各{g.number_of()['市社科联']}项", "fewer, where equal"),
    ("第（五）条和第（十七）条，哪一条拆出的任务多？", lambda g: ["第（十七）条", "5项对4项"], "clauses by tasks"),
    ("任务5与任务8相比，哪项任务的责任单位更多？", lambda g: ["任务5", "7个对5个"], "tasks by units"),
    ("市科技局和市社科联各参与几项任务？", lambda g: [f"{g.number_of()['市科技局']}项", f"{g.number_of()['市社科联']}项"], "a number for each"),
    # ---- yes or no
    ("第（二）条的三项任务是不是都有各区人民政府参与？", lambda g: "是" if all("各区人民政府" in t.units for t in g.at("第（二）条")) else "否", "for all"),
    ("第（十一）条的任务是否每一项都有市外办？", lambda g: "是" if all("市外办" in t.units for t in g.at("第（十一）条")) else "否", "for all, with an exception"),
    ("市司法局是不是只参与了第一部分的任务？", lambda g: "是", "nowhere else"),
    ("市科技局参与的任务比市外办多吗？", lambda g: "否", "a comparison that does not hold"),
    ("任务49和任务50的责任单位一样吗？", lambda g: "是", "the same units"),
    ("任务29的责任单位里有市财政局吗？", lambda g: "是", "a unit in a task"),
    # ---- what tasks say, support items
    ("提到“一带一路”的任务一共有几项？", lambda g: len(g.labels(lambda t: "一带一路" in t.text)), "words that tasks hold"),
    ("提到京津冀的任务涉及哪些责任单位？", lambda g: {u for t in g.tasks if "京津冀" in t.text for u in t.units}, "units of tasks that say it"),
    ("提到鲁班工坊而市外办没有参与的任务有哪些？", lambda g: g.labels(lambda t: "鲁班工坊" in t.text and "市外办" not in t.units), "words, without a unit"),
    ("附件1第1项支持政策对应的那一条一共拆成几项任务？", lambda g: len(g.at("第（二）条")), "from support item to clause to tasks"),
    ("附件1第6项支持政策对应正文哪一条？", lambda g: "第（十八）条", "the clause of a support item"),
    ("六项支持政策所对应的任务里，有市外办参与的是附件1第几项？", lambda g: ["附件1第4项", "附件1第5项"], "support items by a unit of their tasks"),
    # ---- steps, and two questions in one
    ("负责任务48的单位一共参与了多少项任务？", lambda g: len(g.of("市教委")), "from a task to its unit to all its tasks"),
    ("任务11的三家责任单位中，哪家参与的任务最少？", lambda g: fewest(Counter({u: g.number_of()[u] for u in g.units("任务11")})), "the fewest in the whole table, among the units of one task"),
    ("第二部分有几项任务，其中市人社局参与了几项？", lambda g: [f"{len(g.at('第二部分'))}项", f"{len([t for t in g.at('第二部分') if '市人社局' in t.units])}项"], "the second number is of the first set"),
    ("市人社局参与的任务里有几项没有市教委？是哪项？", lambda g: [f"{len([t for t in g.of('市人社局') if '市教委' not in t.units])}项", *labels(t for t in g.of("市人社局") if "市教委" not in t.units)], "the number and the members"),
    ("任务数最多的部分比任务数最少的部分多几项？", lambda g: max(per(g.tasks, lambda t: t.section).values()) - min(per(g.tasks, lambda t: t.section).values()), "the most less the fewest"),
    ("附件1第1项支持政策对应的任务，比附件1第4项对应的任务多几家责任单位？", lambda g: len(g.units("任务5")) - len(g.units("任务32")), "two support items compared by the units of their tasks"),
    ("现代学徒制那项任务涉及几家单位？", lambda g: len(g.units("任务8")), "a task by its matter"),
    ("学分银行那项任务和完全学分制那项任务，共同的责任单位有哪些？", lambda g: g.units("任务24") & g.units("任务25"), "two tasks by their matter"),
    ("是不是所有任务都有市教委参与？如果不是，哪几项没有？", lambda g: ["否", *g.labels(lambda t: "市教委" not in t.units)], "no, and the exceptions"),
    ("市财政局是否参与了第六部分的任务？是哪一项？", lambda g: ["是", *labels(t for t in g.at("第六部分") if "市财政局" in t.units)], "yes, and the one"),
    ("市委宣传部参与的任务，市总工会是不是也都参与了？", lambda g: "否", "whether one unit's tasks are all the other's"),
    ("任务37、38、49、50的责任单位是否完全相同？", lambda g: "是", "the same units in four tasks"),
    ("第五部分的责任单位里，哪几家在第六部分也有任务？", lambda g: g.units("第五部分") & g.units("第六部分"), "the intersection, said with 也"),
    ("除市教委以外，还有哪些单位在责任单位栏里排过第一？", lambda g: {t.units[0] for t in g.tasks if t.units} - {"市教委"}, "first in any task"),
    ("财政局排首位的任务是哪几项？", lambda g: g.labels(lambda t: t.units[:1] == ("市财政局",)), "a unit without its place"),
    ("整张清单里，市教委没有排在第一位但参与了的任务有几项？", lambda g: len([t for t in g.of("市教委") if t.units[0] != "市教委"]), "takes part, but not first"),
    ("有哪些任务除了市教委之外只有一家别的责任单位？", lambda g: labels(t for t in g.of("市教委") if len(t.units) == 2), "one more than the unit named"),
    ("任务6和任务4的责任单位相比少了谁？", lambda g: g.units("任务4") - g.units("任务6"), "what the first lacks"),
    ("市教委没参与的三项任务，责任单位分别是谁？", lambda g: {u for t in g.tasks if "市教委" not in t.units for u in t.units}, "units of tasks without a unit"),
    ("市科技局参与的任务当中，哪一项不在第二部分？", lambda g: labels(t for t in g.of("市科技局") if t.section != "第二部分"), "not in a section"),
    ("只出现过一次的责任单位有多少家？", lambda g: len([u for u, n in g.number_of().items() if n == 1]), "once, as times"),
    ("集合性的责任单位有哪些？", lambda g: {"各区人民政府", "各有关部门", "有关行业主管部门"}, "bodies that stand for many"),
    ("以“局”结尾的责任单位一共几家？", lambda g: len({u for u in g.number_of() if u.endswith("局")}), "units by the end of their names"),
    ("正文第六部分包括哪几条，共拆成多少项任务？", lambda g: [*clauses(g.at("第六部分")), f"{len(g.at('第六部分'))}项"], "the clauses, and how many tasks"),
    ("任务4涉及的责任单位比任务6多哪几家？", lambda g: g.units("任务4") - g.units("任务6"), "a difference that begins like a comparison"),
    # ---- the table before persons, names beside numbers
    ("市财政局和市人社局，谁担任责任单位的任务多？", lambda g: "市人社局", "to hold a place in the table is no office of a person"),
    ("市科技局与市外办比，谁出任责任单位的次数少？", lambda g: f"一样多，各{g.number_of()['市科技局']}项", "another verb that persons take"),
    ("谁做的任务最多？", lambda g: most(g.number_of()), "tasks are done by units"),
    ("任务11的责任单位名单里有哪几家？", lambda g: g.units("任务11"), "a list of units is the table"),
    ("典范（第一部分）跟强基样板（第六部分）比，哪个部分的任务多？", lambda g: ["第六部分", "12项对9项"], "names of sections with their numbers in brackets"),
    ("产业高端（第二部分）与国际化标准模式（第十一条）分别拆成几项任务？", lambda g: [f"{len(g.at('第二部分'))}项", f"{len(g.at('第（十一）条'))}项"], "names of two sorts of provisions"),
    ("第三部分“终身学习样板”和第七部分“世界一流职业教育”，哪一部分分出的任务更少？", lambda g: ["第七部分", "4项对7项"], "names behind the numbers"),
    ("第（九）条推进做实学分银行和第（十）条厚植城市工匠文化氛围，哪一条落到的责任单位更多？", lambda g: ["第（十）条", more_units(g, "第（十）条", "第（九）条")], "titles behind the numbers without marks"),
    ("正文二十条中，哪条分解成的任务最多，是几项？", lambda g: [*most(per(g.tasks, lambda t: t.clause)), "5项"], "the size of the whole is no condition"),
    ("七个部分当中哪个部分分解的任务最少，分了几项？", lambda g: [*fewest(per(g.tasks, lambda t: t.section)), f"{min(per(g.tasks, lambda t: t.section).values())}项"], "sections, the number besides"),
    ("二十条措施里拆出任务最多的是第几条？", lambda g: most(per(g.tasks, lambda t: t.clause)), "拆出 before the noun"),
    ("52项任务里，哪一项的责任单位数最多，有几家？", lambda g: ["任务7", "10家"], "the number of all tasks is no condition"),
    # ---- which of two has more, of a kind of place in the cell
    ("排在责任单位第一位的次数，市教委多还是市发展改革委多？", lambda g: ["市教委"], "first listed, two units, 还是"),
    ("论在责任单位栏里打头的次数，市人社局和市财政局谁多，各几次？", lambda g: compare(g, "市人社局", "市财政局", lambda t, u: t.units[:1] == (u,)), "first listed, 谁多"),
    ("市人社局和市司法局谁被列在首位的任务多？", lambda g: ["市人社局"], "first listed, of tasks"),
    ("市教委多还是市人社局多，参与的任务各几项？", lambda g: ["市教委", "49项对22项"], "the choice comes first"),
    ("参与的任务是市总工会多还是市委宣传部多？", lambda g: ["市委宣传部"], "是…还是 as a choice"),
    # ---- provisions by their matter
    ("打造“工匠之师”培养培训体系和推进做实学分银行和资历框架这两条，哪条的任务多？", lambda g: ["第（十六）条", "3项对2项"], "two titles with a joiner inside one"),
    ("厚植城市工匠文化氛围与培育产教融合型企业两条，哪一条涉及的责任单位更多？", lambda g: ["第（三）条", more_units(g, "第（三）条", "第（十）条")], "两条 without 这"),
    ("加强党对职业教育的全面领导和构建思政教育一体化育人体系这两条各拆成几项任务？", lambda g: ["2项", "2项"], "two titles, a number for each"),
    ("现代学徒制和学分银行落地这两项任务，哪一项的责任单位多？", lambda g: ["任务8", more_units(g, "任务8", "任务24")], "two tasks by their matter"),
    ("有哪几家单位整份清单只参与现代学徒制那一项？", lambda g: {u for u in g.units("任务8") if g.number_of()[u] == 1}, "那一项 points at a task"),
    ("只在认证激励产教融合型企业那一项任务里露面的单位是谁？", lambda g: {u for u in g.units("任务7") if g.number_of()[u] == 1} , "那一项任务 after 只在"),
    ("成立职业教育研究院那一项由谁负责？", lambda g: g.units("任务33"), "那一项 without 只"),
    # ---- a unit's tasks but for one
    ("各区人民政府参与的几项任务里，唯独哪项没有市教委？", lambda g: labels(t for t in g.of("各区人民政府") if "市教委" not in t.units), "the one without"),
    ("市社科联参与的几项任务当中，哪一项同时有市人社局？", lambda g: labels(t for t in g.of("市社科联", "市人社局")), "几项 is not asked"),
    ("市外办承担的几项任务中，哪几项没有市财政局？", lambda g: labels(t for t in g.of("市外办") if "市财政局" not in t.units), "几项 twice, asked once"),
    ("除了绘制专业建设与产业发展谱系图，市科技局还参与别的任务吗？", lambda g: "是", "besides a task by its matter, yes"),
    ("除现代学徒制这项任务外，市税务局还有别的任务吗？", lambda g: "否", "besides a task by its matter, no"),
    ("除了任务8，市税务局还负责其他任务吗？", lambda g: "否", "besides a task by its number"),
    ("除了动态发布企业需求信息，市科技局还承担哪些任务？", lambda g: labels(t for t in g.of("市科技局") if t.label != "任务11"), "besides a task, which others"),
    # ---- in one of two
    ("任务26和任务28的责任单位，只出现在其中一项的有哪些？", lambda g: g.units("任务26") ^ g.units("任务28"), "in one of them only"),
    ("任务8、任务9两项任务中，仅在一项里出现的单位是哪几家？", lambda g: g.units("任务8") ^ g.units("任务9"), "仅在一项里"),
    ("第（三）条和第（四）条的责任单位中，只属于其中一条的有哪些？", lambda g: g.units("第（三）条") ^ g.units("第（四）条"), "clauses, in one of them only"),
    ("任务4与任务5的责任单位差不多，区别在哪几家？", lambda g: g.units("任务4") ^ g.units("任务5"), "差不多 is no difference asked for"),
    ("和任务4相比，任务5多了谁、少了谁？", lambda g: g.units("任务4") ^ g.units("任务5"), "more and less, the other named before"),
    ("任务4和任务5比，任务5多了谁，又少了谁？", lambda g: g.units("任务4") ^ g.units("任务5"), "one of the two named twice"),
    ("对照任务26，任务28多了哪家、少了哪家单位？", lambda g: g.units("任务26") ^ g.units("任务28"), "对照 for a comparison"),
    # ---- support items
    ("成立鲁班工坊建设联盟列在教育部支持政策清单的第几项？", lambda g: ["附件1第5项"], "the place in the list of a matter"),
    ("职业教育教材研究基地在支持清单里排第几项？", lambda g: ["附件1第6项"], "支持清单 for the annex"),
    ("滨海新区引进世界知名大学合作办学，是附件1里的第几项？", lambda g: ["附件1第4项"], "附件1里的第几项"),
    ("附件1第2项对应正文哪一条，该条拆成几项任务？", lambda g: ["第（七）条", "3项"], "the clause and its tasks"),
    ("附件1第6项支持的是哪一条，那一条一共分成几项任务？", lambda g: ["第（十八）条", "2项"], "那一条 points back"),
    ("第（四）条、第（五）条和第（六）条各拆成几项任务？", lambda g: ["3项", "4项", "2项"], "a number for each clause"),
    ("第（十五）条到第（十七）条分别分解出几项任务？", lambda g: ["2项", "3项", "5项"], "a number for each of a range"),
    # ---- places in the cell, equal numbers
    ("任务7的责任单位里，紧跟在市财政局后面的是哪家？", lambda g: [follower(g, "任务7", "市财政局")], "the next in the cell"),
    ("任务1中排在市财政局后面一位的单位是谁？", lambda g: [follower(g, "任务1", "市财政局")], "后面一位"),
    ("任务10的责任单位中，排在市发展改革委后面的有哪几家？", lambda g: set(g.at("任务10")[0].units[2:]), "all those behind"),
    ("任务17里列在市人社局前面的是哪些单位？", lambda g: set(g.at("任务17")[0].units[:2]), "all those before"),
    ("哪几项任务里市人社局紧跟在市教委后面？", lambda g: g.labels(lambda t: ("市教委", "市人社局") in list(zip(t.units, t.units[1:], strict=False))), "tasks with two in a row"),
    ("市教委后面紧接着就是市外办的任务有几项？", lambda g: len(g.labels(lambda t: ("市教委", "市外办") in list(zip(t.units, t.units[1:], strict=False)))), "two in a row, as a number"),
    ("跟市财政局任务数一样多的单位是哪家？", lambda g: [u for u, n in g.number_of().items() if n == g.number_of()["市财政局"] and u != "市财政局"], "as many tasks as a unit"),
    ("与市总工会参与任务数量相同的单位有哪些？", lambda g: [u for u, n in g.number_of().items() if n == g.number_of()["市总工会"] and u != "市总工会"], "the same number"),
    ("有哪些单位的任务数和市外办一样？", lambda g: [u for u, n in g.number_of().items() if n == g.number_of()["市外办"] and u != "市外办"], "the unit behind"),
    ("和第（四）条拆出的任务一样多的还有哪几条？", lambda g: [c for c, n in per(g.tasks, lambda t: t.clause).items() if n == 3 and c != "第（四）条"], "clauses with as many tasks"),
    ("责任单位数与任务4相同的任务有哪些？", lambda g: g.labels(lambda t: len(t.units) == len(g.units("任务4")) and t.label != "任务4"), "tasks with as many units"),
    ("第（十）条的三项任务里，哪些有市总工会、哪些没有？", lambda g: ["有：任务26、任务27", "没有：任务28"], "with and without in one question"),
    ("第（十一）条的任务中哪几项有市外办，哪几项没有？", lambda g: ["有：任务29、任务30", "没有：任务31"], "with and without, 哪几项"),
    ("市教委参与的任务占全部任务的百分之多少？", lambda g: f"{round(100 * len(g.of('市教委')) / len(g.tasks), 1)}%", "a share"),
    ("平均每条拆成几项任务？", lambda g: f"{len(g.tasks) / 20:.1f}项", "a mean"),
    ("清单上分给各部分的任务，哪个部分最多，哪个部分最少？", lambda g: [*most(per(g.tasks, lambda t: t.section)), *fewest(per(g.tasks, lambda t: t.section))], "the most and the fewest"),
    ("排第一的次数，市财政局和市司法局哪个多？", lambda g: "一样多，各1项", "哪个 for 谁"),
    ("对比“做优职业教育学校体系”与“强化职业学校师资队伍建设”两条，哪一条拆出的任务更多？", lambda g: ["第（十七）条", "5项对3项"], "titles in quotes"),
    ("培育产教融合型企业这一条与推进社会力量参与办学这一条，责任单位一共相差几家？", lambda g: len(g.units("第（三）条")) - len(g.units("第（二）条")), "words of the table inside a title"),
    ("哪几家单位除了任务7之外再没有参与别的任务？", lambda g: {u for u in g.units("任务7") if g.number_of()[u] == 1}, "only there, said as an exception"),
    ("市税务局除现代学徒制以外还有别的活儿吗？", lambda g: "否", "a task by its name alone"),
    ("任务4、任务5的责任单位，各有哪家是对方没有的？", lambda g: g.units("任务4") ^ g.units("任务5"), "what the other lacks"),
    ("任务5同任务4相比，多了哪个单位、少了哪个单位？", lambda g: g.units("任务4") ^ g.units("任务5"), "同 for 和 behind a number"),
    ("比较任务26与任务28的责任单位，有没有区别？", lambda g: "是", "whether they differ"),
    ("双高计划骨干专业试办本科，在附件1里排第几项？", lambda g: "附件1第2项", "在附件1里排第几项"),
    ("附件1第1项对应的那条里，任务分别是哪几项？", lambda g: labels(g.at("第（二）条")), "哪几项 is of the tasks, not of the annex"),
    ("第（一）至第（三）条各有多少项任务？", lambda g: [f"{c}：{len(g.at(c))}项" for c in ("第（一）条", "第（二）条", "第（三）条")], "equal numbers do not fall together"),
    ("七个部分各分解出几项任务？", lambda g: [f"{s}：{n}项" for s, n in per(g.tasks, lambda t: t.section).items()], "each of all sections"),
    ("比市财政局任务多的单位有哪些？", lambda g: {u for u, n in g.number_of().items() if n > g.number_of()["市财政局"]}, "more than one named"),
    ("任务数比市财政局少、但比市外办多的单位有哪些？", lambda g: {u for u, n in g.number_of().items() if g.number_of()["市外办"] < n < g.number_of()["市财政局"]}, "between two named"),
    ("清单里有几项任务的责任单位数超过任务4？", lambda g: len(g.labels(lambda t: len(t.units) > len(g.units("任务4")))), "超过 a task"),
    ("哪些部分有市财政局、哪些部分没有？", lambda g: [f"有：{'、'.join(sections(g.of('市财政局')))}", f"没有：{'、'.join(s for s in sections(g.tasks) if s not in sections(g.of('市财政局')))}"], "sections with and without"),
    ("科研高地和强基样板这两个部分，哪一个的任务更多？", lambda g: ["第六部分", "12项对4项"], "两个部分 by their names"),
    ("在推进社会力量多元深度参与办学那一条里，有几项任务没有市国资委？", lambda g: len([t for t in g.at("第（二）条") if "市国资委" not in t.units]), "那一条里, without a unit"),
    ("市人社局参与的任务占总数的多少？", lambda g: f"{round(100 * len(g.of('市人社局')) / len(g.tasks), 1)}%", "a share of the total"),
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.fixture(scope="module")
def table(engine: Engine) -> Table:
    rows = engine.library.store.select(
        f"""{PREFIX}SELECT ?label ?clause ?section ?text (COALESCE(?cell, "") AS ?line) {{
          ?t a pol:Task ; pol:citationLabel ?label ; pol:order ?order ; pol:text ?text ; pol:elaborates ?c .
          ?c pol:citationLabel ?clause ; pol:partOf+ ?s . ?s a pol:Section ; pol:citationLabel ?section
          OPTIONAL {{ ?t pol:responsibilityText ?cell }} }} ORDER BY ?order"""
    )
    cells = [tuple(u for u in re.split("[、，]", str(row["line"])) if u) for row in rows]
    return Table(
        tuple(
            Task(str(row["label"]), str(row["clause"]), str(row["section"]), units, str(row["text"]))
            for row, units in zip(rows, cells, strict=True)
        )
    )


@pytest.mark.parametrize(("question", "expected", "why"), CASES, ids=[case[0] for case in CASES])
def test_a_question_of_the_table(engine: Engine, table: Table, question: str, expected: Expected, why: str) -> None:
    gold = expected(table)
    wanted = sorted(gold) if isinstance(gold, set) else gold if isinstance(gold, list) else [str(gold)]
    answer = ask(engine, question)
    got = [value.value for value in answer.values]
    assert _right(answer, wanted, ()), f"{why}: {got} for {wanted}; read as {answer.interpretation}"
