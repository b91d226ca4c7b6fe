"""Every stored version ever written is read as today's event (architecture 4, Versions)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import Event
from shared.contracts.upcasters import UPCASTERS
from shared.eventlog.codec import Codec, type_name
from shared.eventlog.upcasting import Upcasters
from tests.contracts.golden_files import FOLDER, codec_of_today

CLASSES = {type_name(event): event for event in EVENT_TYPES}
FILES = sorted(FOLDER.glob("*.json"))

ATTRIBUTES = {
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "subjectversion",
    "time",
    "recordedtime",
    "correlationid",
    "causationid",
    "commandid",
    "commandfingerprint",
    "actor",
    "actorseat",
    "actorparty",
    "onbehalfof",
    "helsefellesskap",
    "rulesversion",
    "decision",
    "traceparent",
    "datacontenttype",
    "data",
}
"""All that ever stands in a record: what is added here leaves the house."""


@pytest.fixture(scope="module")
def codec() -> Codec:
    return codec_of_today()


def test_every_event_of_the_language_has_a_golden_file() -> None:
    missing = set(CLASSES) - {path.stem for path in FILES}
    assert not missing, "run `python -m tests.contracts.golden_files`"


def test_every_earlier_version_has_a_golden_file_and_ends_in_the_language() -> None:
    missing = set(UPCASTERS) - {path.stem for path in FILES}
    assert not missing, "the bytes of an earlier version are never thrown away"
    Upcasters(UPCASTERS).check(CLASSES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_file_is_read_as_todays_event(path: Path, codec: Codec) -> None:
    envelope, event = codec.decode(path.read_bytes())
    assert envelope.type == path.stem
    assert event is not None, "a type that was stored is never forgotten"
    assert type(event) is CLASSES[Upcasters(UPCASTERS).end(path.stem)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_current_version_is_written_with_the_same_bytes(path: Path, codec: Codec) -> None:
    envelope, event = codec.decode(path.read_bytes())
    if path.stem in CLASSES:
        assert isinstance(event, Event)
        assert codec.encode(envelope) == path.read_bytes()
        again = envelope.model_copy(update={"data": event.model_dump(mode="json")})
        assert codec.encode(again) == path.read_bytes()
    else:
        assert path.stem in UPCASTERS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_more_leaves_than_is_declared(path: Path) -> None:
    """CloudEvents 1.0: names of lower-case letters and digits, no attribute is an object."""
    record: dict[str, Any] = json.loads(path.read_bytes())
    assert record.keys() <= ATTRIBUTES
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in record)
    assert not [
        name
        for name, value in record.items()
        if name != "data" and not isinstance(value, str | int)
    ]
    if path.stem in CLASSES:
        assert record["data"].keys() <= CLASSES[path.stem].model_fields.keys() - {"type"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_clear_text_is_stored(path: Path) -> None:
    """P-1."""
    sealed = list(sealed_in(json.loads(path.read_bytes())["data"]))
    assert all(each.keys() == {"subject", "purpose", "key", "box"} for each in sealed)


def sealed_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"subject", "purpose"} <= value.keys():
            yield value
        for each in value.values():
            yield from sealed_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from sealed_in(each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reading_an_earlier_version_does_not_alter_what_was_stored(
    path: Path, codec: Codec
) -> None:
    envelope, _ = codec.decode(path.read_bytes())
    assert envelope.data == json.loads(path.read_bytes())["data"]
