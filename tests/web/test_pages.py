"""Pages: the form's way, tokens bound to the session, messages after a redirect, headers."""

import re
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from shared.web import csrf
from shared.web.api_docs import install_api_docs
from shared.web.flash import COOKIE, Flash, pack, unpack
from shared.web.i18n import SHARED_WORDS, Words
from shared.web.navigation import Crumb, NavigationLink, current_link
from shared.web.pages import Pages, Viewer
from shared.web.problem import general_problem
from shared.web.references import log_reference
from shared.web.static_files import static_address
from tests.browser.demo import SECRET, SESSION, demo_app

HTML = {"accept": "text/html"}
FILLED = {
    "title": "Blodprøver",
    "what_happens": "Uklart hvem som følger opp",
    "party": "sthf",
    "levels": "gp",
    "no_patient": "true",
    "csrf": csrf.token(SECRET, SESSION),
}


@pytest.fixture
def client() -> TestClient:
    return TestClient(demo_app(), headers=HTML, follow_redirects=False)


def test_a_taken_form_leads_to_a_page_that_says_so_once(client: TestClient) -> None:
    taken = client.post("/skjema", data=FILLED)
    assert (taken.status_code, taken.headers["location"]) == (303, "/")
    cookie = taken.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    said = "Saken «Blodprøver» er meldt inn."
    assert said in client.get("/").text
    assert said not in client.get("/").text


def test_a_form_with_errors_comes_again_with_what_was_typed(client: TestClient) -> None:
    page = client.post("/skjema", data={**FILLED, "title": "", "what_happens": "<b>Uklart</b>"})
    assert page.status_code == 422
    assert page.text.index("Ett felt må rettes") < page.text.index("<form class")
    assert 'href="#f-title">Skriv en kort tittel' in page.text
    assert "&lt;b&gt;Uklart&lt;/b&gt;" in page.text
    field = re.search(r'<input[^>]*id="f-title"[^>]*>', page.text)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert 'aria-describedby="f-title-about f-title-error"' in field[0]


def test_a_refusal_of_the_rules_stands_in_the_form_with_its_number(client: TestClient) -> None:
    page = client.post("/skjema", data={**FILLED, "no_patient": ""})
    assert page.status_code == 422
    assert "(I-3)" in page.text
    assert 'href="#f-no-patient"' in page.text


@pytest.mark.parametrize("token", [None, "", "x", "é", csrf.token(SECRET, "another")])
def test_a_form_without_the_token_of_the_session_is_403(
    client: TestClient, token: str | None
) -> None:
    data = {name: text for name, text in FILLED.items() if name != "csrf"}
    page = client.post("/skjema", data=data if token is None else {**data, "csrf": token})
    assert page.status_code == 403
    assert "Skjemaet kunne ikke godtas" in page.text
    assert COOKIE not in page.cookies


def test_a_form_of_nobody_logged_in_is_403_even_with_a_token(client: TestClient) -> None:
    page = client.post("/skjema", data=FILLED, headers={"x-anonymous": "1"})
    assert page.status_code == 403


def test_a_token_needs_a_secret_and_a_session() -> None:
    for secret, session in ((b"", SESSION), (SECRET, "")):
        with pytest.raises(ValueError, match="secret and a session"):
            csrf.token(secret, session)
    csrf.check(SECRET, SESSION, csrf.token(SECRET, SESSION))
    with pytest.raises(csrf.ForeignForm):
        csrf.check(b"another secret of more than 32 bytes", SESSION, csrf.token(SECRET, SESSION))


def test_a_message_is_shown_only_to_the_session_it_was_made_for() -> None:
    flash = Flash("success", "demo.taken", {"title": "å"})
    packed = pack(SECRET, SESSION, flash)
    assert unpack(SECRET, SESSION, packed) == flash
    for forged in ("", "x", "x.y", packed[:-1], "A" + packed, packed.replace(".", ".é")):
        assert unpack(SECRET, SESSION, forged) is None
    assert unpack(SECRET, "another", packed) is None
    with pytest.raises(ValueError, match="too long"):
        pack(SECRET, SESSION, Flash("info", "demo.taken", {"title": "x" * 3_000}))


def test_pages_are_not_cached_and_carry_the_strict_policy(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == (
        "default-src 'self'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_over_tls_the_browser_is_told_to_stay_there() -> None:
    client = TestClient(demo_app(), base_url="https://testserver")
    assert "max-age" in client.get("/").headers["strict-transport-security"]


def test_static_files_are_cached_for_ever_under_their_content_only(client: TestClient) -> None:
    address = static_address("app.css")
    assert client.get(address).headers["cache-control"].endswith("immutable")
    other = client.get("/static/0123456789abcdef/app.css")
    assert (other.status_code, other.headers["cache-control"]) == (200, "no-cache")
    assert client.get("/static/0123456789abcdef/../../pages.py").status_code == 404
    assert client.get("/static/0123456789abcdef/%2e%2e/%2e%2e/pages.py").status_code == 404
    with pytest.raises(LookupError):
        static_address("lost.css")


def test_the_page_says_where_one_is_and_who_one_is(client: TestClient) -> None:
    page = client.get("/").text
    assert '<a href="/" aria-current="page">Mine saker' in page
    assert "Kari Eksempel-Lege" in page
    assert '<form method="post" action="/logg-ut">' in page
    anonymous = client.get("/", headers={"x-anonymous": "1"}).text
    assert 'href="/logg-inn"' in anonymous
    assert "Logg ut" not in anonymous


def test_the_current_link_is_the_longest_beginning_in_whole_segments() -> None:
    links = [
        NavigationLink("F", "/"),
        NavigationLink("S", "/saker"),
        NavigationLink("M", "/saker/mine"),
    ]
    assert current_link(links, "/saker/mine/3") is links[2]
    assert current_link(links, "/saker/4") is links[1]
    assert current_link(links, "/sakerx") is None
    assert current_link(links, "/") is links[0]


def _pages(secret: bytes = SECRET, *, broken: bool = False) -> Pages:
    def navigation(_: Request) -> list[NavigationLink]:
        if broken:
            raise RuntimeError("the store is gone")
        return []

    return Pages(
        Words([SHARED_WORDS]),
        [],
        secret=secret,
        viewer=lambda _: Viewer("Kari", SESSION),
        navigation=navigation,
        new_id=lambda: UUID(int=1),
    )


def _request(path: str = "/saker", query: bytes = b"a=1") -> Request:
    return Request(
        {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    )


def test_nobody_logged_in_is_led_to_the_login_and_back() -> None:
    pages = _pages()
    response = pages.problem(_request(), general_problem(pages.words, 401))
    assert response.status_code == 303
    assert response.headers["location"] == "/logg-inn?next=%2Fsaker%3Fa%3D1"


def test_a_problem_is_shown_even_where_its_page_cannot_be() -> None:
    pages = _pages(broken=True)
    with capture_logs() as logged:
        response = pages.problem(_request(), general_problem(pages.words, 500))
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in bytes(response.body).decode()
    assert logged[0]["log_level"] == "error"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil", "saker"])
def test_a_redirect_leads_only_to_our_own_paths(address: str) -> None:
    with pytest.raises(ValueError, match="path of our own"):
        _pages().redirect(_request(), address)


def test_a_short_secret_is_refused_at_start() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        _pages(b"short")


def test_api_documentation_comes_from_our_own_files(client: TestClient) -> None:
    page = client.get("/api/docs").text
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200
    with pytest.raises(ValueError, match="must be off"):
        install_api_docs(FastAPI(), "/docs")


def test_a_page_at_the_top_shows_no_path_to_itself() -> None:
    asked = Request({"type": "http", "path": "/", "headers": [], "query_string": b""})
    pages = Pages(
        Words([SHARED_WORDS]),
        [],
        secret=SECRET,
        viewer=lambda _request: None,
        navigation=lambda _request: (),
        new_id=uuid4,
    )
    problem = general_problem(pages.words, 404)

    def shown(*crumbs: Crumb) -> str:
        page = pages.render(asked, "pages/problem.html", breadcrumbs=crumbs, problem=problem)
        return bytes(page.body).decode()

    assert "ds-breadcrumbs" not in shown(Crumb("Saker"))
    assert "ds-breadcrumbs" in shown(Crumb("Saker", "/"), Crumb("2026/1"))


def test_a_place_in_the_log_is_told_in_norwegian() -> None:
    words = Words([SHARED_WORDS])
    assert log_reference(words, "governance", 7) == "Styring, hendelse 7"
    assert log_reference(words, "intake", 7, 7) == "Inntak, hendelse 7"
    assert log_reference(words, "compensation", 7, 9) == "Godtgjøring, hendelse 7–9"
