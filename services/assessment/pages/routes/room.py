"""What all pages of an assessment stand on: who looks at which, and how a form is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from fastapi.responses import HTMLResponse, Response

from services.assessment.api import seen
from services.assessment.application import Asked, Assessment, assessment_stream, recorded_at
from services.assessment.decisions import Closed, Concluded, Open, Unknown
from services.assessment.pages.forms import FormModel
from services.assessment.pages.presenters.fields import MORE
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.parts import PartName, address_of, called, parts
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview, preview
from shared.eventlog.commands import Done, StaleVersion
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.validation import FieldError, name_of

F = TypeVar("F", bound=FormModel)
Again: TypeAlias = Callable[[Form[Any], int], HTMLResponse]
LIST = "/vurdering"


@dataclass(frozen=True, slots=True)
class At:
    """Somebody at an assessment: what it says so far, and the version they are shown."""

    visit: Visit
    sheet: Sheet
    so_far: Preview
    version: int
    names: Names

    @property
    def actor(self) -> Actor:
        return self.visit.actor

    def may(self, action: Action) -> bool:
        return isinstance(allowed(self.actor, action, self.sheet.resource), Allowed)

    @property
    def may_assess(self) -> bool:
        return self.sheet.concluded is None and self.may("assessment.assess")

    @property
    def may_conclude(self) -> bool:
        return self.sheet.concluded is None and self.may("assessment.conclude")

    @property
    def may_prioritise(self) -> bool:
        """Also on what was concluded as not realistic for lack of it (A-9)."""
        end = self.sheet.concluded
        stands = end is None or end.conclusion == "not-realistic"
        return stands and self.sheet.closed is None and self.may("assessment.assess")


@dataclass(frozen=True)
class Saving(Generic[F]):
    """What a form asks; `about` is that which it replaces, to see whether another has saved it in
    the meantime; `what` is it in words. `onward`: where saving leads. `fields` are the names that
    the rules use for fields which the form calls something else; `changed` is the key of what is
    said where another was quicker."""

    command: Callable[[F], Asked]
    about: Callable[[Open], object]
    what: str
    onward: str
    fields: Mapping[str, str] = field(default_factory=dict)
    changed: str = "assessment.changed-meanwhile"


class Room:
    """Shows the pages, and saves their forms."""

    def __init__(self, assessment: Assessment, platform: Platform, words: Words) -> None:
        self.assessment = assessment
        self.platform = platform
        self.words = words

    def at(self, visit: Visit, case_id: UUID) -> At:
        """Raises NotFound, Forbidden."""
        version = self.platform.version(assessment_stream(case_id))
        sheet = seen(self.platform, visit.actor, case_id)
        names = Names(self.platform, visit.actor, self.words)
        return At(visit, sheet, preview(self.platform, sheet), version, names)

    def render(
        self, at: At, template: str, part: PartName | None, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """A page of one part, with its place among the others."""
        sheet, words = at.sheet, self.words
        crumbs = [Crumb(words("assessment.list.title"), LIST)]
        if part is None:
            crumbs.append(Crumb(sheet.number))
        else:
            crumbs += [Crumb(sheet.number, address_of(sheet.case_id)), Crumb(called(part, words))]
        return at.visit.pages.render(
            at.visit.request,
            template,
            status=status,
            breadcrumbs=tuple(crumbs),
            address=address_of(sheet.case_id),
            number=sheet.number,
            title=at.names.title(sheet),
            parts=parts(sheet, at.so_far, words, part),
            version=at.version,
            **values,
        )

    def save(
        self, visit: Visit, case_id: UUID, form: Form[F], saving: Saving[F], again: Again
    ) -> Response:
        """See other where it was taken; else the page again, with what was typed."""
        if form.text(MORE):
            return again(form, 200)
        if form.value is None:
            return again(form, 422)
        try:
            done = self._asked(visit.actor, case_id, form.value, saving)
        except Refused as no:
            return again(self._refused(form, no, saving.fields), 422)
        except StaleVersion:
            text = self.words(saving.changed, what=saving.what)
            stale: Form[Any] = Form(
                form.typed, (FieldError("", text, text),), None, form.prefix, form.rows
            )
            return again(stale, 409)
        self.platform.shows(done)
        stay = bool(form.text("stay"))
        address = address_of(case_id) if stay else saving.onward
        flash = Flash("success", "assessment.saved", {"what": saving.what})
        return visit.pages.redirect(visit.request, address, flash=flash)

    def _asked(self, actor: Actor, case_id: UUID, sent: F, saving: Saving[F]) -> Done:
        """What others have saved of other parts stands in nobody's way. Raises StaleVersion where
        they have saved the same."""
        command, key = saving.command(sent), sent.idempotency_key
        expected = sent.seen
        while True:
            try:
                return self.assessment.ask(actor, command, key=key, expected_version=expected)
            except StaleVersion:
                now = self.platform.version(assessment_stream(case_id))
                shown = self._recorded(case_id, sent.seen)
                if now == expected or saving.about(shown) != saving.about(
                    self._recorded(case_id, now)
                ):
                    raise
                expected = now

    def _recorded(self, case_id: UUID, version: int) -> Open:
        """Raises Refused where there was nothing yet."""
        state = recorded_at(self.platform.ledger, self.platform.codec, case_id, version)
        match state:
            case Open():
                return state
            case Concluded() | Closed():
                return state.being
            case Unknown():
                raise Refused("A-1", "assessment.case-unknown")

    def _refused(self, form: Form[F], no: Refused, fields: Mapping[str, str]) -> Form[Any]:
        """With the rule's number at the field too; what has no field here is said of the whole."""
        named = fields.get(no.field or "", no.field)
        at = Refused(no.rule, no.reason, field=named, **no.values)
        said = form.refused(at, self.words).errors[-1]
        label = self._label(said.field)
        summary = f"{label}: {said.summary}" if label else said.summary
        return _with(form, FieldError(said.field, said.summary, summary))

    def _label(self, at: str) -> str | None:
        key = f"assessment.field.{name_of(at)}"
        return self.words(key) if at and self.words.has(key) else None


def _with(form: Form[Any], error: FieldError) -> Form[Any]:
    return replace(form, errors=(*form.errors, error), value=None)
