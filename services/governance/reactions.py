"""Events heard become commands: an assessed case comes to its first body, an item's outcome
takes effect on its case, a deadline for the parties' answers is set (A-14, G-11, G-12)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from services.governance.application.streams import (
    case_stream,
    meeting_stream,
    organisation_stream,
)
from services.governance.commands.cases import (
    NoteDeadline,
    ReceiveCase,
    RecordOutcome,
    ResumeCase,
    SucceedParty,
    TakeExit,
    TransferCase,
)
from services.governance.commands.meetings import CloseWrittenProcedure
from services.governance.commands.own_lines import AskFollowUp
from services.governance.commands.register import CarryOutSuccession
from services.governance.commands.structure import SucceedBodyParty, SucceedSeatParty
from services.governance.readmodels import cases, meetings
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.governance import (
    BodyDissolved,
    ConsensusReached,
    ItemClosed,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
    OrganisationSucceeded,
    SuccessionCarriedOut,
)
from shared.contracts.governance.exits import (
    ClarificationAnswered,
    ClarificationSent,
    DisputeSent,
    DisputeStatementRegistered,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
)
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.trials import TrialApplied, TrialEnded, TrialRefused
from shared.contracts.governance.unresolved import CaseClosed
from shared.contracts.record import ServiceName, Who, service_actor
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.projections import Views
from shared.eventlog.timers import CancelTimer, SetTimer, Timer, TimerChange
from shared.values.calendar import start_of_day

REACTS_TO: frozenset[ServiceName] = frozenset({"assessment", "governance"})
STEP = "step"
FOLLOW_UP = "follow-up"
RATIFICATION = "ratification"
"""What the first timers were called, of which some may still be running."""
WRITTEN = "written"
SUCCESSION = "succession"
Caused: TypeAlias = (
    ReceiveCase
    | RecordOutcome
    | NoteDeadline
    | TransferCase
    | TakeExit
    | ResumeCase
    | SucceedBodyParty
    | SucceedSeatParty
    | SucceedParty
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
        case MeetingClosed() as over:
            return tuple(NoteDeadline(case_id, None, over.body_id) for case_id in over.passed_over)
        case event:
            return _of_exits(event)


def _of_exits(event: object) -> Sequence[Caused]:  # noqa: PLR0911 - one way out per event
    """G-10: what partnerskapsmøtet has asked elsewhere is waited for, and comes back."""
    match event:
        case ClarificationSent(case_id=case, body_id=body, clarification_id=exit_id):
            return (TakeExit(case, body, "clarification", exit_id, event.question),)
        case TrialApplied(case_id=case, body_id=body, trial_id=exit_id):
            return (TakeExit(case, body, "trial", exit_id, event.measure),)
        case DisputeSent(case_id=case, body_id=body, dispute_id=exit_id):
            return (TakeExit(case, body, "dispute-board", exit_id, event.question),)
        case ClarificationAnswered(case_id=case, clarification_id=exit_id):
            return (ResumeCase(case, "clarification", exit_id, event.answer),)
        case (
            TrialRefused(case_id=case, trial_id=exit_id)
            | TrialEnded(case_id=case, trial_id=exit_id)
        ):
            return (ResumeCase(case, "trial", exit_id, event.reason),)
        case DisputeStatementRegistered(case_id=case, dispute_id=exit_id):
            return (ResumeCase(case, "dispute-board", exit_id, event.statement),)
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
    """A-14: only what is to go on, to a body of ours or to another arena with a way back."""
    if concluded.conclusion != "proceed":
        return ()
    return (
        ReceiveCase(
            case_id=concluded.case_id,
            helsefellesskap=concluded.helsefellesskap,
            number=concluded.number,
            kind=concluded.route,
            parties=concluded.parties,
            main_obstacle=concluded.diagnosis.main_obstacle,
            assessment_revision=concluded.revision,
            reference=concluded.known_answer,
        ),
    )


def timers_of(  # noqa: PLR0911 - a line each
    heard: Heard,
) -> Iterable[TimerChange]:
    """G-11: one deadline at a time for each case, that of its step; one for each written
    procedure, until it is closed or called off. G-15: when it is asked what became of a decision.
    """
    match heard.event:
        case StepBegun() as begun:
            return _step(heard, begun.case_id, begun.step_id, begun.due_at)
        case DeadlineMissed() as missed:
            return _step(heard, missed.case_id, missed.step_id, missed.next_at)
        case ConsensusReached() as reached if reached.ratify:
            # Recorded before steps were told, this was the deadline of the proposal's own step.
            return _step(heard, reached.case_id, reached.proposal_id, reached.ratify_by)
        case DecisionInForce() as decided:
            return _follow_up(heard, decided)
        case CaseImplemented() as done:
            return (CancelTimer(f"{STEP}:{done.case_id}"),)
        case FollowUpAsked() | FollowUpAnswered() as followed:
            return (CancelTimer(f"{FOLLOW_UP}:{followed.case_id}"),)
        case MeetingPlanned(answer_by=answer_by) as planned if answer_by is not None:
            return (
                SetTimer(
                    key=f"{WRITTEN}:{planned.meeting_id}",
                    due_at=answer_by,
                    kind=WRITTEN,
                    case=heard.envelope.correlationid,
                    subject=meeting_stream(planned.meeting_id),
                ),
            )
        case MeetingClosed() | MeetingCancelled() as over:
            return (CancelTimer(f"{WRITTEN}:{over.meeting_id}"),)
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
        case CaseClosed() as closed:
            return (
                CancelTimer(f"{STEP}:{closed.case_id}"),
                CancelTimer(f"{FOLLOW_UP}:{closed.case_id}"),
            )
        case _:
            return ()


def _step(
    heard: Heard, case_id: UUID, step_id: UUID, due_at: datetime | None
) -> Iterable[TimerChange]:
    """The step before may have had the same day, so its timer is taken away first."""
    key = f"{STEP}:{case_id}"
    yield CancelTimer(key)
    if due_at is not None:
        yield _timer(heard, key, case_id, due_at, kind=f"{STEP}:{step_id}")


def _follow_up(heard: Heard, decided: DecisionInForce) -> Iterable[TimerChange]:
    if decided.follow_up_on is not None:
        due_at = start_of_day(decided.follow_up_on)
        key = f"{FOLLOW_UP}:{decided.case_id}"
        yield _timer(heard, key, decided.case_id, due_at, kind=FOLLOW_UP)


def _timer(heard: Heard, key: str, case_id: UUID, due_at: datetime, *, kind: str) -> SetTimer:
    return SetTimer(
        key=key,
        due_at=due_at,
        kind=kind,
        case=heard.envelope.correlationid,
        subject=case_stream(case_id),
    )


Due: TypeAlias = NoteDeadline | AskFollowUp | CloseWrittenProcedure | CarryOutSuccession


def fires(handler: Handler, views: Views) -> Callable[[Timer], None]:
    """What is done when a deadline is due. Raises what the handler raises."""

    def fire(timer: Timer) -> None:
        command = _due(timer)
        handler.handle(
            Asked(
                command=command,
                id=timer.command_id,
                by=Who(service_actor("governance")),
                at=timer.due_at,
                case=timer.case,
                helsefellesskap=_area(views, command),
            )
        )

    return fire


def _due(timer: Timer) -> Due:
    what, of, *proposal = timer.key.split(":")
    match what:
        case "follow-up":
            return AskFollowUp(UUID(of))
        case "ratification":
            # A step that was recorded before steps were told goes by the proposal's own id.
            return NoteDeadline(UUID(of), UUID(proposal[0]))
        case "written":
            return CloseWrittenProcedure(UUID(of))
        case "succession":
            return CarryOutSuccession(UUID(of))
        case _:
            return NoteDeadline(UUID(of), UUID(timer.kind.partition(":")[2]))


def _area(views: Views, command: Due) -> UUID | None:
    """The helsefellesskap that the deadline belongs to."""
    if isinstance(command, CloseWrittenProcedure):
        meeting = meetings.one(views, command.meeting_id)
        return meeting.helsefellesskap if meeting else None
    if isinstance(command, CarryOutSuccession):
        return None
    case = cases.one(views, command.case_id)
    return case.helsefellesskap if case else None
