"""From decided events to their final bytes (envelope, decision, seals), and back to them."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_json

from shared.contracts.record import Envelope, Event, ServiceName
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Asked, Gathered
from shared.eventlog.ledger import Ledger, NewEvent
from shared.eventlog.sealing import Seals


@dataclass(frozen=True, slots=True)
class Recording:
    """What all events of one command have in common."""

    service: ServiceName
    rules_version: str
    asked: Asked
    fingerprint: str
    gathered: Gathered[Any]
    recorded: datetime


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(value: Any) -> Any:
    """A command or facts as plain JSON data."""
    return _adapter(value.__class__).dump_python(value, mode="json")


def load(kind: type[Any], data: Any) -> Any:
    """The command or the facts that `dump` or a decision gave. Raises ValidationError."""
    return TypeAdapter(kind).validate_json(to_json(data))


def _as_json(value: Any) -> bytes:
    """The same as text, in one pass."""
    return _adapter(value.__class__).dump_json(value)


def decision(recording: Recording, seals: Seals) -> str:
    """The command, the facts and where they were read, sealed where personal (R-3)."""
    command, gathered = recording.asked.command, recording.gathered
    parts = {
        "command": to_json(type(command).__name__),
        "asked": _as_json(seals.seal(command)),
        "facts": _as_json(seals.seal(gathered.facts)),
        "heads": to_json(dict(gathered.heads)),
        "positions": to_json(dict(gathered.positions)),
    }
    members = ",".join(f'"{name}":{part.decode()}' for name, part in parts.items())
    return f"{{{members}}}"


def record(
    recording: Recording,
    event: Event,
    *,
    subject: str,
    version: int,
    event_id: UUID,
    case: str | None,
    with_decision: bool,
    seals: Seals,
    codec: Codec,
) -> NewEvent:
    """One event, sealed and encoded; these bytes are stored, sent and hashed as they are.

    `case` is the event's own where it is not the command's.
    """
    asked = recording.asked
    envelope = Envelope(
        id=event_id,
        source=recording.service,
        type=event.type,
        subject=subject,
        subjectversion=version,
        time=asked.at,
        recordedtime=recording.recorded,
        correlationid=case or asked.case,
        causationid=asked.causation,
        commandid=asked.id,
        commandfingerprint=recording.fingerprint,
        actor=asked.by.person,
        actorseat=asked.by.seat,
        actorparty=asked.by.party,
        onbehalfof=asked.by.on_behalf_of,
        helsefellesskap=asked.helsefellesskap,
        rulesversion=recording.rules_version,
        decision=decision(recording, seals) if with_decision else None,
        traceparent=asked.traceparent,
        data=seals.seal(event).model_dump(mode="json", exclude={"type"}),
    )
    return NewEvent(subject, version, event.type, codec.encode(envelope))


def events_of(command_id: UUID, position: int, ledger: Ledger, codec: Codec) -> tuple[Event, ...]:
    """What a command caused, in all streams, from the position of one of its events.

    They were appended together, so they stand side by side in the log.
    """
    events: deque[Event] = deque()
    at = position
    while (event := _event_at(at, command_id, ledger, codec)) is not None:
        events.appendleft(event)
        at -= 1
    at = position + 1
    while (event := _event_at(at, command_id, ledger, codec)) is not None:
        events.append(event)
        at += 1
    return tuple(events)


def _event_at(position: int, command_id: UUID, ledger: Ledger, codec: Codec) -> Event | None:
    for stored in ledger.read_log(after=position - 1, limit=1):
        envelope = Envelope.model_validate_json(stored.body)
        # Another command's event is not decoded: it may be of a version not yet known here.
        if stored.position == position and envelope.commandid == command_id:
            return codec.decode(stored.body)[1]
    return None
