"""A new version is built beside the old and switched to (architecture, "Read models")."""

import threading
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import Connection, Engine, inspect, select

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import (
    Builder,
    FencedOut,
    NewerVersionActive,
    NotBuilt,
    Progress,
    Views,
    migrate_views,
    open_views,
)
from shared.eventlog.projections.folding import BUILT_ANEW
from shared.eventlog.projections.generations import rows
from shared.eventlog.projections.schema import reading
from tests.eventlog.readers.world import CODEC, SERVICE, LoudNotes, World, waits_for


def states(world: World, name: str = "notes") -> list[tuple[int, int, str]]:
    with reading(world.engine) as connection:
        return [(row.generation, row.version, row.state) for row in rows(connection, name=name)]


def tables(engine: Engine) -> set[str]:
    return {name for name in inspect(engine).get_table_names() if name[:5] in {"notes", "count"}}


def loud(world: World, model: LoudNotes) -> list[str]:
    with Views([model], world.engine).read(model) as (connection, lines):
        return [str(text) for text in connection.scalars(select(lines.c.loud).order_by("id"))]


def test_a_model_is_built_from_the_beginning_of_all_logs_in_the_order_of_recording(
    world: World,
) -> None:
    for text in ("one", "two"):
        world.say("a", text)
        world.say("a", f"{text} answered", source=SERVICE)
    assert world.builder().prepare()
    assert world.texts() == ["one", "one answered", "two", "two answered"]
    assert states(world) == [(1, 1, "active")]
    assert states(world, "count") == [(1, 1, "active")]


def test_a_higher_version_is_built_beside_and_the_old_tables_go(world: World) -> None:
    projector = world.prepared()
    projector.take(world.say("a", "one", "two"))
    model = LoudNotes()
    seen: list[list[str]] = []
    model.before = lambda _connection, _heard: seen.append([])
    assert world.builder(model, world.count).prepare()
    assert loud(world, model) == ["ONE", "TWO"]
    assert len(seen) == 2
    assert states(world) == [(2, 2, "active")]
    assert tables(world.engine) == {"notes_lines_2", "count_told_1"}
    with pytest.raises(NotBuilt):
        world.texts()


def test_readers_never_see_a_half_built_generation(durable_world: World) -> None:
    world = durable_world
    world.prepared().take(world.say("a", "one", "two", "three"))
    during: list[list[str]] = []
    world.notes.before = lambda _connection, _heard: during.append(world.texts())
    assert world.builder().rebuild("notes")
    assert during == [["one", "two", "three"]] * 3
    assert states(world) == [(2, 1, "active")]
    assert world.texts() == ["one", "two", "three"]


def test_code_older_than_what_is_built_refuses_to_lead(world: World) -> None:
    world.builder(LoudNotes(), world.count).prepare()
    with pytest.raises(NewerVersionActive, match="samhandling rebuild notes"):
        world.builder().prepare()
    assert world.builder().rebuild("notes")
    assert world.builder().prepare()
    assert states(world) == [(2, 1, "active")]


def test_events_that_come_during_a_rebuild_are_in_both_and_none_is_lost(
    durable_world: World,
) -> None:
    world = durable_world
    projector = world.prepared()
    projector.take(world.say("a", *(f"before {n}" for n in range(20))))
    done = threading.Event()
    failed: list[Exception] = []

    def go_on() -> None:
        try:
            for number in range(40):
                projector.take(world.say("a", f"during {number}"))
        except Exception as error:  # noqa: BLE001 - told to the test
            failed.append(error)
        finally:
            done.set()

    writer = threading.Thread(target=go_on)
    writer.start()
    rebuilt = 0
    while not done.is_set() or rebuilt == 0:
        assert world.again().builder().rebuild("notes")
        rebuilt += 1
    writer.join(60)
    assert failed == []
    expected = [f"before {n}" for n in range(20)] + [f"during {n}" for n in range(40)]
    assert world.texts() == expected
    assert world.counted() == 60
    assert states(world) == [(rebuilt + 1, 1, "active")]


def test_a_rebuild_reports_how_far_it_has_come(world: World) -> None:
    world.prepared().take(world.say("a", "one", "two", "three"))
    seen: list[Progress] = []
    assert world.builder().rebuild("notes", progress=seen.append)
    assert seen[-1] == Progress(3, 3)
    assert [each.done for each in seen] == sorted(each.done for each in seen)


def test_a_cancelled_rebuild_leaves_everything_as_it_was(world: World) -> None:
    world.prepared().take(world.say("a", "one", "two"))
    stop = threading.Event()
    world.notes.before = lambda _connection, _heard: stop.set()
    assert not world.builder().rebuild("notes", stop=stop)
    assert states(world) == [(1, 1, "active")]
    assert tables(world.engine) == {"notes_rows_1", "count_told_1"}
    assert world.texts() == ["one", "two"]


def test_a_build_that_was_cut_off_goes_on_where_it_was(world: World) -> None:
    world.say("a", "one", "two")
    world.say("a", "three", source=SERVICE)

    def fail(_connection: Connection, heard: Heard) -> None:
        if heard.source == SERVICE:
            raise OSError("cut off")

    world.notes.before = fail
    with pytest.raises(OSError, match="cut off"):
        world.builder().prepare()
    assert states(world) == [(1, 1, "building")]
    restarted = world.again()
    heard: list[int] = []
    restarted.notes.before = lambda _connection, event: heard.append(event.position)
    assert restarted.builder().prepare()
    assert states(world) == [(1, 1, "active")]
    assert heard == [1]  # governance's first; intake's two were in the rows already
    assert restarted.texts() == ["one", "two", "three"]


def test_a_build_that_another_process_gave_up_for_it_is_fenced_out(durable_world: World) -> None:
    world = durable_world
    world.prepared().take(world.say("a", "one", "two"))
    leader = world.again()
    once: list[Callable[[], bool]] = [leader.builder().prepare]

    def a_leader_starts(_progress: Progress) -> None:
        if once:
            assert once.pop()()

    with pytest.raises(FencedOut):
        world.builder().rebuild("notes", progress=a_leader_starts)
    assert states(world) == [(1, 1, "active")]
    assert tables(world.engine) == {"notes_rows_1", "count_told_1"}


def test_a_rebuild_that_fails_is_thrown_away(world: World) -> None:
    world.prepared().take(world.say("a", "one", "two"))

    def away(_connection: Connection, _heard: Heard) -> None:
        raise OSError("away for a while")

    world.notes.before = away
    with pytest.raises(OSError, match="away"):
        world.builder().rebuild("notes")
    assert states(world) == [(1, 1, "active")]
    assert tables(world.engine) == {"notes_rows_1", "count_told_1"}


def test_a_build_waits_for_the_fact_of_another_service(world: World) -> None:
    """Between services there is no order: what must be there first is waited for."""
    world.say("a", "needs an answer", "later")
    world.say("a", "answer", source=SERVICE)
    answered: list[bool] = []

    def before(_connection: Connection, heard: Heard) -> None:
        if heard.source == SERVICE:
            answered.append(True)
        elif not answered:
            waits_for(SERVICE, "needs an answer")(_connection, heard)

    world.notes.before = before
    assert world.builder().prepare()
    assert world.texts() == ["answer", "needs an answer", "later"]


def test_poison_is_parked_while_building_and_the_rest_is_built(world: World) -> None:
    world.notes.poison = {"bad"}
    world.say("a", "one", "bad", "behind")
    world.say("b", "two")
    assert world.builder().prepare()
    assert world.texts() == ["one", "two"]
    assert [each.position for each in world.lot.entries("notes-1")] == [2, 3]


def test_a_generation_that_goes_takes_its_parked_events_with_it(world: World) -> None:
    world.notes.poison = {"bad"}
    world.prepared().take(world.say("a", "bad", "behind"))
    assert len(world.lot.entries("notes-1")) == 2
    world.notes.poison = set()
    assert world.builder().rebuild("notes")
    assert world.texts() == ["bad", "behind"]
    assert world.lot.entries("notes-1") == ()
    reasons = [
        getattr(CODEC.decode(stored.body)[1], "reason", None)
        for stored in world.ledgers[SERVICE].read_stream("parking-notes-1")
    ]
    assert reasons == [None, None, BUILT_ANEW, BUILT_ANEW]


def test_views_that_were_lost_are_built_again_with_nothing_left_out(world: World) -> None:
    """Places and rows are lost together; what had been parked, retried or skipped comes again."""
    world.notes.poison = {"bad"}
    world.prepared().take(world.say("a", "bad", "behind"))
    bad, _behind = world.lot.entries("notes-1")
    world.lot.skip("notes-1", bad.event_id, "doubled", by=bad.event_id)
    lost = world.again()
    if world.database != "memory:":
        lost.engine.dispose()
    lost.engine = open_views(world.database, "lost")
    migrate_views(lost.engine)
    lost.notes.poison = {"bad"}
    assert lost.builder().prepare()
    assert lost.texts() == []
    assert [each.position for each in lost.lot.entries("notes-1")] == [1, 2]


def test_old_tables_stay_while_somebody_reads_them(postgres: str) -> None:
    world = World(postgres)
    world.prepared().take(world.say("a", "one"))
    with world.views().read(world.notes) as (connection, found):
        assert world.builder().rebuild("notes")
        assert connection.scalars(select(found.c.text)).all() == ["one"]
    assert states(world) == [(1, 1, "retired"), (2, 1, "active")]
    assert world.builder().sweep() == 1
    assert states(world) == [(2, 1, "active")]
    world.close()


def test_two_builders_of_one_generation_fence_each_other(durable_world: World) -> None:
    world = durable_world
    world.say("a", "one", "two")
    other = world.again()
    once: list[Callable[[], bool]] = [other.builder().prepare]

    def let_the_other_in(_progress: Progress) -> None:
        if once:
            assert once.pop()()

    with pytest.raises(FencedOut):
        world.builder().prepare(progress=let_the_other_in)
    assert world.texts() == ["one", "two"]


class LateHistory:
    """A feed that ends before what readers have seen already, for its first few answers."""

    def __init__(self, world: World, late: int) -> None:
        self._world = world
        self._late = late

    def page(self, source: ServiceName, after: int) -> Sequence[Heard]:
        page = self._world.history.page(source, after)
        if source == "intake" and self._late > 0:
            self._late -= 1
            return page[: 1 if after == 0 else 0]
        return page

    def head(self, source: ServiceName) -> int:
        return self._world.history.head(source)


def test_a_generation_behind_what_readers_see_is_not_switched_to(durable_world: World) -> None:
    world = durable_world
    world.prepared().take(world.say("a", "one", "two"))
    during: list[list[str]] = []
    builder = Builder(world.models, world.engine, world.lot, LateHistory(world, late=5))
    assert builder.rebuild("notes", progress=lambda _: during.append(world.texts()))
    assert len(during) > 3
    assert all(texts == ["one", "two"] for texts in during)
    assert states(world) == [(2, 1, "active")]
