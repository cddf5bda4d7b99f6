"""Search over the graph: ``open`` an engine on a knowledge base, then ``search`` it or ask it."""

from search.hits import Hit, SearchResult
from search.index import Engine, open

__all__ = ["Engine", "Hit", "SearchResult", "open"]
