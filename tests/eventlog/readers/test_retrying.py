"""A parked case is tried again in order (architecture section 4, "Parking")."""

import pytest

from shared.eventlog.parking import OtherLog, Retried, retry
from tests.eventlog.readers.world import SERVICE, World, waits_for

READER = "notes-1"


def parked_positions(world: World) -> list[int]:
    return [each.position for each in world.lot.entries(READER)]


def test_a_retry_runs_the_queue_in_order_and_the_case_goes_on(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    projector.take(world.say("a", "one", "bad", "two", "three"))
    world.notes.poison = set()
    assert retry(world.lot, projector, READER, "a", world.fetch) == Retried(3)
    assert world.texts("a") == ["one", "bad", "two", "three"]
    assert not world.lot.is_parked(READER, "a")
    projector.take(world.say("a", "four"))
    assert world.texts("a")[-1] == "four"
    place = projector.place("intake")
    assert place is not None
    assert place.position == 5


def test_a_retry_stops_at_the_first_that_fails_again(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad", "worse"}
    projector.take(world.say("a", "bad", "two", "worse", "four"))
    world.notes.poison = {"worse"}
    outcome = retry(world.lot, projector, READER, "a", world.fetch)
    assert outcome.handled == 2
    assert outcome.left is not None
    assert outcome.left.position == 3
    assert outcome.error is not None
    assert outcome.error.startswith("KeyError (")
    assert world.texts() == ["bad", "two"]
    assert parked_positions(world) == [3, 4]


def test_a_retry_of_what_waits_for_another_service_leaves_it_parked(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    projector.take(world.say("a", "bad"))
    world.notes.before = waits_for(SERVICE, "bad")
    outcome = retry(world.lot, projector, READER, "a", world.fetch)
    assert (outcome.handled, outcome.error) == (0, f"waiting for {SERVICE}")


def test_a_retry_cut_off_after_its_effect_does_not_repeat_it(world: World) -> None:
    """Crash between the rows and the note that the event has been handled."""
    projector = world.prepared()
    world.notes.poison = {"bad"}
    (bad,) = world.say("a", "bad")
    projector.take([bad])
    world.notes.poison = set()
    projector.take_parked(READER, bad)
    assert retry(world.lot, projector, READER, "a", world.fetch) == Retried(1)
    assert world.texts() == ["bad"]


def test_a_retry_from_a_log_that_was_replaced_is_refused(world: World) -> None:
    projector = world.prepared()
    world.notes.poison = {"bad"}
    projector.take(world.say("a", "bad"))
    other = World("memory:")
    other.say("a", "something else")
    with pytest.raises(OtherLog):
        retry(world.lot, projector, READER, "a", other.fetch)
    other.close()
    assert parked_positions(world) == [1]
