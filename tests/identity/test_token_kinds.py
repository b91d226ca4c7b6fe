"""P-2: what HelseID, ID-porten, Ansattporten and Maskinporten say, and what must be in it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from shared.identity.issuers import (
    TEST,
    Issuer,
    ansattporten,
    helseid,
    idporten,
    maskinporten,
)
from shared.identity.pseudonyms import Pseudonyms
from shared.identity.tokens import Identity, Tokens
from shared.identity.unauthenticated import TokenFault, Unauthenticated

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = RSAKey.generate_key(2048, auto_kid=True)
PSEUDONYMS = Pseudonyms(b"a secret of thirty-two bytes....")
SYNTHETIC_PID = "13860299953"
ORGANISATION = "991825827"
API = "nhn:samhandling"

ISSUERS = (
    helseid(TEST["helseid"], API, scopes=["nhn:samhandling/api"], consumers=[ORGANISATION]),
    idporten(TEST["idporten"], API),
    ansattporten(TEST["ansattporten"], API),
    maskinporten(
        TEST["maskinporten"],
        "https://samhandling.example",
        scopes=["samhandling:lonn"],
        consumers=[ORGANISATION],
    ),
)


def documents(url: str) -> Mapping[str, Any]:
    for issuer in ISSUERS:
        if url == issuer.metadata_url:
            return {"issuer": issuer.issuer, "jwks_uri": f"{issuer.issuer.rstrip('/')}/jwks"}
        if url == f"{issuer.issuer.rstrip('/')}/jwks":
            return {"keys": [KEY.as_dict(private=False)]}
    raise OSError(url)


TOKENS = Tokens(ISSUERS, PSEUDONYMS, environment="test", fetch=documents)


def _timed(issuer: Issuer, **claims: object) -> dict[str, Any]:
    begins = int(NOW.timestamp())
    return {
        "iss": issuer.issuer,
        "aud": issuer.audience,
        "iat": begins,
        "exp": begins + 60,
        **claims,
    }


def of_helseid() -> dict[str, Any]:
    return _timed(
        ISSUERS[0],
        sub="abc",
        client_id="epj",
        scope=["openid", "nhn:samhandling/api"],
        **{
            "helseid://claims/identity/pid": SYNTHETIC_PID,
            "helseid://claims/identity/security_level": "4",
            "helseid://claims/hpr/hpr_number": "9999999",
        },
    )


def of_helseid_machine() -> dict[str, Any]:
    return _timed(
        ISSUERS[0],
        client_id="epj",
        scope=["nhn:samhandling/api"],
        **{"helseid://claims/client/claims/orgnr_parent": ORGANISATION},
    )


def of_idporten() -> dict[str, Any]:
    return _timed(ISSUERS[1], sub="abc", pid=SYNTHETIC_PID, acr="idporten-loa-high")


def of_ansattporten() -> dict[str, Any]:
    return _timed(ISSUERS[2], sub="abc", pid=SYNTHETIC_PID, acr="high")


def of_maskinporten() -> dict[str, Any]:
    consumer = {"authority": "iso6523-actorid-upis", "ID": f"0192:{ORGANISATION}"}
    return _timed(ISSUERS[3], client_id="x", scope="samhandling:lonn", consumer=consumer)


ALL = [of_helseid, of_helseid_machine, of_idporten, of_ansattporten, of_maskinporten]
Made = Callable[[], dict[str, Any]]


def identify(claims: Mapping[str, Any], typ: str | None = "JWT", alg: str = "RS256") -> Identity:
    header = {"alg": alg, "kid": KEY.kid or ""} | ({"typ": typ} if typ else {})
    token = jwt.encode(header, dict(claims), KEY, algorithms=[alg], default_type=None)
    return TOKENS.identify(token, NOW)


def refused(claims: Mapping[str, Any], **header: str) -> TokenFault:
    with pytest.raises(Unauthenticated) as raised:
        identify(claims, **header)
    return raised.value.reason


def test_a_person_is_the_same_whichever_way_they_log_in_p1() -> None:
    people = {identify(made()).person for made in (of_helseid, of_idporten, of_ansattporten)}
    assert people == {PSEUDONYMS.person(SYNTHETIC_PID)}


def test_the_national_number_does_not_follow_into_the_identity_p1() -> None:
    assert SYNTHETIC_PID not in repr(identify(of_idporten()))


def test_a_machine_is_its_organisation_never_its_client_id() -> None:
    for made in (of_maskinporten, of_helseid_machine):
        identity = identify(made())
        assert identity.person == PSEUDONYMS.organisation(ORGANISATION)
        assert identity.client == f"0192:{ORGANISATION}"
        assert identify({**made(), "client_id": "another"}).person == identity.person


def test_another_secret_gives_other_pseudonyms() -> None:
    assert Pseudonyms(b"y" * 32).person(SYNTHETIC_PID) != PSEUDONYMS.person(SYNTHETIC_PID)
    with pytest.raises(ValueError, match="32 bytes"):
        Pseudonyms(b"short")


@pytest.mark.parametrize("made", ALL)
def test_the_audience_is_always_demanded(made: Made) -> None:
    assert refused({**made(), "aud": "another-api"}) == "token-audience"
    without = made()
    del without["aud"]
    assert refused(without) == "token-audience"


def test_helseid_must_name_our_api_alone() -> None:
    assert refused({**of_helseid(), "aud": [API, "another"]}) == "token-audience"
    assert identify({**of_helseid(), "aud": [API]}).client == "epj"


@pytest.mark.parametrize("made", ALL)
def test_the_issuer_is_compared_to_the_last_slash(made: Made) -> None:
    issuer = made()["iss"]
    other = issuer.rstrip("/") if issuer.endswith("/") else f"{issuer}/"
    assert refused({**made(), "iss": other}) == "token-issuer"


@pytest.mark.parametrize("made", [of_helseid, of_maskinporten])
def test_the_scope_is_demanded(made: Made) -> None:
    assert refused({**made(), "scope": "noe-annet"}) == "token-scope"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"helseid://claims/identity/security_level": "3"}, "token-assurance"),
        ({"helseid://claims/identity/security_level": 4}, "token-assurance"),
        ({"helseid://claims/hpr/hpr_number": ""}, "token-subject"),
        ({"helseid://claims/identity/pid": None}, "token-subject"),
    ],
)
def test_helseid_people_are_clinicians_at_level_four(
    claims: dict[str, Any], reason: TokenFault
) -> None:
    assert refused({**of_helseid(), **claims}) == reason


@pytest.mark.parametrize("made", [of_idporten, of_ansattporten])
def test_a_weak_login_is_refused(made: Made) -> None:
    assert refused({**made(), "acr": "idporten-loa-low"}) == "token-assurance"
    without = made()
    del without["acr"]
    assert refused(without) == "token-assurance"


@pytest.mark.parametrize(
    "consumer",
    [
        None,
        "0192:991825827",
        {"authority": "iso6523-actorid-upis", "ID": "0192:123456785"},
        {"authority": "another", "ID": f"0192:{ORGANISATION}"},
        {"authority": "iso6523-actorid-upis", "ID": ORGANISATION},
        {"authority": "iso6523-actorid-upis"},
    ],
)
def test_only_listed_organisations_come_in_by_maskinporten(consumer: object) -> None:
    assert refused({**of_maskinporten(), "consumer": consumer}) == "token-consumer"


def test_only_listed_organisations_come_in_by_helseid() -> None:
    other = {"helseid://claims/client/claims/orgnr_parent": "123456785"}
    assert refused({**of_helseid_machine(), **other}) == "token-consumer"


def test_the_type_is_demanded_where_the_issuer_gives_one() -> None:
    assert refused(of_helseid(), typ="logout+jwt") == "token-type"
    assert identify(of_helseid(), typ="at+jwt").client == "epj"
    assert identify(of_helseid(), typ="application/at+jwt").client == "epj"
    with pytest.raises(Unauthenticated, match="token-type"):
        identify(of_helseid(), typ=None)
    assert identify(of_maskinporten(), typ=None).issuer == "maskinporten"


def test_maskinporten_signs_with_rs_only() -> None:
    assert refused(of_maskinporten(), alg="PS256") == "token-algorithm"
    assert identify(of_helseid(), alg="PS256").client == "epj"


def test_maskinporten_is_described_where_rfc_8414_says() -> None:
    assert ISSUERS[3].metadata_url == (
        "https://test.maskinporten.no/.well-known/oauth-authorization-server"
    )
    assert ISSUERS[0].metadata_url.endswith("/.well-known/openid-configuration")
