"""P-2: how we ask issuers that demand more: a pushed request, and a signed proof of who we are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.responses import Response
from starlette.testclient import TestClient

from shared.identity.actors import Actor
from shared.identity.code_flow import CodeFlow, LoginClient
from shared.identity.development_tokens import make_key
from shared.identity.issuer_keys import IssuerUnavailable
from shared.identity.issuers import TEST, Issuer, ansattporten, development, helseid
from shared.identity.login import LoginSide, login_router
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.sessions import Sessions
from shared.identity.tokens import Tokens
from shared.identity.unauthenticated import Unauthenticated
from tests.identity.registering import FixedClock
from tests.identity.serving import address, free_socket, served

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OURS = RSAKey.generate_key(2048, auto_kid=True)
PSEUDONYMS = Pseudonyms(b"p" * 32)


@dataclass
class StrictIssuer:
    """An issuer that takes pushed requests and signed proofs only; answers as it is set to."""

    url: str
    answer: Response = field(default_factory=lambda: JSONResponse({"id_token": "a.b.c"}))
    pushed: dict[str, str] = field(default_factory=dict)
    exchanged: dict[str, str] = field(default_factory=dict)
    token_endpoint: str | None = None

    @property
    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        def metadata() -> dict[str, str]:
            return {
                "issuer": self.url,
                "jwks_uri": f"{self.url}/jwks",
                "authorization_endpoint": f"{self.url}/authorize?lang=nb",
                "pushed_authorization_request_endpoint": f"{self.url}/par",
                "token_endpoint": self.token_endpoint or f"{self.url}/token",
            }

        @app.get("/jwks")
        def jwks() -> dict[str, object]:
            return {"keys": [make_key().as_dict(private=False)]}

        @app.post("/par")
        async def par(request: Request) -> JSONResponse:
            self.pushed = {name: str(value) for name, value in (await request.form()).items()}
            return JSONResponse({"request_uri": "urn:request:1", "expires_in": 60}, 201)

        @app.post("/token")
        async def token(request: Request) -> Response:
            self.exchanged = {name: str(value) for name, value in (await request.form()).items()}
            return self.answer

        return app


@pytest.fixture
def strict() -> Iterator[StrictIssuer]:
    bound = free_socket()
    issuer = StrictIssuer(address(bound))
    with served(issuer.app, bound):
        yield issuer


def client_of(strict: StrictIssuer) -> LoginClient:
    return LoginClient(
        helseid(strict.url, "api"),
        "samhandling-web",
        scopes=("openid", "helseid://scopes/identity/pid"),
        key=OURS,
        algorithm="PS256",
        pushed=True,
    )


def flow_of(*issuers: Issuer) -> CodeFlow:
    tokens = Tokens(issuers, PSEUDONYMS, environment="test")
    return CodeFlow("https://samhandling.example/logg-inn/tilbake", tokens)


def test_the_request_goes_to_the_issuer_and_not_through_the_browser(strict: StrictIssuer) -> None:
    client = client_of(strict)
    address = flow_of(client.issuer).address(
        client, state="s", nonce="n", challenge="c" * 43, now=NOW
    )
    assert address.startswith(f"{strict.url}/authorize?lang=nb&")
    assert parse_qs(urlsplit(address).query) == {
        "lang": ["nb"],
        "client_id": ["samhandling-web"],
        "request_uri": ["urn:request:1"],
    }
    assert strict.pushed["state"] == "s"
    assert strict.pushed["nonce"] == "n"
    assert strict.pushed["code_challenge_method"] == "S256"
    assert strict.pushed["scope"] == "openid helseid://scopes/identity/pid"


def test_we_prove_who_we_are_with_a_signature_for_this_minute(strict: StrictIssuer) -> None:
    client = client_of(strict)
    flow = flow_of(client.issuer)
    assert flow.exchange(client, code="k", verifier="v", now=NOW) == "a.b.c"
    assert strict.exchanged["code"] == "k"
    assert strict.exchanged["code_verifier"] == "v"
    proof = jwt.decode(strict.exchanged["client_assertion"], OURS, algorithms=["PS256"])
    assert proof.claims["iss"] == proof.claims["sub"] == "samhandling-web"
    assert proof.claims["aud"] == strict.url
    assert proof.claims["exp"] - NOW.timestamp() == 60
    first = proof.claims["jti"]
    flow.exchange(client, code="k", verifier="v", now=NOW)
    again = jwt.decode(strict.exchanged["client_assertion"], OURS, algorithms=["PS256"])
    assert again.claims["jti"] != first


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"error": "invalid_grant"}, 400),
        JSONResponse({"access_token": "a"}),
        JSONResponse(["a list"]),
        JSONResponse({"id_token": 7}),
    ],
)
def test_an_issuer_that_refuses_lets_nobody_in(strict: StrictIssuer, answer: Response) -> None:
    strict.answer = answer
    client = client_of(strict)
    with pytest.raises(Unauthenticated, match="login-refused"):
        flow_of(client.issuer).exchange(client, code="k", verifier="v", now=NOW)


@pytest.mark.parametrize(
    "answer", [JSONResponse({"error": "server_error"}, 503), PlainTextResponse("oops", 502)]
)
def test_an_issuer_in_trouble_is_unavailable(strict: StrictIssuer, answer: Response) -> None:
    strict.answer = answer
    client = client_of(strict)
    with pytest.raises(IssuerUnavailable):
        flow_of(client.issuer).exchange(client, code="k", verifier="v", now=NOW)


def test_a_code_is_not_sent_over_a_line_others_can_read(strict: StrictIssuer) -> None:
    strict.token_endpoint = "http://utsteder.example/token"
    client = client_of(strict)
    with pytest.raises(IssuerUnavailable):
        flow_of(client.issuer).exchange(client, code="k", verifier="v", now=NOW)


def _pages(clients: list[LoginClient], sessions: Sessions) -> TestClient:
    tokens = Tokens([client.issuer for client in clients], PSEUDONYMS, environment="test")

    def nobody(person: UUID, _now: datetime) -> Actor:
        return Actor(person)

    def unchecked(_session: str | None, _given: str | None) -> None:
        """Nothing is sent in these tests."""

    side = LoginSide(
        "http://127.0.0.1:8000", clients, tokens, sessions, nobody, unchecked, FixedClock()
    )
    app = FastAPI()
    app.include_router(login_router(side))
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def sessions() -> Iterator[Sessions]:
    made = Sessions("memory:")
    made.migrate()
    yield made
    made.close()


def test_who_has_several_ways_in_chooses_one(sessions: Sessions) -> None:
    clients = [
        LoginClient(helseid(TEST["helseid"], "api"), "web"),
        LoginClient(ansattporten(TEST["ansattporten"], "api"), "web"),
    ]
    with _pages(clients, sessions) as client:
        page = client.get("/logg-inn", params={"next": "/saker"})
        assert page.status_code == 200
        assert 'href="/logg-inn?med=helseid&amp;next=%2Fsaker"' in page.text
        assert 'href="/logg-inn?med=ansattporten&amp;next=%2Fsaker"' in page.text
        assert "For helsepersonell" in page.text
        assert client.get("/logg-inn/style.css").headers["content-type"].startswith("text/css")


def test_people_are_told_when_the_issuer_does_not_answer(sessions: Sessions) -> None:
    bound = free_socket()
    closed = address(bound)
    bound.close()
    clients = [LoginClient(development(closed, "api"), "web")]
    with _pages(clients, sessions) as client:
        answer = client.get("/logg-inn", params={"next": "/saker"})
    assert answer.status_code == 503
    assert "svarer ikke" in answer.text
    assert 'href="/logg-inn?next=%2Fsaker"' in answer.text


def test_there_must_be_a_way_in_and_a_safe_address(sessions: Sessions) -> None:
    with pytest.raises(ValueError, match="at least one way"):
        _pages([], sessions)
