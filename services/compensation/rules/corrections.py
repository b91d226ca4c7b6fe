"""Lines that correct what is locked in a batch (C-9, C-13). Exact, to the øre."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid5

from shared.contracts.compensation import ClaimLine
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Locked:
    """A claim's lines with its corrections so far: which of them are in a batch, and which of
    those payroll has refused."""

    lines: tuple[ClaimLine, ...]
    batched: frozenset[UUID]
    refused: frozenset[UUID]

    @property
    def counting(self) -> tuple[ClaimLine, ...]:
        """Those that are paid or will be: not those that payroll refused."""
        return tuple(line for line in self.lines if line.line_id not in self.refused)

    def follows(self, line: ClaimLine, how: str) -> bool:
        return any(other.line_id == _follower(line, how) for other in self.lines)


def sent_again(locked: Locked, picked: Sequence[UUID] = ()) -> tuple[ClaimLine, ...]:
    """C-9: what payroll refused goes once more in a later batch, as it was."""
    return (
        tuple(
            line.model_copy(update={"line_id": _follower(line, "again"), "of_line": root(line)})
            for line in _picked(locked, picked, "again")
            if line.line_id in locked.refused
        )
        or _nothing()
    )


def reversals(locked: Locked, picked: Sequence[UUID] = ()) -> tuple[ClaimLine, ...]:
    """C-9: each line that went to payroll is undone by a line that is its opposite."""
    return (
        tuple(
            line.model_copy(
                update={
                    "line_id": _follower(line, "reversal"),
                    "of_line": root(line),
                    "quantity": _text(-Decimal(line.quantity)),
                    "cut": "0",
                    "amount_ore": -line.amount_ore,
                }
            )
            for line in _picked(locked, picked, "reversal")
            if line.line_id in locked.batched
            and line.line_id not in locked.refused
            and not _undoes(line, locked)
        )
        or _nothing()
    )


def differences(locked: Locked, now: Iterable[ClaimLine]) -> tuple[ClaimLine, ...]:
    """C-13: what the claim would come to now, less what was paid or will be, line by line. Where
    the rate has changed the line tells the difference of the rates."""
    paid: dict[UUID, list[ClaimLine]] = {}
    for line in locked.counting:
        paid.setdefault(root(line), []).append(line)
    waiting = {
        root(line)
        for line in locked.lines
        if line.line_id in locked.refused and not locked.follows(line, "again")
    }
    wanted = {line.line_id: line for line in now}
    number = len(locked.lines)
    made: list[ClaimLine] = []
    for line_id in dict.fromkeys((*wanted, *paid)):
        before = paid.get(line_id, [])
        found = wanted.get(line_id)
        amount = (found.amount_ore if found else 0) - sum(line.amount_ore for line in before)
        if amount and line_id not in waiting:
            made.append(_difference(line_id, found, before, amount, number))
    return tuple(made) or _nothing()


def _difference(
    line_id: UUID,
    now: ClaimLine | None,
    before: Sequence[ClaimLine],
    amount_ore: int,
    number: int,
) -> ClaimLine:
    like = now or before[0]
    quantity = (Decimal(now.quantity) if now else Decimal(0)) - sum(
        Decimal(line.quantity) for line in before if line.less_rate_id is None or not line.of_line
    )
    told: dict[str, object] = {
        "line_id": uuid5(line_id, f"difference {number}"),
        "of_line": line_id,
        "quantity": _text(quantity),
        "cut": "0",
        "amount_ore": amount_ore,
    }
    if not quantity:
        # The same work by another rate: the whole quantity, by what the rates differ.
        told |= {
            "quantity": like.quantity,
            "rate_ore": like.rate_ore - before[-1].rate_ore,
            "less_rate_id": before[-1].rate_id,
        }
    return like.model_copy(update=told)


def root(line: ClaimLine) -> UUID:
    """The line of the claim that this line is, or corrects."""
    return line.of_line or line.line_id


def _picked(locked: Locked, picked: Sequence[UUID], how: str) -> list[ClaimLine]:
    """The lines chosen, or all; each is sent again or undone once only."""
    known = {line.line_id for line in locked.lines}
    if not set(picked) <= known:
        raise Refused("C-13", "compensation.line-unknown", field="lines")
    return [
        line
        for line in locked.lines
        if (not picked or line.line_id in picked) and not locked.follows(line, how)
    ]


def _undoes(line: ClaimLine, locked: Locked) -> bool:
    return any(line.line_id == _follower(other, "reversal") for other in locked.lines)


def _follower(line: ClaimLine, how: str) -> UUID:
    return uuid5(line.line_id, how)


def _text(quantity: Decimal) -> str:
    return f"{quantity:f}"


def _nothing() -> tuple[ClaimLine, ...]:
    raise Refused("C-13", "compensation.nothing-to-correct", field="lines")
