"""Canonical examples of a settlement between the parties: commands and events."""

from services.compensation.commands.settlements import AgreeShare, DisputeShare, MakeSettlement
from shared.contracts.compensation import (
    SettlementMade,
    SettlementRow,
    Share,
    ShareAgreed,
    ShareDisputed,
)
from shared.contracts.record import Event
from tests.examples.ids import AGREEMENT, APPROVER, BATCH, HOSPITAL, SKIEN, id_of

SETTLEMENT = id_of("settlement")
MAKE = MakeSettlement(settlement_id=SETTLEMENT, payer=SKIEN, period="2026-11")
DISPUTE_SHARE = DisputeShare(
    settlement_id=SETTLEMENT, party=HOSPITAL, reason="Nøkkelen er ikke vedtatt hos oss."
)
AGREE_SHARE = AgreeShare(
    settlement_id=SETTLEMENT, party=HOSPITAL, outcome="Enige om nøkkelen fra 2026."
)
MADE = SettlementMade(
    settlement_id=SETTLEMENT,
    payer=SKIEN,
    period="2026-11",
    batches=(BATCH,),
    rows=(
        SettlementRow(
            agreement_id=AGREEMENT,
            key_id=id_of("sharing-key"),
            kind="per-capita",
            amount_ore=209_550,
            shares=(
                Share(party=SKIEN, amount_ore=126_181),
                Share(party=HOSPITAL, amount_ore=83_369),
            ),
        ),
    ),
    total_ore=209_550,
)
SHARE_DISPUTED = ShareDisputed(
    settlement_id=SETTLEMENT, party=HOSPITAL, person=APPROVER, reason=DISPUTE_SHARE.reason
)
SHARE_AGREED = ShareAgreed(settlement_id=SETTLEMENT, party=HOSPITAL, outcome=AGREE_SHARE.outcome)

EVENTS: tuple[Event, ...] = (MADE, SHARE_DISPUTED, SHARE_AGREED)
