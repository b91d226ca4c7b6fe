"""An import over HTTP: judged first, carried out, told row by row (I-10)."""

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.embedded_valkey import EmbeddedValkey
from shared.web.problem import MEDIA_TYPE
from tests.assessment.installation import Installation, at_work
from tests.examples.ids import GP, SECRETARY
from tests.intake.importing import TOLD, Sender, row
from tests.intake.test_import_csv import file_of
from tests.values.numbers_made import numbers


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, valkey_server: EmbeddedValkey
) -> Iterator[Installation]:
    """One for all: each test has references of its own."""
    with at_work(tmp_path_factory.mktemp("home"), valkey_server.url, told=TOLD) as installation:
        yield installation


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
    preview = sender.sends(file, "judged", preview=True, file_name="avvik november.csv")
    assert (preview["state"], preview["rows"], preview["ready"]) == ("judged", 5, 2)
    assert running.process.running[0].service.platform.ledger.head() == head, "nothing is said yet"
    answer = sender.posts(b"", "carry-out", f"/{preview['import_id']}/carry-out")
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


def test_the_same_request_again_is_the_same_import_and_another_under_its_key_is_refused_i_10(
    running: Installation,
) -> None:
    sender = Sender(running)
    one = sender.sends(file_of(row("igjen")), "same-request")
    assert sender.sends(file_of(row("igjen")), "same-request")["import_id"] == one["import_id"]
    other = sender.posts(file_of(row("annen")), "same-request")
    assert (other.status_code, other.json()["reason"]) == (422, "command-reused")
    listed = [each["import_id"] for each in sender.gets().json()]
    assert listed.count(one["import_id"]) == 1


def test_what_one_has_sent_is_seen_by_no_other_and_only_some_may_import_i_10(
    running: Installation,
) -> None:
    one = Sender(running).sends(file_of(row("sett")), "seen")
    secretary, clinician = Sender(running, SECRETARY), Sender(running, GP)
    for path in ("", "/report", "/report.csv"):
        assert secretary.gets(f"/{one['import_id']}{path}").status_code == 404
    assert one["import_id"] not in {each["import_id"] for each in secretary.gets().json()}
    refused = clinician.posts(file_of(row("sett")), "seen")
    assert (refused.status_code, refused.json()["rule"]) == (403, "P-3")


def test_a_row_for_another_helsefellesskap_than_ones_own_is_refused_p_4(
    running: Installation,
) -> None:
    secretary = Sender(running, SECRETARY)
    done = secretary.sends(file_of(row("her"), row("der", Helsefellesskap="Et annet")), "area")
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
    before = sender.gets().json()
    for number, (content, params, rule, field, says) in enumerate(BAD_FILES):
        refused = sender.posts(content, f"bad-{number}", **params)
        assert (refused.status_code, refused.headers["content-type"]) == (422, MEDIA_TYPE)
        problem = refused.json()
        assert (problem["rule"], problem["field"]) == (rule, field)
        assert says in problem["detail"]
    assert sender.gets().json() == before


def test_a_file_too_large_is_refused_before_it_is_read_i_10(running: Installation) -> None:
    answer = Sender(running).posts(b" " * 20_200_000, "too-large")
    assert answer.status_code == 413


def test_oversized_text_and_formulas_are_told_and_never_run_i_10(running: Installation) -> None:
    sender = Sender(running)
    done = sender.sends(
        file_of(
            row("=HYPERLINK(1)", Tittel="=1+1"),
            row("+stor", Tittel="a" * 201, **{"Hva skjer": "b" * 10_001}),
        ),
        "oversized",
    )
    refused = [(each["field"], each["rule"]) for each in sender.report(done)["refused"]]
    assert refused == [("title", "I-1"), ("what_happens", "I-1")]
    answer = sender.gets(f"/{done['import_id']}/report.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][:4] == ["Rad", "Referanse", "Utfall", "Saksnummer"]
    assert [line[:3] for line in lines[1:]] == [
        ["2", "'=HYPERLINK(1)", "registrert"],
        ["3", "'+stor", "avvist"],
        ["3", "'+stor", "avvist"],
    ]


GAPS = ("", " ", ".", "-", "\n", "\r\n", "/", "\u00a0", "\u200b", " - ", "\n  ")


@settings(max_examples=25, deadline=None)
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
    preview = sender.sends(file_of(row("x", **{place: f"p {hidden}"})), key, preview=True)
    assert (preview["ready"], preview["refused"]) == (0, 1)
    report = sender.report(preview)
    assert {each["rule"] for each in report["refused"]} == {"I-3"}
    digits = re.sub(r"\D", "", json.dumps([report["refused"][0]["reference"]]))
    assert number not in digits
