"""Fresh databases for tests, quickly: an emptied one under a new name is as good as a new one.

Making a database copies some seven megabytes; emptying one drops a few tables.
"""

from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier

_EMPTY = """
    DO $$ DECLARE name text; BEGIN
        PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
        FOR name IN SELECT nspname FROM pg_namespace
            WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
        CREATE SCHEMA public;
    END $$
"""


class Databases:
    """The databases that tests have used on one server, and may be used again."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._emptied: list[str] = []

    def take(self) -> str:
        """The URL of an empty database with a name nobody has used before."""
        name = f"test_{uuid4().hex}"
        if self._emptied:
            # A new name, so that whatever a test left running can't reach into the next.
            old = self._emptied.pop()
            self._administer(
                SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(old), Identifier(name))
            )
        else:
            self._administer(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        return self._url(name)

    def give_back(self, url: str) -> None:
        """Throws everybody out and empties it; one that can't be emptied is dropped."""
        name = urlsplit(url).path.removeprefix("/")
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(_EMPTY)
                connection.execute(SQL("ALTER DATABASE {} RESET ALL").format(Identifier(name)))
            resting = f"emptied_{uuid4().hex}"
            self._administer(
                SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(name), Identifier(resting))
            )
        except psycopg.Error:
            self._drop(name)
        else:
            self._emptied.append(resting)

    def drop_all(self) -> None:
        """Removes what is left for further use."""
        while self._emptied:
            self._drop(self._emptied.pop())

    def _drop(self, name: str) -> None:
        self._administer(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def _administer(self, statement: Composed) -> None:
        with psycopg.connect(self._server_url, autocommit=True) as connection:
            connection.execute(statement)

    def _url(self, name: str) -> str:
        return urlunsplit(urlsplit(self._server_url)._replace(path=f"/{name}"))
