"""Which claims are there, where are they, and what do they come to? (C-7)

One row a claim and one a step, folded from this service's own log; the body that met comes from
governance, which may be heard before or after.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    String,
    Table,
    Text,
    Uuid,
    insert,
    select,
    update,
)

from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    ClaimApproved,
    ClaimAttested,
    ClaimBatched,
    ClaimDrafted,
    ClaimReturned,
    ClaimSubmitted,
)
from shared.contracts.governance import MeetingClosed
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, put
from shared.values.calendar import local_day

STATUSES = (
    "drafted",
    "submitted",
    "attested",
    "approved",
    "batched",
    "sent",
    "acknowledged",
    "returned",
)


@dataclass(frozen=True, slots=True)
class Tables:
    claims: Table
    steps: Table
    bodies: Table


class Claims(ReadModel[Tables]):
    """The read model `claims`."""

    name = "claims"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation", "governance"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            claims=_claims(new),
            steps=new(
                "steps",
                Column("position", BigInteger, primary_key=True),
                Column("claim_id", Uuid, primary_key=True, index=True),
                Column("status", String(20), nullable=False),
                Column("at", UtcDateTime, nullable=False),
                Column("by", Uuid, nullable=False),
                Column("reason", Text),
                Column("stage", String(20)),
            ),
            bodies=new(
                "bodies",
                Column("meeting_id", Uuid, primary_key=True),
                Column("body", Uuid, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        match heard.event:
            case MeetingClosed() as closed:
                _note_body(connection, tables, closed)
            case ClaimDrafted() as draft:
                _draft(connection, tables, draft, heard)
            case BatchExported() | BatchAcknowledged() as batch:
                status = "sent" if isinstance(batch, BatchExported) else "acknowledged"
                claims = tables.claims.c
                query = select(claims.claim_id).where(claims.batch_id == batch.batch_id)
                for claim_id in connection.scalars(query).all():
                    _step(connection, tables, claim_id, heard, {"status": status})
            case _:
                change = _change(heard)
                if change is not None:
                    _step(connection, tables, change[0], heard, change[1])


def _claims(new: NewTable) -> Table:
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
    )


def _draft(connection: Connection, tables: Tables, draft: ClaimDrafted, heard: Heard) -> None:
    claims = tables.claims
    known = connection.scalar(select(claims.c.position).where(claims.c.claim_id == draft.claim_id))
    bodies = tables.bodies.c
    put(
        connection,
        claims,
        claim_id=draft.claim_id,
        position=known or heard.position,
        helsefellesskap=draft.helsefellesskap,
        claimant=draft.claimant,
        payer=draft.payer,
        channel=draft.channel,
        agreement_id=draft.agreement_id,
        seat_id=draft.seat_id,
        meeting_id=draft.meeting_id,
        body=connection.scalar(select(bodies.body).where(bodies.meeting_id == draft.meeting_id)),
        draft=draft.model_dump(mode="json"),
        total_ore=draft.total_ore,
        last_month=max(f"{local_day(line.work_from):%Y-%m}" for line in draft.lines),
        status="drafted",
        since=heard.envelope.recordedtime,
        returned=None,
    )
    _step(connection, tables, draft.claim_id, heard, {"status": "drafted"})


def _note_body(connection: Connection, tables: Tables, closed: MeetingClosed) -> None:
    put(connection, tables.bodies, meeting_id=closed.meeting_id, body=closed.body_id)
    claims = tables.claims
    connection.execute(
        update(claims).where(claims.c.meeting_id == closed.meeting_id).values(body=closed.body_id)
    )


def _change(heard: Heard) -> tuple[UUID, dict[str, Any]] | None:
    """What one event changes in its claim's row; None for those that change nothing."""
    match heard.event:
        case ClaimSubmitted(claim_id=claim_id):
            return claim_id, {"status": "submitted", "returned": None}
        case ClaimAttested() as attested:
            return attested.claim_id, {"status": "attested", "attester": attested.attester}
        case ClaimApproved(claim_id=claim_id):
            return claim_id, {"status": "approved", "approved_at": heard.position}
        case ClaimReturned() as returned:
            return returned.claim_id, {
                "status": "returned",
                "returned": returned.reason,
                "attester": None,
            }
        case ClaimBatched() as batched:
            return batched.claim_id, {"status": "batched", "batch_id": batched.batch_id}
        case _:
            return None


def _step(
    connection: Connection,
    tables: Tables,
    claim_id: UUID,
    heard: Heard,
    values: Mapping[str, Any],
) -> None:
    at: datetime = heard.envelope.recordedtime
    claims = tables.claims
    connection.execute(
        update(claims).where(claims.c.claim_id == claim_id).values(since=at, **values)
    )
    connection.execute(
        insert(tables.steps).values(
            position=heard.position,
            claim_id=claim_id,
            status=values["status"],
            at=at,
            by=heard.envelope.actor,
            reason=values.get("returned"),
            stage=heard.event.at if isinstance(heard.event, ClaimReturned) else None,
        )
    )


CLAIMS = Claims()
