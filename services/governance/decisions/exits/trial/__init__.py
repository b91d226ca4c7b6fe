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
    NoteTrialEnd,
    RedraftTrial,
    RefuseTrial,
    StartTrial,
    TrialCommand,
)
from services.governance.decisions.exits.trial.applying import (
    apply,
    draft,
    grant,
    may_be_applied_for,
    redraft,
    refuse,
)
from services.governance.decisions.exits.trial.running import (
    end,
    evaluate,
    extend,
    run_out,
    start,
)
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
    not_so_far,
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
    "may_be_applied_for",
    "not_so_far",
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
        case NoteTrialEnd():
            return run_out(facts, trial)
        case _:
            assert_never(command)
