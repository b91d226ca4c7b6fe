"""What the forms over audit's pages ask, read from the address so that a view can be linked to."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.audit.readmodels.case_lists import Asked
from shared.contracts.assessment import MainObstacle
from shared.contracts.record import ServiceName
from shared.values.calendar import end_of_day, start_of_day
from shared.values.refusal import Refused
from shared.web.entries import OsloMoment
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages
from shared.web.validation import field_errors

M = TypeVar("M", bound=BaseModel)
PREFIX = "audit.asked"
LONGEST = 600
"""Letters of a field in the address; the rules say no to less, in words."""


class FromAddress(BaseModel):
    """Fields of an address; one left empty is not given."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class AskedHistory(FromAddress):
    """`as_of` a moment, or as it was when this `event` had just been recorded (R-2); `purpose` is
    told by those who read for an authority (R-6)."""

    as_of: OsloMoment | None = None
    event: UUID | None = None
    purpose: str | None = None
    view: Literal["full", "turns"] = "full"
    service: ServiceName | None = None


Outcome: TypeAlias = Literal[
    "open",
    "in-force",
    "not-agreed",
    "result-confirmed",
    "solved-elsewhere",
    "dropped",
    "answered",
    "unanswered",
    "routed-to-line",
    "lifted-to-system-level",
    "joined",
    "not-realistic",
    "declined",
    "withdrawn",
]


class AskedCases(FromAddress):
    """The questions of R-5, days for moments; `after` is the last case that was seen already."""

    helsefellesskap: UUID | None = None
    body: UUID | None = None
    since: date | None = None
    until: date | None = None
    component: MainObstacle | None = None
    law: str | None = None
    section: str | None = None
    disagreement: Literal["professional", "other", "mixed"] | None = None
    outcome: Outcome | None = None
    days: Annotated[int, Field(ge=0, le=100_000)] | None = None
    purpose: str | None = None
    after: UUID | None = None

    def question(self) -> Asked:
        """As the rows are asked: from the first day's beginning to the last one's end."""
        return Asked(
            self.helsefellesskap,
            self.body,
            start_of_day(self.since) if self.since else None,
            end_of_day(self.until) if self.until else None,
            self.component,
            self.law,
            self.section,
            self.disagreement,
            self.outcome,
            self.days,
        )


class AskedAccesses(FromAddress):
    """Whose readings: what concerns oneself, or all in the helsefellesskap; of one case."""

    whose: Literal["mine", "area"] = "mine"
    case: UUID | None = None
    after: UUID | None = None


CRITERIA = frozenset(AskedCases.model_fields) - {"purpose", "after"}


def asked(request: Request, model: type[M], words: Words) -> Form[M]:
    """The form as it was typed into the address, with what is wrong at its field."""
    given = {
        name: text[:LONGEST]
        for name, text in request.query_params.items()
        if name in model.model_fields and text.strip()
    }
    typed = {name: (text,) for name, text in given.items()}
    try:
        return Form(typed, (), model.model_validate(given), PREFIX)
    except ValidationError as wrong:
        errors = [dict(error) for error in wrong.errors(include_input=False, include_url=False)]
        return Form(typed, field_errors(errors, words, prefix=PREFIX), None, PREFIX)


def address(path: str, given: Mapping[str, str | None]) -> str:
    """The path with what is given of this."""
    told = {name: value for name, value in given.items() if value}
    return f"{path}?{urlencode(told)}" if told else path


def first_asked(request: Request, refused: Refused) -> bool:
    """Whoever has not been asked for the purpose yet has made no mistake (R-6)."""
    return refused.field == "purpose" and "purpose" not in request.query_params


def ask_purpose(
    request: Request, pages: Pages, words: Words, refused: Refused, crumbs: tuple[Crumb, ...]
) -> HTMLResponse:
    """Asks what it is to be used for before it is shown. Raises the refusal of anything else."""
    if refused.field != "purpose":
        raise refused
    first = first_asked(request, refused)
    text = request.query_params.get("purpose", "")
    form: Form[AskedHistory] = Form({"purpose": (text,)}, prefix=PREFIX)
    return pages.render(
        request,
        "audit/purpose.html",
        status=200 if first else 422,
        breadcrumbs=crumbs,
        form=form if first else form.refused(refused, words),
        first=first,
        others=[pair for pair in request.query_params.multi_items() if pair[0] != "purpose"],
    )
