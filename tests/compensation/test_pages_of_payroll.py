"""Payroll from preview to receipt and after, the settlement between the parties, and a line led
back to the decision, on pages (C-8 to C-10, C-12, C-13)."""

import hashlib
import re

from tests.assessment.installation import Browser
from tests.compensation.governance_told import OTHER_APPROVER, OTHER_PAYROLL, PAYROLL, the_day
from tests.compensation.installation import Installation
from tests.compensation.test_pages import HOME, act, plain
from tests.examples.ids import AGREEMENT, APPROVER, GP, HOSPITAL, SKIEN

BATCHES, SETTLEMENTS = f"{HOME}/lonn", f"{HOME}/oppgjor"


def locked(browser: Browser) -> str:
    """The batch as it was previewed; its address."""
    page = browser.look(f"{BATCHES}?periode={the_day():%Y-%m}")
    assert "6 286,50 kr" in plain(page)
    lock = page[page.index(f'method="post" action="{BATCHES}"') :]
    browser.follow(answer := browser.send(lock, BATCHES))
    return str(answer.headers["location"])


def exported(browser: Browser, batch: str) -> str:
    """The checksum of the file, which is the same however often it is fetched."""
    browser.follow(browser.send(browser.look(batch), f"{batch}/fil"))
    file = browser.http.get(f"{batch}/fil")
    assert file.headers["content-type"].startswith("text/csv")
    assert file.content == browser.http.get(f"{batch}/fil").content
    return hashlib.sha256(file.content).hexdigest()


def test_payroll_answers_line_by_line_and_what_it_refuses_goes_again_c_9_c_13(
    agreed: Installation,
) -> None:
    claim_id = agreed.approved()
    with agreed.browser(PAYROLL) as browser:
        batch = locked(browser)
        sha256 = exported(browser, batch)
        receipt = f"{batch}/kvittering"
        for rows, why in (
            (b"", "Rad 1 i kvitteringen kan ikke leses"),
            (b"kvittering;" + b"0" * 64 + b"\n", "en annen fil"),
            (f"kvittering;{sha256}\n99;avvist;Ukjent\n".encode(), "ikke er i denne"),
        ):
            page = browser.look(batch)
            no = browser.send_files(page, receipt, {"file": ("svar.csv", rows)}, {})
            assert no.status_code == 422
            assert why in no.text
            assert 'id="f-file-error"' in no.text
        answer = f"kvittering;{sha256}\n1;avvist;Ukjent ansattnummer.\n".encode()
        taken = browser.send_files(browser.look(batch), receipt, {"file": ("svar.csv", answer)}, {})
        page = plain(browser.follow(taken))
        assert "Lønn avviste 1 linje" in page
        assert "Ukjent ansattnummer." in page
        sheet = browser.http.get(f"{batch}/regneark")
        assert sheet.content.startswith(b"PK")
        assert "Utbetalt" in browser.follow(browser.send(page, f"{batch}/utbetalt"))
    with agreed.browser(APPROVER) as browser:
        assert "Avvist av lønn: 1" in browser.look(HOME)
        assert "Send avviste linjer på nytt" in browser.look(f"{HOME}/krav/{claim_id}/rett")
        act(browser, claim_id, "rett", choice="again", because="payroll-refused", reason="Rettet.")
    with agreed.browser(PAYROLL) as browser:
        assert "1 397,00 kr" in plain(browser.look(f"{BATCHES}?periode={the_day():%Y-%m}"))
    with agreed.browser(OTHER_PAYROLL) as browser:
        assert browser.http.get(batch).status_code == 403
        assert "6 286,50" not in plain(browser.look(BATCHES))


def test_a_line_leads_back_to_the_decision_and_the_parties_share_what_was_paid_c_8_c_12(
    agreed: Installation,
) -> None:
    key = {
        "kind": "equal",
        "weights": [{"party": str(SKIEN), "weight": 1}, {"party": str(HOSPITAL), "weight": 1}],
        "source": "Vedtak 12/26",
        "valid_from": "2024-01-01",
        "valid_to": "2099-12-31",
    }
    of = f"/agreements/{AGREEMENT}"
    agreed.ask(f"{of}/keys", key, APPROVER, key="key", of=of)
    claim_id = agreed.approved()
    agreed.batch("batch")
    with agreed.browser(GP) as browser:
        line = re.search(rf"{HOME}/linjer/[0-9a-f-]{{36}}", browser.look(f"{HOME}/krav/{claim_id}"))
        assert line is not None
        trace = plain(browser.look(line.group()))
        for told in ("Eva Attestant", "Likt", "Vedtak 12/26", "Brev fra betaleren.", "SSU Nedre"):
            assert told in trace
        assert f'href="{HOME}/krav/{claim_id}"' in trace
        assert f'href="{BATCHES}/' not in trace, "the batch is payroll's"
    with agreed.browser(PAYROLL) as browser:
        made = browser.send(
            browser.look(SETTLEMENTS), SETTLEMENTS, payer=str(SKIEN), period=f"{the_day():%Y-%m}"
        )
        page = plain(browser.follow(made))
        address = made.headers["location"]
        assert page.count("3 143,25 kr") >= 2
        assert "Kari Fastlege" in page
    with agreed.browser(OTHER_APPROVER) as browser:
        theirs = plain(browser.look(address))
        assert "Kari Fastlege" not in theirs, "that is between her and the payer"
        unsaid = browser.send(theirs, f"{address}/uenig")
        assert 'id="f-reason-error"' in unsaid.text
        said = browser.send(unsaid.text, f"{address}/uenig", reason="Ikke vårt møte.")
        assert "Ikke vårt møte." in browser.follow(said)
    with agreed.browser(APPROVER) as browser:
        agreeing = browser.send(
            browser.look(address), f"{address}/enighet", reason="Deles likt likevel."
        )
        assert "Deles likt likevel." in browser.follow(agreeing)
    with agreed.browser(OTHER_PAYROLL) as browser:
        assert "3 143,25 kr" in plain(browser.look(SETTLEMENTS))
