"""What is a case called, and who reported it? (P-4)

Heard from intake, one row a case; the title stays sealed in the row, and is opened for those who
may read the case.
"""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Table, Uuid, select

from shared.contracts.intake import ReportRegistered
from shared.contracts.record import Sealed, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put
from shared.identity.conditions import Resource
from shared.service.titles import Titled


class Titles(ReadModel[Table]):
    """The read model `titles`."""

    name = "titles"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "titles",
            Column("case_id", Uuid, primary_key=True),
            Column("helsefellesskap", Uuid, nullable=False),
            Column("reporter", Uuid, nullable=False),
            Column("title", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case ReportRegistered() as report:
                put(
                    connection,
                    tables,
                    case_id=report.case_id,
                    helsefellesskap=report.helsefellesskap,
                    reporter=report.reporter,
                    title=report.title.model_dump(mode="json"),
                )
            case _:
                """What becomes of a report is told by intake."""


TITLES = Titles()


def of(views: Views, case_ids: Iterable[UUID]) -> dict[UUID, Titled]:
    """Those of these cases that intake has told of. All of them have left intake: a body has
    them."""
    with views.read(TITLES) as (connection, table):
        rows: Any = connection.execute(select(table).where(table.c.case_id.in_(set(case_ids))))
        return {row.case_id: _titled(row) for row in rows}


def _titled(row: Any) -> Titled:
    case = Resource(
        "case",
        helsefellesskap=row.helsefellesskap,
        person=row.reporter,
        case=row.case_id,
        lifted=True,
    )
    return Titled(case, Sealed.model_validate(row.title))
