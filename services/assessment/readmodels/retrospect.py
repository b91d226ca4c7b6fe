"""The retrospective view: counted over all concluded assessments that one may see (P-3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, FromClause, Integer, cast, func, select

from services.assessment.readmodels.hindrances import HINDRANCES, Tables, seen_by
from services.assessment.rules.routes import Level
from shared.contracts.assessment import BUILD_ORDER, Component
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.values.calendar import start_of_day


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted; None leaves nothing out. `first` and `last` are days, both with."""

    helsefellesskap: UUID | None = None
    component: Component | None = None
    level: Level | None = None
    party: UUID | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """In how many cases a component hinders, and in how many of them it is the main obstacle.

    `level` and `party` are set where the count is of one of them.
    """

    component: Component
    cases: int
    main: int
    unmet: int
    unclear: int
    partly: int
    level: Level | None = None
    party: UUID | None = None


@dataclass(frozen=True, slots=True)
class Retrospect:
    """`assessments` are all that were counted, `unhindered` those where no component (or not the
    one asked for) hinders; the counts have the component that hinders most first."""

    assessments: int
    unhindered: int
    components: tuple[Count, ...]
    levels: tuple[Count, ...]
    parties: tuple[Count, ...]


def retrospect(views: Views, actor: Actor, asked: Asked) -> Retrospect:
    """Of each case the last conclusion."""
    with views.read(HINDRANCES) as (connection, tables):
        hindering, party = tables.hindering.c, tables.hindered.c.party
        cases = _seen(actor, tables, asked)
        obstacles, of = _obstacles(tables), list(cases)
        if asked.component is not None:
            of.append(hindering.component == asked.component)
        if asked.party is not None:
            obstacles = _of_parties(tables)
            of.append(party == asked.party)
        everything = _number(connection, tables.last, func.count(), cases)
        hindered = _number(connection, obstacles, func.count(hindering.case_id.distinct()), of)
        return Retrospect(
            assessments=everything,
            unhindered=everything - hindered,
            components=_counts(connection, obstacles, tables, of),
            levels=_counts(connection, obstacles, tables, of, tables.last.c.level),
            parties=_counts(connection, _of_parties(tables), tables, of, party),
        )


def _obstacles(tables: Tables) -> FromClause:
    hindering = tables.hindering
    return tables.last.join(hindering, hindering.c.case_id == tables.last.c.case_id)


def _of_parties(tables: Tables) -> FromClause:
    hindering, hindered = tables.hindering.c, tables.hindered.c
    same = (hindered.case_id == hindering.case_id) & (hindered.component == hindering.component)
    return _obstacles(tables).join(tables.hindered, same)


def _seen(actor: Actor, tables: Tables, asked: Asked) -> list[ColumnElement[bool]]:
    """The conditions on a case."""
    last, found = tables.last.c, [seen_by(actor, "assessment.read", tables)]
    if asked.helsefellesskap is not None:
        found.append(last.helsefellesskap == asked.helsefellesskap)
    if asked.level is not None:
        found.append(last.level == asked.level)
    if asked.first is not None:
        found.append(last.at >= start_of_day(asked.first))
    if asked.last is not None:
        found.append(last.at < start_of_day(asked.last + timedelta(days=1)))
    if asked.party is not None:
        affected = tables.affected.c
        found.append(
            last.case_id.in_(select(affected.case_id).where(affected.party == asked.party))
        )
    return found


def _number(
    connection: Connection,
    source: FromClause,
    number: ColumnElement[int],
    conditions: list[ColumnElement[bool]],
) -> int:
    return connection.scalar(select(number).select_from(source).where(*conditions)) or 0


def _counts(
    connection: Connection,
    source: FromClause,
    tables: Tables,
    conditions: list[ColumnElement[bool]],
    by: ColumnElement[Any] | None = None,
) -> tuple[Count, ...]:
    hindering = tables.hindering.c
    keys = [hindering.component, *([by] if by is not None else [])]
    rows = connection.execute(
        select(
            *keys,
            func.count().label("cases"),
            func.sum(cast(hindering.main, Integer)).label("main"),
            *(
                func.sum(cast(hindering.status == status, Integer)).label(status)
                for status in ("unmet", "unclear", "partly")
            ),
        )
        .select_from(source)
        .where(*conditions)
        .group_by(*keys)
    ).all()
    return tuple(sorted((Count(**row._mapping) for row in rows), key=_most_first))


def _most_first(count: Count) -> tuple[int, int, int, str, str]:
    return (
        -count.cases,
        -count.main,
        BUILD_ORDER.index(count.component),
        count.level or "",
        str(count.party or ""),
    )
