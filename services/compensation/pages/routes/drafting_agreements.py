"""The form of an agreement: who it is between, then its terms (C-2, C-11)."""

from dataclasses import dataclass
from typing import Any, get_args
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.rates import regime_name
from services.compensation.pages.presenters.terms import typed_terms
from services.compensation.pages.routes.agreement_screens import LIST, PREFIX, payers_of
from services.compensation.pages.routes.home import HOME
from services.compensation.pages.terms_forms import AgreementForm
from services.compensation.readmodels import rates, seats
from services.compensation.rules.agreements import COVERS
from shared.contracts.compensation import Channel
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb


@dataclass(frozen=True, slots=True)
class Between:
    """Who an agreement is between."""

    payer: UUID
    doctor: UUID


class DraftingScreens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._names = Presenter(platform.register, words)

    def choosing(self, visit: Visit) -> HTMLResponse:
        """Which doctor, and for which payer where the actor answers for several."""
        payers = payers_of(visit.actor)
        some = payers[0] if payers else None
        require(visit.actor, "compensation.agree", Resource("agreement", party=some))
        areas = {area for payer in payers for area in self._areas(payer)}
        holders = {
            person
            for area in areas
            for person in self._platform.register.holders("clinician", area)
        }
        return visit.pages.render(
            visit.request,
            "compensation/agreement_between.html",
            breadcrumbs=self._crumbs(),
            address=f"{LIST}/ny",
            form=blank(betaler=str(payers[0]) if payers else ""),
            payers=self._options({payer: self._names.party(payer) for payer in payers}),
            doctors=self._options({each: self._names.person(each) for each in holders}),
        )

    def new(self, visit: Visit, between: Between) -> HTMLResponse:
        areas = self._areas(between.payer)
        usual = blank(
            PREFIX,
            payer=str(between.payer),
            doctor=str(between.doctor),
            helsefellesskap=str(areas[0]) if areas else "",
            covers=tuple(COVERS),
            channel="payroll",
        )
        return self.form(visit, usual)

    def again(self, visit: Visit, agreement_id: UUID) -> HTMLResponse:
        """A draft nobody has signed. Raises NotFound for any other. The employee number is
        sealed, and typed anew."""
        agreement, _ = self._compensation.agreement(visit.actor, agreement_id)
        if agreement.doctor_signed or agreement.payer_signed:
            raise NotFound
        return self.form(visit, blank(PREFIX, **typed_terms(agreement.draft)), agreement_id)

    def form(
        self,
        visit: Visit,
        form: Form[AgreementForm],
        agreement_id: UUID | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """Raises Forbidden for somebody who does not answer for the payer."""
        payer, doctor, area = (
            _id_in(form, name) for name in ("payer", "doctor", "helsefellesskap")
        )
        require(visit.actor, "compensation.agree", Resource("agreement", party=payer))
        own, others = self._seats(area, doctor, form.chosen("seats"))
        regimes = self._regimes(form)
        words = self._words
        return visit.pages.render(
            visit.request,
            "compensation/agreement_form.html",
            status=status,
            breadcrumbs=self._crumbs(),
            address=f"{LIST}/{agreement_id}/endre" if agreement_id else f"{LIST}/ny",
            new=agreement_id is None,
            form=form,
            doctor=self._names.person(doctor),
            payer=self._names.party(payer),
            own_seats=own,
            other_seats=others,
            covers=[
                Option(each, words(f"compensation.cover.{each}").capitalize()) for each in COVERS
            ],
            regimes=regimes["meeting"],
            km_regimes=regimes["km"],
            channels=[
                Option(each, words(f"compensation.channel.{each}")) for each in get_args(Channel)
            ],
        )

    def _seats(
        self, area: UUID, doctor: UUID, chosen: tuple[str, ...]
    ) -> tuple[list[Option], list[Option]]:
        """The doctor's own seats, and those of other clinicians, which may become theirs; a seat
        that is chosen and not filled stays among the others."""
        own: list[Option] = []
        others: list[Option] = []
        for seat in seats.of_clinicians(self._platform.views, area):
            mine = seat.person == doctor
            name = None if mine else self._names.person(seat.person)
            (own if mine else others).append(Option(str(seat.seat_id), seat.body_name, name))
        known = {option.value for option in (*own, *others)}
        unfilled = self._words("compensation.agreement.seat-unfilled")
        others.extend(Option(seat, unfilled) for seat in chosen if seat not in known)
        return own, others

    def _regimes(self, form: Form[Any]) -> dict[str, list[Option]]:
        """By what they pay for; what is chosen already is there even if no rate is."""
        found: dict[str, dict[str, str]] = {"meeting": {}, "km": {}}
        for rate in rates.listed(self._platform.views):
            kind = "km" if rate.dated.kind.startswith("km") else "meeting"
            found[kind][rate.dated.regime] = regime_name(rate.dated.regime, self._words)
        for kind, name in (("meeting", "regime"), ("km", "km_regime")):
            chosen = form.text(name)
            if chosen:
                found[kind].setdefault(chosen, regime_name(chosen, self._words))
        return {
            kind: sorted(
                (Option(key, name) for key, name in named.items()), key=lambda each: each.label
            )
            for kind, named in found.items()
        }

    def _areas(self, payer: UUID) -> list[UUID]:
        found = self._platform.register.organisation(payer)
        return sorted(found.helsefellesskap, key=str) if found else []

    def _options(self, named: dict[UUID, str]) -> list[Option]:
        options = (Option(str(key), name) for key, name in named.items())
        return sorted(options, key=lambda each: each.label)

    def _crumbs(self) -> tuple[Crumb, ...]:
        return (
            Crumb(self._words("compensation.home.title"), HOME),
            Crumb(self._words("compensation.agreements.title"), LIST),
            Crumb(self._words("compensation.agreement.new")),
        )


def _id_in(form: Form[Any], name: str) -> UUID:
    """Raises NotFound for a form that has been tampered with."""
    try:
        return UUID(form.text(name))
    except ValueError:
        raise NotFound from None
