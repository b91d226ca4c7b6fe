"""Documents that are made once and kept, sealed, under the hash of their content (C-9, R-7).

What stands here is never made again: minutes, payroll files and receipts are read back byte for
byte. An event names a document by its SHA-256, so a document is durable before that event. The
same content may be kept for several subjects; destroying the key of one leaves the others'.
"""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateSchema

from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals

SCHEMA = "documents"
SCHEMA_VERSION = 1
LOCK = 0x646F6373
"""The advisory lock of those who prepare the tables on PostgreSQL (the letters `docs`)."""

PURPOSE = "document"

_metadata = sa.MetaData()
_documents = sa.Table(
    "documents",
    _metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("subject", sa.String(200), primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("box", sa.Text, nullable=False),
)
_migrations = sa.Table(
    "migrations",
    _metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
)


class UnknownDocument(LookupError):  # noqa: N818 - named for what it is
    """Nothing was ever kept under this hash: it is the wrong store, or one that has lost some."""


class BrokenDocument(Exception):  # noqa: N818 - named for what it is
    """What is kept under a hash has another one."""


class DocumentsNotReady(Exception):  # noqa: N818 - named for what it is
    """The store has no tables yet, or tables of a newer program. The message says what to do."""


class Documents:
    """The documents of all services, in `memory:`, `sqlite:///<folder>` or `postgresql://…`.

    All calls block; safe to share between threads and processes. Raises DocumentsNotReady from
    any call before `migrate`, and ValueError for another address.
    """

    def __init__(self, database: str, seals: Seals) -> None:
        self._engine = _engine(database)
        self._seals = seals

    def migrate(self) -> None:
        """Makes the tables; two processes may do so at once. Raises DocumentsNotReady."""
        with self._writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            _metadata.create_all(connection)
            done = connection.scalar(sa.select(sa.func.max(_migrations.c.number))) or 0
            if done > SCHEMA_VERSION:
                raise DocumentsNotReady(
                    f"the documents have version {done}, this program knows {SCHEMA_VERSION}:"
                    " use the newer program"
                )
            if done < SCHEMA_VERSION:
                connection.execute(sa.insert(_migrations).values(number=SCHEMA_VERSION))

    def keep(self, content: bytes, subject: str) -> str:
        """Keeps the content under the subject's key and gives its SHA-256 in hexadecimal.

        Durable when it returns. Content that is kept for the subject already stays as it is.
        Raises KeyDestroyed where the subject is erased.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        text = base64.b64encode(content).decode("ascii")
        sealed = self._seals.seal(Sealed(subject=subject, purpose=PURPOSE, clear=text))
        row = {"sha256": sha256, "subject": subject, "key": sealed.key, "box": sealed.box}
        with self._writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    postgresql.insert(_documents).values(row).on_conflict_do_nothing()
                )
            else:
                connection.execute(sqlite.insert(_documents).values(row).on_conflict_do_nothing())
        return sha256

    def is_kept_for(self, sha256: str, subject: str) -> bool:
        """Whether this content was ever kept under the subject's key."""
        query = sa.select(sa.func.count()).where(
            _documents.c.sha256 == sha256, _documents.c.subject == subject
        )
        with _explained(), self._engine.connect() as connection:
            return bool(connection.scalar(query))

    def read(self, sha256: str) -> bytes | None:
        """The exact bytes; None where the keys of all it was kept for are destroyed (R-7).

        Raises UnknownDocument, BrokenDocument, BrokenSeal.
        """
        query = (
            sa.select(_documents)
            .where(_documents.c.sha256 == sha256)
            .order_by(_documents.c.subject)
        )
        with _explained(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise UnknownDocument(f"no document is kept under {sha256}")
        for row in rows:
            text = self._seals.open(
                Sealed(subject=row.subject, purpose=PURPOSE, key=row.key, box=row.box)
            )
            if text is None:
                continue
            content = base64.b64decode(text)
            if hashlib.sha256(content).hexdigest() != sha256:
                raise BrokenDocument(f"the document under {sha256} is another one")
            return content
        return None

    def close(self) -> None:
        """Lets go of the database of `memory:`; the others hold no connection between calls."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with _explained(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # Durable before the event that names it, whatever the server's default is.
                connection.execute(
                    sa.text(
                        "SELECT set_config('synchronous_commit', 'on', true)"
                        " WHERE current_setting('synchronous_commit') = 'off'"
                    )
                )
            yield connection


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        missing = getattr(error.orig, "sqlstate", None) in {"42P01", "3F000"}
        if missing or "no such table" in str(error.orig):
            raise DocumentsNotReady(
                "the documents have no tables yet: run `samhandling migrate`"
            ) from error
        raise


def _engine(database: str) -> sa.Engine:
    if database == "memory:":
        engine = sa.create_engine(
            "sqlite://",
            poolclass=sa.StaticPool,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
    elif database.startswith("sqlite:///"):
        folder = Path(database.removeprefix("sqlite:///"))
        folder.mkdir(parents=True, exist_ok=True)
        # Documents are made and read seldom: a connection each time, and none left open.
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(folder / "documents.sqlite")),
            poolclass=sa.NullPool,
            connect_args={"timeout": 30},
            hide_parameters=True,
        )
    elif database.startswith(("postgresql://", "postgres://")):
        engine = sa.create_engine(
            sa.make_url(database).set(drivername="postgresql+psycopg"),
            poolclass=sa.NullPool,
            connect_args={"connect_timeout": 5},
            hide_parameters=True,
        ).execution_options(schema_translate_map={None: SCHEMA})
    else:
        # Not the value itself: it may hold a password.
        raise ValueError("documents are kept in memory:, sqlite:///<folder> or postgresql://…")
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: a writer takes its lock at the start.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=FULL")


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
