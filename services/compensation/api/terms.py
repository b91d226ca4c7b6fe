"""Rates, payers' settings and agreements over HTTP (C-2, C-3, C-10)."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Query, Response

from services.compensation.api.answers import (
    AgreementAccepted,
    AgreementOut,
    AgreementsOut,
    RateAccepted,
    RateOut,
    RatesOut,
    agreement_out,
    rate_out,
)
from services.compensation.api.bodies import (
    AgreementBody,
    ConfirmBody,
    EndBody,
    KeyBody,
    RateBody,
    SignBody,
    WageTypesBody,
)
from services.compensation.application import Compensation
from services.compensation.application.own_views import OWN
from services.compensation.commands.agreements import (
    DraftAgreement,
    EndAgreement,
    SetSharingKey,
    SignAgreement,
)
from services.compensation.commands.payers import SetWageTypes
from services.compensation.commands.rates import ConfirmRate, PublishRate
from services.compensation.readmodels import agreements, rates
from services.compensation.readmodels.agreements import AGREEMENTS
from services.compensation.readmodels.rates import RATES
from shared.contracts.compensation import Caps, TaxAssessment, WageType, Weight
from shared.contracts.record import Sealed
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted, tagged
from shared.service.changing import Changing
from shared.service.desk import command_id
from shared.service.signing_in import Asking
from shared.values.money import Rounding
from shared.web.conditions import IdempotencyKey


def new_resource(actor: Actor, key: str, kind: str) -> UUID:
    """The id of what a command makes: the same command, the same id."""
    return uuid5(command_id(actor.person, OWN, key), kind)


def weight_of(party: UUID, weight: Decimal) -> Weight:
    """The same number is always written in the same way."""
    return Weight(party=party, weight=f"{weight.normalize():f}")


def rates_router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/rates", status_code=201)
    def publish(
        body: RateBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> RateAccepted:
        """Legger inn en sats fra kilden. Den kan ses, men ikke utbetales før den er bekreftet."""
        told = body.model_dump(exclude={"rate_id", "rounding"})
        rate_id = body.rate_id or new_resource(actor, key, "rate")
        rounding = Rounding(body.rounding.step_ore, body.rounding.mode)
        command = PublishRate(rate_id=rate_id, rounding=rounding, **told)
        done = compensation.ask(actor, command, key=key)
        if done.repeated:
            response.status_code = 200
        return RateAccepted(**accepted(response, done).model_dump(), rate_id=rate_id)

    @api.post("/rates/{rate_id}/confirm")
    def confirm(rate_id: UUID, body: ConfirmBody, change: Changing) -> Accepted:
        """Bekrefter satsen på et grunnlag; etter det kan den utbetales."""
        command = ConfirmRate(rate_id, body.basis, body.confirmed_on)
        return change.ask(compensation, command)

    @api.get("/rates")
    def listed(
        _actor: Asking, regime: Annotated[str | None, Query(max_length=1_000)] = None
    ) -> RatesOut:
        """Satsene, bekreftet eller ikke."""
        compensation.own.freshen(RATES)
        return RatesOut(rates=[rate_out(each) for each in rates.listed(compensation.views, regime)])

    @api.get("/rates/{rate_id}")
    def one(rate_id: UUID, _actor: Asking, response: Response) -> RateOut:
        """Én sats."""
        rate, version = compensation.rate(rate_id)
        tagged(response, version)
        return rate_out(rate)

    @api.post("/payers/{payer}")
    def payer(
        payer: UUID, body: WageTypesBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Sier hvordan betalerens lønnssystem vil ha linjene. Det siste som er sagt, gjelder."""
        command = SetWageTypes(
            payer,
            body.adapter,
            tuple(WageType(kind=kind, code=code) for kind, code in body.wage_types.items()),
            body.template,
        )
        return accepted(response, compensation.ask(actor, command, key=key))

    return api


def agreements_router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/agreements", status_code=201)
    def draft(
        body: AgreementBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> AgreementAccepted:
        """Skriver en avtale. Den kan skrives på nytt til en part har signert."""
        agreement_id = body.agreement_id or new_resource(actor, key, "agreement")
        command = agreement_draft(body, agreement_id)
        done = compensation.ask(actor, command, key=key)
        if done.repeated:
            response.status_code = 200
        return AgreementAccepted(**accepted(response, done).model_dump(), agreement_id=agreement_id)

    @api.post("/agreements/{agreement_id}/sign")
    def sign(agreement_id: UUID, body: SignBody, change: Changing) -> Accepted:
        """En part signerer; med den andre gjelder avtalen."""
        command = SignAgreement(agreement_id, body.side, body.signed_on)
        return change.ask(compensation, command)

    @api.post("/agreements/{agreement_id}/end")
    def end(agreement_id: UUID, body: EndBody, change: Changing) -> Accepted:
        """En part avslutter avtalen med en grunn; det som er gjort før, blir betalt."""
        command = EndAgreement(agreement_id, body.reason, body.ended_on)
        return change.ask(compensation, command)

    @api.post("/agreements/{agreement_id}/keys")
    def share(agreement_id: UUID, body: KeyBody, change: Changing) -> Accepted:
        """Sier hvordan partene deler det som betales for arbeid i en periode."""
        command = SetSharingKey(
            agreement_id,
            body.key_id or new_resource(change.actor, change.key, "key"),
            body.kind,
            tuple(weight_of(each.party, each.weight) for each in body.weights),
            body.source,
            body.figures_on,
            body.valid_from,
            body.valid_to,
        )
        return change.ask(compensation, command)

    @api.get("/agreements")
    def listed(
        actor: Asking,
        limit: Annotated[int, Query(ge=1, le=200)] = 200,
        before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    ) -> AgreementsOut:
        """Avtalene du har tilgang til, nyeste først."""
        compensation.own.freshen(AGREEMENTS)
        found = agreements.listed(compensation.views, actor, before=before, limit=limit)
        return AgreementsOut(
            agreements=[agreement_out(each) for each in found],
            next=found[-1].position if len(found) == limit else None,
        )

    @api.get("/agreements/{agreement_id}")
    def one(agreement_id: UUID, actor: Asking, response: Response) -> AgreementOut:
        """Én avtale."""
        agreement, version = compensation.agreement(actor, agreement_id)
        tagged(response, version)
        return agreement_out(agreement)

    return api


def agreement_draft(body: AgreementBody, agreement_id: UUID) -> DraftAgreement:
    """The employee number goes under the doctor's own key (P-1)."""
    assessed = body.tax_assessment
    return DraftAgreement(
        agreement_id=agreement_id,
        helsefellesskap=body.helsefellesskap,
        doctor=body.doctor,
        payer=body.payer,
        seats=tuple(body.seats),
        covers=tuple(body.covers),
        regime=body.regime,
        km_regime=body.km_regime,
        caps=Caps(**body.caps.model_dump()),
        claim_deadline_months=body.claim_deadline_months,
        channel=body.channel,
        tax_assessment=TaxAssessment(**assessed.model_dump()) if assessed else None,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        employee_number=Sealed(
            subject=f"person-{body.doctor}", purpose="payroll", clear=body.employee_number
        ),
    )
