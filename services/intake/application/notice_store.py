"""What reporters are to be told of by e-mail and have not been yet (I-11).

A notice is no event: what it tells of is. It holds a person's pseudonym and a case, and nothing
of what either says. How far each log has been looked through stands in the same transaction as
what was found there, so nothing is found twice or passed by.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from shared.contracts.record import ServiceName
from shared.small_store import SmallStore, utc

NAME = "notices"
LOCK = 0x6E6F7469
"""The advisory lock of those who prepare the tables on PostgreSQL (the letters `noti`)."""
FIRST_PAUSE = timedelta(minutes=1)

_metadata = sa.MetaData()
_read = sa.Table(
    "read",
    _metadata,
    sa.Column("source", sa.String(20), primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("since", sa.DateTime(timezone=True), nullable=False),
)
_notices = sa.Table(
    "notices",
    _metadata,
    sa.Column("source", sa.String(20), primary_key=True),
    sa.Column("position", sa.BigInteger, primary_key=True),
    sa.Column("person", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("given_up", sa.Boolean, nullable=False),
    sa.Index("notices_due", "given_up", "due_at"),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One event that one person is to be told of. `tries` is how often the server has put it
    off."""

    source: ServiceName
    position: int
    person: UUID
    case_id: UUID
    made_at: datetime
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """How far a log has been looked through; what happened before `since` is told to nobody."""

    position: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait, since when the oldest has, and how many have been given up."""

    waiting: int
    since: datetime | None
    given_up: int


class NoticeStore:
    """The notices of all processes that use the same database. All calls block."""

    def __init__(self, database: str) -> None:
        self._store = SmallStore(database, NAME, _metadata, lock=LOCK)

    def migrate(self) -> None:
        """Prepares the tables; run by `samhandling migrate`."""
        self._store.migrate()

    def close(self) -> None:
        self._store.close()

    def place(self, source: ServiceName, now: datetime) -> Place:
        """How far this log has been looked through: from its beginning, and with what happens
        from `now` on, where it never was."""
        with self._store.transaction() as connection:
            query = sa.select(_read).where(_read.c.source == source)
            row = connection.execute(query).one_or_none()
            if row is not None:
                return Place(row.position, utc(row.since))
            connection.execute(_read.insert().values(source=source, position=0, since=now))
        return Place(0, now)

    def found(
        self, source: ServiceName, after: int, position: int, notices: Iterable[Notice]
    ) -> None:
        """What was found after one position and until another: all of it, or nothing where
        somebody else has been there."""
        rows = [
            {
                "source": each.source,
                "position": each.position,
                "person": each.person,
                "case_id": each.case_id,
                "made_at": each.made_at,
                "due_at": each.made_at,
                "tries": 0,
                "given_up": False,
            }
            for each in notices
        ]
        with self._store.transaction() as connection:
            moved = connection.execute(
                _read.update()
                .where(_read.c.source == source, _read.c.position == after)
                .values(position=position)
            )
            if moved.rowcount and rows:
                connection.execute(_notices.insert(), rows)

    def due(self, now: datetime, limit: int) -> list[Notice]:
        """Those to be sent now, the oldest first."""
        query = (
            sa.select(_notices)
            .where(_notices.c.given_up.is_(False), _notices.c.due_at <= now)
            .order_by(_notices.c.made_at, _notices.c.source, _notices.c.position)
            .limit(limit)
        )
        with self._store.transaction() as connection:
            rows = connection.execute(query).all()
        return [
            Notice(row.source, row.position, row.person, row.case_id, utc(row.made_at), row.tries)
            for row in rows
        ]

    def settled(self, notices: Sequence[Notice]) -> None:
        """They are told, or need not be."""
        self._each(notices, _notices.delete())

    def given_up(self, notices: Sequence[Notice]) -> None:
        """The server does not take them: kept and counted for those who run the installation."""
        self._each(notices, _notices.update().values(given_up=True))

    def put_off(self, notices: Sequence[Notice], now: datetime, longest: timedelta) -> None:
        """Another time: later each time, and never after more than the longest pause."""
        for each in notices:
            pause = min(longest, FIRST_PAUSE * 2 ** min(each.tries, 20))
            later = _notices.update().values(due_at=now + pause, tries=each.tries + 1)
            self._each([each], later)

    def counts(self) -> Counts:
        waits = _notices.c.given_up.is_(False)
        query = sa.select(
            sa.func.count().filter(waits),
            sa.func.min(_notices.c.made_at).filter(waits),
            sa.func.count().filter(~waits),
        )
        with self._store.transaction() as connection:
            waiting, since, given_up = connection.execute(query).one()
        return Counts(waiting, None if since is None else utc(since), given_up)

    def _each(self, notices: Sequence[Notice], act: sa.Update | sa.Delete) -> None:
        this = _notices.c
        with self._store.transaction() as connection:
            for each in notices:
                connection.execute(
                    act.where(
                        this.source == each.source,
                        this.position == each.position,
                        this.person == each.person,
                    )
                )
