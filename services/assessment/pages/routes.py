"""Assessment's pages: the list, and the assessment with its forms in build order (A-11)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BeforeValidator

from services.assessment.api import seen
from services.assessment.application import Asked, Assessment
from services.assessment.commands import (
    ConcludeAssessment,
    RecordCapacity,
    RecordFinding,
    StateGoal,
)
from services.assessment.pages import forms
from services.assessment.pages.choices import Choices
from services.assessment.pages.forms import (
    CapacityForm,
    ConcludeForm,
    FindingForm,
    FormModel,
    GoalForm,
    Saving,
    Sent,
    asked,
)
from services.assessment.pages.presenters import Presenter, SheetRow
from services.assessment.readmodels import assessments, revisions
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import preview, previews
from shared.contracts.assessment import Component
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.onward import PlaceName, onward
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Onward, Option
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

F = TypeVar("F", bound=FormModel)
K = TypeVar("K")
V = TypeVar("V")
LIST = "/vurdering"
ON_A_PAGE = 50

Chosen = Annotated[UUID | None, BeforeValidator(lambda given: given or None)]
"""What is chosen in a field of an address; left unchosen it is sent empty."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A part of the list, with the addresses of what comes before and after it."""

    rows: list[SheetRow]
    newer: str | None
    older: str | None


class Screens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words
        self._presenter = Presenter(platform, words)
        self._choices = Choices.in_words(words)

    def listed(
        self, request: Request, actor: Actor, pages: Pages, older: dict[str, UUID | None]
    ) -> HTMLResponse:
        """The assessments one may see: those under way, and those concluded.

        `older`: for each of the two the last one that was seen already.
        """
        return pages.render(
            request,
            "assessment/list.html",
            open=self._rows(actor, "apne", older),
            concluded=self._rows(actor, "avsluttede", older),
        )

    def _rows(self, actor: Actor, part: str, older: dict[str, UUID | None]) -> Rows:
        platform, after = self._platform, older[part]
        found = assessments.listed(
            platform.views,
            actor,
            "assessment.read",
            concluded=part == "avsluttede",
            after=after,
            limit=ON_A_PAGE + 1,
        )
        shown = found[:ON_A_PAGE]
        of = previews(platform)
        return Rows(
            rows=[self._presenter.row(sheet, of(sheet), actor) for sheet in shown],
            newer=LIST if after is not None else None,
            older=f"{LIST}?{part}={shown[-1].case_id}" if len(found) > ON_A_PAGE else None,
        )

    def sheet(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        case_id: UUID,
        *,
        sent: Sent | None = None,
        also: UUID | None = None,
    ) -> HTMLResponse:
        """The framework, the forms for those who assess, and all revisions."""
        platform, words = self._platform, self._words
        sheet = seen(platform, actor, case_id)
        form = forms.filled(sheet)
        if sent is not None:
            form = forms.with_sent(form, sent, words)
        others = self._others(sheet)
        shown = self._presenter.page(
            sheet,
            preview(platform, sheet),
            revisions.of_case(platform.views, case_id),
            actor,
            also if str(also) in {each.value for each in others} else None,
        )
        return pages.render(
            request,
            "assessment/assessment.html",
            status=422 if sent else 200,
            breadcrumbs=(Crumb(words("assessment.list.title"), LIST), Crumb(sheet.number)),
            sheet=shown,
            form=form,
            choices=self._choices,
            organisations=[Option(str(each.party), each.name) for each in shown.capacity],
            others=others,
            onward=_onward(sheet, actor, words),
            may_assess=_may(actor, "assessment.assess", sheet),
            may_conclude=_may(actor, "assessment.conclude", sheet),
        )

    def _others(self, sheet: Sheet) -> list[Option]:
        """Organisations of the helsefellesskap that nothing is recorded of yet (A-2)."""
        return [
            Option(str(each.id), each.name)
            for each in self._platform.register.organisations(sheet.helsefellesskap)
            if each.id not in sheet.being.affected
        ]

    def called(self, component: Component) -> str:
        return self._words(f"framework.component.{component}")

    def named(self, party: UUID) -> str:
        return self._presenter.names([party])[party]


def _onward(sheet: Sheet, actor: Actor, words: Words) -> tuple[Onward, ...]:
    """To the case, to the bodies once it has gone there, and to the history."""
    places: list[PlaceName] = ["case", "history"]
    end = sheet.concluded
    if end is not None and end.conclusion == "proceed" and end.route in ("fs", "lsu"):
        places.append("governance")
    return onward(sheet.case_id, sheet.resource, actor, words, places)


def _may(actor: Actor, action: Action, sheet: Sheet) -> bool:
    return sheet.concluded is None and isinstance(allowed(actor, action, sheet.resource), Allowed)


def router(assessment: Assessment, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    screens = Screens(platform, words)

    def save(
        request: Request,
        actor: Actor,
        pages: Pages,
        case_id: UUID,
        form: Form[F],
        saving: Saving,
        command: Callable[[F], Asked],
    ) -> Response:
        """POST-redirect-GET; the same page again where something is wrong."""
        if form.value is not None:
            try:
                done = assessment.ask(actor, command(form.value), key=form.value.idempotency_key)
            except Refused as no:
                form = forms.refused(form, no, saving.about, words)
            else:
                platform.shows(done)
                return pages.redirect(
                    request,
                    f"{LIST}/{case_id}",
                    flash=Flash("success", saving.done, {"what": saving.called}),
                )
        sent = Sent(saving.about, saving.called, form)
        return screens.sheet(request, actor, pages, case_id, sent=sent, also=saving.also)

    @routes.get(LIST)
    def listed(
        request: Request,
        actor: SignedIn,
        pages: ThePages,
        apne: UUID | None = None,
        avsluttede: UUID | None = None,
    ) -> HTMLResponse:
        older = {"apne": apne, "avsluttede": avsluttede}
        return screens.listed(request, actor, pages, older)

    @routes.get(LIST + "/{case_id}")
    def sheet(
        request: Request,
        case_id: UUID,
        actor: SignedIn,
        pages: ThePages,
        virksomhet: Chosen = None,
    ) -> HTMLResponse:
        return screens.sheet(request, actor, pages, case_id, also=virksomhet)

    @routes.post(LIST + "/{case_id}/formal")
    async def goal(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, GoalForm)
        saving = Saving("goal", words("assessment.goal.title"), "assessment.saved")

        def command(sent: GoalForm) -> Asked:
            return StateGoal(case_id, **sent.model_dump(exclude={"idempotency_key"}))

        return await platform.in_thread(save, request, actor, pages, case_id, form, saving, command)

    @routes.post(LIST + "/{case_id}/komponent/{component}")
    async def finding(
        request: Request, case_id: UUID, component: Component, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, FindingForm)
        saving = Saving(f"findings.{component}", screens.called(component), "assessment.saved")

        def command(sent: FindingForm) -> Asked:
            fields = asked(sent.findings, component)
            return RecordFinding(
                case_id,
                component,
                fields.status,
                fields.reason,
                fields.party,
                forms.taking_part(assessments.one(platform.views, case_id), component, fields),
            )

        return await platform.in_thread(save, request, actor, pages, case_id, form, saving, command)

    @routes.post(LIST + "/{case_id}/kapasitet/{party}")
    async def capacity(
        request: Request, case_id: UUID, party: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CapacityForm)
        called = await platform.in_thread(screens.named, party)
        saving = Saving(f"capacity.{party}", called, "assessment.saved", also=party)

        def command(sent: CapacityForm) -> Asked:
            figures = forms.figures(assessments.one(platform.views, case_id), party)
            fields = asked(sent.capacity, party).model_dump()
            return RecordCapacity(case_id, party, **fields, **figures)

        return await platform.in_thread(save, request, actor, pages, case_id, form, saving, command)

    @routes.post(LIST + "/{case_id}/konklusjon")
    async def conclude(
        request: Request, case_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ConcludeForm)
        saving = Saving("conclude", words("assessment.conclude.title"), "assessment.concluded")

        def command(sent: ConcludeForm) -> Asked:
            return ConcludeAssessment(case_id, **sent.model_dump(exclude={"idempotency_key"}))

        return await platform.in_thread(save, request, actor, pages, case_id, form, saving, command)

    return routes
