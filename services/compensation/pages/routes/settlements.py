"""What the parties owe the one who has paid the doctors (C-8)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.settlements import settlement_of
from services.compensation.application import Compensation
from services.compensation.commands.settlements import AgreeShare, DisputeShare, MakeSettlement
from services.compensation.pages.payroll_forms import SettlementForm, ShareForm
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.settlements import SettlementsPresenter
from services.compensation.pages.routes.home import HOME
from services.compensation.pages.routes.taking import Act, Taking, same
from services.compensation.readmodels import batches, settlements
from services.compensation.readmodels.settlements import SETTLEMENTS
from shared.eventlog.commands import Done
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

LIST = HOME + "/oppgjor"
ONE = LIST + "/{settlement_id}"
PREFIX = "compensation.settlement"


class SettlementScreens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._names = Presenter(platform.register, words)
        self._presenter = SettlementsPresenter(self._names, words)

    def listed(
        self, visit: Visit, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """Each party's list, of those the actor may see; for a payer a form for the next."""
        self._compensation.own.freshen(SETTLEMENTS)
        shares = settlements.shares_seen(self._platform.views, visit.actor)
        parties = {held.party for held in visit.actor.holdings if held.party}
        payers = [
            Option(str(party), self._names.party(party))
            for party in sorted(parties, key=str)
            if _may(visit.actor, "compensation.settle", party)
        ]
        period = f"{self._platform.today():%Y-%m}"
        only = payers[0].value if len(payers) == 1 else ""
        return visit.pages.render(
            visit.request,
            "compensation/settlements.html",
            status=status,
            breadcrumbs=self._crumbs(),
            parties=self._presenter.by_party(shares),
            payers=payers,
            form=form or blank(PREFIX, payer=only, period=period),
        )

    def one(
        self, visit: Visit, settlement_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        actor = visit.actor
        settlement, version = self._compensation.settlement(actor, settlement_id)
        made = settlement.made
        whole = _may(actor, "compensation.read-settlement", made.payer)
        shown = self._presenter.page(settlement, whole=whole, doctor=self._doctor)
        return visit.pages.render(
            visit.request,
            "compensation/settlement.html",
            status=status,
            breadcrumbs=self._crumbs(Crumb(made.period)),
            settlement=shown,
            version=version,
            form=form or blank(PREFIX),
            disputes=[
                share
                for share in shown.shares
                if not share.disputed and _may(actor, "compensation.dispute-share", share.party_id)
            ],
            agrees=[share for share in shown.shares if share.disputed]
            if _may(actor, "compensation.settle", made.payer)
            else [],
        )

    def _doctor(self, agreement_id: UUID) -> UUID | None:
        known = self._compensation.records.agreement(agreement_id)
        return known.draft.doctor if known else None

    def _crumbs(self, *further: Crumb) -> tuple[Crumb, ...]:
        title = self._words("compensation.settlements.title")
        here = Crumb(title, LIST if further else None)
        return (Crumb(self._words("compensation.home.title"), HOME), here, *further)


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = SettlementScreens(compensation, platform, words)
    taking = Taking(compensation, platform, words)

    @routes.get(LIST)
    def listed(visit: TheVisit) -> HTMLResponse:
        return screens.listed(visit)

    @routes.post(LIST)
    async def make(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, SettlementForm, prefix=PREFIX)
        return await platform.in_thread(made, visit, form)

    def made(visit: Visit, form: Form[SettlementForm]) -> Response:
        sent = form.value
        settlement_id = settlement_of(sent.payer, sent.period) if sent else None

        def ask(sent: SettlementForm) -> Done:
            assert settlement_id is not None
            command = MakeSettlement(settlement_id, sent.payer, sent.period)
            return compensation.ask(visit.actor, command, key=sent.idempotency_key)

        act = Act(ask, f"{LIST}/{settlement_id}", "compensation.settlement.made", same("period"))
        return taking.take(
            visit, form, act, lambda again, status: screens.listed(visit, again, status)
        )

    @routes.get(ONE)
    def one(settlement_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, settlement_id)

    @routes.post(ONE + "/uenig")
    async def dispute(request: Request, settlement_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ShareForm, prefix=PREFIX)
        return await platform.in_thread(said, visit, settlement_id, form, DisputeShare, "disputed")

    @routes.post(ONE + "/enighet")
    async def agree(request: Request, settlement_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ShareForm, prefix=PREFIX)
        return await platform.in_thread(said, visit, settlement_id, form, AgreeShare, "agreed")

    def said(
        visit: Visit,
        settlement_id: UUID,
        form: Form[ShareForm],
        command: type[DisputeShare | AgreeShare],
        done: str,
    ) -> Response:
        def ask(sent: ShareForm) -> Done:
            return taking.ask(visit, command(settlement_id, sent.party, sent.reason), sent)

        act = Act(
            ask,
            f"{LIST}/{settlement_id}",
            f"compensation.settlement.{done}",
            {"reason": "reason", "outcome": "reason"},
        )
        return taking.take(
            visit,
            form,
            act,
            lambda again, status: screens.one(visit, settlement_id, again, status),
        )

    return routes


def _may(actor: Actor, action: Action, party: UUID) -> bool:
    return isinstance(allowed(actor, action, batches.resource_of(party)), Allowed)
