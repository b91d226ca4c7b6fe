"""The pages of a history and of one decision: as full or as short as one asks, each as far as they
may see (R-1, R-2, R-3, R-8)."""

import io
import json
import re

import pytest

from deploy.playing.client import Client
from services.audit.documents.checking import check
from tests.governance.browsing import Browser
from tests.installation.installation import Installation
from tests.journeys.audit.asking import DIRECTORATE, PURPOSE, history
from tests.journeys.audit.conftest import LONGEST_SETUP, Cases
from tests.journeys.audit.looking import looking
from tests.journeys.governance.path import SECRETARIAT

pytestmark = pytest.mark.timeout(LONGEST_SETUP)


def heading(page: str, level: int = 1) -> str:
    found = re.search(rf"<h{level}[^>]*>([^<]*)", page)
    assert found is not None
    return found.group(1)


def events_told(page: str) -> list[str]:
    """The addresses of the events that a history shows, the newest first."""
    return re.findall(r'href="(/revisjon/saker/[^"]+/hendelser/[^"]+)"', page)


def downloaded(browser: Browser, path: str) -> bytes:
    answer = browser.http.get(path)
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.content


def test_the_history_is_whole_or_by_its_turns_and_of_one_part_r_1(
    client: Client, cases: Cases, five: Installation
) -> None:
    shown = history(client, cases.stopped, "governance.case-closed")["events"]
    address = f"/revisjon/saker/{cases.stopped}"
    with looking(five, SECRETARIAT) as siv:
        whole = siv.look(address)
        assert len(events_told(whole)) == len(shown)
        assert "Straks etter" in whole
        turns = siv.look(f"{address}?view=turns")
        assert 5 < len(events_told(turns)) < len(shown)
        assert "Ikke enighet: uenigheten avgjør veien videre" in turns
        assert "ikke med i denne visningen" in turns
        told = events_told(siv.look(f"{address}?service=assessment"))
        assert len(told) == sum(each["service"] == "assessment" for each in shown)
        siv.look(f"{address}?view=everything", 422)


def test_who_disagreed_in_which_seat_for_which_party_and_why_is_told_r_1(
    client: Client, cases: Cases, five: Installation
) -> None:
    shown = history(client, cases.stopped, "governance.case-closed")["events"]
    failed = next(each for each in shown if "consensus-failed" in each["type"])
    with looking(five, SECRETARIAT) as siv:
        page = siv.look(f"/revisjon/saker/{cases.stopped}/hendelser/{failed['id']}")
    assert "Stemmer: avspillingen gir det samme som ble ført." in page
    assert "Sykehuset Telemark" in page
    assert "nestleder i SSU Nedre Telemark" in page
    assert "stoppet enighet" in page
    assert "Kom av:" in page
    assert "Hva den førte til" in page


def test_what_was_known_then_is_told_from_the_decision_r_2(
    client: Client, cases: Cases, five: Installation
) -> None:
    shown = history(client, cases.decided, "governance.case-implemented")["events"]
    proposed = next(each for each in shown if "proposal-submitted" in each["type"])
    address = f"/revisjon/saker/{cases.decided}"
    with looking(five, SECRETARIAT) as siv:
        decision = siv.look(f"{address}/hendelser/{proposed['id']}")
        (then,) = re.findall(r'href="([^"]+\?event=[^"]+)"', decision)
        page = siv.look(then)
        assert "Hva som var kjent" in page
        assert "Hovedhindring" in page
        assert "Svar fra partene" not in page
        assert len(events_told(page)) < len(shown)
        (states,) = re.findall(r'href="([^"]+/kjent\.json[^"]*)"', page)
        told = json.loads(downloaded(siv, states.replace("&amp;", "&")))
        assert {each["service"] for each in told["services"]} >= {"intake", "governance"}
        siv.look(f"{address}?event={cases.decided}", 404)


def test_proof_and_bundle_are_fetched_from_the_page_r_4(
    client: Client, cases: Cases, five: Installation
) -> None:
    shown = history(client, cases.decided, "governance.case-implemented")
    with looking(five, SECRETARIAT) as siv:
        page = siv.look(f"/revisjon/saker/{cases.decided}")
        links = re.findall(r'href="([^"]+)" download', page)
        bundle, as_json, proof = (downloaded(siv, link) for link in links)
    assert check(bundle).events == len(shown["events"])
    assert json.loads(as_json)["events"] == shown["events"]
    assert len(json.loads(proof)["entries"]) == len(shown["events"])


def test_helsedirektoratet_is_asked_what_for_on_every_way_in_and_reads_no_report_p_4_r_6(
    client: Client, cases: Cases, five: Installation
) -> None:
    shown = history(client, cases.decided, "decision-in-force", DIRECTORATE, **PURPOSE)["events"]
    reported = next(each for each in shown if "report-registered" in each["type"])
    address = f"/revisjon/saker/{cases.decided}"
    asked = "Oppgi hva opplysningene skal brukes til"
    with looking(five, DIRECTORATE) as jon:
        for path in ("", "/pakke", "/historikk.json", f"/hendelser/{reported['id']}"):
            assert asked not in jon.look(f"{address}{path}")
            assert asked in jon.look(f"{address}{path}?purpose=", 422)
        page = jon.look(f"{address}/hendelser/{reported['id']}?purpose=Tilsyn")
        assert "ikke innholdet" in page
        assert "Spilt av igjen" not in page
        bundle = downloaded(jon, f"{address}/pakke?purpose=Tilsyn")
        assert check(io.BytesIO(bundle).getvalue()).kind == "case"
        jon.look(f"/revisjon/saker/{cases.open}?purpose=Tilsyn", 403)
