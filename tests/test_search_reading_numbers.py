"""What a sentence says to a yes-or-no question, and which numbers, terms and places a sentence gives."""

from __future__ import annotations

import pytest

from search.polarity import denied

POLARITY = [
    ("可不可以强制群众下载？", "不得强制群众下载", True, "可不可以 asks and denies nothing"),
    ("能购买粉丝吗？", "严禁购买粉丝", True, "a prohibition"),
    ("未经审核可以作出决定吗？", "未经审核的，不得作出决定", True, "the condition of both is no denial"),
    ("学校的隶属关系会变吗？", "学校隶属关系不变", True, "what stays does not change"),
    ("工资可以比公务员少吗？", "工资不低于公务员工资", True, "not below is not less"),
    ("小学要一律关掉吗？", "优化布局，保留并办好必要的小学", True, "what is kept in part is not done to all"),
    ("学校都要交给局里吗？", "国有控股的，隶属关系不变；不再控股的，划转", True, "two cases are not all"),
    ("地方可以自己编教材吗？", "教材实行国家统一编写", True, "by one for all is not by each"),
    ("这意味着没有垃圾吗？", "并不是没有固体废物", True, "the text says it does not mean that"),
    ("免税进口的设备也市场化运营吗？", "设备市场化运营（免税进口的设备按有关规定执行）", True, "taken out in brackets"),
    ("抽查家数有没有封顶？", "一般检查事项设定抽查比例上限", False, "a ceiling is set"),
    ("抽查家数有没有封顶？", "抽查比例不设上限", True, "no ceiling"),
    ("别的地方也要防震吗？", "其他地区不完全排除发生地震的可能", False, "not ruled out is no denial"),
    ("念书不用交钱的范围会变大吗？", "扩大免费教育范围", False, "free is what the question says itself"),
    ("可以办培训吗？", "可办培训", False, "leave"),
]


@pytest.mark.parametrize(("question", "sentence", "no", "reason"), POLARITY)
def test_what_a_sentence_says_to_a_question(question: str, sentence: str, no: bool, reason: str) -> None:
    assert denied(question, sentence, sentence) is no, reason
