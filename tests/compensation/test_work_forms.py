"""What a claimant has told stands in the form as it is, and nothing is lost by looking (C-4)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from starlette.datastructures import FormData

from services.compensation.api.claims import draft_of
from services.compensation.api.told import told_again
from services.compensation.commands.claims import Cost, DraftClaim, PreMeeting, Travel, Unrecorded
from services.compensation.decisions import claim as claims
from services.compensation.pages import forms, work_forms
from services.compensation.pages.forms import moment_as_typed
from services.compensation.pages.presenters.drafting import sections
from services.compensation.pages.work_forms import WorkForm
from services.compensation.rules.receipts import receipt_of
from shared.contracts.compensation import ClaimDrafted, OtherPay
from shared.identity.actors import Actor
from shared.values.calendar import local_day
from shared.values.refusal import Refused
from shared.web.forms import Form, read
from shared.web.i18n import SHARED_WORDS, Words
from tests.compensation.receipts import PDF
from tests.compensation.situations import CLAIMING, IN_FORCE, claim_after
from tests.compensation.test_words import CATALOGUE
from tests.examples.compensation.claims import DRAFT
from tests.examples.ids import AGREEMENT, CLAIM, GP, MEETING_FROM, MEETING_TO

WORDS = Words([SHARED_WORDS, CATALOGUE])
FACTS = replace(CLAIMING, agreement=replace(IN_FORCE, seats=(DRAFT.seat_id,)))
RECEIPT = receipt_of(PDF)
KM = {"travel.0.km": ("12",)}
BEFORE = MEETING_FROM - timedelta(hours=3, seconds=20)
ALL = replace(
    DRAFT,
    travel=(
        *DRAFT.travel,
        Travel(MEETING_TO, MEETING_TO + timedelta(minutes=31, seconds=7), None, Decimal("0.75")),
    ),
    pre_meeting=(PreMeeting(BEFORE, BEFORE + timedelta(milliseconds=900_250), "Legesiden"),),
    costs=(Cost(local_day(MEETING_FROM), "Parkering", 4_950, RECEIPT.sha256),),
    other_pay=(
        OtherPay(
            kind="other",
            what="KS",
            work_from=MEETING_FROM,
            work_to=MEETING_TO,
            amount_ore=10_005,
        ),
    ),
)
NOT_RECORDED = replace(
    DRAFT, unrecorded=(Unrecorded(MEETING_FROM, MEETING_TO, "Jeg sto ikke i oppmøtet."),)
)


def drafted(command: DraftClaim) -> ClaimDrafted:
    facts = replace(FACTS, receipts=(RECEIPT,))
    if command.unrecorded:
        assert facts.attendance is not None
        facts = replace(facts, attendance=replace(facts.attendance, present=()))
    (event,) = claims.decide(command, facts, claim_after())
    assert isinstance(event, ClaimDrafted)
    return event


def sent(form: Form[WorkForm]) -> Form[WorkForm]:
    """As a browser sends the form that it was shown."""
    typed = [(name, text) for name, texts in form.typed.items() for text in texts]
    return read(FormData([("idempotency_key", "k"), *typed]), WorkForm, WORDS, prefix="x")


@pytest.mark.parametrize("command", [DRAFT, ALL, NOT_RECORDED])
def test_a_draft_that_is_shown_and_saved_again_is_the_same_draft_c_4_c_5(
    command: DraftClaim,
) -> None:
    draft = drafted(command)
    form = sent(work_forms.filled(told_again(draft), draft.agreement_id))
    assert form.errors == ()
    assert form.value is not None
    again = draft_of(
        Actor(GP), CLAIM, form.value.work(), AGREEMENT, draft.seat_id, draft.meeting_id
    )
    assert drafted(again) == draft


@pytest.mark.parametrize("command", [ALL, NOT_RECORDED])
def test_every_field_of_what_was_told_stands_on_the_page_c_4(command: DraftClaim) -> None:
    draft = drafted(command)
    form = work_forms.filled(told_again(draft), draft.agreement_id)
    shown = sections(form, WORDS, recorded=not command.unrecorded)
    fields = {field.name for each in shown for row in each.rows for field in row.fields}
    assert set(form.typed) - {"agreement"} <= fields
    told = {each.name for each in shown if not each.folded}
    assert {name.split(".")[0] for name in form.typed if "." in name} <= told, "open to be seen"


def test_a_row_that_is_begun_says_what_it_lacks_and_an_empty_one_nothing() -> None:
    form = sent(
        Form(
            typed={
                "agreement": (str(AGREEMENT),),
                "costs.1.amount": ("49,50",),
                "between.0.purpose": ("",),
            },
            prefix="x",
        )
    )
    lacking = {error.field for error in form.errors}
    assert lacking == {"costs.1.day", "costs.1.receipt"}
    assert len(work_forms.rows(form, "costs")) == 3, "two begun or passed by, and one to spare"
    assert len(work_forms.rows(form, "between")) == 1
    assert len(work_forms.rows(form, "travel")) == 2, "there and back again"


def test_kilometres_are_asked_for_only_where_an_agreement_pays_them_c_4() -> None:
    for told, drives, asked in (({}, True, True), ({}, False, False), (KM, False, True)):
        shown = sections(Form(typed=told), WORDS, recorded=True, drives=drives)
        names = {field.name for each in shown for row in each.rows for field in row.fields}
        assert ("travel.0.km" in names) is asked


def test_what_the_rules_say_of_a_time_stands_at_the_row_it_was_typed_in() -> None:
    typed = {
        "agreement": str(AGREEMENT),
        "travel.1.work_from": moment_as_typed(MEETING_TO),
        "travel.1.work_to": moment_as_typed(MEETING_FROM),
    }
    form = sent(Form(typed={name: (text,) for name, text in typed.items()}, prefix="x"))
    assert form.value is not None, "one row is filled, the first is passed by"
    no = Refused("C-6", "compensation.work-backwards", field="lines", at=MEETING_TO)
    (error,) = forms.refused(form, no, WORDS).errors
    assert error.field == "travel.1.work_from"
