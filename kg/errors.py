"""What can go wrong, told so that a reader knows what, where and what to do."""

from __future__ import annotations


class PolicyKGError(Exception):
    """Base of every error this program raises on purpose; its text is one line for the user."""


class InputError(PolicyKGError):
    """The document, question or query cannot be used; says what, where and what to do."""


class StoreError(PolicyKGError):
    """The knowledge base cannot be opened, read or written."""


class QueryError(PolicyKGError):
    """A SPARQL query is malformed or may not run; ``line`` and ``column`` (from 1) where known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class NotFoundError(PolicyKGError):
    """No document, entity or provision has this name."""
