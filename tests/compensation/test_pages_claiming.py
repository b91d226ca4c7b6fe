"""A claim with all kinds of lines on its pages, and what is said against it (C-4 to C-7, C-13)."""

from uuid import UUID

from services.compensation.rules.receipts import MOST_BYTES
from shared.contracts.governance.minutes import MinutesCorrected, MinutesDocuments
from tests.assessment.installation import Browser
from tests.compensation.governance_told import (
    SECOND_APPROVER,
    SECOND_MEETING,
    at,
    meeting_closed,
    the_day,
)
from tests.compensation.installation import Installation
from tests.compensation.receipts import JPEG, PDF
from tests.compensation.test_pages import HOME, MEETING_FORM, act, plain, typed
from tests.examples.ids import APPROVER, ATTESTER, GP, MEETING, SEAT_GP, SECRETARY

DAY = {"costs.0.day": f"{the_day()}", "costs.0.purpose": "Tog fra Skien", "costs.0.amount": "49,50"}


def claim_in(page: str) -> UUID:
    """The claim whose page this is."""
    return UUID(page.partition(f'action="{HOME}/krav/')[2][:36])


WORK = {
    **DAY,
    "travel.0.work_from": typed(11),
    "travel.0.work_to": typed(11, 30),
    "travel.0.purpose": "Skien–Porsgrunn",
    "pre_meeting.0.work_from": typed(11, 30),
    "pre_meeting.0.work_to": typed(12),
    "pre_meeting.0.purpose": "Legesiden forberedte seg",
    "other_pay.0.purpose": "KS",
    "other_pay.0.work_from": typed(12),
    "other_pay.0.work_to": typed(14),
}
FEE = {**WORK, "other_pay.0.kind": "meeting-fee"}
OTHER = {**WORK, "other_pay.0.kind": "other", "other_pay.0.amount": "100,05"}


def with_its_receipt(browser: Browser) -> str:
    """The form with a receipt that is kept, after one that was none."""
    form = browser.look(MEETING_FORM)
    assert "?kopier=true" not in form, "there is nothing to copy yet"
    file = "costs.0.file"
    wrong = browser.send_files(form, MEETING_FORM, {file: ("kvittering.pdf", b"MZ" + PDF)}, DAY)
    assert wrong.status_code == 422
    assert "Filen er verken PDF, PNG eller JPEG" in wrong.text
    assert 'id="f-costs-0-receipt-error"' in wrong.text
    assert "Legg ved kvitteringen" not in wrong.text, "one thing is wrong, and it is said once"
    unfit = {file: ("notat.pdf", b"MZ")}
    asked = browser.send_files(form, MEETING_FORM, unfit, {"more": "travel"})
    assert "Filen er verken PDF" in asked.text, "also where only more rows are asked for"
    large = {file: ("foto.jpeg", JPEG + b"x" * MOST_BYTES)}
    refused = browser.send_files(form, MEETING_FORM, large, DAY)
    assert "høyst 8 MB" in plain(refused.text)
    assert 'value="49,50"' in refused.text, "what was typed is kept"
    more = browser.send_files(
        form, MEETING_FORM, {file: ("p.pdf", PDF)}, {**DAY, "more": "between"}
    )
    assert more.status_code == 200
    assert "Arbeid 3" in more.text
    assert "Lagt ved: PDF, 1 kB" in plain(more.text), "what was chosen is kept"
    return more.text


def test_all_kinds_of_lines_are_claimed_with_a_receipt_and_copied_for_the_next_meeting_c_4(
    agreed: Installation,
) -> None:
    with agreed.browser(GP) as browser:
        form = with_its_receipt(browser)
        twice = browser.send(form, MEETING_FORM, **FEE)
        assert twice.status_code == 422
        assert "De betales aldri sammen" in twice.text
        claim = plain(browser.follow(browser.send(form, MEETING_FORM, **OTHER)))
        for line in ("Formøte", "Utlegg", "49,50 kr etter kvittering", "-100,05 kr"):
            assert line in claim
        claim_id = claim_in(claim)
        receipt = claim.partition(f"{HOME}/krav/{claim_id}/kvittering/")[2][:64]
        found = browser.http.get(f"{HOME}/krav/{claim_id}/kvittering/{receipt}")
        assert found.content == PDF
        assert "Kravet er trukket" in act(browser, claim_id, "trekk", version="1")
        assert MEETING_FORM in browser.look(HOME), "it can be claimed for anew"

        agreed.governance.tell("second", meeting_closed(SECOND_MEETING, at(9), at(10)))
        second = f"{HOME}/mote/{SECOND_MEETING}/{SEAT_GP}"
        agreed.client.until("the second meeting", lambda: second in browser.look(HOME) or None)
        assert f"{second}?kopier=true" in browser.look(second)
        copied = browser.look(f"{second}?kopier=true")
        assert f'value="{typed(8)}"' in copied, "an hour before this meeting too"
        assert "Skien–Porsgrunn" in copied
        assert "Tog fra Skien" not in copied


def test_a_meeting_without_ones_name_in_the_register_is_asked_about_c_5(
    agreed: Installation,
) -> None:
    agreed.governance.tell("third", meeting_closed(SECOND_MEETING, at(9), at(10), without=GP))
    form = f"{HOME}/mote/{SECOND_MEETING}/{SEAT_GP}"
    with agreed.browser(GP) as browser:
        agreed.client.until("the meeting", lambda: form in browser.look(HOME) or None)
        page = browser.look(form)
        assert "Du står ikke i oppmøtet" in page
        told = {
            "unrecorded.0.work_from": typed(9),
            "unrecorded.0.work_to": typed(10),
            "unrecorded.0.question": "Jeg kom etter opprop.",
        }
        claim_id = claim_in(browser.follow(browser.send(page, form, **told)))
        act(browser, claim_id, "send")
    with agreed.browser(ATTESTER) as browser:
        page = browser.look(f"{HOME}/krav/{claim_id}")
        assert "Bare sekretariatet kan svare" in page
        assert f"{claim_id}/attester" not in page
    with agreed.browser(SECRETARY) as browser:
        address = f"{HOME}/krav/{claim_id}"
        unsaid = browser.send(browser.look(address), f"{address}/attester")
        assert unsaid.status_code == 422
        assert 'id="f-basis-error"' in unsaid.text
        answered = browser.send(unsaid.text, f"{address}/attester", basis="Ført i referatet.")
        assert "Kravet er attestert" in browser.follow(answered)


def refuse(browser: Browser, claim_id: UUID, reason: str) -> None:
    assert "Kravet er avslått" in act(browser, claim_id, "avsla", reason=reason)


def test_a_refusal_is_reviewed_by_another_and_then_disputed_c_7(agreed: Installation) -> None:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP), ("attest", ATTESTER))
    address = f"{HOME}/krav/{claim_id}"
    with agreed.browser(APPROVER) as browser:
        refuse(browser, claim_id, "Møtet var ikke avtalt.")
    with agreed.browser(GP) as browser:
        assert "Avslåtte krav: 1" in browser.look(HOME)
        assert "Møtet var ikke avtalt." in browser.look(address)
        act(browser, claim_id, "ny-vurdering", reason="Det sto i innkallingen.")
    with agreed.browser(APPROVER) as browser:
        assert f"{address}/avsla" not in browser.look(address), "another person looks at it"
        assert browser.http.get(f"{address}/avsla").status_code == 404
    with agreed.browser(SECOND_APPROVER) as browser:
        assert "Til ny vurdering: 1" in browser.look(HOME)
        page = browser.look(f"{address}/godkjenn")
        standing_in = browser.send(page, f"{address}/godkjenn", on_behalf_of=str(ATTESTER))
        assert standing_in.status_code == 422, "the attester could not have done this"
        refuse(browser, claim_id, "Avtalen dekker det ikke.")
    with agreed.browser(GP) as browser:
        disputed = act(browser, claim_id, "uenighet", reason="Avtalen dekker det.")
        assert "Uenighet ført" in disputed


def test_a_corrected_register_is_shown_and_never_changes_a_locked_claim_c_13(
    agreed: Installation,
) -> None:
    claim_id = agreed.approved()
    agreed.batch("batch")
    agreed.governance.tell("again", meeting_closed(MEETING, at(12), at(13)))
    agreed.client.until(
        "the register", lambda: agreed.get("/corrections", APPROVER)["claims"] or None
    )
    address = f"{HOME}/krav/{claim_id}"
    with agreed.browser(APPROVER) as browser:
        assert "Grunnlaget kan ha endret seg: 1" in browser.look(HOME)
        page = plain(browser.look(address))
        assert "Oppmøtet for møtet er ført på nytt" in page
        assert "6 286,50 kr" in page, "as it was sent"
        correcting = plain(browser.look(f"{address}/rett"))
        assert "Kommer på -1 397,00 kr" in correcting
        assert "Send avviste linjer på nytt" not in correcting, "none was refused"
        assert "-2 t × 1 397,00 kr" in correcting, "what undoes a line is explained as the line is"
        done = act(
            browser, claim_id, "rett", choice="supplement", because="attendance", reason="Rettet."
        )
        assert "Rettingen er ført" in done
        assert "Rettinger etter låsing" in done
        assert "Grunnlaget kan ha endret seg" not in done


def test_corrected_minutes_are_told_to_those_who_have_the_claim_next_c_13(
    agreed: Installation,
) -> None:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP), ("attest", ATTESTER))
    corrected = MinutesCorrected(
        meeting_id=MEETING,
        version=2,
        person_id=SECRETARY,
        text="Kari Fastlege gikk kl. 13.",
        reason="Feil i oppmøtet.",
        documents=MinutesDocuments(nb="0" * 64, nn="0" * 64),
    )
    agreed.governance.tell("minutes", corrected)
    address = f"{HOME}/krav/{claim_id}"
    with agreed.browser(APPROVER) as browser:
        told = "Protokollen fra møtet er rettet"
        agreed.client.until("the minutes", lambda: told in browser.look(address) or None)
        assert "Grunnlaget kan ha endret seg: 1" in browser.look(HOME)
        page = act(browser, claim_id, "godkjenn")
        assert "6 286,50 kr" in page, "nothing is changed by it"
        assert told not in page, "the one who approves has seen it"
