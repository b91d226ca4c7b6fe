"""The pages of an import: send a file, see what it would do, carry it out, read on (I-10)."""

import re

from tests.assessment.installation import Installation
from tests.examples.ids import GP, SECRETARY
from tests.intake.importing import row
from tests.intake.test_import_csv import file_of


def test_the_pages_show_what_a_file_would_do_carry_it_out_and_give_the_report_i_10(
    installation: Installation,
) -> None:
    with installation.browser(SECRETARY) as browser:
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
        assert (none.status_code, "Velg en fil." in none.text) == (422, True)
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

        page = installation.client.until("importen", done)
        assert "Registrer 1 sak" not in page
        assert "Tittel" in page or "tittel" in page
        assert "registrert" in browser.http.get(f"{place}/rapport.csv").text
        assert len(browser.http.get(f"{place}/rapport.json").json()["accepted"]) == 1
        assert "avvik.csv" in browser.look("/import")
    with installation.browser(GP) as browser:
        assert browser.http.get("/import").status_code == 403
        assert browser.http.get(place).status_code == 404
