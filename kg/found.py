"""What a finder hands on: a name, where it stands in its region, and what is known of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.authority import places, words
from kg.model import EntityKind


@dataclass(frozen=True, slots=True)
class Found:
    """A name at ``start``–``end`` of a region's text. ``nested``: it may stand inside a longer name."""

    start: int
    end: int
    kind: EntityKind
    name: str
    subkind: str | None = None
    collective: bool = False
    status: str | None = None
    host: str | None = None
    nested: bool = False
    aliases: tuple[str, ...] = ()


@cache
def alternation(kind: str) -> str:
    """The words of a list as the inside of a group, longest first."""
    return "|".join(map(re.escape, words(kind)))


@cache
def place_names() -> str:
    """Names and short names of all places as the inside of a group, longest first."""
    return "|".join(sorted(map(re.escape, places()), key=lambda name: (-len(name), name)))


@cache
def _proper() -> re.Pattern[str]:
    districts = [n[:-1] for n, found in places().items() if found[0].level == "county" and len(n) == 3]
    return re.compile(rf"(?:{place_names()}|{'|'.join(sorted(districts))}|国家(?!级)|全国|中国(?!特色|式)|中华|中央)")


def is_proper(name: str) -> bool:
    """Whether a name says whose it is: it begins with a place or 国家, 全国, 中国.

    >>> is_proper("天津职业大学"), is_proper("技术转移中心")
    (True, False)
    """
    found = _proper().match(name)
    return found is not None and not found[0].endswith(("地区", "老区")) and not name.startswith("中国特色")
