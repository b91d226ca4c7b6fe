"""Compensation over HTTP, from the agreement to the receipt, on a real process."""

import base64
import hashlib
from typing import Any
from uuid import UUID

import pytest

from deploy.playing.client import Answered
from tests.compensation.bodies import RATE, agreement_body, claim_body
from tests.compensation.governance_told import (
    CHAIR,
    EMPLOYED,
    PAYROLL,
    SEAT_EMPLOYED,
    SECOND_MEETING,
    at,
    meeting_closed,
    the_day,
)
from tests.compensation.installation import Installation
from tests.examples.ids import APPROVER, ATTESTER, CASE, GP, SKIEN, id_of

THREE = (("submit", GP), ("attest", ATTESTER), ("approve", APPROVER))


def batch_body(*claims: UUID) -> dict[str, Any]:
    return {
        "payer": str(SKIEN),
        "period": f"{the_day():%Y-%m}",
        "claims": [str(each) for each in claims],
    }


def exported(installation: Installation, claim_id: UUID) -> tuple[str, dict[str, Any]]:
    batch = installation.ask("/batches", batch_body(claim_id), PAYROLL, key="batch")
    path = f"/batches/{batch['batch_id']}"
    return path, installation.ask(f"{path}/export", {}, PAYROLL, key="export", of=path)


def test_the_example_claim_goes_from_draft_to_receipt_c_4_c_10(agreed: Installation) -> None:
    claim_id = agreed.draft()
    drafted = agreed.get(f"/claims/{claim_id}", GP)
    assert drafted["total_ore"] == 628_650
    kinds = [(line["kind"], line["minutes"], line["amount_ore"]) for line in drafted["lines"]]
    assert kinds == [
        ("between", 90, 209_550),
        ("travel-time", 30, 69_850),
        ("meeting", 120, 279_400),
        ("travel-time", 30, 69_850),
    ]
    explained = drafted["lines"][0]["explained"].replace("\xa0", " ")
    assert explained.startswith("1,5 t × 1 397,00 kr. Sats per time, gjelder fra 1. jan. 2024")
    assert "Kilde: https://www.legeforeningen.no/" in explained

    agreed.pass_on(claim_id, *THREE)
    path, file = exported(agreed, claim_id)
    content = agreed.client.content("compensation", f"{path}/file", PAYROLL)
    assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert (file["lines"], file["total_ore"]) == (4, 628_650)
    assert b";90001;9100;0.00;2.00;1397.00;2794.00;" in content

    receipt = {"sha256": file["sha256"]}
    done = agreed.ask(f"{path}/acknowledge", receipt, PAYROLL, key="acknowledge", of=path)
    assert done["events"] == ["compensation.batch-acknowledged.v2"]
    assert agreed.get(path, PAYROLL)["status"] == "acknowledged"
    agreed.client.until(
        "the claim",
        lambda: agreed.get(f"/claims/{claim_id}", GP)["status"] == "acknowledged" or None,
    )


def test_the_file_is_made_once_and_only_its_own_receipt_is_taken_c_9(agreed: Installation) -> None:
    path, file = exported(agreed, agreed.approved())
    first = agreed.client.content("compensation", f"{path}/file", PAYROLL)
    again = agreed.ask(f"{path}/export", {}, PAYROLL, key="export", of=path)
    assert again == {**file, "repeated": True}
    other_key = agreed.ask(f"{path}/export", {}, PAYROLL, key="export-2", of=path)
    assert (other_key["sha256"], other_key["events"]) == (file["sha256"], [])

    answer = agreed.raw("GET", f"{path}/file", PAYROLL, {})
    assert answer.content == first
    assert answer.headers["content-type"].startswith("text/csv")
    assert f'filename="{file["file"]}"' in answer.headers["content-disposition"]
    digest = base64.b64encode(hashlib.sha256(first).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert answer.headers["cache-control"] == "no-store"

    with pytest.raises(Answered) as refused:
        agreed.ask(f"{path}/acknowledge", {"sha256": "0" * 64}, PAYROLL, key="wrong", of=path)
    assert refused.value.problem["reason"] == "compensation.another-file"
    assert agreed.get(path, PAYROLL)["status"] == "exported"


def test_what_was_previewed_is_locked_once_and_nothing_unseen_c_9(
    agreed: Installation,
) -> None:
    claim_id = agreed.approved()
    period = f"{the_day():%Y-%m}"
    preview = agreed.get("/batches/preview", PAYROLL, payer=str(SKIEN), period=period)
    assert preview["claims"] == [str(claim_id)]
    assert [
        (each["wage_type"], each["lines"], each["amount_ore"]) for each in preview["totals"]
    ] == [
        ("9100", 1, 279_400),
        ("9101", 2, 139_700),
        ("9102", 1, 209_550),
    ]
    unseen = {"payer": str(SKIEN), "period": period, "previewed": "0" * 64}
    with pytest.raises(Answered) as refused:
        agreed.ask("/batches", unseen, PAYROLL, key="unseen")
    assert refused.value.problem["reason"] == "compensation.changed-since-preview"

    # Without picking: the rows that choose are waited for, so a claim approved just now is in.
    seen = {**unseen, "previewed": preview["checksum"]}
    batch = agreed.ask("/batches", seen, PAYROLL, key="seen")
    assert agreed.get(f"/batches/{batch['batch_id']}", APPROVER)["checksum"] == preview["checksum"]
    assert [each["batch_id"] for each in agreed.get("/batches", PAYROLL)["batches"]] == [
        batch["batch_id"]
    ]

    # Now the claim is in a batch, and goes in no other.
    for body, reason in (
        (batch_body(claim_id), "compensation.claim-not-ready"),
        (batch_body(), "compensation.batch-empty"),
    ):
        with pytest.raises(Answered) as refused:
            agreed.ask("/batches", body, PAYROLL, key=f"again-{reason}")
        assert refused.value.problem["reason"] == reason


def test_a_returned_claim_frees_its_time_and_is_claimed_anew_c_6_c_7(agreed: Installation) -> None:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP))
    double = agreed.draft(key="double")
    with pytest.raises(Answered) as refused:
        agreed.pass_on(double, ("submit", GP))
    assert refused.value.problem["reason"] == "compensation.time-claimed"
    assert refused.value.problem["rule"] == "C-6"

    path = f"/claims/{claim_id}"
    reason = {"reason": "Reisen tilbake gikk kortere."}
    agreed.ask(f"{path}/return", reason, ATTESTER, key="return", of=path)
    returned = agreed.get(path, GP)
    assert (returned["status"], returned["returned"]) == ("returned", reason["reason"])

    body = claim_body()
    del body["travel"][1]
    agreed.ask(f"{path}/draft", body, GP, key="redraft", of=path)
    assert agreed.get(path, GP)["total_ore"] == 628_650 - 69_850
    path_steps = tuple((step, person) for step, person in THREE)
    for number, (step, person) in enumerate(path_steps):
        agreed.ask(f"{path}/{step}", {}, person, key=f"second-{number}", of=path)
    assert agreed.get(path, APPROVER)["status"] == "approved"


def test_chair_attests_and_three_different_people_are_asked_for_c_7(agreed: Installation) -> None:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP))
    path = f"/claims/{claim_id}"
    for step, person in (("attest", GP), ("approve", GP), ("attest", EMPLOYED)):
        with pytest.raises(Answered) as no:
            agreed.ask(f"{path}/{step}", {}, person, key=f"no-{step}", of=path)
        assert no.value.status == 403
    agreed.pass_on(claim_id, ("attest", CHAIR))
    wrong = {"total_ore": 1}
    with pytest.raises(Answered) as refused:
        agreed.ask(f"{path}/approve", wrong, APPROVER, key="wrong", of=path)
    assert refused.value.problem["reason"] == "compensation.not-the-amount-attested"
    agreed.ask(f"{path}/approve", {"total_ore": 628_650}, APPROVER, key="right", of=path)
    claim = agreed.get(path, APPROVER)
    assert (claim["status"], claim["attester"]) == ("approved", str(CHAIR))


def test_a_rate_that_is_not_confirmed_is_shown_and_never_paid_c_3(agreed: Installation) -> None:
    trial = {"regime": "prøveordning", **{n: v for n, v in RATE.items() if n != "regime"}}
    for kind in ("meeting", "travel-time", "between"):
        agreed.ask("/rates", {**trial, "kind": kind}, APPROVER, key=f"trial-{kind}")
    listed = agreed.get("/rates", GP, regime="prøveordning")["rates"]
    assert [(each["kind"], each["confirmed_by"]) for each in listed] == [
        ("between", None),
        ("meeting", None),
        ("travel-time", None),
    ]
    agreement = agreement_body(agreement_id=str(id_of("trial")), regime="prøveordning")
    agreed.sign(agreement, GP)
    claim = {**claim_body(), "agreement_id": agreement["agreement_id"]}
    claim_id = agreed.ask("/claims", claim, GP, key="trial")["claim_id"]
    assert agreed.get(f"/claims/{claim_id}", GP)["total_ore"] == 628_650
    with pytest.raises(Answered) as refused:
        agreed.pass_on(UUID(claim_id), ("submit", GP))
    assert refused.value.problem["reason"] == "compensation.rate-unconfirmed"

    for each in listed:
        path = f"/rates/{each['rate_id']}"
        agreed.ask(f"{path}/confirm", {"basis": "Brev."}, APPROVER, key=path, of=path)
    agreed.pass_on(UUID(claim_id), ("submit", GP))


def test_an_employed_doctor_is_told_why_c_1(agreed: Installation) -> None:
    agreement = agreement_body(
        agreement_id=str(id_of("employed")), doctor=str(EMPLOYED), seats=[str(SEAT_EMPLOYED)]
    )
    agreed.sign(agreement, EMPLOYED)
    claim = {
        **claim_body(),
        "agreement_id": agreement["agreement_id"],
        "seat_id": str(SEAT_EMPLOYED),
    }
    with pytest.raises(Answered) as refused:
        agreed.ask("/claims", claim, EMPLOYED, key="employed-claim")
    assert refused.value.problem["reason"] == "compensation.employed"
    assert "arbeidsgiver" in refused.value.problem["detail"]


def test_without_attendance_there_is_no_claim_until_governance_tells_of_it_c_5(
    agreed: Installation,
) -> None:
    body = claim_body(SECOND_MEETING, days=-7)
    with pytest.raises(Answered) as refused:
        agreed.ask("/claims", body, GP, key="second")
    assert refused.value.problem["reason"] == "compensation.no-attendance"
    agreed.governance.tell(
        "second", meeting_closed(SECOND_MEETING, at(12, days=-7), at(14, days=-7))
    )
    drafted = agreed.client.until(
        "the attendance", lambda: agreed.ask("/claims", body, GP, key="second")
    )
    meetings = {
        each["meeting_id"]: each["claim_id"] for each in agreed.get("/meetings", GP)["meetings"]
    }
    assert str(SECOND_MEETING) in meetings
    assert agreed.get(f"/claims/{drafted['claim_id']}", GP)["meeting_id"] == str(SECOND_MEETING)


def test_answering_in_writing_is_no_attendance_c_5_g_11(agreed: Installation) -> None:
    meeting = id_of("written-procedure")
    closed = meeting_closed(meeting, at(12, days=-8), at(14, days=-8))
    in_writing = closed.model_copy(update={"attendance": ()})
    agreed.governance.tell("in-writing", in_writing)
    agreed.governance.tell("later", meeting_closed(id_of("later"), at(9, days=-9), at(10, days=-9)))
    agreed.client.until(
        "the later one", lambda: str(id_of("later")) in str(agreed.get("/meetings", GP)) or None
    )
    assert str(meeting) not in str(agreed.get("/meetings", GP))
    with pytest.raises(Answered) as refused:
        agreed.ask("/claims", claim_body(meeting, days=-8), GP, key="in-writing")
    assert refused.value.problem["reason"] == "compensation.no-attendance"


def test_the_meetings_case_holds_the_claim_and_its_batch_c_12(agreed: Installation) -> None:
    claim_id = agreed.approved()
    path, _ = exported(agreed, claim_id)
    ledger = next(
        each.service.platform
        for each in agreed.process.running
        if each.service.name == "compensation"
    )
    cases: dict[str, set[str]] = {}
    for stored in ledger.ledger.read_log(after=0):
        envelope, _ = ledger.codec.decode(stored.body)
        cases.setdefault(envelope.correlationid, set()).add(envelope.type)
    assert cases[str(CASE)] >= {
        "compensation.claim-drafted.v2",
        "compensation.time-claimed.v2",
        "compensation.claim-attested.v2",
        "compensation.claim-approved.v1",
        "compensation.claim-batched.v2",
    }
    assert cases[path.removeprefix("/batches/")] == {
        "compensation.batch-locked.v2",
        "compensation.batch-exported.v2",
    }
