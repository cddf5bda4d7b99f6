"""Another document that explains a word, where those most like the question only use it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.asking.choosing import without_title
from search.asking.matter.explaining import explained
from search.asking.question import normal
from search.index import Engine

_MEANT = re.compile(r"“(?P<name>[^“”]{2,20})”[\u4e00-\u9fff]{0,6}?(?:具体)?(?:是指|指的?是|指)(?:什么|啥)")
_MOST = 2


def explaining(engine: Engine, question: str, tried: Sequence[str]) -> Iterator[str]:
    """Documents besides those tried that explain the quoted word a question asks after; none where it names a document.

    The documents tried are asked first, so that this is looked at only where all of them refuse.
    """
    text = normal(question)
    asked = _MEANT.search(text)
    if asked is None:
        return
    titles = {info.iri: info.title for info in engine.library.documents()}
    if any(without_title(question, titles[iri], engine.library.text(iri)) != text for iri in tried if iri in titles):
        return
    others = (iri for iri in sorted(titles) if iri not in tried)
    found = (iri for iri in others if f"“{asked['name']}”" in engine.library.text(iri))
    yield from [iri for iri in found if explained(engine.library.text(iri), asked["name"])][:_MOST]


__all__ = ["explaining"]
