"""A poison event parks its own case; other cases go on (architecture section 4, "Parking")."""

from uuid import UUID

import pytest
from sqlalchemy import Connection

from shared.contracts.parking import (
    EventParked,
    ParkedEventHandled,
    ParkedEventSkipped,
    ParkingEvent,
)
from shared.contracts.record import service_actor
from shared.eventlog.heard import Heard
from shared.eventlog.parking import (
    NotParked,
    ReasonMissing,
    Retried,
    describe,
    retry,
)
from shared.eventlog.recorders import StoreUnavailable
from tests.eventlog.readers.world import CODEC, SERVICE, World, event_id

READER = "notes-1"
OPERATOR = UUID("11111111-1111-4111-8111-111111111111")


def said(world: World, reader: str = READER) -> list[ParkingEvent]:
    """What the parking stream says."""
    stored = world.ledgers[SERVICE].read_stream(f"parking-{reader}")
    events = [CODEC.decode(each.body)[1] for each in stored]
    assert all(
        isinstance(event, EventParked | ParkedEventHandled | ParkedEventSkipped) for event in events
    )
    return events  # type: ignore[return-value]


def parked_positions(world: World, reader: str = READER) -> list[int]:
    return [each.position for each in world.lot.entries(reader)]


def test_poison_is_tried_three_times_and_parked_and_the_other_cases_go_on(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    batch = [*world.say("a", "one", "bad"), *world.say("b", "two", "three")]
    projector.take(batch)
    assert world.texts() == ["one", "two", "three"]
    assert parked_positions(world) == [2]
    assert world.pauses == [1, 2]  # between three tries, after the one in the whole batch
    assert world.notes.attempts == 4
    place = projector.place("intake")
    assert place is not None
    assert place.position == 4


def test_a_case_parked_in_one_model_goes_on_in_the_others(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    projector.take(world.say("a", "bad", "two"))
    assert world.texts() == []
    assert world.counted() == 2
    assert projector.readers() == ("notes-1", "count-1")
    assert parked_positions(world, "count-1") == []


def test_later_events_of_a_parked_case_queue_behind_it_in_order(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    first = world.say("a", "bad", "two")
    projector.take([*first, *world.say("b", "other")])
    projector.take(world.say("a", "three"))
    answer = world.say("a", "answered", source=SERVICE)
    # Governance's own log holds the parking too: it is passed by, or it would never end.
    projector.take(world.heard(SERVICE))
    assert world.texts() == ["other"]
    entries = world.lot.entries(READER)
    assert [(each.source, each.position) for each in entries] == [
        ("intake", 1),
        ("intake", 2),
        ("intake", 4),
        (SERVICE, answer[0].position),
    ]
    assert [each.behind for each in entries] == [None, *[event_id(first[0])] * 3]
    projector.take(world.heard(SERVICE, after=answer[0].position))
    assert len(world.lot.entries(READER)) == 4


def test_an_event_given_up_is_an_event_with_its_reason_and_who(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    bad, _two = batch = world.say("a", "bad", "two")
    projector.take(batch)
    with pytest.raises(ReasonMissing):
        world.lot.skip(READER, event_id(bad), " ", by=OPERATOR)
    world.lot.skip(READER, event_id(bad), "Meldt to ganger", by=OPERATOR)
    with pytest.raises(NotParked):
        world.lot.skip(READER, event_id(bad), "Meldt to ganger", by=OPERATOR)
    assert parked_positions(world) == [2]
    assert retry(world.lot, projector, READER, "a", world.fetch) == Retried(1)
    assert world.texts() == ["two"]
    assert said(world)[2] == ParkedEventSkipped(
        reader=READER, event_id=event_id(bad), reason="Meldt to ganger"
    )
    envelopes = [
        CODEC.decode(each.body)[0]
        for each in world.ledgers[SERVICE].read_stream(f"parking-{READER}")
    ]
    assert [each.actor for each in envelopes] == [
        service_actor(SERVICE),
        service_actor(SERVICE),
        OPERATOR,
        service_actor(SERVICE),
    ]
    assert {each.correlationid for each in envelopes} == {"a"}
    assert len({each.id for each in envelopes}) == 4


def test_what_is_parked_stands_after_a_restart(world: World) -> None:
    world.notes.poison = {"bad"}
    world.prepared().take(world.say("a", "bad"))
    restarted = world.again()
    projector = restarted.prepared()
    world.say("a", "two")
    projector.take(restarted.heard(after=1))
    assert restarted.texts() == []
    assert parked_positions(restarted) == [1, 2]
    assert retry(restarted.lot, projector, READER, "a", restarted.fetch) == Retried(2)
    assert restarted.texts() == ["bad", "two"]


def test_a_crash_between_parking_and_moving_on_is_harmless(world: World) -> None:
    """The parking is durable, the place is not: the event comes again and is passed by."""
    projector = world.prepared()
    projector.take(world.say("b", "before"))
    world.notes.poison = {"bad"}
    bad, two = batch = world.say("a", "bad", "two")
    world.lot.park(READER, bad, KeyError())
    assert world.lot.holds(READER, two)
    restarted = world.again()
    restarted.notes.poison = {"bad"}
    restarted.projector().take(batch)
    assert restarted.notes.attempts == 0
    assert parked_positions(restarted) == [2, 3]
    assert len(said(world)) == 2


def test_an_event_retried_before_the_reader_moved_past_it_has_its_effect_once(
    world: World,
) -> None:
    projector = world.prepared()
    projector.take(world.say("b", "before"))
    bad, two = batch = world.say("a", "bad", "two")
    world.lot.park(READER, bad, KeyError())
    retry(world.new_lot(), projector, READER, "a", world.fetch)
    restarted = world.again()
    restarted.projector().take(batch)
    assert restarted.texts() == ["before", "bad", "two"]
    assert event_id(two) not in restarted.lot.queues(READER).case_of


def test_a_case_emptied_by_an_operator_meanwhile_is_not_queued_again(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    (bad,) = world.say("a", "bad")
    projector.take([bad])
    world.new_lot().skip(READER, event_id(bad), "Meldt to ganger", by=OPERATOR)
    projector.take(world.say("a", "two"))  # the leader has not read that yet
    assert world.texts() == ["two"]
    assert parked_positions(world) == []


def test_two_who_park_the_same_event_park_it_once(world: World) -> None:
    (bad,) = world.say("a", "bad")
    one, other = world.new_lot(), world.new_lot()
    assert one.entries(READER) == other.entries(READER) == ()
    one.park(READER, bad, KeyError())
    other.park(READER, bad, KeyError())
    assert len(said(world)) == 1


def test_an_event_skipped_and_met_again_is_parked_anew(world: World) -> None:
    (bad,) = world.say("a", "bad")
    world.lot.park(READER, bad, KeyError())
    world.lot.skip(READER, event_id(bad), "Meldt to ganger", by=OPERATOR)
    world.lot.park(READER, bad, KeyError())
    assert parked_positions(world) == [1]
    stored = world.ledgers[SERVICE].read_stream(f"parking-{READER}")
    envelopes = [CODEC.decode(each.body)[0] for each in stored]
    assert len({each.id for each in envelopes}) == 3
    assert len({each.commandid for each in envelopes}) == 3


def test_a_ledger_that_is_away_stops_the_reader_and_loses_nothing(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    batch = world.say("a", "one", "bad", "two")
    world.appender.close()
    with pytest.raises(StoreUnavailable):
        projector.take(batch)
    restarted = world.again()
    restarted.notes.poison = {"bad"}
    restarted.projector().take(batch)
    assert restarted.texts() == ["one"]
    assert parked_positions(restarted) == [2, 3]


def test_what_is_recorded_of_an_error_quotes_nothing_from_the_event(world: World) -> None:
    """An error's message may hold personal data; the log is for ever (P-1)."""
    world.notes.poison = {"bad"}
    world.prepared().take(world.say("a", "bad"))
    (entry,) = world.lot.entries(READER)
    assert entry.error.startswith("KeyError (world.py:")
    assert "bad" not in entry.error
    assert describe(ValueError("secret")) == "ValueError"


def test_a_flaky_handler_is_not_parked(world: World) -> None:
    projector = world.prepared()
    failures = iter([True, True])

    def flaky(_connection: Connection, _heard: Heard) -> None:
        if next(failures, False):
            raise ValueError("this once")

    world.notes.before = flaky
    projector.take(world.say("a", "one", "two"))
    assert world.texts() == ["one", "two"]
    assert said(world) == []
