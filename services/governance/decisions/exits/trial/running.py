"""A trial runs: it starts, may be prolonged, is evaluated, and ends (G-17)."""

from services.governance.commands.exits import (
    EndTrial,
    EvaluateTrial,
    ExitFacts,
    ExtendTrial,
    StartTrial,
)
from services.governance.decisions.exits.trial.states import (
    Granted,
    Running,
    Trial,
    TrialEvent,
    not_so_far,
)
from services.governance.rules import deadlines
from services.governance.rules import trials as rules
from services.governance.rules.exits import day_has_come
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance.trials import (
    TrialEnded,
    TrialEvaluated,
    TrialExtended,
    TrialRanOut,
    TrialStarted,
)
from shared.values.calendar import end_of_day, local_day
from shared.values.refusal import Refused


def start(command: StartTrial, facts: ExitFacts, trial: Trial) -> tuple[TrialEvent, ...]:
    """G-17: within the days that are granted."""
    if not isinstance(trial, Granted):
        raise not_so_far(trial)
    granted = trial.granted
    if not granted.starts_on <= command.started_on <= granted.ends_on:
        raise Refused(
            "G-17",
            "governance.trial-outside",
            field="started_on",
            first=granted.starts_on,
            last=granted.ends_on,
        )
    started_on = day_has_come("G-17", "started_on", command.started_on, facts.now)
    return (TrialStarted(trial_id=command.trial_id, started_on=started_on),)


def extend(command: ExtendTrial, running: Running) -> tuple[TrialEvent, ...]:
    """G-17: no longer than the basis allows."""
    before = running.before
    rules.may_be_prolonged(
        before.drafted.plan.basis,
        before.granted.starts_on,
        before.granted.ends_on,
        running.ends_on,
        command.ends_on,
    )
    return (
        TrialExtended(
            trial_id=command.trial_id,
            ends_on=command.ends_on,
            reference=written("G-17", "reference", command.reference, longest=NAME_LENGTH),
            reason=written("G-17", "reason", command.reason),
        ),
    )


def evaluate(command: EvaluateTrial) -> tuple[TrialEvent, ...]:
    """G-17: what it has shown; a later evaluation takes the earlier one's place."""
    return (
        TrialEvaluated(
            trial_id=command.trial_id,
            result=written("G-17", "result", command.result),
            recommendation=written("G-17", "recommendation", command.recommendation),
        ),
    )


def run_out(facts: ExitFacts, trial: Trial) -> tuple[TrialEvent, ...]:
    """G-17, G-11: its last day is over: the chair and the vice of the body that asked are told,
    once for each last day. It goes on until somebody ends it."""
    if not isinstance(trial, Granted | Running) or trial.told == trial.ends_on:
        return ()
    if local_day(facts.now) <= trial.ends_on:
        raise Refused("G-11", "governance.deadline-ahead", at=end_of_day(trial.ends_on))
    drafted = trial.drafted if isinstance(trial, Granted) else trial.before.drafted
    return (
        TrialRanOut(
            trial_id=drafted.trial_id,
            case_id=drafted.case_id,
            body_id=drafted.body_id,
            ends_on=trial.ends_on,
            notified=deadlines.told("chair", None, facts.seats, (), ()),
        ),
    )


def end(command: EndTrial, facts: ExitFacts, running: Running) -> tuple[TrialEvent, ...]:
    """G-17: at its end or before it; the case goes back to the body that asked."""
    ended_on = day_has_come("G-17", "ended_on", command.ended_on, facts.now)
    if ended_on < running.started.started_on:
        raise Refused("G-17", "governance.trial-backwards", field="ended_on")
    drafted = running.before.drafted
    return (
        TrialEnded(
            trial_id=command.trial_id,
            case_id=drafted.case_id,
            body_id=drafted.body_id,
            ended_on=ended_on,
            reason=written("G-17", "reason", command.reason),
        ),
    )
