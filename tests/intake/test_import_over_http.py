"""An import over HTTP: judged first, carried out, told row by row, the same twice (I-10)."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.application.importing import ImportWorker
from shared.contracts.governance import OrganisationRegistered, PersonRegistered, RoleGranted
from shared.contracts.record import Sealed
from shared.web.problem import MEDIA_TYPE
from tests.assessment.installation import Installation, at_work
from tests.examples.ids import GP, HOSPITAL, SECRETARY, TELEMARK, id_of
from tests.intake.test_import_csv import HEADER, file_of
from tests.values.numbers_made import numbers

MACHINE = id_of("quality-system")
PATH = "/api/intake/v1/imports"
CELLS = [
    "avvik-1",
    "2026-11-20",
    "Telemark",
    "Hvem ringer?",
    "Svar blir liggende.",
    "Skien kommune",
]
TOLD = (
    PersonRegistered(
        person_id=MACHINE,
        name=Sealed(subject=f"person-{MACHINE}", purpose="register", clear="Avvikssystemet"),
        employment="employed",
        title="",
    ),
    RoleGranted(person_id=MACHINE, role="integrator", party=HOSPITAL),
    *(
        OrganisationRegistered(
            organisation_id=id_of(f"double-{number}"),
            name="Dobbelt legesenter",
            kind="gp-practice",
            helsefellesskap=(TELEMARK,),
        )
        for number in (1, 2)
    ),
)


@pytest.fixture
def running(tmp_path: Path, valkey: str) -> Iterator[Installation]:
    with at_work(tmp_path, valkey, told=TOLD) as installation:
        yield installation


class Sender:
    """A quality system that sends files."""

    def __init__(self, installation: Installation, person: UUID = MACHINE) -> None:
        self.client = installation.client
        self._base = installation.settings.public_url
        self._bearer = {"Authorization": f"Bearer {self.client._token(person)}"}

    def gets(self, path: str = "") -> httpx2.Response:
        return httpx2.get(f"{self._base}{PATH}{path}", headers=self._bearer, timeout=60.0)

    def posts(
        self, content: bytes | str, key: str, path: str = "", **params: Any
    ) -> httpx2.Response:
        return httpx2.post(
            f"{self._base}{PATH}{path}",
            content=content.encode() if isinstance(content, str) else content,
            params=params,
            headers={**self._bearer, "Idempotency-Key": key},
            timeout=60.0,
        )

    def sends(self, content: bytes | str, key: str, **params: Any) -> dict[str, Any]:
        """The import, once it is done."""
        answer = self.posts(content, key, **params)
        assert answer.status_code in (201, 202), answer.text
        return self.finished(answer.json())

    def finished(self, one: dict[str, Any]) -> dict[str, Any]:
        def done() -> dict[str, Any] | None:
            now: dict[str, Any] = self.gets(f"/{one['import_id']}").json()
            return None if now["state"] in ("reading", "running") else now

        return self.client.until("importen", done)

    def report(self, one: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.gets(f"/{one['import_id']}/report").json()
        return found


def row(reference: str, **cells: str) -> list[str]:
    """A row as CELLS, with these cells by the name of their column."""
    named = dict(zip(HEADER, CELLS, strict=True))
    return list((named | {"Referanse": reference} | cells).values())


def test_a_file_is_judged_first_then_carried_out_and_told_row_by_row_i_10(
    running: Installation,
) -> None:
    sender = Sender(running)
    file = file_of(
        row("god"),
        row("flere-feil", Tittel="", Dato="i går", **{"Hva skjer": "fnr 010190\n00083"}),
        row("ukjent", Parter="Et ukjent senter|Dobbelt legesenter"),
        row("god", Tittel="En annen"),
        row("hvor", Helsefellesskap="Finnes ikke"),
    )
    head = running.process.running[0].service.platform.ledger.head()
    judged = sender.sends(file, "first", preview=True, file_name="avvik november.csv")
    assert (judged["state"], judged["rows"], judged["ready"]) == ("judged", 5, 2)
    assert running.process.running[0].service.platform.ledger.head() == head, "nothing is said yet"
    answer = sender.posts(b"", "carry-out", f"/{judged['import_id']}/carry-out")
    done = sender.finished(answer.json())
    counts = [done[name] for name in ("state", "done", "accepted", "unchanged", "refused")]
    assert counts == ["done", 5, 2, 0, 3]
    report = sender.report(done)
    assert [each["reference"] for each in report["accepted"]] == ["god", "ukjent"]
    assert [(each["row"], each["field"], each["rule"]) for each in report["refused"]] == [
        (3, "date", "I-10"),
        (3, "title", "I-1"),
        (3, "what_happens", "I-3"),
        (5, "reference", "I-10"),
        (6, "helsefellesskap", "I-1"),
    ]
    flagged = [(each["row"], each["field"]) for each in report["warnings"]]
    assert flagged == [(4, "parties"), (4, "parties")]
    unknown, ambiguous = (each["reason"] for each in report["warnings"])
    assert "ikke i registeret" in unknown
    assert "flere virksomheter" in ambiguous
    case = report["accepted"][1]["case_id"]
    seen = running.client.until(
        "saken", lambda: running.client.get("intake", f"/cases/{case}", SECRETARY)
    )
    assert [party["organisation_id"] for party in seen["parties"]] == [None, None]


def test_the_same_file_twice_changes_nothing_and_other_content_is_named_i_10(
    running: Installation,
) -> None:
    sender = Sender(running)
    first = sender.sends(file_of(row("en"), row("to")), "first")
    ledger = running.process.running[0].service.platform.ledger
    head = ledger.head()
    again = sender.sends(file_of(row("en"), row("to")), "another-key")
    assert (again["accepted"], again["unchanged"]) == (0, 2)
    assert sender.report(again)["unchanged"] == sender.report(first)["accepted"]
    rows = [{**json.loads(as_json("en")), "title": "Noe annet"}, json.loads(as_json("to"))]
    changed = sender.sends(json.dumps({"format": "samhandling-cases/1", "cases": rows}), "changed")
    report = sender.report(changed)
    assert [(each["reference"], each["field"], each["rule"]) for each in report["refused"]] == [
        ("en", "reference", "I-10")
    ]
    assert report["refused"][0]["reason"] == "Referansen er brukt før, med annet innhold."
    assert [each["reference"] for each in report["unchanged"]] == ["to"], "CSV and JSON are one"
    assert ledger.head() == head


def as_json(reference: str) -> str:
    names = ("reference", "date", "helsefellesskap", "title", "what_happens")
    named = dict(zip(names, row(reference), strict=False))
    return json.dumps({**named, "parties": [CELLS[5]]})


def test_the_same_request_again_is_the_same_import_and_another_under_its_key_is_refused_i_10(
    running: Installation,
) -> None:
    sender = Sender(running)
    one = sender.sends(file_of(row("en")), "key")
    assert sender.sends(file_of(row("en")), "key")["import_id"] == one["import_id"]
    other = sender.posts(file_of(row("to")), "key")
    assert (other.status_code, other.json()["reason"]) == (422, "command-reused")
    assert [each["import_id"] for each in sender.gets().json()] == [one["import_id"]]


def test_what_one_has_sent_is_seen_by_no_other_and_only_some_may_import_i_10(
    running: Installation,
) -> None:
    one = Sender(running).sends(file_of(row("en")), "key")
    secretary, clinician = Sender(running, SECRETARY), Sender(running, GP)
    for path in ("", "/report", "/report.csv"):
        assert secretary.gets(f"/{one['import_id']}{path}").status_code == 404
    assert secretary.gets().json() == []
    refused = clinician.posts(file_of(row("en")), "key")
    assert (refused.status_code, refused.json()["rule"]) == (403, "P-3")


def test_a_row_for_another_helsefellesskap_than_ones_own_is_refused_p_4(
    running: Installation,
) -> None:
    secretary = Sender(running, SECRETARY)
    done = secretary.sends(file_of(row("her"), row("der", Helsefellesskap="Et annet")), "key")
    report = secretary.report(done)
    assert [each["reference"] for each in report["accepted"]] == ["her"]
    assert [(each["reference"], each["rule"]) for each in report["refused"]] == [("der", "P-4")]


BAD_FILES: list[tuple[bytes, dict[str, str], str, str, str]] = [
    (b"", {}, "I-10", "file", "tom"),
    (file_of(row("x")).encode("utf-32"), {}, "I-10", "file", "UTF-32"),
    (file_of(row("x")).encode("utf-16-le"), {}, "I-10", "file", "UTF-16"),
    (file_of(row("x", Tittel="Ærlig ål")).encode("cp865"), {}, "I-10", "file", "Tegnsettet"),
    (file_of(row("x")).encode(), {"file_name": "p 010190 00083.csv"}, "I-3", "file_name", "3"),
    (file_of(row("x")).encode(), {"file_name": "a" * 201}, "I-10", "file_name", "200"),
]


def test_a_file_that_can_not_be_taken_is_refused_with_the_reason_i_3_i_10(
    running: Installation,
) -> None:
    sender = Sender(running)
    for number, (content, params, rule, field, says) in enumerate(BAD_FILES):
        refused = sender.posts(content, f"key-{number}", **params)
        assert (refused.status_code, refused.headers["content-type"]) == (422, MEDIA_TYPE)
        problem = refused.json()
        assert (problem["rule"], problem["field"]) == (rule, field)
        assert says in problem["detail"]
    assert sender.gets().json() == []


def test_a_file_too_large_is_refused_before_it_is_read_i_10(running: Installation) -> None:
    answer = Sender(running).posts(b" " * 20_200_000, "key")
    assert answer.status_code == 413


def test_oversized_text_and_formulas_are_told_and_never_run_i_10(running: Installation) -> None:
    sender = Sender(running)
    done = sender.sends(
        file_of(
            row("=HYPERLINK(1)", Tittel="=1+1"),
            row("+stor", Tittel="a" * 201, **{"Hva skjer": "b" * 10_001}),
        ),
        "key",
    )
    refused = [(each["field"], each["rule"]) for each in sender.report(done)["refused"]]
    assert refused == [("title", "I-1"), ("what_happens", "I-1")]
    answer = sender.gets(f"/{done['import_id']}/report.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][:4] == ["rad", "referanse", "utfall", "saksnummer"]
    assert [line[:3] for line in lines[1:]] == [
        ["2", "'=HYPERLINK(1)", "registrert"],
        ["3", "'+stor", "avvist"],
        ["3", "'+stor", "avvist"],
    ]


GAPS = ("", " ", ".", "-", "\n", "\r\n", "/", "\u00a0", "\u200b", " - ", "\n  ")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    made=numbers(),
    gaps=st.lists(st.sampled_from(GAPS), min_size=10, max_size=10),
    place=st.sampled_from(["Referanse", "Tittel", "Hva skjer", "file_name"]),
)
def test_no_number_comes_in_however_it_is_broken_up_i_3_i_4(
    running: Installation, made: tuple[str, str], gaps: list[str], place: str
) -> None:
    """In a cell or in the file's name; and it is nowhere in what is answered or kept."""
    number, _ = made
    hidden = "".join(digit + gap for digit, gap in zip(number, [*gaps, ""], strict=True))
    sender = Sender(running)
    key = f"{place}:{abs(hash((hidden, place)))}".replace(" ", "")
    if place == "file_name":
        refused = sender.posts(file_of(row("x")), key, file_name=f"p {hidden}.csv")
        assert (refused.status_code, refused.json()["rule"]) == (422, "I-3")
        return
    judged = sender.sends(file_of(row("x", **{place: f"p {hidden}"})), key, preview=True)
    assert (judged["ready"], judged["refused"]) == (0, 1)
    report = sender.report(judged)
    assert {each["rule"] for each in report["refused"]} == {"I-3"}
    digits = re.sub(r"\D", "", json.dumps([report["refused"][0]["reference"]]))
    assert number not in digits


def test_the_pages_show_what_a_file_would_do_carry_it_out_and_give_the_report_i_10(
    running: Installation,
) -> None:
    with running.browser(SECRETARY) as browser:
        front = browser.look("/import")
        for name in ("hva skjer", "parter", "omvei"):
            assert f"<strong>{name}</strong>" in front
        token = re.findall(r'name="csrf" value="([^"]+)"', front)[0]
        fields = {"csrf": token, "idempotency_key": "page"}
        wrong = browser.http.post(
            "/import", data=fields, files={"file": ("x.csv", b"hei;hopp\n1;2\n", "text/csv")}
        )
        assert wrong.status_code == 422
        assert "Første rad har ingen av kolonnenavnene" in wrong.text
        none = browser.http.post("/import", data=fields)
        assert (none.status_code, "Filen er tom" in none.text) == (422, True)
        file = file_of(row("side", Tittel="Ærlig talt"), row("feil", Tittel="")).encode("cp1252")
        sent = browser.http.post(
            "/import", data=fields, files={"file": ("avvik.csv", file, "text/csv")}
        )
        page = browser.follow(sent)
        assert "Windows-1252, skilt med semikolon" in page
        assert "Registrer 1 sak" in page
        place = sent.headers["location"]
        browser.follow(browser.send(page, f"{place}/gjennomfor"))

        def done() -> str | None:
            now = browser.look(place)
            return now if "Importen er ferdig." in now else None

        page = running.client.until("importen", done)
        assert "Registrer 1 sak" not in page
        assert "Tittel" in page or "tittel" in page
        assert "registrert" in browser.http.get(f"{place}/rapport.csv").text
        assert len(browser.http.get(f"{place}/rapport.json").json()["accepted"]) == 1
        assert "avvik.csv" in browser.look("/import")
    with running.browser(GP) as browser:
        assert browser.http.get("/import").status_code == 403
        assert browser.http.get(place).status_code == 404


def test_what_was_stopped_goes_on_and_is_told_as_registered_i_10(
    tmp_path: Path, valkey: str
) -> None:
    """After a restart the rows that had been registered, and not marked, find themselves."""
    with at_work(tmp_path, valkey, told=TOLD) as first:
        sender = Sender(first)
        file = file_of(*(row(f"r{number}") for number in range(5)))
        import_id = UUID(sender.sends(file, "key", preview=True)["import_id"])
        worker: Any = first.process.running[0].service.workers["imports"]
        assert isinstance(worker, ImportWorker)
        store = worker.importing.store
        one = store.one(import_id)
        assert one is not None
        registered = [
            worker.registered(each, worker.actor_of(MACHINE))
            for each in store.rows(one, state="ready", limit=3)
        ]
        assert store.counts(import_id)["ready"] == 5
    store.move(import_id, "running")
    with at_work(tmp_path, valkey, told=TOLD) as second:
        again = Sender(second)
        ended = again.finished({"import_id": import_id})
        assert (ended["accepted"], ended["unchanged"]) == (5, 0)
        numbers_given = [each["case_number"] for each in again.report(ended)["accepted"]]
        assert numbers_given[:3] == [each.told["case_number"] for each in registered]
        assert len(set(numbers_given)) == 5
