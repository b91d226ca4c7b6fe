"""Questions to the claims: one, those somebody may see, what waits for whom, what can be paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, func, select

from services.compensation.readmodels.claims import CLAIMS
from shared.contracts.compensation import ClaimDrafted
from shared.eventlog.projections import Views
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as last drafted and where it is; `returned` is the reason where it was returned."""

    draft: ClaimDrafted
    body: UUID | None
    status: str
    since: datetime
    returned: str | None
    attester: UUID | None
    batch_id: UUID | None
    position: int

    @property
    def claim_id(self) -> UUID:
        return self.draft.claim_id

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return resource_of(self.draft, self.body, self.attester)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a claim; `reason` and `stage` where it was returned."""

    status: str
    at: datetime
    by: UUID
    position: int
    reason: str | None
    stage: str | None


@dataclass(frozen=True, slots=True)
class Payable:
    """The claims that a batch of the period can take: the first of them, and how many more."""

    claims: tuple[UUID, ...]
    further: int


def resource_of(draft: ClaimDrafted, body: UUID | None, attester: UUID | None) -> Resource:
    """What access to a claim depends on."""
    return Resource(
        "claim",
        helsefellesskap=draft.helsefellesskap,
        body=body,
        party=draft.payer,
        person=draft.claimant,
        attester=attester,
    )


def one(views: Views, claim_id: UUID) -> Claim | None:
    """One claim; the caller asks the policy."""
    with views.read(CLAIMS) as (connection, tables):
        row = connection.execute(
            select(tables.claims).where(tables.claims.c.claim_id == claim_id)
        ).one_or_none()
    return _claim(row) if row else None


def steps(views: Views, claim_id: UUID) -> list[Step]:
    """What has happened to a claim, newest first."""
    with views.read(CLAIMS) as (connection, tables):
        table = tables.steps
        rows = connection.execute(
            select(table).where(table.c.claim_id == claim_id).order_by(table.c.position.desc())
        )
        return [
            Step(row.status, row.at, row.by, row.position, row.reason, row.stage) for row in rows
        ]


def listed(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    statuses: Collection[str] = (),
    claimant: UUID | None = None,
    before: int | None = None,
    limit: int = 200,
) -> list[Claim]:
    """What this actor may do the action on, the newest first (P-3). `statuses` and `claimant`
    narrow it; `before` takes those older than a position."""
    with views.read(CLAIMS) as (connection, tables):
        table = tables.claims
        query = select(table).where(*_wanted(table, actor, action, statuses, claimant))
        if before is not None:
            query = query.where(table.c.position < before)
        query = query.order_by(table.c.position.desc()).limit(limit)
        return [_claim(row) for row in connection.execute(query)]


def counted(views: Views, actor: Actor, action: Action, *, statuses: Collection[str]) -> int:
    """How many of the list there are; never more than the list would show (P-3)."""
    with views.read(CLAIMS) as (connection, tables):
        table = tables.claims
        query = select(func.count()).select_from(table)
        found = connection.scalar(query.where(*_wanted(table, actor, action, statuses, None)))
    return found or 0


def payable(views: Views, payers: Collection[UUID], period: str, *, most: int) -> Payable:
    """The approved claims on these payers that are to be paid over payroll and were worked no
    later than the period, those approved first."""
    with views.read(CLAIMS) as (connection, tables):
        columns = tables.claims.c
        conditions = (
            columns.payer.in_(payers),
            columns.status == "approved",
            columns.channel == "payroll",
            columns.last_month <= period,
        )
        every = connection.scalar(select(func.count()).where(*conditions)) or 0
        found = connection.scalars(
            select(columns.claim_id).where(*conditions).order_by(columns.approved_at).limit(most)
        ).all()
    return Payable(tuple(found), every - len(found))


def claimed_meetings(views: Views, claimant: UUID) -> dict[tuple[UUID, UUID], UUID]:
    """The claims that somebody has made, by meeting and seat."""
    with views.read(CLAIMS) as (connection, tables):
        columns = tables.claims.c
        rows = connection.execute(
            select(columns.meeting_id, columns.seat_id, columns.claim_id)
            .where(columns.claimant == claimant)
            .order_by(columns.position)
        )
        return {(row.meeting_id, row.seat_id): row.claim_id for row in rows}


def _wanted(
    table: Table,
    actor: Actor,
    action: Action,
    statuses: Collection[str],
    claimant: UUID | None,
) -> list[ColumnElement[bool]]:
    columns = Columns(
        kind="claim",
        helsefellesskap=table.c.helsefellesskap,
        body=table.c.body,
        party=table.c.payer,
        person=table.c.claimant,
        attester=table.c.attester,
    )
    conditions = [where(scope(actor, action), columns)]
    if statuses:
        conditions.append(table.c.status.in_(sorted(statuses)))
    if claimant is not None:
        conditions.append(table.c.claimant == claimant)
    return conditions


def _claim(row: Row[Any]) -> Claim:
    values = row._mapping
    return Claim(
        draft=ClaimDrafted.model_validate(values["draft"]),
        body=values["body"],
        status=values["status"],
        since=values["since"],
        returned=values["returned"],
        attester=values["attester"],
        batch_id=values["batch_id"],
        position=values["position"],
    )
