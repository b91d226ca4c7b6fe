"""Phone numbers and e-mail addresses in open text give a warning; the report is taken (I-3)."""

from dataclasses import replace
from typing import Any

import pytest

from services.intake.rules.reports import contact_details
from shared.values.national_numbers import ContactKind
from tests.assessment.installation import REPORT, Installation
from tests.examples.ids import CASE, GP, sealed
from tests.examples.intake.reports import REGISTER
from tests.intake.paging import previewed

PHONE = "97 01 23 45"
MAIL = "kari@example.org"


@pytest.mark.parametrize(
    ("field", "text", "kind", "line", "column"),
    [
        ("title", f"Ring {PHONE}", "phone-number", 1, 6),
        ("what_happens", f"Svar blir liggende.\nSkriv til {MAIL}.", "e-mail-address", 2, 11),
        ("workaround", f"Vi ringer {PHONE} selv.", "phone-number", 1, 11),
    ],
)
def test_contact_details_are_found_with_field_kind_and_place_i_3(
    field: str, text: str, kind: ContactKind, line: int, column: int
) -> None:
    open_text: Any = {field: sealed(f"case-{CASE}", "report", text)}
    (found,) = contact_details(replace(REGISTER, **open_text))
    assert (found.field, found.found.kind) == (field, kind)
    assert (found.found.line, found.found.column) == (line, column)


def test_a_senders_reference_of_eight_digits_is_no_phone_number_i_3() -> None:
    assert contact_details(replace(REGISTER, sender_reference="97012345")) == ()
    assert contact_details(replace(REGISTER, parties=(f"Klyve legesenter, {PHONE}",))) != ()
    assert contact_details(REGISTER) == ()


def test_the_api_answers_with_warnings_and_the_report_is_taken_i_3(
    installation: Installation,
) -> None:
    body = {**REPORT, "what_happens": f"Ring {PHONE}.", "workaround": f"Skriv til {MAIL}."}
    receipt = installation.client.ask("intake", "/reports", body, GP, key="warned")
    assert receipt["case_number"]
    assert [{**each, "detail": ""} for each in receipt["warnings"]] == [
        {
            "rule": "I-3",
            "field": field,
            "kind": kind,
            "line": 1,
            "column": column,
            "detail": "",
        }
        for field, kind, column in (
            ("what_happens", "phone-number", 6),
            ("workaround", "e-mail-address", 11),
        )
    ]
    phone, mail = (each["detail"] for each in receipt["warnings"])
    assert phone.startswith("Det kan stå et telefonnummer her (linje 1, tegn 6).")
    assert mail.startswith("Det står en e-postadresse her (linje 1, tegn 11).")
    assert not any(found in phone + mail for found in (PHONE, MAIL)), "nothing is repeated"
    again = installation.client.ask("intake", "/reports", body, GP, key="warned")
    assert again["repeated"]
    assert again["warnings"] == receipt["warnings"]
    plain = installation.client.ask("intake", "/reports", REPORT, GP, key="plain")
    assert plain["warnings"] == []


def test_the_page_after_sending_warns_once_of_the_fields_i_3(installation: Installation) -> None:
    with installation.browser(GP) as browser:
        address, preview = previewed(
            browser,
            what_happens=f"Ring {PHONE} eller {PHONE}.",
            workaround=f"Skriv til {MAIL}.",
        )
        assert "ta det bort før du sender" in preview
        sent = browser.send(preview, f"{address}/send")
        page = browser.follow(sent)
        warning = (
            "Meldingen er registrert, men det kan stå et telefonnummer eller en e-postadresse i"
            " «Hva skjer?», «Hva gjør dere i dag for å komme rundt problemet?»."
        )
        assert warning in page
        assert 'data-color="warning" role="status"' in page
        assert warning not in browser.look(sent.headers["location"])
