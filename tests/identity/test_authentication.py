"""P-2, P-3: who makes a request, for the API and for pages."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import httpx2
import pytest

from shared.identity.development_tokens import FAULTS, Fault
from tests.identity.site import KARI, STRANGER, Site, browser, log_in, running_site


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.clock.time = running.clock.time + timedelta(days=1)
    return running


@pytest.fixture
def client(site: Site) -> Iterator[httpx2.Client]:
    with browser(site) as made:
        yield made


def token(site: Site, client_id: UUID = KARI, **more: str) -> httpx2.Response:
    form = {
        "grant_type": "client_credentials",
        "client_id": str(client_id),
        "client_secret": "development",
        **more,
    }
    return httpx2.post(f"{site.url}/utsteder/token", data=form)


def bearer(site: Site, client_id: UUID = KARI, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(site, client_id, **more).json()['access_token']}"}


def test_a_machine_uses_the_api_with_its_token(site: Site, client: httpx2.Client) -> None:
    assert client.get("/api/saker", headers=bearer(site)).json() == str(KARI)


def test_a_token_also_opens_pages(site: Site, client: httpx2.Client) -> None:
    assert client.get("/saker", headers=bearer(site)).text.startswith(str(KARI))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_bad_token_is_refused_over_http(
    site: Site, client: httpx2.Client, fault: Fault
) -> None:
    answer = client.get("/api/saker", headers=bearer(site, fault=fault))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["rule"] == "P-2"
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Basic a2FyaTpoZW1tZWxpZw==", "DPoP abc", "Bearer a b"]
)
def test_other_ways_of_asking_are_refused(client: httpx2.Client, given: str) -> None:
    assert client.get("/api/saker", headers={"Authorization": given}).status_code == 401


def test_a_bad_token_is_not_excused_by_a_session(site: Site, client: httpx2.Client) -> None:
    log_in(client)
    answer = client.get("/saker", headers=bearer(site, fault="expired"))
    assert answer.status_code == 401


def test_cookies_do_not_count_under_the_api(client: httpx2.Client) -> None:
    log_in(client)
    answer = client.get("/api/saker")
    assert answer.status_code == 401
    assert answer.json()["reason"] == "not-logged-in"


WRITTEN = {"csrf": "abc", "party": "sthf", "what": "Epikrisen sier ikke\nhvem som <følger> opp."}


def test_a_form_sent_after_the_session_ended_is_given_back_and_leads_to_its_page(
    site: Site, client: httpx2.Client
) -> None:
    ours = {"sec-fetch-site": "same-origin", "referer": f"{site.url}/meld?av=meg"}
    answer = client.post("/saker", data=WRITTEN, headers=ours)
    assert answer.status_code == 401
    assert "Skjemaet er ikke sendt" in answer.text
    assert "Epikrisen sier ikke\nhvem som &lt;følger&gt; opp." in answer.text
    assert "abc" not in answer.text
    assert "sthf" not in answer.text
    assert 'href="/logg-inn?next=%2Fmeld%3Fav%3Dmeg"' in answer.text


@pytest.mark.parametrize("fetched", [{"sec-fetch-site": "cross-site"}, {}])
def test_another_site_puts_no_words_on_our_page(
    client: httpx2.Client, fetched: dict[str, str]
) -> None:
    foreign = {**fetched, "referer": "https://example.org/skjema"}
    answer = client.post("/saker", data=WRITTEN, headers=foreign)
    assert answer.status_code == 401
    assert "Epikrisen" not in answer.text
    assert 'href="/logg-inn?next=%2F"' in answer.text


def test_a_form_too_large_to_give_back_is_still_answered(client: httpx2.Client) -> None:
    ours = {"sec-fetch-site": "same-origin", "content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/saker", content=b"no form at all", headers=ours)
    assert answer.status_code == 401
    assert "Skjemaet er ikke sendt" in answer.text


def test_somebody_not_in_the_register_is_refused_p2(site: Site, client: httpx2.Client) -> None:
    answer = client.get("/api/saker", headers=bearer(site, STRANGER))
    assert answer.status_code == 403
    assert answer.json()["reason"] == "unknown-person"


def test_who_leaves_the_register_is_out_from_the_next_request(
    site: Site, client: httpx2.Client
) -> None:
    log_in(client)
    assert client.get("/saker").status_code == 200
    actor = site.known.pop(KARI)
    try:
        assert client.get("/saker").status_code == 403
    finally:
        site.known[KARI] = actor


def test_a_session_ends_by_itself_over_http(site: Site, client: httpx2.Client) -> None:
    log_in(client)
    site.clock.time += timedelta(minutes=30)
    assert client.get("/saker").status_code == 303
