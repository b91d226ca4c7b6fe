"""Helsedirektoratet asks across cases, reads one decision, and takes out what others can check
(R-3, R-4, R-5, R-6)."""

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.checks import assert_accessible, assert_no_console_errors
from tests.browser.journey.place import Place
from tests.browser.journey.reading import given_audit_has_heard
from tests.browser.journey.visits import Visits, reload_until

PURPOSE = "Tilsyn med prøvesvar"


def test_helsedirektoratet_takes_out_an_answer_that_anybody_can_check_r_5_r_4(
    visits: Visits, place: Place, tmp_path: Path
) -> None:
    case = place.case("Svar som kan kontrolleres", "ratified")
    given_audit_has_heard(place, case, "governance.decision-in-force.v2")
    jon = visits.of("jon-helsedirektoratet")
    jon.get_by_label("Hovedmeny").get_by_role("link", name="Revisjon").click()
    jon.get_by_role("link", name="Spørsmål om sakene").click()
    expect(jon.get_by_text("Oppgi formålet, så vises svaret.")).to_be_visible()
    when_they_ask_what_is_decided(jon)
    row = jon.get_by_role("row").filter(has_text=case.number)
    reload_until(jon, "the rows have the decision", lambda: row)
    expect(row).to_contain_text("Vedtatt")
    assert_accessible(jon)
    then_the_file_is_checked_without_the_platform(jon, place, tmp_path)
    row.get_by_role("link", name=case.number).click()
    jon.get_by_label("Visning").select_option("Bare vendepunktene")
    jon.get_by_role("button", name="Vis historikken").click()
    jon.get_by_role("link", name="Enighet: forslaget går til vedtak").click()
    expect(jon.get_by_text("Stemmer: avspillingen gir det samme")).to_be_visible()
    assert_accessible(jon)
    assert_no_console_errors(jon)


def when_they_ask_what_is_decided(page: Page) -> None:
    page.get_by_label("Formål").fill(PURPOSE)
    page.get_by_label("Utfall").select_option("Vedtatt")
    page.get_by_role("button", name="Vis svaret").click()


def then_the_file_is_checked_without_the_platform(page: Page, place: Place, folder: Path) -> None:
    """By the program in the file itself, and with keys that were got elsewhere."""
    with page.expect_download() as fetched:
        page.get_by_role("link", name="CSV med bevis").click()
    bundle, keys = folder / "uttrekk.zip", folder / "keys.vkey"
    fetched.value.save_as(bundle)
    reader = place.person("siv-sekretariat")
    told = place.client.get("audit", "/checkpoint-keys", reader)["keys"]
    keys.write_text("".join(f"{key}\n" for key in told))
    with zipfile.ZipFile(bundle) as archive:
        archive.extract("verify.py", folder)
        assert "Vedtatt" in archive.read("uttrekk.csv").decode("utf-8-sig")
    command = [sys.executable, "-I", "verify.py", bundle.name, "--keys", keys.name]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
