"""A ledger compared with what audit has heard of it, event by event (R-4)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from services.audit.readmodels.logbook import ENTRIES, Head, heads
from shared.contracts.record import ServiceName
from shared.eventlog.ledger import Ledger
from shared.eventlog.merkle import CompactRange, leaf_hash

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`first_bad` is the first position that does not agree, and `what` is wrong with it."""

    service: ServiceName
    events: int
    size: int
    root: str
    first_bad: int | None = None
    what: str = ""

    @property
    def sound(self) -> bool:
        return self.first_bad is None

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "events": self.events,
            "tree_size": self.size,
            "root": self.root,
            "sound": self.sound,
            "first_bad": self.first_bad,
            "what": self.what,
        }


def verify_ledger(service: ServiceName, ledger: Ledger, engine: Engine) -> Verdict:
    """Whether the ledger still holds what audit heard, in its order, and nothing else.

    What audit has not heard yet (`events` beyond `size`) is not judged.
    """
    events = ledger.head()
    known = next(
        (head for head in heads(engine) if (head.service, head.epoch) == (service, ledger.epoch)),
        None,
    )
    if known is None:
        return Verdict(service, events, 0, "")
    bad = _first_bad(ledger, engine, known)
    root = known.root.hex()
    if bad is None:
        return Verdict(service, events, known.size, root)
    return Verdict(service, events, known.size, root, *bad)


def _first_bad(ledger: Ledger, engine: Engine, known: Head) -> tuple[int, str] | None:
    tree = CompactRange()
    while tree.size < known.size:
        stored = {
            each.position: each
            for each in ledger.read_log(after=tree.size, limit=min(PAGE, known.size - tree.size))
        }
        remembered = _leaves(engine, known, tree.size, PAGE)
        for position in range(tree.size + 1, min(tree.size + PAGE, known.size) + 1):
            leaf = remembered.get(position)
            if leaf is None:
                return position, "hendelsen mangler i revisjon"
            if position not in stored:
                return position, "hendelsen mangler i loggen"
            if leaf_hash(stored[position].body) != leaf:
                return position, "hendelsen er endret etter at den ble hørt"
            tree.append(leaf)
    if tree.root() != known.root:
        return known.size, "treets rot stemmer ikke med bladene"
    return None


def _leaves(engine: Engine, known: Head, after: int, limit: int) -> dict[int, bytes]:
    columns = ENTRIES.c
    with engine.connect() as connection:
        rows = connection.execute(
            select(columns.position, columns.leaf)
            .where(
                columns.service == known.service,
                columns.epoch == known.epoch,
                columns.position > after,
                columns.position <= after + limit,
            )
            .order_by(columns.position)
        ).all()
    return {row.position: row.leaf for row in rows}
