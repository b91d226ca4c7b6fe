"""`trial-<id>`: an exemption or a trial, from its plan to its end (G-17)."""

from typing import assert_never

from services.governance.commands.exits import (
    ApplyForTrial,
    DraftTrial,
    EndTrial,
    EvaluateTrial,
    ExitFacts,
    ExtendTrial,
    GrantTrial,
    RedraftTrial,
    RefuseTrial,
    StartTrial,
    TrialCommand,
)
from services.governance.decisions.exits.trial.applying import apply, draft, grant, redraft, refuse
from services.governance.decisions.exits.trial.running import end, evaluate, extend, start
from services.governance.decisions.exits.trial.states import (
    Applied,
    Drafted,
    Ended,
    Granted,
    Running,
    Trial,
    TrialEvent,
    Turned,
    Unknown,
    applied_for,
    evolve,
    under_way,
)

__all__ = [
    "Applied",
    "Drafted",
    "Ended",
    "Granted",
    "Running",
    "Trial",
    "TrialEvent",
    "Turned",
    "Unknown",
    "decide",
    "evolve",
]


def decide(  # noqa: PLR0911 - one way out per command
    command: TrialCommand, facts: ExitFacts, trial: Trial
) -> tuple[TrialEvent, ...]:
    match command:
        case DraftTrial():
            return draft(command, facts, trial)
        case RedraftTrial():
            return redraft(command, trial)
        case ApplyForTrial():
            return apply(command, facts, trial)
        case GrantTrial():
            return grant(command, facts, applied_for(trial))
        case RefuseTrial():
            return refuse(command, facts, applied_for(trial))
        case StartTrial():
            return start(command, facts, trial)
        case ExtendTrial():
            return extend(command, under_way(trial))
        case EvaluateTrial():
            under_way(trial)
            return evaluate(command)
        case EndTrial():
            return end(command, facts, under_way(trial))
        case _:
            assert_never(command)
