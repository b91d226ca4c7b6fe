"""State and history by replay, from a service's ledger alone (R-2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.contracts.record import ServiceName
from shared.eventlog.recording import dump
from shared.service.assembly import Service

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Replay:
    """One event of the history."""

    service: ServiceName
    position: int
    stream: str
    version: int
    type: str
    happened: datetime
    recorded: datetime
    actor: UUID
    case: str


@dataclass(frozen=True, slots=True)
class State:
    """A stream's state after its last event: what it is called, and what it holds."""

    version: int
    shown: str
    data: Any


@dataclass(frozen=True, slots=True)
class Replayed:
    """What one service's ledger tells."""

    service: ServiceName
    steps: tuple[Replay, ...]
    states: dict[str, State]

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "events": [
                {
                    "position": step.position,
                    "stream": step.stream,
                    "version": step.version,
                    "type": step.type,
                    "time": step.happened.isoformat(),
                    "recordedtime": step.recorded.isoformat(),
                    "actor": str(step.actor),
                    "case": step.case,
                }
                for step in self.steps
            ],
            "states": {
                stream: {"version": state.version, "state": state.shown, "data": state.data}
                for stream, state in self.states.items()
            },
        }


def replayed(
    service: Service, *, case: str | None, as_of: datetime | None, stream: str | None = None
) -> Replayed:
    """The history of a case (all, where none is named), and the streams it touched, folded; or of
    one stream, as a body or an agreement has (`body-<id>`, `agreement-<id>`).

    As of a moment: up to the position before the first event recorded after it; from there on
    it is positions only, so that what was known then is told whole.
    """
    platform = service.platform
    steps: list[Replay] = []
    folded: dict[str, tuple[int, Any]] = {}
    touched: set[str] = set()
    after = 0
    ended = False
    while not ended and (page := platform.ledger.read_log(after=after, limit=PAGE)):
        for stored in page:
            envelope, event = platform.codec.decode(stored.body)
            if as_of is not None and envelope.recordedtime > as_of:
                ended = True
                break
            after = stored.position
            decider = service.handler.decider_of(stored.subject)
            if decider is not None and event is not None:
                _, state = folded.get(stored.subject, (0, decider.initial))
                folded[stored.subject] = (stored.version, decider.evolve(state, event))
            if case is not None and envelope.correlationid != case:
                continue
            if stream is not None and stored.subject != stream:
                continue
            touched.add(stored.subject)
            steps.append(
                Replay(
                    platform.name,
                    stored.position,
                    stored.subject,
                    stored.version,
                    stored.type,
                    envelope.time,
                    envelope.recordedtime,
                    envelope.actor,
                    envelope.correlationid,
                )
            )
    states = {
        stream: State(version, type(state).__name__, dump(state))
        for stream, (version, state) in folded.items()
        if stream in touched
    }
    return Replayed(platform.name, tuple(steps), states)
