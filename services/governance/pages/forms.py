"""What the forms of governance's pages send."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from services.governance.api.cases import (
    AlternativeBody,
    ConsequencesBody,
    OwnStepBody,
    ProposalBody,
    TaskBody,
)
from shared.contracts.governance import Adoption, OwnStepArena
from shared.values.refusal import Refused
from shared.web.formats import OSLO
from shared.web.forms import Form
from shared.web.i18n import Words

M = TypeVar("M", bound=BaseModel)


def several(given: object) -> object:
    """One box that is ticked is a list of one."""
    return [given] if isinstance(given, str) else given


class Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class FormModel(Fields):
    """What a form sends beside its fields: the token (checked before) and the key."""

    idempotency_key: str = Field(min_length=1, max_length=200)


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
    what: str
    reasons: str
    tasks: list[TaskRow] = Field(default_factory=list)
    patient: str
    gp: str
    municipality: str
    hospital: str
    adoption: Adoption
    alternatives: list[AlternativeRow] = Field(default_factory=list)
    own_steps: list[OwnStepRow] = Field(default_factory=list)
    changes_gp_work: bool = False
    to_own_body: bool = False
    review_on: date | None = None
    on_behalf_of: UUID | None = None

    @field_validator("tasks")
    @classmethod
    def _somebody_does_something(cls, tasks: list[TaskRow]) -> list[TaskRow]:
        """G-5, said together with all else that is missing."""
        if not any(row.what for row in tasks):
            raise PydanticCustomError("none_given", "no task")
        return tasks

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
