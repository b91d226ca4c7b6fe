"""The index of a read model: which documents have which terms, as keyed hashes.

The tables are declared among the read model's own, and written in the transaction it folds in:

    def tables(self, new: NewTable) -> Tables:
        return Tables(entries=new("entries", ...), index=index_tables(new))

    def apply(self, connection, tables, heard):
        self.index.put(connection, tables.index, document, title, text)

    with views.read(SIMILAR) as (connection, tables):
        found = index.alike(connection, tables.index, title, text)
        if found is not None:
            select(tables.entries).join(found, found.c.subject == tables.entries.c.subject)

The reader joins what is found with its own rows and filters there what the one who asks may see
(P-3). Only one transaction writes at a time, as in all read models.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    Index,
    Integer,
    String,
    Subquery,
    Table,
    Uuid,
    case,
    column,
    delete,
    func,
    insert,
    select,
    update,
    values,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared.eventlog.projections import NewTable
from shared.search.blinding import Blinding
from shared.search.terms import terms
from shared.search.weights import rarity, weighed

Analyse: TypeAlias = Callable[[str], Mapping[str, float]]
"""A text's terms, and how often it has each."""

ASKED_TERMS = 20
"""Terms that a question is asked by: those that tell most."""

INDEXED_TERMS = 500
"""Terms that a document is found by, at most: those that count most."""

FLOOR = 0.1
"""How much of what a document would be like itself it takes to be shown."""

THE_SAME = 1_000.0
"""Added to the likeness of a document with the very same words: it is found first."""


@dataclass(frozen=True, slots=True)
class IndexTables:
    """Documents, the terms that each has, and how many have each term."""

    documents: Table
    postings: Table
    terms: Table


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: `subject` is what it tells of (a case has several reports), `kind` what that
    is. `sealed_for` is the subject whose key the text is sealed by, if it is (R-7)."""

    id: UUID
    kind: str
    subject: UUID
    sealed_for: str | None = None

    @property
    def number(self) -> int:
        """What the document is called in the index: the same whenever it is put there."""
        return self.id.int % 2**63


def index_tables(new: NewTable) -> IndexTables:
    """Declares the tables of an index in a read model."""
    documents = new(
        "documents",
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("id", Uuid, nullable=False, unique=True),
        Column("kind", String, nullable=False),
        Column("subject", Uuid, nullable=False, index=True),
        Column("sealed_for", String, index=True),
        Column("fingerprint", BigInteger, nullable=False),
    )
    postings = new(
        "postings",
        Column("document", BigInteger, primary_key=True, autoincrement=False),
        Column("term", BigInteger, primary_key=True, autoincrement=False),
        Column("weight", Float, nullable=False),
        # Holds the weight too: a question is answered from the index alone.
        Index(None, "term", "document", "weight"),
    )
    counted = new(
        "terms",
        Column("term", BigInteger, primary_key=True, autoincrement=False),
        Column("documents", Integer, nullable=False),
    )
    return IndexTables(documents, postings, counted)


class SearchIndex:
    """Writes documents into the tables and finds those alike; holds the secret of the hashes.

    `analyse` is another than the one of `terms` only where their worth is measured.
    """

    def __init__(self, secret: bytes, analyse: Analyse = terms) -> None:
        self._blind = Blinding(secret).of
        self._analyse = analyse

    def put(
        self,
        connection: Connection,
        tables: IndexTables,
        document: Document,
        title: str,
        text: str = "",
    ) -> None:
        """Indexes a document, in place of an earlier one with the same id."""
        self.drop(connection, tables, tables.documents.c.id == document.id)
        weights = self._weights(title, text)
        connection.execute(
            insert(tables.documents).values(
                number=document.number,
                id=document.id,
                kind=document.kind,
                subject=document.subject,
                sealed_for=document.sealed_for,
                fingerprint=self._fingerprint(weights),
            )
        )
        if weights:
            rows = [
                {"document": document.number, "term": term, "weight": weight}
                for term, weight in weights.items()
            ]
            connection.execute(insert(tables.postings), rows)
            _count(connection, tables.terms, weights)

    def drop(self, connection: Connection, tables: IndexTables, which: ColumnElement[bool]) -> int:
        """Takes documents out, and all that tells of them; how many."""
        numbers = list(connection.scalars(select(tables.documents.c.number).where(which)))
        for number in numbers:
            of_it = tables.postings.c.document == number
            connection.execute(
                update(tables.terms)
                .where(tables.terms.c.term.in_(select(tables.postings.c.term).where(of_it)))
                .values(documents=tables.terms.c.documents - 1)
            )
            connection.execute(delete(tables.postings).where(of_it))
            connection.execute(delete(tables.documents).where(tables.documents.c.number == number))
        # A term that no document has is not known: as if none had ever had it.
        connection.execute(delete(tables.terms).where(tables.terms.c.documents == 0))
        return len(numbers)

    def move(
        self, connection: Connection, tables: IndexTables, which: ColumnElement[bool], to: UUID
    ) -> None:
        """These documents tell of this subject from now on: cases are joined or split (I-0)."""
        connection.execute(update(tables.documents).where(which).values(subject=to))

    def alike(
        self,
        connection: Connection,
        tables: IndexTables,
        title: str,
        text: str = "",
        *,
        besides: Collection[UUID] = (),
    ) -> Subquery | None:
        """The documents like this one, to be joined: `kind`, `subject`, `likeness`, the more the
        liker, one row a subject. None where nothing can be: a text without words, or none that
        any document has. `besides` are subjects that are not asked for.
        """
        asked = self._weights(title, text)
        having = _having(connection, tables, asked)
        documents = connection.scalar(select(func.count()).select_from(tables.documents)) or 0
        worth = {
            term: weight * rarity(having.get(term, 0), documents) for term, weight in asked.items()
        }
        itself = sum(worth[term] * weight for term, weight in asked.items())
        ranked = sorted(
            ((term, worth[term]) for term in having), key=lambda pair: (-pair[1], pair[0])
        )[:ASKED_TERMS]
        if not ranked:
            return None
        met = _met(tables.postings, ranked, FLOOR * itself)
        found = tables.documents
        same = case((found.c.fingerprint == self._fingerprint(asked), THE_SAME), else_=0.0)
        return (
            select(found.c.kind, found.c.subject, func.max(met.c.likeness + same).label("likeness"))
            .join(met, met.c.document == found.c.number)
            .where(found.c.subject.not_in(besides))
            .group_by(found.c.kind, found.c.subject)
            .subquery("alike")
        )

    def _weights(self, title: str, text: str) -> dict[int, float]:
        weights = weighed(self._analyse(title), self._analyse(text))
        heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:INDEXED_TERMS]
        return {self._blind(term): weight for term, weight in heaviest}

    def _fingerprint(self, weights: Mapping[int, float]) -> int:
        """The same for the same words the same number of times, in whatever order."""
        told = (f"{term}:{weight:.6f}" for term, weight in sorted(weights.items()))
        return self._blind(" ".join(told))


def _having(
    connection: Connection, tables: IndexTables, asked: Collection[int]
) -> Mapping[int, int]:
    """How many documents have each of the terms; those that none has are left out."""
    known = tables.terms
    rows = connection.execute(
        select(known.c.term, known.c.documents).where(known.c.term.in_(asked))
    )
    return {row.term: row.documents for row in rows}


def _count(connection: Connection, known: Table, having: Collection[int]) -> None:
    """One more document has each of these terms."""
    into = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    more = into(known).on_conflict_do_update(
        index_elements=["term"], set_={"documents": known.c.documents + 1}
    )
    connection.execute(more, [{"term": term, "documents": 1} for term in sorted(having)])


def _met(postings: Table, asked: Sequence[tuple[int, float]], least: float) -> Subquery:
    """The documents that have the terms asked for, by what those are worth together."""
    question = (
        values(column("term", BigInteger), column("worth", Float), name="question")
        .data(asked)
        .cte("question")
    )
    likeness = func.sum(postings.c.weight * question.c.worth)
    return (
        select(postings.c.document, likeness.label("likeness"))
        .join_from(question, postings, postings.c.term == question.c.term)
        .group_by(postings.c.document)
        .having(likeness >= least)
        .subquery("met")
    )
