"""A decision replayed: the same command and facts on the same state, by today's rules (R-3).

What comes out is compared with what was recorded, opened, so that the same content sealed twice is
equal. Every decision carries the version of the rules it was made by: where that is not today's,
a difference may be the rules' own, and is told as such.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Literal, TypeAlias, get_type_hints
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from shared.contracts.record import Envelope, Event, Sealed, ServiceName
from shared.eventlog.codec import Garbled
from shared.eventlog.commands import Decider
from shared.eventlog.ledger import Stored
from shared.eventlog.recording import load
from shared.eventlog.sealing import rewritten
from shared.service.assembly import Service
from shared.values.refusal import Refused

Verdict: TypeAlias = Literal[
    "agrees", "differs", "other-rules", "erased", "no-decision", "not-understood"
]
"""`other-rules`: it comes out otherwise by the rules of today, which are not those of that day.
`erased`: what it rested on is gone (R-7). `no-decision`: it was written by the log's own keeping.
`not-understood`: the program has no such command, or no such facts, any more."""


class Unexplained(LookupError):  # noqa: N818 - named for what it is
    """There is no event at this position."""


class Explanation(BaseModel):
    """One decision: what was asked, on which facts, what came of it, and what comes of it now.

    `asked` and `facts` are as they were recorded, what is sealed still sealed. `positions` are
    where in other services' logs, and `heads` at which versions of own streams, the facts were
    read; `state_version` is the stream's before the decision. `replayed` are the types that the
    replay gives, or a refusal; `differences` the places in the data, never the content.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    service: ServiceName
    stream: str
    state_version: int
    command: str
    command_id: UUID
    causation: UUID | None
    rules_version: str
    rules_today: str
    asked: dict[str, Any]
    facts: dict[str, Any]
    heads: dict[str, int]
    positions: dict[str, int]
    recorded: tuple[str, ...]
    replayed: tuple[str, ...]
    refusal: str | None = None
    differences: tuple[str, ...] = ()
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Recorded:
    """All events of one command, side by side in the log; the first carries the decision."""

    stored: tuple[Stored, ...]
    envelopes: tuple[Envelope, ...]

    @property
    def first(self) -> Envelope:
        return self.envelopes[0]


def explained(service: Service, position: int) -> Explanation:
    """Replays the decision that the event at this position came of. Raises Unexplained."""
    return _Explaining(service, _recorded(service, position)).explanation()


class _Explaining:
    def __init__(self, service: Service, recorded: _Recorded) -> None:
        self._service = service
        self._recorded = recorded
        self._said = from_json(recorded.first.decision or "{}")

    def explanation(self) -> Explanation:
        if not self._said:
            return self._told("no-decision")
        found = self._service.handler.decider_named(self._said["command"])
        if found is None:
            return self._told("not-understood")
        kind, decider = found
        seals = self._service.platform.seals
        try:
            asked = seals.open_all(load(kind, self._said["asked"]))
            facts = seals.open_all(load(_facts_of(decider), self._said["facts"]))
            recorded = [seals.open_all(each) for each in self._events()]
        except (ValidationError, Garbled):
            return self._told("not-understood")
        if any(_closed(each) for each in (asked, facts, *recorded)):
            return self._told("erased")
        return self._compared(decider, asked, facts, recorded)

    def _compared(
        self, decider: Decider[Any, Any, Any], asked: Any, facts: Any, recorded: Sequence[Event]
    ) -> Explanation:
        seals, refusal = self._service.platform.seals, None
        replayed: tuple[Event, ...] = ()
        try:
            decided = decider.decide(asked, facts, self._state(decider, asked))
            replayed = tuple(seals.open_all(each) for each in decided)
        except Refused as refused:
            refusal = f"{refused.rule}: {refused.reason}"
        differences = tuple(_differences(recorded, replayed))
        return self._told(
            self._verdict(bool(differences)),
            replayed=tuple(each.type for each in replayed),
            refusal=refusal,
            differences=differences,
        )

    def _verdict(self, different: bool) -> Verdict:
        if not different:
            return "agrees"
        same_rules = self._recorded.first.rulesversion == self._service.handler.rules_version
        return "differs" if same_rules else "other-rules"

    def _state(self, decider: Decider[Any, Any, Any], asked: Any) -> Any:
        """The stream's state as the decision found it."""
        platform, state = self._service.platform, decider.initial
        for stored in platform.ledger.read_stream(decider.stream(asked)):
            if stored.position >= self._recorded.stored[0].position:
                break
            event = platform.codec.step(stored.type, stored.body).event
            state = decider.evolve(state, event)
        return state

    def _events(self) -> Iterator[Event]:
        for stored in self._recorded.stored:
            event = self._service.platform.codec.decode(stored.body)[1]
            if event is None:
                raise Garbled(f"{stored.type} is not known")
            yield event

    def _told(self, verdict: Verdict, **more: Any) -> Explanation:
        first, said = self._recorded.first, self._said
        return Explanation(
            service=self._service.name,
            stream=first.subject,
            state_version=first.subjectversion - 1,
            command=said.get("command", ""),
            command_id=first.commandid,
            causation=first.causationid,
            rules_version=first.rulesversion,
            rules_today=self._service.handler.rules_version,
            asked=said.get("asked", {}),
            facts=said.get("facts", {}),
            heads=said.get("heads", {}),
            positions=said.get("positions", {}),
            recorded=tuple(stored.type for stored in self._recorded.stored),
            verdict=verdict,
            **{"replayed": (), **more},
        )


def _recorded(service: Service, position: int) -> _Recorded:
    """The command's events around this one: they were appended together."""
    one = _at(service, position)
    if one is None:
        raise Unexplained(f"{service.name} {position}")
    found = [one]
    while (before := _at(service, found[0][0].position - 1)) and _same(before, one):
        found.insert(0, before)
    while (after := _at(service, found[-1][0].position + 1)) and _same(after, one):
        found.append(after)
    return _Recorded(tuple(each for each, _ in found), tuple(each for _, each in found))


def _at(service: Service, position: int) -> tuple[Stored, Envelope] | None:
    platform = service.platform
    for stored in platform.ledger.read_log(after=position - 1, limit=1) if position > 0 else ():
        if stored.position == position:
            return stored, platform.codec.known(stored.body)[0]
    return None


def _same(one: tuple[Stored, Envelope], other: tuple[Stored, Envelope]) -> bool:
    return one[1].commandid == other[1].commandid


def _facts_of(decider: Decider[Any, Any, Any]) -> type[Any]:
    """The class of the facts that a decision takes, whatever it calls them."""
    _command, facts, _state = signature(decider.decide).parameters
    kind: type[Any] = get_type_hints(decider.decide)[facts]
    return kind


def _closed(value: Any) -> bool:
    """Whether something in it could not be opened."""
    found: list[Sealed] = []

    def noted(sealed: Sealed) -> Sealed:
        if sealed.clear is None:
            found.append(sealed)
        return sealed

    rewritten(value, Sealed, noted)
    return bool(found)


def _differences(recorded: Sequence[Event], replayed: Sequence[Event]) -> Iterator[str]:
    for number, (was, comes) in enumerate(zip(recorded, replayed, strict=False), start=1):
        if was.type != comes.type:
            yield f"{number}: {was.type} → {comes.type}"
        else:
            said, says = was.model_dump(mode="json"), comes.model_dump(mode="json")
            yield from _paths(said, says, f"{number}: {was.type}")
    for was in recorded[len(replayed) :]:
        yield f"{was.type} → –"
    for comes in replayed[len(recorded) :]:
        yield f"– → {comes.type}"


def _paths(was: Any, comes: Any, at: str) -> Iterator[str]:
    if isinstance(was, dict) and isinstance(comes, dict):
        for name in sorted(was.keys() | comes.keys()):
            yield from _paths(was.get(name), comes.get(name), f"{at}.{name}")
    elif was != comes:
        yield at
