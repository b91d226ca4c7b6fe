"""Events heard become commands: an assessed case comes to its first body, an item's outcome
takes effect on its case, a deadline for the parties' answers is set (A-14, G-11, G-12)."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from uuid import UUID

from services.governance.application.streams import case_stream, organisation_stream
from services.governance.commands.cases import (
    NoteRatificationDeadline,
    ReceiveCase,
    RecordOutcome,
    SucceedParty,
    TransferCase,
)
from services.governance.commands.register import CarryOutSuccession
from services.governance.commands.structure import SucceedBodyParty, SucceedSeatParty
from services.governance.readmodels import cases
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.governance import (
    BodyDissolved,
    ConsensusReached,
    DecisionInForce,
    ItemClosed,
    OrganisationSucceeded,
    SuccessionCarriedOut,
)
from shared.contracts.record import ServiceName, Who, service_actor
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.projections import Views
from shared.eventlog.timers import CancelTimer, SetTimer, Timer, TimerChange
from shared.values.calendar import start_of_day

REACTS_TO: frozenset[ServiceName] = frozenset({"assessment", "governance"})
RATIFICATION = "ratification"
SUCCESSION = "succession"
Caused: TypeAlias = (
    ReceiveCase | RecordOutcome | TransferCase | SucceedBodyParty | SucceedSeatParty | SucceedParty
)


def react(heard: Heard) -> Sequence[Caused]:
    """Pure: which body a case comes to is looked up with the facts of the decision."""
    match heard.event:
        case AssessmentConcluded() as concluded:
            return _receive(concluded)
        case ItemClosed() as closed:
            return (
                RecordOutcome(
                    case_id=closed.case_id,
                    proposal_id=closed.proposal_id,
                    body_id=closed.body_id,
                    meeting_id=closed.meeting_id,
                    item_id=closed.item_id,
                    outcome=closed.outcome,
                    objections=closed.objections,
                    wording=closed.wording,
                    within_limits=closed.within_limits,
                    new_question=closed.new_question,
                    alternative=closed.alternative,
                ),
            )
        case SuccessionCarriedOut() as succession:
            return _succeed(succession)
        case BodyDissolved() as dissolved:
            return tuple(
                TransferCase(each.case_id, dissolved.body_id, each.body_id, dissolved.reason)
                for each in dissolved.receivers
            )
        case _:
            return ()


def _succeed(told: SuccessionCarriedOut) -> Sequence[Caused]:
    """P-6: the successor takes the old party's place in all that the succession names."""
    old, new, on = told.organisation_id, told.successor, told.on
    return (
        *(SucceedBodyParty(body, old, new, on) for body in told.bodies),
        *(SucceedSeatParty(seat, old, new, on) for seat in told.seats),
        *(SucceedParty(case, old, new, on) for case in told.cases),
    )


def _receive(concluded: AssessmentConcluded) -> Sequence[Caused]:
    """A-14: only what is to go on, and only by the routes that lead to a body of ours."""
    if concluded.conclusion != "proceed" or concluded.route not in ("fs", "lsu"):
        return ()
    return (
        ReceiveCase(
            case_id=concluded.case_id,
            helsefellesskap=concluded.helsefellesskap,
            number=concluded.number,
            kind="lsu" if concluded.route == "lsu" else "fs",
            parties=concluded.parties,
            main_obstacle=concluded.diagnosis.main_obstacle,
            assessment_revision=concluded.revision,
        ),
    )


def timers_of(heard: Heard) -> Iterable[TimerChange]:
    """G-11: each proposal that is agreed upon has a deadline; with the last answer it is over."""
    match heard.event:
        case ConsensusReached() as reached:
            return (
                SetTimer(
                    key=_key(reached.case_id, reached.proposal_id),
                    due_at=reached.ratify_by,
                    kind=RATIFICATION,
                    case=heard.envelope.correlationid,
                    subject=case_stream(reached.case_id),
                ),
            )
        case OrganisationSucceeded() as succeeded:
            return (
                SetTimer(
                    key=f"{SUCCESSION}:{succeeded.organisation_id}",
                    due_at=start_of_day(succeeded.on),
                    kind=SUCCESSION,
                    case=heard.envelope.correlationid,
                    subject=organisation_stream(succeeded.organisation_id),
                ),
            )
        case DecisionInForce() as decided:
            return (CancelTimer(_key(decided.case_id, decided.proposal_id)),)
        case _:
            return ()


def _key(case_id: UUID, proposal_id: UUID) -> str:
    return f"{RATIFICATION}:{case_id}:{proposal_id}"


def _carry_out(handler: Handler, timer: Timer) -> None:
    """P-6: the day of a succession has come."""
    handler.handle(
        Asked(
            command=CarryOutSuccession(UUID(timer.key.removeprefix(f"{SUCCESSION}:"))),
            id=timer.command_id,
            by=Who(service_actor("governance")),
            at=timer.due_at,
            case=timer.case,
        )
    )


def fires(handler: Handler, views: Views) -> Callable[[Timer], None]:
    """What is done when a deadline is due. Raises what the handler raises."""

    def fire(timer: Timer) -> None:
        if timer.kind == SUCCESSION:
            _carry_out(handler, timer)
            return
        kind, case_id, proposal_id = timer.key.split(":")
        assert kind == timer.kind == RATIFICATION
        case = cases.one(views, UUID(case_id))
        handler.handle(
            Asked(
                command=NoteRatificationDeadline(UUID(case_id), UUID(proposal_id)),
                id=timer.command_id,
                by=Who(service_actor("governance")),
                at=timer.due_at,
                case=timer.case,
                helsefellesskap=case.helsefellesskap if case else None,
            )
        )

    return fire
