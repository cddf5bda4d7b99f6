"""Ingesting from the command line: a progress bar with the time left, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kg.library import Library, Report
from kg.manifest import expand


def ingest_with_progress(library: Library, origins: Sequence[str], *, allow_invalid: bool = False) -> list[Report]:
    """Ingest ``origins``; the bar is drawn only where somebody sees it."""
    items = list(expand(origins))
    if len(items) < 2 or not sys.stderr.isatty():
        return library.ingest_items(items, allow_invalid=allow_invalid)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("入库 / ingesting", total=len(items))
        return library.ingest_items(items, allow_invalid=allow_invalid, each=lambda report: progress.advance(bar))
