"""What somebody has begun to write and not sent: kept on the server, sealed, for a while.

A draft is no event: nobody has said anything yet. Only its author sees it, it is sealed under the
author's key, and what is not touched for thirty days is gone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from shared.clock import Clock
from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.small_store import SmallStore, utc

KEPT = timedelta(days=30)
MOST = 50
"""How many drafts one person may have at a time."""
NAME = "drafts"
PURPOSE = "draft"
LOCK = 0x64726166
"""The advisory lock of those who prepare the tables on PostgreSQL (the letters `draf`)."""

_metadata = sa.MetaData()
_drafts = sa.Table(
    "drafts",
    _metadata,
    sa.Column("author", sa.Uuid, primary_key=True),
    sa.Column("draft_id", sa.Uuid, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("box", sa.Text, nullable=False),
    sa.Column("saved", sa.DateTime(timezone=True), nullable=False, index=True),
)


class TooManyDrafts(Exception):  # noqa: N818 - named for what it says
    """The author has as many drafts as are kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written, and until when it is kept."""

    draft_id: UUID
    text: str
    saved: datetime
    kept_until: datetime


class Drafts:
    """The drafts of all processes that use the same database. All calls block."""

    def __init__(self, database: str, seals: Seals, clock: Clock) -> None:
        self._store = SmallStore(database, NAME, _metadata, lock=LOCK)
        self._seals = seals
        self._clock = clock

    def migrate(self) -> None:
        """Prepares the tables; run by `samhandling migrate`."""
        self._store.migrate()

    def close(self) -> None:
        self._store.close()

    def keep(self, author: UUID, draft_id: UUID, text: str) -> Draft:
        """Keeps the draft, in place of what was kept under the id before; and lets go of what is
        past its time. Raises TooManyDrafts, and KeyDestroyed where the author is erased (R-7)."""
        now = self._clock.now()
        sealed = self._seals.seal(Sealed(subject=f"person-{author}", purpose=PURPOSE, clear=text))
        row = {"key": sealed.key, "box": sealed.box, "saved": now}
        with self._store.transaction() as connection:
            connection.execute(_drafts.delete().where(_drafts.c.saved <= now - KEPT))
            if not connection.execute(
                _drafts.update().where(_this(author, draft_id)).values(row)
            ).rowcount:
                held = sa.select(sa.func.count()).where(_drafts.c.author == author)
                if (connection.scalar(held) or 0) >= MOST:
                    raise TooManyDrafts(str(author))
                connection.execute(_drafts.insert().values(author=author, draft_id=draft_id, **row))
        return Draft(draft_id, text, now, now + KEPT)

    def one(self, author: UUID, draft_id: UUID) -> Draft | None:
        """The author's own draft; None for anybody else's, and for one past its time."""
        found = (each for each in self.of(author) if each.draft_id == draft_id)
        return next(found, None)

    def of(self, author: UUID) -> list[Draft]:
        """All that this author has begun, the newest first."""
        query = (
            sa.select(_drafts)
            .where(_drafts.c.author == author, _drafts.c.saved > self._clock.now() - KEPT)
            .order_by(_drafts.c.saved.desc(), _drafts.c.draft_id)
        )
        with self._store.transaction() as connection:
            rows = connection.execute(query).all()
        found = ((row, self._opened(author, row)) for row in rows)
        return [
            Draft(row.draft_id, text, utc(row.saved), utc(row.saved) + KEPT)
            for row, text in found
            if text is not None
        ]

    def drop(self, author: UUID, draft_id: UUID) -> bool:
        """The author lets go of it; whether there was one."""
        with self._store.transaction() as connection:
            gone = connection.execute(_drafts.delete().where(_this(author, draft_id)))
        return gone.rowcount > 0

    def _opened(self, author: UUID, row: sa.Row[tuple[str, str]]) -> str | None:
        return self._seals.open(
            Sealed(subject=f"person-{author}", purpose=PURPOSE, key=row.key, box=row.box)
        )


def _this(author: UUID, draft_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(_drafts.c.author == author, _drafts.c.draft_id == draft_id)
