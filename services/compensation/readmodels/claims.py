"""Which claims are there, where are they, and what do they come to? (C-7)

One row a claim and one a step, folded from this service's own log; the body that met comes from
governance, which may be heard before or after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    String,
    Table,
    Text,
    Uuid,
    insert,
    literal,
    select,
    update,
)

from services.compensation.readmodels import claims_to_look_at as looking
from services.compensation.readmodels.claim_changes import change_of, claims_table
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchPaid,
    ClaimDrafted,
    ClaimLine,
    ClaimRecalculated,
    ClaimReturned,
    LinesRefused,
    RateConfirmed,
    RatePublished,
)
from shared.contracts.governance import MeetingClosed
from shared.contracts.governance.minutes import MinutesCorrected
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, put
from shared.values.calendar import local_day

LOOKED_AT = (
    "submitted",
    "attested",
    "approved",
    "batched",
    "sent",
    "acknowledged",
    "paid",
    "payroll-refused",
    "corrected",
)
MOVED = {
    BatchExported: "sent",
    BatchAcknowledged: "acknowledged",
    BatchPaid: "paid",
}
"""What becomes of a claim with its batch."""
MOVES_WITH_BATCH = ("batched", "sent", "acknowledged")


@dataclass(frozen=True, slots=True)
class Tables:
    claims: Table
    steps: Table
    bodies: Table
    rates: Table
    rated_lines: Table

    @property
    def looking(self) -> looking.Tables:
        """Those by which claims that a late rate concerns are found (C-13)."""
        return looking.Tables(self.rates, self.rated_lines)


class Claims(ReadModel[Tables]):
    """The read model `claims`."""

    name = "claims"
    version = 4
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation", "governance"})

    def tables(self, new: NewTable) -> Tables:
        by_rates = looking.tables(new)
        return Tables(
            claims=claims_table(new),
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
            rates=by_rates.rates,
            rated_lines=by_rates.lines,
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        match heard.event:
            case MeetingClosed() as closed:
                _note_body(connection, tables, closed)
            case MinutesCorrected(item_id=None) as corrected:
                # Words may be about who was there; whether they are is for people to say.
                _look_at_meeting(connection, tables, corrected.meeting_id, "minutes")
            case RatePublished() as published:
                looking.note_rate(connection, tables.looking, published)
            case RateConfirmed() as confirmed:
                late = looking.by_rate(connection, tables.looking, confirmed.rate_id)
                _look(connection, tables, late, "rate")
            case ClaimDrafted() as draft:
                _draft(connection, tables, draft, heard)
                looking.note_lines(connection, tables.looking, draft.claim_id, draft.lines)
            case ClaimRecalculated() as anew:
                _recalculate(connection, tables, anew, heard)
                looking.note_lines(connection, tables.looking, anew.claim_id, anew.lines)
            case BatchExported() | BatchAcknowledged() | BatchPaid() as moved:
                _steps_of_batch(connection, tables, moved.batch_id, heard, MOVED[type(moved)])
            case LinesRefused() as refused:
                reasons = {line.claim_id: line.reason for line in refused.lines}
                for claim_id, reason in reasons.items():
                    told = {"status": "payroll-refused", "returned": reason}
                    _step(connection, tables, claim_id, heard, told)
            case _:
                change = change_of(heard, tables.claims)
                if change is not None:
                    _step(connection, tables, change[0], heard, change[1])


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
        draft_lines=len(draft.lines),
        last_month=_last_month(draft.lines),
        status="drafted",
        since=heard.envelope.recordedtime,
        returned=None,
    )
    _step(connection, tables, draft.claim_id, heard, {"status": "drafted"})


def _last_month(lines: Sequence[ClaimLine]) -> str:
    return max(f"{local_day(line.work_from):%Y-%m}" for line in lines)


def _recalculate(
    connection: Connection, tables: Tables, anew: ClaimRecalculated, heard: Heard
) -> None:
    """The draft as it now is, back for attestation (C-13)."""
    claims = tables.claims.c
    query = select(claims.draft).where(claims.claim_id == anew.claim_id)
    told = {**connection.execute(query).scalar_one(), "total_ore": anew.total_ore}
    told["lines"] = [line.model_dump(mode="json") for line in anew.lines]
    values = {
        "status": "recalculated",
        "draft": told,
        "total_ore": anew.total_ore,
        "last_month": _last_month(anew.lines),
        "attester": None,
        "draft_lines": len(anew.lines),
        "payable_lines": 0,
        "look": None,
    }
    _step(connection, tables, anew.claim_id, heard, values)
    # Its next step is attestation, as when it was sent in.
    claim = tables.claims
    connection.execute(
        update(claim).where(claim.c.claim_id == anew.claim_id).values(status="submitted")
    )


def _look(connection: Connection, tables: Tables, found: Sequence[UUID], why: str) -> None:
    """Claims that are not drafts any more, and may come to something else now (C-13)."""
    claims = tables.claims
    if found:
        connection.execute(
            update(claims)
            .where(claims.c.claim_id.in_(found), claims.c.status.in_(LOOKED_AT))
            .values(look=why)
        )


def _look_at_meeting(connection: Connection, tables: Tables, meeting_id: UUID, why: str) -> None:
    claims = tables.claims.c
    query = select(claims.claim_id).where(claims.meeting_id == meeting_id)
    _look(connection, tables, connection.scalars(query).all(), why)


def _note_body(connection: Connection, tables: Tables, closed: MeetingClosed) -> None:
    """A meeting that is told anew has a corrected register: what is locked is looked at (C-13)."""
    bodies, claims = tables.bodies, tables.claims
    of_meeting = bodies.c.meeting_id == closed.meeting_id
    known = connection.scalar(select(bodies.c.body).where(of_meeting))
    put(connection, bodies, meeting_id=closed.meeting_id, body=closed.body_id)
    if known is not None:
        _look_at_meeting(connection, tables, closed.meeting_id, "attendance")
    connection.execute(
        update(claims).where(claims.c.meeting_id == closed.meeting_id).values(body=closed.body_id)
    )


def _steps_of_batch(
    connection: Connection, tables: Tables, batch_id: UUID, heard: Heard, status: str
) -> None:
    """What becomes of a batch becomes of its claims; a large batch in two statements."""
    claims = tables.claims
    at, by = heard.envelope.recordedtime, heard.envelope.actor
    these = (claims.c.batch_id == batch_id, claims.c.status.in_(MOVES_WITH_BATCH))
    steps = tables.steps.c
    told = select(
        literal(heard.position, steps.position.type),
        claims.c.claim_id,
        literal(status, steps.status.type),
        literal(at, steps.at.type),
        literal(by, steps.by.type),
    ).where(*these)
    names = ["position", "claim_id", "status", "at", "by"]
    connection.execute(insert(tables.steps).from_select(names, told))
    connection.execute(update(claims).where(*these).values(since=at, status=status))


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
