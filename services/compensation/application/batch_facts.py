"""What a batch is made of: the payer's approved claims that are in none yet (C-9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.compensation.application.own_views import OwnViews
from services.compensation.application.payers import Payers
from services.compensation.application.records import InBatches, Records
from services.compensation.commands.batches import BatchCommand, FillBatch, LockBatch, RefuseLines
from services.compensation.commands.facts import ApprovedClaim, ApprovedLine, BatchFacts
from services.compensation.decisions.streams import batched_stream
from services.compensation.readmodels import pay_lines
from services.compensation.readmodels.claim_lists import Payable, payable
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.readmodels.pay_lines import PAY_LINES
from services.compensation.rules.batches import MOST_CLAIMS
from shared.contracts.compensation import ClaimLine, WageType
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.projections import Views
from shared.values.calendar import local_day


@dataclass(frozen=True, slots=True)
class Payment:
    """What can be paid, with the heads of the streams that say a claim is in a batch."""

    claims: tuple[ApprovedClaim, ...]
    further: int
    wage_types: tuple[WageType, ...]
    heads: dict[str, int]

    def as_facts(self, base: Facts) -> BatchFacts:
        return BatchFacts(
            base.now,
            base.by,
            base.command_id,
            claims=self.claims,
            further=self.further,
            wage_types=self.wage_types,
        )


class BatchFactsOf:
    """Gathers the facts of one command.

    Rows only choose the claims, once they show all that has been approved; each claim is then
    read from its own streams, and its stream of batches stands or falls with the append.
    """

    def __init__(self, records: Records, own: OwnViews, views: Views, payers: Payers) -> None:
        self._payers = payers
        self._records = records
        self._own = own
        self._views = views

    def __call__(self, command: BatchCommand, base: Facts) -> Gathered[BatchFacts]:
        plain = BatchFacts(base.now, base.by, base.command_id)
        if isinstance(command, RefuseLines):
            self._own.catch_up(PAY_LINES)
            lines = [line.line_id for line in command.lines]
            known = pay_lines.claims_of(self._views, command.batch_id, lines)
            return Gathered(replace(plain, in_batch=known))
        if not isinstance(command, FillBatch | LockBatch):
            return Gathered(plain)
        position = self._views.position("governance")
        payment = self.payment(command.payer, command.period, base.now, command.claims)
        return Gathered(
            payment.as_facts(base), heads=payment.heads, positions={"governance": position}
        )

    def payable(self, payer: UUID, period: str, now: datetime) -> list[Payable]:
        """The claims that are the payer's now, those approved first (P-6)."""
        self._own.catch_up(CLAIMS)
        return payable(self._views, self._payers.taken_over(payer, now), period)

    def payment(
        self, payer: UUID, period: str, now: datetime, picked: Sequence[UUID] = ()
    ) -> Payment:
        """The picked claims, or those that are the payer's now and were approved first (P-6)."""
        further = 0
        if not picked:
            found = [each.claim_id for each in self.payable(payer, period, now)]
            picked, further = found[:MOST_CLAIMS], max(len(found) - MOST_CLAIMS, 0)
        claims: list[ApprovedClaim] = []
        heads: dict[str, int] = {}
        for claim_id in dict.fromkeys(picked):
            batched = self._records.batched_in(claim_id)
            heads[batched_stream(claim_id)] = batched.head
            claim = self._approved(claim_id, batched, now)
            if claim is not None:
                claims.append(claim)
        setting = self._records.setting(payer)
        return Payment(tuple(claims), further, setting.wage_types if setting else (), heads)

    def _approved(self, claim_id: UUID, batched: InBatches, now: datetime) -> ApprovedClaim | None:
        known = self._records.claim(claim_id)
        if known is None or known.approved_at is None:
            return None
        draft = known.draft
        agreement = self._records.agreement(draft.agreement_id)
        assert agreement is not None
        return ApprovedClaim(
            claim_id=claim_id,
            person=draft.claimant,
            agreement_id=draft.agreement_id,
            payer=self._payers.now_for(draft.payer, now),
            channel=draft.channel,
            employee_number=agreement.draft.employee_number,
            approved_at=known.approved_at,
            lines=tuple(_approved_line(line) for line in known.lines if not batched.has(line)),
        )


def _approved_line(line: ClaimLine) -> ApprovedLine:
    return ApprovedLine(
        line_id=line.line_id,
        kind=line.kind,
        day=local_day(line.work_from),
        quantity=line.quantity,
        rate_ore=line.rate_ore,
        amount_ore=line.amount_ore,
    )
