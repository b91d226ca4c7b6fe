"""What audit says: how far each ledger has been proved, and who has looked (R-4, R-6)."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.record import Event, ServiceName

Reading: TypeAlias = Literal["history", "export", "query", "explanation"]


class TreeHead(BaseModel):
    """The Merkle tree of one ledger and epoch at a size (RFC 9162); `root` in hex."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    service: ServiceName
    epoch: UUID
    size: int
    root: str


class HeadsRecorded(Event):
    """The heads of all the trees together, at one moment (R-4)."""

    type: Literal["audit.heads-recorded.v1"] = "audit.heads-recorded.v1"
    heads: tuple[TreeHead, ...]


class AccessRecorded(Event):
    """Somebody has read what is logged when read (R-6).

    `how` it was read; `case_id` is None where it was not one case, and `about` tells in words what
    was asked then. `concerns` are those whose own it is, by pseudonym: they may see who looked.
    Who reads for an authority has told a `purpose`; for others it may be empty.
    """

    type: Literal["audit.access-recorded.v2"] = "audit.access-recorded.v2"
    person: UUID
    how: Reading
    case_id: UUID | None = None
    about: str = ""
    concerns: tuple[UUID, ...] = ()
    purpose: str


AuditEvent: TypeAlias = Annotated[HeadsRecorded | AccessRecorded, Field(discriminator="type")]
