"""Where each reader stands in each log, kept in the same database as its rows."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Place
from shared.eventlog.projections.schema import positions


class FencedOut(Exception):  # noqa: N818
    """Another process has moved this reader: it leads now, and this one must stop."""


class OtherEpoch(Exception):  # noqa: N818
    """The log is not the one this reader has followed (it has been restored from a backup)."""

    def __init__(self, reader: str, source: ServiceName, known: UUID, given: UUID) -> None:
        super().__init__(f"{reader} follows {source} in epoch {known}, was given {given}")


class Gap(Exception):  # noqa: N818
    """An event was left out on the way here; it must be fetched first."""


class Step:
    """One reader's way through one batch of one source: from `before` to `now`."""

    __slots__ = ("before", "now", "reader", "source")

    def __init__(self, reader: str, source: ServiceName, before: Place | None) -> None:
        self.reader = reader
        self.source: ServiceName = source
        self.before = before
        self.now = before

    def advance(self, heard: Heard) -> bool:
        """Whether the event is the next one; False when it has been passed before.

        Raises OtherEpoch and Gap.
        """
        position = 0
        if self.now is not None:
            if self.now.epoch != heard.epoch:
                raise OtherEpoch(self.reader, self.source, self.now.epoch, heard.epoch)
            position = self.now.position
        if heard.position <= position:
            return False
        if heard.position != position + 1:
            raise Gap(f"{self.reader} is at {self.source} {position}, was given {heard.position}")
        self.now = heard.place
        return True

    def save(self, connection: Connection) -> None:
        """Moves the place, if it still is where this step began. Raises FencedOut."""
        if self.now is None or self.now == self.before:
            return
        row = {
            "epoch": self.now.epoch,
            "position": self.now.position,
            "event_id": self.now.event_id,
        }
        if self.before is None:
            try:
                connection.execute(
                    insert(positions).values(reader=self.reader, source=self.source, **row)
                )
            except IntegrityError as error:
                raise FencedOut(self.reader) from error
            return
        moved = connection.execute(
            update(positions)
            .where(
                positions.c.reader == self.reader,
                positions.c.source == self.source,
                positions.c.epoch == self.before.epoch,
                positions.c.position == self.before.position,
            )
            .values(**row)
        )
        if moved.rowcount != 1:
            raise FencedOut(self.reader)


def places(connection: Connection, readers: Iterable[str]) -> dict[tuple[str, ServiceName], Place]:
    """Where these readers stand, by reader and source; a source not begun is left out."""
    rows = connection.execute(select(positions).where(positions.c.reader.in_(list(readers))))
    return {(row.reader, row.source): Place(row.epoch, row.position, row.event_id) for row in rows}
