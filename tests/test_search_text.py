"""Questions of two places of running text: figures side by side, lists put together, members and wordings counted."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine

TEXT = """江西省人民政府办公厅关于推进村镇图书流动服务的意见
各设区市人民政府，省政府各部门：
为方便群众就近读书，现提出以下意见。
一、基本原则
坚持公益服务。免费开放，不得收取押金。
坚持因地制宜。按人口布点，鼓励社会力量捐书。
坚持共建共享。统一编目，鼓励馆际互借。
二、主要任务
（一）配备流动书车。2026年6月底前，各县至少配备流动书车1辆；2026年12月底前，各乡镇建成借阅点。（省文化和旅游厅、省财政厅、省交通运输厅、省教育厅负责）
（二）补充馆藏图书。少儿图书占新购图书的比例不低于40%，农业科技图书占新购图书的比例不低于15%。（省文化和旅游厅、省教育厅、省农业农村厅负责）
（三）开展阅读活动。巡回讲座每季度举办，选择南昌、北京、赣州、重庆4个城市交流。读书会成员由省教育厅、团省委、省妇联组成，读书会秘书处设在团省委、省妇联。
三、工作要求
借阅登记应当包括以下内容：
（一）读者姓名；
（二）书目编号；
（三）归还日期。
归还图书后，普通读者在10个工作日内、老年读者在3个工作日内退还证件。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("text")
    (home / "books.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "books.txt"])
    return search.open(library)


CASES: dict[str, tuple[str, list[object]]] = {
    "the earlier of two dates, with both": (
        "配备流动书车和建成乡镇借阅点，哪一项的完成期限更早，各是什么时候？",
        ["配备流动书车", "2026年6月底前对2026年12月底前"],
    ),
    "the higher share": ("少儿图书和农业科技图书的占比下限，哪个更高？", ["少儿图书"]),
    "a difference in percentage points": ("农业科技图书的比例比少儿图书的比例低多少个百分点？", [25]),
    "a difference in the unit asked": ("老年读者的退证期限比普通读者的退证期限短多少个工作日？", [7]),
    "in one list of units, not in the other": (
        "配备流动书车的负责部门里，哪些没有出现在补充馆藏图书的负责部门中？",
        ["省财政厅", "省交通运输厅"],
    ),
    "in both": (
        "配备流动书车与补充馆藏图书，两项都负责的部门有哪些？",
        ["省文化和旅游厅", "省教育厅"],
    ),
    "of the first, but not of the second": ("参加读书会、但没有设秘书处的单位有哪些？", ["省教育厅"]),
    "places by their rank": ("交流的城市中，哪些不是直辖市？", ["南昌", "赣州"]),
    "items below a lead": ("借阅登记应当包括的内容一共列了几项？", [3]),
    "lines that begin alike": ("意见里以“坚持”开头的原则有几条？", [3]),
    "words counted": ("“鼓励”一词出现了几次？", [2]),
    "which of two lists has more units": (
        "配备流动书车与补充馆藏图书，哪一条末尾点名的负责部门更多？各几个？",
        ["配备流动书车", "4个对3个"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_two_places_of_running_text(engine: Engine, case: str) -> None:
    question, expected = CASES[case]
    answer = ask(engine, question)
    assert sorted(str(v.value) for v in answer.values) == sorted(map(str, expected)), answer.interpretation
    for quote in answer.evidence:
        assert engine.library.text(quote.document["iri"])[quote.start : quote.end] == quote.quote
