"""Settlements between the parties over HTTP (C-8)."""

from uuid import UUID, uuid5

from fastapi import APIRouter, Response

from services.compensation.api.answers_of_payment import (
    SettlementAccepted,
    SettlementOut,
    SharesOut,
    settlement_out,
    share_out,
)
from services.compensation.api.bodies_of_payment import AgreedBody, DisputeBody, SettlementBody
from services.compensation.application import Compensation
from services.compensation.commands.settlements import AgreeShare, DisputeShare, MakeSettlement
from services.compensation.readmodels import settlements
from services.compensation.readmodels.settlements import SETTLEMENTS
from shared.service.answers import Accepted, accepted, tagged
from shared.service.changing import Changing
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey


def settlement_of(payer: UUID, period: str) -> UUID:
    """The one settlement of a payer's month."""
    return uuid5(payer, f"settlement {period}")


def router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/settlements", status_code=201)
    def make(
        body: SettlementBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> SettlementAccepted:
        """Lager oppgjøret mellom partene for betalerens lønnskjøringer i en måned. Er det kommet
        en kjøring til, lages det på nytt."""
        settlement_id = settlement_of(body.payer, body.period)
        command = MakeSettlement(settlement_id, body.payer, body.period)
        done = compensation.ask(actor, command, key=key)
        return SettlementAccepted(
            **accepted(response, done).model_dump(), settlement_id=settlement_id
        )

    @api.get("/settlements/shares")
    def shares(actor: Asking) -> SharesOut:
        """Andelene du kan se: betaleren alles, en annen part sine egne."""
        compensation.own.freshen(SETTLEMENTS)
        found = settlements.shares_seen(compensation.views, actor)
        return SharesOut(shares=[share_out(each) for each in found])

    @api.get("/settlements/{settlement_id}")
    def one(settlement_id: UUID, actor: Asking, response: Response) -> SettlementOut:
        """Ett oppgjør."""
        settlement, version = compensation.settlement(actor, settlement_id)
        tagged(response, version)
        return settlement_out(settlement)

    @api.post("/settlements/{settlement_id}/dispute")
    def dispute(settlement_id: UUID, body: DisputeBody, change: Changing) -> Accepted:
        """En part er uenig i andelen sin. Legen er betalt uansett."""
        command = DisputeShare(settlement_id, body.party, body.reason)
        return change.ask(compensation, command)

    @api.post("/settlements/{settlement_id}/agree")
    def agree(settlement_id: UUID, body: AgreedBody, change: Changing) -> Accepted:
        """Betaleren fører hva partene ble enige om."""
        command = AgreeShare(settlement_id, body.party, body.outcome)
        return change.ask(compensation, command)

    return api
