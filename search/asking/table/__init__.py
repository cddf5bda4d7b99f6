"""Rules over the tables a document prints: tasks with their units, indicators, lists with columns."""
