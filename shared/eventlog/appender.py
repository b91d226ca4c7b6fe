"""Group commit: one thread gathers the appends that wait and commits them together.

A commit costs about the same for one append as for a hundred, so the more callers there are the
more each commit carries, and a conflict fails only its own append.
"""

import asyncio
from asyncio import AbstractEventLoop
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Condition, Lock, Thread
from typing import TypeAlias

import structlog

from shared.eventlog.ledger import Append, Appended, Ledger, Outcome
from shared.eventlog.recorders import StoreUnavailable
from shared.eventlog.recorders.judging import MAX_TRANSACTION_BYTES, append_bytes, check_append

_log = structlog.get_logger(__name__)

_Answer: TypeAlias = Outcome | Exception


class Overloaded(Exception):  # noqa: N818
    """More appends wait than may wait; nothing was written, try again after `retry_after` s."""

    retry_after = 1

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} registreringer venter allerede; prøv igjen om litt")


class _Turn:
    """A thread that waits for its answer, and then wakes the next one of its group.

    Woken all at once they would only queue for the interpreter: that is half of the switches
    between threads, and a quarter of what a command costs where 64 wait.
    """

    __slots__ = ("_answer", "_next", "_woken")

    def __init__(self) -> None:
        self._answer: _Answer | None = None
        self._next: _Turn | None = None
        self._woken = Lock()
        self._woken.acquire()

    def answer(self, answer: _Answer, following: "_Turn | None") -> None:
        self._answer, self._next = answer, following

    def wake(self) -> None:
        self._woken.release()

    def wait(self) -> Outcome:
        """The outcome. Raises what the store raised."""
        try:
            self._wait_and_pass_on()
        except BaseException:
            # Whoever is interrupted here must not leave the others waiting.
            Thread(target=self._wait_and_pass_on, name="appender turn", daemon=True).start()
            raise
        if self._answer is None or isinstance(self._answer, Exception):
            raise self._answer or AssertionError("woken without an answer")
        return self._answer

    def _wait_and_pass_on(self) -> None:
        self._woken.acquire()
        if self._next is not None:
            self._next.wake()


_Told: TypeAlias = "Future[Outcome] | asyncio.Future[Outcome] | _Turn"


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An append and who is to be told: a thread now or later, or a coroutine on its loop."""

    append: Append
    size: int
    told: _Told


class Appender:
    """The way to a ledger for commands; one for each ledger in a process.

    The answer to an append is one of the ledger's outcomes. An exception of the store is given
    to every append of its group: whether they were committed is then unknown, and the caller
    looks for its command id. The appender itself goes on with the next group.
    """

    def __init__(self, ledger: Ledger, *, queue_limit: int = 2_000) -> None:
        self._ledger = ledger
        self._queue_limit = queue_limit
        self._queue: deque[_Waiting] = deque()
        self._changed = Condition()
        self._closing = False
        self._listeners: list[Callable[[int], None]] = []
        self._thread = Thread(target=self._run, name="appender", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many appends wait for their turn."""
        return len(self._queue)

    def on_appended(self, callback: Callable[[int], None]) -> None:
        """Calls back with the new head after each commit, on the appender's thread: be quick."""
        self._listeners.append(callback)

    def submit(self, append: Append) -> "Future[Outcome]":
        """Hands over an append. Raises Overloaded, AppendTooLarge, and StoreUnavailable when
        closing down; then nothing is written."""
        future: Future[Outcome] = Future()
        self._enqueue(append, future)
        return future

    def append(self, append: Append) -> Outcome:
        """Appends and waits for the outcome. Raises what `submit` and the store raise."""
        turn = _Turn()
        self._enqueue(append, turn)
        return turn.wait()

    async def append_async(self, append: Append) -> Outcome:
        """The same from a coroutine, without a thread of its own."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._enqueue(append, future)
        return await future

    def close(self, timeout: float = 10.0) -> None:
        """Takes no more, and finishes what is in hand within `timeout` seconds.

        What then still waits is answered with StoreUnavailable.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        with self._changed:
            left = list(self._queue)
            self._queue.clear()
        if left:
            _log.error("appender closed with appends not done", appends=len(left))
            _deliver([(waiting, _closed()) for waiting in left])

    def _enqueue(self, append: Append, told: _Told) -> None:
        check_append(append)
        waiting = _Waiting(append, append_bytes(append), told)
        with self._changed:
            if self._closing:
                raise _closed()
            if len(self._queue) >= self._queue_limit:
                raise Overloaded(len(self._queue))
            self._queue.append(waiting)
            self._changed.notify()

    def _run(self) -> None:
        while group := self._gather():
            answers = self._commit([waiting.append for waiting in group])
            _deliver(list(zip(group, answers, strict=True)))
            positions = [
                position
                for answer in answers
                if isinstance(answer, Appended)
                for position in answer.positions
            ]
            if positions:
                self._tell(max(positions))

    def _gather(self) -> list[_Waiting]:
        """The next group, in order and not over the limit of one transaction; empty at the end.

        A reader's move is never grouped with others.
        """
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._queue or self._closing)
                group: list[_Waiting] = []
                total = 0
                while self._queue and _fits(self._queue[0], group, total):
                    waiting = self._queue.popleft()
                    if _begin(waiting):
                        group.append(waiting)
                        total += waiting.size
                if group or (self._closing and not self._queue):
                    return group

    def _commit(self, appends: Sequence[Append]) -> Sequence[_Answer]:
        try:
            return self._ledger.append_all(appends)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear it
            _log.warning("appends failed", appends=len(appends), error=str(error))
            return [_for_one(error) for _ in appends]

    def _tell(self, head: int) -> None:
        for listener in self._listeners:
            try:
                listener(head)
            except Exception:  # noqa: BLE001 - the appends are done; one listener can't stop us
                _log.exception("a listener of the appender failed")


def _fits(waiting: _Waiting, group: Sequence[_Waiting], total: int) -> bool:
    if not group:
        return True
    alone = waiting.append.move or group[-1].append.move
    return not alone and total + waiting.size <= MAX_TRANSACTION_BYTES


def _begin(waiting: _Waiting) -> bool:
    """Whether the caller still wants it; from here on it can't be taken back."""
    match waiting.told:
        case _Turn():
            return True
        case asyncio.Future():
            return not waiting.told.cancelled()
        case Future():
            return waiting.told.set_running_or_notify_cancel()


def _for_one(error: Exception) -> Exception:
    """An exception of its own for each who waits: raising one adds to its traceback."""
    if type(error) is not StoreUnavailable:
        return error
    own = StoreUnavailable(*error.args)
    own.__cause__ = error
    return own


def _closed() -> StoreUnavailable:
    return StoreUnavailable("tjenesten avsluttes")


def _deliver(answered: Sequence[tuple[_Waiting, _Answer]]) -> None:
    """Wakes each event loop once for all its coroutines, and the first of the threads."""
    loops: defaultdict[AbstractEventLoop, list[tuple[asyncio.Future[Outcome], _Answer]]]
    loops = defaultdict(list)
    following: _Turn | None = None
    for waiting, answer in reversed(answered):
        match waiting.told:
            case _Turn():
                waiting.told.answer(answer, following)
                following = waiting.told
            case asyncio.Future():
                loops[waiting.told.get_loop()].append((waiting.told, answer))
            case Future():
                _settle(waiting.told, answer)
    if following is not None:
        following.wake()
    for loop, coroutines in loops.items():
        try:
            loop.call_soon_threadsafe(_settle_all, coroutines)
        except RuntimeError as error:
            # The loop has been closed, and whoever waited is gone with it.
            _log.warning("nobody is left to hear the outcome", error=str(error))


def _settle_all(coroutines: Sequence[tuple["asyncio.Future[Outcome]", _Answer]]) -> None:
    for future, answer in coroutines:
        if not future.done():
            _settle(future, answer)


def _settle(future: "Future[Outcome] | asyncio.Future[Outcome]", answer: _Answer) -> None:
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
