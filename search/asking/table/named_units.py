"""The units a document names as responsible, by every name people give them, and units it never names."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.authority import places
from search.asking.plan import Refusal
from search.asking.question import Named
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.table.words import Bodies, Line
from search.index import Engine

_UNKNOWN = re.compile(
    r"(?:^|[“\"，、有由含到])(?P<name>[市省区县][\u4e00-\u9fff]{2,7}?(?:局|委|办|厅|委员会))"
    r"(?=参与|负责|承担|排|列|在|的任务|牵头|有[^，]{0,4}任务|管|[吗”\"])"
)


def unknown_unit(r: Reader, words: Line) -> Refusal | None:
    """That the document has no such unit, where tasks are asked of one it never names."""
    found = _UNKNOWN.search(words.text)
    if found is None or words.has("UT") or not r.asked.scope.has_tasks:
        return None
    if found["name"] in r.engine.library.text(r.asked.document):
        return None
    return Refusal(f"文件没有提到{found['name']}", soft=True)


@lru_cache(maxsize=64)
def units_of(engine: Engine, state: str, graph: str) -> Bodies:
    """The units of the table."""
    rows = engine.library.store.select(
        f"{PREFIX}SELECT DISTINCT ?u ?name ?said {{ GRAPH <{graph}> {{ ?t pol:responsibleUnit ?u . ?u pol:writtenAs ?said ; "
        f"pol:writtenAs|skos:altLabel|skos:prefLabel ?name }} }} ORDER BY ?u ?name"
    )
    short: dict[str, dict[str, Named]] = {}
    called = []
    for row in rows:
        called.append((str(row["name"]), Named(str(row["u"]), "unit", str(row["said"]), str(row["said"]))))
        bare = _bare(str(row["name"]))
        if 2 <= len(bare) < len(str(row["name"])) and not bare.startswith("委"):
            unit = Named(str(row["u"]), "unit", bare, str(row["said"]))
            short.setdefault(bare, {})[unit.iri] = unit
    once = {name: next(iter(found.values())) for name, found in short.items() if len(found) == 1}
    return Bodies(frozenset(str(row["u"]) for row in rows), once, tuple(called))


def _bare(name: str) -> str:
    """A name without the place it belongs to: 财政局, 银保监局, 各区政府."""
    place = next((name[:n] for n in (3, 2) if name[:n] in places() and name[n - 1] not in "省区县"), "")
    bare = re.sub(r"^[市省](?:委(?=.{3}))?", "", name.removeprefix(place) if len(name) - len(place) > 3 else name)
    return bare.replace("人民政府", "政府")


__all__ = ["units_of", "unknown_unit"]
