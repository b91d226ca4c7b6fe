"""I-3: phone numbers and e-mail addresses are told as a warning."""

from datetime import date

import pytest

from shared.values.national_numbers import find_contact_details
from tests.values.numbers_made import number_of


@pytest.mark.parametrize(
    "number",
    [
        "35 00 35 00",
        "35003500",
        "911 22 333",
        "911\u00a022\u00a0333",
        "91122333",
        "91 12 23 33",
        "911-22-333",
        "+47 911 22 333",
        "+4735003500",
        "0047 35 00 35 00",
        "(+47) 911 22 333",
        "+45 12 34 56 78",
        "+46 70 123 45 67",
    ],
)
def test_i_3_phone_numbers_give_a_warning_with_their_place(number: str) -> None:
    text = f"Ring meg\npå {number}, takk"
    (found,) = find_contact_details(text)
    assert (found.kind, text[found.start : found.end]) == ("phone-number", number)
    assert (found.line, found.column) == (2, 4)


@pytest.mark.parametrize("address", ["ola.nordmann@example.no", "post+sak@legekontor.example.no"])
def test_i_3_e_mail_addresses_give_a_warning_with_their_place(address: str) -> None:
    text = f"Skriv til <{address}>."
    (found,) = find_contact_details(text)
    assert (found.kind, text[found.start : found.end]) == ("e-mail-address", address)


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er 23.11.2026, dagen etter 22.11.26; filnavn 20261123 og 23112026.",
        "Rammen er 12 345 678 kr, +12 000 000 kr og 1 397,00 kr.",
        "Org.nr. 983 975 267 og 991324968, EAN 7035620012345.",
        "Legevakten 116117, nødnummer 113, giftinformasjonen.",
        "Sak 2021/3288, 01-21, PS 4/14, SAK-2026-0007, kontonummer 1503.12.34567.",
        "2025 2026, 2025–2026, OID 2.16.578.1.12.4.1.4.1, 08.00-15.30.",
        "Skriv @ i tekst, eller kommune@telemark.",
    ],
)
def test_i_3_ordinary_text_gives_no_warning(text: str) -> None:
    assert find_contact_details(text) == ()


def test_i_3_a_national_number_is_not_told_again_as_a_phone_number() -> None:
    number = number_of(date(1986, 10, 22), 500)
    parts = [number[i : i + 2] for i in range(0, 8, 2)]
    assert find_contact_details(f"{' '.join(parts)} {number[8:]}") == ()
