"""Load, decide, append: the one way a command becomes events, and has one effect.

A command that is repeated finds itself in its stream and gets the same answer. What the cache
holds may be stale where several replicas write; so nothing is refused, and nothing is called
already done, before the stream has been read afresh.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any
from uuid import UUID

from shared.clock import Clock
from shared.contracts.record import Facts, ServiceName
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.commands import (
    Asked,
    Decided,
    Decider,
    Done,
    Earlier,
    Heads,
    Loaded,
    ReusedCommandId,
    StaleVersion,
    TooManyConflicts,
)
from shared.eventlog.ledger import (
    Append,
    Appended,
    Conflict,
    Fenced,
    Ledger,
    NewEvent,
    ReaderMove,
)
from shared.eventlog.recording import Recording, events_of, record
from shared.eventlog.sealing import Seals
from shared.values.refusal import Refused

MAX_ATTEMPTS = 50
CACHED_STREAMS = 10_000
"""A stream costs its state and some 350 bytes for each command: 35 kB after 100 commands."""


class Handler:
    """Carries out the commands of one service."""

    def __init__(
        self,
        *,
        service: ServiceName,
        rules_version: str,
        ledger: Ledger,
        appender: Appender,
        codec: Codec,
        seals: Seals,
        clock: Clock,
        new_id: Callable[[], UUID],
        deciders: Sequence[Decider[Any, Any, Any]],
    ) -> None:
        self.service: ServiceName = service
        self.rules_version = rules_version
        self._ledger = ledger
        self._appender = appender
        self._codec = codec
        self._seals = seals
        self._clock = clock
        self._new_id = new_id
        self._deciders = {kind: decider for decider in deciders for kind in decider.commands}
        self._heads = Heads(ledger)
        self._cache: OrderedDict[str, Loaded] = OrderedDict()
        self._lock = Lock()

    def decider(self, command: object) -> Decider[Any, Any, Any]:
        return self._deciders[type(command)]

    def decider_named(self, command: str) -> tuple[type[Any], Decider[Any, Any, Any]] | None:
        """A command by the name that its decisions are recorded under, and who decides it; None
        where there is no such command any more."""
        return next((each for each in self._deciders.items() if each[0].__name__ == command), None)

    def decider_of(self, stream: str) -> Decider[Any, Any, Any] | None:
        """The decider of a stream by its name; None for streams that only reserve."""
        kind = stream.split("-", 1)[0]
        return next((each for each in self._deciders.values() if each.kind == kind), None)

    def handle(self, asked: Asked) -> Done:
        """One command, one effect.

        Raises Refused, StaleVersion, ReusedCommandId, TooManyConflicts, and what the appender
        raises when the store is away (then the effect is unknown until the command is repeated).
        """
        for _ in range(MAX_ATTEMPTS):
            draft = Draft(self)
            done = draft.add(asked)
            if not draft.new:
                return done
            outcome = self._appender.append(Append(draft.new))
            match outcome:
                case Appended():
                    return draft.settle(outcome)[0]
                case Conflict():
                    self.forget(outcome.subject)
                case Fenced():
                    raise AssertionError("a command moves no reader")
        raise TooManyConflicts(str(asked.id))

    def handle_all(self, asked: Sequence[Asked], move: ReaderMove) -> list[Done] | Fenced:
        """What a reader's batch causes, and the reader's step: all or nothing.

        On a conflict the whole batch is decided again. Raises as `handle` does.
        """
        for _ in range(MAX_ATTEMPTS):
            draft = Draft(self)
            done = [draft.add(each) for each in asked]
            outcome = self._ledger.append_all([Append(draft.new, move)])[0]
            match outcome:
                case Appended():
                    settled = iter(draft.settle(outcome))
                    return [
                        next(settled) if each.events and not each.repeated else each
                        for each in done
                    ]
                case Conflict():
                    self.forget(outcome.subject)
                case Fenced():
                    return outcome
        raise TooManyConflicts(move.reader)

    def state(self, decider: Decider[Any, Any, Any], stream: str) -> Loaded:
        """The stream's state, read afresh."""
        return self.load(decider, stream, fresh=True)[0]

    def load(
        self, decider: Decider[Any, Any, Any], stream: str, *, fresh: bool
    ) -> tuple[Loaded, bool]:
        """The stream's state and whether it was read just now."""
        with self._lock:
            cached = self._cache.get(stream)
        if cached is not None and not fresh:
            return cached, False
        loaded = self._advanced(decider, stream, cached or Loaded(0, decider.initial))
        self.remember(stream, loaded)
        return loaded, True

    def _advanced(self, decider: Decider[Any, Any, Any], stream: str, loaded: Loaded) -> Loaded:
        version, state, commands = loaded.version, loaded.state, loaded.commands
        for stored in self._ledger.read_stream(stream, after=version):
            event, command_id, fingerprint = self._codec.step(stored.type, stored.body)
            if event is None:
                raise ValueError(f"{stored.subject} holds an unknown type {stored.type}")
            version, state = stored.version, decider.evolve(state, event)
            earlier = commands.get(command_id)
            if earlier is None or earlier.version < version:
                commands[command_id] = Earlier(fingerprint, version, stored.position)
        return Loaded(version, state, commands)

    def remember(self, stream: str, loaded: Loaded) -> None:
        with self._lock:
            held = self._cache.get(stream)
            if held is None or held.version <= loaded.version:
                self._cache[stream] = loaded
                self._cache.move_to_end(stream)
            while len(self._cache) > CACHED_STREAMS:
                self._cache.popitem(last=False)

    def forget(self, stream: str) -> None:
        with self._lock:
            self._cache.pop(stream, None)
        self._heads.forget(stream)

    def decide(self, asked: Asked, loaded: Loaded, stream: str) -> Decided:
        """Judges one command on one state; raises Refused. Nothing is recorded yet."""
        decider = self.decider(asked.command)
        gathered = decider.facts(
            asked.command, Facts(now=self._clock.now(), by=asked.by, command_id=asked.id)
        )
        events = decider.decide(asked.command, gathered.facts, loaded.state)
        recording = Recording(
            service=self.service,
            rules_version=self.rules_version,
            asked=asked,
            fingerprint=self._seals.fingerprint(asked.command),
            gathered=gathered,
            recorded=self._clock.now(),
        )
        heads = {**gathered.heads, stream: loaded.version}
        new: list[NewEvent] = []
        own = 0
        for event in events:
            subject = decider.reserves(event) or stream
            own += subject == stream
            if subject not in heads:
                heads[subject] = self._heads.of(subject)
            heads[subject] += 1
            new.append(
                record(
                    recording,
                    event,
                    subject=subject,
                    version=heads[subject],
                    event_id=self._new_id(),
                    case=decider.correlates(event),
                    with_decision=not new,
                    seals=self._seals,
                    codec=self._codec,
                )
            )
        return Decided(asked, stream, loaded, recording.fingerprint, tuple(new), events, own)

    def earlier(self, asked: Asked, loaded: Loaded, stream: str) -> Done | None:
        """The answer to a command that the stream has seen before."""
        seen = loaded.commands.get(asked.id)
        if seen is None:
            return None
        if seen.fingerprint != self._seals.fingerprint(asked.command):
            raise ReusedCommandId(str(asked.id))
        events = events_of(asked.id, seen.position, self._ledger, self._codec)
        return Done(stream, seen.version, seen.position, events, repeated=True)


class Draft:
    """Commands decided one upon the other, to be appended together."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._streams: dict[str, Loaded] = {}
        self._decided: list[Decided] = []

    @property
    def new(self) -> tuple[NewEvent, ...]:
        return tuple(event for decided in self._decided for event in decided.new)

    def add(self, asked: Asked) -> Done:
        """Decides one more command; a refusal is final only on a state read just now."""
        decider = self._handler.decider(asked.command)
        stream = decider.stream(asked.command)
        drafted = self._streams.get(stream)
        if drafted is not None:
            return self._add_on(asked, stream, drafted)
        loaded, fresh = self._handler.load(decider, stream, fresh=False)
        if not fresh:
            try:
                done = self._add_on(asked, stream, loaded)
            except (Refused, StaleVersion):
                pass
            else:
                if done.events:
                    return done
            loaded, _ = self._handler.load(decider, stream, fresh=True)
        return self._add_on(asked, stream, loaded)

    def _add_on(self, asked: Asked, stream: str, loaded: Loaded) -> Done:
        seen = self._handler.earlier(asked, loaded, stream)
        if seen is not None:
            return seen
        if asked.expected_version is not None and asked.expected_version != loaded.version:
            raise StaleVersion(stream, asked.expected_version, loaded.version)
        decided = self._handler.decide(asked, loaded, stream)
        if not decided.events:
            return Done(stream, loaded.version, 0, ())
        decider = self._handler.decider(asked.command)
        state = loaded.state
        for event in decided.events:
            if (decider.reserves(event) or stream) == stream:
                state = decider.evolve(state, event)
        self._streams[stream] = Loaded(loaded.version + decided.own, state, loaded.commands)
        self._decided.append(decided)
        return Done(stream, loaded.version + decided.own, 0, decided.events)

    def settle(self, appended: Appended) -> list[Done]:
        """The answers, once durable; what was decided becomes what is cached."""
        positions = iter(appended.positions)
        done: list[Done] = []
        for decided in self._decided:
            given = [(new.subject, next(positions)) for new in decided.new]
            position = max(at for subject, at in given if subject == decided.stream)
            version = decided.loaded.version + decided.own
            decided.loaded.commands[decided.asked.id] = Earlier(
                decided.fingerprint, version, position
            )
            done.append(Done(decided.stream, version, position, decided.events))
        for stream, loaded in self._streams.items():
            self._handler.remember(stream, loaded)
        return done
