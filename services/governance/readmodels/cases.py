"""Where is the case between the bodies, and what has each party answered? (G-5 to G-9, G-14, G-15)

One row a case. The state of a decision is its tables, never one flag.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeAlias
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
    select,
    update,
)

from services.governance.readmodels.case import Case, from_row
from shared.contracts.governance import (
    CaseImplemented,
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    DecisionInForce,
    ImplementationReported,
    ProposalSubmitted,
    RatificationOverdue,
    RatificationRegistered,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope

Changes: TypeAlias = dict[str, Any]


class Cases(ReadModel[Table]):
    """The read model `cases`."""

    name = "cases"
    version = 1
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
            Column("consensus", JSON),
            Column("answers", JSON, nullable=False),
            Column("overdue", JSON, nullable=False),
            Column("bound", JSON, nullable=False),
            Column("reports", JSON, nullable=False),
            Column("route", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event, at = heard.event, heard.envelope.recordedtime
        if isinstance(event, CaseReceived):
            _receive(connection, tables, event, at)
            return
        case_id = getattr(event, "case_id", None)
        if case_id is None:
            return
        row = connection.execute(select(tables).where(tables.c.case_id == case_id)).one_or_none()
        # Meetings speak of cases too; only what the case's own stream says changes it.
        changes = None if row is None else _changes(row._mapping, event, at)
        if changes:
            connection.execute(update(tables).where(tables.c.case_id == case_id).values(changes))


CASES = Cases()


def _receive(connection: Connection, table: Table, event: CaseReceived, at: datetime) -> None:
    """A new revision of the assessment (A-15) leaves the case's history as it is."""
    row = connection.execute(
        select(table.c.route).where(table.c.case_id == event.case_id)
    ).one_or_none()
    seen: Changes = {
        "number": event.number,
        "helsefellesskap": event.helsefellesskap,
        "parties": [str(party) for party in event.parties],
        "main_obstacle": event.main_obstacle,
        "assessment_revision": event.assessment_revision,
    }
    if row is not None:
        connection.execute(
            update(table)
            .where(table.c.case_id == event.case_id)
            .values(seen | _stage("in-fs", at, event.body_id))
        )
        return
    empty: Changes = {name: [] for name in ("disagreements", "overdue", "bound")}
    put(
        connection,
        table,
        case_id=event.case_id,
        **seen,
        **empty,
        **_stage("in-fs", at, event.body_id),
        returns=0,
        answers={},
        reports={},
        route=[_stop(event.body_id, at)],
    )


def _changes(  # noqa: PLR0911 - a line each
    row: Mapping[Any, Any], event: object, at: datetime
) -> Changes | None:
    """What one event changes in its case's row; None for those that change nothing."""
    match event:
        case ProposalSubmitted():
            return {
                **_stage("proposed", at, event.to_body, before=event.to_body),
                "proposal": event.model_dump(mode="json"),
                "route": [*row["route"], _stop(event.to_body, at)],
            }
        case ConsensusFailed():
            proposed_by = UUID(row["proposal"]["from_body"])
            before = None if event.to_body == proposed_by else event.to_body
            moved = [] if event.to_body == row["body"] else [_stop(event.to_body, at)]
            return {
                **_stage(f"disagreed-{event.disagreement}", at, event.to_body, before=before),
                "disagreements": [*row["disagreements"], event.model_dump(mode="json")],
                "returns": event.returns,
                "route": [*row["route"], *moved],
            }
        case ConsensusReached():
            moved = [] if event.to_body == row["body"] else [_stop(event.to_body, at)]
            return {
                **_stage("ratification", at, event.to_body),
                "consensus": event.model_dump(mode="json"),
                "route": [*row["route"], *moved],
            }
        case RatificationRegistered():
            return {"answers": row["answers"] | {str(event.party): _told(event, at)}}
        case RatificationOverdue():
            return {"overdue": [str(party) for party in event.pending]}
        case DecisionInForce():
            bound = [str(party) for party in event.parties]
            return {"stage": "in-force", "since": at, "bound": bound}
        case ImplementationReported():
            return {"reports": row["reports"] | {str(event.party): _told(event, at)}}
        case CaseImplemented():
            return {"stage": "implemented", "since": at}
        case _:
            return None


def _stage(stage: str, at: datetime, body: UUID, *, before: UUID | None = None) -> Changes:
    return {"stage": stage, "since": at, "body": body, "before": before}


def _stop(body: UUID, at: datetime) -> Changes:
    return {"body": str(body), "at": at.isoformat()}


def _told(event: RatificationRegistered | ImplementationReported, at: datetime) -> Changes:
    return {"event": event.model_dump(mode="json"), "at": at.isoformat()}


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
        columns = Columns("case", helsefellesskap=table.c.helsefellesskap, body=table.c.body)
        asked: list[ColumnElement[bool]] = [where(scope(actor, action), columns)]
        if body is not None:
            asked.append(table.c.body == body)
        found = connection.execute(
            select(table).where(*asked).order_by(table.c.since.desc(), table.c.case_id).limit(limit)
        )
        return [from_row(row) for row in found]


def numbers(views: Views, case_ids: list[UUID]) -> dict[UUID, str]:
    """The numbers of these cases, for an agenda."""
    with views.read(CASES) as (connection, table):
        rows: Any = connection.execute(
            select(table.c.case_id, table.c.number).where(table.c.case_id.in_(case_ids))
        )
        return {row.case_id: row.number for row in rows}
