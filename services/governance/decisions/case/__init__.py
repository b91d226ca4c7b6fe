"""`case-<id>`: a case from its first body to what was done in each party's line."""

from typing import assert_never

from services.governance.commands.cases import (
    CaseCommand,
    NoteRatificationDeadline,
    ReceiveCase,
    RecordOutcome,
    RegisterRatification,
    ReportImplementation,
    ResumeCase,
    SubmitProposal,
    TakeExit,
)
from services.governance.commands.facts import CaseFacts
from services.governance.decisions.case.between_bodies import receive, record, submit
from services.governance.decisions.case.own_lines import note_deadline, ratify, report
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    CaseEvent,
    Implemented,
    InForce,
    Proposed,
    Ratifying,
    Unknown,
    evolve,
)

__all__ = [
    "AtWork",
    "Case",
    "CaseEvent",
    "Implemented",
    "InForce",
    "Proposed",
    "Ratifying",
    "Unknown",
    "decide",
    "evolve",
]


def decide(  # noqa: PLR0911 - one way out per command
    command: CaseCommand, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    match command:
        case ReceiveCase():
            return receive(command, facts, case)
        case SubmitProposal():
            return submit(command, facts, case)
        case RecordOutcome():
            return record(command, facts, case)
        case RegisterRatification():
            return ratify(command, facts, case)
        case NoteRatificationDeadline():
            return note_deadline(command, facts, case)
        case ReportImplementation():
            return report(command, facts, case)
        case TakeExit() | ResumeCase():
            return ()
        case _:
            assert_never(command)
