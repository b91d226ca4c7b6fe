"""Which components hinder most, at which level, for which parties, over all that is concluded?

The last conclusion of each case counts, also while the case is assessed anew (A-15). All earlier
ones are kept beside it, to be compared.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    Uuid,
    delete,
    select,
)

from services.assessment.readmodels.reported import (
    keep_reporters,
    reporters_table,
    who_reported,
)
from services.assessment.rules.routes import LEVELS
from shared.contracts.assessment import AssessmentConcluded, Component
from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered, ReportsJoined
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Tables:
    """`conclusions` has every revision; `last` one row a case, `affected` its parties,
    `hindering` its obstacles, and `hindered` the parties each of them concerns."""

    conclusions: Table
    last: Table
    affected: Table
    hindering: Table
    hindered: Table
    reporters: Table


class Hindrances(ReadModel[Tables]):
    """The read model `hindrances`."""

    name = "hindrances"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"assessment", "intake"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            conclusions=new(
                "conclusions",
                Column("case_id", Uuid, primary_key=True),
                Column("revision", Integer, primary_key=True),
                Column("at", UtcDateTime, nullable=False),
                Column("said", JSON, nullable=False),
            ),
            last=new(
                "last",
                Column("case_id", Uuid, primary_key=True),
                Column("helsefellesskap", Uuid, nullable=False, index=True),
                Column("at", UtcDateTime, nullable=False),
                Column("level", String, nullable=False),
                Column("main_obstacle", String, nullable=False),
            ),
            affected=new(
                "affected",
                Column("case_id", Uuid, primary_key=True),
                Column("party", Uuid, primary_key=True),
            ),
            hindering=new(
                "hindering",
                Column("case_id", Uuid, primary_key=True),
                Column("component", String, primary_key=True),
                Column("status", String, nullable=False),
                Column("main", Boolean, nullable=False),
            ),
            hindered=new(
                "hindered",
                Column("case_id", Uuid, primary_key=True),
                Column("component", String, primary_key=True),
                Column("party", Uuid, primary_key=True),
            ),
            reporters=reporters_table(new),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        match heard.event:
            case ReportRegistered() | CaseStarted() | CaseSplitOff() | ReportsJoined() as told:
                keep_reporters(connection, tables.reporters, told)
            case AssessmentConcluded() as concluded:
                _keep(connection, tables, concluded, heard.envelope.recordedtime)
            case _:
                """What is not concluded hinders nothing yet."""


HINDRANCES = Hindrances()


def _keep(
    connection: Connection, tables: Tables, concluded: AssessmentConcluded, at: datetime
) -> None:
    case_id = concluded.case_id
    put(
        connection,
        tables.conclusions,
        case_id=case_id,
        revision=concluded.revision,
        at=at,
        said=concluded.model_dump(mode="json"),
    )
    put(
        connection,
        tables.last,
        case_id=case_id,
        helsefellesskap=concluded.helsefellesskap,
        at=at,
        level=LEVELS[concluded.route],
        main_obstacle=concluded.diagnosis.main_obstacle,
    )
    for table in (tables.affected, tables.hindering, tables.hindered):
        connection.execute(delete(table).where(table.c.case_id == case_id))
    for party in concluded.parties:
        put(connection, tables.affected, case_id=case_id, party=party)
    for obstacle in concluded.diagnosis.obstacles:
        of: dict[str, Any] = {"case_id": case_id, "component": obstacle.component}
        main = obstacle.component == concluded.diagnosis.main_obstacle
        put(connection, tables.hindering, **of, status=obstacle.status, main=main)
        for party in _concerned(concluded, obstacle.component):
            put(connection, tables.hindered, **of, party=party)


def _concerned(concluded: AssessmentConcluded, component: Component) -> frozenset[UUID]:
    """The parties that an obstacle is found with; all of them where it is one of the whole case."""
    found = [each for each in concluded.findings if each.component == component]
    hindered = {each.party for each in found if each.status not in ("met", "not-relevant")}
    named = frozenset(party for party in hindered if party is not None)
    return named if named and None not in hindered else frozenset(concluded.parties)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One revision as it was concluded."""

    at: datetime
    said: AssessmentConcluded


def conclusions(views: Views, case_id: UUID) -> list[Conclusion]:
    """All revisions that were concluded, the first first; the caller asks the policy."""
    with views.read(HINDRANCES) as (connection, tables):
        table = tables.conclusions
        rows = connection.execute(
            select(table).where(table.c.case_id == case_id).order_by(table.c.revision)
        ).all()
    return [Conclusion(row.at, AssessmentConcluded.model_validate(row.said)) for row in rows]


def seen_by(actor: Actor, action: Action, tables: Tables) -> ColumnElement[bool]:
    """P-3: what this actor may see of it; what is concluded is locked (P-4)."""
    columns = Columns(
        kind="diagnosis",
        helsefellesskap=tables.last.c.helsefellesskap,
        people=who_reported(tables.reporters, tables.last.c.case_id),
        case=tables.last.c.case_id,
        locked=True,
        lifted=True,
    )
    return where(scope(actor, action), columns)
