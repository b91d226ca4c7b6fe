"""The SQL of a ledger in PostgreSQL, rendered once for a service's schema."""

from psycopg.sql import SQL, Identifier


class Statements:
    """Each is one round trip; arrays carry a whole group, in the driver's binary form (`%b`)."""

    def __init__(self, schema: str) -> None:
        def render(statement: str) -> bytes:
            return SQL(statement).format(schema=Identifier(schema)).as_bytes()

        self.prepare = render(_PREPARE)
        self.migrated = render("SELECT coalesce(max(number), 0) FROM {schema}.migrations")
        self.record_migration = render(
            "INSERT INTO {schema}.migrations (number, name) VALUES (%s, %s)"
        )
        self.give_epoch = render(
            "INSERT INTO {schema}.ledger VALUES (1, %s) ON CONFLICT DO NOTHING"
        )
        self.epoch = render("SELECT epoch FROM {schema}.ledger")
        self.lock = render("SELECT pg_advisory_xact_lock(%s)")
        self.heads = render(_HEADS)
        self.places = render(
            "SELECT reader, epoch, position, event_id FROM {schema}.readers WHERE reader = ANY (%b)"
        )
        self.insert = render(_INSERT)
        self.move = render(_MOVE)
        self.notify = render("SELECT pg_notify(%s, %s)")
        self.head = render("SELECT coalesce(max(notification_id), 0) FROM {schema}.stored_events")
        self.stream = render(
            f"{_EVENTS} WHERE originator_id = %s AND originator_version > %s "
            "ORDER BY originator_version"
        )
        self.log = render(f"{_EVENTS} WHERE notification_id > %s ORDER BY notification_id LIMIT %s")


_PREPARE = """
    CREATE SCHEMA IF NOT EXISTS {schema};
    CREATE TABLE IF NOT EXISTS {schema}.migrations (
        number integer PRIMARY KEY, name text NOT NULL, run_at timestamptz NOT NULL DEFAULT now()
    )
"""
_HEADS = """
    SELECT (SELECT coalesce(max(notification_id), 0) FROM {schema}.stored_events), array(
        SELECT coalesce((
            SELECT max(originator_version) FROM {schema}.stored_events
            WHERE originator_id = wanted.subject
        ), 0)
        FROM unnest(%b::text[]) WITH ORDINALITY AS wanted (subject, number) ORDER BY number
    )
"""
_INSERT = """
    INSERT INTO {schema}.stored_events
        (notification_id, originator_id, originator_version, topic, state)
    SELECT * FROM unnest(%b::bigint[], %b::text[], %b::bigint[], %b::text[], %b::bytea[])
"""
_MOVE = """
    INSERT INTO {schema}.readers (reader, epoch, position, event_id)
    SELECT * FROM unnest(%b::text[], %b::uuid[], %b::bigint[], %b::uuid[])
    ON CONFLICT (reader) DO UPDATE SET
        epoch = excluded.epoch, position = excluded.position, event_id = excluded.event_id
"""
_EVENTS = """
    SELECT notification_id, originator_id, originator_version, topic, state
    FROM {schema}.stored_events
"""
