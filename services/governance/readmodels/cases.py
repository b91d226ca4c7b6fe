"""Where is the case between the bodies, and who has it? (G-5 to G-15)

One row a case; what each party has answered is told by the case's own stream.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    Uuid,
    or_,
    select,
    update,
)

from services.governance.readmodels.case import CLOSED, OF_PARTIES, Case, from_row
from services.governance.readmodels.case_changes import Changes, changes, stage, stop, taken_up
from shared.contracts.governance import CaseReceived, CaseReferred, CaseUnplaced
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


class Cases(ReadModel[Table]):
    """The read model `cases`."""

    name = "cases"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "cases",
            Column("case_id", Uuid, primary_key=True),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("body", Uuid, nullable=False, index=True),
            Column("before", Uuid),
            Column("stage", String, nullable=False),
            Column("since", UtcDateTime, nullable=False),
            Column("parties", JSON, nullable=False),
            Column("main_obstacle", String, nullable=False),
            Column("assessment_revision", Integer, nullable=False),
            Column("returns", Integer, nullable=False),
            Column("proposal", JSON),
            Column("disagreements", JSON, nullable=False),
            Column("own_steps", JSON, nullable=False),
            Column("answering", JSON, nullable=False),
            Column("route", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event, at = heard.event, heard.envelope.recordedtime
        case_id = getattr(event, "case_id", None)
        if case_id is None:
            return
        row = connection.execute(select(tables).where(tables.c.case_id == case_id)).one_or_none()
        if isinstance(event, CaseReceived | CaseReferred | CaseUnplaced):
            _take_up(connection, tables, event, at, known=row is not None)
            return
        # Meetings speak of cases too; only what the case's own stream says changes it.
        found = None if row is None else changes(row._mapping, event, at)
        if found:
            connection.execute(update(tables).where(tables.c.case_id == case_id).values(found))


CASES = Cases()


def _take_up(
    connection: Connection,
    table: Table,
    event: CaseReceived | CaseReferred | CaseUnplaced,
    at: datetime,
    *,
    known: bool,
) -> None:
    """A new revision of the assessment (A-15) leaves the case's history as it is."""
    seen: Changes = {
        "number": event.number,
        "helsefellesskap": event.helsefellesskap,
        "parties": [str(party) for party in event.parties],
        "main_obstacle": event.main_obstacle,
        "assessment_revision": event.assessment_revision,
        **stage(taken_up(event), at, event.body_id),
    }
    if known:
        connection.execute(update(table).where(table.c.case_id == event.case_id).values(seen))
        return
    put(
        connection,
        table,
        case_id=event.case_id,
        **seen,
        returns=0,
        disagreements=[],
        own_steps=[],
        answering=[],
        route=[stop(event.body_id, at)],
    )


def one(views: Views, case_id: UUID) -> Case | None:
    with views.read(CASES) as (connection, table):
        row = connection.execute(select(table).where(table.c.case_id == case_id)).one_or_none()
    return None if row is None else from_row(row)


def listed(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    body: UUID | None = None,
    limit: int = 200,
) -> list[Case]:
    """The cases the actor may do this with, the latest change first; of one body where named."""
    with views.read(CASES) as (connection, table):
        asked: list[ColumnElement[bool]] = [where(scope(actor, action), _columns(table))]
        if body is not None:
            asked.append(table.c.body == body)
        found = connection.execute(
            select(table).where(*asked).order_by(table.c.since.desc(), table.c.case_id).limit(limit)
        )
        return [from_row(row) for row in found]


def _columns(table: Table) -> Columns:
    """Where the list keeps what access depends on."""
    return Columns(
        "case",
        helsefellesskap=table.c.helsefellesskap,
        body=table.c.body,
        case=table.c.case_id,
    )


def awaiting(views: Views, actor: Actor, bodies: Collection[UUID]) -> list[UUID]:
    """The cases the actor may read that wait for one of these bodies, or for the parties."""
    with views.read(CASES) as (connection, table):
        found = connection.scalars(
            select(table.c.case_id)
            .where(
                where(scope(actor, "governance.read-case"), _columns(table)),
                or_(table.c.body.in_(bodies), table.c.stage.in_(OF_PARTIES)),
                ~table.c.stage.startswith(CLOSED, autoescape=True),
            )
            .order_by(table.c.since, table.c.case_id)
        )
        return list(found)


def numbers(views: Views, case_ids: list[UUID]) -> dict[UUID, str]:
    """The numbers of these cases, for an agenda."""
    with views.read(CASES) as (connection, table):
        rows: Any = connection.execute(
            select(table.c.case_id, table.c.number).where(table.c.case_id.in_(case_ids))
        )
        return {row.case_id: row.number for row in rows}
