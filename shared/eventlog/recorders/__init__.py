"""The stores under the event log; nothing else knows the library they are built on."""

import re
from pathlib import Path

from shared.clock import new_id
from shared.eventlog.ledger import Ledger
from shared.eventlog.recorders.failures import NewerSchema, NotMigrated, StoreUnavailable
from shared.eventlog.recorders.memory import MemoryLedger
from shared.eventlog.recorders.postgres import PostgresLedger
from shared.eventlog.recorders.sqlite import SQLiteLedger

__all__ = ["NewerSchema", "NotMigrated", "StoreUnavailable", "open_ledger"]


def open_ledger(database: str, service: str) -> Ledger:
    """Opens a service's ledger; nothing is connected to before the first call.

    `database` is `memory:` (a fresh one, in this process only), `sqlite:///<folder>` (the file
    `<service>-ledger.sqlite` in it) or `postgresql://…` (the schema named as the service).

    Raises ValueError for another database or a service name that can't be a schema's name.
    Using a ledger raises NotMigrated until `migrate` has been run, NewerSchema where a newer
    version of the program has run it, and StoreUnavailable where the store does not answer.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", service):
        raise ValueError(f"not a service's name: {service!r}")
    if database == "memory:":
        return MemoryLedger(new_id())
    if database.startswith("sqlite:///"):
        return SQLiteLedger(Path(database.removeprefix("sqlite:///")), service, new_id)
    if database.startswith(("postgresql://", "postgres://")):
        return PostgresLedger(database, service, new_id)
    # Not the value itself: it may hold a password.
    raise ValueError("the database must be memory:, sqlite:///<folder> or postgresql://…")
