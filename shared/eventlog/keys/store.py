"""The store of data keys: made once, looked up quickly, destroyed for good."""

import os
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from shared.clock import Clock, SystemClock, new_id
from shared.eventlog.keys.master import KEY_BYTES, DataKey, MasterKey, WrongMasterKey
from shared.eventlog.keys.memory import Memory
from shared.eventlog.keys.tables import KeyDatabase, KeyStoreNotReady, data_keys

ALL_PURPOSES = "*"
"""The purpose of the tombstone that stands for a whole subject."""

PLATFORM = "platform"
"""The subject of the store's own secrets; no person or case is called that."""

FINGERPRINTS = "command-fingerprint"
ASKED_AT_ONCE = 500


class KeyDestroyed(Exception):  # noqa: N818 - named for what has happened
    """The key of this subject and purpose is destroyed (R-7); nothing new can be sealed by it."""

    def __init__(self, subject: str, purpose: str) -> None:
        super().__init__(f"the key of {subject} for {purpose} is destroyed")
        self.subject = subject
        self.purpose = purpose


class UnknownKey(Exception):  # noqa: N818 - named for what it is
    """The store has never held this key: it is the wrong store, or one that has lost keys."""


class KeyStore:
    """Data keys by subject and purpose, in `memory:`, `sqlite:///<folder>` or `postgresql://…`.

    All calls block; safe to share between threads. For a rotation without a pause, processes
    are first started with the new master key and the old one as `previous`: they go on with the
    old until `rotate` is run. Raises KeyStoreNotReady from any call
    before `migrate`, and WrongMasterKey where a key is wrapped by a master key not given.
    """

    def __init__(
        self,
        database: str,
        master: MasterKey,
        *,
        previous: Sequence[MasterKey] = (),
        clock: Clock | None = None,
        ids: Callable[[], UUID] = new_id,
    ) -> None:
        self._database = KeyDatabase(database)
        self._master = master
        self._masters = {known.id: known for known in (*previous, master)}
        self._clock = clock or SystemClock()
        self._ids = ids
        self._memory = Memory()

    def migrate(self) -> None:
        """Prepares the store; run once, by `samhandling migrate`. Raises WrongMasterKey."""
        self._database.migrate()
        self._make(PLATFORM, FINGERPRINTS, None, first=True)

    def check(self) -> None:
        """That the store is ready and its master key the right one; for start and `doctor`."""
        self.fingerprint_key()

    def close(self) -> None:
        self._database.close()

    def fingerprint_key(self) -> DataKey:
        """The secret under command fingerprints; made by `migrate`, outlives a rotation."""
        return self.key_for(PLATFORM, FINGERPRINTS)

    def key_for(self, subject: str, purpose: str, *, retain_until: date | None = None) -> DataKey:
        """The key, made when there is none; durable when it is returned.

        `retain_until` is written on a key that is made, see `retain`. Raises KeyDestroyed.
        """
        asked_at = self._clock.now()
        known = self._memory.named((subject, purpose), asked_at)
        if known is None:
            row = self._row(subject, purpose)
            if row is None:
                known = self._make(subject, purpose, retain_until)
            elif row.wrapped is None:
                raise KeyDestroyed(subject, purpose)
            else:
                known = self._unwrapped(row)
            self._memory.keep((subject, purpose), known, asked_at)
        return known

    def find_all(self, key_ids: Collection[str]) -> dict[str, DataKey | None]:
        """The keys by id; None for a key that is destroyed. Raises UnknownKey."""
        asked_at = self._clock.now()
        found: dict[str, DataKey | None] = {}
        missing: list[str] = []
        for key_id in dict.fromkeys(key_ids):
            known = self._memory.with_id(key_id, asked_at)
            if known is None:
                missing.append(key_id)
            else:
                found[key_id] = known
        for start in range(0, len(missing), ASKED_AT_ONCE):
            found.update(self._read(missing[start : start + ASKED_AT_ONCE], asked_at))
        return found

    def destroy(self, subject: str, purpose: str | None = None) -> int:
        """Destroys the subject's key for one purpose, or all its keys; returns how many.

        Leaves a tombstone, so that no new key is made by accident. May be repeated (audit does,
        when a copy has been put back). The duty to keep (R-7) is judged before, when the erasure
        is decided. Other processes see it within `memory.REMEMBERED`.
        """
        if subject == PLATFORM:
            raise ValueError("the store's own secrets are not erased")
        now = self._clock.now()
        with self._database.writing() as connection:
            of_subject = data_keys.c.subject == subject
            if purpose is not None:
                of_subject &= data_keys.c.purpose == purpose
            destroyed = connection.execute(
                data_keys.update()
                .where(of_subject, data_keys.c.wrapped.is_not(None))
                .values(wrapped=None, master_id=None, destroyed_at=now)
            ).rowcount
            stone = _named(subject, purpose or ALL_PURPOSES)
            if connection.scalar(sa.select(data_keys.c.key_id).where(stone)) is None:
                row = self._new_row(subject, purpose or ALL_PURPOSES, now)
                connection.execute(data_keys.insert(), row | {"destroyed_at": now})
        self._memory.forget(subject)
        if destroyed:
            self._database.scrub()
        return destroyed

    def retain(self, subject: str, purpose: str, until: date) -> None:
        """Sets the date to which there is a duty to keep what the key seals.

        Raises KeyDestroyed, UnknownKey.
        """
        with self._database.writing() as connection:
            row = connection.execute(sa.select(data_keys).where(_named(subject, purpose))).first()
            if row is None:
                raise UnknownKey(f"there is no key of {subject} for {purpose}")
            if row.wrapped is None:
                raise KeyDestroyed(subject, purpose)
            connection.execute(
                data_keys.update().where(_named(subject, purpose)).values(retain_until=until)
            )

    def retention(self, subject: str) -> dict[str, date | None]:
        """The subject's keys that are not destroyed: purpose and the date they are kept to."""
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(data_keys.c.purpose, data_keys.c.retain_until)
                .where(data_keys.c.subject == subject, data_keys.c.wrapped.is_not(None))
                .order_by(data_keys.c.purpose)
            )
            return {row.purpose: row.retain_until for row in rows}

    def expired(self, on: date) -> list[tuple[str, str]]:
        """Subject and purpose of the keys whose date to be kept to is before `on`."""
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(data_keys.c.subject, data_keys.c.purpose)
                .where(data_keys.c.retain_until < on, data_keys.c.wrapped.is_not(None))
                .order_by(data_keys.c.retain_until, data_keys.c.subject, data_keys.c.purpose)
            )
            return [(row.subject, row.purpose) for row in rows]

    def rotate(self, old: MasterKey, new: MasterKey) -> int:
        """Wraps all keys anew in one transaction; returns how many. May be repeated.

        The data keys stay as they are, so nothing sealed is touched. Processes that run with
        the old master key must be started again with the new one. Raises WrongMasterKey.
        """
        with self._database.writing() as connection:
            rows = connection.execute(
                sa.select(data_keys).where(
                    data_keys.c.wrapped.is_not(None), data_keys.c.master_id != new.id
                )
            ).all()
            for row in rows:
                if row.master_id != old.id:
                    raise WrongMasterKey(
                        f"key {row.key_id} is wrapped by master key {row.master_id}, not {old.id}"
                    )
                rewrapped = new.wrap(old.unwrap(row.key_id, row.wrapped))
                connection.execute(
                    data_keys.update()
                    .where(data_keys.c.key_id == row.key_id)
                    .values(wrapped=rewrapped, master_id=new.id)
                )
        self._master = new
        self._masters[new.id] = new
        self._database.scrub()
        return len(rows)

    def _make(
        self, subject: str, purpose: str, retain_until: date | None, *, first: bool = False
    ) -> DataKey:
        if not subject or not purpose or purpose == ALL_PURPOSES:
            raise ValueError("a key has a subject and a purpose")
        now = self._clock.now()
        with self._database.writing() as connection:
            master = self._master if first else self._master_in_use(connection)
            stones = data_keys.c.purpose.in_([purpose, ALL_PURPOSES])
            rows = connection.execute(
                sa.select(data_keys).where(data_keys.c.subject == subject, stones)
            ).all()
            if any(row.wrapped is None for row in rows):
                raise KeyDestroyed(subject, purpose)
            if rows:
                return self._unwrapped(rows[0])
            row = self._new_row(subject, purpose, now)
            key = DataKey(row["key_id"], os.urandom(KEY_BYTES))
            connection.execute(
                data_keys.insert(),
                row
                | {
                    "wrapped": master.wrap(key),
                    "master_id": master.id,
                    "retain_until": retain_until,
                },
            )
        return key

    def _master_in_use(self, connection: sa.Connection) -> MasterKey:
        # The store's own secret tells which master key is in use: no other must wrap here.
        used = connection.scalar(
            sa.select(data_keys.c.master_id).where(_named(PLATFORM, FINGERPRINTS))
        )
        if used is None:
            raise KeyStoreNotReady("the key store has no secrets yet: run `samhandling migrate`")
        if used not in self._masters:
            given = ", ".join(self._masters)
            raise WrongMasterKey(f"this store uses master key {used}, given is {given}")
        return self._masters[used]

    def _row(self, subject: str, purpose: str) -> sa.Row[Any] | None:
        with self._database.reading() as connection:
            return connection.execute(
                sa.select(data_keys).where(_named(subject, purpose))
            ).one_or_none()

    def _read(self, key_ids: Collection[str], asked_at: datetime) -> dict[str, DataKey | None]:
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(data_keys).where(data_keys.c.key_id.in_(key_ids))
            ).all()
        found: dict[str, DataKey | None] = {}
        for row in rows:
            found[row.key_id] = key = None if row.wrapped is None else self._unwrapped(row)
            if key is not None:
                self._memory.keep((row.subject, row.purpose), key, asked_at)
        unknown = sorted(set(key_ids) - found.keys())
        if unknown:
            raise UnknownKey(f"the key store has never held {', '.join(unknown)}")
        return found

    def _unwrapped(self, row: sa.Row[Any]) -> DataKey:
        master = self._masters.get(row.master_id)
        if master is None:
            raise WrongMasterKey(
                f"key {row.key_id} is wrapped by master key {row.master_id}, which is not given"
            )
        return master.unwrap(row.key_id, row.wrapped)

    def _new_row(self, subject: str, purpose: str, now: datetime) -> dict[str, Any]:
        return {
            "subject": subject,
            "purpose": purpose,
            "key_id": str(self._ids()),
            "created_at": now,
        }


def _named(subject: str, purpose: str) -> sa.ColumnElement[bool]:
    return (data_keys.c.subject == subject) & (data_keys.c.purpose == purpose)
