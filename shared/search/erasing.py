"""Postings of what is erased are dropped: they say what the text said, if only as hashes (R-7)."""

import structlog
from sqlalchemy import Connection, select

from shared.eventlog.keys import KeyStore, UnknownKey
from shared.search.index import IndexTables, SearchIndex

LOOKED_AT = 10
"""Documents whose keys are looked at in one turn: so many that it costs a report little."""

log = structlog.get_logger(__name__)


def forget_erased(
    index: SearchIndex, connection: Connection, tables: IndexTables, keys: KeyStore, latest: int
) -> int:
    """Drops the documents of one turn whose keys are destroyed; how many.

    Each new document, whose number is `latest`, gives a turn; they follow each other through the
    whole index and begin again. An erasure that is told of is carried out at once
    (`SearchIndex.drop`); this finds those that were not.
    """
    documents = tables.documents
    # A power of two: a number that grew with the index would give the same turn again and again.
    turns = 1 << (latest // LOOKED_AT).bit_length()
    first = latest % turns * LOOKED_AT
    within = documents.c.number.between(first, first + LOOKED_AT - 1)
    asked = set(
        connection.scalars(select(documents.c.key).where(within, documents.c.key.is_not(None)))
    )
    try:
        found = keys.find_all(asked)
    except UnknownKey as error:
        # A store that has lost keys is told of where the texts themselves are opened.
        log.warning("keys of the index not found", error=str(error))
        return 0
    gone = [key for key, secret in found.items() if secret is None]
    return index.drop(connection, tables, documents.c.key.in_(gone)) if gone else 0
