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

from shared.eventlog.inbox import Inbox
from shared.eventlog.parking import describe
from shared.eventlog.projections import check_views
from shared.service.assembly import Running, readers_of


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
            ("read-models", partial(platform.views.position, "governance")),
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


class _Gauges(Collector):
    """Read when asked, so that nothing has to be kept up to date."""

    def __init__(self, running: Sequence[Running]) -> None:
        self._running = running

    def collect(self) -> Iterable[GaugeMetricFamily]:
        lag = GaugeMetricFamily(
            "samhandling_lag_events", "events a reader is behind", labels=["service", "reader"]
        )
        waiting = GaugeMetricFamily(
            "samhandling_appends_waiting", "appends in the queue", labels=["service"]
        )
        leads = GaugeMetricFamily(
            "samhandling_leads", "whether this process leads", labels=["service"]
        )
        parked = GaugeMetricFamily(
            "samhandling_parked_events", "events set aside", labels=["service", "reader"]
        )
        overdue = GaugeMetricFamily(
            "samhandling_timers_overdue", "deadlines due and not fired", labels=["service"]
        )
        forged = GaugeMetricFamily(
            "samhandling_forged_entries", "stream entries dropped", labels=["service", "source"]
        )
        for each in self._running:
            platform = each.service.platform
            waiting.add_metric([platform.name], platform.appender.waiting)
            leads.add_metric([platform.name], float(each.leadership.leads))
            for reader in readers_of(each.service):
                entries = platform.parking.entries(reader)
                parked.add_metric([platform.name, reader], len(entries))
            if each.timers is not None:
                late = each.timers.overdue(platform.clock.now())
                overdue.add_metric([platform.name], late.count)
            leading = each.leading
            if leading is None:
                continue
            lag.add_metric([platform.name, "relay"], leading.relay.lag)
            if leading.tail is not None:
                lag.add_metric([platform.name, platform.name], leading.tail.lag)
            for inbox in leading.inboxes:
                lag.add_metric([platform.name, inbox.source], inbox.lag)
                forged.add_metric([platform.name, inbox.source], inbox.forged)
            for kept in leading.keeping:
                lag.add_metric([platform.name, f"kept-{kept.source}"], kept.lag)
                if isinstance(kept, Inbox):
                    forged.add_metric([platform.name, f"kept-{kept.source}"], kept.forged)
        duties = [duty for each in self._running for duty in each.service.duties]
        told = [gauge for duty in duties for gauge in duty.metrics()]
        return [lag, waiting, leads, parked, overdue, forged, *told]
