"""Keys a process remembers for a short while, so that not every opening asks the store."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import TypeAlias

from shared.eventlog.keys.master import DataKey

REMEMBERED = timedelta(seconds=3)
"""How long a process may use a key without asking the store again.

So an erasure made by another process is in force everywhere within three seconds.
"""

REMEMBERED_KEYS = 10_000

Name: TypeAlias = tuple[str, str]
"""Subject and purpose."""


class Memory:
    """By subject and purpose, and by key id; the least recently asked is forgotten first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: OrderedDict[Name, tuple[DataKey, datetime]] = OrderedDict()
        self._ids: dict[str, Name] = {}

    def named(self, name: Name, now: datetime) -> DataKey | None:
        with self._lock:
            return self._fresh(name, now)

    def with_id(self, key_id: str, now: datetime) -> DataKey | None:
        with self._lock:
            name = self._ids.get(key_id)
            return None if name is None else self._fresh(name, now)

    def keep(self, name: Name, key: DataKey, asked_at: datetime) -> None:
        """`asked_at` is the time before the store was asked: the answer is no newer than that."""
        with self._lock:
            self._drop(name)
            self._names[name] = (key, asked_at)
            self._ids[key.id] = name
            while len(self._names) > REMEMBERED_KEYS:
                self._drop(next(iter(self._names)))

    def forget(self, subject: str) -> None:
        with self._lock:
            for name in [name for name in self._names if name[0] == subject]:
                self._drop(name)

    def _fresh(self, name: Name, now: datetime) -> DataKey | None:
        held = self._names.get(name)
        if held is None:
            return None
        key, asked_at = held
        # A clock that is set back must not make a key live longer.
        if not timedelta(0) <= now - asked_at < REMEMBERED:
            self._drop(name)
            return None
        self._names.move_to_end(name)
        return key

    def _drop(self, name: Name) -> None:
        held = self._names.pop(name, None)
        if held is not None:
            del self._ids[held[0].id]
