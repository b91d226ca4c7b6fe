"""The envelope every event travels in: a CloudEvents 1.0 record.

The bytes of a record are made once, when the decision is recorded; they are stored, sent and
hashed as they are (R-4). The position in the log stands beside the bytes, never in them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

ServiceName: TypeAlias = Literal["intake", "assessment", "governance", "compensation", "audit"]
SERVICES: tuple[ServiceName, ...] = (
    "intake",
    "assessment",
    "governance",
    "compensation",
    "audit",
)


class Event(BaseModel):
    """What has happened, in the words of the service that decided it.

    Subclasses set `type` to `<service>.<what-happened>.v<n>`. A stored shape is never edited:
    a change is a new version and an upcaster.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    type: str


class Sealed(BaseModel):
    """Personal data in an event, under the key of one subject (P-1, R-7).

    `clear` is set only in memory, before recording; what is stored has `key` and `box` instead.
    `subject` is whose key it is (`person-<id>`, `case-<id>`); `purpose` why it is kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    subject: str
    purpose: str
    clear: str | None = Field(default=None, repr=False)
    key: str | None = None
    box: str | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, as pseudonyms; `on_behalf_of` is the one stood in for (P-5)."""

    person: UUID
    seat: UUID | None = None
    party: UUID | None = None
    on_behalf_of: UUID | None = None


@dataclass(frozen=True)
class Facts:
    """What a decision reads beyond its own stream; each service adds its own fields.

    Stored with the command's first event, so that the decision can be replayed (R-3).
    """

    now: datetime
    by: Who
    command_id: UUID


Version: TypeAlias = Annotated[int, Field(ge=1)]


class Envelope(BaseModel):
    """The context of one event. `time` is when it happened, `recordedtime` when it was recorded.

    `decision` is the command and the facts of the decision as JSON text (an attribute of a
    CloudEvent is never an object); it stands on the first event of each command.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    source: ServiceName
    type: str
    subject: str
    subjectversion: Version
    time: datetime
    recordedtime: datetime
    correlationid: str
    causationid: UUID | None = None
    commandid: UUID
    commandfingerprint: str
    actor: UUID
    actorseat: UUID | None = None
    actorparty: UUID | None = None
    onbehalfof: UUID | None = None
    helsefellesskap: UUID | None = None
    rulesversion: str
    decision: str | None = None
    traceparent: str | None = None
    datacontenttype: Literal["application/json"] = "application/json"
    data: dict[str, Any]


NAMESPACE = UUID("6f0d2f0e-5d0c-5c1e-9a5b-53414d48414e")
"""The root of all ids that are derived (RFC 9562 version 5) and must come out the same again."""


def service_actor(service: ServiceName) -> UUID:
    """The pseudonym a service acts under when no person asked (a reaction, a timer)."""
    return uuid5(NAMESPACE, f"service:{service}")
