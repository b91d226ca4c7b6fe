"""Every refusal and failure is told as RFC 9457 says, in Norwegian, and tells no secrets."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from tests.browser.demo import demo_app

REPORT = {"title": "Prøver", "what_happens": "…", "party": "sthf", "levels": ["gp"]}
URN = "urn:samhandling:problem:"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(demo_app(), raise_server_exceptions=False)


def _problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["content-language"] == "nb"
    assert response.headers["cache-control"] == "no-store"
    told: dict[str, Any] = response.json()
    assert (told["type"], told["status"]) == (URN + kind, status)
    assert told["title"]
    assert told["detail"]
    return told


def test_a_refusal_carries_rule_reason_field_and_words(client: TestClient) -> None:
    told = _problem(client.get("/problem/refused"), 422, "refused")
    assert told["rule"] == "I-3"
    assert told["reason"] == "demo-patient"
    assert told["field"] == "title"
    assert told["detail"] == "Bekreft at ingen pasient kan kjennes igjen i «X»"


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/problem/missing", 404, "not-found"),
        ("/problem/denied", 403, "denied"),
        ("/problem/slow", 503, "unavailable"),
        ("/problem/unexpected", 500, "internal"),
        ("/nowhere", 404, "not-found"),
    ],
)
def test_failures_are_problems_and_tell_no_secrets(
    client: TestClient, path: str, status: int, kind: str
) -> None:
    with capture_logs():
        response = client.get(path)
    _problem(response, status, kind)
    assert "hunter2" not in response.text
    assert "secret" not in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]


def test_overload_says_when_to_come_back(client: TestClient) -> None:
    assert client.get("/problem/slow").headers["retry-after"] == "5"


def test_the_wrong_method_says_which_are_right(client: TestClient) -> None:
    response = client.get("/skjema")
    _problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


def test_invalid_fields_are_pointed_at_in_norwegian_without_the_input(client: TestClient) -> None:
    response = client.post(
        "/api/demo/v1/reports",
        json={**REPORT, "title": "hunter2" * 50, "levels": ["gp", "hunter2"], "party": None},
        headers={"idempotency-key": "k"},
    )
    told = _problem(response, 422, "invalid")
    found = {error["pointer"]: error["detail"] for error in told["errors"]}
    assert found["#/title"] == "Skriv høyst 80 tegn"
    assert found["#/levels/1"].startswith("Velg en av disse")
    assert "#/party" in found
    assert "hunter2" not in response.text


def test_a_missing_idempotency_key_is_400(client: TestClient) -> None:
    _problem(client.post("/api/demo/v1/reports", json=REPORT), 400, "idempotency-key-missing")
    blank = client.post("/api/demo/v1/reports", json=REPORT, headers={"idempotency-key": " "})
    _problem(blank, 400, "idempotency-key-missing")
    taken = client.post("/api/demo/v1/reports", json=REPORT, headers={"idempotency-key": "k-1"})
    assert (taken.status_code, taken.json()["key"]) == (201, "k-1")


@pytest.mark.parametrize(
    ("headers", "status", "kind"),
    [
        ({}, 428, "precondition-required"),
        ({"if-match": '"x"'}, 412, "stale"),
        ({"if-match": "*"}, 412, "stale"),
        ({"if-match": 'W/"7"'}, 412, "stale"),
    ],
)
def test_a_change_needs_the_version_it_builds_on(
    client: TestClient, headers: dict[str, str], status: int, kind: str
) -> None:
    _problem(client.put("/api/demo/v1/reports/1", json=REPORT, headers=headers), status, kind)
    taken = client.put("/api/demo/v1/reports/1", json=REPORT, headers={"if-match": '"7"'})
    assert taken.json() == {"number": 1, "version": 7}


@pytest.mark.parametrize("body", [b"{", b'{"title": ', b"\xff\xfe\x00"])
def test_a_body_that_is_not_json_is_400(client: TestClient, body: bytes) -> None:
    headers = {"idempotency-key": "k", "content-type": "application/json"}
    response = client.post("/api/demo/v1/reports", content=body, headers=headers)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("said", [True, False])
def test_a_body_above_the_limit_is_413_whether_it_says_its_length_or_not(
    client: TestClient, said: bool
) -> None:
    body = json.dumps({**REPORT, "what_happens": "x" * 1_000_001}).encode()
    headers = {"idempotency-key": "k", "content-type": "application/json"}
    parts = (body[i : i + 65_536] for i in range(0, len(body), 65_536))
    response = client.post("/api/demo/v1/reports", content=body if said else parts, headers=headers)
    told = _problem(response, 413, "too-large")
    assert "1000000 byte" in told["detail"]


def test_a_path_for_imports_has_a_limit_of_its_own(client: TestClient) -> None:
    assert client.post("/api/demo/v1/imports", content=b"x" * 1_500_000).status_code == 200
    assert client.post("/api/demo/v1/imports", content=b"x" * 2_000_001).status_code == 413


def test_people_get_the_same_as_a_page_but_never_under_api(client: TestClient) -> None:
    asks = {"accept": "text/html,application/xhtml+xml"}
    page = client.get("/problem/refused", headers=asks)
    assert page.status_code == 422
    assert page.headers["content-type"].startswith("text/html")
    assert "Bekreft at ingen pasient kan kjennes igjen i «X»" in page.text
    assert "regel I-3" in page.text
    told = client.post("/api/demo/v1/reports", json=REPORT, headers=asks)
    _problem(told, 400, "idempotency-key-missing")


def test_the_openapi_document_tells_of_problems_as_they_are_sent(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    answers = document["paths"]["/api/demo/v1/reports"]["post"]["responses"]
    assert set(answers) == {"201", "default"}
    assert list(answers["default"]["content"]) == ["application/problem+json"]
    assert "HTTPValidationError" not in json.dumps(document)


def test_an_address_that_cannot_be_ours_is_a_page_not_found_and_told_to_a_program() -> None:
    app = demo_app()

    @app.get("/saker/{number}")
    def case(number: int, page: int = 1) -> None:
        """Answers nothing: the addresses of this test never get here."""

    asking = TestClient(app)
    for address in ("/saker/tull", "/saker/1?page=tull"):
        shown = asking.get(address, headers={"accept": "text/html"})
        assert shown.status_code == 404
        assert "Vi finner ikke siden" in shown.text
        assert "number" not in shown.text
        told = _problem(asking.get(address), 422, "invalid")
        assert told["errors"]
