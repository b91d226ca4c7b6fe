"""The phases of a digitalisation project: who took part, and who pays (A-17)."""

from dataclasses import dataclass
from typing import Any

from services.assessment.pages import filled
from services.assessment.pages.presenters.columns import COSTS
from services.assessment.pages.presenters.components import (
    PREFIX,
    ClinicianFields,
    clinician_rows,
)
from services.assessment.pages.presenters.fields import Builder, Rows
from services.assessment.pages.presenters.history import clinician
from services.assessment.pages.presenters.names import Names
from services.assessment.readmodels.assessments import Sheet
from services.assessment.rules.phases import PHASES
from shared.contracts.assessment import Phase, ProjectPhase
from shared.web.components import Option
from shared.web.forms import Form, blank


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase; `alone` and `unpaid` are the warnings of A-17."""

    phase: ProjectPhase
    label: str
    recorded: bool
    clinicians: str
    costs: tuple[str, ...]
    alone: str | None
    unpaid: str | None


@dataclass(frozen=True, slots=True)
class PhaseFields:
    """What the form of a phase offers."""

    clinicians: tuple[ClinicianFields, ...]
    organisations: tuple[Option, ...]
    costs: Rows


def rows(phases: dict[ProjectPhase, Phase], names: Names) -> tuple[PhaseRow, ...]:
    """All four, in the order they come."""
    return tuple(_row(phase, phases.get(phase), names) for phase in PHASES)


def _row(phase: ProjectPhase, told: Phase | None, names: Names) -> PhaseRow:
    words = names.words
    alone = told is not None and not told.clinicians
    unpaid = told is not None and any(not cost.bearer for cost in told.costs)
    return PhaseRow(
        phase=phase,
        label=words(f"assessment.project-phase.{phase}"),
        recorded=told is not None,
        clinicians="; ".join(clinician(e, names) for e in told.clinicians) if told else "",
        costs=tuple(
            words("assessment.phase.cost", what=cost.what, bearer=cost.bearer)
            if cost.bearer
            else words("assessment.phase.cost-of-nobody", what=cost.what)
            for cost in (told.costs if told else ())
        ),
        alone=words("assessment.phase.no-clinicians") if alone else None,
        unpaid=words("assessment.phase.no-bearer") if unpaid else None,
    )


def form(phase: ProjectPhase, sheet: Sheet) -> Form[Any]:
    return blank(PREFIX, **filled.phase(sheet.being.phases.get(phase), sheet.being.affected))


def fields(sheet: Sheet, shown: Form[Any], names: Names) -> PhaseFields:
    return PhaseFields(
        clinicians=clinician_rows(shown, names),
        organisations=names.options(names.near(sheet.helsefellesskap)),
        costs=Builder(names, ()).rows(COSTS, shown),
    )
