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
    """A claim as last drafted and where it is; `returned` is the reason where it was returned or
    refused, `look` why it may come to something else now (C-13)."""

    draft: ClaimDrafted
    body: UUID | None
    status: str
    since: datetime
    returned: str | None
    attester: UUID | None
    batch_id: UUID | None
    look: str | None
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
    """A claim that a batch of the period can take, and how many of its lines no batch has."""

    claim_id: UUID
    lines: int


CLAIMABLE_AGAIN = ("withdrawn", "finally-refused")
"""A meeting that is claimed for in vain can be claimed for anew."""


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
    to_look_at: bool = False,
    before: int | None = None,
    limit: int = 200,
) -> list[Claim]:
    """What this actor may do the action on, the newest first (P-3). `statuses`, `claimant` and
    `to_look_at` (C-13) narrow it; `before` takes those older than a position."""
    with views.read(CLAIMS) as (connection, tables):
        table = tables.claims
        query = select(table).where(*_wanted(table, actor, action, statuses, claimant))
        if to_look_at:
            query = query.where(table.c.look.is_not(None))
        if before is not None:
            query = query.where(table.c.position < before)
        query = query.order_by(table.c.position.desc()).limit(limit)
        return [_claim(row) for row in connection.execute(query)]


def counted(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    statuses: Collection[str] = (),
    claimant: UUID | None = None,
    to_look_at: bool = False,
) -> int:
    """How many of the list there are; never more than the list would show (P-3)."""
    with views.read(CLAIMS) as (connection, tables):
        table = tables.claims
        query = select(func.count()).select_from(table)
        query = query.where(*_wanted(table, actor, action, statuses, claimant))
        if to_look_at:
            query = query.where(table.c.look.is_not(None))
        found = connection.scalar(query)
    return found or 0


def payable(views: Views, payers: Collection[UUID], period: str) -> list[Payable]:
    """The approved claims on these payers with lines to be paid over payroll, that were worked
    no later than the period, those approved first."""
    with views.read(CLAIMS) as (connection, tables):
        columns = tables.claims.c
        conditions = (
            columns.payer.in_(payers),
            columns.payable_lines > 0,
            columns.channel == "payroll",
            columns.last_month <= period,
        )
        rows = connection.execute(
            select(columns.claim_id, columns.payable_lines)
            .where(*conditions)
            .order_by(columns.approved_at)
        )
        return [Payable(row.claim_id, row.payable_lines) for row in rows]


def of_meeting(views: Views, meeting_id: UUID) -> list[UUID]:
    """The claims for a meeting that have been sent in."""
    with views.read(CLAIMS) as (connection, tables):
        columns = tables.claims.c
        return list(
            connection.scalars(
                select(columns.claim_id)
                .where(
                    columns.meeting_id == meeting_id,
                    columns.status.in_(("submitted", "attested", "approved")),
                )
                .order_by(columns.position)
            )
        )


def claimed_meetings(views: Views, claimant: UUID) -> dict[tuple[UUID, UUID], UUID]:
    """The claims that somebody has made, by meeting and seat."""
    with views.read(CLAIMS) as (connection, tables):
        columns = tables.claims.c
        rows = connection.execute(
            select(columns.meeting_id, columns.seat_id, columns.claim_id)
            .where(columns.claimant == claimant, columns.status.not_in(CLAIMABLE_AGAIN))
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
        look=values["look"],
        position=values["position"],
    )
