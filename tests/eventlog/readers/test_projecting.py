"""Rows and place move in one transaction (architecture section 4, "Effects" and "Replicas")."""

import threading

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Consumer, Heard
from shared.eventlog.ledger import Place
from shared.eventlog.parking import TakesParked, WaitingFor
from shared.eventlog.projections import FencedOut, Gap, NotBuilt, OtherEpoch
from shared.eventlog.timers import Timers
from tests.eventlog.readers.world import SERVICE, Unheard, World, waits_for


def test_all_readers_of_rows_are_consumers_whose_parked_events_can_be_retried(
    world: World,
) -> None:
    projector, timers = world.prepared(), Timers(SERVICE, world.engine, world.lot, lambda _: ())
    consumers: list[Consumer] = [projector, timers]
    retriable: list[TakesParked] = [projector, timers]
    assert [consumer.name for consumer in consumers] == ["views", "timers"]
    (heard,) = world.say("a", "one", source=SERVICE)
    for consumer in consumers:
        consumer.take([heard])
        assert consumer.place(SERVICE) == heard.place
    for each in retriable:
        with pytest.raises(LookupError):
            each.take_parked("nobody", heard)


def test_a_batch_is_in_the_rows_and_the_place_is_moved(world: World) -> None:
    projector = world.prepared()
    assert projector.place("intake") is None
    batch = world.say("a", "one", "two")
    projector.take(batch)
    assert world.texts() == ["one", "two"]
    assert world.counted() == 2
    assert projector.place("intake") == batch[-1].place


def test_a_batch_given_again_has_its_effect_once(world: World) -> None:
    projector = world.prepared()
    batch = world.say("a", "one", "two")
    projector.take(batch)
    projector.take(batch)
    projector.take([*batch, *world.say("a", "three")])
    assert world.texts() == ["one", "two", "three"]


def test_an_infrastructure_error_moves_neither_rows_nor_place_and_parks_nothing(
    world: World,
) -> None:
    projector = world.prepared()
    batch = world.say("a", "one", "two", "three")

    def away(_connection: Connection, heard: Heard) -> None:
        if heard.position == 2:
            raise ConnectionResetError("the network")

    world.notes.before = away
    with pytest.raises(ConnectionResetError):
        projector.take(batch)
    assert (world.texts(), world.counted()) == ([], 0)
    assert projector.place("intake") is None
    world.notes.before = lambda _connection, _heard: None
    projector.take(batch)
    assert world.texts() == ["one", "two", "three"]
    assert all(world.lot.entries(reader) == () for reader in projector.readers())


def test_a_reader_started_again_goes_on_where_its_rows_are(world: World) -> None:
    world.prepared().take(world.say("a", "one"))
    world.say("a", "two")
    restarted = world.again()
    assert restarted.builder().prepare()
    projector = restarted.projector()
    place = projector.place("intake")
    assert place is not None
    assert place.position == 1
    projector.take(restarted.heard(after=place.position))
    assert restarted.texts() == ["one", "two"]


def test_the_second_of_two_leaders_is_fenced_out_and_changes_nothing(world: World) -> None:
    first = world.prepared()
    second = world.projector()
    batch = world.say("a", "one", "two")
    first.take(batch)
    with pytest.raises(FencedOut):
        second.take(batch)
    world.say("a", "three")
    with pytest.raises(FencedOut):
        second.take(world.heard())
    assert world.texts() == ["one", "two"]
    second.place("intake")
    second.take(world.heard(after=2))
    assert world.texts() == ["one", "two", "three"]
    with pytest.raises(FencedOut):
        first.take(world.heard(after=2))


def test_a_left_out_event_is_noticed(world: World) -> None:
    projector = world.prepared()
    batch = world.say("a", "one", "two", "three")
    with pytest.raises(Gap):
        projector.take([batch[0], batch[2]])
    with pytest.raises(Gap):
        projector.take(batch[1:])
    assert world.texts() == []


def test_a_log_of_another_epoch_stops_the_reader(world: World) -> None:
    projector = world.prepared()
    projector.take(world.say("a", "one"))
    other = World("memory:")
    other.say("a", "uno")
    with pytest.raises(OtherEpoch):
        projector.take(other.say("a", "dos"))
    other.close()
    assert world.texts() == ["one"]


def test_an_unknown_type_is_passed_by(world: World) -> None:
    projector = world.prepared()
    unknown = world.record("intake", "a", Unheard())
    assert unknown.event is None
    projector.take([unknown, *world.say("a", "one")])
    assert world.texts() == ["one"]
    assert projector.place("intake") is not None


def test_a_missing_foreign_fact_holds_the_reader_and_keeps_what_came_before(world: World) -> None:
    projector = world.prepared()
    batch = world.say("a", "one", "two", "three")
    world.notes.before = waits_for(SERVICE, "two")
    for _ in range(5):
        with pytest.raises(WaitingFor) as waiting:
            projector.take(batch)
        assert waiting.value.service == SERVICE
    assert world.texts() == ["one"]
    world.notes.before = lambda _connection, _heard: None
    projector.take(batch)
    assert world.texts() == ["one", "two", "three"]
    assert all(world.lot.entries(reader) == () for reader in projector.readers())


def test_a_broken_connection_is_got_over(postgres: str) -> None:
    world = World(postgres)
    projector = world.prepared()
    batch = world.say("a", "one", "two")

    def cut(connection: Connection, heard: Heard) -> None:
        if heard.position == 2:
            world.notes.before = lambda _connection, _heard: None
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    world.notes.before = cut
    with pytest.raises(OperationalError):
        projector.take(batch)
    assert world.texts() == []
    projector.take(batch)
    assert world.texts() == ["one", "two"]
    world.close()


def test_a_page_waits_until_its_event_is_in_the_rows(world: World) -> None:
    world.builder().prepare()
    views = world.views()
    projector = world.projector()
    batch = world.say("a", "one")
    assert not views.wait_for("intake", 1, timeout=0.0)
    seen: list[bool] = []
    waiter = threading.Thread(target=lambda: seen.append(views.wait_for("intake", 1, 20.0)))
    waiter.start()
    projector.take(batch)
    views.wake()
    waiter.join(20)
    assert seen == [True]
    assert views.position("intake") == 1
    assert views.position(SERVICE) == 0


def test_waiting_ends_when_the_time_is_up(world: World) -> None:
    world.builder().prepare()
    assert not world.views().wait_for("intake", 1, timeout=0.15)


def test_a_model_that_is_not_built_is_not_read(world: World) -> None:
    with pytest.raises(NotBuilt), world.views().read(world.notes):
        pass


def test_a_reader_sees_one_moment_while_rows_change(durable_world: World) -> None:
    world = durable_world
    projector = world.prepared()
    projector.take(world.say("a", "one"))
    with world.views().read(world.notes) as (connection, rows):
        before = connection.scalars(select(rows.c.text)).all()
        projector.take(world.say("a", "two"))
        assert connection.scalars(select(rows.c.text)).all() == before == ["one"]
    assert world.texts() == ["one", "two"]


def test_two_sources_may_be_taken_from_two_threads(world: World) -> None:
    projector = world.prepared()
    sources: tuple[ServiceName, ...] = ("intake", SERVICE)
    batches = {source: world.say("a", *"abcdefgh", source=source) for source in sources}
    failed: list[Exception] = []

    def give(source: ServiceName) -> None:
        try:
            for heard in batches[source]:
                projector.take([heard])
        except Exception as error:  # noqa: BLE001 - told to the test
            failed.append(error)

    threads = [threading.Thread(target=give, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert sorted(world.texts()) == sorted("abcdefgh" * 2)
    places = [projector.place(source) for source in sources]
    assert places == [Place(h.epoch, 8, h.envelope.id) for h in (b[-1] for b in batches.values())]
