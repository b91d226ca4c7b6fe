"""Keeps every record of every service and grows its tree, whatever the record may say (R-4).

The leaf is made of the bytes alone, so nothing is parked or waited with here. What the rows say
beside the bytes is read as far as this program can, and read again by the next one.
"""

from collections.abc import Sequence

import structlog
from sqlalchemy import Engine, and_, insert, select
from sqlalchemy.exc import IntegrityError

from services.audit.readmodels.logbook import ENTRIES, TREES, unread_rows, writing
from services.audit.readmodels.nodes import KEPT_FROM, Grown
from shared.clock import Clock
from shared.contracts.record import ServiceName
from shared.eventlog.codec import Garbled, envelope_of
from shared.eventlog.heard import Opaque
from shared.eventlog.ledger import Place
from shared.eventlog.merkle import CompactRange, leaf_hash
from shared.eventlog.projections import FencedOut, Gap, OtherEpoch

_SAID = ("case_id", "type", "recorded", "happened", "actor", "helsefellesskap")

log = structlog.get_logger(__name__)


class Logbook:
    """The keeper of all bytes, who grows all trees; one transaction a batch."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._expected: dict[ServiceName, Place | None] = {}

    @property
    def name(self) -> str:
        return "logbook"

    def place(self, source: ServiceName) -> Place | None:
        """The newest place in the log of `source`; in its newest epoch.

        What an earlier program could not read of it is read again first.
        """
        self._read_again(source)
        with self._engine.connect() as connection:
            row = connection.execute(
                select(TREES)
                .where(TREES.c.service == source)
                .order_by(TREES.c.since.desc())
                .limit(1)
            ).one_or_none()
        self._expected[source] = Place(row.epoch, row.size, row.event_id) if row else None
        return self._expected[source]

    def take(self, batch: Sequence[Opaque]) -> None:
        """Keeps consecutive records of one source; skips what has been kept before.

        Raises OtherEpoch, Gap and FencedOut, and what the database raises when it is away.
        """
        if not batch:
            return
        source = batch[0].source
        known = self._expected.pop(source, None) or self.place(source)
        self._expected.pop(source, None)
        if known is not None and known.epoch != batch[0].epoch:
            raise OtherEpoch(self.name, source, known.epoch, batch[0].epoch)
        at = known.position if known else 0
        new = [record for record in batch if record.position > at]
        if new and new[0].position != at + 1:
            raise Gap(f"{self.name} is at {source} {at}, was given {new[0].position}")
        if new:
            self._keep(source, at, new)
        self._expected[source] = new[-1].place if new else known

    def _keep(self, source: ServiceName, at: int, new: Sequence[Opaque]) -> None:
        epoch = new[0].epoch
        ours = and_(TREES.c.service == source, TREES.c.epoch == epoch)
        with writing(self._engine) as connection:
            row = connection.execute(select(TREES).where(ours).with_for_update()).one_or_none()
            if (row.size if row else 0) != at:
                raise FencedOut(self.name)
            tree = CompactRange.from_bytes(row.state) if row else CompactRange()
            nodes = Grown()
            tree.extend((leaf_hash(record.body) for record in new), nodes, kept_from=KEPT_FROM)
            try:
                connection.execute(insert(ENTRIES), [_row(record) for record in new])
            except IntegrityError as error:
                raise FencedOut(self.name) from error
            nodes.keep(connection, source, epoch)
            grown = {
                "size": tree.size,
                "event_id": new[-1].event_id,
                "state": tree.to_bytes(),
            }
            if row is None:
                since = self._clock.now()
                connection.execute(
                    insert(TREES).values(service=source, epoch=epoch, since=since, **grown)
                )
            else:
                connection.execute(TREES.update().where(ours).values(**grown))

    def _read_again(self, source: ServiceName) -> None:
        columns = ENTRIES.c
        with writing(self._engine) as connection:
            for row in connection.execute(unread_rows().where(columns.service == source)).all():
                if said := _said(row.body):
                    connection.execute(
                        ENTRIES.update()
                        .where(
                            columns.service == row.service,
                            columns.epoch == row.epoch,
                            columns.position == row.position,
                        )
                        .values(**said)
                    )


def _row(record: Opaque) -> dict[str, object]:
    said = _said(record.body)
    if not said:
        log.warning("kept unread", service=record.source, position=record.position)
    return {
        "service": record.source,
        "epoch": record.epoch,
        "position": record.position,
        "event_id": record.event_id,
        "body": record.body,
        "leaf": leaf_hash(record.body),
        **(said or dict.fromkeys(_SAID)),
    }


def _said(body: bytes) -> dict[str, object]:
    """What the record says of itself, by column; nothing where this program can't read it."""
    try:
        envelope = envelope_of(body)
    except Garbled:
        return {}
    values = (
        envelope.correlationid,
        envelope.type,
        envelope.recordedtime,
        envelope.time,
        envelope.actor,
        envelope.helsefellesskap,
    )
    return dict(zip(_SAID, values, strict=True))
