"""What the leader of a service does by itself, beside reading, relaying and its deadlines."""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily


class Duty(Protocol):
    """What the leader of one service does by itself, again and again.

    `alarm` is why it is not done, for health; None where all is well.
    """

    name: str
    alarm: str | None

    async def run(self, stop: asyncio.Event) -> None: ...

    def metrics(self) -> Iterable[GaugeMetricFamily]: ...
