"""Costs by receipt, and what others pay for the same task (C-4, C-6)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from services.compensation.commands.claims import Cost
from services.compensation.rules.writing import written
from shared.contracts.compensation import ClaimDrafted, ClaimLine, OtherPay, Receipt
from shared.values.calendar import local_day, start_of_day
from shared.values.refusal import Refused

MOST_COSTS = 12
MOST_COST_ORE = 5_000_000


def costs_in(claim: ClaimDrafted) -> tuple[Cost, ...]:
    """The costs told in a draft, read back from its lines."""
    return tuple(
        Cost(local_day(line.work_from), line.what or "", line.amount_ore, line.receipt.sha256)
        for line in claim.lines
        if line.receipt is not None
    )


def cost_lines(
    claim_id: UUID, costs: Sequence[Cost], receipts: Iterable[Receipt]
) -> tuple[ClaimLine, ...]:
    """C-4: each cost stands on a receipt of its own that the claimant has sent in."""
    if len(costs) > MOST_COSTS:
        raise Refused("C-4", "compensation.too-many-lines", field="costs", most=MOST_COSTS)
    known = {receipt.sha256: receipt for receipt in receipts}
    if len({cost.receipt for cost in costs}) < len(costs):
        raise Refused("C-6", "compensation.receipt-twice", field="costs")
    lines: list[ClaimLine] = []
    for cost in costs:
        if cost.receipt not in known:
            raise Refused("C-4", "compensation.receipt-unknown", field="costs")
        if not 0 < cost.amount_ore <= MOST_COST_ORE:
            raise Refused("C-4", "compensation.cost-amount", field="costs")
        lines.append(_cost_line(claim_id, cost, known[cost.receipt]))
    return tuple(lines)


def _cost_line(claim_id: UUID, cost: Cost, receipt: Receipt) -> ClaimLine:
    at = start_of_day(cost.day) + timedelta(hours=12)
    return ClaimLine(
        line_id=uuid5(claim_id, f"cost {receipt.sha256}"),
        kind="cost",
        what=written("C-4", "costs", cost.what),
        work_from=at,
        work_to=at,
        quantity="1",
        unit="amount",
        rate_ore=cost.amount_ore,
        rate_source="",
        amount_ore=cost.amount_ore,
        receipt=receipt,
    )


def receipts_are_free(lines: Iterable[ClaimLine], claimed: Iterable[str]) -> None:
    """C-6: a receipt is paid once."""
    taken = set(claimed)
    if any(line.receipt is not None and line.receipt.sha256 in taken for line in lines):
        raise Refused("C-6", "compensation.receipt-claimed", field="costs")


def deductions(
    claim_id: UUID, lines: Sequence[ClaimLine], other_pay: Sequence[OtherPay]
) -> tuple[ClaimLine, ...]:
    """C-6: other pay for the same task is deducted, as far as there is something to deduct it
    from. A meeting fee is never paid beside praksiskompensasjon for the same time."""
    times = [line for line in lines if line.minutes is not None]
    left = sum(line.amount_ore for line in times)
    made: list[ClaimLine] = []
    for number, pay in enumerate(other_pay):
        if not any(pay.work_from < line.work_to and line.work_from < pay.work_to for line in times):
            raise Refused("C-6", "compensation.other-pay-elsewhere", field="other_pay")
        if pay.kind != "other":
            raise Refused("C-6", "compensation.paid-already", field="other_pay", at=pay.work_from)
        if not 0 < pay.amount_ore <= MOST_COST_ORE:
            raise Refused("C-6", "compensation.other-pay-amount", field="other_pay")
        taken = min(pay.amount_ore, left)
        left -= taken
        if taken:
            made.append(_deduction(claim_id, number, pay, taken))
    return tuple(made)


def _deduction(claim_id: UUID, number: int, pay: OtherPay, taken: int) -> ClaimLine:
    return ClaimLine(
        line_id=uuid5(claim_id, f"deduction {number}"),
        kind="deduction",
        what=written("C-6", "other_pay", pay.what),
        work_from=pay.work_from,
        work_to=pay.work_to,
        quantity=f"{Decimal(-1):f}",
        unit="amount",
        rate_ore=taken,
        rate_source="",
        amount_ore=-taken,
    )
