"""The capacity frame: each organisation against what the measure demands of it (A-9, A-10)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.assessment.pages import filled
from services.assessment.pages.presenters.columns import FRAME
from services.assessment.pages.presenters.components import PREFIX
from services.assessment.pages.presenters.fields import Builder, LongForm
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.recorded import Text, Told, of_blocks
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview
from services.assessment.rules.shifts import Shift
from shared.contracts.assessment import PartyStanding, Priority
from shared.web.components import CAPACITY_LOOKS, Option, Tone
from shared.web.forms import Form, blank
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation; `stops`: it is over its frame, and nobody has said what gives way."""

    party: UUID
    name: str
    recorded: bool
    standing: str
    tone: Tone
    shape: str
    reason: str
    priority: tuple[tuple[str, str], ...]
    stops: bool


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A task that changes level, and the receiver's answer (A-10)."""

    task: str
    receiver: str
    giver: str
    answer: str
    tone: Tone
    shape: str


@dataclass(frozen=True, slots=True)
class StandingPage:
    """One organisation on its own page."""

    standing: Standing
    at_length: tuple[Told | Text, ...]
    shifts: tuple[ShiftRow, ...]


def standings(sheet: Sheet, so_far: Preview, names: Names) -> tuple[Standing, ...]:
    """Each organisation of the case; those that nothing is recorded of are not left out."""
    recorded = {each.party: each for each in so_far.capacity}
    decided = {each.party: each for each in so_far.inputs.priorities}
    return tuple(
        _standing(party, recorded.get(party), decided.get(party), so_far, names)
        for party in sheet.being.affected
    )


def page(party: UUID, so_far: Preview, names: Names) -> StandingPage:
    recorded = {each.party: each for each in so_far.capacity}.get(party)
    decided = {each.party: each for each in so_far.inputs.priorities}.get(party)
    return StandingPage(
        standing=_standing(party, recorded, decided, so_far, names),
        at_length=of_blocks(FRAME, recorded, names) if recorded else (),
        shifts=shifts(so_far, names, party),
    )


def _standing(
    party: UUID,
    recorded: PartyStanding | None,
    decided: Priority | None,
    so_far: Preview,
    names: Names,
) -> Standing:
    standing = recorded.standing if recorded else "open"
    tone, shape = CAPACITY_LOOKS[standing]
    return Standing(
        party=party,
        name=names.party(party),
        recorded=recorded is not None,
        standing=names.words(f"framework.capacity.{standing}"),
        tone=tone,
        shape=shape,
        reason=recorded.reason if recorded else "",
        priority=priority_said(decided, names.words) if decided else (),
        stops=party in so_far.stopping,
    )


def priority_said(priority: Priority, words: Words) -> tuple[tuple[str, str], ...]:
    told = (
        (words("assessment.field.gives-way"), priority.gives_way),
        (words("assessment.field.decided-by"), priority.decided_by),
        (words("assessment.field.reference"), priority.reference),
    )
    return tuple((term, text) for term, text in told if text)


def shifts(so_far: Preview, names: Names, party: UUID | None = None) -> tuple[ShiftRow, ...]:
    """A-10: all of them, or those that come to one party."""
    return tuple(
        _shift(each, names) for each in so_far.shifts if party is None or each.receiver == party
    )


def _shift(shift: Shift, names: Names) -> ShiftRow:
    words = names.words
    looks: tuple[Tone, str] = ("info", "question")
    answer = words("assessment.task.unanswered")
    if shift.accepted:
        looks, answer = (
            ("success", "check"),
            words("assessment.task.accepted", by=shift.accepted_by),
        )
    elif shift.accepted is False:
        looks, answer = ("warning", "cross"), words("assessment.task.not-accepted")
    tone, shape = looks
    giver = names.party(shift.moves_from) if shift.moves_from else ""
    return ShiftRow(shift.task, names.party(shift.receiver), giver, answer, tone, shape)


def form(party: UUID, sheet: Sheet) -> Form[Any]:
    return blank(PREFIX, **filled.capacity(sheet.being.capacity.get(party)))


def long_form(shown: Form[Any], names: Names) -> LongForm:
    return Builder(names, ()).long_form(FRAME, shown)


def options(words: Words) -> tuple[Option, ...]:
    return tuple(
        Option(each, words(f"framework.capacity.{each}")) for each in ("within", "over", "unknown")
    )
