"""What audit says: how far each ledger has been proved, and who has looked (R-4, R-6)."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.record import Event, ServiceName


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
    """Somebody has read what is logged when read, and for which purpose (R-6)."""

    type: Literal["audit.access-recorded.v1"] = "audit.access-recorded.v1"
    person: UUID
    what: str
    purpose: str


AuditEvent: TypeAlias = Annotated[HeadsRecorded | AccessRecorded, Field(discriminator="type")]
