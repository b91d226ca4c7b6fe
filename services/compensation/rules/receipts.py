"""What a receipt is: known by its content, never by its name (C-4)."""

import hashlib

from shared.contracts.compensation import MediaType, Receipt
from shared.values.refusal import Refused

MOST_BYTES = 8_000_000
"""A photograph of a receipt as phones take them; one request carries it."""

_BEGINS: tuple[tuple[bytes, MediaType], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_ENDS: dict[MediaType, bytes] = {
    "application/pdf": b"%%EOF",
    "image/png": b"IEND\xaeB`\x82",
    "image/jpeg": b"\xff\xd9",
}
_TAIL = 1_024


def receipt_of(content: bytes) -> Receipt:
    """The receipt that this content is. Raises Refused for what is empty, too large, or neither
    PDF nor picture: a document has both its beginning and its end."""
    if not content:
        raise Refused("C-4", "compensation.receipt-empty", field="receipt")
    if len(content) > MOST_BYTES:
        raise Refused("C-4", "compensation.receipt-too-large", field="receipt")
    for begins, media_type in _BEGINS:
        if content.startswith(begins) and _ENDS[media_type] in content[-_TAIL:]:
            return Receipt(
                sha256=hashlib.sha256(content).hexdigest(),
                media_type=media_type,
                size=len(content),
            )
    raise Refused("C-4", "compensation.receipt-kind", field="receipt")
