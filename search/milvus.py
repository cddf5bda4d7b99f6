"""Vectors in Milvus: one collection, a row a passage, kept in step with the graph document by document (pymilvus)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from kg.errors import InputError

if TYPE_CHECKING:
    from search.index import Part

_COLLECTION: Final = "policykg"
_NEAREST: Final = 2000
_BATCH: Final = 1000
_LONGEST_IRI: Final = 1024


class MilvusVectors:
    """Satisfies :class:`search.vectors.Vectors`; ``uri`` is that of a server or a file for Milvus Lite."""

    def __init__(self, uri: str, parts: Sequence[Part], dimension: int) -> None:
        from pymilvus import MilvusClient
        from pymilvus.exceptions import MilvusException

        self._rows = {p.iri: i for i, p in enumerate(p for part in parts for p in part.passages)}
        try:
            self._client: Any = MilvusClient(uri.removeprefix("milvus+"))
            self._synchronise(parts, dimension)
        except (MilvusException, OSError, ValueError) as error:
            told = " ".join(str(error).split())[:200]
            raise InputError(
                f"POLICYKG_VECTORS={uri}: Milvus cannot be used ({told}); is the server running?"
            ) from error

    def scores(self, query: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Cosine of the nearest passages; 0 for all others."""
        out = np.zeros(len(self._rows), dtype=np.float32)
        limit = min(_NEAREST, max(len(self._rows), 1))
        found = self._client.search(_COLLECTION, data=[query.tolist()], limit=limit, output_fields=["id"])
        for hit in found[0]:
            row = self._rows.get(hit["entity"]["id"] if "entity" in hit and "id" in hit["entity"] else hit["id"])
            if row is not None:
                out[row] = hit["distance"]
        return out

    def _synchronise(self, parts: Sequence[Part], dimension: int) -> None:
        """Documents whose stamp differs are written anew, those that are gone are deleted."""
        self._create(dimension)
        held = self._stamps()
        wanted = {part.document: part for part in parts}
        for document in sorted(held.keys() - wanted.keys()):
            self._client.delete(_COLLECTION, filter=f'document == "{document}"')
        for document, part in sorted(wanted.items()):
            if held.get(document) == {part.stamp}:
                continue
            if document in held:
                self._client.delete(_COLLECTION, filter=f'document == "{document}"')
            rows = [
                {"id": p.iri, "document": document, "stamp": part.stamp, "vector": vector.tolist()}
                for p, vector in zip(part.passages, part.vectors, strict=True)
            ]
            for start in range(0, len(rows), _BATCH):
                self._client.insert(_COLLECTION, rows[start : start + _BATCH])

    def _create(self, dimension: int) -> None:
        from pymilvus import DataType

        if self._client.has_collection(_COLLECTION):
            fields = self._client.describe_collection(_COLLECTION)["fields"]
            known = next(f["params"].get("dim") for f in fields if f["name"] == "vector")
            if int(known) == dimension:
                return
            self._client.drop_collection(_COLLECTION)  # another encoder: its vectors mean nothing here
        schema = self._client.create_schema(auto_id=False)
        schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=_LONGEST_IRI)
        for name in ("document", "stamp"):
            schema.add_field(name, DataType.VARCHAR, max_length=_LONGEST_IRI)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
        index = self._client.prepare_index_params()
        index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
        self._client.create_collection(_COLLECTION, schema=schema, index_params=index)

    def _stamps(self) -> dict[str, set[str]]:
        """Document → the stamps its rows carry."""
        found: dict[str, set[str]] = {}
        last = ""
        while True:
            rows = self._client.query(
                _COLLECTION, filter=f'id > "{last}"', output_fields=["id", "document", "stamp"], limit=_BATCH
            )
            for row in rows:
                found.setdefault(row["document"], set()).add(row["stamp"])
            if len(rows) < _BATCH:
                return found
            last = max(row["id"] for row in rows)
