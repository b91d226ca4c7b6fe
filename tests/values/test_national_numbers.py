"""I-3: national numbers are found in open text wherever and however they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.national_numbers import (
    Finding,
    find_national_numbers,
    kind_of,
)
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused
from tests.values.numbers_made import dates, number_of, numbers

SEPARATORS = (
    [""] * 12
    + [" ", ".", "-", "\n", "\r\n", "\t", "/", "\u00a0", "\u202f", "\u2009", "\u2011", "\u2013"]
    + ["\u00ad", "\u200b", "\ufeff", " - ", ". ", "\n  "]
)
FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
ARABIC = {ord("0") + digit: 0x0660 + digit for digit in range(10)}

# Text without digits, and not ending in what would belong to the number's own layout.
words = st.text(
    st.characters(exclude_categories=["Nd", "Cs"]) | st.sampled_from(" \n\r.-/æøå"), max_size=40
)


def lines_before(text: str) -> int:
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(
    made=numbers(),
    gaps=st.lists(st.sampled_from(SEPARATORS), min_size=10, max_size=10),
    script=st.sampled_from([{}, FULL_WIDTH, ARABIC]),
    before=words,
    after=words,
)
def test_i_3_every_number_is_found_at_its_place_however_it_is_split(
    made: tuple[str, str], gaps: list[str], script: dict[int, int], before: str, after: str
) -> None:
    number, kind = made
    hidden = "".join(d + gap for d, gap in zip(number, [*gaps, ""], strict=True)).translate(script)
    # A line feed right after a carriage return would change what the text before means.
    text = before + "x" + hidden + "x" + after
    (found,) = find_national_numbers(text)
    start = len(before) + 1
    assert (found.kind, found.start, found.end) == (kind, start, start + len(hidden))
    assert found.line == lines_before(before) + 1
    line = text.replace("\r\n", "\n\n").replace("\r", "\n")[:start].rpartition("\n")[2]
    assert found.column == len(line) + 1


@given(made=numbers(), before=words, after=words)
def test_i_3_a_number_stands_out_from_letters_and_signs_on_both_sides(
    made: tuple[str, str], before: str, after: str
) -> None:
    text = before + made[0] + after
    assert (len(before), len(before) + 11) in [
        (f.start, f.end) for f in find_national_numbers(text)
    ]


@given(day=dates, individual=st.integers(0, 999), at=st.integers(0, 10), by=st.integers(1, 9))
def test_i_3_a_number_with_one_digit_wrong_is_none(
    day: date, individual: int, at: int, by: int
) -> None:
    number = number_of(day, individual)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert kind_of(number) == "birth-number"
    assert kind_of(wrong) is None


BORN = number_of(date(1986, 10, 15), 950)
LEAP = number_of(date(2000, 2, 29), 501)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("f. {}, innlagt i går", f"15.10.1986, pnr. {BORN[6:]}"),
        ("Pasienten ({}) ble sendt hjem", f"15.10.86 - {BORN[6:]}"),
        ("fnr{}", f"{BORN[:6]}:{BORN[6:]}"),
        ("fnr. {}.", f"{BORN[:6]}, personnummer: {BORN[6:]}"),
        ("{} henvist", f"15/10/1986 {BORN[6:]}"),
        ("ID {}", f"{LEAP[:6]} {LEAP[6:]}"),
        ("Sak 12 – {}", BORN),
        ("tlf. 911 22 333\n{}", BORN),
        ("12.03.2026 {}", BORN),
        ("{}²", BORN),
    ],
)
def test_i_3_numbers_are_found_the_way_people_write_them(pattern: str, written: str) -> None:
    text = pattern.format(written)
    places = [text[found.start : found.end] for found in find_national_numbers(text)]
    assert written in places


def test_i_3_line_and_column_point_to_the_number() -> None:
    text = f"Første linje\r\nAndre linje\r  fnr {BORN[:6]}\n{BORN[6:]} og {LEAP}"
    assert find_national_numbers(text) == (
        Finding("birth-number", 32, 44, 3, 7),
        Finding("birth-number", 48, 59, 4, 10),
    )


ORDINARY = [
    "Møtet er 23.11.2026 kl. 12.00–14.00, neste møte 14.12.2026.",
    "Perioden 01.01.2026–31.12.2026, frist 2026-12-01T23:59:59+01:00.",
    "Satsen er 1 397,00 kr fra 1.1.2024, til sammen 6 286,50 kr (kr 12 345 678,90).",
    "Rammen er 12 000 000 kr, 1.250.000 kr og NOK 123 456 789 012.",
    "Sak 01-21, sak 03-2021, sak 2014/15, 2026/14, PS 4/14, OSO-sak 24/2020, SAK-2026-0007.",
    "Vår ref 2021/3288, arkivreferanse 2014/4587, FLP-avvik-2018-14.",
    "Sykehuset Telemark HF (983 975 267) og Helse Sør-Øst RHF, org.nr. 991324968 MVA.",
    "Ring 35 00 35 00, 911 22 333 eller +47 22 33 44 55. Legevakt: 116117, nødnummer 113.",
    "EAN 7035620012345, 5 901234 123457, 5901234123457, ISBN 978-82-05-38000-4.",
    "KID 1234567890128456 og løpenummer 202611230000012345678901.",
    "Kontonummer 1503.12.34567 og 8601 11 17947.",
    "LOV-2025-06-20-96, § 12-2 a, hol. § 6-1, ASA 4310 pkt. 12.5, SFS 2305.",
    "Id 018f3a52-7c1e-7d90-8c4e-1b2a3c4d5e6f, versjon 3.11.9, IP 10.0.0.1.",
    "I 2010 2011 2012 2013 var tallene 668 678 705 718.",
    "Aldersgruppene 65–79, 80–89 og 90+ i 2024, 2025 og 2026.",
    "HPR 0000101, HER-id 8094866, kommune 4001, 4003 og 4005.",
    "OID 2.16.578.1.12.4.1.4.1 og urn:oid:2.16.578.1.12.4.1.1.3402",
    "08.00-15.30 mandag 1.12., 09.00-16.00 tirsdag 2.12.",
    "Blodtrykk 120/80, 135/85 og 142/90; HbA1c 48, 52 og 61.",
    "00000000000 og 11111111111 og 12345678901",
    "",
]

# The texts of the public example cases: what people really write.
CASES = [
    "Hvem ringer sterkt avvikende prøvesvar kveld og helg?",
    "Laboratoriet har to veier for å ringe farlige prøvesvar for pasienter som ikke er innlagt: "
    "sykehusets bakvakt eller legevakten i kommunen. Det er uklart hvilken som skal brukes, og "
    "svar blir liggende.",
    "Laboratoriet ringer den de får tak i først.",
    "Oppfølging av kreftpasienter er lagt til fastlegene uten et system for innkalling",
    "Fastlegene har fått ansvar for å følge opp pasienter med melanom, tykktarmskreft og "
    "brystkreft i flere år. Journalsystemene på legekontorene har ikke innkalling flere år fram i "
    "tid, og kontrollen glipper når pasienten flytter eller bytter lege.",
    "Henvisninger til CT, MR og ultralyd er lange og uoversiktlige",
    "Bildediagnostisk avdeling meldte avvik på henvisninger fra fastleger. Det viste seg at "
    "linjeskift og uthevinger forsvinner i overføringen mellom systemene, slik at teksten kommer "
    "som én blokk.",
    "Radiologen ringer legekontoret.",
    "Dialogmeldinger mellom sykehusleger og fastleger",
    "Det skal åpnes for dialogmeldinger lege til lege. Meldingene blir en del av journalen i begge "
    "ender, og det kan komme mange. Er sykehuset klart til å svare, og hvem har ansvaret for at en "
    "forespørsel blir lest?",
    "Kommunane vart ikkje involverte i innsparingstiltaka til helseføretaket",
    "Innsparingsprosessen i helseføretaket var intern. Kommunane meiner at tiltaka flyttar "
    "oppgåver og kostnader til dei, i strid med samhandlingsavtalen.",
    "Sykehuset ber fastlegen viderehenvise og sykmelde etter innleggelse",
    "Etter innleggelse blir fastlegen bedt om å henvise videre på grunnlag av sykehusets egne "
    "funn, rekvirere bilder og prøver som hører til sykehusets utredning, og skrive sykmelding for "
    "oppholdet.",
    "Fastlegen gjør det for å spare pasienten.",
    "Deling av kostnader til felles distriktsmedisinsk senter",
    "Fem kommuner og helseforetaket skal drive et felles distriktsmedisinsk senter. Det er ikke "
    "enighet om hvordan kostnadene skal deles, og tre ulike vertsmodeller er foreslått.",
    "Kven betaler når fastlegar deltek i utviklingsarbeid?",
    "Sjølvstendig næringsdrivande fastlegar blir bedne om å delta i prosjekt på tvers av kommunar "
    "og føretak. Kvar gong må det avklarast på nytt kven som betaler, og etter kva sats.",
]


@pytest.mark.parametrize("text", [*ORDINARY, *CASES])
def test_i_3_ordinary_norwegian_text_gives_no_alarm(text: str) -> None:
    assert find_national_numbers(text) == ()


def test_i_3_an_open_field_is_refused_with_field_kind_and_place() -> None:
    with pytest.raises(Refused) as refused:
        names_no_patient([("title", "Uklart ansvar"), ("what_happens", f"Linje en\nfnr {LEAP}")])
    assert (refused.value.rule, refused.value.field) == ("I-3", "what_happens")
    assert refused.value.values == {"kind": "birth-number", "line": 2, "column": 5}
    assert LEAP not in str(refused.value) + repr(refused.value.values)
    names_no_patient([("what_happens", "Ingen pasient kan kjennes igjen.")])


def test_i_3_long_text_of_digits_is_searched_in_reasonable_time() -> None:
    # 300 kB of the worst kind: every digit may begin a number.
    assert isinstance(find_national_numbers("1 " * 150_000), tuple)
