"""A question to the reporters has a deadline, which leads to a command when it is due (I-5)."""

from collections.abc import Callable, Iterable
from uuid import UUID

from services.intake.application.streams import case_stream
from services.intake.commands import CloseUnanswered
from services.intake.readmodels import cases
from shared.contracts.intake import (
    CaseMerged,
    CaseTriaged,
    InformationGiven,
    InformationRequested,
    Question,
    ReportsJoined,
)
from shared.contracts.record import Who, service_actor
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.projections import Views
from shared.eventlog.timers import CancelTimer, SetTimer, Timer, TimerChange

QUESTION = "question"


def timers_of(heard: Heard) -> Iterable[TimerChange]:
    """I-5: one question at a time for each case. I-0: where a case is joined or merged away, its
    question and its deadline follow."""
    match heard.event:
        case InformationRequested() as asked:
            question = Question(
                request_id=asked.request_id, question=asked.question, due_at=asked.due_at
            )
            return _ask(heard, asked.case_id, question)
        case ReportsJoined(question=Question() as question) as joined:
            return _ask(heard, joined.case_id, question)
        case InformationGiven() | CaseTriaged() | CaseMerged() as over:
            return (CancelTimer(_key(over.case_id)),)
        case _:
            return ()


def _key(case_id: UUID) -> str:
    return f"{QUESTION}:{case_id}"


def _ask(heard: Heard, case_id: UUID, question: Question) -> Iterable[TimerChange]:
    """The question before may have had the same day, so its timer is taken away first."""
    yield CancelTimer(_key(case_id))
    yield SetTimer(
        key=_key(case_id),
        due_at=question.due_at,
        kind=f"{QUESTION}:{question.request_id}",
        case=heard.envelope.correlationid,
        subject=case_stream(case_id),
    )


def fires(handler: Handler, views: Views) -> Callable[[Timer], None]:
    """What is done when a deadline is due. Raises what the handler raises."""

    def fire(timer: Timer) -> None:
        of, request = (each.partition(":")[2] for each in (timer.key, timer.kind))
        command = CloseUnanswered(UUID(of), UUID(request))
        case = cases.one(views, command.case_id)
        handler.handle(
            Asked(
                command=command,
                id=timer.command_id,
                by=Who(service_actor("intake")),
                at=timer.due_at,
                case=timer.case,
                helsefellesskap=case.helsefellesskap if case else None,
            )
        )

    return fire
