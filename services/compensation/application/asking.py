"""What people and machines may ask of compensation, and what they may see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from services.compensation.application.access import Access
from services.compensation.application.batch_facts import BatchFactsOf
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payroll import KeptFile, Payroll
from services.compensation.application.records import Records
from services.compensation.commands import CompensationCommand
from services.compensation.commands.claims import ApproveClaim
from services.compensation.decisions.streams import (
    agreement_stream,
    batch_stream,
    claim_stream,
    rate_stream,
)
from services.compensation.readmodels import agreements, batches, claim_lists, rates
from services.compensation.readmodels.agreements import AGREEMENTS, Agreement
from services.compensation.readmodels.batches import BATCHES, Batch
from services.compensation.readmodels.claim_lists import Claim
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.readmodels.rates import RATES, Rate
from services.compensation.rules.batches import Preview, preview
from shared.clock import Clock
from shared.contracts.record import NAMESPACE, Facts, Who
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.policy import require
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
    batch_facts: BatchFactsOf
    payroll: Payroll
    clock: Clock

    def ask(
        self,
        actor: Actor,
        command: CompensationCommand,
        *,
        key: str,
        expected_version: int | None = None,
        at: datetime | None = None,
    ) -> Done:
        """Raises Forbidden, NotFound, Refused and what the handler raises."""
        acts = self.access.to(actor, command)
        return self.desk.ask(
            actor,
            command,
            key=key,
            case=acts.case,
            helsefellesskap=acts.helsefellesskap,
            seat=acts.seat,
            party=acts.party,
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
    ) -> Done:
        """The amount that was looked at; None for what the claim says in the version named."""
        if total_ore is None:
            known = self.records.claim(claim_id)
            if known is None:
                raise NotFound
            total_ore = known.draft.total_ore
        command = ApproveClaim(claim_id, total_ore)
        return self.ask(actor, command, key=key, expected_version=expected_version)

    def export(
        self, actor: Actor, batch_id: UUID, *, key: str, expected_version: int | None
    ) -> Done:
        """Makes the batch's file, or finds that it is made; the employee numbers are opened only
        for those who may have them."""
        self.access.batch(actor, batch_id)
        command = self.payroll.made(batch_id)
        return self.ask(actor, command, key=key, expected_version=expected_version)

    def preview(
        self, actor: Actor, payer: UUID, period: str, picked: Sequence[UUID] = ()
    ) -> Preview:
        """The batch as it would be locked now (C-9). Raises Forbidden, Refused."""
        self.access.payroll(actor, payer, case=str(payer))
        nobody_asks = Facts(self.clock.now(), Who(actor.person), NAMESPACE)
        payment = self.batch_facts.payment(payer, period, nobody_asks.now, picked)
        return preview(payer, period, payment.as_facts(nobody_asks), tuple(picked))

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


def _there(found: T | None) -> T:
    if found is None:
        raise NotFound
    return found
