"""My claims and the inbox; a claim with its lines explained, and what one may do with it."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.application import Compensation
from services.compensation.commands.claims import AttestClaim, ReturnClaim, SubmitClaim
from services.compensation.pages import forms
from services.compensation.pages.forms import ActForm, ApproveForm, FormModel, ReturnForm
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.terms import AgreementRow, TermsPresenter, signs_for
from services.compensation.readmodels import agreements, attended, claim_lists
from services.compensation.readmodels.attended import Attended
from services.compensation.readmodels.claim_lists import Claim
from shared.eventlog.commands import Done
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.service.onward import onward
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Onward
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

F = TypeVar("F", bound=FormModel)
HOME = "/godtgjoring"
MINE = frozenset({"drafted", "returned"})


class Screens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._presenter = Presenter(platform.register, words)
        self._terms = TermsPresenter(self._presenter, words)

    def home(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """My claims, the meetings I may claim for, and what waits for my attestation or
        approval."""
        views = self._platform.views
        present = self._presenter
        mine = claim_lists.listed(
            views, actor, "compensation.read-claim", claimant=actor.person, limit=100
        )
        roles = {held.role for held in actor.holdings}
        return pages.render(
            request,
            "compensation/home.html",
            mine=[present.row(each) for each in mine],
            meetings=[present.meeting(met) for met in self._claimable(actor)],
            attest=[present.row(each) for each in self._waiting(actor, "compensation.attest")],
            attest_count=claim_lists.counted(
                views, actor, "compensation.attest", statuses={"submitted"}
            ),
            approve=[present.row(each) for each in self._waiting(actor, "compensation.approve")],
            approve_count=claim_lists.counted(
                views, actor, "compensation.approve", statuses={"attested"}
            ),
            agreements=self._agreements(actor),
            payroll=bool(roles & {"payroll", "approver"}),
            pays=bool(roles & {"payroll", "approver", "attester"}),
        )

    def claim(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        claim_id: UUID,
        form: Form[Any] | None = None,
    ) -> HTMLResponse:
        """The lines explained, the way of the claim, and what this actor may do with it."""
        claim, version = self._compensation.claim(actor, claim_id)
        shown = self._presenter.page(claim, claim_lists.steps(self._platform.views, claim_id))
        attests = claim.status == "submitted" and _may(actor, "compensation.attest", claim)
        approves = claim.status == "attested" and _may(actor, "compensation.approve", claim)
        return pages.render(
            request,
            "compensation/claim.html",
            status=422 if form else 200,
            breadcrumbs=(
                Crumb(self._words("compensation.home.title"), HOME),
                Crumb(self._words("compensation.claim.crumb")),
            ),
            claim=shown,
            version=version,
            form=form or blank("compensation.return"),
            may_change=claim.status in MINE and claim.draft.claimant == actor.person,
            may_attest=attests,
            may_approve=approves,
            may_return=attests or approves,
            onward=_onward(actor, claim, self._words),
            reads_batch=claim.batch_id is not None and _reads_batch(actor, claim),
        )

    def _agreements(self, actor: Actor) -> list[AgreementRow]:
        """My own as a doctor, and those that wait for a signature I may give."""
        found = agreements.listed(self._platform.views, actor)
        return [
            self._terms.row(each)
            for each in found
            if each.draft.doctor == actor.person or signs_for(actor, each)
        ]

    def _waiting(self, actor: Actor, action: Action) -> list[Claim]:
        status = "submitted" if action == "compensation.attest" else "attested"
        return claim_lists.listed(self._platform.views, actor, action, statuses={status}, limit=100)

    def _claimable(self, actor: Actor) -> list[Attended]:
        """Meetings in a seat that an agreement pays for, and that are not claimed for yet."""
        views = self._platform.views
        seats = {
            seat
            for each in agreements.listed(views, actor, doctor=actor.person)
            if each.in_force
            for seat in each.draft.seats
        }
        claimed = claim_lists.claimed_meetings(views, actor.person)
        return [
            met
            for met in attended.of_person(views, actor.person)
            if met.seat_id in seats and (met.meeting.meeting_id, met.seat_id) not in claimed
        ]


def _may(actor: Actor, action: Action, claim: Claim) -> bool:
    return isinstance(allowed(actor, action, claim.resource), Allowed)


def _reads_batch(actor: Actor, claim: Claim) -> bool:
    from_payer = allowed(actor, "compensation.read-batch", claim.resource)
    return isinstance(from_payer, Allowed)


def _onward(actor: Actor, claim: Claim, words: Words) -> tuple[Onward, ...]:
    """To the meeting's first case, which holds the claim's history too."""
    if not claim.draft.cases:
        return ()
    first = claim.draft.cases[0]
    case = Resource("case", helsefellesskap=claim.draft.helsefellesskap, case=first, lifted=True)
    return onward(first, case, actor, words, ("case", "history"))


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter()
    screens = Screens(compensation, platform, words)

    def act(
        request: Request,
        actor: Actor,
        pages: Pages,
        claim_id: UUID,
        form: Form[F],
        done: str,
        ask: Callable[[F], Done],
    ) -> Response:
        """POST-redirect-GET; the same page again where something is wrong."""
        if form.value is not None:
            try:
                effect = ask(form.value)
            except Refused as no:
                form = forms.refused(form, no, words, here={"reason": "reason"})
            else:
                platform.shows(effect)
                return pages.redirect(
                    request, f"{HOME}/krav/{claim_id}", flash=Flash("success", done)
                )
        return screens.claim(request, actor, pages, claim_id, form)

    @routes.get(HOME)
    def home(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.home(request, actor, pages)

    @routes.get(HOME + "/krav/{claim_id}")
    def claim(request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.claim(request, actor, pages, claim_id)

    @routes.post(HOME + "/krav/{claim_id}/send")
    async def submit(
        request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ActForm)

        def ask(sent: ActForm) -> Done:
            return compensation.ask(
                actor,
                SubmitClaim(claim_id),
                key=sent.idempotency_key,
                expected_version=sent.version,
            )

        return await platform.in_thread(
            act, request, actor, pages, claim_id, form, "compensation.submitted", ask
        )

    @routes.post(HOME + "/krav/{claim_id}/attester")
    async def attest(
        request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ActForm)

        def ask(sent: ActForm) -> Done:
            return compensation.ask(
                actor,
                AttestClaim(claim_id),
                key=sent.idempotency_key,
                expected_version=sent.version,
            )

        return await platform.in_thread(
            act, request, actor, pages, claim_id, form, "compensation.attested", ask
        )

    @routes.post(HOME + "/krav/{claim_id}/godkjenn")
    async def approve(
        request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ApproveForm)

        def ask(sent: ApproveForm) -> Done:
            return compensation.approve(
                actor,
                claim_id,
                sent.total_ore,
                key=sent.idempotency_key,
                expected_version=sent.version,
            )

        return await platform.in_thread(
            act, request, actor, pages, claim_id, form, "compensation.approved", ask
        )

    @routes.post(HOME + "/krav/{claim_id}/returner")
    async def send_back(
        request: Request, claim_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ReturnForm, prefix="compensation.return")

        def ask(sent: ReturnForm) -> Done:
            return compensation.ask(
                actor,
                ReturnClaim(claim_id, sent.reason),
                key=sent.idempotency_key,
                expected_version=sent.version,
            )

        return await platform.in_thread(
            act, request, actor, pages, claim_id, form, "compensation.sent-back", ask
        )

    return routes
