"""Events as bytes: final, complete, readable in every version (architecture 4, Record)."""

import json
import traceback
from datetime import timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.parking import EventParked
from shared.contracts.record import Envelope, Event, Sealed
from shared.contracts.upcasters import Upcast
from shared.eventlog.codec import Codec, Garbled, NewerVersion, NotSealed, UnknownType
from shared.eventlog.upcasting import Upcasters
from tests.eventlog.codec.events import (
    TIME,
    Closed,
    Finding,
    Reported,
    Settled,
    closed,
    envelope_of,
    reported,
)


def with_title(data: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in data.items() if name != "name"}
    return {"title": data["name"]} | rest


CODEC = Codec(
    [Reported, Closed, Settled, EventParked],
    Upcasters({"intake.problem-reported.v1": Upcast("intake.problem-reported.v2", with_title)}),
)


def body_of(event: Event, **changes: Any) -> bytes:
    return CODEC.encode(envelope_of(event, **changes))


@pytest.mark.parametrize(
    "event",
    [
        reported(),
        reported(
            findings=(Finding(component="deadlines", reason=closed(), weight=Decimal("1.50")),)
        ),
        Reported(title="", reporter=closed()),
        Closed(),
        Settled(quorum=None, proxies=None, values={"a": None, "b": [None, {"c": None}]}),
        Settled(proxies=1),
        EventParked(
            reader="views",
            source="intake",
            epoch=UUID(int=1),
            position=7,
            event_id=UUID(int=2),
            case="case-1",
            error="ValueError",
        ),
    ],
)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    envelope, read = CODEC.decode(body_of(event))
    assert read == event
    assert CODEC.encode(envelope) == body_of(event)


@given(title=st.text(), numbers=st.dictionaries(st.uuids(), st.integers(0, 2**40)))
def test_any_text_comes_back_as_it_was(title: str, numbers: dict[UUID, int]) -> None:
    event = reported(title=title, by_party=numbers)
    assert CODEC.decode(body_of(event))[1] == event


def test_the_bytes_are_these() -> None:
    """Compact JSON, UTF-8, in the declared order, nothing absent, the type said once."""
    text = body_of(reported(seen_at=None)).decode("utf-8")
    assert text == (
        '{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000001","source":"intake",'
        '"type":"intake.problem-reported.v2","subject":"problem-1","subjectversion":1,'
        '"time":"2026-11-23T12:00:00.123456Z","recordedtime":"2026-11-23T12:00:00.123456Z",'
        '"correlationid":"case-1","commandid":"00000000-0000-0000-0000-000000000002",'
        f'"commandfingerprint":"{"00" * 32}","actor":"00000000-0000-0000-0000-000000000003",'
        '"rulesversion":"2026.1","datacontenttype":"application/json","data":{'
        '"title":"Epikriser kommer for sent – «æøå» 日本",'
        '"reporter":{"subject":"person-1","purpose":"name","key":"key-1","box":"Ym94"},'
        '"findings":[{"component":"information","reason":'
        '{"subject":"case-1","purpose":"reason","key":"key-1","box":"Ym94"}}],'
        '"parties":["00000000-0000-0000-0000-000000000005"],"since":"2026-01-31",'
        '"by_party":{"00000000-0000-0000-0000-000000000005":2}}}'
    )


def test_the_order_and_form_of_the_data_given_make_no_difference() -> None:
    envelope = envelope_of(reported())
    backwards = dict(reversed(envelope.data.items()))
    as_objects = {"type": reported().type} | reported().model_dump(exclude={"type"})
    for data in (backwards, as_objects):
        again = envelope.model_copy(update={"data": data})
        assert CODEC.encode(again) == CODEC.encode(envelope)


def test_none_is_written_where_it_means_something_else_than_absent() -> None:
    data = json.loads(body_of(Settled(quorum=None, proxies=None)))["data"]
    assert data == {"quorum": None, "proxies": None, "values": {}}


def test_times_are_recorded_in_utc() -> None:
    oslo = TIME.astimezone(timezone(timedelta(hours=1)))
    body = body_of(reported(seen_at=oslo), time=oslo, recordedtime=oslo)
    assert body == body_of(reported())
    assert b"+01:00" not in body


def test_a_time_without_a_zone_is_refused_both_ways() -> None:
    naive, other = TIME.replace(tzinfo=None), TIME.replace(microsecond=0)
    for attempt in (
        lambda: body_of(Closed(), time=naive),
        lambda: body_of(Closed(), recordedtime=naive),
        lambda: body_of(reported(seen_at=naive)),
        lambda: CODEC.decode(body_of(Closed()).replace(b".123456Z", b".123456", 1)),
        lambda: CODEC.decode(body_of(Closed(), time=other).replace(b".123456Z", b".123456")),
    ):
        with pytest.raises(Garbled, match="zone"):
            attempt()


OPEN = Sealed(subject="person-1", purpose="name", clear="Kari Eksempel-Lege")


@pytest.mark.parametrize(
    "event",
    [
        reported(reporter=OPEN),
        reported(reporter=closed().model_copy(update={"clear": OPEN.clear})),
        reported(reporter=closed().model_copy(update={"box": None})),
        reported(reporter=closed().model_copy(update={"key": None})),
        reported(findings=(Finding(component="information", reason=OPEN),)),
    ],
)
def test_personal_data_that_is_not_sealed_is_never_recorded(event: Event) -> None:
    """P-1."""
    with pytest.raises(NotSealed) as refused:
        body_of(event)
    assert "Kari" not in "".join(traceback.format_exception(refused.value))


def test_personal_data_that_is_not_sealed_is_found_in_the_decision_too() -> None:
    """P-1: the command and the facts are stored with the event."""
    for facts in ({"by": OPEN.model_dump()}, {"list": [[{"deep": OPEN.model_dump()}]]}):
        with pytest.raises(NotSealed):
            body_of(Closed(), decision=json.dumps({"facts": facts}))
    sealed = json.dumps({"facts": {"by": closed().model_dump(), "clear": "ikke personopplysning"}})
    envelope, _ = CODEC.decode(body_of(Closed(), decision=sealed))
    assert envelope.decision == sealed
    with pytest.raises(Garbled, match="decision"):
        body_of(Closed(), decision="{")


def test_an_unknown_type_is_read_as_an_envelope_only() -> None:
    for name in (
        "assessment.route-chosen.v1",
        "intake.something-else.v9",
        "someone.elses.v1",
        "no shape at all",
    ):
        body = body_of(Closed()).replace(b"intake.problem-closed.v1", name.encode())
        envelope, event = CODEC.decode(body)
        assert (envelope.type, event) == (name, None)


@pytest.mark.parametrize("name", ["intake.problem-closed.v2", "intake.problem-reported.v3"])
def test_a_newer_version_of_a_known_type_is_held(name: str) -> None:
    """Architecture 4, Effects: upgrade readers first."""
    body = body_of(Closed()).replace(b"intake.problem-closed.v1", name.encode())
    with pytest.raises(NewerVersion, match=name) as held:
        CODEC.decode(body)
    assert held.value.envelope.type == name
    assert f"{held.value.newest + 1}" == name[-1]


def test_an_earlier_version_is_read_as_todays_event_and_the_envelope_as_it_was() -> None:
    """Architecture 4, Versions."""
    stored = body_of(reported()).replace(b"reported.v2", b"reported.v1")
    stored = stored.replace(b'"title"', b'"name"')
    envelope, event = CODEC.decode(stored)
    assert event == reported()
    assert envelope.type == "intake.problem-reported.v1"
    assert envelope.data["name"] == reported().title
    with pytest.raises(UnknownType):
        CODEC.encode(envelope)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"specversion":"1.0"',
        body_of(Closed())[:-1],
        body_of(Closed()).replace(b'"1.0"', b'"0.3"'),
        body_of(Closed()).replace(b'"data"', b'"date"'),
        body_of(Closed()).replace(b'"source"', b'"extra":1,"source"'),
        body_of(Closed()).replace(b'"source":"intake"', b'"source":"nobody"'),
    ],
)
def test_what_is_no_envelope_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled) as garbled:
        CODEC.decode(body)
    assert garbled.value.envelope is None
    assert "nobody" not in "".join(traceback.format_exception(garbled.value)), (
        "content is not shown"
    )


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (b'"title":"', b'"heading":"', "data.title"),
        (b'"since":"2026-01-31"', b'"since":"2026-02-31"', "data.since"),
        (b'"data":{', b'"data":{"extra":1,', "data.extra"),
    ],
)
def test_data_that_does_not_fit_its_type_is_garbled_with_its_envelope(
    before: bytes, after: bytes, place: str
) -> None:
    """So that a reader can park its case. The content is not shown."""
    with pytest.raises(Garbled, match=place) as garbled:
        CODEC.decode(body_of(reported()).replace(before, after))
    assert garbled.value.envelope is not None
    assert garbled.value.envelope.correlationid == "case-1"
    assert "Epikriser" not in "".join(traceback.format_exception(garbled.value))


def test_data_that_does_not_fit_its_type_is_not_recorded() -> None:
    for data in (
        {"extra": 1},
        {"type": "intake.problem-reported.v2"},
        {"at": object()},
        {"at": "\ud800"},
    ):
        with pytest.raises(Garbled):
            body_of(Closed(), data=data)
    with pytest.raises(UnknownType):
        body_of(Closed(), type="intake.never-heard-of.v1")


def test_clear_text_in_data_that_does_not_fit_is_not_shown() -> None:
    for wrong in ({"subject": 7}, {"clear": [OPEN.clear]}, {"kept": OPEN.clear}):
        with pytest.raises(Garbled) as garbled:
            body_of(reported(), data={"reporter": OPEN.model_dump() | wrong})
        assert "Kari" not in "".join(traceback.format_exception(garbled.value))


def test_an_envelope_keeps_what_it_is_given() -> None:
    full: dict[str, Any] = {
        "causationid": UUID(int=11),
        "actorseat": UUID(int=12),
        "actorparty": UUID(int=13),
        "onbehalfof": UUID(int=14),
        "helsefellesskap": UUID(int=15),
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "decision": "{}",
    }
    envelope, _ = CODEC.decode(body_of(Closed(), **full))
    assert envelope.model_dump() == envelope_of(Closed(), **full).model_dump()
    assert isinstance(envelope, Envelope)
