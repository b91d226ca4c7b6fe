"""What Helsedirektoratet and the secretariat can ask of many cases, and no more (R-5, P-4)."""

import csv
import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest

from deploy.playing.client import Client
from services.audit.documents.checking import check
from tests.journeys.audit.asking import DIRECTORATE, PURPOSE, answer, content, history, status_of
from tests.journeys.audit.conftest import LONGEST_SETUP, Cases
from tests.journeys.governance.path import HOSPITAL, SECRETARIAT, ident, person, refused

pytestmark = pytest.mark.timeout(LONGEST_SETUP)


THIS_YEAR = {"since": "2026-01-01T00:00:00+01:00", "until": "2026-12-31T23:59:59+01:00"}


def found(client: Client, by: str, **asked: str) -> dict[UUID, dict[str, Any]]:
    """All that is found, page by page."""
    cases: dict[UUID, dict[str, Any]] = {}
    after: dict[str, str] = {}
    while True:
        page = answer(client, "/cases", by, **asked, **after, limit="2")
        assert len(page["cases"]) <= 2
        cases |= {UUID(each["case_id"]): each for each in page["cases"]}
        if page["next"] is None:
            return cases
        after = {"after": page["next"]}


@pytest.fixture
def heard(client: Client, cases: Cases) -> Cases:
    """The same, when audit's rows have them."""

    def shown() -> bool | None:
        told = {case: each["outcome"] for case, each in found(client, SECRETARIAT).items()}
        done = told.get(cases.stopped) == "not-agreed" and told.get(cases.decided) == "in-force"
        return True if done and cases.open in told else None

    client.until("radene er der", shown)
    history(client, cases.stopped, "governance.case-closed")
    return cases


def test_which_decisions_were_stopped_by_law_under_which_section_for_how_long_and_by_whom(
    client: Client, heard: Cases
) -> None:
    asked = {"component": "legal", "law": "helsepersonelloven", "section": "§ 45", **THIS_YEAR}
    cases = found(client, DIRECTORATE, **asked, **PURPOSE)
    case = cases[heard.stopped]
    assert (case["outcome"], case["disagreement"]) == ("not-agreed", "other")
    assert case["provisions"] == [["helsepersonelloven", "§ 45"]]
    assert case["days"] == 0
    levels = [stay["level"] for stay in case["stays"]]
    assert levels[0] == "practical"
    assert levels[-1] == "organisational"
    against = [each for each in case["dissents"] if each["blocking"]]
    assert {each["seat"] for each in against} >= {ident("seat", HOSPITAL)}
    assert {each["kind"] for each in against} == {"other"}
    assert heard.decided not in cases
    assert not found(client, DIRECTORATE, law="helsepersonelloven", section="§ 46", **PURPOSE)


def test_helsedirektoratet_sees_open_cases_as_counts_only(client: Client, heard: Cases) -> None:
    """P-4."""
    theirs = found(client, DIRECTORATE, **PURPOSE)
    ours = found(client, SECRETARIAT)
    assert {heard.decided, heard.stopped} <= set(theirs)
    assert heard.open not in theirs
    assert heard.open in ours
    figures = answer(client, "/figures", DIRECTORATE, **PURPOSE)["figures"]
    still_open = [each for each in figures if each["outcome"] == "open"]
    assert still_open
    assert all(set(each) == {"component", "level", "outcome", "cases", "days"} for each in figures)
    (telemark,) = answer(client, "/variation", DIRECTORATE, **PURPOSE)["helsefellesskap"]
    assert telemark["cases"] == len(ours)


def test_each_question_narrows_and_nobody_else_may_ask(client: Client, heard: Cases) -> None:
    everything = set(found(client, SECRETARIAT))
    for asked, wanted in (
        ({"outcome": "open"}, heard.open),
        ({"outcome": "in-force"}, heard.decided),
        ({"disagreement": "other"}, heard.stopped),
        ({"body": ident("body", "partnerskapsmote")}, heard.stopped),
        ({"days": "0"}, heard.open),
        (THIS_YEAR, heard.decided),
    ):
        cases = set(found(client, SECRETARIAT, **asked))
        assert wanted in cases
        assert cases <= everything
    assert heard.decided not in found(client, SECRETARIAT, body=ident("body", "partnerskapsmote"))
    assert not found(client, SECRETARIAT, days="1")
    assert not found(client, SECRETARIAT, until="2020-01-01T00:00:00Z")
    assert status_of(client, "/cases", DIRECTORATE) == 422
    assert status_of(client, "/cases", SECRETARIAT, since="2020-01-01T00:00:00") == 422
    for somebody in ("kari-fastlege", "eva-attestant"):
        assert status_of(client, "/cases", somebody) == 403
        assert status_of(client, "/figures", somebody) == 403
        assert status_of(client, "/extracts/csv", somebody) == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "pdf"])
def test_an_extract_proves_what_it_rests_on_and_tells_no_more(
    client: Client, heard: Cases, kind: str
) -> None:
    bundle = content(client, f"/extracts/{kind}", DIRECTORATE, **PURPOSE)
    checked = check(bundle)
    assert checked.kind == "query"
    assert checked.events > 10
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("events/")]
        file = archive.read(f"uttrekk.{kind}")
    match kind:
        case "csv":
            rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))
            assert rows[0][0] == "Sak"
            assert len(rows) == 1 + len(found(client, DIRECTORATE, **PURPOSE))
        case "jsonl":
            told = {json.loads(line)["case_id"] for line in file.decode().splitlines()}
            assert {str(heard.stopped), str(heard.decided)} <= told
            assert str(heard.open) not in told
        case "xlsx":
            assert zipfile.is_zipfile(io.BytesIO(file))
        case _:
            assert file.startswith(b"%PDF-")


def test_a_question_is_kept_and_asked_again(client: Client, heard: Cases) -> None:
    saved = {"name": "Stoppet av jus"}

    def asks(path: str, by: str = DIRECTORATE) -> None:
        client.ask("audit", path, saved, person(by), key=f"kept:{path}")

    asks("/queries?component=legal&outcome=not-agreed")
    (kept,) = answer(client, "/queries", DIRECTORATE)["queries"]
    assert kept["name"] == saved["name"]
    assert heard.stopped in found(client, DIRECTORATE, **kept["asked"], **PURPOSE)
    assert answer(client, "/queries", SECRETARIAT)["queries"] == []
    with refused("P-3", status=403):
        asks("/queries", "kari-fastlege")
    asks("/queries/forget")
    assert answer(client, "/queries", DIRECTORATE)["queries"] == []
