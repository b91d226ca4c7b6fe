"""A whole site on a free port: the development issuer, the login side, one page and one API."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Annotated
from urllib.parse import urljoin
from uuid import UUID

import httpx2
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse

from shared.identity.actors import Actor, Holding, Login
from shared.identity.authentication import Authentication, install_login_redirect
from shared.identity.code_flow import LoginClient
from shared.identity.cookies import Cookies
from shared.identity.development import DevelopmentClient, DevelopmentIssuer, DevelopmentSettings
from shared.identity.issuer_keys import IssuerUnavailable
from shared.identity.issuers import development
from shared.identity.login import LoginSide, login_router
from shared.identity.pages import WORDS
from shared.identity.policy import Forbidden
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.sessions import Sessions
from shared.identity.tokens import Tokens
from shared.identity.unauthenticated import Unauthenticated
from shared.web import csrf
from shared.web.i18n import SHARED_WORDS, Words
from shared.web.problems import install_problems
from tests.identity.registering import FixedClock
from tests.identity.serving import address, free_socket, served

KARI, STRANGER = UUID(int=31), UUID(int=99)
AREA = UUID(int=1)
LOGINS = [
    Login(KARI, "Kari Eksempel-Lege", "fastlege i Skien"),
    Login(STRANGER, "Siri <Ukjent>", "ikke i registeret"),
]
SECRET = b"s" * 32


class Site:
    """Everything a test needs to look behind the pages."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = FixedClock()
        self.issuer = DevelopmentIssuer(
            DevelopmentSettings(
                issuer=f"{url}/utsteder",
                audience="samhandling-api",
                environment="test",
                clients=[
                    DevelopmentClient("web", frozenset({f"{url}/logg-inn/tilbake"})),
                ],
            ),
            lambda: LOGINS,
            self.clock,
        )
        trusted = development(f"{url}/utsteder", "samhandling-api")
        self.tokens = Tokens([trusted], Pseudonyms(SECRET), environment="test")
        self.sessions = Sessions("memory:")
        self.sessions.migrate()
        self.cookies = Cookies.for_address(url)
        self.known = {KARI: Actor(KARI, frozenset({Holding("clinician", AREA)}))}
        self.side = LoginSide(
            public_url=url,
            clients=[LoginClient(trusted, "web")],
            tokens=self.tokens,
            sessions=self.sessions,
            actor_of=self.actor_of,
            check_form=lambda session, given: csrf.check(SECRET, session, given),
            clock=self.clock,
        )
        self.app = self._application()

    def actor_of(self, person: UUID, _now: object) -> Actor:
        if person not in self.known:
            raise Forbidden("P-2", "unknown-person")
        return self.known[person]

    def _application(self) -> FastAPI:
        app = FastAPI()
        authentication = Authentication(
            self.tokens, self.sessions, self.cookies, self.actor_of, self.clock
        )
        who = Annotated[Actor, Depends(authentication.actor)]

        @app.get("/saker")
        def cases(actor: who, request: Request) -> HTMLResponse:
            session = authentication.session(request)
            token = csrf.token(SECRET, session.id) if session else ""
            return HTMLResponse(f"{actor.person}|{token}")

        @app.post("/saker")
        def sent(actor: who) -> str:
            return str(actor.person)

        @app.get("/api/saker")
        def listed(actor: who) -> str:
            return str(actor.person)

        app.include_router(login_router(self.side))
        app.mount("/utsteder", self.issuer.app)
        install_problems(
            app,
            Words([SHARED_WORDS, WORDS]),
            extra={Unauthenticated: 401, Forbidden: 403, IssuerUnavailable: 503},
        )
        install_login_redirect(app)
        return app


@contextmanager
def running_site() -> Iterator[Site]:
    bound = free_socket()
    site = Site(address(bound))
    try:
        with served(site.app, bound):
            yield site
    finally:
        site.sessions.close()


class Form(HTMLParser):
    """The one form of a page: where it goes, its hidden fields, and its buttons."""

    def __init__(self, page: httpx2.Response) -> None:
        super().__init__()
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.text = ""
        self.feed(page.text)
        self.action = urljoin(str(page.url), self.action)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self.action = said["action"]
            case "input" if said["type"] == "hidden":
                self.hidden[said["name"]] = said["value"]
            case "button":
                self.buttons[said["value"]] = said["name"]
            case _:
                """Only what can be sent is of interest."""

    def handle_data(self, data: str) -> None:
        self.text += data


def browser(site: Site) -> httpx2.Client:
    """Keeps cookies; follows nothing by itself."""
    return httpx2.Client(base_url=site.url, headers={"Accept": "text/html"}, timeout=10)


def choose(client: httpx2.Client, page: httpx2.Response, person: UUID) -> httpx2.Response:
    """Clicks a person on the issuer's page; gives the answer that leads back."""
    form = Form(page)
    return client.post(form.action, data={**form.hidden, form.buttons[str(person)]: str(person)})


def log_in(client: httpx2.Client, person: UUID = KARI, target: str = "/saker") -> httpx2.Response:
    """All the way from the page that was wanted; gives the answer of the login side."""
    to_issuer = client.get("/logg-inn", params={"next": target})
    page = client.get(to_issuer.headers["location"])
    back = choose(client, page, person)
    return client.get(back.headers["location"])
