"""What waits for a body's next agenda, and what stands on one already? (G-12)

Asked of the read models `cases`, `exits` and `meetings`; no rows of its own.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.governance.readmodels.case import AGREED, Case, from_row
from services.governance.readmodels.cases import CASES
from services.governance.readmodels.exits import EXITS
from services.governance.readmodels.meeting import Item
from services.governance.readmodels.meetings import MEETINGS
from services.governance.rules.agenda import Unanswered, Waiting
from shared.contracts.governance import BodyEstablished, BodyRules
from shared.eventlog.projections import Views
from shared.values.calendar import deadline

OPEN = ("planned", "called", "started")
"""The states in which a meeting's agenda still binds its cases."""


def waiting(views: Views, body: UUID, rules: BodyRules) -> list[Waiting]:
    """The cases that lie with the body and that no open agenda of it has, by when they came."""
    taken = elsewhere(views, body)
    with views.read(CASES) as (connection, table):
        rows = connection.execute(
            select(table).where(table.c.body == body).order_by(table.c.since, table.c.case_id)
        ).all()
    return [_waiting(case, rules) for case in map(from_row, rows) if case.case_id not in taken]


def with_body_since(views: Views, body: UUID, at: datetime) -> list[UUID]:
    """The cases that the body has worked on, or had before it, since before this moment."""
    with views.read(CASES) as (connection, table):
        found = connection.scalars(
            select(table.c.case_id)
            .where(table.c.body == body, table.c.since < at, table.c.stage.not_in(AGREED))
            .order_by(table.c.since, table.c.case_id)
        )
        return list(found)


def areas_of(views: Views, case_ids: list[UUID]) -> dict[UUID, UUID]:
    """The helsefellesskap of each of these cases."""
    with views.read(CASES) as (connection, table):
        rows = connection.execute(
            select(table.c.case_id, table.c.helsefellesskap).where(table.c.case_id.in_(case_ids))
        )
        return {row.case_id: row.helsefellesskap for row in rows}


def elsewhere(views: Views, body: UUID, *, apart_from: UUID | None = None) -> set[UUID]:
    """The cases that are to be treated in the body's open meetings, but for one of these."""
    with views.read(MEETINGS) as (connection, tables):
        table = tables.meetings
        rows = connection.execute(
            select(table.c.meeting_id, table.c.agenda).where(
                table.c.body == body, table.c.state.in_(OPEN)
            )
        ).all()
    items = [
        Item.model_validate(item)
        for row in rows
        if row.meeting_id != apart_from
        for item in row.agenda
    ]
    return {
        item.on_agenda.case_id
        for item in items
        if item.on_agenda.case_id
        and item.on_agenda.kind != "information"
        and item.state != "closed"
    }


def unanswered(views: Views, body: BodyEstablished) -> list[Unanswered]:
    """G-16: what an SSU is to look at in each meeting, whichever body of its area has asked."""
    if body.kind != "ssu":
        return []
    with views.read(EXITS) as (connection, table):
        rows = connection.execute(
            select(table.c.case_id, table.c.case_number, table.c.since).where(
                table.c.helsefellesskap == body.helsefellesskap,
                table.c.kind == "clarification",
                table.c.state == "sent",
            )
        )
        return [Unanswered(row.case_id, row.case_number, row.since) for row in rows]


def last_met(views: Views, body: UUID) -> datetime | None:
    """When the body's latest meeting closed."""
    with views.read(MEETINGS) as (connection, tables):
        table = tables.meetings
        found: datetime | None = connection.scalar(
            select(table.c.closed_at)
            .where(table.c.body == body, table.c.state == "closed")
            .order_by(table.c.closed_at.desc())
            .limit(1)
        )
        return found


def _waiting(case: Case, rules: BodyRules) -> Waiting:
    days = rules.deadlines.treat if case.before else rules.deadlines.propose
    last = case.disagreements[-1] if case.disagreements else None
    return Waiting(
        case_id=case.case_id,
        number=case.number,
        since=case.since,
        due_at=None if days is None else deadline(case.since, days),
        before=case.before == case.body,
        lifted=bool(last and last.to_body == case.body and last.body_id != case.body),
        returned=case.returns > 0,
        agreed=case.stage in AGREED,
    )
