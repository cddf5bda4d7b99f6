r"""The promises a language model is held to: its query, its quotes and its words are checked here, in code.

A query may only match the graph, so that every value is a term of the graph or a number of different terms of it: no
value can be written into the query. The words outside strings, variables and names are therefore a closed list.

>>> broken_query("SELECT ?value { ?t a pol:Task ; pol:title ?value }")
>>> broken_query("SELECT ?value { BIND(42 AS ?value) }")
'the query uses BIND'
>>> broken_query("SELECT (COUNT(DISTINCT ?t) AS ?value) { ?t a pol:Task }")
>>> broken_query("SELECT ?value { SERVICE <http://example.org/> { ?s ?p ?value } }")
'the query uses SERVICE'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from kg.library import Library

QUERY_LIMIT, ANSWER_LIMIT, QUOTES_LIMIT, ROWS_LIMIT = 4000, 400, 8, 100
_QUOTE = range(4, 601)
_PLACES = 20
"""A task repeats its clause: a quote may stand in more places than one."""
_WORDS = re.compile(
    r"SELECT|DISTINCT|WHERE|FILTER|NOT|EXISTS|OPTIONAL|UNION|MINUS|GRAPH|PREFIX|ORDER|GROUP|BY|ASC|DESC|HAVING|LIMIT"
    r"|OFFSET|COUNT|MIN|MAX|AS|IN|A|STR|LANG|LCASE|CONTAINS|STRSTARTS|STRENDS|BOUND|TRUE|FALSE",
    re.IGNORECASE | re.ASCII,
)
_TOKEN = re.compile(
    r"""(?P<gap>\s+|\#[^\n\r]*) | (?P<iri><[^<>"{}|^`\x00-\x20]*>) | (?P<string>"[^"\n\r]*"|'[^'\n\r]*')
      | (?P<variable>[?$]\w+) | (?P<name>(?:[A-Za-z][\w\-]*)?:[\w\-]*) | (?P<language>@[A-Za-z\-]+)
      | (?P<number>\d+(?:\.\d+)?(?!\w)) | (?P<word>\w+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_AGGREGATE = re.compile(r"\( (?:COUNT \( DISTINCT|(?:MIN|MAX) \() \?\w+ \) AS \?\w+ \)")
_NESTING = 20


def broken_query(query: str) -> str | None:
    """What in ``query`` a language model may not write, or ``None``."""
    if len(query) > QUERY_LIMIT or "\\" in query or "'''" in query or '"""' in query:
        return "the query is too long or has escapes"
    tokens = [(m.lastgroup or "", m[0]) for m in _TOKEN.finditer(query) if m.lastgroup != "gap"]
    for kind, text in tokens:
        if kind == "word" and _WORDS.fullmatch(text) is None:
            return f"the query uses {text}"
        if kind == "other" and text in "*?\"'":  # a path of no length binds a variable to what the query itself says
            return f"the query uses {text}"
    written = [text.upper() if kind == "word" else text for kind, text in tokens]
    if "SELECT" not in written or ("?value" not in written and "$value" not in written):
        return "the query is no SELECT of ?value"
    if sum(text in "([{" for text in written) > _NESTING:
        return "the query has too many brackets"
    if written.count("AS") != len(_AGGREGATE.findall(" ".join(written))):
        return "the query computes a value"
    return None


def located(library: Library, quotes: Any, document: str | None) -> list[tuple[str, str, list[int]]]:
    """Each quote as document IRI, text and where it stands; empty where one of them is no exact slice of its document."""
    if not isinstance(quotes, list) or not 0 < len(quotes) <= QUOTES_LIMIT:
        return []
    known = {name: info.iri for info in library.documents() for name in (info.id, info.iri)}
    found = []
    for one in quotes:
        named, quote = (one.get("document"), one.get("quote")) if isinstance(one, dict) else (None, None)
        if not isinstance(named, str) or not isinstance(quote, str) or len(quote) not in _QUOTE:
            return []
        iri = known.get(named)
        if iri is None or (document and iri != document):
            return []
        starts = [m.start() for m in islice(re.finditer(re.escape(quote), library.text(iri)), _PLACES)]
        if not starts:
            return []
        found.append((iri, quote, starts))
    return found


# ---------------------------------------------------------------------------------- a phrased answer
_CHINESE = "〇零一二三四五六七八九十百千万亿两"
_NUMBERS = re.compile(rf"\d+(?:[.,:：]\d+)*[%％‰]?|[{_CHINESE}]+")
_TITLES = re.compile(r"《[^》]*》?|[“「『][^”」』]*[”」』]?|[A-Za-z][A-Za-z.:/\-]+")
_UNITS = re.compile(
    r"(?=([\u4e00-\u9fff]{2}(?:委员会|委|局|厅|政府|办公室|大学|学院|公司|集团|银行|协会|中心|法院|部(?![门分署]))))"
)
_NEGATIONS = "不未没无非否禁勿莫别休"


def broken_words(text: Any, values: Sequence[str], plain: str, sources: Iterable[str], names: Iterable[str]) -> str:
    """What in a phrased answer breaks its promise, or ``""``.

    ``plain`` is the answer without the model, ``sources`` what may be said, ``names`` the names the graph knows.

    >>> broken_words("由市教委负责。", ["市教委"], "市教委。", ["谁负责？"], ["市财政局"])
    ''
    >>> broken_words("由市教委和市财政局负责。", ["市教委"], "市教委。", ["谁负责？"], ["市财政局"])
    'it names 市财政局'
    >>> broken_words("不由市教委负责。", ["市教委"], "市教委。", ["谁负责？"], [])
    'it negates with 不'
    >>> broken_words("共24项。", ["4"], "4项。", [], [])
    'it leaves out 4'
    """
    if not isinstance(text, str) or not 0 < len(text.strip()) <= max(ANSWER_LIMIT, 2 * len(plain)):
        return "it is empty, too long or no text"
    if any(unicodedata.category(c)[0] == "C" for c in text) or set(text) & set("<>[]{}`"):
        return "it holds control characters or markup"
    said, known = _normal(text), _normal("\n".join([plain, *values, *sources]))
    missing = next((v for v in values if not _holds(said, _normal(v))), None)
    if missing is not None:
        return f"it leaves out {missing}"
    allowed = set(_NUMBERS.findall(known))
    if (number := next((n for n in _NUMBERS.findall(said) if n not in allowed), None)) is not None:
        return f"it gives the number {number}"
    if (word := next((w for w in _TITLES.findall(said) if w not in known), None)) is not None:
        return f"it names {word}"
    named = [*(n for n in map(_normal, names) if len(n) > 1 and n in said), *_UNITS.findall(said)]
    if (name := next((n for n in named if n not in known), None)) is not None:
        return f"it names {name}"
    negated = next((c for c in said if c in _NEGATIONS and c not in _normal(plain)), None)
    return f"it negates with {negated}" if negated else ""


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _holds(text: str, value: str) -> bool:
    """Whether ``value`` stands in ``text``, and not as a part of a longer number."""
    before, after = (rf"(?<![\d.]){re.escape(value)}", r"(?!\.?\d)") if value[:1].isdigit() else (re.escape(value), "")
    return re.search(before + (after or (r"(?!\d)" if value[-1:].isdigit() else "")), text) is not None
