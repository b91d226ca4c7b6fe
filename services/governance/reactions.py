"""Events heard become commands: an assessed case comes to its first body, an item's outcome
takes effect on its case, a deadline for the parties' answers is set (A-14, G-11, G-12)."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from uuid import UUID

from services.governance.application.streams import case_stream, meeting_stream
from services.governance.commands.cases import (
    NoteRatificationDeadline,
    ReceiveCase,
    RecordOutcome,
)
from services.governance.commands.meetings import CloseWrittenProcedure
from services.governance.readmodels import cases, meetings
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.governance import (
    ConsensusReached,
    DecisionInForce,
    ItemClosed,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
)
from shared.contracts.record import ServiceName, Who, service_actor
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.projections import Views
from shared.eventlog.timers import CancelTimer, SetTimer, Timer, TimerChange

REACTS_TO: frozenset[ServiceName] = frozenset({"assessment", "governance"})
RATIFICATION = "ratification"
WRITTEN = "written"
Caused: TypeAlias = ReceiveCase | RecordOutcome


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
        case _:
            return ()


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
    """G-11: each proposal that is agreed upon has a deadline; with the last answer it is over. So
    has each written procedure, until it is closed or called off."""
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
        case DecisionInForce() as decided:
            return (CancelTimer(_key(decided.case_id, decided.proposal_id)),)
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
        case _:
            return ()


def _key(case_id: UUID, proposal_id: UUID) -> str:
    return f"{RATIFICATION}:{case_id}:{proposal_id}"


def fires(handler: Handler, views: Views) -> Callable[[Timer], None]:
    """What is done when a deadline is due. Raises what the handler raises."""

    def fire(timer: Timer) -> None:
        kind, *ids = timer.key.split(":")
        assert kind == timer.kind
        command, area = _due(views, kind, [UUID(each) for each in ids])
        handler.handle(
            Asked(
                command=command,
                id=timer.command_id,
                by=Who(service_actor("governance")),
                at=timer.due_at,
                case=timer.case,
                helsefellesskap=area,
            )
        )

    return fire


def _due(
    views: Views, kind: str, ids: Sequence[UUID]
) -> tuple[NoteRatificationDeadline | CloseWrittenProcedure, UUID | None]:
    """The command of a deadline, and the helsefellesskap it belongs to."""
    if kind == WRITTEN:
        (meeting_id,) = ids
        meeting = meetings.one(views, meeting_id)
        area = meeting.helsefellesskap if meeting else None
        return CloseWrittenProcedure(meeting_id), area
    assert kind == RATIFICATION
    case_id, proposal_id = ids
    case = cases.one(views, case_id)
    return NoteRatificationDeadline(case_id, proposal_id), case.helsefellesskap if case else None
