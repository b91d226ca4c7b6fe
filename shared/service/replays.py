"""`/replays` and `/states`: what a service's own rules make of its own log, for audit (R-2, R-3).

Only services may ask; audit decides what of it a person may see. What is sealed stays sealed.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict

from shared.clock import Clock
from shared.eventlog.recording import dump
from shared.eventlog.signing import Verifier
from shared.service.assembly import Service
from shared.service.explaining import Explanation, Unexplained, explained
from shared.service.service_tokens import service_asking
from shared.web.conditions import NotFound

MOST_STREAMS = 200


class StreamState(BaseModel):
    """A stream after its last event up to a position: what it is called, and what it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stream: str
    version: int
    state: str
    data: Any


class States(BaseModel):
    """The streams that had begun by then."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    until: int
    states: tuple[StreamState, ...]


def states(service: Service, streams: Sequence[str], until: int) -> States:
    """By replay, from the service's ledger alone (R-2)."""
    found = [_state(service, stream, until) for stream in dict.fromkeys(streams)]
    return States(until=until, states=tuple(each for each in found if each is not None))


def _state(service: Service, stream: str, until: int) -> StreamState | None:
    decider = service.handler.decider_of(stream)
    if decider is None:
        return None
    state, version = decider.initial, 0
    for stored in service.platform.ledger.read_stream(stream):
        if stored.position > until:
            break
        event = service.platform.codec.step(stored.type, stored.body).event
        state, version = decider.evolve(state, event), stored.version
    if not version:
        return None
    return StreamState(stream=stream, version=version, state=type(state).__name__, data=dump(state))


def replays_router(service: Service, verifier: Verifier, clock: Clock) -> APIRouter:
    """What audit asks of each service."""
    name = service.name
    router = APIRouter(prefix=f"/api/{name}/v1", include_in_schema=False)

    @router.get("/replays/{position}")
    def replay(position: int, request: Request) -> Explanation:
        service_asking(request, name, verifier, clock)
        try:
            return explained(service, position)
        except Unexplained:
            raise NotFound from None

    @router.get("/states")
    def states_at(
        request: Request,
        stream: Annotated[list[str], Query(max_length=MOST_STREAMS)],
        until: Annotated[int, Query(ge=0)],
    ) -> States:
        service_asking(request, name, verifier, clock)
        return states(service, stream, until)

    return router
