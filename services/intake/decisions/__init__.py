"""What intake decides. Pure: time, ids and facts arrive as data."""

from typing import assert_never

from services.intake.commands import (
    AnswerFirst,
    CloseUnanswered,
    DisputeOutcome,
    GiveInformation,
    IntakeFacts,
    MergeCase,
    OnACase,
    RegisterReport,
    ReopenCase,
    RequestInformation,
    SplitCase,
    StartCase,
    TriageCase,
    WithdrawReport,
)
from services.intake.decisions import cases, reporting, triage
from services.intake.decisions.states import Case, Unknown, evolve
from shared.contracts.intake import OnTheCase

__all__ = ["RULES_VERSION", "Case", "Unknown", "decide", "evolve"]

RULES_VERSION = "3"


def decide(  # noqa: PLR0911, PLR0912 - a line each
    command: OnACase, facts: IntakeFacts, case: Case
) -> tuple[OnTheCase, ...]:
    match command:
        case RegisterReport():
            return reporting.register(command, facts, case)
        case WithdrawReport():
            return reporting.withdraw(command, facts, case)
        case GiveInformation():
            return reporting.give(command, facts, case)
        case DisputeOutcome():
            return reporting.dispute(command, facts, case)
        case ReopenCase():
            return reporting.reopen(command, case)
        case TriageCase():
            return triage.triage(command, facts, case)
        case AnswerFirst():
            return triage.answer_first(command, facts, case)
        case RequestInformation():
            return triage.request(command, facts, case)
        case CloseUnanswered():
            return triage.close_unanswered(command, facts, case)
        case MergeCase():
            return cases.merge(command, facts, case)
        case SplitCase():
            return cases.split(command, facts, case)
        case StartCase():
            return cases.start(command, facts, case)
        case _:
            assert_never(command)
