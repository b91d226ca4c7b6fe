"""The tables of a ledger, as numbered migrations; what has once been released is never edited.

The events stand in the columns of the library's recorders: `originator_id` is the stream,
`originator_version` the version in it, `topic` the event's type, `state` its final bytes and
`notification_id` its position. The database itself refuses to change or delete an event.
"""

from dataclasses import dataclass

from shared.eventlog.recorders.failures import NewerSchema, NotMigrated


@dataclass(frozen=True, slots=True)
class Migration:
    """One step, run once and in one transaction; `{schema}` is the service's schema, quoted."""

    number: int
    name: str
    sqlite: tuple[str, ...]
    postgres: tuple[str, ...]


_FIRST_SQLITE = (
    # AUTOINCREMENT: a position is never given twice, even if its row should be removed.
    """
    CREATE TABLE stored_events (
        notification_id INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL CHECK (originator_version > 0),
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)
    )
    """,
    """
    CREATE TRIGGER stored_events_not_changed BEFORE UPDATE ON stored_events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER stored_events_not_deleted BEFORE DELETE ON stored_events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TABLE readers (
        reader TEXT PRIMARY KEY,
        epoch TEXT NOT NULL,
        position INTEGER NOT NULL,
        event_id TEXT
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger (
        number INTEGER PRIMARY KEY CHECK (number = 1),
        epoch TEXT NOT NULL
    )
    """,
)

_FIRST_POSTGRES = (
    """
    CREATE TABLE {schema}.stored_events (
        notification_id bigint PRIMARY KEY,
        originator_id text NOT NULL,
        originator_version bigint NOT NULL CHECK (originator_version > 0),
        topic text NOT NULL,
        state bytea NOT NULL,
        UNIQUE (originator_id, originator_version)
    )
    """,
    """
    CREATE FUNCTION {schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
    """,
    """
    CREATE TRIGGER stored_events_not_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.stored_events
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change()
    """,
    """
    CREATE TABLE {schema}.readers (
        reader text PRIMARY KEY,
        epoch uuid NOT NULL,
        position bigint NOT NULL,
        event_id uuid
    )
    """,
    """
    CREATE TABLE {schema}.ledger (
        number integer PRIMARY KEY CHECK (number = 1),
        epoch uuid NOT NULL
    )
    """,
)

MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "events, readers and epoch", _FIRST_SQLITE, _FIRST_POSTGRES),
)

CURRENT = MIGRATIONS[-1].number
"""The schema version that this program reads and writes."""


def require_current(service: str, found: int) -> None:
    """Raises NotMigrated or NewerSchema where the tables are of another version than ours."""
    if found < CURRENT:
        raise NotMigrated(
            f"Hendelsesloggen for «{service}» er ikke klargjort: skjemaet har versjon {found}, "
            f"programmet trenger versjon {CURRENT}. Kjør «samhandling migrate»."
        )
    require_not_newer(service, found)


def require_not_newer(service: str, found: int) -> None:
    """Raises NewerSchema."""
    if found > CURRENT:
        raise NewerSchema(
            f"Hendelsesloggen for «{service}» har skjemaversjon {found}, men dette programmet "
            f"kjenner bare til versjon {CURRENT}. Ta i bruk en nyere versjon av programmet."
        )
