"""Opening the search engine the settings name, for the server and for the command line alike."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from starlette.datastructures import State

from kg.library import Library

if TYPE_CHECKING:
    from api.settings import Settings
    from search import Engine


def open_library(settings: Settings) -> Library:
    """The knowledge base the settings name."""
    return Library(settings.home, store=settings.store, base=settings.base)


def open_engine(settings: Settings, library: Library | None = None) -> Engine:
    """The search engine over it; its index is made or repaired where it lags behind the graph."""
    import search

    return search.open(
        library or open_library(settings),
        encoder=settings.encoder,
        vectors=settings.vectors,
        thesaurus=settings.thesaurus,
    )


class Knowledge(State):
    """``app.state``: the settings, the knowledge base and its search engine, kept in step.

    The engine is reopened when this or another program has changed the graph.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.library = open_library(settings)
        self.opened: tuple[str, Engine] | None = None
        self.lock = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The search engine of the graph's present state."""
        state = self.library.state()
        if self.opened is None or self.opened[0] != state:
            with self.lock:
                if self.opened is None or self.opened[0] != state:
                    self.opened = (state, open_engine(self.settings, self.library))
        return self.opened[1]
