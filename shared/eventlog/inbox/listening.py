"""The stream's side of an inbox: FastStream, in batches, without a consumer group.

FastStream reads from a position we give it and knows nothing of ours; it goes on when a handler
raises and forgets everything when it ends. Its own parser would read every body as JSON only to
write it again, and give up on a whole batch for one garbled entry; ours leaves entries as they
are. A read blocks for a second, well under redis-py's time-out of five.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import structlog
from faststream.message import StreamMessage
from faststream.redis import RedisBroker, StreamSub
from faststream.redis.message import FAKE_CONSUMER, BatchStreamMessage, RedisBatchStreamMessage

from shared.eventlog.inbox.frame import entry_id
from shared.eventlog.parking.failures import describe

Entry: TypeAlias = tuple[bytes, dict[bytes, bytes]]
"""An entry of a stream: its id and its fields."""

BLOCK_MILLISECONDS = 1_000

_log = structlog.get_logger(__name__)


class _TroubleOnly:
    """What FastStream has to say, when something is wrong, on one line."""

    def __init__(self, stream: str) -> None:
        self.stopping = False
        self._stream = stream

    def log(self, level: int, msg: Any, /, *, exc_info: Any = None, extra: object = None) -> None:
        del extra  # the stream's name and an id of FastStream's own
        if level < logging.WARNING or self.stopping:
            return
        said = exc_info.__cause__ or exc_info if isinstance(exc_info, BaseException) else None
        error = describe(said) if said is not None else str(msg)
        _log.warning("the stream can't be read", stream=self._stream, error=error)


class Listener:
    """Follows one stream from after `position` and gives its batches, in order, to `hear`.

    The next batch is read when `hear` has returned.
    """

    def __init__(
        self,
        redis_url: str,
        stream: str,
        position: int,
        hear: Callable[[Sequence[Entry]], Awaitable[None]],
        *,
        max_records: int,
    ) -> None:
        self._trouble = _TroubleOnly(stream)
        self._broker = RedisBroker(
            redis_url, logger=self._trouble, log_level=logging.DEBUG, apply_types=False
        )
        self._subscriber = self._broker.subscriber(
            stream=StreamSub(
                stream,
                batch=True,
                last_id=entry_id(position),
                max_records=max_records,
                polling_interval=BLOCK_MILLISECONDS,
            ),
            parser=_as_it_is,
            decoder=_undecoded,
            no_reply=True,
        )

        async def batch(entries: Sequence[Entry]) -> None:
            await hear(entries)

        self._subscriber(batch)

    async def start(self) -> None:
        """Raises TimeoutError or what redis-py raises where the server is away."""
        await self._broker.start()

    async def stop(self) -> None:
        """Returns when the batch in hand is dealt with, or after FastStream's patience."""
        self._trouble.stopping = True
        await self._broker.stop()

    def rewind(self, position: int) -> None:
        """Back to after `position` where the stream has led beyond it (to what was dropped)."""
        subscriber = self._subscriber
        with suppress(ValueError):
            if int(subscriber.last_id.partition("-")[0]) <= position:
                return
        subscriber.last_id = entry_id(position)


async def _as_it_is(message: BatchStreamMessage) -> StreamMessage[BatchStreamMessage]:
    return RedisBatchStreamMessage(
        raw_message=message, body=b"", consumer=FAKE_CONSUMER, group=None
    )


async def _undecoded(message: StreamMessage[BatchStreamMessage]) -> list[Entry]:
    raw = message.raw_message
    return list(zip(raw["message_ids"], raw["data"], strict=True))
