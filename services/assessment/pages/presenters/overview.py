"""An assessment at a glance: the framework, the diagnosis, what is missing (A-1, A-13, A-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.assessment.pages.presenters.capacity import ShiftRow, Standing, shifts, standings
from services.assessment.pages.presenters.history import told
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.parts import (
    PartName,
    address_of,
    worst_standing,
)
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview
from services.assessment.readmodels.revisions import Revision
from services.assessment.rules.concluding import lacking
from shared.contracts.assessment import BUILD_ORDER, Component, Goal
from shared.web.components import ComponentState, Framework, TimelineEntry, Tone
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An assessment in a list."""

    case_id: UUID
    number: str
    title: str
    state: str
    tone: Tone
    obstacle: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that must be done before the assessment can be concluded: where, and by which
    rule."""

    field: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class DiagnosisSaid:
    """What is found, or would be if it were concluded now (A-13)."""

    main: str
    obstacles: tuple[str, ...]
    proposed: str
    warnings: tuple[str, ...]
    legal_question: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """How it was concluded (A-14)."""

    conclusion: str
    route: str
    route_reason: str | None
    known_answer: str | None
    not_realistic: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """An assessment on its own page."""

    row: SheetRow
    question: str | None
    closed: str | None
    framework: Framework
    diagnosis: DiagnosisSaid
    lacks: tuple[Lack, ...]
    ending: Ending | None
    goal: tuple[tuple[str, str], ...]
    standings: tuple[Standing, ...]
    shifts: tuple[ShiftRow, ...]
    revised: bool
    timeline: tuple[TimelineEntry, ...]


def overview(sheet: Sheet, so_far: Preview, history: Sequence[Revision], names: Names) -> Overview:
    words = names.words
    return Overview(
        row=row(sheet, so_far, names),
        question=sheet.being.question if sheet.concluded is None else None,
        closed=sheet.closed,
        framework=framework(sheet, so_far, words),
        diagnosis=diagnosis(so_far, words),
        lacks=lacks(sheet, so_far, words),
        ending=_ending(sheet, words),
        goal=goal_said(so_far.inputs.goal, words),
        standings=standings(sheet, so_far, names),
        shifts=shifts(so_far, names),
        revised=sheet.being.revision > 1,
        timeline=told(history, names),
    )


def row(sheet: Sheet, so_far: Preview, names: Names) -> SheetRow:
    words = names.words
    state, tone = _state(sheet)
    return SheetRow(
        case_id=sheet.case_id,
        number=sheet.number,
        title=names.title(sheet),
        state=words(f"assessment.state.{state}"),
        tone=tone,
        obstacle=_main_obstacle(so_far, words),
        opened_at=sheet.opened_at,
    )


def _state(sheet: Sheet) -> tuple[str, Tone]:
    if sheet.closed is not None:
        return "closed", "neutral"
    if sheet.concluded is None:
        return ("reopened" if sheet.being.revision > 1 else "open"), "info"
    if sheet.concluded.conclusion == "not-realistic":
        return "not-realistic", "warning"
    return "concluded", "success"


def _main_obstacle(so_far: Preview, words: Words) -> str:
    """That nothing hinders is said only when all six have been looked at (A-1)."""
    main: str = so_far.diagnosis.main_obstacle
    if main == "none" and so_far.missing:
        main = "none-so-far" if so_far.components else "not-assessed"
    return words(f"assessment.obstacle.{main}")


def diagnosis(so_far: Preview, words: Words) -> DiagnosisSaid:
    return DiagnosisSaid(
        main=_main_obstacle(so_far, words),
        obstacles=tuple(
            words(
                "assessment.obstacle-with",
                component=words(f"framework.component.{each.component}"),
                status=words(f"framework.status.{each.status}").lower(),
            )
            for each in so_far.diagnosis.obstacles
        ),
        proposed=words(f"assessment.route.{so_far.proposed_route}"),
        warnings=tuple(words(f"assessment.caution.{e}") for e in so_far.diagnosis.warnings),
        legal_question=so_far.legal_question,
    )


def lacks(sheet: Sheet, so_far: Preview, words: Words) -> tuple[Lack, ...]:
    """All that is missing before it can be concluded, each with the way to it (A-1, A-10, A-11)."""
    if sheet.concluded is not None:
        return ()
    return tuple(
        Lack(
            field=no.field or "",
            text=words(
                "assessment.lack", text=words(f"refused.{no.reason}", **no.values), rule=no.rule
            ),
            address=address_of(sheet.case_id, _part(no.field)),
        )
        for no in lacking(so_far.inputs)
    )


def _part(field: str | None) -> PartName:
    component: Component | None = next((each for each in BUILD_ORDER if each == field), None)
    return component or "capacity"


def framework(sheet: Sheet, so_far: Preview, words: Words) -> Framework:
    """The six components inside the capacity frame, as found so far (A-1, A-9)."""
    found = {each.component: each for each in so_far.components}
    main, end = so_far.diagnosis.main_obstacle, sheet.concluded
    return Framework(
        components=tuple(
            ComponentState(
                name=name,
                status=found[name].status if name in found else "open",
                reason=found[name].reason or None if name in found else None,
                obstacle=main == name,
                address=address_of(sheet.case_id, name),
            )
            for name in BUILD_ORDER
        ),
        capacity=worst_standing(so_far),
        structures=(
            words(f"assessment.route.{end.route}")
            if end
            else words(
                "assessment.proposed.so-far",
                route=words(f"assessment.route.{so_far.proposed_route}"),
            ),
        ),
        capacity_address=address_of(sheet.case_id, "capacity"),
    )


def _ending(sheet: Sheet, words: Words) -> Ending | None:
    end = sheet.concluded
    if end is None:
        return None
    return Ending(
        conclusion=words(f"assessment.conclusion.{end.conclusion}"),
        route=words(f"assessment.route.{end.route}"),
        route_reason=end.route_reason,
        known_answer=end.known_answer,
        not_realistic=end.conclusion == "not-realistic" and sheet.closed is None,
    )


def goal_said(goal: Goal | None, words: Words) -> tuple[tuple[str, str], ...]:
    if goal is None:
        return ()
    said = (
        (words("assessment.field.problem"), goal.problem),
        (words("assessment.field.patients"), goal.patients),
        (words("assessment.field.benefit"), goal.benefit),
        (words("assessment.field.burden"), goal.burden),
        (
            words("assessment.field.general-duty"),
            words("assessment.yes") if goal.general_duty else "",
        ),
    )
    return tuple((term, text) for term, text in said if text)
