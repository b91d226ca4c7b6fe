"""What the measure standardises, and what that counts as (A-12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.assessment.pages.presenters.fields import answer
from services.assessment.pages.presenters.names import Names
from services.assessment.rules.standardising import STANDARDISABLE, counts_as, on_rails
from shared.contracts.assessment import Standardised


@dataclass(frozen=True, slots=True)
class StandardisedRow:
    """One thing; `bears` is how well its component bears to be standardised, `warning` what A-12
    asks for where practical work is fixed nationally."""

    what: str
    component: str
    level: str
    bears: str
    exception: str
    way_off: str
    warning: str | None


def standardised_said(
    standardised: Sequence[Standardised], names: Names
) -> tuple[StandardisedRow, ...]:
    words, rails = names.words, on_rails(standardised)
    return tuple(
        StandardisedRow(
            what=each.what,
            component=words(f"framework.component.{counts_as(each)}"),
            level=answer("level", each.level, words),
            bears=words(f"assessment.standardisable.{STANDARDISABLE[counts_as(each)]}"),
            exception=each.exception,
            way_off=each.way_off,
            warning=words("assessment.caution.over-standardised") if each in rails else None,
        )
        for each in standardised
    )
