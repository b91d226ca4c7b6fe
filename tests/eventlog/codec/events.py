"""Events of these tests' own, with all that makes encoding hard."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.record import Envelope, Event, Sealed


class Finding(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    component: Literal["information", "deadlines"]
    reason: Sealed
    weight: Decimal | None = None


class Reported(Event):
    type: Literal["intake.problem-reported.v2"] = "intake.problem-reported.v2"
    title: str
    reporter: Sealed
    findings: tuple[Finding, ...] = ()
    parties: frozenset[UUID] = frozenset()
    since: date | None = None
    seen_at: datetime | None = None
    by_party: dict[UUID, int] = Field(default_factory=dict)


class Closed(Event):
    """Nothing but that it happened."""

    type: Literal["intake.problem-closed.v1"] = "intake.problem-closed.v1"


class Settled(Event):
    """None means something of its own here."""

    type: Literal["governance.settings-chosen.v1"] = "governance.settings-chosen.v1"
    quorum: int | None = 3
    proxies: int | None
    values: dict[str, Any] = Field(default_factory=dict)


TIME = datetime.fromisoformat("2026-11-23T12:00:00.123456+00:00")


def closed(subject: str = "person-1", purpose: str = "name") -> Sealed:
    return Sealed(subject=subject, purpose=purpose, key="key-1", box="Ym94")


def reported(**changes: Any) -> Reported:
    event = Reported(
        title="Epikriser kommer for sent – «æøå» 日本",
        reporter=closed(),
        findings=(Finding(component="information", reason=closed("case-1", "reason")),),
        parties=frozenset({UUID(int=5)}),
        since=date(2026, 1, 31),
        seen_at=TIME,
        by_party={UUID(int=5): 2},
    )
    return event.model_copy(update=changes)


def envelope_of(event: Event, **changes: Any) -> Envelope:
    envelope = Envelope(
        id=UUID(int=1),
        source="intake",
        type=event.type,
        subject="problem-1",
        subjectversion=1,
        time=TIME,
        recordedtime=TIME,
        correlationid="case-1",
        commandid=UUID(int=2),
        commandfingerprint="00" * 32,
        actor=UUID(int=3),
        rulesversion="2026.1",
        data=event.model_dump(mode="json", exclude={"type"}),
    )
    return envelope.model_copy(update=changes)
