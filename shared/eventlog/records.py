"""Records of one type of event, read out of their bytes in one pass.

By the rules of JSON and not of Python objects, and all fields strictly: what is not declared is
refused.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from shared.contracts.record import Envelope, Event


class Step(NamedTuple):
    """What an event adds to the state of its stream, and the command that caused it.

    `event` is None where the type is not known here.
    """

    event: Event | None
    command_id: UUID
    fingerprint: str


class Reader(NamedTuple):
    """The ways to read a record; both raise ValidationError where it is not of the type."""

    whole: Callable[[bytes], tuple[Envelope, Event]]
    step: Callable[[bytes], Step]


class _Record(Envelope):
    """The data twice: as it was stored, and as the event it is."""

    event: Any


class _Part(BaseModel):
    """Of the envelope only the command; no other attribute is looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    commandid: UUID
    commandfingerprint: str
    data: Any


def reader(name: str, event: type[Event]) -> Reader:
    """Of the records of type `name`, whose data is of this class."""
    stored: Any = (Literal[name], ...)
    seen: Any = (event, Field(validation_alias="data", exclude=True, repr=False))
    record = create_model(f"{event.__name__}Record", __base__=_Record, type=stored, event=seen)
    part = create_model(f"{event.__name__}Part", __base__=_Part, type=stored, data=(event, ...))
    validate_record = TypeAdapter(record).validator.validate_json
    validate_part = TypeAdapter(part).validator.validate_json

    def whole(body: bytes) -> tuple[Envelope, Event]:
        found = validate_record(body)
        return found, found.event

    def step(body: bytes) -> Step:
        found = validate_part(body)
        return Step(found.data, found.commandid, found.commandfingerprint)

    return Reader(whole, step)
