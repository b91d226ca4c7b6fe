"""The claimant's own part of a claim, as it is typed: all lines of C-4 to C-6."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from services.compensation.api.bodies import (
    MOST_ORE,
    BetweenBody,
    CostBody,
    OtherPayBody,
    TravelBody,
    UnrecordedBody,
    WorkBody,
    a_day_of_ours,
    in_our_time,
)
from services.compensation.pages.forms import FormModel, moment_as_typed, refused_at
from services.compensation.rules.writing import TEXT_LENGTH
from shared.contracts.compensation import OtherPayKind
from shared.values.money import from_kroner, ore, to_kroner
from shared.values.refusal import Refused
from shared.web.entries import DecimalComma, OsloMoment
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.validation import FieldError

PREFIX = "compensation.work"

FURTHER_ROWS = 2
"""Rows that come when somebody asks for more: a page without script can't add one by itself."""
LEAST_ROWS: Mapping[str, int] = {"travel": 2}
"""There and back again."""
MOST_ROWS = 50

Worked = Annotated[OsloMoment, AfterValidator(in_our_time)]
Spent = Annotated[date, AfterValidator(a_day_of_ours)]
Text = Annotated[str, Field(max_length=TEXT_LENGTH)]
Kroner = Annotated[DecimalComma, Field(max_digits=9, decimal_places=2, le=Decimal(MOST_ORE) / 100)]


class TravelRow(BaseModel):
    work_from: Worked
    work_to: Worked
    purpose: Text | None = None
    km: DecimalComma | None = None


class BetweenRow(BaseModel):
    work_from: Worked
    work_to: Worked
    purpose: Text = ""


class UnrecordedRow(BaseModel):
    work_from: Worked
    work_to: Worked
    question: Text = ""


class CostRow(BaseModel):
    """`receipt` is the hash of what was uploaded with the row."""

    day: Spent
    purpose: Text = ""
    amount: Kroner
    receipt: str = Field(max_length=64)


class OtherPayRow(BaseModel):
    kind: OtherPayKind
    purpose: Text = ""
    work_from: Worked
    work_to: Worked
    amount: Kroner = Decimal(0)


class WorkForm(FormModel):
    """The claimant's own times and costs; the meeting's come from the attendance (C-5)."""

    agreement: UUID
    travel: list[TravelRow] = Field(default_factory=list)
    between: list[BetweenRow] = Field(default_factory=list)
    pre_meeting: list[BetweenRow] = Field(default_factory=list)
    unrecorded: list[UnrecordedRow] = Field(default_factory=list)
    costs: list[CostRow] = Field(default_factory=list)
    other_pay: list[OtherPayRow] = Field(default_factory=list)
    version: int | None = None

    def work(self) -> WorkBody:
        """As it is sent over the API."""
        return WorkBody(
            travel=[TravelBody(**row.model_dump()) for row in self.travel],
            between=[BetweenBody(**row.model_dump()) for row in self.between],
            pre_meeting=[BetweenBody(**row.model_dump()) for row in self.pre_meeting],
            unrecorded=[UnrecordedBody(**row.model_dump()) for row in self.unrecorded],
            costs=[
                CostBody(
                    day=row.day,
                    purpose=row.purpose,
                    amount_ore=from_kroner(row.amount),
                    receipt=row.receipt,
                )
                for row in self.costs
            ],
            other_pay=[
                OtherPayBody(
                    **row.model_dump(exclude={"amount"}), amount_ore=from_kroner(row.amount)
                )
                for row in self.other_pay
            ],
        )


def new_claim(agreement: UUID | None) -> Form[WorkForm]:
    """Before anything is typed."""
    filled = {} if agreement is None else {"agreement": str(agreement)}
    return blank(PREFIX, **filled)


def filled(work: WorkBody, agreement: UUID | None) -> Form[WorkForm]:
    """What is told already, to be changed; nothing of it is left out."""
    typed = dict(new_claim(agreement).typed)
    for name, told in work:
        for number, row in enumerate(told):
            typed |= {f"{name}.{number}.{at}": (text,) for at, text in _as_typed(row)}
    return Form(typed=typed, prefix=PREFIX)


def refused(form: Form[WorkForm], name: str, no: Refused, words: Words) -> Form[WorkForm]:
    """The form with what the rules say against one of its fields, in place of what else is said
    of that."""
    others = tuple(error for error in form.errors if error.field != name)
    return refused_at(replace(form, errors=others), name, no, words)


def rows(form: Form[Any], name: str, further: int = 0) -> range:
    """The rows that are shown: those with something typed in them, and one to spare."""
    begun = max(_highest(form.typed, name) + 2, LEAST_ROWS.get(name, 1))
    return range(min(begun + further, MOST_ROWS))


def begun(form: Form[Any], name: str) -> bool:
    """Whether anything is typed in a row, or wrong with one."""
    return _highest(form.typed, name) >= 0 or form.error(name) is not None


def receipts_in(form: Form[Any]) -> Iterator[tuple[str, str]]:
    """The receipts of the rows by their fields."""
    for name, (text, *_) in form.typed.items():
        if name.startswith("costs.") and name.endswith(".receipt") and text:
            yield name, text


def errors_of(errors: Iterable[FieldError], name: str) -> list[FieldError]:
    """Those that stand at a whole list of rows, not at a row of it."""
    return [error for error in errors if error.field == name]


def _as_typed(row: BaseModel) -> Iterator[tuple[str, str]]:
    for at, value in row:
        match value:
            case None:
                continue
            case datetime():
                yield at, moment_as_typed(value)
            case Decimal():
                yield at, f"{value:f}".replace(".", ",")
            case int() if at == "amount_ore":
                yield "amount", f"{to_kroner(ore(value)):f}".replace(".", ",")
            case _:
                yield at, str(value)


def _highest(typed: Mapping[str, tuple[str, ...]], name: str) -> int:
    parts = (field.split(".") for field, texts in typed.items() if any(texts))
    numbers = (
        int(part[1]) for part in parts if len(part) == 3 and part[0] == name and part[1].isdecimal()
    )
    return max(numbers, default=-1)
