"""Waiting before trying again: longer each time, bounded, with jitter, and never past the end."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import SystemRandom


@dataclass(slots=True)
class Backoff:
    """Doubles from `first` to `most` seconds; each wait is between half of that and all of it."""

    first: float = 0.05
    most: float = 5.0
    jitter: Callable[[], float] = field(default=SystemRandom().random)
    _next: float = field(init=False, default=0.0)

    async def wait(self, ended: asyncio.Event) -> None:
        """Returns early when it is over."""
        self._next = min(self.most, self._next * 2 or self.first)
        await pause(ended, self._next * (0.5 + self.jitter() / 2))

    def reset(self) -> None:
        """After success the first wait is short again."""
        self._next = 0.0


async def pause(ended: asyncio.Event, seconds: float) -> None:
    """Waits so long, or until it is over."""
    with suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), seconds)
