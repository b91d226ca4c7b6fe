"""The names of the streams, and which events claim something in a stream of its own."""

from uuid import UUID

from shared.contracts.compensation import (
    ClaimBatched,
    ReceiptClaimed,
    TimeClaimed,
    TimeReleased,
)
from shared.contracts.record import Event


def rate_stream(rate_id: UUID) -> str:
    return f"rate-{rate_id}"


def agreement_stream(agreement_id: UUID) -> str:
    return f"agreement-{agreement_id}"


def claim_stream(claim_id: UUID) -> str:
    return f"claim-{claim_id}"


def batch_stream(batch_id: UUID) -> str:
    return f"batch-{batch_id}"


def payer_stream(payer: UUID) -> str:
    return f"payer-{payer}"


def settlement_stream(settlement_id: UUID) -> str:
    return f"settlement-{settlement_id}"


def time_stream(person: UUID) -> str:
    """A person's claimed time, in all helsefellesskap (C-6)."""
    return f"time-{person}"


def batched_stream(claim_id: UUID) -> str:
    """The batches that a claim's lines are in, each in one (C-9)."""
    return f"batched-{claim_id}"


def reserves(event: Event) -> str | None:
    """The stream of its own that an event goes to; None for the command's own stream."""
    match event:
        case TimeClaimed() | ReceiptClaimed() | TimeReleased():
            return time_stream(event.person)
        case ClaimBatched():
            return batched_stream(event.claim_id)
        case _:
            return None
