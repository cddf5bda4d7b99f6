"""Questions in Chinese: understood by rules, answered by a query over the graph, proved by quotes."""

from search.asking.answer import Answer, AnswerValue, Evidence, ask

__all__ = ["Answer", "AnswerValue", "Evidence", "ask"]
