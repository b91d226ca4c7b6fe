"""A service's stream in Redis, as its relay writes and checks it."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from shared.eventlog.inbox.frame import (
    FIELD,
    Arrival,
    entry_id,
    framed,
    opened,
    stream_name,
)
from shared.eventlog.ledger import Stored
from shared.eventlog.signing import Forged, Signer

LOOKED_AT = 100


class RelayAlarm(Exception):  # noqa: N818 - named for what it is
    """The relay must not go on: a person must look. The text says what to do."""


class ServiceStream:
    """The stream `<service>:<epoch>`; every entry's id is its position in the ledger."""

    def __init__(self, client: "Redis", signer: Signer, epoch: UUID, maxlen: int) -> None:
        self.name = stream_name(signer.service, epoch)
        self._client = client
        self._signer = signer
        self._verifier = signer.verifier()
        self._epoch = epoch
        self._maxlen = maxlen

    async def refuse_evicting(self) -> None:
        """Raises RelayAlarm where the server may throw away what it has acknowledged."""
        memory = await self._client.info("memory")
        policy = memory.get("maxmemory_policy")
        if policy != "noeviction":
            raise RelayAlarm(
                f"the Redis server has maxmemory-policy {policy}; set it to noeviction, "
                "or events are thrown away when memory is full"
            )

    async def last(self) -> int | None:
        """The highest position the stream has ever had; None where there is no stream."""
        try:
            known = await self._client.xinfo_stream(self.name)
        except ResponseError as error:
            if "no such key" in str(error):
                return None
            raise
        return int(bytes(known["last-generated-id"]).partition(b"-")[0]) or None

    async def newest(self) -> Arrival | None:
        """The last entry, where it is one of ours."""
        return await self._ours("-")

    async def ours_after(self, position: int) -> Arrival | None:
        """The last entry of ours beyond a position, among those looked at."""
        return await self._ours(entry_id(position + 1))

    async def _ours(self, first: str) -> Arrival | None:
        count = 1 if first == "-" else LOOKED_AT
        found = await self._client.xrevrange(self.name, min=first, count=count)
        for entry, fields in cast(list[tuple[bytes, dict[bytes, bytes]]], found):
            try:
                return opened(self._verifier, self._signer.service, self._epoch, entry, fields)
            except Forged:
                continue
        return None

    async def add(self, events: Sequence[Stored], signatures: Sequence[str]) -> bool:
        """Puts events on the stream in their order; False where some position was taken.

        Raises what redis-py raises; what went through before that stays there.
        """
        async with self._client.pipeline(transaction=False) as pipeline:
            for event, signature in zip(events, signatures, strict=True):
                frame = await framed(self._epoch, event.position, event.body, signature)
                pipeline.xadd(
                    self.name,
                    {FIELD: frame},
                    id=entry_id(event.position),
                    maxlen=self._maxlen,
                    approximate=True,
                )
            results = await pipeline.execute(raise_on_error=False)
        clean = True
        for result in results:
            if isinstance(result, ResponseError) and "equal or smaller" in str(result):
                clean = False
            elif isinstance(result, Exception):
                raise result
        return clean

    async def empty(self) -> None:
        """Takes the whole stream away; it is filled again from the ledger."""
        await self._client.delete(self.name)
