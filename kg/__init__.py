"""From a document to its graph.

The verbs: :class:`Library` takes documents in and out, :func:`kg.read.read` and :func:`kg.understand.understand`
are the two steps of taking in, :mod:`kg.model` holds the values they pass on.
"""

from kg.errors import InputError, NotFoundError, PolicyKGError, QueryError, StoreError
from kg.library import DocumentInfo, Library, Report

__all__ = [
    "DocumentInfo",
    "InputError",
    "Library",
    "NotFoundError",
    "PolicyKGError",
    "QueryError",
    "Report",
    "StoreError",
]
