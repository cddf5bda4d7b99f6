r"""What the text of a SPARQL query says before any engine reads it: whether it names its own dataset, whom it calls.

The engine has no switch for ``SERVICE`` and, told to take all graphs as the default graph, no ear for ``FROM``.
So the words are read here as the grammar divides them: nothing inside a string, an address or a comment counts,
and what is written with ``\u`` escapes counts as what it stands for.

>>> prepare("SELECT * { ?s ?p 'no SERVICE here' }").calls
()
>>> prepare(r"SELECT * { S\u0045RVICE <http://example.org/x> {} }").calls
('http://example.org/x',)
>>> prepare("SELECT * FROM <urn:g> {}").names_dataset
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_QUOTED = rf"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE})*> )
    | (?P<string> \"{{3}}(?:\"{{0,2}}(?:[^"\\]|\\.))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
"""
_TOKEN = re.compile(
    _QUOTED
    + r"""
    | (?P<variable> [?$]\w+ )
    | (?P<name> (?:\w[\w.\-·]*)?:(?:[\w.:\-·]|%[0-9A-Fa-f]{2}|\\[^\w\s])* )   # prefix:local, _:blank
    | (?P<language> @[A-Za-z][A-Za-z0-9\-]* )
    | (?P<word> \w+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(rf"{_QUOTED} | (?P<code> {_CODE} )", re.VERBOSE | re.DOTALL)
NESTING = 1000
"""Brackets inside brackets that the engine's parser is asked to follow: deeper ones overflow its stack."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """``text`` is what the engine is to read; ``calls`` are the addresses of SERVICE (``""`` where it is a variable)."""

    text: str
    names_dataset: bool
    calls: tuple[str, ...]
    nesting: int


def prepare(query: str) -> Prepared:
    """``query`` with the escapes outside its strings resolved, and what its words say."""
    text = unescape(query)
    words = [(m.lastgroup or "other", m[0]) for m in _TOKEN.finditer(text)]
    words = [(kind, word) for kind, word in words if kind != "comment" and not word.isspace()]
    calls, dataset, depth, deepest = [], False, 0, 0
    for place, (kind, word) in enumerate(words):
        if kind == "word":
            dataset = dataset or word.upper().endswith("FROM")
            if word.upper().endswith("SERVICE"):  # the engine also reads `trueSERVICE` as two words
                calls.append(_called(words[place + 1 : place + 3]))
        elif kind == "other" and word in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "other" and word in ")]}":
            depth -= 1
    return Prepared(text, dataset, tuple(calls), deepest)


def unescape(query: str) -> str:
    r"""Codepoint escapes outside strings resolved: the standard allows them anywhere, the engine only inside.

    >>> unescape(r"S\u0045LECT * { ?s ?p '\u0045' }")
    "SELECT * { ?s ?p '\\u0045' }"
    """
    if "\\" not in query:
        return query
    return _ESCAPED.sub(lambda m: _character(m["code"]) if m["code"] else m[0], query)


def _character(code: str) -> str:
    """What an escape stands for; one that is no character stays as it is, for the engine to complain of."""
    number = int(code[2:], 16)
    return code if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)


def _called(following: list[tuple[str, str]]) -> str:
    """The address after ``SERVICE`` or ``SERVICE SILENT``."""
    if following and following[0][0] == "word" and following[0][1].upper() == "SILENT":
        following = following[1:]
    return _resolved(following[0][1][1:-1]) if following and following[0][0] == "iri" else ""


def _resolved(address: str) -> str:
    return re.sub(_CODE, lambda m: _character(m[0]), address)
