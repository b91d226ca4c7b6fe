"""Load, decide, append for assessment: what a person may ask, and the facts for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.assessment.commands import (
    AssessmentCommand,
    AssessmentFacts,
    CloseAssessment,
    ConcludeAssessment,
    DecidePriority,
    RecordCapacity,
    RecordComponent,
    RecordDetail,
    RecordFinding,
    RecordPhase,
    ReopenAssessment,
    StateGoal,
    StateStandardisation,
)
from services.assessment.decisions import Assessment as State
from services.assessment.decisions import Open, Unknown, decide, evolve
from services.assessment.readmodels import assessments
from services.assessment.readmodels.lsu import lsu_parties
from shared.contracts.assessment import Clinician, PartyKind
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
from shared.values.calendar import local_day
from shared.web.conditions import NotFound

Recording: TypeAlias = (
    StateGoal
    | RecordFinding
    | RecordDetail
    | RecordComponent
    | RecordCapacity
    | DecidePriority
    | StateStandardisation
    | RecordPhase
)
"""What those affected may ask too (A-3)."""
Ending: TypeAlias = ConcludeAssessment | ReopenAssessment | CloseAssessment
"""What the secretariat decides (A-9, A-14)."""
Asked: TypeAlias = Recording | Ending
"""What people ask; an assessment is opened by what intake says."""
LooksUp: TypeAlias = (
    RecordFinding | RecordComponent | RecordCapacity | RecordPhase | ConcludeAssessment
)
"""What is decided by who is who in the register."""


def assessment_stream(case_id: UUID) -> str:
    return f"assessment-{case_id}"


def decider(
    ledger: Ledger, codec: Codec, register: Register, views: Views
) -> Decider[AssessmentCommand, AssessmentFacts, State]:
    """An assessment's stream and its commands."""

    def facts(command: AssessmentCommand, base: Facts) -> Gathered[AssessmentFacts]:
        plain = AssessmentFacts(base.now, base.by, base.command_id)
        if not isinstance(command, LooksUp):
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
                people=_people(register, command, base.now),
                lsu=(
                    lsu_parties(views, being.helsefellesskap)
                    if isinstance(command, ConcludeAssessment)
                    else ()
                ),
            ),
            positions={"governance": views.position("governance", register_model)},
        )

    return Decider(
        commands=get_args(AssessmentCommand),
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
    state = recorded_at(ledger, codec, case_id)
    return state if isinstance(state, Open) else None


def recorded_at(ledger: Ledger, codec: Codec, case_id: UUID, version: int | None = None) -> State:
    """The assessment as recorded; with a `version`, as it was then."""
    state: State = Unknown()
    for stored in ledger.read_stream(assessment_stream(case_id))[:version]:
        _, event = codec.decode(stored.body)
        state = evolve(state, event)  # type: ignore[arg-type]
    return state


def _named(command: LooksUp) -> set[UUID]:
    """The organisations that a command names itself; the rules refuse those nobody knows."""
    match command:
        case RecordFinding():
            party = {command.party} if command.party else set()
            return party | {each.party for each in command.clinicians}
        case RecordComponent():
            return _named(command.finding)
        case RecordPhase():
            return {each.party for each in command.phase.clinicians}
        case RecordCapacity():
            return {command.party}
        case ConcludeAssessment():
            return set()
        case _:
            assert_never(command)


def _people(register: Register, command: LooksUp, now: datetime) -> tuple[UUID, ...]:
    """Those of the command's clinicians that the register knows (A-3)."""
    named: tuple[Clinician, ...] = ()
    match command:
        case RecordFinding():
            named = command.clinicians
        case RecordComponent():
            named = command.finding.clinicians
        case RecordPhase():
            named = command.phase.clinicians
        case RecordCapacity() | ConcludeAssessment():
            """Nobody is named."""
        case _:
            assert_never(command)
    people = [each.person for each in named if each.person is not None]
    return tuple(sorted(register.employments(people, local_day(now)), key=str)) if people else ()


def _organisations(register: Register, being: Open, named: Iterable[UUID]) -> tuple[PartyKind, ...]:
    """Raises WaitingFor where the register has not heard of a party of the case yet."""
    asked = {*being.affected, *named}
    known = {each.id: each.kind for each in register.organisations() if each.id in asked}
    if not set(being.affected) <= known.keys():
        raise WaitingFor("governance")
    return tuple(PartyKind(party=party, kind=known[party]) for party in sorted(known, key=str))


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
            case (
                StateGoal()
                | RecordFinding()
                | RecordDetail()
                | RecordComponent()
                | RecordCapacity()
                | DecidePriority()
                | StateStandardisation()
                | RecordPhase()
            ):
                require(actor, "assessment.assess", sheet.resource)
            case ConcludeAssessment() | ReopenAssessment() | CloseAssessment():
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
