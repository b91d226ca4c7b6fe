"""Connections to a ledger's PostgreSQL database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from eventsourcing.postgres import PostgresDatastore
from psycopg import Connection, IsolationLevel
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row

from shared.eventlog.recorders.failures import StoreUnavailable

CONNECT_SECONDS = 5
"""How long a call waits for a connection before it says that the store does not answer."""

POOL_SIZE, POOL_OVERFLOW = 2, 14

# One session's settings:
# - no statement may hang, and a process that is halted in a transaction must not keep the lock;
# - what is acknowledged is on the disk, whatever the server's default (a stronger one is kept);
# - every query here is meant to use an index, from the first event on: a plan made while the
#   table was small must not go on scanning it when it has grown.
SESSION = """
    SET statement_timeout = '30s';
    SET idle_in_transaction_session_timeout = '10s';
    SET enable_seqscan = off;
    SET plan_cache_mode = force_generic_plan;
    SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'
"""


def connection_parameters(url: str) -> dict[str, Any]:
    """What the driver needs, from a `postgresql://` URL; TCP and the primary only.

    Large parameters can hang on a Unix socket; a replica may lag behind or fork. Raises
    ValueError for a socket's folder as the host.
    """
    given = {name: value for name, value in conninfo_to_dict(url).items() if value is not None}
    parameters: dict[str, Any] = {
        "host": "localhost",
        "port": "5432",
        "user": "",
        "password": "",
        "connect_timeout": CONNECT_SECONDS,
        "target_session_attrs": "read-write",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
        **given,
    }
    if not parameters.get("dbname"):
        raise ValueError("the PostgreSQL URL names no database")
    if str(parameters["host"]).startswith(("/", "@")):
        raise ValueError("connect to PostgreSQL over TCP, not over a Unix socket")
    return parameters


class LedgerDatastore(PostgresDatastore):
    """The library's pool with our settings; nothing is opened before it is used."""

    def __init__(self, url: str, schema: str) -> None:
        self.parameters = connection_parameters(url)
        super().__init__(
            **{name: self.parameters[name] for name in ("dbname", "host", "port")},
            **{name: self.parameters[name] for name in ("user", "password")},
            connect_timeout=CONNECT_SECONDS,
            pool_size=POOL_SIZE,
            max_overflow=POOL_OVERFLOW,
            schema=schema,
            originator_id_type="text",
        )
        self.pool.kwargs = {**self.parameters, "row_factory": dict_row}
        # A server that is down is tried again by the next call, not after a growing pause.
        self.pool.reconnect_timeout = 0.0

    def after_connect_func(self) -> Callable[[Connection[Any]], None]:
        return prepare_session

    def register_type_adapters(self) -> None:
        """Composite types are not used here, and asking for them would need the server."""

    @contextmanager
    def connected(self) -> Iterator[Connection[DictRow]]:
        """A connection in autocommit, from the pool. Raises StoreUnavailable.

        The error of a lost connection is also the occasion to look over the idle ones, so that
        the next call does not get one that died with it.
        """
        try:
            with self.get_connection() as connection:
                yield connection
        except (OperationalError, InterfaceError, InternalError, IntegrityError) as error:
            if not self.pool.closed:
                self.pool.check()
            raise StoreUnavailable(f"hendelsesloggen svarer ikke: {error}") from error


def prepare_session(connection: Connection[Any]) -> None:
    """Gives a new connection its settings."""
    connection.autocommit = True
    connection.isolation_level = IsolationLevel.READ_COMMITTED
    connection.execute(SESSION)


def connect(parameters: dict[str, Any]) -> Connection[tuple[Any, ...]]:
    """A connection outside the pool. Raises StoreUnavailable."""
    try:
        connection = psycopg.connect(**parameters)
        prepare_session(connection)
    except psycopg.OperationalError as error:
        raise StoreUnavailable(f"hendelsesloggen svarer ikke: {error}") from error
    return connection
