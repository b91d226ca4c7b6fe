"""Rates: all can be seen; a payer's approver publishes and confirms them (C-3)."""

from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation
from services.compensation.commands.rates import ConfirmRate, PublishRate
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.rates import RatesPresenter
from services.compensation.pages.routes.home import HOME
from services.compensation.pages.routes.taking import Act, Taking, same
from services.compensation.pages.terms_forms import ConfirmForm, RateForm
from services.compensation.readmodels import rates
from services.compensation.readmodels.rates import RATES
from shared.contracts.compensation import RateKind
from shared.eventlog.commands import Done
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.values.money import Rounding, from_kroner
from shared.values.rates import Unit
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

RATES_PAGE = HOME + "/satser"
PREFIX = "compensation.rate"


class RateScreens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._presenter = RatesPresenter(Presenter(platform.register, words), words)

    def listed(self, visit: Visit) -> HTMLResponse:
        self._compensation.own.freshen(RATES)
        return visit.pages.render(
            visit.request,
            "compensation/rates.html",
            breadcrumbs=self._crumbs(),
            regimes=self._presenter.regimes(rates.listed(self._platform.views)),
            registers=_may(visit.actor, "compensation.register-rate"),
        )

    def one(
        self, visit: Visit, rate_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        rate, version = self._compensation.rate(rate_id)
        row = self._presenter.row(rate)
        return visit.pages.render(
            visit.request,
            "compensation/rate.html",
            status=status,
            breadcrumbs=self._crumbs(Crumb(row.kind)),
            rate=row,
            version=version,
            form=form or blank(PREFIX),
            confirms=row.confirmed is None and _may(visit.actor, "compensation.confirm-rate"),
        )

    def new(self, visit: Visit, form: Form[Any], status: int = 200) -> HTMLResponse:
        words = self._words
        return visit.pages.render(
            visit.request,
            "compensation/rate_new.html",
            status=status,
            breadcrumbs=self._crumbs(Crumb(words("compensation.rate.new"))),
            form=form,
            kinds=[Option(each, words(f"compensation.kind.{each}")) for each in get_args(RateKind)],
            units=[Option(each, words(f"compensation.unit.{each}")) for each in get_args(Unit)],
        )

    def _crumbs(self, *further: Crumb) -> tuple[Crumb, ...]:
        title = self._words("compensation.rates.title")
        here = Crumb(title, RATES_PAGE if further else None)
        return (Crumb(self._words("compensation.home.title"), HOME), here, *further)


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = RateScreens(compensation, platform, words)
    taking = Taking(compensation, platform, words)

    @routes.get(RATES_PAGE)
    def listed(visit: TheVisit) -> HTMLResponse:
        return screens.listed(visit)

    @routes.get(RATES_PAGE + "/ny")
    def new(visit: TheVisit) -> HTMLResponse:
        return screens.new(visit, blank(PREFIX, unit="hour", step_ore="1"))

    @routes.post(RATES_PAGE + "/ny")
    async def publish(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, RateForm, prefix=PREFIX)
        return await platform.in_thread(published, visit, form)

    def published(visit: Visit, form: Form[RateForm]) -> Response:
        rate_id = new_resource(visit.actor, form.text("idempotency_key"), "rate")

        def ask(sent: RateForm) -> Done:
            command = PublishRate(
                rate_id=rate_id,
                regime=sent.regime,
                kind=sent.kind,
                unit=sent.unit,
                amount_ore=from_kroner(sent.amount),
                valid_from=sent.valid_from,
                valid_to=sent.valid_to,
                source=sent.source,
                rounding=Rounding(sent.step_ore),
                cap=sent.cap,
            )
            return compensation.ask(visit.actor, command, key=sent.idempotency_key)

        here = {"amount_ore": "amount", **same("unit", "cap", "valid_to", "valid_from")}
        act = Act(ask, f"{RATES_PAGE}/{rate_id}", "compensation.rate.published", here)
        return taking.take(
            visit, form, act, lambda again, status: screens.new(visit, again, status)
        )

    @routes.get(RATES_PAGE + "/{rate_id}")
    def one(rate_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, rate_id)

    @routes.post(RATES_PAGE + "/{rate_id}")
    async def confirm(request: Request, rate_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ConfirmForm, prefix=PREFIX)
        return await platform.in_thread(confirmed, visit, rate_id, form)

    def confirmed(visit: Visit, rate_id: UUID, form: Form[ConfirmForm]) -> Response:
        def ask(sent: ConfirmForm) -> Done:
            return taking.ask(visit, ConfirmRate(rate_id, sent.basis, sent.confirmed_on), sent)

        here = same("basis", "confirmed_on")
        act = Act(ask, f"{RATES_PAGE}/{rate_id}", "compensation.rate.now-confirmed", here)
        return taking.take(
            visit, form, act, lambda again, status: screens.one(visit, rate_id, again, status)
        )

    return routes


def _may(actor: Actor, action: Action) -> bool:
    """A rate belongs to nobody: whoever approves for a party does so for its own (C-3)."""
    parties = {held.party for held in actor.holdings if held.role == "approver"} | {None}
    return any(
        isinstance(allowed(actor, action, Resource("rate", party=party)), Allowed)
        for party in parties
    )
