"""Ingestion: documents a second, peak memory, and the time one more document takes, at growing sizes, in one run.

``python benchmarks/ingest.py FOLDER [--sizes 100 1000]``: documents are made of parts of those in FOLDER, shuffled
under new titles, so that none is the same.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

from kg.library import Library
from kg.locations import CORPUS
from kg.manifest import Item
from kg.read import read
from kg.structure import outline


def _parts(folder: Path) -> list[list[str]]:
    """The outermost provisions of each document, as text."""
    found = []
    for file in sorted(folder.iterdir()):
        if file.suffix in (".txt", ".html", ".docx", ".md", ".pdf"):
            source = read(file)
            tops = [p for p in outline(source).provisions if p.parent is None and p.end - p.heading_start > 40]
            found.append([source.text[p.heading_start : p.end] for p in tops])
    return [parts for parts in found if parts]


def _documents(parts: list[list[str]], number: int, folder: Path) -> list[Item]:
    rng = random.Random(7)
    numerals = "一二三四五六七八九十"
    items = []
    for i in range(number):
        chosen = [rng.choice(rng.choice(parts)) for _ in range(rng.randint(3, 8))]
        body = "\n".join(f"{numerals[n % 10]}、第{n}方面工作\n{part}" for n, part in enumerate(chosen))
        file = folder / f"{i}.txt"
        file.write_text(f"某市人民政府关于第{i}号试点工作的意见\n某政发〔2020〕{i + 1}号\n{body}\n", "utf-8")
        items.append(Item(str(file)))
    return items


def _peak() -> float:
    return max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def main() -> None:
    """One row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS / "documents")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    options = parser.parse_args()
    parts = _parts(options.folder)
    print("| documents | seconds | documents/s | peak memory MB | one more s |\n|---|---|---|---|---|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as held:
            folder = Path(held)
            items = _documents(parts, size + 1, folder)
            library = Library(folder / "home")
            begun = time.perf_counter()
            reports = library.ingest_items(items[:-1])
            spent = time.perf_counter() - begun
            begun = time.perf_counter()
            library.ingest_items(items[-1:])
            more = time.perf_counter() - begun
            print(
                f"| {len(reports)} | {spent:.1f} | {len(reports) / spent:.1f} | {_peak():.0f} | {more:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
