"""P-2: what the development issuer issues is accepted; whatever is wrong with it is refused."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt

from shared.identity.development_tokens import FAULTS, DevelopmentTokens, Fault, make_key
from shared.identity.issuers import (
    PRODUCTION,
    TEST,
    Issuer,
    UnsafeIssuer,
    development,
    helseid,
    idporten,
    maskinporten,
)
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.tokens import Tokens
from shared.identity.unauthenticated import TokenFault, Unauthenticated

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:1/utsteder"
PERSON = UUID(int=7)
SCOPES = frozenset({"samhandling"})
KEY = make_key()
MAKER = DevelopmentTokens(ADDRESS, "samhandling-api", KEY)
PSEUDONYMS = Pseudonyms(b"x" * 32)


def documents(url: str) -> Mapping[str, Any]:
    """The issuer's documents as it serves them, without the network."""
    if url == f"{ADDRESS}/.well-known/openid-configuration":
        return {"issuer": ADDRESS, "jwks_uri": f"{ADDRESS}/jwks"}
    if url == f"{ADDRESS}/jwks":
        return {"keys": [KEY.as_dict(private=False)]}
    raise OSError(url)


def accepting() -> Tokens:
    return Tokens(
        [development(ADDRESS, "samhandling-api")],
        PSEUDONYMS,
        environment="development",
        fetch=documents,
    )


TOKENS = accepting()


def access_token(fault: Fault | None = None, now: datetime = NOW) -> str:
    return MAKER.access_token(PERSON, client="walk", scopes=SCOPES, now=now, fault=fault)


def reason_of(token: str, now: datetime = NOW, tokens: Tokens = TOKENS) -> TokenFault:
    with pytest.raises(Unauthenticated) as raised:
        tokens.identify(token, now)
    return raised.value.reason


def test_a_good_token_says_who_asks() -> None:
    identity = TOKENS.identify(access_token(), NOW)
    assert identity.person == PERSON
    assert identity.client == "walk"
    assert identity.scopes == SCOPES
    assert identity.issuer == "development"
    assert identity.expires == NOW + timedelta(minutes=10)


REASONS: dict[Fault, TokenFault] = {
    "expired": "token-expired",
    "not-yet-valid": "token-not-yet-valid",
    "wrong-audience": "token-audience",
    "second-audience": "token-audience",
    "wrong-issuer": "token-issuer",
    "wrong-algorithm": "token-algorithm",
    "no-algorithm": "token-algorithm",
    "wrong-type": "token-type",
    "wrong-key": "token-signature",
    "unknown-key": "token-key",
    "no-scope": "token-scope",
    "no-subject": "token-subject",
    "no-expiry": "token-expired",
    "bound": "token-bound",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_refused_for_what_it_is(fault: Fault) -> None:
    assert reason_of(access_token(fault)) == REASONS[fault]


@pytest.mark.parametrize(
    ("after", "accepted"),
    [
        (timedelta(seconds=-11), False),
        (timedelta(seconds=-10), True),
        (timedelta(minutes=10, seconds=9), True),
        (timedelta(minutes=10, seconds=10), False),
    ],
)
def test_clocks_may_differ_by_ten_seconds(after: timedelta, accepted: bool) -> None:
    token = access_token()
    if accepted:
        assert TOKENS.identify(token, NOW + after).person == PERSON
    else:
        assert reason_of(token, NOW + after) in {"token-expired", "token-not-yet-valid"}


@settings(max_examples=300, deadline=None)
@given(place=st.integers(min_value=0), sign=st.sampled_from("ABxyz019-_.=+/ é"))
def test_a_token_changed_in_one_place_is_refused(place: int, sign: str) -> None:
    token = access_token()
    at = place % len(token)
    changed = token[:at] + sign + token[at + 1 :]
    if changed != token:
        reason_of(changed)


parts = st.binary(max_size=30).map(lambda octets: base64.urlsafe_b64encode(octets).decode())


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.lists(parts, min_size=2, max_size=4).map(".".join))
def test_any_other_text_is_refused_and_nothing_else_happens(text: str) -> None:
    reason_of(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(["iss", "sub", "aud", "exp", "nbf", "iat", "scope", "cnf"]),
    value=json_values,
)
def test_strange_values_in_well_signed_claims_never_break_in(name: str, value: object) -> None:
    claims = {
        "iss": ADDRESS,
        "sub": str(PERSON),
        "aud": "samhandling-api",
        "scope": "samhandling",
        "exp": int(NOW.timestamp()) + 60,
        name: value,
    }
    token = jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": KEY.kid or ""}, claims, KEY)
    try:
        identity = TOKENS.identify(token, NOW)
    except Unauthenticated:
        return
    # what may be anything: a time that fits, or a scope list with what is needed
    assert name in {"exp", "nbf", "iat", "scope"}
    assert identity.person == PERSON


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(["alg", "typ", "kid", "crit", "jwk", "jku"]), value=json_values)
def test_strange_values_in_the_header_are_refused(name: str, value: object) -> None:
    header, _, rest = access_token().partition(".")
    changed = {**json.loads(base64.urlsafe_b64decode(header + "==")), name: value}
    spelled = base64.urlsafe_b64encode(json.dumps(changed).encode()).rstrip(b"=").decode()
    reason_of(f"{spelled}.{rest}")


def test_a_name_that_stands_twice_is_refused() -> None:
    header, claims, signature = access_token().split(".")
    text = base64.urlsafe_b64decode(claims + "==").decode()
    twice = text.replace("{", f'{{"sub":"{UUID(int=1)}",', 1)
    spelled = base64.urlsafe_b64encode(twice.encode()).rstrip(b"=").decode()
    assert reason_of(f"{header}.{spelled}.{signature}") == "token-malformed"


def test_the_token_of_a_login_is_no_access_token() -> None:
    id_token = MAKER.id_token(PERSON, client="samhandling-api", nonce="n", now=NOW)
    assert reason_of(id_token) == "token-type"


def test_a_login_is_good_only_for_its_own_nonce_and_client() -> None:
    issuer = development(ADDRESS, "samhandling-api")
    id_token = MAKER.id_token(PERSON, client="web", nonce="n", now=NOW)

    def identified(*, nonce: str = "n", client_id: str = "web", now: datetime = NOW) -> UUID:
        return TOKENS.identify_login(
            id_token, issuer=issuer, client_id=client_id, nonce=nonce, now=now
        ).person

    assert identified() == PERSON
    with pytest.raises(Unauthenticated, match="login-nonce"):
        identified(nonce="another")
    with pytest.raises(Unauthenticated, match="token-audience"):
        identified(client_id="another")
    with pytest.raises(Unauthenticated, match="token-expired"):
        identified(now=NOW + timedelta(hours=1))
    with pytest.raises(Unauthenticated, match="token-type"):
        TOKENS.identify_login(access_token(), issuer=issuer, client_id="web", nonce="n", now=NOW)


@pytest.mark.parametrize(
    "issuer",
    [
        development(ADDRESS, "samhandling-api"),
        development("https://utsteder.example", "samhandling-api"),
        helseid(TEST["helseid"], "samhandling-api"),
        maskinporten(
            PRODUCTION["maskinporten"].rstrip("/"), "samhandling", scopes=["x"], consumers=[]
        ),
    ],
    ids=lambda issuer: issuer.issuer,
)
def test_production_trusts_only_the_real_issuers(issuer: Issuer) -> None:
    with pytest.raises(UnsafeIssuer):
        Tokens([issuer], PSEUDONYMS, environment="production", fetch=documents)


def test_production_starts_with_the_real_issuers() -> None:
    real = [
        helseid(PRODUCTION["helseid"], "samhandling-api"),
        idporten(PRODUCTION["idporten"], "samhandling-api"),
    ]
    Tokens(real, PSEUDONYMS, environment="production", fetch=documents)


@pytest.mark.parametrize("address", ["http://utsteder.example", "ftp://127.0.0.1"])
def test_no_issuer_is_trusted_over_a_line_others_can_change(address: str) -> None:
    with pytest.raises(UnsafeIssuer, match="neither https"):
        Tokens([development(address, "api")], PSEUDONYMS, environment="development")


def test_an_audience_must_be_demanded_and_an_issuer_named_once() -> None:
    with pytest.raises(UnsafeIssuer, match="audience"):
        Tokens([development(ADDRESS, "")], PSEUDONYMS, environment="development")
    with pytest.raises(UnsafeIssuer, match="twice"):
        Tokens([development(ADDRESS, "a")] * 2, PSEUDONYMS, environment="development")
