"""The kinds of streams of compensation, and where the facts of their decisions come from."""

from dataclasses import dataclass
from typing import Any, get_args

from services.compensation.application.batch_facts import BatchFactsOf
from services.compensation.application.claim_facts import ClaimFactsOf
from services.compensation.application.own_views import OwnViews
from services.compensation.application.records import Records
from services.compensation.application.settlement_facts import SettlementFactsOf
from services.compensation.commands.agreements import AgreementCommand
from services.compensation.commands.batches import BatchCommand
from services.compensation.commands.claims import ClaimCommand
from services.compensation.commands.facts import (
    BatchFacts,
    ClaimFacts,
    RateFacts,
    SettlementFacts,
)
from services.compensation.commands.payers import SetWageTypes
from services.compensation.commands.rates import ConfirmRate, PublishRate, RateCommand
from services.compensation.commands.settlements import SettlementCommand
from services.compensation.decisions import agreement, batch, claim, payer, rate, settlement
from services.compensation.decisions.streams import (
    agreement_stream,
    batch_stream,
    claim_stream,
    payer_stream,
    rate_stream,
    reserves,
    settlement_stream,
)
from services.compensation.readmodels import rates
from shared.contracts.compensation import ClaimBatched
from shared.contracts.record import Event, Facts
from shared.eventlog.commands import Decider, Gathered
from shared.eventlog.projections import Views


@dataclass(frozen=True)
class FactsOf:
    """Who gathers the facts of each kind of stream."""

    records: Records
    own: OwnViews
    views: Views
    claims: ClaimFactsOf
    batches: BatchFactsOf
    settlements: SettlementFactsOf


def deciders(facts: FactsOf) -> list[Decider[Any, Any, Any]]:
    return [
        _rates(facts),
        _agreements(),
        _claims(facts.claims),
        _payers(),
        _batches(facts.batches, facts.records),
        _settlements(facts.settlements),
    ]


def _rates(facts: FactsOf) -> Decider[RateCommand, RateFacts, rate.Rate]:
    def confirmed(command: RateCommand, base: Facts) -> Gathered[RateFacts]:
        """The rates of a regime have no stream in common: their rows are waited for. Two that
        are confirmed in the same instant may overlap; then no claim is paid by either (C-3)."""
        plain = RateFacts(base.now, base.by, base.command_id)
        if not isinstance(command, ConfirmRate):
            return Gathered(plain)
        known = facts.records.rate(command.rate_id)
        if known is None:
            return Gathered(plain)
        facts.own.catch_up(rates.RATES)
        return Gathered(
            RateFacts(
                base.now,
                base.by,
                base.command_id,
                confirmed=rates.confirmed(facts.views, known.regime, known.kind),
            )
        )

    return Decider(
        commands=(PublishRate, ConfirmRate),
        stream=lambda command: rate_stream(command.rate_id),
        facts=confirmed,
        initial=rate.Unknown(),
        decide=rate.decide,
        evolve=rate.evolve,
        kind="rate",
    )


def _agreements() -> Decider[AgreementCommand, Facts, agreement.Agreement]:
    return Decider(
        commands=get_args(AgreementCommand),
        stream=lambda command: agreement_stream(command.agreement_id),
        facts=_nothing_more,
        initial=agreement.Unknown(),
        decide=agreement.decide,
        evolve=agreement.evolve,
        kind="agreement",
    )


def _claims(facts: ClaimFactsOf) -> Decider[ClaimCommand, ClaimFacts, claim.Claim]:
    return Decider(
        commands=get_args(ClaimCommand),
        stream=lambda command: claim_stream(command.claim_id),
        facts=facts,
        initial=claim.Unknown(),
        decide=claim.decide,
        evolve=claim.evolve,
        reserves=reserves,
        kind="claim",
    )


def _payers() -> Decider[SetWageTypes, Facts, payer.Payer]:
    return Decider(
        commands=(SetWageTypes,),
        stream=lambda command: payer_stream(command.payer),
        facts=_nothing_more,
        initial=payer.Unset(),
        decide=payer.decide,
        evolve=payer.evolve,
        kind="payer",
    )


def _batches(
    facts: BatchFactsOf, records: Records
) -> Decider[BatchCommand, BatchFacts, batch.Batch]:
    def claims_case(event: Event) -> str | None:
        """The history of the claim's case holds the batch it went in (C-12)."""
        if not isinstance(event, ClaimBatched):
            return None
        known = records.claim(event.claim_id)
        return known.case if known else None

    return Decider(
        commands=get_args(BatchCommand),
        stream=lambda command: batch_stream(command.batch_id),
        facts=facts,
        initial=batch.Unknown(),
        decide=batch.decide,
        evolve=batch.evolve,
        reserves=reserves,
        correlates=claims_case,
        kind="batch",
    )


def _settlements(
    facts: SettlementFactsOf,
) -> Decider[SettlementCommand, SettlementFacts, settlement.Settlement]:
    return Decider(
        commands=get_args(SettlementCommand),
        stream=lambda command: settlement_stream(command.settlement_id),
        facts=facts,
        initial=settlement.Unmade(),
        decide=settlement.decide,
        evolve=settlement.evolve,
        kind="settlement",
    )


def _nothing_more(_command: object, base: Facts) -> Gathered[Facts]:
    return Gathered(base)
