"""`settlement-<id>`: what the parties owe the payer for a period (C-8)."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.compensation.commands.facts import SettlementFacts
from services.compensation.commands.settlements import (
    AgreeShare,
    DisputeShare,
    MakeSettlement,
    SettlementCommand,
)
from services.compensation.rules.sharing import settled
from services.compensation.rules.writing import written
from shared.contracts.compensation import SettlementMade, ShareAgreed, ShareDisputed
from shared.values.refusal import Refused

SettlementEvent: TypeAlias = SettlementMade | ShareDisputed | ShareAgreed


@dataclass(frozen=True, slots=True)
class Unmade:
    """Nothing is settled under this id."""


@dataclass(frozen=True, slots=True)
class Made:
    """The list stands; `disputed` are the parties that don't agree to their share."""

    made: SettlementMade
    disputed: frozenset[UUID] = frozenset()


Settlement: TypeAlias = Unmade | Made


def decide(
    command: SettlementCommand, facts: SettlementFacts, settlement: Settlement
) -> tuple[SettlementEvent, ...]:
    match command:
        case MakeSettlement():
            return make(command, facts, settlement)
        case DisputeShare():
            return dispute(command, facts, settlement)
        case AgreeShare():
            return agree(command, settlement)
        case _:
            assert_never(command)


def make(
    command: MakeSettlement, facts: SettlementFacts, settlement: Settlement
) -> tuple[SettlementEvent, ...]:
    """C-8: of all the payer's batches of the period, to the øre; made anew when another batch
    has come, until then it changes nothing."""
    if not facts.batches:
        raise Refused("C-8", "compensation.nothing-to-settle", field="period")
    rows = settled(command.payer, facts.paid, facts.keys)
    made = SettlementMade(
        settlement_id=command.settlement_id,
        payer=command.payer,
        period=command.period,
        batches=facts.batches,
        rows=rows,
        total_ore=sum(row.amount_ore for row in rows),
    )
    return () if isinstance(settlement, Made) and settlement.made == made else (made,)


def dispute(
    command: DisputeShare, facts: SettlementFacts, settlement: Settlement
) -> tuple[SettlementEvent, ...]:
    """C-8: a party disputes its share; what the doctor is paid does not depend on it."""
    made = _made(settlement)
    if command.party not in _parties(made.made):
        raise Refused("C-8", "compensation.no-share", field="party")
    if command.party in made.disputed:
        raise Refused("C-8", "compensation.disputed-already", field="party")
    return (
        ShareDisputed(
            settlement_id=command.settlement_id,
            party=command.party,
            person=facts.by.person,
            reason=written("C-8", "reason", command.reason),
        ),
    )


def agree(command: AgreeShare, settlement: Settlement) -> tuple[SettlementEvent, ...]:
    """C-8: what was agreed is recorded."""
    if command.party not in _made(settlement).disputed:
        raise Refused("C-8", "compensation.not-disputed", field="party")
    return (
        ShareAgreed(
            settlement_id=command.settlement_id,
            party=command.party,
            outcome=written("C-8", "outcome", command.outcome),
        ),
    )


def _made(settlement: Settlement) -> Made:
    if not isinstance(settlement, Made):
        raise Refused("C-8", "compensation.settlement-unknown", field="settlement_id")
    return settlement


def _parties(made: SettlementMade) -> frozenset[UUID]:
    return frozenset(share.party for row in made.rows for share in row.shares)


def evolve(settlement: Settlement, event: SettlementEvent) -> Settlement:
    match event:
        case SettlementMade():
            disputed = settlement.disputed if isinstance(settlement, Made) else frozenset()
            return Made(event, disputed)
        case ShareDisputed():
            assert isinstance(settlement, Made)
            return replace(settlement, disputed=settlement.disputed | {event.party})
        case ShareAgreed():
            assert isinstance(settlement, Made)
            return replace(settlement, disputed=settlement.disputed - {event.party})
        case _:
            assert_never(event)
