"""Which claims may come to something else by a rate that was confirmed late? (C-13)

Part of the read model `claims`: by which rate each line was paid, and when each rate applies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, String, Table, Text, Uuid, delete, insert, select

from shared.contracts.compensation import ClaimLine, RatePublished
from shared.eventlog.projections import NewTable, put
from shared.values.calendar import local_day


@dataclass(frozen=True, slots=True)
class Tables:
    rates: Table
    lines: Table


def tables(new: NewTable) -> Tables:
    return Tables(
        rates=new(
            "claim_rates",
            Column("rate_id", Uuid, primary_key=True),
            Column("regime", Text, nullable=False),
            Column("kind", String(40), nullable=False),
            Column("valid_from", Date, nullable=False),
            Column("valid_to", Date),
        ),
        lines=new(
            "rated_lines",
            Column("line_id", Uuid, primary_key=True),
            Column("claim_id", Uuid, nullable=False, index=True),
            Column("rate_id", Uuid, nullable=False, index=True),
            Column("day", Date, nullable=False),
        ),
    )


def note_rate(connection: Connection, told: Tables, published: RatePublished) -> None:
    put(
        connection,
        told.rates,
        rate_id=published.rate_id,
        regime=published.regime,
        kind=published.kind,
        valid_from=published.valid_from,
        valid_to=published.valid_to,
    )


def note_lines(
    connection: Connection, told: Tables, claim_id: UUID, lines: Iterable[ClaimLine]
) -> None:
    connection.execute(delete(told.lines).where(told.lines.c.claim_id == claim_id))
    rows = [
        {
            "line_id": line.line_id,
            "claim_id": claim_id,
            "rate_id": line.rate_id,
            "day": local_day(line.work_from),
        }
        for line in lines
        if line.rate_id is not None
    ]
    if rows:
        connection.execute(insert(told.lines), rows)


def by_rate(connection: Connection, told: Tables, rate_id: UUID) -> Sequence[UUID]:
    """The claims with work on a day that this rate applies to, paid by an earlier rate of the
    same regime and kind."""
    rates, lines = told.rates.c, told.lines.c
    rate: Any = connection.execute(select(told.rates).where(rates.rate_id == rate_id)).one_or_none()
    if rate is None:
        return ()
    query = (
        select(lines.claim_id)
        .join(told.rates, rates.rate_id == lines.rate_id)
        .where(
            rates.regime == rate.regime,
            rates.kind == rate.kind,
            lines.rate_id != rate_id,
            rates.valid_from < rate.valid_from,
            lines.day >= rate.valid_from,
        )
        .distinct()
    )
    if rate.valid_to is not None:
        query = query.where(lines.day <= rate.valid_to)
    return connection.scalars(query).all()
