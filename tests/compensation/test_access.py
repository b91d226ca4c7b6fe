"""Who may see and do what over HTTP, and that the same command has one effect (P-3, P-4)."""

from typing import Any
from uuid import UUID

import httpx2
import pytest

from deploy.playing.client import Answered
from tests.compensation.bodies import agreement_body, claim_body
from tests.compensation.governance_told import (
    CHAIR,
    EMPLOYED,
    OTHER_APPROVER,
    OTHER_PAYROLL,
    PAYROLL,
    the_day,
)
from tests.compensation.installation import Installation
from tests.examples.ids import AGREEMENT, APPROVER, ATTESTER, GP, HOSPITAL, SECRETARY, SKIEN


def status(installation: Installation, path: str, person: UUID) -> int:
    return installation.raw("GET", path, person, {}).status_code


def test_a_payer_sees_its_own_claims_and_batches_only_p_4(agreed: Installation) -> None:
    claim_id = agreed.approved()
    body = {"payer": str(SKIEN), "period": f"{the_day():%Y-%m}"}
    path = f"/batches/{agreed.ask('/batches', body, PAYROLL, key='batch')['batch_id']}"
    agreed.ask(f"{path}/export", {}, PAYROLL, key="export", of=path)

    for person in (GP, ATTESTER, APPROVER, PAYROLL, SECRETARY, CHAIR):
        assert status(agreed, f"/claims/{claim_id}", person) == 200
        assert len(agreed.get("/claims", person)["claims"]) == 1
    for person in (OTHER_APPROVER, OTHER_PAYROLL, EMPLOYED):
        assert status(agreed, f"/claims/{claim_id}", person) == 403
        assert agreed.get("/claims", person) == {"claims": [], "next": None}
        assert status(agreed, f"/agreements/{AGREEMENT}", person) == 403
        assert agreed.get("/agreements", person)["agreements"] == []
        assert status(agreed, path, person) == 403
        assert status(agreed, f"{path}/file", person) == 403
        assert agreed.get("/batches", person)["batches"] == []
    # The employee numbers stand in the file: it is for those who run the payroll.
    assert (status(agreed, path, APPROVER), status(agreed, f"{path}/file", APPROVER)) == (200, 403)
    assert status(agreed, f"{path}/file", PAYROLL) == 200
    with pytest.raises(Answered) as no:
        agreed.ask("/batches", body, OTHER_PAYROLL, key="theirs")
    assert (no.value.status, no.value.problem["reason"]) == (403, "other-party")


def test_an_agreement_is_signed_by_two_and_taken_over_by_nobody_c_2(agreed: Installation) -> None:
    path = f"/agreements/{AGREEMENT}"
    told = agreed.get(path, GP)
    assert told["in_force"]
    assert (told["doctor_signed"]["person"], told["payer_signed"]["person"]) == (
        str(GP),
        str(APPROVER),
    )
    assert "90001" not in str(told), "the employee number is never told"

    own = agreement_body(payer=str(HOSPITAL))
    with pytest.raises(Answered) as no:
        agreed.ask("/agreements", own, OTHER_APPROVER, key="take-over")
    assert no.value.problem["reason"] == "other-party"

    incomplete = agreement_body(covers=["meeting"])
    del incomplete["agreement_id"]
    drafted = agreed.ask("/agreements", incomplete, APPROVER, key="incomplete")
    draft = f"/agreements/{drafted['agreement_id']}"
    assert agreed.get(draft, GP)["missing"] == ["travel", "between"]
    with pytest.raises(Answered) as refused:
        agreed.ask(f"{draft}/sign", {"side": "doctor"}, GP, key="early", of=draft)
    assert refused.value.problem["reason"] == "compensation.no-terms-for-travel"


def test_the_doctor_signs_for_nobody_else_and_nobody_else_for_the_doctor_c_2(
    installation: Installation,
) -> None:
    installation.ask("/agreements", agreement_body(), APPROVER, key="draft")
    path = f"/agreements/{AGREEMENT}"
    for side, person, reason in (
        ("payer", GP, "compensation.two-people-sign"),
        ("doctor", APPROVER, "compensation.only-the-doctor-signs"),
    ):
        with pytest.raises(Answered) as refused:
            installation.ask(f"{path}/sign", {"side": side}, person, key=side, of=path)
        assert refused.value.problem["reason"] == reason
    assert not installation.get(path, GP)["in_force"]


def sent(installation: Installation, key: str, body: dict[str, Any]) -> httpx2.Response:
    return installation.raw("POST", "/claims", GP, {"Idempotency-Key": key}, json=body)


def test_the_same_command_has_one_effect_and_changes_need_a_version(agreed: Installation) -> None:
    body = claim_body()
    first, again = sent(agreed, "once", body), sent(agreed, "once", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "repeated": True}
    assert len(agreed.get("/claims", GP)["claims"]) == 1
    other = sent(agreed, "once", {**body, "travel": []})
    assert other.status_code == 422
    unknown = sent(agreed, "field", {**body, "claimant": str(EMPLOYED)})
    assert unknown.json()["errors"][0]["field"] == "claimant"
    without_zone = {"work_from": "2026-11-19T11:30", "work_to": "2026-11-19T12:00"}
    naive = sent(agreed, "naive", {**body, "travel": [without_zone]})
    assert naive.json()["errors"][0]["field"] == "travel.0.work_from"
    far = {"work_from": "9999-12-31T23:00:00Z", "work_to": "9999-12-31T23:59:59Z"}
    assert sent(agreed, "far", {**body, "travel": [far]}).status_code == 422

    path = f"/claims/{first.json()['claim_id']}"
    headers = {"Idempotency-Key": "submit"}
    assert agreed.raw("POST", f"{path}/submit", GP, headers, json={}).status_code == 428
    stale = {**headers, "If-Match": '"7"'}
    assert agreed.raw("POST", f"{path}/submit", GP, stale, json={}).status_code == 412
    tag = agreed.raw("GET", path, GP, {}).headers["ETag"]
    done = agreed.raw("POST", f"{path}/submit", GP, {**headers, "If-Match": tag}, json={})
    assert done.status_code == 200
    assert done.headers["ETag"] == agreed.raw("GET", path, GP, {}).headers["ETag"] != tag


def test_lists_are_read_on_with_a_cursor_and_miss_nothing(agreed: Installation) -> None:
    drafted = [agreed.draft(key=f"claim-{number}") for number in range(3)]
    agreed.get(f"/claims/{drafted[-1]}", GP)  # the rows show the last of them
    first = agreed.get("/claims", GP, limit=2)
    rest = agreed.get("/claims", GP, limit=2, before=first["next"])
    found = [each["claim_id"] for each in (*first["claims"], *rest["claims"])]
    assert found == [str(each) for each in reversed(drafted)]
    assert rest["next"] is None
    assert status(agreed, "/claims/00000000-0000-0000-0000-000000000000", GP) == 404
    assert status(agreed, "/batches/00000000-0000-0000-0000-000000000000", PAYROLL) == 404
