"""What the forms of governance's pages send."""

from datetime import date, datetime
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from services.governance.api.cases import (
    AlternativeBody,
    ConsequencesBody,
    OwnStepBody,
    ProposalBody,
    TaskBody,
)
from services.governance.commands.meetings import Attendance, Presence
from shared.contracts.governance import Adoption, ObjectionKind, OwnStepArena, Position
from shared.values.refusal import Refused
from shared.web.entries import OsloMoment
from shared.web.formats import OSLO
from shared.web.forms import Form
from shared.web.i18n import Words

M = TypeVar("M", bound=BaseModel)
ABSENT: Literal["absent"] = "absent"
"""What is chosen for a seat where nobody sits."""


def _several(given: object) -> object:
    """One box that is ticked is a list of one."""
    return [given] if isinstance(given, str) else given


class Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class FormModel(Fields):
    """What a form sends beside its fields: the token (checked before) and the key."""

    idempotency_key: str = Field(min_length=1, max_length=200)


class PlanForm(FormModel):
    body_id: UUID
    starts_at: OsloMoment
    place: str = ""
    cases: Annotated[list[UUID], BeforeValidator(_several)] = Field(default_factory=list)


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
    reason: str = ""
    objection: ObjectionKind | None = None


class CloseItemForm(FormModel):
    wording: str = ""


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


class TaskRow(Fields):
    party: UUID
    what: str = ""


class AlternativeRow(Fields):
    what: str = ""
    tasks: list[TaskRow] = Field(default_factory=list)


class OwnStepRow(Fields):
    through: OwnStepArena | None = None
    party: UUID | None = None
    group: str = ""
    what: str = ""


class ProposalForm(FormModel):
    what: str = ""
    reasons: str = ""
    tasks: list[TaskRow] = Field(default_factory=list)
    patient: str = ""
    gp: str = ""
    municipality: str = ""
    hospital: str = ""
    adoption: Adoption
    alternatives: list[AlternativeRow] = Field(default_factory=list)
    own_steps: list[OwnStepRow] = Field(default_factory=list)
    changes_gp_work: bool = False
    to_own_body: bool = False
    review_on: date | None = None
    on_behalf_of: UUID | None = None

    def asked(self, body_id: UUID) -> ProposalBody:
        """The same as it is sent over the API; a party without a task has none, and a row where
        nothing is written is no alternative and no step."""
        return ProposalBody(
            body_id=body_id,
            what=self.what,
            reasons=self.reasons,
            tasks=_tasks(self.tasks),
            consequences=ConsequencesBody(
                patient=self.patient,
                gp=self.gp,
                municipality=self.municipality,
                hospital=self.hospital,
            ),
            adoption=self.adoption,
            alternatives=[
                AlternativeBody(what=row.what, tasks=_tasks(row.tasks))
                for row in self.alternatives
                if row.what
            ],
            own_steps=[
                OwnStepBody(through=row.through, party=row.party, group=row.group, what=row.what)
                for row in self.own_steps
                if row.through and row.party and row.what
            ],
            changes_gp_work=self.changes_gp_work,
            to_own_body=self.to_own_body,
            review_on=self.review_on,
            on_behalf_of=self.on_behalf_of,
        )


def _tasks(rows: list[TaskRow]) -> list[TaskBody]:
    return [TaskBody(party=row.party, what=row.what) for row in rows if row.what]


def refused(form: Form[M], no: Refused, words: Words, fields: frozenset[str]) -> Form[M]:
    """The form with what the rules say against it: at the field, where the page has it, and for
    the whole form where what is refused is not a field (the meeting itself, the item)."""
    field = no.field if no.field in fields else None
    return form.refused(Refused(no.rule, no.reason, field=field, **no.values), words)


def typed_moment(at: datetime) -> str:
    """The moment as a `datetime-local` field holds it: the clock in Oslo, in whole minutes."""
    return at.astimezone(OSLO).strftime("%Y-%m-%dT%H:%M")
