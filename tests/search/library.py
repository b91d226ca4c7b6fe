"""An index in a database of its own, without a read model around it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, Engine, MetaData, Table, select
from sqlalchemy.schema import SchemaItem

from shared.eventlog.projections.generations import NAMING
from shared.eventlog.projections.schema import writing
from shared.search.index import Analyse, Document, SearchIndex, index_tables
from shared.search.terms import terms

SECRET = b"a secret of the tests' own, 32 b"


class Library:
    """Documents that can be asked for; `database` comes from `open_views`."""

    def __init__(self, database: Engine, analyse: Analyse = terms, secret: bytes = SECRET) -> None:
        self.database = database
        self.index = SearchIndex(secret, analyse)
        self._metadata = MetaData(naming_convention=NAMING)
        self.tables = index_tables(self._new)
        with writing(database) as connection:
            self._metadata.create_all(connection)

    def _new(self, name: str, *items: SchemaItem) -> Table:
        return Table(name, self._metadata, *items)

    def put(self, told: Iterable[tuple[Document, str, str]]) -> None:
        """Indexes them all in one transaction."""
        with writing(self.database) as connection:
            for document, title, text in told:
                self.index.put(connection, self.tables, document, title, text)

    def drop(self, document: UUID) -> int:
        with writing(self.database) as connection:
            which = self.tables.documents.c.id == document
            return self.index.drop(connection, self.tables, which)

    def move(self, subject: UUID, to: UUID) -> None:
        with writing(self.database) as connection:
            which = self.tables.documents.c.subject == subject
            self.index.move(connection, self.tables, which, to)

    def ask(
        self, title: str, text: str = "", *, besides: Iterable[UUID] = (), limit: int = 5
    ) -> list[UUID]:
        """The subjects that are most alike, the likest first."""
        with self.database.connect() as connection:
            return self._ask(connection, title, text, frozenset(besides), limit)

    def _ask(
        self, connection: Connection, title: str, text: str, besides: frozenset[UUID], limit: int
    ) -> list[UUID]:
        found = self.index.alike(connection, self.tables, title, text, besides=besides)
        if found is None:
            return []
        likest = (found.c.likeness.desc(), found.c.subject)
        return list(connection.scalars(select(found.c.subject).order_by(*likest).limit(limit)))
