"""P-2: the development issuer, as clients meet it; and that it is never there in production."""

import stat
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from shared.identity.code_flow import challenge_of
from shared.identity.development import DevelopmentIssuer, DevelopmentSettings
from shared.identity.development_tokens import KEY_FILE, kept_key
from shared.identity.issuers import UnsafeIssuer
from tests.identity.registering import FixedClock
from tests.identity.site import KARI, Form, Site, running_site

VERIFIER = "v" * 43


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def asked(site: Site, **changes: str) -> dict[str, str]:
    return {
        "response_type": "code",
        "client_id": "web",
        "redirect_uri": f"{site.url}/logg-inn/tilbake",
        "state": "tilstand",
        "nonce": "engang",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        **changes,
    }


def code(site: Site) -> str:
    answer = httpx2.post(
        f"{site.url}/utsteder/authorize", data={**asked(site), "person_id": str(KARI)}
    )
    return httpx2.URL(answer.headers["location"]).params["code"]


def exchanged(site: Site, given: str, **changes: str) -> httpx2.Response:
    form = {
        "grant_type": "authorization_code",
        "code": given,
        "client_id": "web",
        "redirect_uri": f"{site.url}/logg-inn/tilbake",
        "code_verifier": VERIFIER,
        **changes,
    }
    return httpx2.post(f"{site.url}/utsteder/token", data=form)


def test_it_cannot_run_in_production() -> None:
    settings = DevelopmentSettings("https://utsteder.example", "api", "production", clients=[])
    with pytest.raises(UnsafeIssuer, match="production"):
        DevelopmentIssuer(settings, list, FixedClock())


def test_it_describes_itself(site: Site) -> None:
    url = f"{site.url}/utsteder/.well-known/openid-configuration"
    told = httpx2.get(url).json()
    assert told["issuer"] == f"{site.url}/utsteder"
    (key,) = httpx2.get(told["jwks_uri"]).json()["keys"]
    assert "d" not in key, "the private part stays here"


def test_the_page_lists_people_and_works_as_plain_html(site: Site) -> None:
    page = httpx2.get(f"{site.url}/utsteder/authorize", params=asked(site))
    form = Form(page)
    assert form.action == f"{site.url}/utsteder/authorize"
    assert str(KARI) in form.buttons
    assert "fastlege i Skien" in form.text
    assert "Siri <Ukjent>" in form.text
    assert "<script" not in page.text
    assert "<Ukjent>" not in page.text
    assert 'lang="nb"' in page.text
    assert page.headers["cache-control"] == "no-store"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert httpx2.get(f"{site.url}/utsteder/style.css").status_code == 200


@pytest.mark.parametrize(
    "changes", [{"client_id": "another"}, {"redirect_uri": "https://ond.example/"}]
)
def test_a_stranger_is_told_so_and_never_redirected_to(site: Site, changes: dict[str, str]) -> None:
    wrong = asked(site, **changes)
    for answer in (
        httpx2.get(f"{site.url}/utsteder/authorize", params=wrong),
        httpx2.post(f"{site.url}/utsteder/authorize", data={**wrong, "person_id": str(KARI)}),
    ):
        assert answer.status_code == 400
        assert "location" not in answer.headers
        assert "ukjent adresse" in answer.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
def test_pkce_and_state_are_demanded(site: Site, changes: dict[str, str], error: str) -> None:
    wrong = asked(site, **changes)
    for answer in (
        httpx2.get(f"{site.url}/utsteder/authorize", params=wrong),
        httpx2.post(f"{site.url}/utsteder/authorize", data={**wrong, "person_id": str(KARI)}),
    ):
        assert httpx2.URL(answer.headers["location"]).params["error"] == error


def test_a_code_is_exchanged_once(site: Site) -> None:
    given = code(site)
    answer = exchanged(site, given)
    assert answer.status_code == 200
    identity = site.tokens.identify(answer.json()["access_token"], site.clock.now())
    assert identity.person == KARI
    assert exchanged(site, given).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"client_id": "another"},
        {"redirect_uri": "https://ond.example/"},
    ],
)
def test_a_stolen_code_is_worth_nothing(site: Site, changes: dict[str, str]) -> None:
    assert exchanged(site, code(site), **changes).status_code == 400


@pytest.mark.parametrize(
    "form",
    [
        {"grant_type": "client_credentials", "client_id": str(KARI), "client_secret": "gjettet"},
        {"grant_type": "client_credentials", "client_id": "x", "client_secret": "development"},
        {"grant_type": "password"},
        {"grant_type": "client_credentials", "fault": "unheard-of"},
        {},
    ],
)
def test_what_is_not_understood_gets_no_token(site: Site, form: dict[str, str]) -> None:
    answer = httpx2.post(f"{site.url}/utsteder/token", data=form)
    assert answer.status_code in {400, 401}
    assert "access_token" not in answer.text


def test_the_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = kept_key(tmp_path / "keys")
    assert kept_key(tmp_path / "keys").kid == first.kid
    mode = (tmp_path / "keys" / KEY_FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == [KEY_FILE]
