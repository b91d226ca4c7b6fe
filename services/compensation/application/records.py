"""This service's own streams, read afresh: what decisions and access rest on is never a row that
may lag behind the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.compensation.commands.facts import AgreementFact, ClaimedTime
from services.compensation.decisions.streams import (
    agreement_stream,
    batch_stream,
    batched_stream,
    claim_stream,
    payer_stream,
    rate_stream,
    time_stream,
)
from services.compensation.rules.claimed_time import time_held
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementInForce,
    BatchExported,
    BatchLocked,
    ClaimApproved,
    ClaimAttested,
    ClaimBatched,
    ClaimDrafted,
    ClaimReturned,
    RatePublished,
    TimeClaimed,
    TimeReleased,
    WageTypesSet,
)
from shared.contracts.record import Envelope, Event
from shared.eventlog.codec import Codec
from shared.eventlog.ledger import Ledger


@dataclass(frozen=True, slots=True)
class ClaimOnRecord:
    """A claim as last drafted, and who has said yes to it since."""

    draft: ClaimDrafted
    attested: ClaimAttested | None = None
    approved_at: datetime | None = None

    @property
    def case(self) -> str:
        """The meeting's first case, so that its history holds the claim; a claim for a meeting
        without cases is its own."""
        return case_of(self.draft.cases, self.draft.claim_id)


@dataclass(frozen=True, slots=True)
class AgreementOnRecord:
    """An agreement as last drafted; `in_force` once both have signed."""

    draft: AgreementDrafted
    in_force: bool = False

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
            valid_to=draft.valid_to,
        )


@dataclass(frozen=True, slots=True)
class BatchOnRecord:
    """A batch as it was locked, and its file once that is made."""

    locked: BatchLocked
    exported: BatchExported | None = None


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
                    found = AgreementOnRecord(found.draft, in_force=True)
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
                case _:
                    """A claim that is submitted says what its draft says."""
        return found

    def batch(self, batch_id: UUID) -> BatchOnRecord | None:
        found: BatchOnRecord | None = None
        for _, event in self._told(batch_stream(batch_id)):
            match event:
                case BatchLocked():
                    found = BatchOnRecord(event)
                case BatchExported() if found is not None:
                    found = BatchOnRecord(found.locked, event)
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

    def claimed_time(self, person: UUID) -> tuple[tuple[ClaimedTime, ...], int]:
        """What a person has claimed and not got back, and the stream's head (C-6)."""
        told = [event for _, event in self._told(time_stream(person))]
        held = time_held(event for event in told if isinstance(event, TimeClaimed | TimeReleased))
        return held, len(told)

    def batched_in(self, claim_id: UUID) -> tuple[UUID | None, int]:
        """The batch that has the claim, and the head of the stream that says so (C-9)."""
        told = [event for _, event in self._told(batched_stream(claim_id))]
        last = told[-1] if told else None
        return (last.batch_id if isinstance(last, ClaimBatched) else None), len(told)

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
