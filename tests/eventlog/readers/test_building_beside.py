"""While one model is built anew the others are kept up to date, read and acted on."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from shared.contracts.record import ServiceName
from shared.eventlog.feed import FeedUnavailable
from shared.eventlog.heard import Heard
from shared.eventlog.parking import is_poison
from shared.eventlog.projections import Builder, History, NotBuilt, Views
from shared.service.building import Building
from tests.eventlog.readers.world import SERVICE, LoudNotes, World


class SometimesAway:
    """The feeds of all services; governance's is away until it is back."""

    def __init__(self, history: History) -> None:
        self._history = history
        self.away = True

    def page(self, source: ServiceName, after: int) -> Sequence[Heard]:
        if self.away and source == SERVICE:
            raise FeedUnavailable(source)
        return self._history.page(source, after)

    def head(self, source: ServiceName) -> int:
        return self._history.head(source)


async def test_a_service_that_is_away_holds_only_what_hears_it(durable_world: World) -> None:
    world = durable_world
    world.say("a", "one")
    history = SometimesAway(world.history)

    def builder(_loop: object) -> Builder:
        return Builder(world.models, world.engine, world.lot, history)

    building = Building(SERVICE, builder, {})
    stop = asyncio.Event()
    groups = await building.behind(stop)
    notes, count = (asyncio.create_task(building.build(models, stop)) for models in groups)
    await count
    assert world.counted() == 1
    assert not notes.done()
    history.away = False
    await notes
    assert world.texts() == ["one"]


async def test_a_build_that_waits_ends_when_it_is_told_to(durable_world: World) -> None:
    history = SometimesAway(durable_world.history)

    def builder(_loop: object) -> Builder:
        return Builder(durable_world.models, durable_world.engine, durable_world.lot, history)

    building = Building(SERVICE, builder, {})
    stop = asyncio.Event()
    waiting = asyncio.create_task(building.build(durable_world.models[:1], stop))
    stop.set()
    await asyncio.wait_for(waiting, 20)


def test_models_that_hear_the_same_services_are_built_together(world: World) -> None:
    groups = world.builder().behind()
    assert [[model.name for model in group] for group in groups] == [["notes"], ["count"]]
    assert world.builder().prepare(groups[1])
    assert [[model.name for model in group] for group in world.builder().behind()] == [["notes"]]


def test_others_are_kept_up_to_date_while_a_new_version_is_not_built(durable_world: World) -> None:
    world = durable_world
    world.prepared().take(world.say("a", "one"))
    loud = LoudNotes()
    projector = world.projector(loud, world.count)
    projector.take(world.say("a", "two"))
    assert world.counted() == 2
    with pytest.raises(NotBuilt), Views((loud, world.count), world.engine).read(loud):
        pass


def test_what_newer_code_builds_anew_has_been_built_before(durable_world: World) -> None:
    """So the process that waits for it can serve all that does not read it (`/readyz`)."""
    world = durable_world
    newer = Views((LoudNotes(), world.count), world.engine)
    assert newer.never_built() == ["count", "notes"]
    world.prepared()
    assert newer.never_built() == []


def test_a_new_version_joins_when_it_has_come_as_far_as_others_may_have_acted(
    durable_world: World,
) -> None:
    """Otherwise a reaction could read a row that is older than what it reacts to."""
    world = durable_world
    world.prepared().take(world.say("a", "one"))
    loud = LoudNotes()
    projector = world.projector(loud, world.count)
    given = world.say("a", "two")
    projector.take(given)
    assert projector.passed("intake") == given[-1].position
    stop = threading.Event()
    beyond = given[-1].position + 1

    def passed(source: str) -> int:
        stop.set()
        return beyond if source == "intake" else 0

    assert not Builder(
        (loud, world.count), world.engine, world.lot, world.history, passed=passed
    ).prepare(stop=stop)
    beyond = given[-1].position
    assert Builder(
        (loud, world.count), world.engine, world.lot, world.history, passed=projector.passed
    ).prepare()
    projector.take(world.say("a", "three"))
    views = Views((loud, world.count), world.engine)
    with views.read(loud) as (connection, lines):
        assert connection.execute(lines.select()).all() == [(1, "ONE"), (2, "TWO"), (3, "THREE")]
    assert world.counted() == 3


def test_a_build_that_goes_on_is_left_alone_by_the_next(durable_world: World) -> None:
    world = durable_world
    world.prepared().take(world.say("a", "one"))
    loud = LoudNotes()
    stop = threading.Event()
    stop.set()
    assert not world.builder(loud, world.count).prepare([loud], stop=stop)
    assert world.builder(loud, world.count).prepare([world.count])
    assert world.builder(loud, world.count).behind() == [[loud]]
    assert world.builder(loud, world.count).prepare([loud])


def test_what_needs_a_model_that_is_not_built_waits_and_is_not_parked() -> None:
    assert not is_poison(NotBuilt("notes version 2"))
