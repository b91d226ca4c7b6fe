"""Questions about many cases on pages: list, figures, files with proof, what is kept (R-5, P-4)."""

import io
import re
import zipfile

import pytest

from deploy.playing.client import Client
from services.audit.documents.checking import check
from tests.installation.installation import Installation
from tests.journeys.audit.asking import DIRECTORATE, history
from tests.journeys.audit.conftest import LONGEST_SETUP, Cases
from tests.journeys.audit.looking import looking
from tests.journeys.governance.path import SECRETARIAT, ident

pytestmark = pytest.mark.timeout(LONGEST_SETUP)

LIST, FIGURES = "/revisjon/sporsmal", "/revisjon/tall"
STOPPED = "component=legal&law=helsepersonelloven&section=%C2%A7+45&since=2026-01-01"


def cases_told(page: str) -> list[str]:
    return re.findall(r'href="/revisjon/saker/([0-9a-f-]{36})', page)


@pytest.fixture(autouse=True)
def _heard(client: Client, cases: Cases) -> None:
    for case in (cases.stopped, cases.decided):
        history(client, case, "governance")


def test_what_was_stopped_by_law_under_which_section_for_how_long_and_who_dissented_r_5(
    cases: Cases, five: Installation
) -> None:
    with looking(five, DIRECTORATE) as jon:
        first = jon.look(f"{LIST}?{STOPPED}")
        assert "Oppgi formålet" in first
        assert not cases_told(first)
        jon.look(f"{LIST}?{STOPPED}&purpose=", 422)
        page = jon.look(f"{LIST}?{STOPPED}&purpose=Tilsyn")
        assert cases_told(page) == [str(cases.stopped)]
        for told in (
            "Ikke enige",
            "helsepersonelloven § 45",
            "Sykehuset Telemark",
            "Organisatorisk:",
        ):
            assert told in page
        bundle = jon.http.get(f"/revisjon/uttrekk/csv?{STOPPED}&purpose=Tilsyn").content
    assert check(bundle).kind == "query"
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert "Ikke enige" in archive.read("uttrekk.csv").decode("utf-8-sig")


def test_helsedirektoratet_sees_decisions_and_figures_and_no_open_case_p_4(
    cases: Cases, five: Installation
) -> None:
    with looking(five, DIRECTORATE) as jon:
        theirs = cases_told(jon.look(f"{LIST}?purpose=Tilsyn"))
        assert str(cases.decided) in theirs
        assert str(cases.open) not in theirs
        figures = jon.look(f"{FIGURES}?purpose=Tilsyn&outcome=open")
        assert "<svg" in figures
        assert "Åpen" in figures
        assert "Helsefellesskapet i Telemark" in figures
        jon.look(f"/revisjon/saker/{cases.open}?purpose=Tilsyn", 403)
    with looking(five, SECRETARIAT) as siv:
        assert str(cases.open) in cases_told(siv.look(f"{LIST}?outcome=open"))


def test_nobody_else_may_ask_and_what_is_wrong_is_told_at_its_field_p_3(
    five: Installation,
) -> None:
    for somebody in ("kari-fastlege", "eva-attestant"):
        with looking(five, somebody) as other:
            for path in (LIST, FIGURES, "/revisjon/uttrekk/csv"):
                other.look(path, 403)
    with looking(five, SECRETARIAT) as siv:
        page = siv.look(f"{LIST}?days=mange&since=2026-02-30", 422)
        assert 'href="#f-days"' in page
        assert 'href="#f-since"' in page
        assert 'value="mange"' in page


@pytest.mark.usefixtures("cases")
def test_a_long_answer_is_read_page_by_page(five: Installation) -> None:
    with looking(five, SECRETARIAT) as siv:
        everything = cases_told(siv.look(LIST))
        after = siv.look(f"{LIST}?after={everything[0]}&outcome=")
        assert cases_told(after) == everything[1:]
        assert 'rel="prev"' in after


def test_a_question_is_kept_under_a_name_asked_again_and_forgotten_r_5(
    cases: Cases, five: Installation
) -> None:
    address = f"{LIST}?body={ident('body', 'partnerskapsmote')}&since=2026-01-01"
    with looking(five, SECRETARIAT) as siv:
        page = siv.look(address)
        (save,) = re.findall(r'action="([^"]+/lagre[^"]*)"', page)
        nameless = siv.http.post(save.replace("&amp;", "&"), data=_hidden(page))
        assert nameless.status_code == 422
        assert 'href="#f-name"' in nameless.text
        taken = siv.http.post(
            save.replace("&amp;", "&"), data={**_hidden(page), "name": "Partnerskapet i år"}
        )
        again = siv.follow(taken)
        assert "Spørsmålet er lagret." in again
        (kept,) = re.findall(r'href="([^"]+)">Partnerskapet i år', again)
        found = cases_told(siv.look(kept.replace("&amp;", "&")))
        assert str(cases.stopped) in found
        assert str(cases.decided) not in found
        (forget,) = re.findall(r'action="([^"]+/glem[^"]*)"', again)
        gone = siv.http.post(
            forget.replace("&amp;", "&"), data={**_hidden(again), "name": "Partnerskapet i år"}
        )
        assert "Partnerskapet i år" not in siv.follow(gone)


def _hidden(page: str) -> dict[str, str]:
    return {
        name: re.findall(rf'name="{name}" value="([^"]+)"', page)[-1]
        for name in ("csrf", "idempotency_key")
    }
