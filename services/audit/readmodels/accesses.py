"""Who has looked at what, and who is concerned by it? (R-6)"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, Connection, String, Table, Text, Uuid, and_, or_, select

from shared.contracts.audit import AccessRecorded
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Access:
    """One reading: `about` tells what was asked where it was not of one case."""

    id: UUID
    at: datetime
    person: UUID
    how: str
    case_id: UUID | None
    about: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Tables:
    accesses: Table
    concerned: Table


class Accesses(ReadModel[Tables]):
    """The read model `accesses`."""

    name = "accesses"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"audit"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            accesses=new(
                "accesses",
                Column("id", Uuid, primary_key=True),
                Column("at", UtcDateTime, nullable=False, index=True),
                Column("person", Uuid, nullable=False),
                Column("how", String(20), nullable=False),
                Column("case_id", Uuid),
                Column("about", Text, nullable=False),
                Column("purpose", Text, nullable=False),
                Column("helsefellesskap", Uuid, index=True),
            ),
            concerned=new(
                "concerned",
                Column("person", Uuid, primary_key=True),
                Column("access", Uuid, primary_key=True),
            ),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        match heard.event:
            case AccessRecorded() as access:
                put(
                    connection,
                    tables.accesses,
                    id=heard.envelope.id,
                    at=heard.envelope.recordedtime,
                    person=access.person,
                    how=access.how,
                    case_id=access.case_id,
                    about=access.about,
                    purpose=access.purpose,
                    helsefellesskap=heard.envelope.helsefellesskap,
                )
                for person in access.concerns:
                    put(connection, tables.concerned, person=person, access=heard.envelope.id)
            case _:
                """Heads are nobody's reading."""


ACCESSES = Accesses()


def listed(
    views: Views,
    actor: Actor,
    *,
    mine: bool,
    case_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = 50,
) -> list[Access]:
    """What this actor may see of the list (P-3), the newest first.

    `mine` leaves out all that does not concern them; `after` is the last that was seen already.
    """
    with views.read(ACCESSES) as (connection, tables):
        access, concerned = tables.accesses.c, tables.concerned.c
        query = (
            select(tables.accesses)
            .outerjoin(tables.concerned, concerned.access == access.id)
            .where(where(scope(actor, "audit.read-accesses"), _columns(tables)))
            .distinct()
        )
        if mine:
            query = query.where(concerned.person == actor.person)
        if case_id is not None:
            query = query.where(access.case_id == case_id)
        if after is not None:
            query = query.where(_older(connection, tables.accesses, after))
        query = query.order_by(access.at.desc(), access.id).limit(limit)
        return [
            Access(row.id, row.at, row.person, row.how, row.case_id, row.about, row.purpose)
            for row in connection.execute(query)
        ]


def _columns(tables: Tables) -> Columns:
    return Columns(
        kind="log",
        helsefellesskap=tables.accesses.c.helsefellesskap,
        person=tables.concerned.c.person,
    )


def _older(connection: Connection, table: Table, than: UUID) -> Any:
    at = connection.scalar(select(table.c.at).where(table.c.id == than))
    return or_(table.c.at < at, and_(table.c.at == at, table.c.id > than))
