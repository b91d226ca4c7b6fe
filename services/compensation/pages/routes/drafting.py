"""A claim is drafted: the meeting's time stands there already, the rest is typed (C-4, C-5)."""

from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.claims import draft_of
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation
from services.compensation.commands.claims import DraftClaim, PreMeeting, Unrecorded
from services.compensation.pages import forms
from services.compensation.pages.forms import WorkForm
from services.compensation.pages.presenters.claims import MeetingRow, Presenter
from services.compensation.pages.routes.claims import HOME, MINE
from services.compensation.readmodels import agreements, attended
from services.compensation.rules.costs import costs_in
from services.compensation.rules.work import told_in
from shared.contracts.compensation import ClaimDrafted
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

HERE = {
    "agreement_id": "agreement",
    "travel": "travel",
    "between": "between",
    "km": "travel",
    "lines": "lines",
}
"""Where on this page the fields stand that the rules speak of."""

BESIDE = ("pre-meeting", "cost")
"""Kinds of lines that the form does not show, and does not change."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """Where a draft is made: for a meeting in a seat; `claim_id`, `version` and the draft that is
    `standing` where it is made anew, `address` where its form leads."""

    meeting: MeetingRow
    address: str
    claim_id: UUID | None = None
    version: int | None = None
    standing: ClaimDrafted | None = None

    @property
    def keeps(self) -> bool:
        """Whether the draft has more than this page's form shows."""
        return self.standing is not None and (
            bool(self.standing.other_pay)
            or any(line.kind in BESIDE or line.asked for line in self.standing.lines)
        )


class Screens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._presenter = Presenter(platform.register, words)

    def new(self, actor: Actor, meeting_id: UUID, seat_id: UUID) -> Drafting:
        """Raises NotFound where the actor did not sit there."""
        met = attended.one(self._platform.views, meeting_id, seat_id, actor.person)
        if met is None:
            raise NotFound
        return Drafting(self._presenter.meeting(met), f"{HOME}/mote/{meeting_id}/{seat_id}")

    def again(self, actor: Actor, claim_id: UUID) -> tuple[Drafting, Form[WorkForm]]:
        """A draft that can be changed. Raises NotFound, Forbidden."""
        claim, version = self._compensation.claim(actor, claim_id)
        if claim.draft.claimant != actor.person or claim.status not in MINE:
            raise NotFound
        new = self.new(actor, claim.draft.meeting_id, claim.draft.seat_id)
        address = f"{HOME}/krav/{claim_id}/endre"
        drafting = Drafting(new.meeting, address, claim_id, version, claim.draft)
        return drafting, forms.filled(claim.draft)

    def choices(self, actor: Actor, seat_id: UUID) -> list[Option]:
        """The agreements in force that pay for this seat."""
        found = agreements.listed(self._platform.views, actor, doctor=actor.person)
        return [
            Option(str(each.draft.agreement_id), self._called(each))
            for each in found
            if each.in_force and seat_id in each.draft.seats
        ]

    def form(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        drafting: Drafting,
        form: Form[WorkForm] | None = None,
        *,
        status: int = 200,
    ) -> HTMLResponse:
        choices = self.choices(actor, drafting.meeting.seat_id)
        only = UUID(choices[0].value) if len(choices) == 1 else None
        form = form or forms.new_claim(only)
        return pages.render(
            request,
            "compensation/draft.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("compensation.home.title"), HOME),
                Crumb(self._words("compensation.draft.title")),
            ),
            drafting=drafting,
            agreements=choices,
            form=form,
            travel=forms.rows(form, "travel"),
            between=forms.rows(form, "between"),
        )

    def _called(self, agreement: agreements.Agreement) -> str:
        draft = agreement.draft
        return self._words(
            "compensation.draft.agreement-called",
            payer=self._presenter.party(draft.payer),
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
        )


def beside_the_form(command: DraftClaim, standing: ClaimDrafted) -> DraftClaim:
    """What the form does not show stays in the draft as it was (C-4 to C-6)."""
    work = told_in(standing)
    return replace(
        command,
        pre_meeting=tuple(
            PreMeeting(each.work_from, each.work_to, each.what or "")
            for each in work
            if each.kind == "pre-meeting"
        ),
        unrecorded=tuple(
            Unrecorded(each.work_from, each.work_to, each.asked)
            for each in work
            if each.asked is not None
        ),
        costs=costs_in(standing),
        other_pay=standing.other_pay,
    )


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter()
    screens = Screens(compensation, platform, words)

    def drafted(
        request: Request, actor: Actor, pages: Pages, drafting: Drafting, form: Form[WorkForm]
    ) -> Response:
        if form.value is None:
            return screens.form(request, actor, pages, drafting, form, status=422)
        sent = form.value
        claim_id = drafting.claim_id or new_resource(actor, sent.idempotency_key, "claim")
        meeting = drafting.meeting
        command = draft_of(
            actor, claim_id, sent.work(), sent.agreement, meeting.seat_id, meeting.meeting_id
        )
        if drafting.standing is not None:
            command = beside_the_form(command, drafting.standing)
        try:
            done = compensation.ask(
                actor, command, key=sent.idempotency_key, expected_version=sent.version
            )
        except Refused as no:
            again = forms.refused(form, no, words, here=HERE)
            return screens.form(request, actor, pages, drafting, again, status=422)
        platform.shows(done)
        return pages.redirect(
            request, f"{HOME}/krav/{claim_id}", flash=Flash("success", "compensation.drafted")
        )

    @routes.get(HOME + "/mote/{meeting_id}/{seat_id}")
    def new(
        request: Request, meeting_id: UUID, seat_id: UUID, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        return screens.form(request, actor, pages, screens.new(actor, meeting_id, seat_id))

    @routes.post(HOME + "/mote/{meeting_id}/{seat_id}")
    async def draft(
        request: Request, meeting_id: UUID, seat_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, WorkForm, prefix="compensation.work")
        drafting = await platform.in_thread(screens.new, actor, meeting_id, seat_id)
        return await platform.in_thread(drafted, request, actor, pages, drafting, form)

    @routes.get(HOME + "/krav/{claim_id}/endre")
    def change(request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        drafting, form = screens.again(actor, claim_id)
        return screens.form(request, actor, pages, drafting, form)

    @routes.post(HOME + "/krav/{claim_id}/endre")
    async def changed(
        request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, WorkForm, prefix="compensation.work")
        drafting, _ = await platform.in_thread(screens.again, actor, claim_id)
        return await platform.in_thread(drafted, request, actor, pages, drafting, form)

    return routes
