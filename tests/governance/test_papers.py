"""What is sent out of the platform, in both written forms (G-16 to G-18)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from string import Formatter

import pytest

from services.governance.documents import clarification, dispute, trial
from services.governance.documents.trial import application
from shared.contracts.governance.trials import Limit
from shared.typesetting import Document, Language, typeset
from shared.web.i18n import read_catalogue
from tests.examples.governance.exits import PAPERS, TEXT
from tests.examples.governance.trials import PLAN
from tests.examples.ids import HOSPITAL, SKIEN
from tests.governance.on_paper import CATALOGUES, WORDS, read

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
PARTIES = {SKIEN: "Skien kommune", HOSPITAL: "Sykehuset HF"}
CONTACT = "Siv Sekretær, siv@example.no, 35 00 00 00"
REQUEST = clarification.Told(
    text=TEXT,
    case_number="2026/1",
    body="Partnerskapsmøtet i Telemark",
    contact=CONTACT,
    signatures=(
        clarification.Signature("municipal", SKIEN, "Ånund Leder", date(2026, 11, 2)),
        clarification.Signature("hospital", HOSPITAL, "Bjørn Leder", date(2026, 11, 3)),
    ),
    parties=PARTIES,
)
APPLICATION = trial.Told(
    plan=PLAN,
    case_number="2026/1",
    body="Partnerskapsmøtet i Telemark",
    authority="Kommunaldepartementet",
    language="nb",
)
COMPLAINT = dispute.Told(text=PAPERS, case_number="2026/1", contact=CONTACT, parties=PARTIES)


def request(language: Language) -> Document:
    text = TEXT.model_copy(update={"language": language})
    return clarification.request(replace(REQUEST, text=text), WORDS[language])


def trial_application(language: Language) -> Document:
    return application(replace(APPLICATION, language=language), WORDS[language])


def complaint(language: Language) -> Document:
    text = PAPERS.model_copy(update={"language": language})
    return dispute.complaint(replace(COMPLAINT, text=text), WORDS[language])


def test_the_request_holds_what_helsedirektoratet_is_to_answer_g_16() -> None:
    said = read(request("nb"), AT)
    for expected in (
        "Forespørsel om juridisk avklaring, sak 2026/1",
        "Til Helsedirektoratet. Forespørselen er signert av begge sider",
        "Fra: Partnerskapsmøtet i Telemark",
        "Hast: Ja. Det har vært tre hendelser i høst.",
        f"Kontakt: {CONTACT}",
        TEXT.question,
        TEXT.facts,
        "helsepersonelloven § 45 Kan opplysningene deles",
        "Skien kommune Epikrisen kan sendes",
        "Dissens Avdelingene for barn og unge",
        TEXT.consequence,
        TEXT.earlier,
        "Kommunesiden Skien kommune Ånund Leder 2. nov. 2026",
        "Sykehussiden Sykehuset HF Bjørn Leder 3. nov. 2026",
    ):
        assert expected is not None
        assert expected in said, expected


def test_the_papers_to_the_board_hold_what_a_payment_case_states_g_18() -> None:
    said = read(complaint("nn"), AT)
    for expected in (
        "Sak til Tvisteløysingsnemnda, sak 2026/1",
        "Betaling for utskrivingsklare pasientar",
        "Frå: Sykehuset HF",
        "Motpart: Skien kommune",
        f"Kontakt: {CONTACT}",
        PAPERS.question,
        PAPERS.agreement,
        PAPERS.claim,
        PAPERS.facts,
        PAPERS.legal_basis,
        "Kopi er send til Skien kommune.",
    ):
        assert expected is not None
        assert expected in said, expected


def test_what_was_not_written_has_no_heading_g_16_g_18() -> None:
    short = TEXT.model_copy(update={"earlier": None, "urgency": "ordinary"})
    said = read(clarification.request(replace(REQUEST, text=short), WORDS["nb"]), AT)
    assert "Tidligere uttalelser" not in said
    assert "Hast: Nei" in said
    bare = PAPERS.model_copy(update={"agreement": None, "claim": None, "language": "nb"})
    said = read(dispute.complaint(replace(COMPLAINT, text=bare), WORDS["nb"]), AT)
    assert "Avtalen" not in said
    assert "Kravet" not in said


def test_the_application_holds_what_the_authority_is_to_judge_g_17() -> None:
    said = read(trial_application("nb"), AT)
    for expected in (
        "Søknad om unntak eller forsøk, sak 2026/1",
        "Til Kommunaldepartementet. Partnerskapsmøtet i Telemark søker",
        "Grunnlag: Forsøksloven",
        "1. jan. 2027 til og med 31. des. 2030",
        PLAN.measure,
        "helse- og omsorgstjenesteloven § 3-2 Oppgaven ligger hos sykehuset",
        "Avvik fra saksbehandlingsreglene i forvaltningsloven Nei.",
        PLAN.reversible,
        PLAN.evaluation,
    ):
        assert expected in said, expected
    assert "Hvorfor så lenge" not in said
    other = PLAN.model_copy(
        update={
            "basis": "sector-law",
            "basis_provision": "hol. § 1-1",
            "duration": "To år gir nok svar.",
            "individuals": Limit(departs=True, told="Bare de som har sagt ja."),
        }
    )
    said = read(application(replace(APPLICATION, plan=other), WORDS["nb"]), AT)
    for expected in ("hol. § 1-1", "To år gir nok svar.", "Ja. Bare de som har sagt ja."):
        assert expected in said, expected


@pytest.mark.parametrize("made", [request, complaint, trial_application])
def test_the_same_of_the_same_and_each_written_form_its_own_g_16_g_17_g_18(
    made: Callable[[Language], Document],
) -> None:
    assert typeset(made("nb"), AT) == typeset(made("nb"), AT)
    assert made("nb").language == "nb"
    assert made("nn").language == "nn"
    assert made("nb").blocks != made("nn").blocks


def test_the_papers_have_the_same_words_and_values_in_both_written_forms() -> None:
    bokmal, nynorsk = (read_catalogue(CATALOGUES / f"{form}.po") for form in ("nb", "nn"))
    groups = ("document", "provision-question", "side", "dispute-kind", "trial-basis")
    shared = tuple(f"governance.{group}." for group in groups)
    prefixes = (*shared, f"{clarification.KEYS}.", f"{dispute.KEYS}.", f"{trial.KEYS}.")
    keys = {key for key in bokmal if key.startswith(prefixes)}
    assert keys == {key for key in nynorsk if key.startswith(prefixes)}
    for key in keys:
        assert _values(bokmal[key].forms) == _values(nynorsk[key].forms), key


def _values(forms: tuple[str, ...]) -> set[str | None]:
    return {name for form in forms for _, name, _, _ in Formatter().parse(form)}
