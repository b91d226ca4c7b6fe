"""An event as it lies on the stream: FastStream's binary frame, our headers, the exact bytes.

Only the binary frame will do: a CloudEvent in plain JSON has a key `data`, and FastStream takes
it for an older envelope and tears it apart. Headers are ASCII: others corrupt the frame. The
position is the entry's id (`<position>-0`), so that Redis itself refuses a second one.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from faststream.redis.parser import BinaryMessageFormatV1

from shared.contracts.record import ServiceName
from shared.eventlog.signing import Forged, Verifier

FIELD = b"__data__"
CONTENT_TYPE = "application/json"  # the one FastStream decodes for its subscribers
_ID = re.compile(rb"([1-9][0-9]{0,18})-0")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event that has come in, known to be its service's: where it stands, and its bytes."""

    position: int
    body: bytes


def stream_name(service: ServiceName, epoch: UUID) -> str:
    return f"{service}:{epoch}"


def entry_id(position: int) -> str:
    return f"{position}-0"


def position_of(entry: bytes) -> int:
    """Raises Forged for an id the relay would not have given."""
    if (found := _ID.fullmatch(entry)) is None:
        raise Forged(f"the id {entry!r} is no position")
    return int(found[1])


async def framed(epoch: UUID, position: int, body: bytes, signature: str) -> bytes:
    """What the relay puts on the stream under `FIELD`."""
    headers = {
        "content-type": CONTENT_TYPE,
        "epoch": str(epoch),
        "position": str(position),
        "signature": signature,
    }
    return await BinaryMessageFormatV1.encode(
        message=body,
        reply_to=None,
        headers=headers,
        correlation_id=f"{epoch}/{position}",
    )


def opened(
    verifier: Verifier,
    source: ServiceName,
    epoch: UUID,
    entry: bytes,
    fields: dict[bytes, bytes],
) -> Arrival:
    """The event in an entry of the stream. Raises Forged unless it is `source`'s, in its place."""
    position = position_of(entry)
    frame = fields.get(FIELD, b"")
    if not frame.startswith(BinaryMessageFormatV1.IDENTITY_HEADER):
        raise Forged(f"the entry {position} is not framed")
    body, headers = BinaryMessageFormatV1.parse(frame)
    if (headers.get("epoch"), headers.get("position")) != (str(epoch), str(position)):
        raise Forged(f"the entry {position} is garbled or out of its place")
    verifier.verify(source, epoch, position, body, str(headers.get("signature", "")))
    return Arrival(position, body)
