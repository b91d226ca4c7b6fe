"""The forms of an assessment: each is small, is saved by itself, and says what is wrong with it.

Several stand on one page, so the name of a field begins with what it is about:
`findings.practical.status`, `capacity.<party>.standing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from services.assessment.readmodels.assessments import Sheet
from shared.contracts.assessment import (
    Clinician,
    Component,
    Conclusion,
    RouteKind,
    Standing,
    Status,
)
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words

M = TypeVar("M", bound=BaseModel)
K = TypeVar("K")
V = TypeVar("V")


def _several(given: object) -> object:
    """One box that is ticked is a list of one."""
    return [given] if isinstance(given, str) else given


Chosen = Annotated[list[UUID], BeforeValidator(_several)]


class FormModel(BaseModel):
    """What a form sends beside its fields: the token (checked before) and the key."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)


class GoalForm(FormModel):
    problem: str = ""
    patients: str = ""
    benefit: str = ""
    burden: str = ""
    general_duty: bool = False


class FindingFields(BaseModel):
    """One component."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    status: Status
    reason: str = ""
    party: UUID | None = None
    clinicians: Chosen = Field(default_factory=list)


class FindingForm(FormModel):
    findings: dict[Component, FindingFields]


class CapacityFields(BaseModel):
    """One organisation."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    standing: Standing
    reason: str = ""
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False


class CapacityForm(FormModel):
    capacity: dict[UUID, CapacityFields]


class ConcludeForm(FormModel):
    conclusion: Conclusion
    route: RouteKind | None = None
    route_reason: str | None = None
    national: bool = False
    known_answer: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent and not taken: what it is about (`findings.legal`), whose name in
    words, and the form with its errors."""

    about: str
    called: str
    form: Form[Any]


def filled(sheet: Sheet) -> Form[Any]:
    """All forms of the page, with what is recorded so far."""
    being = sheet.being
    typed: dict[str, str | tuple[str, ...]] = {"conclusion": "proceed", "route": ""}
    if being.goal is not None:
        typed |= {
            "problem": being.goal.problem,
            "patients": being.goal.patients,
            "benefit": being.goal.benefit,
            "burden": being.goal.burden,
            "general_duty": "true" if being.goal.general_duty else "",
        }
    for (component, party), finding in being.findings.items():
        if party is None:
            at = f"findings.{component}"
            typed |= {
                f"{at}.status": finding.status,
                f"{at}.reason": finding.reason,
                f"{at}.clinicians": tuple(str(each.party) for each in finding.clinicians),
            }
    for standing in being.capacity.values():
        at = f"capacity.{standing.party}"
        typed |= {
            f"{at}.standing": standing.standing,
            f"{at}.reason": standing.reason,
            f"{at}.receives_task": standing.receives_task or "",
            f"{at}.task_accepted_by": standing.task_accepted_by or "",
            f"{at}.task_not_accepted": "true" if standing.task_not_accepted else "",
        }
    return blank(None, **typed)


def with_sent(page: Form[Any], sent: Sent, words: Words) -> Form[Any]:
    """The page's forms, one of them as it was sent, with its errors named."""
    own = OWN_FIELDS.get(sent.about)
    kept = {
        name: texts
        for name, texts in page.typed.items()
        if not (name in own if own is not None else name.startswith(f"{sent.about}."))
    }
    errors = tuple(
        replace(
            error,
            summary=f"{_label(error.field, sent, words)}: "
            + error.summary.removeprefix(f"{error.field}: "),
        )
        for error in sent.form.errors
    )
    return replace(page, typed={**kept, **sent.form.typed}, errors=errors)


OWN_FIELDS = {
    "goal": frozenset(GoalForm.model_fields),
    "conclude": frozenset(ConcludeForm.model_fields),
}
"""The forms whose fields have no beginning in common."""


def refused(form: Form[M], no: Refused, about: str, words: Words) -> Form[M]:
    """The form with what the rules say against it, at the field it has on this page."""
    if about in OWN_FIELDS or no.field is None:
        return form.refused(no, words)
    at = Refused(no.rule, no.reason, field=f"{about}.{no.field}", **no.values)
    return form.refused(at, words)


def _label(field: str, sent: Sent, words: Words) -> str:
    name = field.rsplit(".", 1)[-1].replace("_", "-")
    key = f"assessment.field.{name}"
    return f"{sent.called} – {words(key)}" if words.has(key) else sent.called


def asked(sent: Mapping[K, V], about: K) -> V:
    """The fields of what the address names. Raises NotFound where the form is about another."""
    if about not in sent:
        raise NotFound
    return sent[about]


@dataclass(frozen=True, slots=True)
class Saving:
    """What saving one form takes: what it is about, in words, and the message when it is done;
    `also` is an organisation whose form stands on the page though nothing is recorded of it."""

    about: str
    called: str
    done: str
    also: UUID | None = None


def taking_part(
    sheet: Sheet | None, component: Component, fields: FindingFields
) -> tuple[Clinician, ...]:
    """The clinicians of the organisations that are ticked: who they are, where that is recorded
    of the same finding already (A-3)."""
    recorded = sheet.being.findings.get((component, fields.party)) if sheet else None
    known = recorded.clinicians if recorded else ()
    named = {each.party for each in known}
    return (
        *(each for each in known if each.party in fields.clinicians),
        *(Clinician(party=each) for each in fields.clinicians if each not in named),
    )


def figures(sheet: Sheet | None, party: UUID) -> dict[str, Any]:
    """What the long form tells of the organisation's capacity stays as it is (A-9)."""
    recorded = sheet.being.capacity.get(party) if sheet else None
    names = ("demands", "ore_demanded", "ore_available")
    return {name: getattr(recorded, name) for name in names} if recorded else {}
