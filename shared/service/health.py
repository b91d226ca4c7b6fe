"""`/livez`, `/readyz` and `/metrics`: is it alive, can it serve, and how far behind is what."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from shared.contracts.record import ServiceName
from shared.eventlog.inbox import Inbox
from shared.eventlog.parking import describe
from shared.eventlog.projections import NotBuilt, Views, check_views
from shared.service.assembly import Leading, Running, readers_of

GAUGES: dict[str, tuple[str, None, tuple[str, ...]]] = {
    f"samhandling_{name}": (meaning, None, labels)
    for name, meaning, labels in (
        ("lag_events", "events a reader is behind", ("service", "reader")),
        ("appends_waiting", "appends in the queue", ("service",)),
        ("leads", "whether this process leads", ("service",)),
        ("parked_events", "events set aside", ("service", "reader")),
        ("timers_overdue", "deadlines due and not fired", ("service",)),
        ("forged_entries", "stream entries dropped", ("service", "source")),
    )
}


def health_router(running: Sequence[Running], _around: object) -> APIRouter:
    """The three depths of health, for those who run the installation."""
    router = APIRouter(include_in_schema=False)
    registry = CollectorRegistry()
    registry.register(_Gauges(running))

    @router.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz")
    def readyz() -> JSONResponse:
        wrong = failing_parts(running)
        return JSONResponse(
            {"status": "failing" if wrong else "ok", "failing": wrong}, 503 if wrong else 200
        )

    @router.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router


def failing_parts(running: Iterable[Running]) -> dict[str, str]:
    """What keeps a service from serving, by part; empty when all is well."""
    wrong: dict[str, str] = {}
    for each in running:
        platform = each.service.platform
        checks: list[tuple[str, Callable[[], Any]]] = [
            ("ledger", platform.ledger.head),
            ("views", partial(check_views, platform.engine)),
            ("read-models", partial(_built_once, platform.views)),
            ("keys", platform.keys.store.check),
        ]
        for part, check in checks:
            try:
                check()
            except Exception as error:  # noqa: BLE001 - named in the answer
                wrong[f"{platform.name}.{part}"] = describe(error)
        if each.leadership.last_error is not None:
            wrong[f"{platform.name}.leadership"] = each.leadership.last_error
        wrong.update({f"{platform.name}.{part}": why for part, why in each.alarms.items()})
        for duty in each.service.duties:
            if duty.alarm is not None:
                wrong[f"{platform.name}.{duty.name}"] = duty.alarm
    return wrong


def _built_once(views: Views) -> None:
    """Where a model is only built anew, by newer code, all that does not read it can be served."""
    if missing := views.never_built():
        raise NotBuilt(", ".join(missing))


class _Gauges(Collector):
    """Read when asked, so that nothing has to be kept up to date."""

    def __init__(self, running: Sequence[Running]) -> None:
        self._running = running

    def collect(self) -> Iterable[GaugeMetricFamily]:
        gauges = {name: GaugeMetricFamily(name, *told) for name, told in GAUGES.items()}

        def add(name: str, value: float, *labels: str) -> None:
            gauges[f"samhandling_{name}"].add_metric(labels, value)

        for each in self._running:
            _of_the_process(each, add)
            if each.leading is not None:
                _of_the_leader(each.service.name, each.leading, add)
        duties = [duty for each in self._running for duty in each.service.duties]
        return [*gauges.values(), *(gauge for duty in duties for gauge in duty.metrics())]


def _of_the_process(each: Running, add: Callable[..., None]) -> None:
    platform = each.service.platform
    add("appends_waiting", platform.appender.waiting, platform.name)
    add("leads", float(each.leadership.leads), platform.name)
    for reader in readers_of(each.service):
        add("parked_events", len(platform.parking.entries(reader)), platform.name, reader)
    if each.timers is not None:
        late = each.timers.overdue(platform.clock.now())
        add("timers_overdue", late.count, platform.name)


def _of_the_leader(service: ServiceName, leading: Leading, add: Callable[..., None]) -> None:
    add("lag_events", leading.relay.lag, service, "relay")
    if leading.tail is not None:
        add("lag_events", leading.tail.lag, service, service)
    for inbox in leading.inboxes:
        add("lag_events", inbox.lag, service, inbox.source)
        add("forged_entries", inbox.forged, service, inbox.source)
    for kept in leading.keeping:
        add("lag_events", kept.lag, service, f"kept-{kept.source}")
        if isinstance(kept, Inbox):
            add("forged_entries", kept.forged, service, f"kept-{kept.source}")
