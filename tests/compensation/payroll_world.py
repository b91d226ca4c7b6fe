"""All that payroll rests on, in memory: streams, and facts folded from them as the service does.

What is remembered between commands is only the streams: forgetting everything else, as a crash
does, changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.compensation.commands import CompensationCommand
from services.compensation.commands.batches import BatchCommand
from services.compensation.commands.claims import (
    BetweenMeetings,
    ClaimCommand,
    DraftClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    WithdrawClaim,
)
from services.compensation.commands.facts import (
    ApprovedClaim,
    ApprovedLine,
    BatchFacts,
    ClaimFacts,
    Paid,
    Presence,
    Standing,
)
from services.compensation.decisions import batch as batches
from services.compensation.decisions import claim as claims
from services.compensation.decisions.streams import batch_stream, claim_stream, reserves
from services.compensation.rules.claimed_time import time_held
from services.compensation.rules.costs import costs_in
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchFilled,
    BatchLocked,
    Caps,
    ClaimBatched,
    ClaimLine,
    LinesRefused,
    PayLine,
    ReceiptClaimed,
    TimeClaimed,
    TimeReleased,
)
from shared.contracts.record import Event, Who
from shared.values.calendar import local_day
from tests.compensation.situations import ATTENDANCE, BATCHING, CLAIMING, IN_FORCE, given
from tests.examples.compensation.claims import DRAFT
from tests.examples.compensation.terms import EMPLOYEE_NUMBER
from tests.examples.ids import APPROVER, ATTESTER, GP, id_of

DAY = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
MEETINGS = 5
NOW = DAY + timedelta(days=20)
STANDING: tuple[Standing, ...] = ("attester", "approver")

TURNS: dict[str, Callable[[UUID], tuple[ClaimCommand, UUID]]] = {
    "submit": lambda claim: (SubmitClaim(claim), GP),
    "return": lambda claim: (ReturnClaim(claim, "Feil"), ATTESTER),
    "refuse": lambda claim: (RefuseClaim(claim, "Nei"), APPROVER),
    "withdraw": lambda claim: (WithdrawClaim(claim), GP),
}
"""What somebody may do with a claim that is not its way to payroll."""


@dataclass
class World:
    """`attendance` are the minutes of each meeting, which may be corrected."""

    streams: dict[str, list[Event]] = field(default_factory=dict)
    attendance: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(MEETINGS), 60))
    claim_of: dict[UUID, int] = field(default_factory=dict)
    batch_ids: list[UUID] = field(default_factory=list)

    def draft_of(self, claim_id: UUID, prepared: int) -> DraftClaim:
        """A claim for its meeting, with some minutes of preparing the day before."""
        begins = DAY + timedelta(days=2 * self.claim_of[claim_id])
        work = BetweenMeetings(begins, begins + timedelta(minutes=prepared), "Forberedelse")
        return replace(
            DRAFT,
            claim_id=claim_id,
            meeting_id=self._meeting(claim_id),
            travel=(),
            between=(work,) if prepared else (),
        )

    def ask(self, command: CompensationCommand, by: UUID) -> tuple[Event, ...]:
        """Decides on the streams as they are, and records. Raises Refused."""
        if isinstance(command, BatchCommand):
            stream = batch_stream(command.batch_id)
            start: batches.Batch = batches.Unknown()
            events: tuple[Event, ...] = batches.decide(
                command,
                self.batch_facts(command.batch_id),
                given(batches.evolve, start, *self.streams.get(stream, [])),
            )
        else:
            assert isinstance(command, ClaimCommand)
            stream = claim_stream(command.claim_id)
            events = claims.decide(
                command, self.claim_facts(command.claim_id, by), self.state(command.claim_id)
            )
        for event in events:
            self.streams.setdefault(reserves(event) or stream, []).append(event)
        return events

    def state(self, claim_id: UUID) -> claims.Claim:
        start: claims.Claim = claims.Unknown()
        return given(claims.evolve, start, *self.streams.get(claim_stream(claim_id), []))

    def claim_facts(self, claim_id: UUID, by: UUID) -> ClaimFacts:
        begins = DAY + timedelta(days=2 * self.claim_of[claim_id] + 1)
        minutes = self.attendance[self.claim_of[claim_id]]
        time = [
            event
            for event in self.streams.get(f"time-{GP}", [])
            if isinstance(event, TimeClaimed | ReceiptClaimed | TimeReleased)
        ]
        batched = self.batched(claim_id)
        refused = {line for line, _ in self.refused()}
        return replace(
            CLAIMING,
            now=NOW,
            by=Who(by),
            attendance=replace(
                ATTENDANCE,
                meeting_id=self._meeting(claim_id),
                present=(Presence(begins, begins + timedelta(minutes=minutes)),),
            ),
            agreement=replace(IN_FORCE, caps=Caps(), claim_deadline_months=None),
            claimed=time_held(time),
            batched=tuple(batched),
            line_refused=tuple(line for line in batched if line in refused),
            standing=STANDING if by in (ATTESTER, APPROVER) else (),
        )

    def batch_facts(self, batch_id: UUID) -> BatchFacts:
        ready = []
        for claim_id in self.claim_of:
            state = self.state(claim_id)
            if isinstance(state, claims.Approved):
                batched = set(self.batched(claim_id))
                ready.append(self._approved(state, batched))
        in_batch = tuple((line.line_id, line.claim_id) for line in self.lines(batch_id))
        return replace(BATCHING, claims=tuple(ready), in_batch=in_batch)

    def batched(self, claim_id: UUID) -> list[UUID]:
        """The claim's lines that batches have, by the stream that says so."""
        return [
            line
            for event in self.streams.get(f"batched-{claim_id}", [])
            if isinstance(event, ClaimBatched)
            for line in event.lines or ()
        ]

    def lines(self, batch_id: UUID) -> Iterator[PayLine]:
        for event in self.streams.get(batch_stream(batch_id), []):
            if isinstance(event, BatchFilled | BatchLocked):
                yield from event.lines

    def refused(self) -> Iterator[tuple[UUID, UUID]]:
        for batch_id in self.batch_ids:
            for event in self.streams.get(batch_stream(batch_id), []):
                if isinstance(event, LinesRefused):
                    yield from ((line.line_id, line.claim_id) for line in event.lines)

    def told(self, batch_id: UUID, kind: type[Event]) -> bool:
        return any(
            isinstance(event, kind) for event in self.streams.get(batch_stream(batch_id), [])
        )

    def paid(self) -> list[tuple[PayLine, Paid]]:
        """What payroll was told to pay and did not refuse, over all batches that are locked."""
        refused = {line for line, _ in self.refused()}
        return [
            (line, Paid(line.agreement_id, line.day, line.amount_ore))
            for batch_id in self.batch_ids
            if self.told(batch_id, BatchLocked)
            for line in self.lines(batch_id)
            if line.line_id not in refused and line.day is not None
        ]

    def approved_lines(self) -> dict[UUID, ClaimLine]:
        """All lines that are to be paid: of approved claims, and those that correct them."""
        return {
            line.line_id: line
            for claim_id in self.claim_of
            if isinstance(state := self.state(claim_id), claims.Approved)
            for line in state.lines
        }

    def exported(self) -> list[UUID]:
        return [
            batch_id
            for batch_id in self.batch_ids
            if self.told(batch_id, BatchExported) and not self.told(batch_id, BatchAcknowledged)
        ]

    def _meeting(self, claim_id: UUID) -> UUID:
        return id_of(f"world-meeting-{self.claim_of[claim_id]}")

    def _approved(self, state: claims.Approved, batched: set[UUID]) -> ApprovedClaim:
        draft = state.draft
        assert not costs_in(draft)
        return ApprovedClaim(
            claim_id=draft.claim_id,
            person=draft.claimant,
            agreement_id=draft.agreement_id,
            payer=draft.payer,
            channel=draft.channel,
            employee_number=EMPLOYEE_NUMBER,
            approved_at=NOW,
            lines=tuple(
                ApprovedLine(
                    line.line_id,
                    line.kind,
                    local_day(line.work_from),
                    line.quantity,
                    line.rate_ore,
                    line.amount_ore,
                )
                for line in state.lines
                if line.line_id not in batched
            ),
        )
