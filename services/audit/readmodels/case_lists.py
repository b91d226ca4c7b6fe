"""Which cases were hindered by what, where, for how long, and who disagreed? (R-5)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, or_, select

from services.audit.readmodels.case_tables import Tables
from services.audit.readmodels.cases import CASES
from shared.eventlog.projections import Views
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope

OPEN = "open"
"""The outcome of a case that has none yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; what is left out asks for all.

    `component` is the main obstacle, and `legal` also those with a question of law; `since` and
    `until` are about when the case was reported, both included; `days` is how long it has lasted
    at least.
    """

    helsefellesskap: UUID | None = None
    body: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    component: str | None = None
    law: str | None = None
    section: str | None = None
    disagreement: str | None = None
    outcome: str | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a case lay, and for how many days."""

    level: str
    body: UUID | None
    since: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Dissent:
    """Who did not agree, in which seat and for which party; `kind` is theirs (G-7)."""

    at: datetime
    seat: UUID
    party: UUID
    kind: str | None
    blocking: bool
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it is listed."""

    case_id: UUID
    number: str | None
    helsefellesskap: UUID | None
    reported_at: datetime | None
    main_obstacle: str | None
    disagreement: str | None
    outcome: str
    ended_at: datetime | None
    days: int
    stays: tuple[Stay, ...]
    provisions: tuple[tuple[str, str], ...]
    dissents: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many cases, and the days they lay at this level, all together."""

    component: str
    level: str
    outcome: str
    cases: int
    days: int


def listed(
    views: Views,
    actor: Actor,
    asked: Asked,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = 50,
) -> list[Case]:
    """The cases that this actor may see one by one (P-3, P-4), the newest first; `after` is the
    last that was seen already."""
    with views.read(CASES) as (connection, tables):
        case = tables.cases.c
        query = _asked(select(tables.cases), tables, asked, now)
        query = query.where(where(scope(actor, "audit.read-history"), _columns(tables, "decision")))
        if after is not None:
            query = query.where(_older(connection, tables.cases, after))
        query = query.order_by(case.reported_at.desc(), case.case_id).limit(limit)
        return _cases(connection, tables, query, now)


def events_of(views: Views, cases: Iterable[UUID]) -> list[UUID]:
    """The events that these rows rest on."""
    with views.read(CASES) as (connection, tables):
        rests = tables.rests_on.c
        query = select(rests.event_id).where(rests.case_id.in_(list(cases)))
        return list(connection.scalars(query))


def numbers(
    views: Views, actor: Actor, cases: Iterable[UUID], action: Action = "audit.read-history"
) -> dict[UUID, str]:
    """What those of these cases are called that this actor may read, or do this to (P-3)."""
    with views.read(CASES) as (connection, tables):
        case = tables.cases.c
        may = where(scope(actor, action), _columns(tables, "decision"))
        query = select(case.case_id, case.number).where(case.case_id.in_(set(cases)), may)
        found = connection.execute(query.where(case.number.is_not(None)))
        return {row.case_id: row.number for row in found}


def numbered(views: Views, actor: Actor, number: str) -> list[UUID]:
    """The cases of this number that the actor may block and erase (R-7), the newest first."""
    with views.read(CASES) as (connection, tables):
        case = tables.cases.c
        may = where(scope(actor, "audit.erase"), _columns(tables, "decision"))
        query = select(case.case_id).where(case.number == number, may)
        return list(connection.scalars(query.order_by(case.reported_at.desc())))


def had_by(views: Views, body: UUID) -> list[UUID]:
    """The cases that have lain in a body; the caller asks the policy of each."""
    with views.read(CASES) as (connection, tables):
        stays = tables.stays.c
        query = select(stays.case_id).where(stays.body == body).distinct()
        return list(connection.scalars(query.order_by(stays.case_id)))


def figures(views: Views, actor: Actor, asked: Asked, now: datetime) -> list[Figure]:
    """Where cooperation stops and why: component × level × outcome × days, open cases too, as
    counts (R-5, P-4)."""
    count: dict[tuple[str, str, str], int] = defaultdict(int)
    days: dict[tuple[str, str, str], int] = defaultdict(int)
    for case in _counted(views, actor, asked, now):
        at: dict[str, int] = defaultdict(int)
        for stay in case.stays:
            at[stay.level] += stay.days
        for level, spent in at.items():
            key = (case.main_obstacle or "unknown", level, case.outcome)
            count[key] += 1
            days[key] += spent
    return [Figure(*key, count[key], days[key]) for key in sorted(count)]


def by_helsefellesskap(
    views: Views, actor: Actor, asked: Asked, now: datetime
) -> dict[UUID | None, tuple[int, int]]:
    """The variation: how many cases, and how many days in all, by helsefellesskap (R-5)."""
    counted: dict[UUID | None, tuple[int, int]] = {}
    for case in _counted(views, actor, asked, now):
        cases, days = counted.get(case.helsefellesskap, (0, 0))
        counted[case.helsefellesskap] = (cases + 1, days + case.days)
    return counted


def _counted(views: Views, actor: Actor, asked: Asked, now: datetime) -> list[Case]:
    """The cases that count in this actor's figures, also those they may not see one by one."""
    with views.read(CASES) as (connection, tables):
        query = _asked(select(tables.cases), tables, asked, now)
        query = query.where(where(scope(actor, "audit.query"), _columns(tables, "figures")))
        return _cases(connection, tables, query, now)


def _asked(query: Select[Any], tables: Tables, asked: Asked, now: datetime) -> Select[Any]:
    case, stays, provisions = tables.cases.c, tables.stays.c, tables.provisions.c
    same = {"helsefellesskap": case.helsefellesskap, "disagreement": case.disagreement}
    for name, column in same.items():
        if getattr(asked, name) is not None:
            query = query.where(column == getattr(asked, name))
    if asked.outcome is not None:
        ended = case.outcome == asked.outcome
        query = query.where(case.outcome.is_(None) if asked.outcome == OPEN else ended)
    if asked.body is not None:
        query = query.where(exists().where(stays.case_id == case.case_id, stays.body == asked.body))
    about = [
        column == value
        for column, value in ((provisions.law, asked.law), (provisions.section, asked.section))
        if value is not None
    ]
    of_law = exists().where(provisions.case_id == case.case_id, *about)
    if about:
        query = query.where(of_law)
    if asked.component is not None:
        hindered = case.main_obstacle == asked.component
        legal = asked.component == "legal"
        query = query.where(or_(hindered, of_law) if legal else hindered)
    return _in_time(query, case, asked, now)


def _in_time(query: Select[Any], case: Any, asked: Asked, now: datetime) -> Select[Any]:
    if asked.since is not None:
        query = query.where(case.reported_at >= asked.since)
    if asked.until is not None:
        query = query.where(case.reported_at <= asked.until)
    if asked.days is not None:
        lasting = case.reported_at <= now - timedelta(days=asked.days)
        query = query.where(or_(case.days >= asked.days, and_(case.ended_at.is_(None), lasting)))
    return query


def _columns(tables: Tables, kind: Any) -> Columns:
    case = tables.cases.c
    return Columns(
        kind=kind,
        helsefellesskap=case.helsefellesskap,
        person=case.reporter,
        case=case.case_id,
        locked=case.locked.is_(True),
        lifted=case.lifted.is_(True),
    )


def _older(connection: Connection, table: Table, than: UUID) -> ColumnElement[bool]:
    at = connection.scalar(select(table.c.reported_at).where(table.c.case_id == than))
    later = and_(table.c.reported_at == at, table.c.case_id > than)
    return or_(table.c.reported_at < at, later)


def _cases(connection: Connection, tables: Tables, query: Select[Any], now: datetime) -> list[Case]:
    # as a query and not as values, of which a statement can't have more than some thousands
    ids = query.with_only_columns(tables.cases.c.case_id)
    stays = _of(connection, tables.stays, ids, "since")
    provisions = _of(connection, tables.provisions, ids, "law", "section")
    dissents = _of(connection, tables.dissents, ids, "at", "number")
    return [
        Case(
            case_id=row.case_id,
            number=row.number,
            helsefellesskap=row.helsefellesskap,
            reported_at=row.reported_at,
            main_obstacle=row.main_obstacle,
            disagreement=row.disagreement,
            outcome=row.outcome or OPEN,
            ended_at=row.ended_at,
            days=_days(row, now),
            stays=_stays(stays[row.case_id], now),
            provisions=tuple((each.law, each.section) for each in provisions[row.case_id]),
            dissents=tuple(
                Dissent(each.at, each.seat, each.party, each.kind, each.blocking, each.text)
                for each in dissents[row.case_id]
            ),
        )
        for row in connection.execute(query)
    ]


def _days(row: Row[Any], now: datetime) -> int:
    if row.days is not None:
        return int(row.days)
    return (now - row.reported_at).days if row.reported_at else 0


def _stays(rows: Sequence[Row[Any]], now: datetime) -> tuple[Stay, ...]:
    """Each until the next; the last one until now, where it is not the end."""
    ends = [*(row.since for row in rows[1:]), now]
    return tuple(
        Stay(row.level, row.body, row.since, (end - row.since).days)
        for row, end in zip(rows, ends, strict=True)
        if row.level != "ended"
    )


def _of(
    connection: Connection, table: Table, ids: Select[Any], *order: str
) -> Mapping[UUID, list[Row[Any]]]:
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    query = select(table).where(table.c.case_id.in_(ids))
    for row in connection.execute(query.order_by(*(table.c[name] for name in order))):
        found[row.case_id].append(row)
    return found
