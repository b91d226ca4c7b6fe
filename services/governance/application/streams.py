"""The names of governance's streams, and what they say right now.

Decisions that rest on other streams of governance (the seats of a body, where a case is) read
those from the ledger: a read model may be a moment behind, and what was just decided must count.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from services.governance.commands.facts import BodyFact, CaseFact
from services.governance.decisions import (
    body,
    case,
    hearing,
    meeting,
    organisation,
    person,
    seat,
)
from services.governance.decisions.exits import clarification, dispute, trial
from shared.contracts.governance import CaseReceived, SeatFilled
from shared.contracts.record import Event
from shared.eventlog.codec import Codec
from shared.eventlog.ledger import Ledger

S = TypeVar("S")


def helsefellesskap_stream(helsefellesskap: UUID) -> str:
    return f"helsefellesskap-{helsefellesskap}"


def organisation_stream(organisation_id: UUID) -> str:
    return f"organisation-{organisation_id}"


def person_stream(person_id: UUID) -> str:
    return f"person-{person_id}"


def body_stream(body_id: UUID) -> str:
    return f"body-{body_id}"


def seat_stream(seat_id: UUID) -> str:
    return f"seat-{seat_id}"


def meeting_stream(meeting_id: UUID) -> str:
    return f"meeting-{meeting_id}"


def case_stream(case_id: UUID) -> str:
    return f"case-{case_id}"


def clarification_stream(clarification_id: UUID) -> str:
    return f"clarification-{clarification_id}"


def trial_stream(trial_id: UUID) -> str:
    return f"trial-{trial_id}"


def dispute_stream(dispute_id: UUID) -> str:
    return f"dispute-{dispute_id}"


def hearing_stream(hearing_id: UUID) -> str:
    return f"hearing-{hearing_id}"


def items_stream(series: str) -> str:
    """The stream in which a body's own numbers of items are taken (G-1)."""
    return f"items-{series}"


class OwnStreams:
    """Reads streams afresh. `heads` are the versions that were read, by stream: one object is
    used for one decision, and they are stored with it (R-3)."""

    def __init__(self, ledger: Ledger, codec: Codec) -> None:
        self._ledger = ledger
        self._codec = codec
        self.heads: dict[str, int] = {}

    def length(self, stream: str) -> int:
        """How many events the stream has."""
        stored = self._ledger.read_stream(stream)
        self.heads[stream] = stored[-1].version if stored else 0
        return len(stored)

    def helsefellesskap_known(self, helsefellesskap: UUID) -> bool:
        return self.length(helsefellesskap_stream(helsefellesskap)) > 0

    def organisation(self, organisation_id: UUID) -> organisation.Organisation:
        start: organisation.Organisation = organisation.Unknown()
        return self._state(organisation_stream(organisation_id), start, organisation.evolve)

    def person(self, person_id: UUID) -> person.Person:
        start: person.Person = person.Unknown()
        return self._state(person_stream(person_id), start, person.evolve)

    def established(self, body_id: UUID) -> body.Established | body.Dissolved | None:
        """The body, a dissolved one too; None where no such body was established."""
        start: body.Body = body.Unknown()
        state = self._state(body_stream(body_id), start, body.evolve)
        return None if isinstance(state, body.Unknown) else state

    def body(self, body_id: UUID | None) -> BodyFact | None:
        established = None if body_id is None else self.established(body_id)
        return established.body if established else None

    def seat(self, seat_id: UUID) -> seat.Seat:
        start: seat.Seat = seat.Unknown()
        return self._state(seat_stream(seat_id), start, seat.evolve)

    def filled(self, seat_id: UUID) -> SeatFilled | None:
        """The seat as it was filled, if somebody holds it now."""
        state = self.seat(seat_id)
        return state.filled if isinstance(state, seat.Filled) else None

    def meeting(self, meeting_id: UUID) -> meeting.Meeting:
        start: meeting.Meeting = meeting.Unknown()
        return self._state(meeting_stream(meeting_id), start, meeting.evolve)

    def case_state(self, case_id: UUID) -> case.Case:
        start: case.Case = case.Unknown()
        return self._state(case_stream(case_id), start, case.evolve)

    def case(self, case_id: UUID) -> CaseFact | None:
        """Where the case is; None where no body has received it."""
        state = self.case_state(case_id)
        if isinstance(state, case.Unknown):
            return None
        lies = case.lies_before(state)
        return CaseFact(
            case_id,
            lies.body_id,
            lies.proposal_id,
            lies.alternatives,
            state.thread.over_capacity,
        )

    def received(self, case_id: UUID) -> CaseReceived | None:
        """How a body last received the case; None where none has."""

        def last(found: CaseReceived | None, event: object) -> CaseReceived | None:
            return event if isinstance(event, CaseReceived) else found

        start: CaseReceived | None = None
        return self._state(case_stream(case_id), start, last)

    def clarification(self, clarification_id: UUID) -> clarification.Clarification:
        start: clarification.Clarification = clarification.Unknown()
        stream = clarification_stream(clarification_id)
        return self._state(stream, start, clarification.evolve)

    def trial(self, trial_id: UUID) -> trial.Trial:
        start: trial.Trial = trial.Unknown()
        return self._state(trial_stream(trial_id), start, trial.evolve)

    def dispute(self, dispute_id: UUID) -> dispute.Dispute:
        start: dispute.Dispute = dispute.Unknown()
        return self._state(dispute_stream(dispute_id), start, dispute.evolve)

    def hearing(self, hearing_id: UUID) -> hearing.Hearing:
        start: hearing.Hearing = hearing.Unknown()
        return self._state(hearing_stream(hearing_id), start, hearing.evolve)

    def events(self, stream: str) -> tuple[Event, ...]:
        """All that has been said in the stream, in order."""
        stored = self._ledger.read_stream(stream)
        self.heads[stream] = stored[-1].version if stored else 0
        decoded = (self._codec.decode(each.body)[1] for each in stored)
        return tuple(event for event in decoded if event is not None)

    def _state(self, stream: str, start: S, evolve: Callable[[S, Any], S]) -> S:
        state, version = start, 0
        for stored in self._ledger.read_stream(stream):
            _, event = self._codec.decode(stored.body)
            state, version = evolve(state, event), stored.version
        self.heads[stream] = version
        return state
