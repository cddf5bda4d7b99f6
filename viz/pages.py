"""Pages as HTML: plain values in, text out; everything is escaped by the template engine."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from kg.library import Library
from viz.assets import address
from viz.drawing import TEMPLATES
from viz.kinds import COLOURS, NAMES
from viz.wording import translate

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Headers of every page: scripts and styles only from files of ours; what vis-network sets on elements it may set."""


@cache
def _environment() -> Environment:
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.filters["path"] = lambda text: quote(str(text), safe="/")
    env.filters["t"] = _t
    env.filters["asset"] = address
    env.globals.update(colours=COLOURS, kinds=NAMES, lang="zh")
    return env


@pass_context
def _t(context: Context, text: str) -> str:
    return translate(text, str(context.get("lang", "zh")))


def render(template: str, **values: Any) -> str:
    """A template of this room with ``values``."""
    return _environment().get_template(template).render({"here": "", "lang": "zh"} | values)


def page_path(library: Library, iri: str) -> str:
    """The address of the page about a resource.

    Resources of other bases have none and lead to themselves.
    """
    local = library.namer.local(iri)
    return f"/page/{quote(local, safe='/')}" if local else iri


def query_page(library: Library, lang: str = "zh") -> str:
    """The page to write SPARQL on."""
    from viz.drawing import layout, names, script_json
    from viz.examples import examples

    drawing = {"names": script_json(names(lang)), "options": script_json(layout())}
    return render("query.html", title="SPARQL", here="sparql", lang=lang, query=EXAMPLE, examples=examples(), **drawing)


EXAMPLE = """PREFIX pol: <https://w3id.org/policykg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?单位 (COUNT(?任务) AS ?任务数) {
  ?任务 a pol:Task ; pol:responsibleUnit/skos:prefLabel ?单位 .
} GROUP BY ?单位 ORDER BY DESC(?任务数)
"""


def differing(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each marked where it stands only there.

    A single character in common between two differences is chance, and differs with them.

    >>> differing("建设10个基地", "建设20个基地")[0]
    [('建设', False), ('1', True), ('0个基地', False)]
    >>> differing("推动产业", "行动方案")[0]
    [('推动产业', True)]
    """
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    same = [
        b for b in blocks if b.size > 1 or b.a == b.b == 0 or (b.a + b.size, b.b + b.size) == (len(one), len(other))
    ]
    left = marked(one, [(b.a, b.a + b.size) for b in same if b.size])
    right = marked(other, [(b.b, b.b + b.size) for b in same if b.size])
    return [(text, not both) for text, both in left], [(text, not both) for text, both in right]


def marked(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """``text`` cut at ``spans``: pieces and whether each is marked.

    >>> marked("推进学分银行", [(2, 6)])
    [('推进', False), ('学分银行', True)]
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
