"""Deadlines and notices as their page shows them (G-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.governance.pages.presenters.names import Names
from services.governance.readmodels.deadlines import Due, Notice
from shared.web.components import Tone


@dataclass(frozen=True, slots=True)
class DueRow:
    """A case's step, by what the case is called: by when, and who has been told that it is late."""

    case_id: UUID
    name: str
    step: str
    body: str
    due_at: datetime | None
    late: bool
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice to the one who looks."""

    case_id: UUID
    text: str
    at: datetime
    state: str
    tone: Tone


def rows(due: Sequence[Due], now: datetime, names: Names) -> list[DueRow]:
    words = names.words
    names.look_up(each.case_id for each in due)
    return [
        DueRow(
            case_id=each.case_id,
            name=names.case(each.case_id, each.number),
            step=words(f"governance.step.{each.step}"),
            body=names.body(each.body),
            due_at=each.due_at,
            late=bool(each.told) or (each.due_at is not None and each.due_at < now),
            told=tuple(
                words(
                    "governance.deadlines.told-to",
                    rung=words(f"governance.rung.{told.rung}"),
                    at=told.at,
                    people=", ".join(map(names.person, told.people))
                    or words("governance.deadlines.nobody"),
                )
                for told in each.told
            ),
        )
        for each in due
    ]


def notices(found: Sequence[Notice], names: Names) -> list[NoticeRow]:
    words = names.words
    names.look_up(each.case_id for each in found)
    return [
        NoticeRow(
            case_id=each.case_id,
            text=words(
                "governance.deadlines.notice",
                number=names.case(each.case_id, each.number),
                step=words(f"governance.step.{each.step}"),
                body=names.body(each.body),
            ),
            at=each.at,
            state=words("governance.deadlines.over" if each.over else "governance.deadlines.open"),
            tone="neutral" if each.over else "warning",
        )
        for each in found
    ]
