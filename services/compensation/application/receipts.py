"""Receipts are kept, sealed, outside the log, under the hash of their content (C-4)."""

from collections.abc import Iterable
from uuid import UUID

from services.compensation.rules.receipts import receipt_of
from shared.contracts.compensation import Receipt
from shared.eventlog.documents import Documents
from shared.web.conditions import NotFound


class Receipts:
    """Keeps receipts under the key of the one they belong to, and finds them again."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def keep(self, person: UUID, content: bytes) -> Receipt:
        """Durable when it returns; the same receipt again changes nothing. Raises Refused."""
        receipt = receipt_of(content)
        self._documents.keep(content, _subject(person))
        return receipt

    def kept(self, person: UUID, wanted: Iterable[str]) -> tuple[Receipt, ...]:
        """Of these receipts those that the person has sent in."""
        found: list[Receipt] = []
        for sha256 in dict.fromkeys(wanted):
            if self._documents.is_kept_for(sha256, _subject(person)):
                content = self._documents.read(sha256)
                if content is not None:
                    found.append(receipt_of(content))
        return tuple(found)

    def content(self, sha256: str) -> bytes:
        """The very bytes. Raises NotFound where they are erased (R-7)."""
        content = self._documents.read(sha256)
        if content is None:
            raise NotFound
        return content


def _subject(person: UUID) -> str:
    return f"person-{person}"
