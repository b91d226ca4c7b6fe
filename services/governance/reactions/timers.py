"""Deadlines are set by what is heard, and lead to a command when they are due (G-11, G-15)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from services.governance.application.streams import (
    case_stream,
    meeting_stream,
    organisation_stream,
)
from services.governance.commands.cases import NoteDeadline
from services.governance.commands.meetings import CloseWrittenProcedure
from services.governance.commands.own_lines import AskFollowUp
from services.governance.commands.register import CarryOutSuccession
from services.governance.readmodels import cases, meetings
from shared.contracts.governance import (
    ConsensusReached,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
    OrganisationSucceeded,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
)
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.unresolved import CaseClosed
from shared.contracts.record import Who, service_actor
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.projections import Views
from shared.eventlog.timers import CancelTimer, SetTimer, Timer, TimerChange
from shared.values.calendar import start_of_day

STEP = "step"
FOLLOW_UP = "follow-up"
WRITTEN = "written"
SUCCESSION = "succession"


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
            # What the first timers were called, of which some may still be running: before steps
            # were told, theirs was the proposal's own id.
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
