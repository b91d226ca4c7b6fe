"""A batch is filled and locked: what was previewed, each line once (C-9)."""

from typing import assert_never
from uuid import UUID

from services.compensation.commands.batches import FillBatch, LockBatch
from services.compensation.commands.facts import BatchFacts
from services.compensation.decisions.batch.states import (
    Acknowledged,
    Batch,
    BatchEvent,
    Exported,
    Filling,
    Locked,
    Paid,
    Unknown,
)
from services.compensation.rules.batches import (
    Preview,
    added_up,
    checksum_of_parts,
    nothing_ready,
    preview,
)
from shared.contracts.compensation import BatchFilled, BatchLocked, ClaimBatched
from shared.values.refusal import Refused


def fill(command: FillBatch, facts: BatchFacts, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9: one part after the other, each of claims that are in no batch."""
    before = _not_locked(batch, command.payer, command.period)
    if command.number != len(before.checksums) + 1:
        raise Refused("C-9", "compensation.part-out-of-order", field="number")
    made = preview(command.payer, command.period, facts, command.claims)
    return (
        BatchFilled(
            batch_id=command.batch_id,
            payer=command.payer,
            period=command.period,
            number=command.number,
            lines=made.lines,
            numbers=made.numbers,
            checksum=made.checksum,
        ),
        *_batched(command.batch_id, made, facts),
    )


def lock(command: LockBatch, facts: BatchFacts, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9: what was previewed is locked; each line is in this batch only."""
    before = _not_locked(batch, command.payer, command.period)
    if before.checksums and nothing_ready(command.payer, command.period, facts):
        # The parts took all there was, or what was left has gone back since.
        made = NOTHING_MORE
    else:
        made = preview(command.payer, command.period, facts, command.claims)
    checksum = checksum_of_parts((*before.checksums, *filter(None, [made.checksum])))
    if command.previewed is not None and command.previewed != checksum:
        raise Refused("C-9", "compensation.changed-since-preview", field="previewed")
    totals = added_up(before.totals, made.totals)
    return (
        BatchLocked(
            batch_id=command.batch_id,
            payer=command.payer,
            period=command.period,
            lines=made.lines,
            numbers=made.numbers,
            totals=totals,
            total_ore=sum(total.amount_ore for total in totals),
            checksum=checksum,
            waiting=made.waiting,
            parts=len(before.checksums) + bool(made.lines),
            line_count=before.lines + len(made.lines),
        ),
        *_batched(command.batch_id, made, facts),
    )


NOTHING_MORE = Preview((), (), (), (), 0, "", 0, 0)
"""Of a batch that its parts have filled."""


def _not_locked(batch: Batch, payer: UUID, period: str) -> Filling:
    """The parts so far: all of one payer and one period."""
    match batch:
        case Unknown():
            return Filling(payer, period, (), (), 0)
        case Filling():
            if (batch.payer, batch.period) != (payer, period):
                raise Refused("C-9", "compensation.another-period", field="period")
            return batch
        case Locked() | Exported() | Acknowledged() | Paid():
            raise Refused("C-9", "compensation.batch-already-locked", field="batch_id")
        case _:
            assert_never(batch)


def _batched(batch_id: UUID, made: Preview, facts: BatchFacts) -> tuple[ClaimBatched, ...]:
    """Each claim with all the lines of it that are done with, those that pay nothing too."""
    lines = {claim.claim_id: claim.lines for claim in facts.claims}
    return tuple(
        ClaimBatched(
            claim_id=claim,
            batch_id=batch_id,
            lines=tuple(line.line_id for line in lines[claim]),
        )
        for claim in made.claims
    )
