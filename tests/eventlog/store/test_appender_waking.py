"""Who waits for an append, in threads and in coroutines, and how they are woken."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.eventlog.appender import Appender
from shared.eventlog.ledger import Appended, Conflict, Ledger
from tests.eventlog.store.appends import append, event
from tests.eventlog.store.holding_back import WAIT_SECONDS, inserts_held_back, outcomes, until


async def test_coroutines_of_one_group_are_woken_together(
    postgres: str,
    postgres_ledger: Ledger,
    appenders: Callable[..., Appender],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Waking an event loop is what costs, so it is done once for a group."""
    loop = asyncio.get_running_loop()
    wake, woken = loop.call_soon_threadsafe, []

    def count_and_wake(callback: Callable[..., object], *arguments: object) -> asyncio.Handle:
        woken.append(callback)
        return wake(callback, *arguments)

    monkeypatch.setattr(loop, "call_soon_threadsafe", count_and_wake)
    appender = appenders(postgres_ledger)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        waiting = [
            asyncio.ensure_future(appender.append_async(append(event(f"case-{n}"))))
            for n in range(1, 65)
        ]
        await asyncio.sleep(0)
        assert appender.waiting == len(waiting)
    assert await asyncio.gather(*waiting) == [Appended((n,)) for n in range(2, 66)]
    assert first.result(WAIT_SECONDS) == Appended((1,))
    assert len(woken) == 1


async def test_a_coroutine_that_gave_up_in_time_has_written_nothing(
    postgres: str, postgres_ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(postgres_ledger)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        given_up = asyncio.ensure_future(appender.append_async(append(event("case-1"))))
        await asyncio.sleep(0)
        given_up.cancel()
        cancelled = appender.submit(append(event("case-2")))
        assert cancelled.cancel()
        last = appender.submit(append(event("case-3")))
    assert outcomes([first, last]) == [Appended((1,)), Appended((2,))]
    assert [stored.subject for stored in postgres_ledger.read_log(after=0)] == ["case-0", "case-3"]


async def test_many_coroutines_append_at_once(
    ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(ledger)
    told = await asyncio.gather(
        *(appender.append_async(append(event(f"case-{n % 50}"))) for n in range(100))
    )
    appended = [outcome for outcome in told if isinstance(outcome, Appended)]
    assert sorted(position for outcome in appended for position in outcome.positions) == list(
        range(1, 51)
    )
    assert sum(isinstance(outcome, Conflict) for outcome in told) == 50


@pytest.mark.usefixtures("interruptible")
def test_a_caller_who_is_interrupted_leaves_nobody_waiting(
    postgres: str,
    postgres_ledger: Ledger,
    appenders: Callable[..., Appender],
) -> None:
    """Those of one group are woken one by the other; who is no longer there is stood in for."""
    appender = appenders(postgres_ledger)
    with ThreadPoolExecutor(2) as threads, inserts_held_back(postgres) as until_somebody_tries:
        first = threads.submit(appender.append, append(event("case-0")))
        until_somebody_tries()
        threads.submit(_interrupt_main_once, lambda: appender.waiting == 1)
        with pytest.raises(_Interrupted):
            appender.append(append(event("case-1")))
        last = threads.submit(appender.append, append(event("case-2")))
        until(lambda: appender.waiting == 2)
    assert outcomes([first, last]) == [Appended((1,)), Appended((3,))]
    assert [stored.subject for stored in postgres_ledger.read_log(after=1)] == ["case-1", "case-2"]


class _Interrupted(BaseException):
    pass


@pytest.fixture
def interruptible() -> Iterator[None]:
    def interrupt(*_: object) -> None:
        raise _Interrupted

    before = signal.signal(signal.SIGUSR1, interrupt)
    yield
    signal.signal(signal.SIGUSR1, before)


def _interrupt_main_once(condition: Callable[[], bool]) -> None:
    until(condition)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
