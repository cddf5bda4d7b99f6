"""The structure of a document by the official forms: 编章节条款项目, 一、（一）1.（1）, annexes, tables of tasks.

Levels follow GB/T 9704-2012 and the Legislation Law. A provision keeps its number as printed: what the author
numbered wrongly is told, never mended. One walk over the lines says what each is for (:mod:`.blocks`), a tree is
grown from that (:mod:`.tree`), headings are parted from words (:mod:`.headings`), keys are given (:mod:`.provisions`).

>>> from kg.model import Source
>>> text = "某市关于试点的意见\\n各区：\\n为了试点，制定本意见。\\n一、总则\\n（一）目标\\n建成十个。\\n（二）原则\\n稳妥。\\n"
>>> found = outline(Source(text, "txt", "a.txt"))
>>> [(p.key, p.own(text)) for p in found.provisions]
[('preamble', '为了试点，制定本意见。'), ('section/1', ''), ('clause/1', '建成十个。'), ('clause/2', '稳妥。')]
"""

from kg.structure.coverage import coverage
from kg.structure.outline import outline

__all__ = ["coverage", "outline"]
