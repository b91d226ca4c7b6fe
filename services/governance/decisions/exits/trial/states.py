"""What a trial is, and how its events change it (G-17)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never

from shared.contracts.governance.trials import (
    TrialApplied,
    TrialDrafted,
    TrialEnded,
    TrialEvaluated,
    TrialExtended,
    TrialGranted,
    TrialRanOut,
    TrialRefused,
    TrialStarted,
)
from shared.values.refusal import Refused

TrialEvent: TypeAlias = (
    TrialDrafted
    | TrialApplied
    | TrialGranted
    | TrialRefused
    | TrialStarted
    | TrialExtended
    | TrialEvaluated
    | TrialRanOut
    | TrialEnded
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is planned under this id."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Planned; nobody is asked yet."""

    drafted: TrialDrafted


@dataclass(frozen=True, slots=True)
class Applied:
    """It lies at the authority."""

    drafted: TrialDrafted
    applied: TrialApplied


@dataclass(frozen=True, slots=True)
class Turned:
    """The authority has said no."""

    drafted: TrialDrafted
    applied: TrialApplied
    refused: TrialRefused


@dataclass(frozen=True, slots=True)
class Granted:
    """It may begin; `told` is the last day that has been told to be over."""

    drafted: TrialDrafted
    applied: TrialApplied
    granted: TrialGranted
    told: date | None = None

    @property
    def ends_on(self) -> date:
        return self.granted.ends_on


@dataclass(frozen=True, slots=True)
class Running:
    """Under way until `ends_on`; `evaluated` is what it has shown so far, `told` the last day
    that has been told to be over."""

    before: Granted
    started: TrialStarted
    ends_on: date
    evaluated: TrialEvaluated | None = None
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """Over."""

    running: Running
    ended: TrialEnded


Trial: TypeAlias = Unknown | Drafted | Applied | Turned | Granted | Running | Ended


def applied_for(trial: Trial) -> Applied:
    """Raises Refused where nothing lies at the authority."""
    if not isinstance(trial, Applied):
        raise not_so_far(trial)
    return trial


def under_way(trial: Trial) -> Running:
    """Raises Refused where no trial runs."""
    if not isinstance(trial, Running):
        raise not_so_far(trial)
    return trial


def not_so_far(trial: Trial) -> Refused:
    """The refusal of what can't be asked of a trial as it stands."""
    if isinstance(trial, Unknown):
        return Refused("G-17", "governance.trial-unknown", field="trial_id")
    return Refused("G-17", "governance.trial-not-so-far", field="trial_id")


def evolve(trial: Trial, event: TrialEvent) -> Trial:  # noqa: PLR0911 - one way out per event
    match event:
        case TrialDrafted():
            return Drafted(event)
        case TrialApplied():
            assert isinstance(trial, Drafted)
            return Applied(trial.drafted, event)
        case TrialGranted():
            assert isinstance(trial, Applied)
            return Granted(trial.drafted, trial.applied, event)
        case TrialRefused():
            assert isinstance(trial, Applied)
            return Turned(trial.drafted, trial.applied, event)
        case TrialStarted():
            assert isinstance(trial, Granted)
            return Running(trial, event, trial.ends_on, told=trial.told)
        case TrialExtended():
            assert isinstance(trial, Running)
            return replace(trial, ends_on=event.ends_on)
        case TrialEvaluated():
            assert isinstance(trial, Running)
            return replace(trial, evaluated=event)
        case TrialRanOut():
            assert isinstance(trial, Granted | Running)
            return replace(trial, told=event.ends_on)
        case TrialEnded():
            assert isinstance(trial, Running)
            return Ended(trial, event)
        case _:
            assert_never(event)
