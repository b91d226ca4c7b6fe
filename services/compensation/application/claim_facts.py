"""What a claim's decisions read beyond the claim: meeting, agreement, rates, time, standing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.compensation.application.access import LEADERS
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payers import Payers
from services.compensation.application.receipts import Receipts
from services.compensation.application.records import ClaimOnRecord, Records
from services.compensation.commands.claims import (
    ApproveClaim,
    AskReview,
    AttestClaim,
    ClaimCommand,
    CorrectClaim,
    DisputeClaim,
    DraftClaim,
    RecalculateClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    WithdrawClaim,
)
from services.compensation.commands.facts import ClaimFacts, RateFact, Standing
from services.compensation.decisions.streams import batched_stream, time_stream
from services.compensation.readmodels import attended, rates
from services.compensation.readmodels.employment import engagements
from services.compensation.rules.claimed_time import in_months_of
from services.compensation.rules.rates import MACHINES
from shared.contracts.compensation import ClaimDrafted
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.projections import Views
from shared.identity.register import Register
from shared.values.calendar import local_day


@dataclass(frozen=True, slots=True)
class Claiming:
    """What a claim names, and the moments at which the claimant's own work begins and ends."""

    claim_id: UUID
    claimant: UUID
    agreement_id: UUID
    seat_id: UUID
    meeting_id: UUID
    moments: tuple[datetime, ...]
    receipts: tuple[str, ...]

    @classmethod
    def of_command(cls, command: DraftClaim) -> "Claiming":
        spans = (
            *((leg.work_from, leg.work_to) for leg in command.travel),
            *((work.work_from, work.work_to) for work in command.between),
            *((work.work_from, work.work_to) for work in command.pre_meeting),
            *((time.work_from, time.work_to) for time in command.unrecorded),
        )
        return cls(
            command.claim_id,
            command.claimant,
            command.agreement_id,
            command.seat_id,
            command.meeting_id,
            tuple(moment for span in spans for moment in span),
            tuple(cost.receipt for cost in command.costs),
        )

    @classmethod
    def of_draft(cls, draft: ClaimDrafted) -> "Claiming":
        return cls(
            draft.claim_id,
            draft.claimant,
            draft.agreement_id,
            draft.seat_id,
            draft.meeting_id,
            tuple(moment for line in draft.lines for moment in (line.work_from, line.work_to)),
            tuple(line.receipt.sha256 for line in draft.lines if line.receipt),
        )


class ClaimFactsOf:
    """Gathers the facts of one command.

    What this service has said itself is read from its streams (agreement, claimed time, draft);
    rates have no stream that lists them, so their rows are waited for. Meetings and people are
    governance's: what has not been heard of them yet is not known.
    """

    def __init__(
        self,
        records: Records,
        own: OwnViews,
        views: Views,
        register: Register,
        receipts: Receipts,
    ) -> None:
        self._payers = Payers(register)
        self._records = records
        self._receipts = receipts
        self._own = own
        self._views = views
        self._register = register

    def __call__(  # noqa: PLR0911 - one a kind of command
        self, command: ClaimCommand, base: Facts
    ) -> Gathered[ClaimFacts]:
        plain = ClaimFacts(base.now, base.by, base.command_id)
        match command:
            case DraftClaim():
                return self._claiming(Claiming.of_command(command), plain)
            case SubmitClaim():
                known = self._records.claim(command.claim_id)
                if known is None:
                    return Gathered(plain)
                return self._claiming(Claiming.of_draft(known.draft), plain)
            case WithdrawClaim() | AskReview() | DisputeClaim():
                return Gathered(plain)
            case AttestClaim() | ApproveClaim() | ReturnClaim() | RefuseClaim():
                known = self._records.claim(command.claim_id)
                if known is None:
                    return Gathered(plain)
                return Gathered(
                    self._with_standing(plain, known.draft),
                    positions={"governance": self._views.position("governance")},
                )
            case RecalculateClaim() | CorrectClaim():
                known = self._records.claim(command.claim_id)
                if known is None:
                    return Gathered(plain)
                return self._correcting(known, plain)
            case _:
                assert_never(command)

    def _correcting(self, known: ClaimOnRecord, plain: ClaimFacts) -> Gathered[ClaimFacts]:
        """All that the claim rests on now, and which of its lines are locked (C-13)."""
        claim_id = known.draft.claim_id
        gathered = self._claiming(Claiming.of_draft(known.draft), plain)
        batched = self._records.batched_in(claim_id)
        refused = self._records.lines_refused(claim_id, batched.batches)
        locked = [line.line_id for line in known.lines if batched.has(line)]
        return replace(
            gathered,
            facts=replace(
                self._with_standing(gathered.facts, known.draft),
                batched=tuple(locked),
                line_refused=tuple(line for line in locked if line in refused),
            ),
            heads={**gathered.heads, batched_stream(claim_id): batched.head},
        )

    def _with_standing(self, facts: ClaimFacts, draft: ClaimDrafted) -> ClaimFacts:
        if facts.by.person in MACHINES:
            return facts
        other = facts.by.on_behalf_of
        return replace(
            facts,
            standing=self._standing(facts.by.person, facts, draft),
            stood_in_for=self._standing(other, facts, draft) if other else (),
        )

    def _claiming(self, asked: Claiming, plain: ClaimFacts) -> Gathered[ClaimFacts]:
        position = self._views.position("governance")
        met = attended.one(self._views, asked.meeting_id, asked.seat_id, asked.claimant)
        known = self._records.agreement(asked.agreement_id)
        agreement = self._payers.paying(known.fact if known else None, plain.now)
        present = met.present if met else ()
        moments = (
            *asked.moments,
            *(moment for each in present for moment in (each.present_from, each.present_to)),
        )
        if met is None:
            known_meeting = attended.meeting(self._views, asked.meeting_id)
            if known_meeting is not None:
                met = attended.not_recorded(known_meeting, asked.seat_id, asked.claimant)
        held, receipts, head = self._records.claimed_time(asked.claimant, asked.claim_id)
        regimes = (agreement.regime, agreement.km_regime) if agreement else ()
        return Gathered(
            replace(
                plain,
                attendance=met.fact if met else None,
                agreement=agreement,
                engagements=engagements(self._views, asked.claimant),
                rates=self._rates([each for each in regimes if each], moments),
                claimed=in_months_of(held, moments),
                receipts=self._receipts.kept(asked.claimant, asked.receipts),
                receipts_claimed=tuple(each for each in receipts if each in asked.receipts),
            ),
            heads={time_stream(asked.claimant): head},
            positions={"governance": position},
        )

    def _rates(self, regimes: list[str], moments: Iterable[datetime]) -> tuple[RateFact, ...]:
        if not regimes:
            return ()
        self._own.catch_up(rates.RATES)
        days = sorted({local_day(moment) for moment in moments})
        return rates.applying(self._views, regimes, days)

    def _standing(
        self, person: UUID, facts: ClaimFacts, draft: ClaimDrafted
    ) -> tuple[Standing, ...]:
        """What a person is to this claim (C-7); the secretariat stands beside the secretary."""
        actor = self._register.actor(person, facts.now)
        meeting = attended.meeting(self._views, draft.meeting_id)
        found: set[Standing] = set()
        for seat in actor.seats:
            if meeting is not None and seat.body == meeting.body and seat.function in LEADERS:
                found.add("chair" if seat.function == "chair" else "secretary")
        for held in actor.holdings:
            if held.role == "secretariat" and held.helsefellesskap == draft.helsefellesskap:
                found.add("secretary")
            if held.role == "attester" and held.party == draft.payer:
                found.add("attester")
            if held.role == "approver" and held.party == draft.payer:
                found.add("approver")
        return tuple(sorted(found))
