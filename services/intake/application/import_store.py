"""Imports under way and done: their rows, sealed under the sender's key, for a while (I-10).

An import is no event: what it registers is. It is kept so that it can be looked at before it is
carried out, goes on after a restart where it was, and can be read afterwards. A row that names a
patient is never kept (I-4), only that it was refused.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Literal, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from shared.clock import Clock
from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.small_store import SmallStore, utc

KEPT = timedelta(days=30)
NAME = "imports"
PURPOSE = "import"
LOCK = 0x696D706F
"""The advisory lock of those who prepare the tables on PostgreSQL (the letters `impo`)."""
BATCH = 500

ImportState: TypeAlias = Literal["reading", "judged", "running", "done"]
RowState: TypeAlias = Literal["ready", "accepted", "unchanged", "refused"]

_metadata = sa.MetaData()
_imports = sa.Table(
    "imports",
    _metadata,
    sa.Column("import_id", sa.Uuid, primary_key=True),
    sa.Column("sender", sa.Uuid, nullable=False, index=True),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("box", sa.Text, nullable=False),
)
_rows = sa.Table(
    "rows",
    _metadata,
    sa.Column("import_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("box", sa.Text, nullable=False),
    sa.Index("rows_by_state", "import_id", "state", "number"),
)


@dataclass(frozen=True, slots=True)
class Import:
    """One file that was sent. `about` is what it was called, and how it was read."""

    import_id: UUID
    sender: UUID
    state: ImportState
    made_at: datetime
    fingerprint: str
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row and what became of it: `told` is what is to be registered while it is ready, and the
    answer afterwards."""

    number: int
    state: RowState
    told: Mapping[str, Any] = field(default_factory=dict)


class ImportStore:
    """The imports of all processes that use the same database. All calls block."""

    def __init__(self, database: str, seals: Seals, clock: Clock) -> None:
        self._store = SmallStore(database, NAME, _metadata, lock=LOCK)
        self._seals = seals
        self._clock = clock

    def migrate(self) -> None:
        """Prepares the tables; run by `samhandling migrate`."""
        self._store.migrate()

    def close(self) -> None:
        self._store.close()

    def keep(self, new: Import, rows: Iterable[KeptRow]) -> None:
        """All of it or nothing; and lets go of what is past its time. What `rows` raises on the
        way is raised. Raises KeyDestroyed where the sender is erased (R-7)."""
        self._begin(new)
        try:
            # Batch by batch, so that others who write need not wait for a whole file.
            remaining = iter(rows)
            while batch := [
                {"import_id": new.import_id, **self._kept(new.sender, row)}
                for row in islice(remaining, BATCH)
            ]:
                with self._store.transaction() as connection:
                    connection.execute(_rows.insert(), batch)
        except BaseException:
            self.drop(new.import_id)
            raise
        self.move(new.import_id, new.state)

    def _begin(self, new: Import) -> None:
        self._drop(_imports.c.made_at <= new.made_at - KEPT)
        with self._store.transaction() as connection:
            connection.execute(
                _imports.insert().values(
                    import_id=new.import_id,
                    sender=new.sender,
                    state="reading",
                    made_at=new.made_at,
                    fingerprint=new.fingerprint,
                    **self._sealed(new.sender, new.about),
                )
            )

    def drop(self, import_id: UUID) -> None:
        """Lets go of an import that was never read to its end."""
        self._drop(_imports.c.import_id == import_id)

    def _drop(self, which: sa.ColumnElement[bool]) -> None:
        gone = sa.select(_imports.c.import_id).where(which)
        with self._store.transaction() as connection:
            connection.execute(_rows.delete().where(_rows.c.import_id.in_(gone)))
            connection.execute(_imports.delete().where(which))

    def one(self, import_id: UUID) -> Import | None:
        """None where there is none, where it is past its time, and where its sender is erased."""
        found = self._found(_imports.c.import_id == import_id)
        return found[0] if found else None

    def of(self, sender: UUID) -> list[Import]:
        """All that this sender has sent and that has been read, the newest first."""
        return self._found(_imports.c.sender == sender, _imports.c.state != "reading")

    def running(self) -> list[Import]:
        """Those to be carried out, the oldest first."""
        return self._found(_imports.c.state == "running")[::-1]

    def move(self, import_id: UUID, state: ImportState) -> None:
        """The import is to be carried out, or has been."""
        with self._store.transaction() as connection:
            this = _imports.c.import_id == import_id
            connection.execute(_imports.update().where(this).values(state=state))

    def counts(self, import_id: UUID) -> dict[RowState, int]:
        """How many rows are in which state; of each, also where there are none."""
        query = (
            sa.select(_rows.c.state, sa.func.count())
            .where(_rows.c.import_id == import_id)
            .group_by(_rows.c.state)
        )
        with self._store.transaction() as connection:
            found: dict[RowState, int] = {row[0]: row[1] for row in connection.execute(query)}
        states: tuple[RowState, ...] = ("ready", "accepted", "unchanged", "refused")
        return {state: found.get(state, 0) for state in states}

    def rows(
        self, one: Import, *, state: RowState | None = None, after: int = -1, limit: int = BATCH
    ) -> list[KeptRow]:
        """Rows in their order; those whose key is destroyed say nothing."""
        query = sa.select(_rows).where(_rows.c.import_id == one.import_id, _rows.c.number > after)
        if state is not None:
            query = query.where(_rows.c.state == state)
        with self._store.transaction() as connection:
            found = connection.execute(query.order_by(_rows.c.number).limit(limit)).all()
        return [
            KeptRow(row.number, row.state, self._opened(one.sender, row) or {}) for row in found
        ]

    def settle(self, one: Import, rows: Sequence[KeptRow]) -> None:
        """What became of these rows."""
        with self._store.transaction() as connection:
            for row in rows:
                values = self._kept(one.sender, row)
                connection.execute(
                    _rows.update()
                    .where(_rows.c.import_id == one.import_id, _rows.c.number == row.number)
                    .values(values)
                )

    def _found(self, *which: sa.ColumnElement[bool]) -> list[Import]:
        query = (
            sa.select(_imports)
            .where(*which, _imports.c.made_at > self._clock.now() - KEPT)
            .order_by(_imports.c.made_at.desc(), _imports.c.import_id)
        )
        with self._store.transaction() as connection:
            rows = connection.execute(query).all()
        found = ((row, self._opened(row.sender, row)) for row in rows)
        return [
            Import(row.import_id, row.sender, row.state, utc(row.made_at), row.fingerprint, about)
            for row, about in found
            if about is not None
        ]

    def _kept(self, sender: UUID, row: KeptRow) -> dict[str, Any]:
        return {"number": row.number, "state": row.state, **self._sealed(sender, row.told)}

    def _sealed(self, sender: UUID, told: Mapping[str, Any]) -> dict[str, str | None]:
        clear = json.dumps(told, ensure_ascii=False)
        sealed = self._seals.seal(Sealed(subject=f"person-{sender}", purpose=PURPOSE, clear=clear))
        return {"key": sealed.key, "box": sealed.box}

    def _opened(self, sender: UUID, row: sa.Row[Any]) -> Mapping[str, Any] | None:
        clear = self._seals.open(
            Sealed(subject=f"person-{sender}", purpose=PURPOSE, key=row.key, box=row.box)
        )
        told: Mapping[str, Any] | None = None if clear is None else json.loads(clear)
        return told
