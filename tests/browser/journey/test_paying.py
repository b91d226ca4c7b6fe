"""From the doctor's time, told on a phone, to payroll's receipt, by four different people (C-4 to
C-10, C-12)."""

from pathlib import Path

from tests.browser.checks import assert_no_console_errors
from tests.browser.journey.paying import (
    then_every_amount_is_explained,
    then_it_fits_a_phone,
    then_the_file_is_the_one_that_was_made,
    when_it_is_found_and_approved,
    when_it_is_found_and_attested,
    when_it_is_paid_and_led_back,
    when_it_is_sent,
    when_payroll_answers_with_its_receipt,
    when_payroll_locks_and_exports,
    when_the_doctor_drafts_a_claim,
    when_the_file_is_fetched,
)
from tests.browser.journey.place import Place
from tests.browser.journey.visits import PHONE, Visits


def test_a_claim_is_explained_attested_approved_and_paid_c_7_c_9(
    visits: Visits, place: Place, tmp_path: Path
) -> None:
    case = place.case("Godtgjøres", "met")
    kari = visits.of("kari-fastlege", viewport=PHONE)
    when_the_doctor_drafts_a_claim(kari, case)
    then_every_amount_is_explained(kari)
    then_it_fits_a_phone(kari)
    address = when_it_is_sent(kari)
    eva = visits.of("eva-attestant")
    when_it_is_found_and_attested(eva, address)
    hans = visits.of("hans-godkjenner")
    when_it_is_found_and_approved(hans, address)
    liv = visits.of("liv-lonn")
    when_payroll_locks_and_exports(liv, case)
    content = when_the_file_is_fetched(liv, tmp_path)
    then_the_file_is_the_one_that_was_made(liv, content)
    when_payroll_answers_with_its_receipt(liv, content)
    when_it_is_paid_and_led_back(liv)
    for page in (kari, eva, hans):
        assert_no_console_errors(page)
