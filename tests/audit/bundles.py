"""A bundle of a few events of two ledgers, with keys of its own."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from services.audit.documents.bundle import Growth, Leaf, Told, bundled
from shared.eventlog.checkpoints import Checkpoint, TreeAt
from shared.eventlog.merkle import Tree, leaf_hash
from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.notes import NoteKey, signed
from tests.audit.strange import CASE, record

ORIGIN = "samhandling.example"
MOMENT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SIZE, EARLIER = 40, 17
EPOCHS = {"intake": UUID(int=1), "governance": UUID(int=2)}
CHOSEN = (("intake", 3), ("intake", 4), ("governance", 9), ("intake", 40))
BODIES = {
    service: [record(number, source=service) for number in range(1, SIZE + 1)] for service in EPOCHS
}
TREES = {service: Tree([leaf_hash(each) for each in BODIES[service]]) for service in EPOCHS}


def checkpoint_at(size: int) -> Checkpoint:
    trees = tuple(
        TreeAt(service, EPOCHS[service], size, tree.root(size)) for service, tree in TREES.items()
    )
    return Checkpoint(ORIGIN, MOMENT, trees)


_FOLDER = TemporaryDirectory(ignore_cleanup_errors=True)


@cache
def keys() -> NoteKeys:
    return NoteKeys(Path(_FOLDER.name), ORIGIN, made_at_need=True)


@cache
def trusted() -> tuple[NoteKey, ...]:
    return keys().trusted()


def told(of: str = str(CASE)) -> Told:
    now, before = checkpoint_at(SIZE), checkpoint_at(EARLIER)
    leaves = [
        Leaf(
            service,
            EPOCHS[service],
            position,
            leaf_hash(BODIES[service][position - 1]),
            tuple(TREES[service].inclusion_proof(position - 1, SIZE)),
            BODIES[service][position - 1],
        )
        for service, position in CHOSEN
    ]
    growth = Growth(
        "a-earlier",
        signed(before.text(), keys().signers()),
        {
            (service, EPOCHS[service]): tree.consistency_proof(EARLIER, SIZE)
            for service, tree in TREES.items()
        },
    )
    return Told(
        kind="case",
        of=of,
        made_at=MOMENT,
        name="b-now",
        note=signed(now.text(), keys().signers()),
        checkpoint=now,
        leaves=leaves,
        growth=(growth,),
        extra={"historikk.pdf": b"%PDF-1.7 to be read"},
        withheld=2,
    )


@cache
def bundle(of: str = str(CASE)) -> bytes:
    return bundled(told(of), keys(), "Les meg.")
