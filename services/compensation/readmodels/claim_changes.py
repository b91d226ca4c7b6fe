"""The row of a claim, and what one event changes in it; part of the read model `claims` (C-7)."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, Integer, String, Table, Text, Uuid, case

from shared.contracts.compensation import (
    ClaimApproved,
    ClaimAttested,
    ClaimBatched,
    ClaimCorrected,
    ClaimDisputed,
    ClaimRefused,
    ClaimReturned,
    ClaimSubmitted,
    ClaimWithdrawn,
    ReviewAsked,
)
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, UtcDateTime


def change_of(heard: Heard, claims: Table) -> tuple[UUID, dict[str, Any]] | None:  # noqa: PLR0911 - one an event
    """The claim and its new values; None for events that change nothing."""
    match heard.event:
        case ClaimSubmitted(claim_id=claim_id):
            return claim_id, {"status": "submitted", "returned": None}
        case ClaimAttested() as attested:
            return attested.claim_id, {"status": "attested", "attester": attested.attester}
        case ClaimApproved(claim_id=claim_id):
            return claim_id, {
                "status": "approved",
                "approved_at": heard.position,
                "payable_lines": claims.c.draft_lines,
                # The one who approves has seen that the minutes say more than was recorded.
                "look": case((claims.c.look == "minutes", None), else_=claims.c.look),
            }
        case ClaimWithdrawn(claim_id=claim_id):
            return claim_id, {"status": "withdrawn"}
        case ClaimRefused() as refused:
            status = "finally-refused" if refused.final else "refused"
            return refused.claim_id, {"status": status, "returned": refused.reason}
        case ReviewAsked() as asked:
            return asked.claim_id, {"status": "in-review", "returned": asked.reason}
        case ClaimDisputed() as disputed:
            return disputed.claim_id, {"status": "disputed", "returned": disputed.reason}
        case ClaimCorrected() as corrected:
            return corrected.claim_id, {
                "status": "corrected",
                "returned": corrected.reason,
                "payable_lines": claims.c.payable_lines + len(corrected.lines),
                "look": None,
            }
        case ClaimReturned() as returned:
            return returned.claim_id, {
                "status": "returned",
                "returned": returned.reason,
                "attester": None,
            }
        case ClaimBatched() as batched:
            return batched.claim_id, {
                "status": "batched",
                "batch_id": batched.batch_id,
                "payable_lines": 0,
            }
        case _:
            return None


def claims_table(new: NewTable) -> Table:
    return new(
        "claims",
        Column("claim_id", Uuid, primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("helsefellesskap", Uuid, nullable=False),
        Column("claimant", Uuid, nullable=False, index=True),
        Column("payer", Uuid, nullable=False, index=True),
        Column("channel", String(40), nullable=False),
        Column("agreement_id", Uuid, nullable=False),
        Column("seat_id", Uuid, nullable=False),
        Column("meeting_id", Uuid, nullable=False, index=True),
        Column("body", Uuid),
        Column("draft", JSON, nullable=False),
        Column("total_ore", BigInteger, nullable=False),
        Column("last_month", String(7), nullable=False),
        Column("status", String(20), nullable=False),
        Column("since", UtcDateTime, nullable=False),
        Column("returned", Text),
        Column("attester", Uuid),
        Column("approved_at", BigInteger),
        Column("batch_id", Uuid, index=True),
        Column("draft_lines", Integer, nullable=False),
        Column("payable_lines", Integer, nullable=False, server_default="0"),
        Column("look", String(20)),
    )
