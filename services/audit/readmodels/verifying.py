"""A ledger compared with what audit has heard of it, event by event (R-4)."""

from collections.abc import Iterator, Mapping
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


def verify_ledger(
    service: ServiceName,
    ledger: Ledger,
    engine: Engine,
    published: Mapping[int, bytes] | None = None,
) -> Verdict:
    """Whether the ledger still holds what audit heard, in its order, and nothing else.

    What audit has not heard yet (`events` beyond `size`) is not judged. `published` are roots by
    size from checkpoints kept elsewhere: they tell where ledger and logbook have both been
    changed. Then the first position that may be bad is named, right after what is still proved.
    """
    events = ledger.head()
    known = next(
        (head for head in heads(engine) if (head.service, head.epoch) == (service, ledger.epoch)),
        None,
    )
    published = dict(published or {})
    if known is None:
        if any(published):
            return Verdict(service, events, 0, "", 1, "alt som var publisert, mangler")
        return Verdict(service, events, 0, "")
    bad = _first_bad(ledger, engine, known, published)
    root = known.root.hex()
    if bad is None:
        return Verdict(service, events, known.size, root)
    return Verdict(service, events, known.size, root, *bad)


def _first_bad(
    ledger: Ledger, engine: Engine, known: Head, published: Mapping[int, bytes]
) -> tuple[int, str] | None:
    tree, proved = CompactRange(), 0
    for position, stored, leaf in _side_by_side(ledger, engine, known):
        wrong = _difference(stored, leaf)
        if leaf is None or wrong is not None:
            return position, wrong or ""
        tree.append(leaf)
        if position in published:
            if tree.root() != published[position]:
                return proved + 1, f"noe til og med {position} er et annet enn det publiserte"
            proved = position
    if beyond := [size for size in published if size > known.size]:
        return known.size + 1, f"{min(beyond)} hendelser er publisert"
    if tree.root() != known.root:
        return known.size, "treets rot stemmer ikke med bladene"
    return None


def _side_by_side(
    ledger: Ledger, engine: Engine, known: Head
) -> Iterator[tuple[int, bytes | None, bytes | None]]:
    """By position what the ledger holds, and the leaf of what was heard."""
    for after in range(0, known.size, PAGE):
        last = min(after + PAGE, known.size)
        page = ledger.read_log(after=after, limit=last - after)
        stored = {each.position: each.body for each in page}
        remembered = _leaves(engine, known, after, PAGE)
        for position in range(after + 1, last + 1):
            yield position, stored.get(position), remembered.get(position)


def _difference(stored: bytes | None, leaf: bytes | None) -> str | None:
    if leaf is None:
        return "hendelsen mangler i revisjon"
    if stored is None:
        return "hendelsen mangler i loggen"
    if leaf_hash(stored) != leaf:
        return "hendelsen er endret etter at den ble hørt"
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
