"""The library as its users use it: an application that saves aggregates to PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from psycopg.conninfo import conninfo_to_dict

TEXT = "x" * 380
"""Makes a stored event of about 500 bytes."""


class Case(Aggregate):
    """An aggregate with one text in its events."""

    @event("Opened")
    def __init__(self, text: str) -> None:
        self.text = text

    @event("Told")
    def tell(self, text: str) -> None:
        self.text = text


@contextmanager
def application(database: str, **settings: str) -> Iterator[Application[UUID]]:
    """An application on an empty database, with the library's settings as they come.

    `settings` are further ones, in the library's names.
    """
    given: dict[str, Any] = conninfo_to_dict(database)
    running = Application[UUID](
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": given["dbname"],
            "POSTGRES_HOST": given["host"],
            "POSTGRES_PORT": given["port"],
            "POSTGRES_USER": given["user"],
            "POSTGRES_PASSWORD": given.get("password") or "none",
            **settings,
        }
    )
    try:
        yield running
    finally:
        running.close()
