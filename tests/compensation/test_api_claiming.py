"""Lines of all kinds over HTTP: formøte, receipts, other pay, questions, copies (C-4 to C-6)."""

import re
from typing import Any
from uuid import UUID

from services.compensation.rules.receipts import MOST_BYTES
from tests.compensation.bodies import claim_body
from tests.compensation.governance_told import SECOND_MEETING, at, meeting_closed, the_day
from tests.compensation.installation import Installation
from tests.compensation.receipts import JPEG, PDF, PNG
from tests.examples.ids import APPROVER, ATTESTER, GP, MEETING, SECRETARY


def kinds(claim: dict[str, Any]) -> dict[str, int]:
    """What the lines of each kind come to."""
    found: dict[str, int] = {}
    for line in claim["lines"]:
        found[line["kind"]] = found.get(line["kind"], 0) + line["amount_ore"]
    return found


def test_a_receipt_is_known_by_its_content_and_read_by_those_who_see_the_claim_c_4(
    agreed: Installation,
) -> None:
    for content, media_type in ((PDF, "pdf"), (PNG, "png"), (JPEG, "jpeg")):
        kept = agreed.upload(content, GP)
        assert (kept.status_code, kept.json()["media_type"].partition("/")[2]) == (201, media_type)
    for content, reason in (
        (b"", "receipt-empty"),
        (b"<html>%PDF-</html>", "receipt-kind"),
        (PDF[:-10], "receipt-kind"),
        (PDF + b"x" * MOST_BYTES, "receipt-too-large"),
        (b"MZ" + PDF, "receipt-kind"),
    ):
        refused = agreed.upload(content, GP).json()
        assert (refused["rule"], refused["reason"]) == ("C-4", f"compensation.{reason}")
    assert agreed.upload(b"x" * (MOST_BYTES + 200_000), GP).status_code == 413


def train(receipt: str) -> dict[str, Any]:
    """A cost by its receipt."""
    return {
        "day": f"{the_day():%Y-%m-%d}",
        "purpose": "Tog Skien–Porsgrunn",
        "amount_ore": 12_900,
        "receipt": receipt,
    }


def test_a_cost_stands_on_a_receipt_of_the_claimants_own_and_is_paid_once_c_4_c_6(
    agreed: Installation,
) -> None:
    receipt = agreed.upload(PDF, GP).json()["sha256"]
    theirs = agreed.upload(PNG, ATTESTER).json()["sha256"]
    body, cost = claim_body(), train(receipt)
    for costs, reason in (
        ([train("0" * 64)], "receipt-unknown"),
        ([train(theirs)], "receipt-unknown"),
        ([cost, cost], "receipt-twice"),
        ([{**cost, "amount_ore": 0}], "cost-amount"),
        ([{**cost, "purpose": " "}], "text-missing"),
    ):
        assert agreed.refuses("/claims", {**body, "costs": costs}, GP) == reason
    drafted = agreed.ask("/claims", {**body, "costs": [cost]}, GP, key="with-cost")
    path = f"/claims/{drafted['claim_id']}"
    claim = agreed.get(path, GP)
    assert kinds(claim)["cost"] == 12_900
    assert claim["total_ore"] == 628_650 + 12_900
    (line,) = [each for each in claim["lines"] if each["kind"] == "cost"]
    assert line["explained"].replace("\xa0", " ") == "129,00 kr etter kvittering."
    content = agreed.client.content("compensation", f"{path}/receipts/{receipt}", GP)
    assert content == PDF

    # A receipt is paid once, in whatever claim it stands.
    agreed.pass_on(UUID(drafted["claim_id"]), ("submit", GP))
    assert agreed.client.content("compensation", f"{path}/receipts/{receipt}", ATTESTER) == PDF
    agreed.governance.tell(
        "second", meeting_closed(SECOND_MEETING, at(12, days=-7), at(14, days=-7))
    )
    second = {**claim_body(SECOND_MEETING, days=-7), "costs": [cost]}
    again = agreed.client.until(
        "the attendance", lambda: agreed.ask("/claims", second, GP, key="second")
    )
    of = f"/claims/{again['claim_id']}"
    assert agreed.refuses(f"{of}/submit", {}, GP, of) == "receipt-claimed"
    agreed.ask(f"{path}/withdraw", {}, GP, key="withdraw", of=path)
    assert agreed.get(path, GP)["status"] == "withdrawn"
    agreed.ask(f"{of}/submit", {}, GP, key="free-again", of=of)


def test_other_pay_is_deducted_and_never_doubled_c_6(agreed: Installation) -> None:
    other = {
        "kind": "other",
        "purpose": "Honorar fra Helsedirektoratet",
        "work_from": at(12).isoformat(),
        "work_to": at(13).isoformat(),
        "amount_ore": 100_000,
    }
    body = claim_body()
    elsewhere = {**other, "work_from": at(7).isoformat(), "work_to": at(8).isoformat()}
    for pay, reason in (
        ({**other, "kind": "practice-compensation"}, "paid-already"),
        ({**other, "kind": "meeting-fee"}, "paid-already"),
        ({**other, "amount_ore": 0}, "other-pay-amount"),
        (elsewhere, "other-pay-elsewhere"),
    ):
        assert agreed.refuses("/claims", {**body, "other_pay": [pay]}, GP) == reason
    drafted = agreed.ask("/claims", {**body, "other_pay": [other]}, GP, key="deducted")
    claim = agreed.get(f"/claims/{drafted['claim_id']}", GP)
    assert (kinds(claim)["deduction"], claim["total_ore"]) == (-100_000, 528_650)
    more = {**other, "amount_ore": 4_000_000}
    path = f"/claims/{drafted['claim_id']}"
    agreed.ask(f"{path}/draft", {**body, "other_pay": [more]}, GP, key="all", of=path)
    assert agreed.get(path, GP)["total_ore"] == 0
    assert agreed.refuses(f"{path}/submit", {}, GP, path) == "nothing-to-pay"


def test_a_pre_meeting_is_paid_as_meeting_time_and_travel_is_copied_c_4(
    agreed: Installation,
) -> None:
    before = {
        "work_from": at(10).isoformat(),
        "work_to": at(11, 30).isoformat(),
        "purpose": "Formøte for kommunene",
    }
    drafted = agreed.ask("/claims", {**claim_body(), "pre_meeting": [before]}, GP, key="before")
    claim = agreed.get(f"/claims/{drafted['claim_id']}", GP)
    assert kinds(claim)["pre-meeting"] == 209_550
    assert claim["total_ore"] == 628_650 + 209_550

    agreed.governance.tell(
        "second", meeting_closed(SECOND_MEETING, at(9, days=-7), at(10, days=-7))
    )
    seat = claim["seat_id"]
    copied = agreed.client.until(
        "the attendance", lambda: agreed.get(f"/meetings/{SECOND_MEETING}/{seat}/copy", GP)
    )
    assert [each["work_from"] for each in copied["travel"]] == [
        at(8, 30, days=-7).isoformat().replace("+00:00", "Z"),
        at(11, days=-7).isoformat().replace("+00:00", "Z"),
    ]
    assert [each["purpose"] for each in copied["pre_meeting"]] == ["Formøte for kommunene"]
    assert copied["between"] == []


def test_time_without_a_record_goes_to_the_secretariat_with_a_question_c_5(
    agreed: Installation,
) -> None:
    starts, ends = at(12, days=-7), at(14, days=-7)
    agreed.governance.tell("second", meeting_closed(SECOND_MEETING, starts, ends, without=GP))
    body = claim_body(SECOND_MEETING, days=-7)
    asked = {
        "work_from": starts.isoformat(),
        "work_to": ends.isoformat(),
        "question": "Jeg var der hele møtet, men står ikke i protokollen.",
    }
    drafted = agreed.client.until(
        "the meeting",
        lambda: agreed.ask("/claims", {**body, "unrecorded": [asked]}, GP, key="asked"),
    )
    assert agreed.refuses("/claims", body, GP) == "no-attendance"
    path = f"/claims/{drafted['claim_id']}"
    agreed.ask(f"{path}/submit", {}, GP, key="submit", of=path)
    explained = {line["kind"]: line["explained"] for line in agreed.get(path, GP)["lines"]}
    assert "står ikke i protokollen" in explained["meeting"]
    assert agreed.get("/inbox", SECRETARY)["to_attest"] == 1

    answer = {"basis": "Bekreftet av møteleder på e-post."}
    assert agreed.refuses(f"{path}/attest", answer, ATTESTER, path) == "secretariat-answers"
    assert agreed.refuses(f"{path}/attest", {}, SECRETARY, path) == "text-missing"
    agreed.ask(f"{path}/attest", answer, SECRETARY, key="attest", of=path)
    agreed.ask(f"{path}/approve", {}, APPROVER, key="approve", of=path)
    assert agreed.get(path, GP)["status"] == "approved"


def test_a_corrected_register_sends_unlocked_claims_back_c_13(agreed: Installation) -> None:
    claim_id = agreed.approved()
    path = f"/claims/{claim_id}"
    agreed.governance.tell("corrected", meeting_closed(MEETING, at(12), at(13)))
    anew = agreed.client.until(
        "the corrected register",
        lambda: found if (found := agreed.get(path, GP))["status"] == "submitted" else None,
    )
    assert (anew["total_ore"], anew["attester"]) == (628_650 - 139_700, None)
    agreed.ask(f"{path}/attest", {}, ATTESTER, key="again", of=path)
    agreed.ask(f"{path}/approve", {}, APPROVER, key="approve-again", of=path)
    assert agreed.get(path, GP)["status"] == "approved"
    # The hour that fell away is free for another claim.
    assert agreed.refuses(f"{path}/correct", {"choice": "reversal"}, APPROVER, path) == "not-locked"


def test_a_draft_made_over_the_api_stays_as_it_is_when_its_page_is_looked_at_and_saved_c_4_c_6(
    agreed: Installation,
) -> None:
    before = {
        "work_from": at(10).isoformat(),
        "work_to": at(11).isoformat(),
        "purpose": "Formøte for kommunene",
    }
    other = {
        "kind": "other",
        "purpose": "Honorar fra Helsedirektoratet",
        "work_from": at(12).isoformat(),
        "work_to": at(13).isoformat(),
        "amount_ore": 100_000,
    }
    cost = train(agreed.upload(PDF, GP).json()["sha256"])
    more = {"pre_meeting": [before], "other_pay": [other], "costs": [cost]}
    drafted = agreed.ask("/claims", {**claim_body(), **more}, GP, key="more")
    path = f"/claims/{drafted['claim_id']}"
    claim = agreed.get(path, GP)
    address = f"/godtgjoring/krav/{drafted['claim_id']}/endre"
    with agreed.browser(GP) as browser:
        page = browser.look(address)
        shown = dict(re.findall(r'<input [^>]*name="(\w+\.[^"]+)" value="([^"]*)"', page))
        browser.follow(browser.send(page, address, **shown, **{"other_pay.0.kind": "other"}))
    changed = agreed.get(path, GP)
    assert changed["lines"] == claim["lines"]
    assert changed["other_pay"] == claim["other_pay"]
    assert kinds(changed).keys() == {
        "meeting",
        "travel-time",
        "between",
        "pre-meeting",
        "cost",
        "deduction",
    }
