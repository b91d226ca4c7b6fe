"""Exemption or trial: a named way out of partnerskapsmøtet (G-10, G-17)."""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import Part
from shared.contracts.record import Event

TrialBasis: TypeAlias = Literal["forsoksloven", "sector-law", "deviating-regulation"]


class Deviation(Part):
    """A provision, and how the measure deviates from it (G-17)."""

    law: str
    section: str
    how: str


class Limit(Part):
    """Whether the trial comes near a limit; `told` is how that is answered for (G-17)."""

    departs: bool
    told: str | None = None


class TrialPlan(Part):
    """What is applied for (G-17). The days are both included.

    `duration` is why it lasts so long. `case_handling`: whether it departs from the case-handling
    rules of forvaltningsloven. `individuals`: whether it gives individuals narrower rights or
    wider duties.
    """

    basis: TrialBasis
    basis_provision: str | None = None
    measure: str
    deviations: tuple[Deviation, ...]
    starts_on: date
    ends_on: date
    duration: str | None = None
    case_handling: Limit
    individuals: Limit
    reversible: str
    evaluation: str


class TrialDrafted(Event):
    """Partnerskapsmøtet plans an exemption or a trial; a later draft takes its place (G-17)."""

    type: Literal["governance.trial-drafted.v1"] = "governance.trial-drafted.v1"
    trial_id: UUID
    case_id: UUID
    case_number: str
    body_id: UUID
    helsefellesskap: UUID
    plan: TrialPlan


class TrialApplied(Event):
    """The authority that can grant it has been asked; the case waits (G-17).

    `document` is the SHA-256 of the application; None for what was applied for before the platform
    wrote it.
    """

    type: Literal["governance.trial-applied.v2"] = "governance.trial-applied.v2"
    trial_id: UUID
    case_id: UUID
    body_id: UUID
    measure: str
    applied_on: date
    authority: str
    reference: str | None = None
    document: str | None = None


class TrialGranted(Event):
    """Granted, for these days, on these conditions; the days may be fewer than applied for."""

    type: Literal["governance.trial-granted.v1"] = "governance.trial-granted.v1"
    trial_id: UUID
    granted_on: date
    reference: str
    starts_on: date
    ends_on: date
    conditions: str | None = None


class TrialRefused(Event):
    """The authority has said no; the case goes back to the body that asked (G-17)."""

    type: Literal["governance.trial-refused.v1"] = "governance.trial-refused.v1"
    trial_id: UUID
    case_id: UUID
    body_id: UUID
    refused_on: date
    reference: str
    reason: str


class TrialStarted(Event):
    """The measure is carried out as a trial (G-17)."""

    type: Literal["governance.trial-started.v1"] = "governance.trial-started.v1"
    trial_id: UUID
    started_on: date


class TrialExtended(Event):
    """The authority has prolonged it to a later last day (G-17)."""

    type: Literal["governance.trial-extended.v1"] = "governance.trial-extended.v1"
    trial_id: UUID
    ends_on: date
    reference: str
    reason: str


class TrialEvaluated(Event):
    """What the trial has shown, after its evaluation plan (G-17)."""

    type: Literal["governance.trial-evaluated.v1"] = "governance.trial-evaluated.v1"
    trial_id: UUID
    result: str
    recommendation: str


class TrialRanOut(Event):
    """The last day that is granted is over and nobody has ended the trial (G-17, G-11).

    Those who lead the body that asked are told, once for each last day; it moves nothing.
    """

    type: Literal["governance.trial-ran-out.v1"] = "governance.trial-ran-out.v1"
    trial_id: UUID
    case_id: UUID
    body_id: UUID
    ends_on: date
    notified: tuple[UUID, ...]


class TrialEnded(Event):
    """The trial is over; the case goes back to the body that asked (G-17)."""

    type: Literal["governance.trial-ended.v1"] = "governance.trial-ended.v1"
    trial_id: UUID
    case_id: UUID
    body_id: UUID
    ended_on: date
    reason: str


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
