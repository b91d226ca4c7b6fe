"""Which rates are there, who stands for them, and which apply on a day? (C-3)"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    Row,
    String,
    Table,
    Text,
    Uuid,
    and_,
    select,
    update,
)

from services.compensation.commands.facts import RateFact
from services.compensation.rules.rates import cap_of
from shared.contracts.compensation import RateConfirmed, RateKind, RatePublished
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put
from shared.values.money import Rounding, ore
from shared.values.rates import Rate as DatedRate


@dataclass(frozen=True, slots=True)
class Rate:
    """A published rate; `basis` is what it was confirmed on, None while nobody has."""

    fact: RateFact
    basis: str | None

    @property
    def rate_id(self) -> UUID:
        return self.fact.rate_id

    @property
    def dated(self) -> DatedRate:
        return self.fact.rate


class Rates(ReadModel[Table]):
    """The read model `rates`."""

    name = "rates"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "rates",
            Column("rate_id", Uuid, primary_key=True),
            Column("regime", Text, nullable=False, index=True),
            Column("kind", String(40), nullable=False),
            Column("unit", String(40), nullable=False),
            Column("amount_ore", BigInteger, nullable=False),
            Column("valid_from", Date, nullable=False),
            Column("valid_to", Date),
            Column("rounding", JSON, nullable=False),
            Column("cap", Text),
            Column("source", Text, nullable=False),
            Column("confirmed_by", Uuid),
            Column("confirmed_on", Date),
            Column("basis", Text),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case RatePublished() as published:
                put(
                    connection,
                    tables,
                    rate_id=published.rate_id,
                    regime=published.regime,
                    kind=published.kind,
                    unit=published.unit,
                    amount_ore=published.amount_ore,
                    valid_from=published.valid_from,
                    valid_to=published.valid_to,
                    rounding={
                        "step_ore": published.rounding.step_ore,
                        "mode": published.rounding.mode,
                    },
                    cap=published.cap,
                    source=published.source,
                )
            case RateConfirmed() as confirmed:
                connection.execute(
                    update(tables)
                    .where(tables.c.rate_id == confirmed.rate_id)
                    .values(
                        confirmed_by=confirmed.confirmed_by,
                        confirmed_on=confirmed.confirmed_on,
                        basis=confirmed.basis,
                    )
                )
            case _:
                """Claims and batches say nothing of rates."""


RATES = Rates()


def one(views: Views, rate_id: UUID) -> Rate | None:
    found = _found(views, lambda table: table.c.rate_id == rate_id)
    return found[0] if found else None


def listed(views: Views, regime: str | None = None, *, limit: int = 500) -> list[Rate]:
    """All rates, or those of a regime, the newest of each kind first. Anybody may see them."""
    rates = _found(views, lambda table: None if regime is None else table.c.regime == regime)
    return rates[:limit]


def confirmed(views: Views, regime: str, kind: RateKind) -> tuple[RateFact, ...]:
    """The rates of a regime and kind that somebody stands for."""
    return tuple(
        each.fact
        for each in _found(
            views,
            lambda table: and_(
                table.c.regime == regime,
                table.c.kind == kind,
                table.c.confirmed_by.is_not(None),
            ),
        )
    )


def applying(views: Views, regimes: Iterable[str], days: Iterable[date]) -> tuple[RateFact, ...]:
    """What decides which rate of these regimes applies on each of the days: of each kind those
    confirmed and those not that had begun last (C-3)."""
    wanted = list(days)
    if not wanted:
        return ()

    def begun(table: Table) -> ColumnElement[bool]:
        return and_(table.c.regime.in_(list(regimes)), table.c.valid_from <= max(wanted))

    found = [each.fact for each in _found(views, begun)]
    last: dict[tuple[str, str, bool, date], date] = {}
    for fact in found:
        rate = fact.rate
        for day in wanted:
            if rate.valid_from <= day:
                place = (rate.regime, rate.kind, rate.payable, day)
                last[place] = max(last.get(place, rate.valid_from), rate.valid_from)
    kept = {(regime, kind, payable, begin) for (regime, kind, payable, _), begin in last.items()}
    return tuple(
        fact
        for fact in found
        if (fact.rate.regime, fact.rate.kind, fact.rate.payable, fact.rate.valid_from) in kept
        or (not fact.rate.payable and any(fact.rate.applies(day) for day in wanted))
    )


def _found(views: Views, wanted: Callable[[Table], ColumnElement[bool] | None]) -> list[Rate]:
    with views.read(RATES) as (connection, table):
        query = select(table)
        condition = wanted(table)
        if condition is not None:
            query = query.where(condition)
        columns = table.c
        query = query.order_by(
            columns.regime, columns.kind, columns.valid_from.desc(), columns.rate_id
        )
        return [_rate(row) for row in connection.execute(query)]


def _rate(row: Row[Any]) -> Rate:
    values = row._mapping
    by = values["confirmed_by"]
    return Rate(
        RateFact(
            values["rate_id"],
            DatedRate(
                regime=values["regime"],
                kind=values["kind"],
                unit=values["unit"],
                amount_ore=ore(values["amount_ore"]),
                valid_from=values["valid_from"],
                valid_to=values["valid_to"],
                rounding=Rounding(**values["rounding"]),
                cap=cap_of(values["cap"]),
                source=values["source"],
                confirmed_by=str(by) if by else None,
                confirmed_on=values["confirmed_on"],
            ),
        ),
        values["basis"],
    )
