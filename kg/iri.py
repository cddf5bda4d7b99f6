"""The one place that makes IRIs: readable, Chinese local names, nothing an IRI forbids.

>>> Namer().document("国发-2019-4")
'https://w3id.org/policykg/id/国发-2019-4'
>>> Namer().provision("国发-2019-4", "clause/9")
'https://w3id.org/policykg/id/国发-2019-4/clause/9'
>>> Namer().entity("unit", "天津市 教育委员会")
'https://w3id.org/policykg/id/unit/天津市教育委员会'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DEFAULT_BASE = "https://w3id.org/policykg/"

_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\%/?#\[\]\s]+')
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def slug(text: str) -> str:
    """``text`` without spaces and characters that have a meaning in an IRI.

    >>> slug("“1+X” 证书/试点?")
    '“1+X”证书-试点-'
    """
    text = unicodedata.normalize("NFC", text)
    text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    text = re.sub(r"\s+", "", text)
    return _FORBIDDEN.sub("-", text) or "-"


@dataclass(frozen=True, slots=True)
class Namer:
    """Makes the IRIs below ``base`` (it ends with ``/``)."""

    base: str = DEFAULT_BASE

    def document(self, document: str) -> str:
        """A document; ``document`` is its id."""
        return f"{self.base}id/{slug(document)}"

    def provision(self, document: str, key: str) -> str:
        """A provision; ``key`` as in :class:`kg.model.Provision`."""
        return f"{self.document(document)}/{key}"

    def place(self, document: str, what: str, start: int, end: int) -> str:
        """A mention, citation, measure or target, named by where it stands."""
        return f"{self.document(document)}/{what}/{start}-{end}"

    def entity(self, kind: str, name: str) -> str:
        """An entity that lives outside any one document."""
        return f"{self.base}id/{kind}/{slug(name)}"

    def graph(self, name: str) -> str:
        """The named graph of a document, ``ontology`` or ``inferred``."""
        return f"{self.base}graph/{slug(name)}"

    def local(self, iri: str) -> str | None:
        """What follows ``/id/``, or ``None`` for an IRI of somebody else.

        >>> Namer().local("https://w3id.org/policykg/id/unit/国务院")
        'unit/国务院'
        """
        prefix = f"{self.base}id/"
        return iri[len(prefix) :] if iri.startswith(prefix) else None


def document_id(number: str | None, title: str | None) -> str:
    """The readable id of a document: its number where there is one, else its title.

    >>> document_id("国发〔2019〕4号", None), document_id("国务院令第706号", None)
    ('国发-2019-4', '国务院令-706')
    >>> document_id(None, "中国教育 现代化2035")
    '中国教育现代化2035'
    """
    if number:
        return slug(re.sub(r"[〔〕\[\]（）()【】第]+", "-", "".join(number.split())).removesuffix("号")).strip("-")
    bare = re.sub(r"[《》〈〉“”\"'，,。：:；;、—]+", "", title or "")
    return slug(bare)[:80] if bare else "untitled"
