"""What people and machines may ask of compensation, and what they may see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from services.compensation.application.access import Access
from services.compensation.application.batching import Batching
from services.compensation.application.claim_facts import ClaimFactsOf
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payroll import KeptFile, Payroll
from services.compensation.application.receipts import Receipts
from services.compensation.application.records import Records
from services.compensation.application.tracing import Trace, Tracing
from services.compensation.commands import CompensationCommand
from services.compensation.commands.claims import ApproveClaim, CorrectClaim
from services.compensation.decisions import claim as claim_decisions
from services.compensation.decisions.streams import (
    agreement_stream,
    batch_stream,
    claim_stream,
    rate_stream,
    settlement_stream,
)
from services.compensation.readmodels import (
    agreements,
    batches,
    claim_lists,
    pay_lines,
    rates,
    settlements,
)
from services.compensation.readmodels.agreements import AGREEMENTS, Agreement
from services.compensation.readmodels.batches import BATCHES, Batch
from services.compensation.readmodels.claim_lists import Claim
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.readmodels.pay_lines import PAY_LINES, InBatch
from services.compensation.readmodels.rates import RATES, Rate
from services.compensation.readmodels.settlements import SETTLEMENTS, Settlement
from shared.clock import Clock
from shared.contracts.compensation import ClaimCorrected, Receipt
from shared.contracts.record import NAMESPACE, Facts, Who
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed, require
from shared.service.desk import Desk
from shared.web.conditions import NotFound

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Compensation:
    """The one way in. Every call decides access first: Forbidden, or NotFound where there is
    nothing. What is seen is never older than what the asker has just done."""

    desk: Desk
    access: Access
    records: Records
    own: OwnViews
    views: Views
    batching: Batching
    payroll: Payroll
    receipts: Receipts
    tracing: Tracing
    claim_facts: ClaimFactsOf
    clock: Clock

    def ask(
        self,
        actor: Actor,
        command: CompensationCommand,
        *,
        key: str,
        expected_version: int | None = None,
        at: datetime | None = None,
        on_behalf_of: UUID | None = None,
    ) -> Done:
        """`on_behalf_of` is the one stood in for (P-5). Raises Forbidden, NotFound, Refused and
        what the handler raises."""
        acts = self.access.to(actor, command)
        return self.desk.ask(
            actor,
            command,
            key=key,
            case=acts.case,
            helsefellesskap=acts.helsefellesskap,
            seat=acts.seat,
            party=acts.party,
            on_behalf_of=on_behalf_of,
            expected_version=expected_version,
            at=at,
        )

    def approve(
        self,
        actor: Actor,
        claim_id: UUID,
        total_ore: int | None,
        *,
        key: str,
        expected_version: int | None,
        on_behalf_of: UUID | None = None,
    ) -> Done:
        """The amount that was looked at; None for what the claim says in the version named."""
        if total_ore is None:
            known = self.records.claim(claim_id)
            if known is None:
                raise NotFound
            total_ore = known.draft.total_ore
        return self.ask(
            actor,
            ApproveClaim(claim_id, total_ore),
            key=key,
            expected_version=expected_version,
            on_behalf_of=on_behalf_of,
        )

    def export(
        self, actor: Actor, batch_id: UUID, *, key: str, expected_version: int | None
    ) -> Done:
        """Makes the batch's file, or finds that it is made; the employee numbers are opened only
        for those who may have them."""
        self.access.batch(actor, batch_id)
        command = self.payroll.made(batch_id)
        return self.ask(actor, command, key=key, expected_version=expected_version)

    def proposed(self, actor: Actor, command: CorrectClaim) -> ClaimCorrected:
        """What a correction would come to, before it is chosen (C-13)."""
        acts = self.access.to(actor, command)
        known = self.records.claim(command.claim_id)
        assert known is not None
        base = Facts(self.clock.now(), Who(actor.person, party=acts.party), NAMESPACE)
        state = claim_decisions.Approved(known.draft, known.corrections)
        events = claim_decisions.decide(command, self.claim_facts(command, base).facts, state)
        assert isinstance(events[0], ClaimCorrected)
        return events[0]

    def keep_receipt(self, actor: Actor, content: bytes) -> Receipt:
        """A receipt of the asker's own, before a claim names it (C-4)."""
        require(actor, "compensation.claim", Resource("claim", person=actor.person))
        return self.receipts.keep(actor.person, content)

    def receipt(self, actor: Actor, claim_id: UUID, sha256: str) -> tuple[Receipt, bytes]:
        """A receipt of a claim, for those who may see the claim."""
        claim, _ = self.claim(actor, claim_id)
        for line in claim.draft.lines:
            if line.receipt is not None and line.receipt.sha256 == sha256:
                return line.receipt, self.receipts.content(sha256)
        raise NotFound

    def trace(self, actor: Actor, line_id: UUID) -> Trace:
        """A pay line with all it rests on, for those who may see the claim (C-12)."""
        trace = self.tracing.of(line_id)
        self.claim(actor, trace.claim.claim_id)
        return trace

    def settlement(self, actor: Actor, settlement_id: UUID) -> tuple[Settlement, int]:
        version = self.own.show(settlement_stream(settlement_id), SETTLEMENTS)
        found = _there(settlements.one(self.views, settlement_id))
        parties = [found.made.payer, *(share.party for share in found.shares)]
        seen = [party for party in parties if _reads_of(actor, party)]
        if not seen:
            require(actor, "compensation.read-settlement", Resource("batch", party=parties[0]))
        return found.seen_by(seen), version

    def fed(
        self, actor: Actor, payer: UUID, after: str, *, limit: int
    ) -> Sequence[tuple[InBatch, str]]:
        """The payer's lines that were sent after a place, with the payer's own numbers for the
        doctors (C-10)."""
        self.access.payroll(actor, payer, case=str(payer))
        self.own.freshen(PAY_LINES)
        sent, number = (int(each) for each in after.split("."))
        found = pay_lines.sent(self.views, payer, (sent, number), limit=limit)
        numbers = self.payroll.numbers_of({line.line.agreement_id for line in found})
        return [(line, numbers[line.line.agreement_id]) for line in found]

    def lines(
        self, actor: Actor, batch_id: UUID, *, after: int = 0, limit: int = 500
    ) -> Sequence[InBatch]:
        """A batch's lines, page by page."""
        self.batch(actor, batch_id)
        self.own.show(batch_stream(batch_id), PAY_LINES)
        return pay_lines.of_batch(self.views, batch_id, after=after, limit=limit)

    def rate(self, rate_id: UUID) -> tuple[Rate, int]:
        """A rate and its version; anybody may see it (C-3)."""
        version = self.own.show(rate_stream(rate_id), RATES)
        return _there(rates.one(self.views, rate_id)), version

    def agreement(self, actor: Actor, agreement_id: UUID) -> tuple[Agreement, int]:
        version = self.own.show(agreement_stream(agreement_id), AGREEMENTS)
        found = _there(agreements.one(self.views, agreement_id))
        require(actor, "compensation.read-agreement", found.resource)
        return found, version

    def claim(self, actor: Actor, claim_id: UUID) -> tuple[Claim, int]:
        version = self.own.show(claim_stream(claim_id), CLAIMS)
        # What becomes of its batch becomes of the claim, and stands in the batch's stream.
        self.own.freshen(CLAIMS)
        found = _there(claim_lists.one(self.views, claim_id))
        require(actor, "compensation.read-claim", found.resource)
        return found, version

    def batch(self, actor: Actor, batch_id: UUID) -> tuple[Batch, int]:
        version = self.own.show(batch_stream(batch_id), BATCHES)
        found = _there(batches.one(self.views, batch_id))
        require(actor, "compensation.read-batch", found.resource)
        return found, version

    def file(self, actor: Actor, batch_id: UUID) -> KeptFile:
        """The file of a batch, with employee numbers: for those who run the payroll."""
        self.access.batch(actor, batch_id)
        return self.payroll.kept(batch_id)


def _reads_of(actor: Actor, party: UUID) -> bool:
    answer = allowed(actor, "compensation.read-settlement", Resource("batch", party=party))
    return isinstance(answer, Allowed)


def _there(found: T | None) -> T:
    if found is None:
        raise NotFound
    return found
