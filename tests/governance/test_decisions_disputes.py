"""Papers to Tvisteløsningsnemnda, and its advice (G-18)."""

from dataclasses import replace
from datetime import date

import pytest

from services.governance.commands.exits import RewordDispute
from services.governance.decisions.exits.dispute import decide, evolve
from tests.examples.governance.exits import (
    CONTACT,
    DISPUTE,
    DISPUTE_PREPARED,
    DISPUTE_SENT,
    PAPERS,
    PREPARE_DISPUTE,
    REGISTER_STATEMENT,
    SEND_DISPUTE,
    STATEMENT_REGISTERED,
)
from tests.examples.ids import HOSPITAL, id_of, sealed
from tests.governance.exit_situations import AT_PARTNERSHIP, AT_THE_BOARD, NO_DISPUTE, PREPARED
from tests.governance.situations import refused, says


def prepared(**other: object) -> tuple[str, str, str | None]:
    text = PAPERS.model_copy(update=other)
    return says(
        refused(lambda: decide(replace(PREPARE_DISPUTE, text=text), AT_PARTNERSHIP, NO_DISPUTE))
    )


def test_papers_are_prepared_sent_with_a_copy_and_answered_g_18() -> None:
    assert decide(PREPARE_DISPUTE, AT_PARTNERSHIP, NO_DISPUTE) == (DISPUTE_PREPARED,)
    assert decide(SEND_DISPUTE, AT_PARTNERSHIP, PREPARED) == (DISPUTE_SENT,)
    assert decide(REGISTER_STATEMENT, AT_PARTNERSHIP, AT_THE_BOARD) == (STATEMENT_REGISTERED,)


@pytest.mark.parametrize("field", ["claim", "facts", "legal_basis"])
def test_a_payment_case_states_claim_facts_and_legal_basis_g_18(field: str) -> None:
    assert prepared(**{field: None}) == ("G-18", "governance.text-missing", field)
    others = PAPERS.model_copy(update={"kind": "grey-zone", field: None})
    assert decide(replace(PREPARE_DISPUTE, text=others), AT_PARTNERSHIP, NO_DISPUTE)


def test_a_statement_is_about_an_agreement_g_18() -> None:
    no = prepared(kind="statement", agreement=" ")
    assert no == ("G-18", "governance.text-missing", "agreement")


def test_a_dispute_stands_between_two_parties_of_the_body_g_18() -> None:
    against = ("G-18", "governance.dispute-parties", "other_party")
    assert prepared(other_party=HOSPITAL) == against
    assert prepared(other_party=id_of("elsewhere")) == against


@pytest.mark.parametrize(
    ("field", "clear", "reason"),
    [
        ("name", "", "governance.text-missing"),
        ("email", "ingen", "governance.no-email"),
        ("phone", "1234", "governance.no-phone"),
    ],
)
def test_the_contact_can_be_reached_g_18(field: str, clear: str, reason: str) -> None:
    contact = CONTACT.model_copy(update={field: sealed("case-1", "contact", clear)})
    assert prepared(contact=contact) == ("G-18", reason, f"contact.{field}")


def test_no_text_names_a_patient_i_3() -> None:
    no = prepared(facts="Pasient 13097248022")
    assert no == ("I-3", "open-text.national-number", "facts")
    unsure = replace(SEND_DISPUTE, anonymous=False)
    no = says(refused(lambda: decide(unsure, AT_PARTNERSHIP, PREPARED)))
    assert no == ("I-3", "governance.not-made-sure", "anonymous")


def test_a_copy_has_been_sent_not_promised_g_18() -> None:
    ahead = replace(SEND_DISPUTE, copy_sent_on=date(2026, 11, 4))
    no = refused(lambda: decide(ahead, AT_PARTNERSHIP, PREPARED))
    assert says(no) == ("G-18", "governance.day-ahead", "copy_sent_on")


def test_papers_change_until_they_are_sent_g_18() -> None:
    again = RewordDispute(DISPUTE, PAPERS.model_copy(update={"question": "Hvem betaler?"}))
    (event,) = decide(again, AT_PARTNERSHIP, PREPARED)
    assert evolve(PREPARED, event) != PREPARED
    no = refused(lambda: decide(again, AT_PARTNERSHIP, AT_THE_BOARD))
    assert says(no) == ("G-18", "governance.dispute-sent", "dispute_id")


def test_a_statement_comes_once_to_what_was_sent_g_18() -> None:
    no = refused(lambda: decide(REGISTER_STATEMENT, AT_PARTNERSHIP, PREPARED))
    assert no.reason == "governance.dispute-not-sent"
    stated = evolve(AT_THE_BOARD, STATEMENT_REGISTERED)
    no = refused(lambda: decide(REGISTER_STATEMENT, AT_PARTNERSHIP, stated))
    assert no.reason == "governance.dispute-stated"
