"""What people type on compensation's pages, and what is said against it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.compensation.api.bodies import MOST_ORE
from shared.contracts.compensation import Because, Correction
from shared.values.refusal import Refused
from shared.web.formats import OSLO
from shared.web.forms import Form
from shared.web.i18n import Words

M = TypeVar("M", bound=BaseModel)

Hash = Annotated[str, Field(max_length=64)]


class FormModel(BaseModel):
    """What a form sends beside its fields: the token (checked before) and the key."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)


class ActForm(FormModel):
    """An act on a claim, an agreement or a batch, in the version that was looked at.

    `on_behalf_of` is the one stood in for (P-5).
    """

    version: int
    on_behalf_of: UUID | None = None


class AttestForm(ActForm):
    """`basis` is what the secretariat answers where the claim asks about attendance (C-5)."""

    basis: str = ""


class ApproveForm(ActForm):
    total_ore: int = Field(le=MOST_ORE)


class ReasonForm(ActForm):
    reason: str = ""


class RecalculateForm(ActForm):
    because: Because = "attendance"


class CorrectForm(ReasonForm):
    choice: Correction
    because: Because
    lines: list[UUID] = Field(default_factory=list, max_length=200)


def moment_as_typed(moment: datetime) -> str:
    """As a field of date and time sends a moment of Oslo's clock; seconds where there are any,
    so that nothing is lost by looking (HTML, 2.3.5.5)."""
    local = moment.astimezone(OSLO).replace(tzinfo=None)
    if local.microsecond:
        return local.isoformat(timespec="milliseconds")
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def refused(
    form: Form[M], no: Refused, words: Words, *, here: Mapping[str, str] | None = None
) -> Form[M]:
    """The same form with what the rules say against it: at the time it is about, else at its field
    where the page has that (`here`, by the name the rules use), else about the whole."""
    at = _typed_as(form, no.values.get("at")) or (here or {}).get(no.field or "")
    return refused_at(form, at, no, words)


def refused_at(form: Form[M], name: str | None, no: Refused, words: Words) -> Form[M]:
    """The form with what the rules say against the field of this name, as it was typed."""
    # The name is the form's own already: its rows are not to be counted once more.
    as_named = replace(form, rows={})
    return as_named.refused(Refused(no.rule, no.reason, field=name, **no.values), words)


def _typed_as(form: Form[M], moment: object) -> str | None:
    """The field of a row in which this moment was typed."""
    if not isinstance(moment, datetime):
        return None
    typed = moment_as_typed(moment)
    return next((name for name, texts in form.typed.items() if typed in texts), None)
