"""Which files an ingest means, and what a ``manifest.csv`` beside them says of each.

A manifest has the columns ``file,id,title,number,date,issuer,place,source,sha256``; empty cells say nothing.
What it says of a document goes before what page and text say: somebody wrote it down by hand.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.model import Metadata, Source

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"})
MANIFEST = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Item:
    """One document to ingest."""

    origin: str
    id: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    sha256: str | None = None

    def describe(self, source: Source) -> Source:
        """``source`` with what the manifest knows put first."""
        told = {name: value for name in Metadata.__slots__ if (value := getattr(self.metadata, name))}
        return replace(source, metadata=replace(source.metadata, **told)) if told else source


def expand(origins: Iterable[str | Path]) -> Iterator[Item]:
    """Files, folders (all documents below, by name) and URLs as items, with what manifests say of them.

    Raises :class:`InputError` for a path that is not there and for a folder without documents.
    """
    for origin in map(str, origins):
        path = Path(origin)
        if origin == "-" or "://" in origin:
            yield Item(origin)
        elif path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not files:
                raise InputError(f"{origin}: no document in this folder; {' '.join(sorted(SUFFIXES))} are read")
            yield from map(_item, files)
        elif path.is_file():
            yield _item(path)
        else:
            raise InputError(f"{origin}: no such file or folder / 没有这个文件或文件夹")


def _item(path: Path) -> Item:
    for folder in (path.parent, path.parent.parent):
        for row in _rows(folder / MANIFEST):
            if (folder / row["file"]).resolve() == path.resolve():
                return _told(path, folder / MANIFEST, row)
    return Item(str(path))


def _rows(manifest: Path) -> list[dict[str, str]]:
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if "file" not in (reader.fieldnames or ()):
            raise InputError(f"{manifest}: has no column `file`; see corpus/manifest.csv for the form")
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]


def _told(path: Path, manifest: Path, row: dict[str, str]) -> Item:
    sha = row.get("sha256") or None
    if sha and hashlib.sha256(path.read_bytes()).hexdigest() != sha:
        raise InputError(f"{path}: is not the file {manifest} describes (sha256 differs); mend one of them")
    try:
        issued = date.fromisoformat(row["date"]) if row.get("date") else None
    except ValueError as error:
        raise InputError(f"{manifest}: date {row['date']!r} of {row['file']} is not of the form 2021-01-31") from error
    metadata = Metadata(
        title=row.get("title") or None,
        number=row.get("number") or None,
        issuers=tuple(filter(None, row.get("issuer", "").split("|"))),
        issued=issued,
        url=row.get("source") or None,
        place=row.get("place") or None,
    )
    return Item(str(path), row.get("id") or None, metadata, sha)
