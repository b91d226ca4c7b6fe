"""A batch of any size: previewed, filled part by part, locked, and answered for (C-9).

One append holds some 150 lines; a larger batch is filled in several, each with a key of its own
that follows from the caller's. What is interrupted goes on where it stopped.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.compensation.application.access import Access
from services.compensation.application.batch_facts import BatchFactsOf
from services.compensation.application.own_views import OwnViews
from services.compensation.application.records import Records
from services.compensation.commands.batches import (
    AcknowledgeBatch,
    FillBatch,
    LockBatch,
    RefuseLines,
)
from services.compensation.decisions.batch import MOST_REFUSED
from services.compensation.decisions.streams import batch_stream
from services.compensation.readmodels import pay_lines
from services.compensation.readmodels.claim_lists import Payable
from services.compensation.readmodels.pay_lines import PAY_LINES
from services.compensation.rules.batches import (
    MOST_CLAIMS,
    MOST_LINES,
    MOST_PARTS,
    Preview,
    added_up,
    checksum_of_parts,
    preview,
    receipt_checksum,
)
from shared.clock import Clock
from shared.contracts.compensation import RefusedLine
from shared.contracts.record import NAMESPACE, Facts, Who
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.service.desk import Desk
from shared.values.refusal import Refused

STEP_SECONDS = 5.0
"""How long one request fills a large batch before it answers how far it has come."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A large batch on its way: the lines that are in it, and those that are to come."""

    batch_id: UUID
    lines: int
    of_lines: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A line that payroll refuses, by its id or its number in the file, and why."""

    line: UUID | int
    reason: str


@dataclass(frozen=True, slots=True)
class Batching:
    """Every call asks access first, and raises Forbidden, NotFound and Refused."""

    desk: Desk
    access: Access
    records: Records
    own: OwnViews
    views: Views
    batch_facts: BatchFactsOf
    clock: Clock

    def preview(
        self, actor: Actor, payer: UUID, period: str, picked: Sequence[UUID] = ()
    ) -> Preview:
        """The batch as it would be locked now, one part in memory at a time."""
        self.access.payroll(actor, payer, case=str(payer))
        parts = [tuple(picked)] if picked else self._parts(payer, period)
        if len(parts) <= 1:
            return self._part(actor, payer, period, tuple(picked))
        made = [self._summed(self._part(actor, payer, period, part)) for part in parts[1:]]
        first = self._part(actor, payer, period, parts[0])
        whole = first
        for each in made:
            whole = replace(
                whole,
                claims=(*whole.claims, *each.claims),
                totals=added_up(whole.totals, each.totals),
                total_ore=whole.total_ore + each.total_ore,
                line_count=whole.line_count + each.line_count,
            )
        checksum = checksum_of_parts([first.checksum, *(each.checksum for each in made)])
        return replace(whole, checksum=checksum, numbers=())

    def lock(self, actor: Actor, command: LockBatch, *, key: str) -> Done | Progress:
        """Locks a small batch at once; fills a large one for a while. Asked again with the same
        key it goes on, and at last tells that it is locked."""
        acts = self.access.to(actor, command)
        known = self.records.batch(command.batch_id)
        parts = [] if command.claims else self._parts(command.payer, command.period)
        if known is not None and known.locked is not None and len(known.parts) > 1:
            stream = batch_stream(command.batch_id)
            return Done(stream, self.records.version(stream), 0, (known.locked,), repeated=True)
        if known is None or known.locked is not None:
            if len(parts) <= 1 or known is not None:
                return self.desk.ask(actor, command, key=key, case=acts.case, party=acts.party)
            self._is_as_previewed(actor, command)
        return self._fill(actor, command, parts, key)

    def _fill(
        self, actor: Actor, command: LockBatch, parts: list[tuple[UUID, ...]], key: str
    ) -> Done | Progress:
        known = self.records.batch(command.batch_id)
        number = len(known.parts) if known else 0
        until = time.monotonic() + STEP_SECONDS
        for part in parts[:-1]:
            number += 1
            fill = FillBatch(command.batch_id, command.payer, command.period, number, part)
            self._ask(actor, fill, f"{key}:{number}")
            if time.monotonic() > until:
                left = sum(each.lines for each in self._payable(command.payer, command.period))
                found = self.records.batch(command.batch_id)
                here = sum(1 for _ in found.lines) if found else 0
                return Progress(command.batch_id, here, here + left)
        last = replace(command, claims=parts[-1] if parts else (), previewed=None)
        return self._ask(actor, last, f"{key}:last")

    def _ask(self, actor: Actor, command: FillBatch | LockBatch, key: str) -> Done:
        case = str(command.batch_id)
        return self.desk.ask(actor, command, key=key, case=case, party=command.payer)

    def acknowledge(
        self,
        actor: Actor,
        batch_id: UUID,
        sha256: str,
        refused: Sequence[Answer],
        *,
        key: str,
        expected_version: int | None,
        receipt: str | None = None,
    ) -> Done:
        """Payroll's answer, line by line. `receipt` is the checksum that came with it: what does
        not agree with the lines has been changed on its way."""
        acts = self.access.batch(actor, batch_id)
        found = self._found(batch_id, refused)
        summed = receipt_checksum(found) if found else None
        if receipt is not None and receipt != (summed or receipt_checksum(())):
            raise Refused("C-9", "compensation.receipt-tampered", field="checksum")
        for number, lines in enumerate(_in_parts(found), start=1):
            assert summed is not None
            command = RefuseLines(batch_id, sha256, summed, lines)
            self.desk.ask(
                actor,
                command,
                key=f"{key}:{number}",
                case=acts.case,
                party=acts.party,
                expected_version=expected_version if number == 1 else None,
            )
            expected_version = None
        return self.desk.ask(
            actor,
            AcknowledgeBatch(batch_id, sha256, len(found), summed),
            key=key,
            case=acts.case,
            party=acts.party,
            expected_version=expected_version,
        )

    def _found(self, batch_id: UUID, refused: Sequence[Answer]) -> list[RefusedLine]:
        """The lines by id or by their number in the file, each with its claim. Raises Refused
        for a line that the batch does not have."""
        self.own.catch_up(PAY_LINES)
        by_id, by_number = pay_lines.named(self.views, batch_id, [each.line for each in refused])
        lines: list[RefusedLine] = []
        for each in refused:
            line = by_number.get(each.line) if isinstance(each.line, int) else by_id.get(each.line)
            if line is None:
                raise Refused("C-9", "compensation.line-of-another-batch", field="lines")
            lines.append(RefusedLine(claim_id=line[1], line_id=line[0], reason=each.reason.strip()))
        return lines

    def _is_as_previewed(self, actor: Actor, command: LockBatch) -> None:
        if command.previewed is None:
            return
        now = self.preview(actor, command.payer, command.period)
        if now.checksum != command.previewed:
            raise Refused("C-9", "compensation.changed-since-preview", field="previewed")

    def _part(self, actor: Actor, payer: UUID, period: str, picked: tuple[UUID, ...]) -> Preview:
        nobody_asks = Facts(self.clock.now(), Who(actor.person), NAMESPACE)
        payment = self.batch_facts.payment(payer, period, nobody_asks.now, picked)
        return preview(payer, period, payment.as_facts(nobody_asks), picked)

    def _summed(self, part: Preview) -> Preview:
        """What is kept of a part: its sums."""
        return replace(part, lines=(), numbers=())

    def _payable(self, payer: UUID, period: str) -> list[Payable]:
        return self.batch_facts.payable(payer, period, self.clock.now())

    def _parts(self, payer: UUID, period: str) -> list[tuple[UUID, ...]]:
        """The claims in the order they were approved, as many together as one append holds."""
        parts: list[list[UUID]] = []
        lines = 0
        for claim in self._payable(payer, period):
            lines += claim.lines
            if not parts or len(parts[-1]) == MOST_CLAIMS or lines > MOST_LINES:
                if len(parts) == MOST_PARTS:
                    break
                parts.append([])
                lines = claim.lines
            parts[-1].append(claim.claim_id)
        return [tuple(part) for part in parts]


def _in_parts(lines: Sequence[RefusedLine]) -> Iterator[tuple[RefusedLine, ...]]:
    for start in range(0, len(lines), MOST_REFUSED):
        yield tuple(lines[start : start + MOST_REFUSED])
