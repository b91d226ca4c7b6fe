"""Who makes a request, for all services of a process: tokens, sessions, and what pages show."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from fastapi import Request

from shared.clock import Clock
from shared.identity.actors import Actor, Holding
from shared.identity.authentication import Authentication
from shared.identity.blocked import blocked_cases
from shared.identity.code_flow import LoginClient
from shared.identity.cookies import Cookies
from shared.identity.issuers import development
from shared.identity.login import LoginSide
from shared.identity.policy import Forbidden
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.register import Register
from shared.identity.sessions import Sessions
from shared.identity.tokens import Tokens
from shared.service.menu import menu
from shared.service.platform import Keys, Platform
from shared.service.settings import Settings
from shared.web import csrf
from shared.web.i18n import Words
from shared.web.pages import Viewer

AUDIENCE = "samhandling"
BROWSER = "samhandling-nettleser"
ISSUER_PATH = "/utsteder"


def secret_for(keys: Keys, purpose: str) -> bytes:
    """A secret that all processes of the installation share, one for each purpose."""
    return hmac.digest(keys.store.fingerprint_key().secret, purpose.encode(), "sha256")


@dataclass(frozen=True)
class Access:
    """Tells who asks, from the register of one of the process's services."""

    settings: Settings
    keys: Keys
    sessions: Sessions
    register: Register
    words: Words
    clock: Clock
    tokens: Tokens
    authentication: Authentication

    @classmethod
    def open(
        cls, settings: Settings, keys: Keys, platform: Platform, words: Words, clock: Clock
    ) -> "Access":
        """By the register of this service, and what it has heard to be blocked (R-7)."""
        register = platform.register

        def who(person: UUID, now: datetime) -> Actor:
            actor = actor_of(settings, register, person, now)
            return replace(actor, blocked=blocked_cases(platform.views))

        sessions = Sessions(settings.database)
        tokens = Tokens(
            [development(issuer_address(settings), AUDIENCE)]
            if settings.environment == "development"
            else [],
            Pseudonyms(secret_for(keys, "pseudonyms")),
            environment=settings.environment,
        )
        authentication = Authentication(
            tokens,
            sessions,
            Cookies.for_address(settings.public_url),
            who,
            clock,
        )
        return cls(settings, keys, sessions, register, words, clock, tokens, authentication)

    def actor(self, request: Request) -> Actor:
        """The dependency of the API's routes."""
        return self.authentication.actor(request)

    def signed_in(self, request: Request) -> Actor:
        """The dependency of pages: who looks, with the name and the links that the page shows."""
        actor = self.authentication.actor(request)
        session = self.authentication.session(request)
        if session is not None:
            name = self.register.person_name(actor.person) or str(actor.person)[:8]
            request.state.viewer = Viewer(name, session.id)
        request.state.navigation = menu(actor, self.words)
        return actor

    def login_side(self) -> LoginSide:
        """What logging in and out in a browser needs."""
        secret = secret_for(self.keys, "forms")
        issuer = development(issuer_address(self.settings), AUDIENCE)
        return LoginSide(
            public_url=self.settings.public_url,
            clients=[LoginClient(issuer, BROWSER)],
            tokens=self.tokens,
            sessions=self.sessions,
            actor_of=lambda person, now: actor_of(self.settings, self.register, person, now),
            check_form=lambda session, token: csrf.check(secret, session, token),
            clock=self.clock,
        )


def issuer_address(settings: Settings) -> str:
    """Where the development issuer answers, for browsers too: by path with governance, which owns
    the register."""
    return f"{settings.public_url}{ISSUER_PATH}"


def actor_of(settings: Settings, register: Register, person: UUID, now: datetime) -> Actor:
    """Who a person is today. Raises Forbidden (P-2) for somebody the register does not know.

    The first operator may set up an installation before there is anybody in the register.
    """
    first = person == settings.first_operator
    try:
        actor = register.actor(person, now)
    except Forbidden:
        if not first:
            raise
        actor = Actor(person)
    if not first:
        return actor
    return replace(actor, holdings=actor.holdings | {Holding("operator")})


def actors_of(platform: Platform) -> Callable[[UUID], Actor]:
    """Who somebody is now, for what is done on their behalf when they no longer wait for it."""

    def actor(person: UUID) -> Actor:
        return actor_of(platform.settings, platform.register, person, platform.clock.now())

    return actor
