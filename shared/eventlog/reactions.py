"""Events heard become commands: all that one batch causes, and the reader's step, in one append,
or in several where one event causes more than an append holds.

The commands have ids of their own that follow from the event, so a batch that is given twice has
its effects once. An event whose command is refused, or fails for its own sake, is parked with
its case; what the world around does is raised, and the batch comes again.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid5

from shared.contracts.record import ServiceName, Who, service_actor
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import AppendTooLarge, Fenced, Ledger, Place, ReaderMove
from shared.eventlog.parking import ParkingLot, is_bookkeeping, is_poison
from shared.eventlog.projections import FencedOut, Gap, OtherEpoch
from shared.eventlog.projections.folding import TRIES, short_pause

MOST_TOGETHER = 50
"""One append carries at most this many events' effects, to stay well under its byte cap."""

React = Callable[[Heard], Sequence[Any]]
"""The commands that an event causes; pure. Most events cause none."""


def reaction_id(event_id: UUID, index: int, command: object) -> UUID:
    """The id of a command that an event causes: the same event, the same command."""
    return uuid5(event_id, f"{index}:{type(command).__name__}")


class Reactions:
    """The consumer that turns events of the services it hears into commands of its own."""

    def __init__(
        self,
        handler: Handler,
        ledger: Ledger,
        parking: ParkingLot,
        hears: frozenset[ServiceName],
        react: React,
        *,
        tries: int = TRIES,
        pause: Callable[[int], None] = short_pause,
    ) -> None:
        self._handler = handler
        self._ledger = ledger
        self._parking = parking
        self._react = react
        self._tries = tries
        self._pause = pause
        self._expected: dict[ServiceName, Place | None] = {}
        self.hears = hears

    @property
    def name(self) -> str:
        return "reactions"

    def reader(self, source: ServiceName) -> str:
        """The name of its place in the log of `source`, and of its parking."""
        return f"reactions-{source}"

    def readers(self) -> tuple[str, ...]:
        return tuple(self.reader(source) for source in sorted(self.hears))

    def place(self, source: ServiceName) -> Place | None:
        """Where it stands; asking is how a process begins to read (see FoldingReader.place)."""
        self._parking.queues(self.reader(source))
        self._expected[source] = self._ledger.place(self.reader(source))
        return self._expected[source]

    def take(self, batch: Sequence[Heard]) -> None:
        """Carries out what consecutive events of one source cause; skips what it has passed.

        Raises OtherEpoch, Gap, FencedOut, WaitingFor, and what the store raises when it is away.
        """
        rest = self._ahead(batch)
        for start in range(0, len(rest), MOST_TOGETHER):
            self._take(rest[start : start + MOST_TOGETHER])

    def take_parked(self, reader: str, heard: Heard) -> None:
        """Tries one parked event again, without moving the place; its effect comes once.

        Raises what the decision raises, and LookupError for another consumer's reader.
        """
        if reader not in self.readers():
            raise LookupError(reader)
        for asked in self._asked(heard):
            self._handler.handle(asked)

    def _ahead(self, batch: Sequence[Heard]) -> list[Heard]:
        """The events after the reader's place; no hole, and all of one epoch."""
        rest: list[Heard] = []
        for heard in batch:
            if heard.source not in self._expected:
                self.place(heard.source)
            place = rest[-1].place if rest else self._expected[heard.source]
            if place is not None and place.epoch != heard.epoch:
                raise OtherEpoch(self.reader(heard.source), heard.source, place.epoch, heard.epoch)
            position = place.position if place else 0
            if heard.position > position + 1:
                raise Gap(f"{self.reader(heard.source)} is at {position}: {heard.position}")
            if heard.position == position + 1:
                rest.append(heard)
        return rest

    def _take(self, chunk: Sequence[Heard]) -> None:
        try:
            self._commit(chunk, [asked for heard in chunk for asked in self._causes(heard)])
        except Exception as error:
            if not is_poison(error) or isinstance(error, FencedOut | OtherEpoch | Gap):
                raise
            if len(chunk) == 1:
                self._take_alone(chunk[0], error)
            elif isinstance(error, AppendTooLarge):
                self._take(chunk[: len(chunk) // 2])
                self._take(chunk[len(chunk) // 2 :])
            else:
                for heard in chunk:
                    self._take([heard])

    def _take_alone(self, heard: Heard, error: Exception) -> None:
        for attempt in range(1, self._tries):
            self._pause(attempt)
            try:
                return self._carry_out(heard)
            except Exception as again:
                if not is_poison(again) or isinstance(again, FencedOut | OtherEpoch | Gap):
                    raise
                error = again
        self._parking.park(self.reader(heard.source), heard, error)
        return self._commit([heard], [])

    def _carry_out(self, heard: Heard) -> None:
        """One event. Where it causes more than an append holds, each command goes for itself and
        the step last: cut short, the event comes again, and what is done finds itself done."""
        causes = self._causes(heard)
        try:
            self._commit([heard], causes)
        except AppendTooLarge:
            for asked in causes:
                self._handler.handle(asked)
            self._commit([heard], [])

    def _commit(self, chunk: Sequence[Heard], asked: Sequence[Asked]) -> None:
        source = chunk[-1].source
        if source not in self._expected:
            self.place(source)
        move = ReaderMove(self.reader(source), self._expected[source], chunk[-1].place)
        # If the store goes away here the step may have been made all the same: look before
        # going on, or this leader would take itself for another.
        del self._expected[source]
        outcome = self._handler.handle_all(asked, move)
        if isinstance(outcome, Fenced):
            raise FencedOut(outcome.reader)
        self._expected[source] = chunk[-1].place

    def _causes(self, heard: Heard) -> list[Asked]:
        if heard.event is None or is_bookkeeping(heard):
            return []
        if self._parking.holds(self.reader(heard.source), heard):
            return []
        return self._asked(heard)

    def _asked(self, heard: Heard) -> list[Asked]:
        envelope = heard.envelope
        return [
            Asked(
                command=command,
                id=reaction_id(envelope.id, index, command),
                by=Who(service_actor(self._handler.service)),
                at=envelope.time,
                case=envelope.correlationid,
                helsefellesskap=envelope.helsefellesskap,
                causation=envelope.id,
                traceparent=envelope.traceparent,
            )
            for index, command in enumerate(self._react(heard))
        ]
