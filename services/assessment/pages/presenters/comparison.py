"""What has changed between two revisions, in words (A-1, A-15)."""

from dataclasses import dataclass
from typing import assert_never

from services.assessment.pages.presenters.capacity import priority_said
from services.assessment.pages.presenters.columns import LONG, STANDARDISED, Table
from services.assessment.pages.presenters.history import clinician
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.overview import goal_said
from services.assessment.pages.presenters.recorded import as_line
from services.assessment.readmodels.comparison import Comparison
from services.assessment.rules.changes import Change, Moved, Said
from shared.contracts.assessment import (
    Finding,
    Goal,
    PartyStanding,
    Phase,
    Priority,
    Standardised,
    Status,
)
from shared.web.components import STATUS_LOOKS, Tone
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """A status in one of the revisions, with its sign."""

    text: str
    tone: Tone
    shape: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One component in both."""

    component: str
    was: StatusSaid
    now: StatusSaid
    changed: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that is said otherwise; what is new has nothing before it, what is gone nothing
    after."""

    about: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ComparisonSaid:
    """Two revisions beside each other."""

    before: str
    now: str
    question: str | None
    obstacle_before: str
    obstacle_now: str
    gone: tuple[str, ...]
    added: tuple[str, ...]
    components: tuple[MovedRow, ...]
    changes: tuple[ChangeRow, ...]


def compared_said(found: Comparison, names: Names) -> ComparisonSaid:
    words = names.words
    before, now = found.before.warnings, found.now.warnings
    return ComparisonSaid(
        before=revision_called(found.from_revision, words),
        now=revision_called(found.to_revision, words),
        question=found.question,
        obstacle_before=words(f"assessment.obstacle.{found.before.main_obstacle}"),
        obstacle_now=words(f"assessment.obstacle.{found.now.main_obstacle}"),
        gone=tuple(words(f"assessment.caution.{each}") for each in before if each not in now),
        added=tuple(words(f"assessment.caution.{each}") for each in now if each not in before),
        components=tuple(_moved(each, words) for each in found.components),
        changes=tuple(_change(each, names) for each in found.changes),
    )


def revision_called(revision: int | None, words: Words) -> str:
    """By its number; what is not concluded yet is how it stands now."""
    if revision is None:
        return words("assessment.revision.now")
    return words("assessment.revision.number", number=revision)


def _moved(each: Moved, words: Words) -> MovedRow:
    return MovedRow(
        component=words(f"framework.component.{each.component}"),
        was=_status(each.was, words),
        now=_status(each.now, words),
        changed=each.was != each.now,
    )


def _status(status: Status | None, words: Words) -> StatusSaid:
    tone, shape = STATUS_LOOKS[status or "open"]
    return StatusSaid(words(f"framework.status.{status or 'open'}"), tone, shape)


def _change(each: Change, names: Names) -> ChangeRow:
    return ChangeRow(
        about=_about(each, names),
        was=_in_words(each.was, each, names) if each.was else "",
        now=_in_words(each.now, each, names) if each.now else "",
    )


def _about(each: Change, names: Names) -> str:
    """`Juridisk`, `Teknisk: Systemer`, `Kapasitet for Skien kommune`."""
    words = names.words
    match each.kind:
        case "finding":
            component = words(f"framework.component.{each.about}")
            whose = words("assessment.only-of", party=names.party(each.party)) if each.party else ""
            return f"{component} ({whose.lower()})" if whose else component
        case "detail":
            component, _, place = (each.about or "").partition(".")
            field = words(f"assessment.field.{place.replace('_', '-')}")
            return f"{words(f'framework.component.{component}')}: {field}"
        case "capacity" | "priority":
            party = names.party(each.party) if each.party else ""
            key = "assessment.capacity.of" if each.kind == "capacity" else "assessment.priority.of"
            return words(key, party=party)
        case "phase":
            return words(
                "assessment.phase.of", phase=words(f"assessment.project-phase.{each.about}")
            )
        case "goal" | "standardisation":
            return words(f"assessment.part.{each.kind}")
        case _:
            assert_never(each.kind)


def _in_words(  # noqa: PLR0911 - a line each
    said: Said, of: Change, names: Names
) -> str:
    words = names.words
    match said:
        case str():
            return said
        case Finding():
            status = words(f"framework.status.{said.status}")
            return f"{status}. {said.reason}" if said.reason else status
        case Goal():
            return "; ".join(f"{term}: {text}" for term, text in goal_said(said, words))
        case PartyStanding():
            return _standing(said, words)
        case Priority():
            return "; ".join(f"{term}: {text}" for term, text in priority_said(said, words))
        case Phase():
            told = [clinician(each, names) for each in said.clinicians]
            told += [f"{each.what}: {each.bearer or '–'}" for each in said.costs]
            return "; ".join(told) or words("assessment.phase.no-clinicians")
        case Standardised():
            return as_line(STANDARDISED, said, names)
        case _:
            table = _table(of)
            return as_line(table, said, names) if table else ""


def _table(of: Change) -> Table | None:
    """The table that a row of a long form stands in."""
    component, _, place = (of.about or "").partition(".")
    for name, blocks in LONG.items():
        for block in blocks:
            if (name, block.name) == (component, place) and isinstance(block, Table):
                return block
    return None


def _standing(said: PartyStanding, words: Words) -> str:
    told = [words(f"framework.capacity.{said.standing}"), said.reason]
    if said.receives_task:
        told.append(f"{words('assessment.field.receives-task')}: {said.receives_task}")
    if said.task_accepted_by:
        told.append(words("assessment.task.accepted", by=said.task_accepted_by))
    elif said.task_not_accepted:
        told.append(words("assessment.task.not-accepted"))
    told += [
        words(
            "assessment.demand",
            profession=each.profession,
            demanded=each.demanded,
            available=each.available,
        )
        for each in said.demands
    ]
    return ". ".join(text.rstrip(".") for text in told if text)
