"""Sealed fields: closed before recording, opened by their key, bound to their place (P-1, R-7)."""

import base64
import logging
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from shared.contracts.record import Sealed
from shared.eventlog.keys import KeyDestroyed, KeyStore, MasterKey, UnknownKey
from shared.eventlog.sealing import BrokenSeal, NothingSealed, Seals
from tests.eventlog.sealing.conftest import SetClock

NAME = "Kari Eksempel-Lege"


def name_of(subject: str, clear: str = NAME, purpose: str = "name") -> Sealed:
    return Sealed(subject=subject, purpose=purpose, clear=clear)


class Pair(NamedTuple):
    first: Sealed
    second: int


class Person(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int
    name: Sealed
    hpr: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Register:
    people: tuple[Person, ...]
    by_role: dict[str, list[Sealed]]
    pair: Pair
    notes: frozenset[Sealed] = frozenset()
    frozen: Mapping[str, Sealed] = field(default_factory=lambda: MappingProxyType({}))


def register() -> Register:
    return Register(
        people=(Person(id=1, name=name_of("person-1")), Person(id=2, name=name_of("person-2"))),
        by_role={"lege": [name_of("person-3"), name_of("person-1", "900", "hpr")]},
        pair=Pair(name_of("person-4"), 4),
        notes=frozenset({name_of("case-1", "æøå", "note")}),
        frozen=MappingProxyType({"x": name_of("person-5")}),
    )


def sealed_in(content: Register) -> list[Sealed]:
    return [
        *(person.name for person in content.people),
        *content.by_role["lege"],
        content.pair.first,
        *content.notes,
        *content.frozen.values(),
    ]


def test_every_open_field_is_closed_wherever_it_stands(seals: Seals) -> None:
    closed = sealed_in(seals.seal(register()))
    assert len(closed) == 7
    assert all(each.clear is None and each.key and each.box for each in closed)
    assert [seals.open(each) for each in closed] == [each.clear for each in sealed_in(register())]


def test_opened_content_is_equal_to_what_was_sealed_however_often(seals: Seals) -> None:
    """Architecture 4, Decisions: explain compares opened data."""
    first, second = seals.seal(register()), seals.seal(register())
    assert first != second
    assert seals.open_all(first) == seals.open_all(second) == register()


def test_what_is_closed_stands_as_it_is(seals: Seals) -> None:
    closed = seals.seal(register())
    assert seals.seal(closed) is closed


@pytest.fixture(scope="module")
def lasting() -> Iterator[Seals]:
    """One store for all the examples of a property."""
    store = KeyStore("memory:", MasterKey.of(bytes(range(32))))
    store.migrate()
    yield Seals(store)
    store.close()


@given(clear=st.text())
def test_any_text_comes_back_and_is_not_seen_in_the_box(lasting: Seals, clear: str) -> None:
    closed = lasting.seal(name_of("person-1", clear))
    assert lasting.open(closed) == clear
    assert closed.box is not None
    box = base64.b64decode(closed.box)
    # A few bytes may stand in any random text.
    assert len(clear.encode()) < 6 or clear.encode() not in box


def test_a_box_opens_only_where_it_was_sealed(seals: Seals) -> None:
    """P-1: subject, purpose and key are bound to the box."""
    mine = seals.seal(name_of("person-1"))
    other = seals.seal(name_of("person-2"))
    for moved in (
        mine.model_copy(update={"subject": "person-2"}),
        mine.model_copy(update={"purpose": "hpr"}),
        mine.model_copy(update={"key": other.key}),
        mine.model_copy(update={"box": other.box}),
    ):
        with pytest.raises(BrokenSeal):
            seals.open(moved)


def test_a_subject_and_purpose_that_run_together_are_told_apart(seals: Seals) -> None:
    one = seals.seal(Sealed(subject="a|b", purpose="c", clear=NAME))
    with pytest.raises(BrokenSeal):
        seals.open(one.model_copy(update={"subject": "a", "purpose": "b|c"}))


def test_a_box_with_any_byte_altered_does_not_open(seals: Seals) -> None:
    closed = seals.seal(name_of("person-1"))
    assert closed.box is not None
    raw = base64.b64decode(closed.box)
    for at in range(len(raw)):
        altered = raw[:at] + bytes([raw[at] ^ 0x80]) + raw[at + 1 :]
        for box in (altered, raw[:at]):
            with pytest.raises(BrokenSeal):
                seals.open(closed.model_copy(update={"box": base64.b64encode(box).decode()}))
    with pytest.raises(BrokenSeal):
        seals.open(closed.model_copy(update={"box": "no base64!"}))


def test_an_erased_field_is_none_and_the_others_open(keystore: KeyStore) -> None:
    """R-7: the clear text is gone everywhere."""
    seals = Seals(keystore)
    closed = seals.seal(register())
    keystore.destroy("person-1")
    assert seals.open(closed.people[0].name) is None
    opened = seals.open_all(closed)
    assert opened.people[0] == closed.people[0], "stays closed"
    assert opened.people[1].name.clear == NAME
    with pytest.raises(KeyDestroyed):
        seals.seal(name_of("person-1"))


def test_a_lost_key_is_not_taken_for_an_erasure(seals: Seals) -> None:
    closed = seals.seal(name_of("person-1")).model_copy(update={"key": "lost"})
    with pytest.raises(UnknownKey):
        seals.open(closed)


def test_a_field_with_nothing_in_it_is_refused(seals: Seals) -> None:
    for empty in (
        Sealed(subject="person-1", purpose="name"),
        Sealed(subject="person-1", purpose="name", key="k"),
    ):
        for attempt in (seals.seal, seals.open, seals.open_all):
            with pytest.raises(NothingSealed):
                attempt(empty)


def test_a_new_key_is_kept_as_long_as_its_purpose_says(keystore: KeyStore, clock: SetClock) -> None:
    seals = Seals(keystore, keep={"payment": timedelta(days=365)}, clock=clock)
    seals.seal((name_of("person-1", "1", "payment"), name_of("person-1")))
    assert keystore.retention("person-1") == {
        "name": None,
        "payment": (clock.now() + timedelta(days=365)).date(),
    }


def test_clear_text_is_in_no_repr_log_or_exception(
    seals: Seals, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    content = register()
    closed = seals.seal(content)
    shown = [repr(content), str(content), repr(seals.open_all(closed)), repr(closed)]
    broken = closed.people[0].name.model_copy(update={"subject": "person-9"})
    attempts: list[tuple[Any, Any]] = [
        (seals.open, broken),
        (seals.seal, Sealed(subject="", purpose="name", clear=NAME)),
        (seals.seal, name_of("person-1", NAME + "\ud800")),
    ]
    for attempt, given_to in attempts:
        with pytest.raises((BrokenSeal, ValueError)) as raised:
            attempt(given_to)
        shown.append("".join(traceback.format_exception(raised.value)))
    assert not [each for each in [*shown, caplog.text] if NAME in each]
