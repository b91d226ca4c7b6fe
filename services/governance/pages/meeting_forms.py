"""What the forms of a meeting's pages send."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from services.governance.commands.meetings import Attendance, Entry, Presence
from services.governance.pages.forms import Fields, FormModel, several
from shared.contracts.governance import EntryKind, MeetingKind, ObjectionKind, Position
from shared.web.entries import OsloMoment

ABSENT: Literal["absent"] = "absent"
"""What is chosen for a seat where nobody sits."""


class EntryRow(Fields):
    """An entry that is offered for the agenda."""

    chosen: bool = False
    kind: EntryKind = "other"
    case_id: UUID | None = None
    title: str | None = None
    note: str | None = None


class PlanForm(FormModel):
    body_id: UUID
    kind: MeetingKind
    starts_at: OsloMoment
    answer_by: OsloMoment | None = None
    place: str = ""
    rows: list[EntryRow] = Field(default_factory=list)

    def entries(self) -> tuple[Entry, ...]:
        """What was chosen, in the order it stood; a row where nothing was typed is none."""
        return tuple(
            Entry(row.kind, row.case_id, row.title, row.note)
            for row in self.rows
            if row.chosen and (row.case_id or row.title)
        )


class AddForm(FormModel):
    kind: EntryKind = "decision"
    case_id: UUID | None = None
    title: str | None = None
    note: str | None = None
    reason: str | None = None

    def entry(self) -> Entry:
        return Entry(self.kind, self.case_id, self.title, self.note)


class CallForm(FormModel):
    """For a written procedure: the seats whose holder is not habil."""

    inhabil: Annotated[list[UUID], BeforeValidator(several)] = Field(default_factory=list)


class CancelForm(FormModel):
    cancel_reason: str


class StartForm(FormModel):
    started_at: OsloMoment


class SeatRow(Fields):
    """A seat when an item is taken up: who sits in it, if anybody, and whether they are habil."""

    seat_id: UUID
    person_id: UUID | Literal["absent"] = ABSENT
    inhabil: bool = False


class OpenForm(FormModel):
    present: list[SeatRow] = Field(default_factory=list)

    def register_(self) -> tuple[Presence, ...]:
        """Those who are there."""
        return tuple(
            Presence(row.seat_id, row.person_id, not row.inhabil)
            for row in self.present
            if isinstance(row.person_id, UUID)
        )


class StanceForm(FormModel):
    seat_id: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None = None


class WithdrawForm(FormModel):
    """`why` it is taken back; the form of the stance itself has a `reason`, on the same page."""

    seat_id: UUID
    why: str


class DissentForm(FormModel):
    seat_id: UUID
    text: str


class NoteForm(FormModel):
    note: str | None = None


class CloseItemForm(FormModel):
    wording: str = ""
    within_limits: bool = False
    new_question: bool = False


class AttendanceRow(Fields):
    """Somebody in a seat; where no times are given, the whole meeting."""

    seat_id: UUID
    person_id: UUID
    there: bool = False
    present_from: OsloMoment | None = None
    present_to: OsloMoment | None = None


class CloseForm(FormModel):
    closed_at: OsloMoment
    attendance: list[AttendanceRow] = Field(default_factory=list)

    def attended(self, started_at: datetime) -> tuple[Attendance, ...]:
        """Those who were there, and when."""
        return tuple(
            Attendance(
                row.seat_id,
                row.person_id,
                row.present_from or started_at,
                row.present_to or self.closed_at,
            )
            for row in self.attendance
            if row.there
        )


class DraftForm(FormModel):
    signers: Annotated[list[UUID], BeforeValidator(several)] = Field(default_factory=list)


class CorrectForm(FormModel):
    version: int
    item_id: UUID | None = None
    text: str
    reason: str


class ApproveForm(FormModel):
    version: int
    in_meeting: UUID | None = None


class LockForm(FormModel):
    version: int
