"""Deadlines are durable, fire once and survive restarts (G-11)."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.contracts.record import service_actor
from shared.eventlog.heard import Heard
from shared.eventlog.parking import Retried, retry
from shared.eventlog.projections import OtherEpoch
from shared.eventlog.recorders import StoreUnavailable
from shared.eventlog.timers import (
    CancelTimer,
    Overdue,
    SetTimer,
    Timer,
    TimerChange,
    TimerRunner,
    Timers,
)
from shared.values.refusal import Refused
from tests.eventlog.readers.world import SERVICE, Answered, HandClock, World

OSLO = ZoneInfo("Europe/Oslo")
START = HandClock().now()
TEN_MINUTES = timedelta(minutes=10)


def timers_of(heard: Heard) -> Iterable[TimerChange]:
    """`set <key> <minutes>` and `cancel <key>`, as the test's events say it."""
    if not isinstance(heard.event, Answered):
        return
    match heard.event.text.split():
        case ["set", key, minutes]:
            due = (START + timedelta(minutes=int(minutes))).astimezone(OSLO)
            yield SetTimer(key, due, "reminder", heard.envelope.correlationid, f"case-{key}")
        case ["cancel", key]:
            yield CancelTimer(key)
        case ["bad"]:
            raise ValueError("bad")
        case _:
            pass


def timers(world: World) -> Timers:
    made = Timers(SERVICE, world.engine, world.lot, timers_of, pause=world.pauses.append)
    made.place(SERVICE)
    return made


def set_by(world: World, kept: Timers, *texts: str, case: str = "a") -> None:
    kept.take(world.say(case, *texts, source=SERVICE))


class Commands:
    """Who is given the timers' commands: one effect for each id, as a handler has it."""

    def __init__(self) -> None:
        self.asked: list[Timer] = []
        self.effects: set[object] = set()
        self.fails: list[Exception] = []

    def fire(self, timer: Timer) -> None:
        self.asked.append(timer)
        if self.fails:
            raise self.fails.pop(0)
        self.effects.add(timer.command_id)


async def run_until(
    kept: Timers, commands: Commands, world: World, done: Callable[[], bool]
) -> TimerRunner:
    """Runs the timers until something is so, at most 20 seconds."""
    stop = asyncio.Event()
    runner = TimerRunner(kept, commands.fire, world.clock, every=0.01)
    task = asyncio.create_task(runner.run(stop))
    async with asyncio.timeout(20):
        while not done() and not task.done():  # noqa: ASYNC110 - what it waits for is stored
            await asyncio.sleep(0.01)
    stop.set()
    await task
    return runner


def at(world: World, minutes: float) -> None:
    world.clock.time = START + timedelta(minutes=minutes)


def nothing_waits(kept: Timers, world: World) -> Callable[[], bool]:
    return lambda: kept.overdue(world.clock.now()).count == 0


def test_a_timer_is_due_when_its_time_has_come_and_not_before(world: World) -> None:
    kept = timers(world)
    set_by(world, kept, "set later 20", "set soon 10")
    assert kept.due(START + timedelta(minutes=9)) == []
    (soon,) = kept.due(START + TEN_MINUTES)
    assert (soon.key, soon.due_at, soon.kind) == ("soon", START + TEN_MINUTES, "reminder")
    assert (soon.case, soon.subject) == ("a", "case-soon")
    assert [timer.key for timer in kept.due(START + timedelta(hours=1))] == ["soon", "later"]


async def test_a_due_timer_fires_once(world: World) -> None:
    kept, commands = timers(world), Commands()
    set_by(world, kept, "set x 10")
    at(world, 11)
    await run_until(kept, commands, world, nothing_waits(kept, world))
    await run_until(kept, commands, world, nothing_waits(kept, world))
    assert [timer.key for timer in commands.asked] == ["x"]


async def test_a_timer_survives_a_restart(world: World) -> None:
    set_by(world, timers(world), "set x 10")
    restarted = world.again()
    kept, commands = timers(restarted), Commands()
    at(restarted, 10)
    await run_until(kept, commands, restarted, nothing_waits(kept, restarted))
    assert len(commands.asked) == 1


async def test_a_crash_between_firing_and_noting_it_has_one_effect(world: World) -> None:
    kept, commands = timers(world), Commands()
    set_by(world, kept, "set x 10")
    at(world, 10)
    commands.fire(kept.due(world.clock.now())[0])  # and here the process dies
    restarted = world.again()
    at(restarted, 10)
    again = timers(restarted)
    await run_until(again, commands, restarted, nothing_waits(again, restarted))
    assert len(commands.asked) == 2
    assert len(commands.effects) == 1


def test_a_cancelled_timer_never_fires(world: World) -> None:
    kept = timers(world)
    set_by(world, kept, "set x 10", "cancel x", "cancel y")
    assert kept.due(START + TEN_MINUTES) == []


async def test_a_deadline_that_is_moved_fires_at_its_new_time_as_another_command(
    world: World,
) -> None:
    kept, commands = timers(world), Commands()
    set_by(world, kept, "set x 10", "set x 20")
    assert kept.due(START + TEN_MINUTES) == []
    at(world, 20)
    await run_until(kept, commands, world, nothing_waits(kept, world))
    set_by(world, kept, "set x 30")
    at(world, 30)
    await run_until(kept, commands, world, nothing_waits(kept, world))
    assert len(commands.effects) == 2


async def test_a_deadline_said_again_does_not_fire_again(world: World) -> None:
    kept, commands = timers(world), Commands()
    set_by(world, kept, "set x 10")
    at(world, 10)
    await run_until(kept, commands, world, nothing_waits(kept, world))
    set_by(world, kept, "set x 10")
    assert kept.due(world.clock.now()) == []


def test_a_note_about_a_deadline_that_was_moved_meanwhile_is_no_note_about_the_new_one(
    world: World,
) -> None:
    kept = timers(world)
    set_by(world, kept, "set x 10")
    (old,) = kept.due(START + TEN_MINUTES)
    set_by(world, kept, "set x 20")
    kept.fired(old, START + TEN_MINUTES)
    assert [timer.key for timer in kept.due(START + 2 * TEN_MINUTES)] == ["x"]


async def test_a_refused_command_counts_as_fired(world: World) -> None:
    kept, commands = timers(world), Commands()
    commands.fails = [Refused("G-11", "deadline.passed")]
    set_by(world, kept, "set x 10")
    at(world, 10)
    await run_until(kept, commands, world, nothing_waits(kept, world))
    assert len(commands.asked) == 1
    assert kept.refused() == {"x": "G-11: deadline.passed"}


async def test_an_unexpected_error_is_seen_and_tried_again_later_each_time(world: World) -> None:
    kept, commands = timers(world), Commands()
    commands.fails = [ValueError("a"), ValueError("b")]
    set_by(world, kept, "set x 10")
    at(world, 10)
    await run_until(kept, commands, world, lambda: kept.due(world.clock.now()) == [])
    assert kept.overdue(world.clock.now()) == Overdue(1, 1, START + TEN_MINUTES)
    world.clock.forward(seconds=1)
    (failed,) = kept.due(world.clock.now())
    assert failed.error is not None
    assert failed.error.startswith("ValueError (")
    await run_until(kept, commands, world, lambda: kept.due(world.clock.now()) == [])
    world.clock.forward(seconds=1.9)
    assert kept.due(world.clock.now()) == []
    world.clock.forward(seconds=0.1)
    await run_until(kept, commands, world, nothing_waits(kept, world))
    assert len(commands.asked) == 3
    assert len(commands.effects) == 1


async def test_one_failing_timer_does_not_hold_the_others_up(world: World) -> None:
    kept, commands = timers(world), Commands()
    commands.fails = [ValueError("a")]
    set_by(world, kept, "set x 10", "set y 11")
    at(world, 12)
    await run_until(kept, commands, world, lambda: kept.due(world.clock.now()) == [])
    assert [timer.key for timer in commands.asked] == ["x", "y"]
    assert kept.overdue(world.clock.now()).count == 1


async def test_a_store_that_is_away_is_waited_for_without_blaming_the_timer(world: World) -> None:
    kept, commands = timers(world), Commands()
    commands.fails = [StoreUnavailable(), StoreUnavailable()]
    set_by(world, kept, "set x 10")
    at(world, 10)
    runner = await run_until(kept, commands, world, nothing_waits(kept, world))
    assert len(commands.asked) == 3
    assert [timer.attempts for timer in commands.asked] == [0, 0, 0]
    assert runner.last_error is None


def test_an_event_whose_deadline_cannot_be_told_parks_its_case(world: World) -> None:
    kept = timers(world)
    set_by(world, kept, "bad", "set x 10")
    world.say("b", "set y 10", source=SERVICE)
    kept.take(world.heard(SERVICE))
    assert [timer.key for timer in kept.due(START + TEN_MINUTES)] == ["y"]
    (bad, _set) = world.lot.entries("timers")
    world.lot.skip("timers", bad.event_id, "Feilført", by=service_actor(SERVICE))
    assert retry(world.lot, kept, "timers", "a", world.fetch) == Retried(1)
    assert [timer.key for timer in kept.due(START + TEN_MINUTES)] == ["x", "y"]


def test_timers_of_another_epoch_are_refused(world: World) -> None:
    kept = timers(world)
    set_by(world, kept, "set x 10")
    other = World("memory:")
    with pytest.raises(OtherEpoch):
        set_by(other, kept, "set y 10", "set z 10")
    other.close()


def test_a_timer_without_time_zone_parks_rather_than_fires_at_the_wrong_time(world: World) -> None:
    def naive(heard: Heard) -> Iterable[TimerChange]:
        due = START.replace(tzinfo=None)
        return [SetTimer("x", due, "reminder", "a", "case-a")]

    kept = Timers(SERVICE, world.engine, world.lot, naive, pause=world.pauses.append)
    set_by(world, kept, "set x 10")
    assert kept.due(START + TEN_MINUTES) == []
    assert len(world.lot.entries("timers")) == 1
