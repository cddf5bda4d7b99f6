"""Radicals and presentation forms that fonts put in place of the characters they look like.

>>> plain("⽂件⻓期，ﬁ")
'文件长期，fi'
"""

from __future__ import annotations

import unicodedata

# CJK radicals supplement: Unicode gives these no decomposition, yet PDF fonts use them for the whole characters
_RADICALS = str.maketrans(
    "⺀⺁⺃⺈⺊⺌⺍⺎⺏⺗⺛⺝⺟⺠⺡⺢⺣⺤⺥⺦⺧⺩⺪⺬⺭⺮⺯⺰⺱⺲⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "冫厂乙刀卜小小兀尣心旡月母民氵氺灬爪爫丬牛王疋示礻竹糸纟罒罓网羊羊羊羊耂肀聿月臼艹虎衤覀西见角讠贝足车辶辶阝钅長镸长门阜阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_KANGXI = range(0x2F00, 0x2FE0)
_FORMS = range(0xFB00, 0xFB07)
_COMPATIBILITY = range(0xF900, 0xFB00)


def plain(text: str) -> str:
    """``text`` with whole characters for radicals, ligatures and compatibility forms."""
    text = text.translate(_RADICALS)
    return "".join(
        unicodedata.normalize("NFKC", c) if ord(c) in _KANGXI or ord(c) in _FORMS or ord(c) in _COMPATIBILITY else c
        for c in text
    )
