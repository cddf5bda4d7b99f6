"""Rules over how a document is built: parts, clauses, items, annexes, and what it cites."""
