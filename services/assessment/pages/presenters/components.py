"""One component: what is recorded of it, and its form (A-1 to A-8)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.assessment.pages import filled
from services.assessment.pages.presenters.columns import LONG
from services.assessment.pages.presenters.fields import Builder, LongForm
from services.assessment.pages.presenters.history import clinician
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.recorded import Text, Told, of_detail
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview
from services.assessment.rules.recording import FOUNDATION
from shared.contracts.assessment import Component, Finding
from shared.web.components import STATUS_LOOKS, Option, Tone
from shared.web.forms import Form, blank
from shared.web.i18n import Words

PREFIX = "assessment.field"
STATUSES = ("met", "partly", "unmet", "unclear")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the case as a whole, or of one party."""

    party: UUID | None
    whose: str
    status: str
    tone: Tone
    shape: str
    reason: str
    clinicians: str


@dataclass(frozen=True, slots=True)
class ComponentPage:
    """`found` are the findings that are recorded, `detail` the long form as recorded; `asked` is
    the rule that asks for the clinicians of each side (A-3)."""

    name: Component
    label: str
    about: str
    found: tuple[Found, ...]
    detail: tuple[Told | Text, ...]
    clinicians_asked: bool


@dataclass(frozen=True, slots=True)
class ClinicianFields:
    """A row for a clinician: of which party, and who, where the register knows them."""

    at: str
    party: str
    person: str | None


@dataclass(frozen=True, slots=True)
class ComponentFields:
    """What the form of a component offers. `whose` is the party it is about, if of one only, and
    `others` are those it can be about; the long form is of the whole case."""

    statuses: tuple[Option, ...]
    clinicians: tuple[ClinicianFields, ...]
    organisations: tuple[Option, ...]
    whose: str | None
    others: tuple[Option, ...]
    long: LongForm | None


def page(component: Component, so_far: Preview, names: Names) -> ComponentPage:
    words = names.words
    details = {each.component: each for each in so_far.inputs.details}
    recorded = details.get(component)
    return ComponentPage(
        name=component,
        label=words(f"framework.component.{component}"),
        about=words(f"assessment.about.{component}"),
        found=tuple(_found(e, names) for e in so_far.findings if e.component == component),
        detail=of_detail(recorded, names) if recorded else (),
        clinicians_asked=component == "practical",
    )


def form(component: Component, sheet: Sheet, party: UUID | None) -> Form[Any]:
    """The form as it is recorded."""
    being = sheet.being
    typed = filled.finding(being.findings.get((component, party)), being.affected)
    if party is None:
        typed |= filled.detail(being.details.get(component))
    return blank(PREFIX, **typed)


def fields(
    component: Component, sheet: Sheet, party: UUID | None, shown: Form[Any], names: Names
) -> ComponentFields:
    parties = sheet.being.affected
    builder = Builder(names, parties)
    return ComponentFields(
        statuses=statuses(component, names.words),
        clinicians=clinician_rows(shown, names),
        organisations=names.options(names.near(sheet.helsefellesskap)),
        whose=names.party(party) if party else None,
        others=names.options([each for each in parties if each != party]),
        long=builder.long_form(LONG[component], shown) if party is None else None,
    )


def statuses(component: Component, words: Words) -> tuple[Option, ...]:
    """A-11: the foundation is always relevant."""
    offered = STATUSES if component in FOUNDATION else (*STATUSES, "not-relevant")
    return tuple(Option(each, words(f"framework.status.{each}")) for each in offered)


def clinician_rows(shown: Form[Any], names: Names) -> tuple[ClinicianFields, ...]:
    """As many as the form has, in its order."""
    rows: list[ClinicianFields] = []
    while party := shown.text(f"clinicians.{len(rows)}.party"):
        at = f"clinicians.{len(rows)}"
        person = _id(shown.text(f"{at}.person"))
        known = _id(party)
        rows.append(
            ClinicianFields(
                at,
                names.party(known) if known else names.words("assessment.party-unheard"),
                names.person(person) if person else None,
            )
        )
    return tuple(rows)


def party_of(form: Form[Any]) -> UUID | None:
    """Whose finding a form that was not taken is about."""
    return _id(form.text("party"))


def _id(typed: str) -> UUID | None:
    """What is sent back hidden need not be what was shown."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def _found(finding: Finding, names: Names) -> Found:
    words = names.words
    tone, shape = STATUS_LOOKS[finding.status]
    return Found(
        party=finding.party,
        whose=names.party(finding.party) if finding.party else words("assessment.whole-case"),
        status=words(f"framework.status.{finding.status}"),
        tone=tone,
        shape=shape,
        reason=finding.reason,
        clinicians="; ".join(clinician(each, names) for each in finding.clinicians),
    )
