"""Load, decide, append for assessment: what a person may ask, and the facts for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.assessment.commands import (
    AssessmentCommand,
    AssessmentFacts,
    ConcludeAssessment,
    OpenAssessment,
    PartyKind,
    RecordCapacity,
    RecordFinding,
    StateGoal,
)
from services.assessment.decisions import Assessment as State
from services.assessment.decisions import Open, Unknown, decide, evolve
from services.assessment.readmodels import assessments
from services.assessment.readmodels.lsu import lsu_parties
from shared.contracts.record import Facts
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Decider, Done, Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import Views
from shared.identity.actors import Actor, Seat
from shared.identity.policy import require
from shared.identity.register import Register
from shared.identity.register_model import register_model
from shared.service.desk import Desk
from shared.web.conditions import NotFound

Asked: TypeAlias = StateGoal | RecordFinding | RecordCapacity | ConcludeAssessment
"""What people ask; an assessment is opened by what intake says."""


def assessment_stream(case_id: UUID) -> str:
    return f"assessment-{case_id}"


def decider(
    ledger: Ledger, codec: Codec, register: Register, views: Views
) -> Decider[AssessmentCommand, AssessmentFacts, State]:
    """An assessment's stream and its commands."""

    def facts(command: AssessmentCommand, base: Facts) -> Gathered[AssessmentFacts]:
        plain = AssessmentFacts(base.now, base.by, base.command_id)
        if isinstance(command, OpenAssessment | StateGoal):
            return Gathered(plain)
        being = _being(ledger, codec, command.case_id)
        if being is None:
            return Gathered(plain)
        return Gathered(
            AssessmentFacts(
                base.now,
                base.by,
                base.command_id,
                organisations=_organisations(register, being, _named(command)),
                lsu=(
                    lsu_parties(views, being.helsefellesskap)
                    if isinstance(command, ConcludeAssessment)
                    else ()
                ),
            ),
            positions={"governance": views.position("governance", register_model)},
        )

    return Decider(
        commands=(OpenAssessment, StateGoal, RecordFinding, RecordCapacity, ConcludeAssessment),
        stream=lambda command: assessment_stream(command.case_id),
        facts=facts,
        initial=Unknown(),
        decide=decide,
        evolve=evolve,
        kind="assessment",
    )


def _being(ledger: Ledger, codec: Codec, case_id: UUID) -> Open | None:
    """The assessment as recorded, if it is open: its organisations are looked up in the register.

    Read from the ledger, not from rows, so that none that was recorded just now is left out.
    """
    state: State = Unknown()
    for stored in ledger.read_stream(assessment_stream(case_id)):
        _, event = codec.decode(stored.body)
        state = evolve(state, event)  # type: ignore[arg-type]
    return state if isinstance(state, Open) else None


def _named(command: RecordFinding | RecordCapacity | ConcludeAssessment) -> set[UUID]:
    """The organisations that a command names itself; the rules refuse those nobody knows."""
    match command:
        case RecordFinding():
            return {*command.clinicians, *([command.party] if command.party else [])}
        case RecordCapacity():
            return {command.party}
        case ConcludeAssessment():
            return set()
        case _:
            assert_never(command)


def _organisations(register: Register, being: Open, named: Iterable[UUID]) -> tuple[PartyKind, ...]:
    """Raises WaitingFor where the register has not heard of a party of the case yet."""
    asked = {*being.affected, *named}
    known = {each.id: each.kind for each in register.organisations() if each.id in asked}
    if not set(being.affected) <= known.keys():
        raise WaitingFor("governance")
    return tuple(PartyKind(party, known[party]) for party in sorted(known, key=str))


def acting_seat(actor: Actor, helsefellesskap: UUID) -> Seat | None:
    """The seat that somebody who is not the secretariat takes part from (A-3, R-1)."""
    if actor.has("secretariat", helsefellesskap=helsefellesskap):
        return None
    seats = [
        seat
        for seat in actor.seats
        if seat.helsefellesskap == helsefellesskap and "proposal" in seat.rights
    ]
    return min(seats, key=lambda seat: str(seat.seat), default=None)


class Assessment:
    """What people may ask of assessment."""

    def __init__(self, desk: Desk, views: Views) -> None:
        self._desk = desk
        self._views = views

    def ask(
        self,
        actor: Actor,
        command: Asked,
        *,
        key: str,
        expected_version: int | None = None,
        at: datetime | None = None,
    ) -> Done:
        """Raises Forbidden, NotFound, Refused and what the handler raises."""
        sheet = assessments.one(self._views, command.case_id)
        if sheet is None:
            raise NotFound
        match command:
            case StateGoal() | RecordFinding() | RecordCapacity():
                require(actor, "assessment.assess", sheet.resource)
            case ConcludeAssessment():
                require(actor, "assessment.conclude", sheet.resource)
            case _:
                assert_never(command)
        acting = acting_seat(actor, sheet.helsefellesskap)
        return self._desk.ask(
            actor,
            command,
            key=key,
            case=str(command.case_id),
            helsefellesskap=sheet.helsefellesskap,
            seat=acting.seat if acting else None,
            party=acting.party if acting else None,
            expected_version=expected_version,
            at=at,
        )
