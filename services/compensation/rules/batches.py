"""What goes into a batch for payroll, with control totals and checksum (C-9, C-12)."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.compensation.commands.facts import (
    ApprovedClaim,
    ApprovedLine,
    BatchFacts,
)
from shared.contracts.compensation import (
    LineKind,
    PayLine,
    PayNumber,
    RefusedLine,
    WageTypeTotal,
)
from shared.values.refusal import Refused

MOST_CLAIMS = 50
MOST_LINES = 150
"""A part of a batch and the facts it was made from are one append, which holds 200 kB."""

MOST_PARTS = 600
"""What finds no room in so many parts goes in the next batch of the period."""

_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Preview:
    """A batch as it would be locked now; `lines` are those of its first part."""

    claims: tuple[UUID, ...]
    lines: tuple[PayLine, ...]
    numbers: tuple[PayNumber, ...]
    totals: tuple[WageTypeTotal, ...]
    total_ore: int
    checksum: str
    waiting: int
    line_count: int


def preview(payer: UUID, period: str, facts: BatchFacts, picked: tuple[UUID, ...] = ()) -> Preview:
    """C-9: the batch of the period as the facts are now; the same facts in any order give the
    same batch. `picked` takes some claims only.

    Raises Refused for no period, nothing to pay, a picked claim that can't be paid in it, or a
    kind of line without wage type.
    """
    if not _PERIOD.fullmatch(period):
        raise Refused("C-9", "compensation.period", field="period")
    ready = [claim for claim in facts.claims if _is_ready(claim, payer, period)]
    if not set(picked) <= {claim.claim_id for claim in ready}:
        raise Refused("C-9", "compensation.claim-not-ready", field="claims")
    wanted = [claim for claim in ready if not picked or claim.claim_id in picked]
    taken = _with_room(sorted(wanted, key=lambda each: (each.approved_at, str(each.claim_id))))
    if not taken:
        raise Refused("C-9", "compensation.batch-empty", field="period")
    codes = {wage_type.kind: wage_type.code for wage_type in facts.wage_types}
    lines = _pay_lines(taken, codes)
    return Preview(
        claims=tuple(claim.claim_id for claim in taken),
        lines=lines,
        numbers=_numbers(taken),
        totals=control_totals(lines),
        total_ore=sum(line.amount_ore for line in lines),
        checksum=checksum(lines),
        waiting=len(ready) - len(taken) + facts.further,
        line_count=len(lines),
    )


def nothing_ready(payer: UUID, period: str, facts: BatchFacts) -> bool:
    """C-9: whether a batch that has been filled has taken all there was."""
    return not any(_is_ready(claim, payer, period) for claim in facts.claims)


def _is_ready(claim: ApprovedClaim, payer: UUID, period: str) -> bool:
    """C-9, C-11: approved for this payer, to be paid over payroll, in no batch, and worked no
    later than the period: a claim that comes late goes with a later batch."""
    return (
        claim.payer == payer
        and claim.channel == "payroll"
        and bool(claim.lines)
        and max(f"{line.day:%Y-%m}" for line in claim.lines) <= period
    )


def _with_room(ready: Sequence[ApprovedClaim]) -> tuple[ApprovedClaim, ...]:
    """Those approved first, whole claims, until the batch is full."""
    taken: list[ApprovedClaim] = []
    lines = 0
    for claim in ready[:MOST_CLAIMS]:
        lines += len(claim.lines)
        if taken and lines > MOST_LINES:
            break
        taken.append(claim)
    return tuple(taken)


def _pay_lines(claims: Iterable[ApprovedClaim], codes: dict[LineKind, str]) -> tuple[PayLine, ...]:
    """By person and day; a line that the cap has cut to nothing pays nothing."""
    payable = [(claim, line) for claim in claims for line in claim.lines if line.amount_ore != 0]
    payable.sort(
        key=lambda each: (str(each[0].person), each[1].day, each[1].kind, str(each[1].line_id))
    )
    return tuple(_pay_line(claim, line, codes) for claim, line in payable)


def _pay_line(claim: ApprovedClaim, line: ApprovedLine, codes: dict[LineKind, str]) -> PayLine:
    """C-12: leads back to the claim's line and to the agreement."""
    code = codes.get(line.kind)
    if code is None:
        raise Refused("C-10", "compensation.wage-type-missing", field="wage_types")
    return PayLine(
        claim_id=claim.claim_id,
        line_id=line.line_id,
        agreement_id=claim.agreement_id,
        person=claim.person,
        wage_type=code,
        quantity=line.quantity,
        rate_ore=line.rate_ore,
        amount_ore=line.amount_ore,
        kind=line.kind,
        day=line.day,
    )


def _numbers(claims: Iterable[ApprovedClaim]) -> tuple[PayNumber, ...]:
    by_agreement = {claim.agreement_id: claim.employee_number for claim in claims}
    return tuple(
        PayNumber(agreement_id=agreement, employee_number=by_agreement[agreement])
        for agreement in sorted(by_agreement, key=str)
    )


def control_totals(lines: Iterable[PayLine]) -> tuple[WageTypeTotal, ...]:
    """C-9: lines, quantity and amount per wage type, in the order of the wage types."""
    by_type: dict[str, list[PayLine]] = {}
    for line in lines:
        by_type.setdefault(line.wage_type, []).append(line)
    return tuple(
        WageTypeTotal(
            wage_type=wage_type,
            lines=len(same),
            quantity=f"{sum((Decimal(line.quantity) for line in same), Decimal(0)):f}",
            amount_ore=sum(line.amount_ore for line in same),
        )
        for wage_type, same in sorted(by_type.items())
    )


def added_up(
    totals: Iterable[WageTypeTotal], more: Iterable[WageTypeTotal]
) -> tuple[WageTypeTotal, ...]:
    """C-9: the control totals of two parts together."""
    by_type = {total.wage_type: total for total in totals}
    for total in more:
        known = by_type.get(total.wage_type)
        by_type[total.wage_type] = total if known is None else _sum(known, total)
    return tuple(total for _, total in sorted(by_type.items()))


def _sum(one: WageTypeTotal, other: WageTypeTotal) -> WageTypeTotal:
    return WageTypeTotal(
        wage_type=one.wage_type,
        lines=one.lines + other.lines,
        quantity=f"{Decimal(one.quantity) + Decimal(other.quantity):f}",
        amount_ore=one.amount_ore + other.amount_ore,
    )


def checksum_of_parts(parts: Sequence[str]) -> str:
    """C-9: SHA-256 over the checksums of a batch's parts; that of the part where there is one."""
    if len(parts) == 1:
        return parts[0]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def receipt_checksum(refused: Iterable[RefusedLine]) -> str:
    """C-9: SHA-256 in hexadecimal over the lines that a receipt refuses, in the order of their
    ids, each as `line;reason` and a line feed."""
    lines = sorted(refused, key=lambda line: str(line.line_id))
    return hashlib.sha256(
        "".join(f"{line.line_id};{line.reason}\n" for line in lines).encode()
    ).hexdigest()


def checksum(lines: Iterable[PayLine]) -> str:
    """C-9: SHA-256 in hexadecimal over the lines as canonical text. The employee numbers are
    not in it: sealed twice they differ, and who may see the sum may not see them."""
    canonical = "".join(
        f"{line.claim_id};{line.line_id};{line.agreement_id};{line.person};{line.wage_type};"
        f"{line.quantity};{line.rate_ore};{line.amount_ore}\n"
        for line in lines
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
