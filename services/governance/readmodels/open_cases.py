"""Which cases does a body have open? (G-12: each needs a receiver when the body is dissolved)"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.sql.elements import ColumnElement

from services.governance.readmodels.case import CLOSED
from services.governance.readmodels.cases import CASES
from shared.eventlog.projections import Views


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that is not over, by id and number."""

    case_id: UUID
    number: str


def of_body(views: Views, body_id: UUID) -> list[OpenCase]:
    """The cases that the body has and that are not over, by number."""
    with views.read(CASES) as (connection, table):
        rows: Any = connection.execute(
            select(table.c.case_id, table.c.number)
            .where(table.c.body == body_id, _open(table))
            .order_by(table.c.number, table.c.case_id)
        )
        return [OpenCase(row.case_id, row.number) for row in rows]


def of_party(views: Views, party: UUID) -> list[OpenCase]:
    """The cases that the party takes part in, or answers in, and that are not over, by number."""
    with views.read(CASES) as (connection, table):
        rows: Any = connection.execute(
            select(table.c.case_id, table.c.number, table.c.parties, table.c.answering)
            .where(_open(table))
            .order_by(table.c.number, table.c.case_id)
        )
        return [
            OpenCase(row.case_id, row.number)
            for row in rows
            if str(party) in {*row.parties, *row.answering}
        ]


def _open(table: Table) -> ColumnElement[bool]:
    return ~table.c.stage.startswith(CLOSED, autoescape=True)
