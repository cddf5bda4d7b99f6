"""``policykg sparql`` and ``policykg why``: queries from the command line, and where inferred triples come from."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, NotFoundError
from kg.library import Library
from kg.store import EmbeddedStore, query_error
from ontology import PREFIXES
from ontology.inference import infer

_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
FORMATS = ("table", *_RESULTS, "turtle")


def run(library: Library, query: str, form: str = "table") -> bytes:
    """The result of ``query`` (its text, or the name of a file that holds it) in ``form``, as UTF-8."""
    if form not in FORMATS:
        raise InputError(f"--format {form}: use one of {', '.join(FORMATS)}")
    text = _text(query)
    if not isinstance(library.store, EmbeddedStore):
        return _plain(library, text)
    store = library.store.reader()
    try:
        result = store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
    except (SyntaxError, ValueError) as error:
        raise query_error(error) from error
    if isinstance(result, ox.QueryTriples):
        return ox.serialize(result, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    if form == "turtle":
        raise InputError("--format turtle: only for CONSTRUCT and DESCRIBE; this query gives rows")
    if form != "table":
        return result.serialize(format=_RESULTS[form]) or b""
    return _table(result)


def _text(query: str) -> str:
    if len(query) < 500 and "{" not in query:
        try:
            return Path(query).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"{query}: neither a query nor a file that can be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{query}: the query file is not UTF-8") from error
    return query


def _plain(library: Library, text: str) -> bytes:
    """Rows of a remote engine, tab-separated."""
    prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
    rows = library.store.select(prefixes + text)
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["\t".join(names), *("\t".join(str(row.get(name, "")) for name in names) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def _table(result: ox.QuerySolutions | ox.QueryBoolean) -> bytes:
    if isinstance(result, ox.QueryBoolean):
        return b"true\n" if result else b"false\n"
    from rich.console import Console
    from rich.table import Table

    drawn = Table(*(variable.value for variable in result.variables), show_edge=False)
    for row in result:
        drawn.add_row(*("" if term is None else _short(term) for term in row))
    console = Console()
    with console.capture() as captured:
        console.print(drawn)
    return captured.get().encode()


def _short(term: object) -> str:
    """A term as a reader wants it: prefixed name or bare literal."""
    value = str(getattr(term, "value", term))
    if isinstance(term, ox.NamedNode):
        for name, iri in PREFIXES.items():
            if value.startswith(iri):
                return f"{name}:{value[len(iri) :]}"
    return value


def inferred_of(library: Library, thing: str) -> list[dict[str, str]]:
    """What is inferred of a thing (its IRI, or the part behind ``/id/``), each triple with the rule that gives it."""
    iri = thing if "://" in thing else f"{library.namer.base}id/{thing}"
    info = next((d for d in library.documents() if iri == d.iri or iri.startswith(f"{d.iri}/")), None)
    if info is None:
        raise NotFoundError(f"{thing!r} is no part of a document; give an id such as DOCUMENT/task/24")
    found = infer(library.store.dump(library.namer.graph(info.id)), info.iri)
    return [{"triple": one.triple, "why": one.rule.told} for one in found if one.triple.startswith(f"<{iri}> ")]
