"""Events as bytes: made once when recorded, read by everybody, in any version ever written.

A record is a CloudEvents 1.0 event in compact JSON, UTF-8, keys in the order they are declared,
times in UTC with Z, absent attributes left out. The type stands in the envelope only.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError, from_json, to_json

from shared.contracts.record import SERVICES, Envelope, Event, Sealed
from shared.eventlog.absence import may_leave_out_none
from shared.eventlog.records import Reader, Step, reader
from shared.eventlog.sealing import rewritten
from shared.eventlog.upcasting import Upcasters

TYPE = re.compile(
    rf"(?P<family>(?:{'|'.join((*SERVICES, 'eventlog'))})\.[a-z0-9-]+)\.v(?P<n>[1-9]\d*)"
)
"""`<service>.<what-happened>.v<n>`, or `eventlog.…` for the log's own keeping."""

_TYPE_IN_BYTES = re.compile(rb'"type":"([a-z0-9.-]+)"')


class NotSealed(ValueError):  # noqa: N818 - named for what it is
    """Personal data that would have been recorded in clear text, or without its box (P-1)."""


class UnknownType(ValueError):  # noqa: N818 - named for what it is
    """An event to be recorded whose type is not in today's language."""


class Garbled(ValueError):  # noqa: N818 - named for what it is
    """No envelope, or data that does not fit its type; `envelope` is there in the second case.

    The message names the places, never the content.
    """

    def __init__(self, reason: str, envelope: Envelope | None = None) -> None:
        super().__init__(reason)
        self.envelope = envelope


class NewerVersion(Exception):  # noqa: N818 - named for what it is
    """A version of a known type that this program is too old for: upgrade readers first."""

    def __init__(self, envelope: Envelope, newest: int) -> None:
        super().__init__(f"{envelope.type} is newer than the newest version known, v{newest}")
        self.envelope = envelope
        self.newest = newest


class _Kind(NamedTuple):
    event: type[Event]
    read: Reader
    leave_out_none: bool


class Codec:
    """Encodes and decodes the events of the given types; safe to share between threads.

    Raises ValueError when the types can't be told apart: a class without a type name of the
    right shape, two classes with one name, an earlier version that neither is known nor has an
    upcaster.
    """

    def __init__(self, types: Iterable[type[Event]], upcasters: Upcasters) -> None:
        self._upcasters = upcasters
        self._kinds: dict[str, _Kind] = {}
        self._newest: dict[str, int] = {}
        for event in types:
            name = type_name(event)
            if name in self._kinds or name in upcasters.earlier:
                raise ValueError(f"{name} is given twice")
            self._kinds[name] = _Kind(event, reader(name, event), may_leave_out_none(event))
        for name in (*self._kinds, *upcasters.earlier):
            self._note_version(name)
        self._check_earlier_versions()

    def encode(self, envelope: Envelope) -> bytes:
        """The final bytes of an event that is decided now.

        Raises UnknownType, NotSealed (in the data or in the decision), and Garbled where the
        data does not fit the type or a time has no zone.
        """
        kind = self._kinds.get(envelope.type)
        if kind is None:
            raise UnknownType(f"{envelope.type} is not a type that is recorded today")
        _check_decision(envelope.decision)
        try:
            event = kind.event.model_validate_json(to_json(envelope.data))
        except ValidationError as error:
            raise Garbled(f"{envelope.type}: {_places(error)}", envelope) from None
        except PydanticSerializationError:
            # Its message quotes the value.
            raise Garbled(f"{envelope.type}: data that is not JSON", envelope) from None
        recorded = rewritten(event, (Sealed, datetime), _recordable)
        context = _in_utc(envelope).model_dump_json(exclude={"data"}, exclude_none=True)
        data = recorded.model_dump_json(exclude={"type"}, exclude_none=kind.leave_out_none)
        return f'{context[:-1]},"data":{data}}}'.encode()

    def decode(self, body: bytes) -> tuple[Envelope, Event | None]:
        """The envelope as it was stored, and the event as it is understood today.

        None where the type is not known here. Raises NewerVersion for a version of a known type
        that is newer than the newest known, and Garbled.
        """
        kind = self._kinds.get(_type_at_first_sight(body))
        if kind is None:
            return self._decode_slowly(body)
        try:
            envelope, event = kind.read.whole(body)
        except ValidationError:
            return self._decode_slowly(body)
        _require_zones(envelope)
        return envelope, event

    def known(self, body: bytes) -> tuple[Envelope, Event | None]:
        """As `decode`, with None for all that is not understood here, or not yet.

        Raises Garbled where there is no envelope.
        """
        try:
            return self.decode(body)
        except NewerVersion as newer:
            return newer.envelope, None
        except Garbled as error:
            if error.envelope is None:
                raise
            return error.envelope, None

    def step(self, name: str, body: bytes) -> Step:
        """What a state is folded from: an event of the service's own ledger, stored as `name`.

        Of the envelope only the command is read, in the same pass; the rest was checked when it
        was recorded. Raises as `decode` does.
        """
        kind = self._kinds.get(name)
        if kind is None:
            return self._step_slowly(body)
        try:
            return kind.read.step(body)
        except ValidationError:
            return self._step_slowly(body)

    def _step_slowly(self, body: bytes) -> Step:
        envelope, event = self._decode_slowly(body)
        return Step(event, envelope.commandid, envelope.commandfingerprint)

    def _decode_slowly(self, body: bytes) -> tuple[Envelope, Event | None]:
        # The envelope by itself: what is known is told, also where the data is not understood.
        envelope = envelope_of(body)
        try:
            return envelope, self._understood(envelope)
        except ValidationError as error:
            raise Garbled(f"{envelope.type}: {_places(error, 'data')}", envelope) from None

    def _understood(self, envelope: Envelope) -> Event | None:
        kind = self._kinds.get(self._upcasters.end(envelope.type))
        if kind is None:
            shape = TYPE.fullmatch(envelope.type)
            newest = self._newest.get(shape["family"]) if shape else None
            if shape and newest and int(shape["n"]) > newest:
                raise NewerVersion(envelope, newest)
            return None
        _, data = self._upcasters.upcast(envelope.type, envelope.data)
        return kind.event.model_validate_json(to_json(data))

    def _note_version(self, name: str) -> None:
        shape = TYPE.fullmatch(name)
        if shape is None:
            raise ValueError(f"{name} is not <service>.<what-happened>.v<n>")
        if self._upcasters.end(name) in self._kinds:
            family, number = shape["family"], int(shape["n"])
            self._newest[family] = max(number, self._newest.get(family, 0))

    def _check_earlier_versions(self) -> None:
        for family, newest in self._newest.items():
            for number in range(1, newest):
                name = f"{family}.v{number}"
                if name not in self._kinds and name not in self._upcasters.earlier:
                    raise ValueError(f"{name} has no upcaster, though v{newest} is known")


def envelope_of(body: bytes) -> Envelope:
    """The envelope of a record of any type. Raises Garbled."""
    try:
        envelope = Envelope.model_validate_json(body)
    except ValidationError as error:
        raise Garbled(f"no envelope: {_places(error)}") from None
    _require_zones(envelope)
    return envelope


def type_name(event: type[Event]) -> str:
    """The name an event class is stored under: the default of its field `type`."""
    name = event.model_fields["type"].default
    if not isinstance(name, str):
        raise ValueError(f"{event.__name__} does not say its type")
    return name


def _type_at_first_sight(body: bytes) -> str:
    """What is most likely the record's type; empty where none is seen."""
    seen = _TYPE_IN_BYTES.search(body)
    return seen[1].decode("ascii") if seen else ""


def _require_zones(envelope: Envelope) -> None:
    if envelope.time.tzinfo is None or envelope.recordedtime.tzinfo is None:
        raise Garbled("no envelope: a time without a zone")


def _recordable(value: Sealed | datetime) -> Sealed | datetime:
    if isinstance(value, datetime):
        return _utc(value)
    if value.clear is not None or value.key is None or value.box is None:
        raise NotSealed(f"{value.purpose} of {value.subject} is not sealed")
    return value


def _in_utc(envelope: Envelope) -> Envelope:
    times = {"time": _utc(envelope.time), "recordedtime": _utc(envelope.recordedtime)}
    # Seldom needed, and a copy costs as much as the rest of what is done here.
    as_it_is = all(time is getattr(envelope, name) for name, time in times.items())
    return envelope if as_it_is else envelope.model_copy(update=times)


def _utc(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise Garbled("a time without a zone can't be recorded")
    return time if time.tzinfo is UTC else time.astimezone(UTC)


def _check_decision(decision: str | None) -> None:
    if decision is None:
        return
    try:
        said = from_json(decision)
    except ValueError:
        raise Garbled("the decision is not JSON") from None
    # Few decisions hold anything sealed. An escape could spell the word in another way.
    if '"clear"' in decision or "\\u" in decision:
        _check_clear(said)


def _check_clear(value: Any) -> None:
    # A decision is text, with no types to tell its sealed fields by: they are told by their keys.
    if isinstance(value, list):
        for item in value:
            _check_clear(item)
    elif isinstance(value, dict):
        if {"subject", "purpose"} <= value.keys() and value.get("clear") is not None:
            raise NotSealed(f"{value['purpose']} of {value['subject']} is not sealed")
        for item in value.values():
            _check_clear(item)


def _places(error: ValidationError, *within: str) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(map(str, (*within, *each['loc'])))} ({each['type']})" for each in found
    )
