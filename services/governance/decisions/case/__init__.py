"""`case-<id>`: a case from its first body to what was done in each party's line, and its end."""

from functools import reduce
from typing import assert_never

from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    CaseCommand,
    ChooseReturnOrLift,
    CloseNotAgreed,
    CorrectWording,
    DeclareNotAgreed,
    DropCase,
    GiveStatement,
    NoteDeadline,
    PlaceCase,
    ReceiveCase,
    RecordOutcome,
    ResumeCase,
    SubmitNoProposal,
    SubmitProposal,
    SucceedParty,
    TakeExit,
    TransferCase,
)
from services.governance.commands.facts import CaseFacts
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    AskFollowUp,
    ChooseAfterRatification,
    OwnLineCommand,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from services.governance.decisions.case import (
    arenas,
    between_bodies,
    choosing,
    deadlines,
    exits,
    following_up,
    own_lines,
)
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.evolving import evolve
from services.governance.decisions.case.lying import Lies, bodies_of, lies_before
from services.governance.decisions.case.states import Case, Known, Open, Unknown

__all__ = [
    "Case",
    "CaseEvent",
    "Known",
    "Lies",
    "Open",
    "Unknown",
    "bodies_of",
    "decide",
    "evolve",
    "lies_before",
]


def decide(command: CaseCommand, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """What is decided, and the step that begins with it, each with its deadline (G-11)."""
    decided = _decide(command, facts, case)
    if not decided:
        return ()
    after = reduce(evolve, decided, case)
    return (*decided, *deadlines.begun(command.case_id, facts, case, after))


def _decide(  # noqa: PLR0911 - one way out per subject
    command: CaseCommand, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    match command:
        case ReceiveCase() | PlaceCase() | AnswerArena() | TransferCase() | SucceedParty():
            return _placed(command, facts, case)
        case SubmitProposal() | SubmitNoProposal() | GiveStatement() | RecordOutcome():
            return _treated(command, facts, case)
        case ChooseReturnOrLift():
            return choosing.return_or_lift(command, facts, case)
        case CorrectWording():
            return choosing.correct_wording(command, case)
        case (
            TakeExit()
            | ResumeCase()
            | DeclareNotAgreed()
            | AcknowledgeNotAgreed()
            | CloseNotAgreed()
            | DropCase()
        ):
            return _without_agreement(command, facts, case)
        case (
            RegisterRatification()
            | ChooseAfterRatification()
            | PlanImplementation()
            | ReportImplementation()
            | AnswerOwnStep()
            | AskFollowUp()
            | AnswerFollowUp()
        ):
            return _in_own_lines(command, facts, case)
        case NoteDeadline():
            return deadlines.note(command, facts, case)
        case _:
            assert_never(command)


def _placed(
    command: ReceiveCase | PlaceCase | AnswerArena | TransferCase | SucceedParty,
    facts: CaseFacts,
    case: Case,
) -> tuple[CaseEvent, ...]:
    match command:
        case ReceiveCase():
            return arenas.receive(command, facts, case)
        case PlaceCase():
            return arenas.place(command, facts, case)
        case AnswerArena():
            return arenas.answer(command, facts, case)
        case TransferCase():
            return arenas.transfer(command, facts, case)
        case SucceedParty():
            return following_up.succeed(command, case)
        case _:
            assert_never(command)


def _treated(
    command: SubmitProposal | SubmitNoProposal | GiveStatement | RecordOutcome,
    facts: CaseFacts,
    case: Case,
) -> tuple[CaseEvent, ...]:
    match command:
        case SubmitProposal():
            return between_bodies.submit(command, facts, case)
        case SubmitNoProposal():
            return between_bodies.submit_none(command, facts, case)
        case GiveStatement():
            return between_bodies.state(command, case)
        case RecordOutcome():
            return between_bodies.record(command, facts, case)
        case _:
            assert_never(command)


def _without_agreement(
    command: TakeExit
    | ResumeCase
    | DeclareNotAgreed
    | AcknowledgeNotAgreed
    | CloseNotAgreed
    | DropCase,
    facts: CaseFacts,
    case: Case,
) -> tuple[CaseEvent, ...]:
    match command:
        case TakeExit():
            return exits.take(command, facts, case)
        case ResumeCase():
            return exits.resume(command, case)
        case DeclareNotAgreed():
            return exits.declare_not_agreed(command, facts, case)
        case AcknowledgeNotAgreed():
            return exits.acknowledge(command, facts, case)
        case CloseNotAgreed():
            return exits.close(command, facts, case)
        case DropCase():
            return exits.drop(command, facts, case)
        case _:
            assert_never(command)


def _in_own_lines(  # noqa: PLR0911 - one way out per command
    command: OwnLineCommand, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    match command:
        case RegisterRatification():
            return own_lines.ratify(command, facts, case)
        case ChooseAfterRatification():
            return choosing.after_ratification(command, facts, case)
        case PlanImplementation():
            return own_lines.plan(command, facts, case)
        case ReportImplementation():
            return own_lines.report(command, facts, case)
        case AnswerOwnStep():
            return own_lines.answer_own_step(command, facts, case)
        case AskFollowUp():
            return following_up.ask(command, case)
        case AnswerFollowUp():
            return following_up.answer(command, case)
        case _:
            assert_never(command)
