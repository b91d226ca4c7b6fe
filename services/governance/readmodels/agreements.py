"""Which agreements with self-employed doctors are in force? (G-3, C-2)

What compensation says of them, kept here because a seat may be filled only by one.
"""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Date, Table, Uuid, select, update

from services.governance.commands.facts import AgreementFact
from shared.contracts.compensation import AgreementEnded, AgreementInForce
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put


class Agreements(ReadModel[Table]):
    """The read model `agreements`."""

    name = "agreements"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "agreements",
            Column("agreement_id", Uuid, primary_key=True),
            Column("doctor", Uuid, nullable=False, index=True),
            Column("seats", JSON, nullable=False),
            Column("valid_from", Date, nullable=False),
            Column("valid_to", Date, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event = heard.event
        if isinstance(event, AgreementInForce):
            put(
                connection,
                tables,
                agreement_id=event.agreement_id,
                doctor=event.doctor,
                seats=[str(seat) for seat in event.seats],
                valid_from=event.valid_from,
                valid_to=event.valid_to,
            )
        elif isinstance(event, AgreementEnded):
            connection.execute(
                update(tables)
                .where(tables.c.agreement_id == event.agreement_id)
                .values(valid_to=event.ended_on)
            )


AGREEMENTS = Agreements()


def for_seat(views: Views, doctor: UUID, seat: UUID) -> list[AgreementFact]:
    """The doctor's agreements that name this seat, the earliest first."""
    with views.read(AGREEMENTS) as (connection, table):
        rows: Any = connection.execute(
            select(table)
            .where(table.c.doctor == doctor)
            .order_by(table.c.valid_from, table.c.agreement_id)
        )
        found = [_fact(row) for row in rows]
    return [agreement for agreement in found if seat in agreement.seats]


def of_doctors(views: Views, doctors: Iterable[UUID]) -> list[AgreementFact]:
    """All agreements with these doctors."""
    with views.read(AGREEMENTS) as (connection, table):
        rows: Any = connection.execute(select(table).where(table.c.doctor.in_(list(doctors))))
        return [_fact(row) for row in rows]


def _fact(row: Any) -> AgreementFact:
    return AgreementFact(
        agreement_id=row.agreement_id,
        doctor=row.doctor,
        seats=tuple(UUID(each) for each in row.seats),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
