"""What people type on compensation's pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.compensation.api.bodies import (
    MOST_ORE,
    BetweenBody,
    TravelBody,
    WorkBody,
    in_our_time,
)
from services.compensation.rules.writing import TEXT_LENGTH
from shared.contracts.compensation import AgreementSide, ClaimDrafted
from shared.values.refusal import Refused
from shared.web.entries import DecimalComma, OsloMoment
from shared.web.formats import OSLO
from shared.web.forms import Form, blank
from shared.web.i18n import Words

M = TypeVar("M", bound=BaseModel)

AS_TYPED = "%Y-%m-%dT%H:%M"
"""As a field of date and time sends a moment of Oslo's clock."""

SPARE_ROWS = 2
"""Empty rows that stand ready, since a page without script can't add one."""

Worked = Annotated[OsloMoment, AfterValidator(in_our_time)]
Text = Annotated[str, Field(max_length=TEXT_LENGTH)]


class FormModel(BaseModel):
    """What a form sends beside its fields: the token (checked before) and the key."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)


class TravelRow(BaseModel):
    work_from: Worked
    work_to: Worked
    purpose: Text | None = None
    km: DecimalComma | None = None


class BetweenRow(BaseModel):
    work_from: Worked
    work_to: Worked
    purpose: Text = ""


class WorkForm(FormModel):
    """The claimant's own times; the meeting's come from the attendance (C-5)."""

    agreement: UUID
    travel: list[TravelRow] = Field(default_factory=list)
    between: list[BetweenRow] = Field(default_factory=list)
    version: int | None = None

    def work(self) -> WorkBody:
        """As it is sent over the API."""
        return WorkBody(
            travel=[TravelBody(**row.model_dump()) for row in self.travel],
            between=[BetweenBody(**row.model_dump()) for row in self.between],
        )


class ActForm(FormModel):
    """An act on a claim or a batch, in the version that was looked at."""

    version: int


class ApproveForm(ActForm):
    total_ore: int = Field(le=MOST_ORE)


class ReturnForm(ActForm):
    reason: str = ""


class SignForm(ActForm):
    side: AgreementSide


class LockForm(FormModel):
    """A batch, as it was previewed."""

    payer: UUID
    period: str = Field(max_length=20)
    previewed: str = Field(max_length=64)


class ReceiptForm(ActForm):
    sha256: str = Field(max_length=64)


def new_claim(agreement: UUID | None) -> Form[WorkForm]:
    """Before anything is typed."""
    filled = {} if agreement is None else {"agreement": str(agreement)}
    return blank("compensation.work", **filled)


def filled(draft: ClaimDrafted) -> Form[WorkForm]:
    """A draft as it stands, to be changed."""
    typed: dict[str, str] = {"agreement": str(draft.agreement_id)}
    km = {line.work_from: line.quantity for line in draft.lines if line.kind == "km-tax-free"}
    for name, kind in (("travel", "travel-time"), ("between", "between")):
        same = [line for line in draft.lines if line.kind == kind]
        for number, line in enumerate(same):
            at = f"{name}.{number}"
            typed[f"{at}.work_from"] = f"{line.work_from.astimezone(OSLO):{AS_TYPED}}"
            typed[f"{at}.work_to"] = f"{line.work_to.astimezone(OSLO):{AS_TYPED}}"
            typed[f"{at}.purpose"] = line.what or ""
            if name == "travel" and line.work_from in km:
                typed[f"{at}.km"] = km[line.work_from].replace(".", ",")
    return blank("compensation.work", **typed)


def refused(
    form: Form[M], no: Refused, words: Words, *, here: Mapping[str, str] | None = None
) -> Form[M]:
    """The same form with what the rules say against it: at the time it is about, else at its field
    where the page has that (`here`, by the name the rules use), else about the whole."""
    at = _typed_as(form, no.values.get("at")) or (here or {}).get(no.field or "")
    return form.refused(Refused(no.rule, no.reason, field=at, **no.values), words)


def rows(form: Form[Any], name: str) -> range:
    """The rows that are shown: those with something typed in them, and some to spare."""
    return range(_highest(form.typed, name) + 1 + SPARE_ROWS)


def _typed_as(form: Form[Any], moment: object) -> str | None:
    """The field of a row in which this moment was typed."""
    if not isinstance(moment, datetime):
        return None
    typed = f"{moment.astimezone(OSLO):{AS_TYPED}}"
    return next((name for name, texts in form.typed.items() if typed in texts), None)


def _highest(typed: Mapping[str, tuple[str, ...]], name: str) -> int:
    parts = (field.split(".") for field, texts in typed.items() if any(texts))
    numbers = (
        int(part[1]) for part in parts if len(part) == 3 and part[0] == name and part[1].isdecimal()
    )
    return min(max(numbers, default=-1), 50)
