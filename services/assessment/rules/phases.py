"""The phases of a digitalisation project: who took part, and who pays (A-17). Pure."""

from collections.abc import Iterable

from services.assessment.rules.open_text import is_a_table, is_open_table, is_written
from shared.contracts.assessment import Phase, ProjectPhase

PHASES: tuple[ProjectPhase, ...] = ("need", "development", "trial", "improvement")
"""In the order they come."""


def phases_without_clinicians(phases: Iterable[Phase]) -> tuple[ProjectPhase, ...]:
    """A-17: those that no active clinician took part in."""
    return tuple(each.phase for each in phases if not each.clinicians)


def costs_without_bearer(phases: Iterable[Phase]) -> tuple[str, ...]:
    """A-17: what is to be developed and nobody pays for."""
    return tuple(cost.what for each in phases for cost in each.costs if not cost.bearer)


def phase_is_told(phase: Phase) -> None:
    """A-17: each cost says what it is for."""
    is_a_table("A-17", "costs", phase.costs)
    for place, cost in enumerate(phase.costs):
        is_written("A-17", f"costs.{place}.what", cost.what)
    is_open_table("A-17", "costs", phase)
