"""How a document itself would name its parts: 第（九）条, 第十二条, 任务24, 附件1第2项.

>>> from kg.model import Provision
>>> nine = Provision("clause/9", "clause", 0, 0, 3, 9, 9, number=9, marker="（九）")
>>> citation_labels([nine], "（九）推进学分")
{'clause/9': '第（九）条'}
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model import Provision
from kg.numerals import to_chinese

_ITSELF = ("编", "章", "节", "条", "款", "附")


def citation_labels(provisions: Sequence[Provision], text: str) -> dict[str, str]:
    """Key → label, in text order; a provision whose number recurs in the document is named with its parent.

    In a page of two documents (通知 and 方案) the part stands before a label only where both have such a label.
    """
    bare = _labels(provisions, text, lambda _: False)
    told: dict[str, set[str]] = {}
    for p in provisions:
        told.setdefault(bare[p.key], set()).add(p.key)
    twice = {key for keys in told.values() if len(keys) > 1 for key in keys}
    return _labels(provisions, text, lambda p: p.key in twice)


def _labels(provisions: Sequence[Provision], text: str, with_part: Callable[[Provision], bool]) -> dict[str, str]:
    labels: dict[str, str] = {}
    by_key = {p.key: p for p in provisions}
    anew = _counted_anew(provisions, by_key)
    for provision in provisions:
        own = _own(provision, text)
        parent = by_key.get(provision.parent or "")
        if parent is not None and parent.kind == "part":
            own = labels.get(parent.key, "") + own if with_part(provision) else own
        elif parent is not None and (provision.key in anew or _needs_parent(provision, parent)):
            own = labels.get(parent.key, "") + own
        labels[provision.key] = own
    return labels


def _counted_anew(provisions: Sequence[Provision], by_key: dict[str, Provision]) -> set[str]:
    """The clauses of texts whose sections each count from one: all are named with their section, also a sixth of which there is but one."""
    numbered: dict[str, list[Provision]] = {}
    for p in provisions:
        parent = by_key.get(p.parent or "")
        if p.kind == "clause" and parent is not None and parent.kind == "section":
            numbered.setdefault(parent.parent or "", []).append(p)
    again = (found for found in numbered.values() if len({p.number for p in found}) < len(found))
    return {p.key for found in again for p in found}


def _needs_parent(provision: Provision, parent: Provision) -> bool:
    if provision.kind in ("support", "item"):
        return True
    if parent.kind == "annex":
        return provision.kind not in ("task", "annex")
    return provision.key.count("/") > 1 and provision.kind not in ("article", "task")


def _own(provision: Provision, text: str) -> str:
    marker = "".join((provision.marker or "").split())
    title = "".join(provision.title.of(text).split()) if provision.title else ""
    if provision.kind == "preamble":
        return "引言"
    if provision.kind == "task":
        return f"任务{provision.number}" if provision.number else f"任务{marker}"
    if provision.kind == "annex":
        return marker.rstrip("：:") or (f"附件{provision.number}" if provision.number else "附件")
    if provision.kind == "part":
        return f"《{title}》" if title else "正文"
    if marker.startswith("第") and marker.endswith(_ITSELF):
        return marker
    if provision.number is None:
        return f"“{title}”" if title else "段"
    if provision.kind == "section":
        return f"第{to_chinese(provision.number)}部分"
    if provision.kind == "clause":
        bare = marker.strip("（）()、.．")
        return f"第（{bare}）条" if bare else f"第{provision.number}条"
    return f"第{marker}项" if marker.startswith(("（", "(")) else f"第{provision.number}项"
