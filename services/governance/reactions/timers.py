"""Deadlines are set by what is heard, and lead to a command when they are due (G-11, G-15, G-17,
G-19)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application.streams import (
    case_stream,
    hearing_stream,
    meeting_stream,
    organisation_stream,
    trial_stream,
)
from services.governance.commands.cases import NoteDeadline
from services.governance.commands.exits import NoteTrialEnd
from services.governance.commands.hearings import NoteHearingEnd
from services.governance.commands.meetings import CloseWrittenProcedure
from services.governance.commands.own_lines import AskFollowUp
from services.governance.commands.register import CarryOutSuccession
from services.governance.readmodels import cases, exits, hearings, meetings
from shared.contracts.governance import (
    ConsensusReached,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
    OrganisationSucceeded,
)
from shared.contracts.governance.hearings import HearingOpened, HearingSummarised
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
)
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.trials import TrialEnded, TrialExtended, TrialGranted
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
HEARING = "hearing"
TRIAL = "trial"


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
            stream = meeting_stream(planned.meeting_id)
            return (_timer(heard, f"{WRITTEN}:{planned.meeting_id}", answer_by, stream),)
        case MeetingClosed() | MeetingCancelled() as over:
            return (CancelTimer(f"{WRITTEN}:{over.meeting_id}"),)
        case OrganisationSucceeded() as succeeded:
            old, at = succeeded.organisation_id, start_of_day(succeeded.on)
            return (_timer(heard, f"{SUCCESSION}:{old}", at, organisation_stream(old)),)
        case CaseClosed() as closed:
            return (
                CancelTimer(f"{STEP}:{closed.case_id}"),
                CancelTimer(f"{FOLLOW_UP}:{closed.case_id}"),
            )
        case event:
            return _ends(heard, event)


def _ends(heard: Heard, event: object) -> Iterable[TimerChange]:
    """G-19, G-17: a hearing and a trial each have their last day, until they are summed up or
    ended; a trial that is prolonged has another one."""
    match event:
        case HearingOpened(hearing_id=of):
            at = _after(event.answer_by)
            return (_timer(heard, f"{HEARING}:{of}", at, hearing_stream(of)),)
        case HearingSummarised(hearing_id=of):
            return (CancelTimer(f"{HEARING}:{of}"),)
        case TrialGranted(trial_id=of, ends_on=day) | TrialExtended(trial_id=of, ends_on=day):
            return (_timer(heard, f"{TRIAL}:{of}", _after(day), trial_stream(of)),)
        case TrialEnded(trial_id=of):
            return (CancelTimer(f"{TRIAL}:{of}"),)
        case _:
            return ()


def _after(day: date) -> datetime:
    """The first moment when the day is over, in Norway."""
    return start_of_day(day + timedelta(days=1))


def _step(
    heard: Heard, case_id: UUID, step_id: UUID, due_at: datetime | None
) -> Iterable[TimerChange]:
    """The step before may have had the same day, so its timer is taken away first."""
    key = f"{STEP}:{case_id}"
    yield CancelTimer(key)
    if due_at is not None:
        stream = case_stream(case_id)
        yield _timer(heard, key, due_at, stream, kind=f"{STEP}:{step_id}")


def _follow_up(heard: Heard, decided: DecisionInForce) -> Iterable[TimerChange]:
    if decided.follow_up_on is not None:
        due_at = start_of_day(decided.follow_up_on)
        key = f"{FOLLOW_UP}:{decided.case_id}"
        yield _timer(heard, key, due_at, case_stream(decided.case_id))


def _timer(
    heard: Heard, key: str, due_at: datetime, subject: str, *, kind: str | None = None
) -> SetTimer:
    """The deadline's kind is what its key begins with, where nothing else is said."""
    return SetTimer(
        key=key,
        due_at=due_at,
        kind=kind or key.partition(":")[0],
        case=heard.envelope.correlationid,
        subject=subject,
    )


Due: TypeAlias = (
    NoteDeadline
    | AskFollowUp
    | CloseWrittenProcedure
    | CarryOutSuccession
    | NoteHearingEnd
    | NoteTrialEnd
)


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


BY_KEY: Mapping[str, Callable[[UUID], Due]] = MappingProxyType(
    {
        FOLLOW_UP: AskFollowUp,
        WRITTEN: CloseWrittenProcedure,
        SUCCESSION: CarryOutSuccession,
        HEARING: NoteHearingEnd,
        TRIAL: NoteTrialEnd,
    }
)
"""What a deadline leads to, by what its key begins with, where its id is all there is to say."""


def _due(timer: Timer) -> Due:
    what, of, *proposal = timer.key.split(":")
    if what in BY_KEY:
        return BY_KEY[what](UUID(of))
    if what == "ratification":
        # What the first timers were called, of which some may still be running: before steps
        # were told, theirs was the proposal's own id.
        return NoteDeadline(UUID(of), UUID(proposal[0]))
    return NoteDeadline(UUID(of), UUID(timer.kind.partition(":")[2]))


def _area(views: Views, command: Due) -> UUID | None:
    """The helsefellesskap that the deadline belongs to."""
    match command:
        case CloseWrittenProcedure():
            meeting = meetings.one(views, command.meeting_id)
            return meeting.helsefellesskap if meeting else None
        case CarryOutSuccession():
            return None
        case NoteHearingEnd():
            hearing = hearings.one(views, command.hearing_id)
            return hearing.opened.helsefellesskap if hearing else None
        case NoteTrialEnd():
            trial = exits.one(views, command.trial_id, "trial")
            return trial.helsefellesskap if trial else None
        case NoteDeadline() | AskFollowUp():
            case = cases.one(views, command.case_id)
            return case.helsefellesskap if case else None
        case _:
            assert_never(command)
