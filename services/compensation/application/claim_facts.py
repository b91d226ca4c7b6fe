"""What a claim's decisions read beyond the claim: meeting, agreement, rates, time, standing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.compensation.application.access import LEADERS
from services.compensation.application.own_views import OwnViews
from services.compensation.application.payers import Payers
from services.compensation.application.records import Records
from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    ClaimCommand,
    DraftClaim,
    ReturnClaim,
    SubmitClaim,
)
from services.compensation.commands.facts import ClaimFacts, RateFact, Standing
from services.compensation.decisions.streams import time_stream
from services.compensation.readmodels import attended, rates
from services.compensation.readmodels.employment import engagements
from services.compensation.rules.claimed_time import in_months_of
from shared.contracts.compensation import ClaimDrafted
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.projections import Views
from shared.identity.register import Register
from shared.values.calendar import local_day


@dataclass(frozen=True, slots=True)
class Claiming:
    """What a claim names, and the moments at which the claimant's own work begins and ends."""

    claimant: UUID
    agreement_id: UUID
    seat_id: UUID
    meeting_id: UUID
    moments: tuple[datetime, ...]

    @classmethod
    def of_command(cls, command: DraftClaim) -> "Claiming":
        spans = (
            *((leg.work_from, leg.work_to) for leg in command.travel),
            *((work.work_from, work.work_to) for work in command.between),
        )
        return cls(
            command.claimant,
            command.agreement_id,
            command.seat_id,
            command.meeting_id,
            tuple(moment for span in spans for moment in span),
        )

    @classmethod
    def of_draft(cls, draft: ClaimDrafted) -> "Claiming":
        return cls(
            draft.claimant,
            draft.agreement_id,
            draft.seat_id,
            draft.meeting_id,
            tuple(moment for line in draft.lines for moment in (line.work_from, line.work_to)),
        )


class ClaimFactsOf:
    """Gathers the facts of one command.

    What this service has said itself is read from its streams (agreement, claimed time, draft);
    rates have no stream that lists them, so their rows are waited for. Meetings and people are
    governance's: what has not been heard of them yet is not known.
    """

    def __init__(self, records: Records, own: OwnViews, views: Views, register: Register) -> None:
        self._payers = Payers(register)
        self._records = records
        self._own = own
        self._views = views
        self._register = register

    def __call__(self, command: ClaimCommand, base: Facts) -> Gathered[ClaimFacts]:
        plain = ClaimFacts(base.now, base.by, base.command_id)
        match command:
            case DraftClaim():
                return self._claiming(Claiming.of_command(command), plain)
            case SubmitClaim():
                known = self._records.claim(command.claim_id)
                if known is None:
                    return Gathered(plain)
                return self._claiming(Claiming.of_draft(known.draft), plain)
            case AttestClaim() | ApproveClaim() | ReturnClaim():
                known = self._records.claim(command.claim_id)
                if known is None:
                    return Gathered(plain)
                return Gathered(
                    replace(plain, standing=self._standing(plain, known.draft)),
                    positions={"governance": self._views.position("governance")},
                )
            case _:
                assert_never(command)

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
        held, head = self._records.claimed_time(asked.claimant)
        regimes = (agreement.regime, agreement.km_regime) if agreement else ()
        return Gathered(
            replace(
                plain,
                attendance=met.fact if met else None,
                agreement=agreement,
                engagements=engagements(self._views, asked.claimant),
                rates=self._rates([each for each in regimes if each], moments),
                claimed=in_months_of(held, moments),
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

    def _standing(self, facts: ClaimFacts, draft: ClaimDrafted) -> tuple[Standing, ...]:
        """What the asker is to this claim (C-7); the secretariat stands beside the secretary."""
        actor = self._register.actor(facts.by.person, facts.now)
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
