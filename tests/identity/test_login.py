"""P-2: logging in with the code flow over real HTTP, and out again."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.identity.login import safe_next
from tests.identity.site import KARI, STRANGER, Form, Site, browser, choose, log_in, running_site


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


def test_a_person_logs_in_comes_back_and_out(site: Site, client: httpx2.Client) -> None:
    wanted = client.get("/saker", params={"side": "2"})
    assert wanted.status_code == 303
    assert wanted.headers["location"] == "/logg-inn?next=%2Fsaker%3Fside%3D2"
    to_issuer = client.get(wanted.headers["location"])
    page = client.get(to_issuer.headers["location"])
    assert "Kari Eksempel-Lege" in Form(page).text
    back = client.get(choose(client, page, KARI).headers["location"])
    assert back.headers["location"] == "/saker?side=2"
    there = client.get("/saker")
    person, token = there.text.split("|")
    assert person == str(KARI)
    assert client.post("/saker").text == f'"{KARI}"'

    old = dict(client.cookies)
    out = client.post("/logg-ut", data={"csrf": token})
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert client.get("/saker").status_code == 303
    with browser(site) as thief:
        thief.cookies.update(old)
        assert thief.get("/saker").status_code == 303, "the cookie opens nothing any more"


def test_logging_out_asks_for_our_own_form(client: httpx2.Client) -> None:
    log_in(client)
    for form in ({}, {"csrf": "invented"}):
        assert client.post("/logg-ut", data=form).status_code == 403
    assert client.get("/saker").status_code == 200
    assert client.get("/logg-ut").status_code == 405


def test_who_has_no_session_may_log_out_all_the_same(client: httpx2.Client) -> None:
    assert client.post("/logg-ut").status_code == 303


def test_the_cookie_says_nothing_and_scripts_cannot_reach_it(client: httpx2.Client) -> None:
    answer = log_in(client)
    (cookie,) = [
        each for each in answer.headers.get_list("set-cookie") if each.startswith("samhandling=")
    ]
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=lax")
    assert str(KARI) not in cookie
    assert "." not in cookie.split(";")[0], "no token of the issuer is kept in the browser"


def test_somebody_not_in_the_register_gets_no_session_p2(client: httpx2.Client) -> None:
    answer = log_in(client, STRANGER)
    assert answer.status_code == 403
    assert "ikke registrert i Samhandling" in answer.text
    assert "samhandling" not in client.cookies


def test_an_answer_nobody_asked_for_is_refused(site: Site, client: httpx2.Client) -> None:
    to_issuer = client.get("/logg-inn")
    page = client.get(to_issuer.headers["location"])
    back = choose(client, page, KARI).headers["location"]
    with browser(site) as victim:
        answer = victim.get(back)
        assert answer.status_code == 400
        assert "ikke startet i denne nettleseren" in answer.text
        assert victim.get("/saker").status_code == 303
    assert client.get(back).status_code == 303, "the browser that asked is let in"
    assert client.get(back).status_code == 400, "once"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"state": "invented"}, 400),
        ({"code": "invented"}, 401),
        ({"code": ""}, 401),
        ({"iss": "https://utsteder.example"}, 401),
    ],
)
def test_an_answer_that_is_changed_lets_nobody_in(
    client: httpx2.Client, change: dict[str, str], status: int
) -> None:
    page = client.get(client.get("/logg-inn").headers["location"])
    back = choose(client, page, KARI).headers["location"]
    said = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    answer = client.get("/logg-inn/tilbake", params={**said, **change})
    assert answer.status_code == status
    assert "samhandling" not in client.cookies


def test_an_answer_after_ten_minutes_is_too_late(site: Site, client: httpx2.Client) -> None:
    page = client.get(client.get("/logg-inn").headers["location"])
    site.clock.time += timedelta(minutes=10)
    back = choose(client, page, KARI).headers["location"]
    assert client.get(back).status_code == 400


def test_two_windows_may_log_in_at_once(client: httpx2.Client) -> None:
    pages = [client.get(client.get("/logg-inn").headers["location"]) for _ in range(2)]
    for page in pages:
        back = choose(client, page, KARI).headers["location"]
        assert client.get(back).status_code == 303


def test_a_session_planted_beforehand_is_worth_nothing(site: Site, client: httpx2.Client) -> None:
    planted, _ = site.sessions.start(STRANGER, site.clock.now())
    client.cookies.set("samhandling", planted)
    answer = log_in(client)
    assert answer.status_code == 303
    assert site.sessions.find(planted, site.clock.now()) is None


def test_who_is_refused_at_the_issuer_is_told_and_can_try_again(client: httpx2.Client) -> None:
    page = client.get(client.get("/logg-inn", params={"next": "/saker"}).headers["location"])
    form = Form(page)
    back = client.post(form.action, data=form.hidden).headers["location"]
    assert "error=access_denied" in back
    answer = client.get(back)
    assert answer.status_code == 401
    assert 'href="/logg-inn?next=%2Fsaker"' in answer.text


@pytest.mark.parametrize(
    "target",
    [
        "https://ond.example",
        "//ond.example",
        "/\\ond.example",
        "\\\\ond.example",
        "/\tond",
        "/\n/ond.example",
        "javascript:alert(1)",
        "",
        "saker",
        "/logg-ut",
        "/logg-inn?next=/",
    ],
)
def test_people_are_sent_on_to_our_own_pages_only(target: str) -> None:
    assert safe_next(target) == "/"


@given(st.text())
def test_whatever_is_asked_the_way_on_stays_here(target: str) -> None:
    way = safe_next(target)
    assert way.startswith("/")
    assert not way.startswith(("//", "/\\"))


def test_an_ordinary_path_is_kept() -> None:
    assert safe_next("/saker/01-26?side=2#a") == "/saker/01-26?side=2#a"
