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


class AccessBlocked(Event):
    """Access to a case or a person's data is blocked (sperring): the normal answer (R-7).

    `subject` is whose key it is (`case-<id>`, `person-<id>`), `basis` the legal basis.
    """

    type: Literal["audit.access-blocked.v1"] = "audit.access-blocked.v1"
    subject: str
    basis: str
    reason: str


class BlockLifted(Event):
    """Access is open again."""

    type: Literal["audit.block-lifted.v1"] = "audit.block-lifted.v1"
    subject: str
    reason: str


class ErasureRequested(Event):
    """Somebody asks that the keys of what is blocked be destroyed; another person decides (R-7)."""

    type: Literal["audit.erasure-requested.v1"] = "audit.erasure-requested.v1"
    subject: str
    requested_by: UUID
    basis: str
    reason: str


class ErasureWithdrawn(Event):
    """The request is taken back or turned down; the block stands."""

    type: Literal["audit.erasure-withdrawn.v1"] = "audit.erasure-withdrawn.v1"
    subject: str
    reason: str


class ErasureConfirmed(Event):
    """A second person has confirmed it: from here on nobody may count on the clear text.

    The keys are destroyed after this is on record, never before.
    """

    type: Literal["audit.erasure-confirmed.v1"] = "audit.erasure-confirmed.v1"
    subject: str
    requested_by: UUID
    confirmed_by: UUID
    basis: str


class ErasureCarriedOut(Event):
    """The subject's keys are destroyed; `keys` is how many there were now."""

    type: Literal["audit.erasure-carried-out.v1"] = "audit.erasure-carried-out.v1"
    subject: str
    keys: int


class QuerySaved(Event):
    """Somebody keeps a question of many cases under a name of their own (R-5).

    `asked` are the fields of the question and what they are asked for, as text.
    """

    type: Literal["audit.query-saved.v1"] = "audit.query-saved.v1"
    person: UUID
    name: str
    asked: dict[str, str]


class QueryForgotten(Event):
    """A question that is no longer kept (R-5)."""

    type: Literal["audit.query-forgotten.v1"] = "audit.query-forgotten.v1"
    person: UUID
    name: str


AuditEvent: TypeAlias = Annotated[
    HeadsRecorded
    | AccessRecorded
    | AccessBlocked
    | BlockLifted
    | ErasureRequested
    | ErasureWithdrawn
    | ErasureConfirmed
    | ErasureCarriedOut
    | QuerySaved
    | QueryForgotten,
    Field(discriminator="type"),
]
ErasureEvent: TypeAlias = (
    AccessBlocked
    | BlockLifted
    | ErasureRequested
    | ErasureWithdrawn
    | ErasureConfirmed
    | ErasureCarriedOut
)
QueryEvent: TypeAlias = QuerySaved | QueryForgotten
