"""What has happened to the case, step by step? The timeline of the case page (I-11)."""

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
    Uuid,
    select,
)

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put

SHOWN = frozenset(
    {
        "intake.report-registered",
        "intake.case-started",
        "intake.case-triaged",
        "intake.report-withdrawn",
        "intake.reports-joined",
        "intake.case-merged",
        "intake.case-split",
        "intake.case-split-off",
        "intake.problem-recurred",
        "intake.information-requested",
        "intake.information-given",
        "intake.information-not-given",
        "intake.case-reopened",
        "intake.outcome-disputed",
        "assessment.assessment-opened",
        "assessment.assessment-concluded",
        "assessment.assessment-reopened",
        "assessment.assessment-closed",
        "governance.case-received",
        "governance.case-referred",
        "governance.arena-answered",
        "governance.case-unplaced",
        "governance.proposal-submitted",
        "governance.no-proposal",
        "governance.council-heard",
        "governance.proposal-recommended",
        "governance.consensus-reached",
        "governance.consensus-failed",
        "governance.ratification-registered",
        "governance.ratification-overdue",
        "governance.decision-in-force",
        "governance.implementation-reported",
        "governance.case-implemented",
        "governance.return-or-lift-chosen",
        "governance.exit-taken",
        "governance.case-resumed",
        "governance.not-agreed-declared",
        "governance.ratification-choice-made",
        "governance.follow-up-answered",
        "governance.case-closed",
    }
)
"""The steps that mean something to a reporter; audit shows all."""

NEWS = SHOWN - {
    "intake.report-registered",
    "intake.case-started",
    "intake.report-withdrawn",
    "intake.case-merged",
    "intake.case-split",
    "intake.problem-recurred",
    "intake.information-given",
}
"""The steps that a reporter is told of by e-mail: not what other reporters do, nor the side of a
join or a split that has none of their reports any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `kind` is the event's type without its version."""

    at: datetime
    service: ServiceName
    position: int
    kind: str


@dataclass(frozen=True, slots=True)
class CaseStep(Step):
    """A step with its case and who took it, for those who look through all of them."""

    case_id: UUID
    actor: UUID


class Steps(ReadModel[Table]):
    """The read model `steps`."""

    name = "steps"
    version = 4
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake", "assessment", "governance"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "steps",
            Column("service", String, primary_key=True),
            Column("position", BigInteger, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("at", UtcDateTime, nullable=False),
            Column("kind", String, nullable=False),
            Column("actor", Uuid, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        kind = kind_of(heard.envelope.type)
        if kind not in SHOWN:
            return
        put(
            connection,
            tables,
            service=heard.source,
            position=heard.position,
            case_id=UUID(heard.envelope.correlationid),
            at=heard.envelope.recordedtime,
            kind=kind,
            actor=heard.envelope.actor,
        )


def kind_of(type_name: str) -> str:
    """`intake.case-triaged.v1` → `intake.case-triaged`."""
    return type_name.rsplit(".", 1)[0]


STEPS = Steps()


def of_case(views: Views, case_id: UUID) -> list[Step]:
    """The case's steps, newest first."""
    with views.read(STEPS) as (connection, table):
        rows: Any = connection.execute(
            select(table)
            .where(table.c.case_id == case_id)
            .order_by(table.c.at.desc(), table.c.position.desc())
        )
        return [Step(row.at, row.service, row.position, row.kind) for row in rows]


def after(views: Views, source: ServiceName, position: int, limit: int) -> list[CaseStep]:
    """What one service has said after a position of its log, in the log's order."""
    with views.read(STEPS) as (connection, table):
        rows: Any = connection.execute(
            select(table)
            .where(table.c.service == source, table.c.position > position)
            .order_by(table.c.position)
            .limit(limit)
        )
        return [
            CaseStep(row.at, row.service, row.position, row.kind, row.case_id, row.actor)
            for row in rows
        ]
