"""This service's own streams, read afresh: what decisions and access rest on is never a row that
may lag behind the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from services.compensation.commands.facts import AgreementFact, ClaimedTime
from services.compensation.decisions.streams import (
    agreement_stream,
    batch_stream,
    batched_stream,
    claim_stream,
    payer_stream,
    rate_stream,
    settlement_stream,
    time_stream,
)
from services.compensation.rules.claimed_time import TimeEvent, receipts_held, time_held
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementEnded,
    AgreementInForce,
    BatchExported,
    BatchFilled,
    BatchLocked,
    ClaimApproved,
    ClaimAttested,
    ClaimBatched,
    ClaimCorrected,
    ClaimDrafted,
    ClaimLine,
    ClaimRecalculated,
    ClaimReturned,
    LinesRefused,
    PayLine,
    PayNumber,
    RatePublished,
    ReceiptClaimed,
    SettlementMade,
    SharingKeySet,
    TimeClaimed,
    TimeReleased,
    WageTypesSet,
)
from shared.contracts.record import Envelope, Event
from shared.eventlog.codec import Codec
from shared.eventlog.ledger import Ledger


@dataclass(frozen=True, slots=True)
class ClaimOnRecord:
    """A claim as last drafted or worked out, who has said yes to it since, and the lines that
    correct it (C-13)."""

    draft: ClaimDrafted
    attested: ClaimAttested | None = None
    approved_at: datetime | None = None
    corrections: tuple[ClaimLine, ...] = ()

    @property
    def lines(self) -> tuple[ClaimLine, ...]:
        return (*self.draft.lines, *self.corrections)

    @property
    def case(self) -> str:
        """The meeting's first case, so that its history holds the claim; a claim for a meeting
        without cases is its own."""
        return case_of(self.draft.cases, self.draft.claim_id)


@dataclass(frozen=True, slots=True)
class AgreementOnRecord:
    """An agreement as last drafted; `in_force` once both have signed, to the day it ended."""

    draft: AgreementDrafted
    in_force: bool = False
    ended_on: date | None = None
    keys: tuple[SharingKeySet, ...] = ()

    @property
    def fact(self) -> AgreementFact | None:
        """What a claim can rest on; None until both have signed."""
        if not self.in_force:
            return None
        draft = self.draft
        return AgreementFact(
            agreement_id=draft.agreement_id,
            doctor=draft.doctor,
            payer=draft.payer,
            seats=draft.seats,
            regime=draft.regime,
            km_regime=draft.km_regime,
            caps=draft.caps,
            claim_deadline_months=draft.claim_deadline_months,
            channel=draft.channel,
            valid_from=draft.valid_from,
            valid_to=min(filter(None, (draft.valid_to, self.ended_on))),
        )


@dataclass(frozen=True, slots=True)
class BatchOnRecord:
    """A batch: the parts it was filled with, how it was locked, and its file once that is made."""

    payer: UUID
    period: str
    parts: tuple[BatchFilled | BatchLocked, ...] = ()
    locked: BatchLocked | None = None
    exported: BatchExported | None = None

    @property
    def lines(self) -> Iterator[PayLine]:
        """All lines, part after part."""
        return (line for part in self.parts for line in part.lines)

    @property
    def numbers(self) -> Iterator[PayNumber]:
        """The sealed employee numbers, some perhaps twice."""
        return (number for part in self.parts for number in part.numbers)


@dataclass(frozen=True, slots=True)
class InBatches:
    """Which of a claim's lines are in batches, and the head of the stream that says so (C-9)."""

    batches: tuple[UUID, ...] = ()
    lines: frozenset[UUID] = field(default_factory=frozenset)
    all_first: bool = False
    head: int = 0

    def has(self, line: ClaimLine) -> bool:
        """The first batches took all of a claim's own lines without naming them."""
        return line.line_id in self.lines or (self.all_first and line.of_line is None)


def case_of(cases: tuple[UUID, ...], claim_id: UUID) -> str:
    return str(cases[0] if cases else claim_id)


class Records:
    """Each question reads one stream. May be used from several threads."""

    def __init__(self, ledger: Ledger, codec: Codec) -> None:
        self._ledger = ledger
        self._codec = codec

    def rate(self, rate_id: UUID) -> RatePublished | None:
        for _, event in self._told(rate_stream(rate_id)):
            if isinstance(event, RatePublished):
                return event
        return None

    def agreement(self, agreement_id: UUID) -> AgreementOnRecord | None:
        found: AgreementOnRecord | None = None
        for _, event in self._told(agreement_stream(agreement_id)):
            match event:
                case AgreementDrafted():
                    found = AgreementOnRecord(event)
                case AgreementInForce() if found is not None:
                    found = replace(found, in_force=True)
                case AgreementEnded() if found is not None:
                    found = replace(found, ended_on=event.ended_on)
                case SharingKeySet() if found is not None:
                    others = (key for key in found.keys if key.key_id != event.key_id)
                    found = replace(found, keys=(*others, event))
                case _:
                    """Who has signed is the decision's to count."""
        return found

    def claim(self, claim_id: UUID) -> ClaimOnRecord | None:
        found: ClaimOnRecord | None = None
        for envelope, event in self._told(claim_stream(claim_id)):
            match event:
                case ClaimDrafted():
                    found = ClaimOnRecord(event)
                case ClaimAttested() if found is not None:
                    found = ClaimOnRecord(found.draft, attested=event)
                case ClaimApproved() if found is not None:
                    found = ClaimOnRecord(found.draft, found.attested, envelope.recordedtime)
                case ClaimReturned() if found is not None:
                    found = ClaimOnRecord(found.draft)
                case ClaimRecalculated() if found is not None:
                    told = {"lines": event.lines, "total_ore": event.total_ore}
                    found = ClaimOnRecord(found.draft.model_copy(update=told))
                case ClaimCorrected() if found is not None:
                    found = replace(found, corrections=(*found.corrections, *event.lines))
                case _:
                    """A claim that is submitted says what its draft says."""
        return found

    def batch(self, batch_id: UUID) -> BatchOnRecord | None:
        found: BatchOnRecord | None = None
        for _, event in self._told(batch_stream(batch_id)):
            match event:
                case BatchFilled() | BatchLocked():
                    parts = (*(found.parts if found else ()), event)
                    locked = event if isinstance(event, BatchLocked) else None
                    found = BatchOnRecord(event.payer, event.period, parts, locked)
                case BatchExported() if found is not None:
                    found = replace(found, exported=event)
                case _:
                    """The receipt changes neither lines nor file."""
        return found

    def setting(self, payer: UUID) -> WageTypesSet | None:
        """How the payer last said that it wants its lines (C-10)."""
        last = None
        for _, event in self._told(payer_stream(payer)):
            if isinstance(event, WageTypesSet):
                last = event
        return last

    def claimed_time(
        self, person: UUID, claim_id: UUID
    ) -> tuple[tuple[ClaimedTime, ...], tuple[str, ...], int]:
        """What a person has claimed and not got back, the receipts of other claims than this,
        and the stream's head (C-6)."""
        told: list[TimeEvent] = [
            event
            for _, event in self._told(time_stream(person))
            if isinstance(event, TimeClaimed | ReceiptClaimed | TimeReleased)
        ]
        return time_held(told), receipts_held(told, claim_id), len(told)

    def batched_in(self, claim_id: UUID) -> InBatches:
        """Which of the claim's lines are in which batches (C-9)."""
        told = [event for _, event in self._told(batched_stream(claim_id))]
        batched = [event for event in told if isinstance(event, ClaimBatched)]
        return InBatches(
            tuple(event.batch_id for event in batched),
            frozenset(line for event in batched for line in event.lines or ()),
            any(event.lines is None for event in batched),
            len(told),
        )

    def lines_refused(self, claim_id: UUID, batches: Iterable[UUID]) -> frozenset[UUID]:
        """The claim's lines that payroll has refused, in these batches (C-9)."""
        return frozenset(
            line.line_id
            for batch in batches
            for _, event in self._told(batch_stream(batch))
            if isinstance(event, LinesRefused)
            for line in event.lines
            if line.claim_id == claim_id
        )

    def settlement(self, settlement_id: UUID) -> SettlementMade | None:
        last = None
        for _, event in self._told(settlement_stream(settlement_id)):
            if isinstance(event, SettlementMade):
                last = event
        return last

    def version(self, stream: str) -> int:
        """The stream's version; 0 where nothing has happened."""
        stored = self._ledger.read_stream(stream)
        return stored[-1].version if stored else 0

    def _told(self, stream: str) -> Iterator[tuple[Envelope, Event]]:
        for stored in self._ledger.read_stream(stream):
            envelope, event = self._codec.decode(stored.body)
            if event is None:
                raise ValueError(f"{stream} holds an unknown type {stored.type}")
            yield envelope, event
