"""The services of one process behind one HTTP application, and their life from start to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import structlog
from fastapi import FastAPI, Request, Response
from httpx2 import codes
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as TimeoutExceeded

from shared.clock import SystemClock, new_id
from shared.contracts.record import ServiceName
from shared.eventlog.appender import Overloaded
from shared.eventlog.commands import ReusedCommandId, StaleVersion, TooManyConflicts
from shared.eventlog.feed import Feed, FeedUnavailable, HttpFeed, LocalFeed
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import NotBuilt
from shared.eventlog.recorders import StoreUnavailable
from shared.eventlog.signing import issue_service_token
from shared.identity.authentication import install_login_redirect
from shared.identity.development import (
    DevelopmentClient,
    DevelopmentIssuer,
    DevelopmentSettings,
)
from shared.identity.issuer_keys import IssuerUnavailable
from shared.identity.login import CALLBACK, login_router
from shared.identity.policy import Forbidden
from shared.identity.unauthenticated import Unauthenticated
from shared.service.access import AUDIENCE, BROWSER, ISSUER_PATH, Access, issuer_address, secret_for
from shared.service.assembly import Running, Service
from shared.service.health import health_router
from shared.service.logfeed import log_router
from shared.service.people import development_logins
from shared.service.platform import Keys, Surroundings, words_of
from shared.service.replays import replays_router
from shared.service.settings import Settings
from shared.web.api_docs import install_api_docs
from shared.web.i18n import SHARED_WORDS, Words
from shared.web.pages import Pages
from shared.web.problems import install_problems
from shared.web.protection import install_protection

log = structlog.get_logger(__name__)

STATUS: dict[type[Exception], int] = {
    Forbidden: 403,
    Unauthenticated: 401,
    StaleVersion: 412,
    ReusedCommandId: 422,
    TooManyConflicts: 503,
    Overloaded: 503,
    StoreUnavailable: 503,
    IssuerUnavailable: 503,
    NotBuilt: 503,
    WaitingFor: 503,
    FeedUnavailable: 503,
    OperationalError: 503,
    InterfaceError: 503,
    TimeoutExceeded: 503,
    psycopg.OperationalError: 503,
}
"""A database that is away or restarts is asked again; it is no fault of the question."""

STOP_SECONDS = 12.0


Build = Callable[[Surroundings], Service]
"""A service's `app.build`."""


def surroundings(settings: Settings, names: Sequence[ServiceName]) -> Surroundings:
    """Opens what is shared. Raises what the keys raise when they are missing or wrong."""
    clock = SystemClock()
    identity_words = Path(__file__).parents[1] / "identity" / "words" / "nb.po"
    words = Words([SHARED_WORDS, identity_words, *map(words_of, names)])
    return Surroundings(settings, Keys.open(settings, clock), words, clock, new_id)


class Process:
    """One process: `app` is served by uvicorn, everything else runs in its lifespan."""

    def __init__(self, around: Surroundings, services: Sequence[Service], redis_url: str) -> None:
        self.around = around
        self.settings = around.settings
        self.feed = self._feed(services)
        self.running = [Running(service, self.feed, redis_url) for service in services]
        self.access = Access.open(
            around.settings,
            around.keys,
            services[0].platform,
            around.words,
            around.clock,
        )
        self.pages = Pages(
            around.words,
            [_templates(service.name) for service in services],
            secret=secret_for(around.keys, "forms"),
            viewer=lambda request: getattr(request.state, "viewer", None),
            navigation=lambda request: getattr(request.state, "navigation", ()),
            new_id=around.new_id,
        )
        self.app = self._application(services)

    def _feed(self, services: Sequence[Service]) -> Feed:
        """Other services' logs: from their ledgers in one process, over HTTP otherwise."""
        if len(services) > 1:
            return LocalFeed({service.name: service.platform.ledger for service in services})
        (service,) = services
        signer = self.around.keys.signer(service.name)
        return HttpFeed(
            self.settings.urls(),
            lambda audience: issue_service_token(signer, audience, self.around.clock.now()),
        )

    def _application(self, services: Sequence[Service]) -> FastAPI:
        app = FastAPI(
            title="Samhandling",
            lifespan=self._lifespan,
            docs_url=None,
            redoc_url=None,
            openapi_url="/api/openapi.json",
        )
        app.state.access = self.access
        app.state.pages = self.pages
        for service in services:
            for router in service.routers:
                app.include_router(router)
            app.include_router(
                log_router(service.platform, self.around.keys.verifier, self.around.clock)
            )
            app.include_router(
                replays_router(service, self.around.keys.verifier, self.around.clock)
            )
        app.include_router(health_router(self.running, self.around))
        if self.settings.environment == "development" and any(
            service.name == "governance" for service in services
        ):
            app.include_router(login_router(self.access.login_side()))
            app.mount(ISSUER_PATH, self._issuer().app)
        install_problems(app, self.around.words, pages=self.pages, extra=STATUS)
        install_login_redirect(app)
        install_api_docs(app, "/api/dokumentasjon")
        self.pages.install(app)
        larger = {path: size for each in services for path, size in each.larger_bodies.items()}
        install_protection(app, larger_bodies=larger)
        return app

    def _issuer(self) -> DevelopmentIssuer:
        issuer = DevelopmentIssuer(
            DevelopmentSettings(
                issuer=issuer_address(self.settings),
                audience=AUDIENCE,
                environment=self.settings.environment,
                clients=[
                    DevelopmentClient(BROWSER, frozenset({f"{self.settings.public_url}{CALLBACK}"}))
                ],
                key_folder=self.settings.home / "development-issuer",
            ),
            development_logins(self.settings, self.access.register),
            self.around.clock,
        )
        for raised, status in STATUS.items():
            if status == codes.SERVICE_UNAVAILABLE:
                issuer.app.add_exception_handler(raised, _away)
        return issuer

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        stop = asyncio.Event()
        at_work = [asyncio.create_task(each.run(stop)) for each in self.running]
        try:
            yield
        finally:
            stop.set()
            _, late = await asyncio.wait(at_work, timeout=STOP_SECONDS)
            for task in late:
                log.error("a service did not stop in time")
                task.cancel()
            await self.close()

    async def close(self) -> None:
        """Lets go of stores and connections."""
        closing: Any = getattr(self.feed, "aclose", None)
        if closing is not None:
            await closing()
        for each in self.running:
            each.service.platform.close()
        self.access.sessions.close()
        self.around.keys.store.close()


async def _away(_request: Request, _raised: Exception) -> Response:
    return Response(status_code=codes.SERVICE_UNAVAILABLE, headers={"Retry-After": "1"})


def _templates(service: ServiceName) -> Path:
    return Path(__file__).parents[2] / "services" / service / "pages" / "templates"
