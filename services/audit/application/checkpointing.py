"""Checkpoints: all the trees' heads, signed and published outside the database (R-4)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

import structlog
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import Engine

from services.audit.commands import RecordHeads
from services.audit.readmodels import logbook, nodes
from shared.contracts.record import NAMESPACE, Who, service_actor
from shared.eventlog.checkpoints import Checkpoint, TreeAt
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.leader import rest
from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.notes import NotSigned, opened, signed
from shared.eventlog.parking import describe, is_infrastructure
from shared.eventlog.publishing import Published
from shared.eventlog.signing import KeyMissing
from shared.values.refusal import Refused

NAME = "%Y%m%dT%H%M%S%fZ"
UNCOVERED = "samhandling_uncovered_events"

log = structlog.get_logger(__name__)


class Contradicted(Exception):  # noqa: N818 - named for what it says
    """The trees are not what was published of them; the text says which, and since when."""


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint that has been published, and the note it stands in."""

    name: str
    note: str
    checkpoint: Checkpoint


def read(published: Published, keys: NoteKeys, name: str) -> Note:
    """Raises LookupError, and NotSigned where it is not what one of the keys has signed."""
    note = published.get(name).decode(errors="replace")
    try:
        text, _ = opened(note, keys.trusted())
        return Note(name, note, Checkpoint.from_text(text))
    except (NotSigned, ValueError) as error:
        raise NotSigned(f"{name}: {error}") from error


class Checkpoints:
    """What has been published, and what is to be."""

    def __init__(self, engine: Engine, keys: NoteKeys, published: Published, origin: str) -> None:
        self._engine = engine
        self._keys = keys
        self._published = published
        self._origin = origin

    @property
    def keys(self) -> NoteKeys:
        return self._keys

    def names(self) -> Sequence[str]:
        """The oldest first."""
        return self._published.names()

    def get(self, name: str) -> Note:
        """Raises LookupError, and NotSigned where it is not what one of our keys has signed."""
        return read(self._published, self._keys, name)

    def newest(self) -> Note | None:
        """Raises as `get` does."""
        names = self.names()
        return self.get(names[-1]) if names else None

    def of_now(self, at: datetime) -> Checkpoint:
        """The trees as they are."""
        return Checkpoint(self._origin, at, trees_now(self._engine))

    def publish(self, checkpoint: Checkpoint) -> Note:
        """Signs it and puts it where it stays. Raises KeyMissing, ValueError, OSError."""
        note = signed(checkpoint.text(), self._keys.signers())
        name = checkpoint.at.strftime(NAME)
        self._published.put(name, note.encode())
        return Note(name, note, checkpoint)

    def uncovered(self) -> dict[str, int]:
        """By service how many events stand in a tree without a checkpoint that covers them."""
        newest = self.newest()
        covered = newest.checkpoint.by_ledger if newest else {}
        found: dict[str, int] = {}
        for tree in trees_now(self._engine):
            known = covered.get(tree.ledger)
            late = tree.size - (known.size if known else 0)
            found[tree.service] = found.get(tree.service, 0) + max(late, 0)
        return found

    def contradiction(self) -> str | None:
        """What was published of the trees, and no longer holds; None where all of it holds.

        Events may have been changed in the logbook and its heads made anew: then the checkpoint
        that was kept elsewhere tells. The newest one that still holds tells from where on.
        Raises as `get` does.
        """
        newest = self.newest()
        wrong = newest and self._contradicted(newest.checkpoint)
        if not newest or not wrong:
            return None
        held = 0
        for name in self.names():
            tree = self.get(name).checkpoint.by_ledger.get(wrong.ledger)
            if tree is None or self._holds(tree):
                held = tree.size if tree else 0
            else:
                return f"{wrong.service}: hendelse {held + 1}–{tree.size} er endret etter {name}"
        return f"{wrong.service}: hendelse {held + 1}–{wrong.size} er endret"

    def _contradicted(self, checkpoint: Checkpoint) -> TreeAt | None:
        return next((tree for tree in checkpoint.trees if not self._holds(tree)), None)

    def _holds(self, known: TreeAt) -> bool:
        now = next(
            (
                head
                for head in logbook.heads(self._engine)
                if (head.service, head.epoch) == known.ledger
            ),
            None,
        )
        if now is None or now.size < known.size:
            return False
        grown = nodes.tree(self._engine, now.service, now.epoch, now.size)
        return grown.root(known.size) == known.root and grown.root() == now.root


def trees_now(engine: Engine) -> tuple[TreeAt, ...]:
    """The heads of all the trees as they are."""
    return tuple(
        TreeAt(head.service, head.epoch, head.size, head.root) for head in logbook.heads(engine)
    )


class Checkpointing:
    """The duty to publish a checkpoint every so often; carried out by the leader."""

    name = "checkpoints"

    def __init__(
        self,
        checkpoints: Checkpoints,
        handler: Handler,
        now: Callable[[], datetime],
        *,
        every: float,
    ) -> None:
        self.alarm: str | None = None
        self._checkpoints = checkpoints
        self._handler = handler
        self._now = now
        self._every = every

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop. What goes wrong is an alarm until it goes well."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.make)
            except (Contradicted, KeyMissing, NotSigned, OSError, Refused, ValueError) as error:
                self.alarm = str(error)
                log.error("no checkpoint", error=describe(error))
            except Exception as error:
                if not is_infrastructure(error):
                    raise
                log.warning("no checkpoint yet", error=describe(error))
            else:
                self.alarm = None
            await rest(stop, self._every)

    def make(self) -> Note | None:
        """One checkpoint, where any other service has said something since the last; the heads go
        on record first. Raises Contradicted, Refused, KeyMissing, NotSigned, OSError."""
        wrong = self._checkpoints.contradiction()
        if wrong is not None:
            raise Contradicted(wrong)
        checkpoint = self._checkpoints.of_now(self._now())
        newest = self._checkpoints.newest()
        known = newest.checkpoint.by_ledger if newest else {}
        if all(
            known.get(tree.ledger) == tree or tree.service == "audit" for tree in checkpoint.trees
        ):
            return None
        self._handler.handle(
            Asked(
                command=RecordHeads(),
                id=uuid5(NAMESPACE, f"checkpoint:{checkpoint.root.hex()}"),
                by=Who(service_actor("audit")),
                at=checkpoint.at,
                case="heads",
            )
        )
        return self._checkpoints.publish(checkpoint)

    def metrics(self) -> list[GaugeMetricFamily]:
        """How much no checkpoint covers yet; nothing where what was published can't be read, which
        the alarm tells."""
        gauge = GaugeMetricFamily(
            UNCOVERED,
            "events that no published checkpoint covers yet",
            labels=["service"],
        )
        try:
            uncovered = self._checkpoints.uncovered()
        except (NotSigned, OSError, ValueError) as error:
            log.warning("no figure of what is uncovered", error=describe(error))
            return [gauge]
        for service, count in sorted(uncovered.items()):
            gauge.add_metric([service], count)
        return [gauge]
