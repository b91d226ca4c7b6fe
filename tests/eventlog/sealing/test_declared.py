"""What can't hold anything sealed, by its declarations, is not looked through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict

from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import Sealed
from shared.eventlog.declared import may_hold
from shared.eventlog.sealing import rewritten
from tests.examples import EVENTS


class Plain(BaseModel):
    of: UUID
    on: date | None
    kinds: tuple[Literal["a", "b"], ...]


class Deep(BaseModel):
    plain: Plain
    said: Mapping[str, list[Sealed | None]]


class Extra(BaseModel):
    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True)
class Tree:
    leaves: tuple["Tree", ...]
    name: str


@dataclass(frozen=True)
class Open:
    anything: Any


@dataclass(frozen=True)
class Above:
    name: str


@dataclass(frozen=True)
class Below(Above):
    name_of: Sealed


@dataclass(frozen=True)
class Holder:
    one: Above


@pytest.mark.parametrize("kind", [Plain, Tree])
def test_what_is_declared_plain_holds_nothing(kind: Any) -> None:
    assert not may_hold(kind, (Sealed,))


@pytest.mark.parametrize("kind", [Deep, Extra, Open, Above, Holder, dict, tuple])
def test_what_is_declared_openly_may_hold_anything(kind: Any) -> None:
    """P-1: a subclass, an extra field, anything: only a no is a promise."""
    assert may_hold(kind, (Sealed,))


def test_in_the_whole_language_what_is_promised_to_hold_nothing_sealed_holds_nothing() -> None:
    """P-1: over every event's example."""
    promised = [event for event in EVENT_TYPES if not may_hold(event, (Sealed,))]
    assert promised
    for event in EVENTS.values():
        if type(event) in promised:
            assert "box" not in event.model_dump_json()
            assert rewritten(event, Sealed, lambda _sealed: None) is event
