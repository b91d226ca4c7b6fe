"""A claim is refused, looked at once more, disputed, or done by a deputy (C-7, P-5)."""

from uuid import UUID

from tests.compensation.bodies import claim_body
from tests.compensation.governance_told import SECOND_APPROVER
from tests.compensation.installation import Installation
from tests.examples.ids import APPROVER, ATTESTER, GP, SECRETARY

NO = {"reason": "Møtet lå utenfor det avtalen gjelder."}


def attested(agreed: Installation) -> str:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP), ("attest", ATTESTER))
    return f"/claims/{claim_id}"


def test_a_refusal_is_reviewed_once_by_another_and_then_disputed_c_7(agreed: Installation) -> None:
    path = attested(agreed)
    assert agreed.get("/inbox", APPROVER)["to_approve"] == 1
    assert agreed.refuses(f"{path}/refuse", {}, APPROVER, path) == "text-missing"
    agreed.ask(f"{path}/refuse", NO, APPROVER, key="refuse", of=path)
    claim = agreed.get(path, GP)
    assert (claim["status"], claim["returned"]) == ("refused", NO["reason"])
    assert agreed.get("/inbox", GP)["refused"] == 1
    assert agreed.refuses(f"{path}/dispute", NO, GP, path) == "review-first"
    assert agreed.refuses(f"{path}/approve", {}, SECOND_APPROVER, path) == "no-review-asked"

    why = {"reason": "Møtet sto i innkallingen."}
    agreed.ask(f"{path}/review", why, GP, key="review", of=path)
    assert agreed.get("/inbox", SECOND_APPROVER)["to_review"] == 1
    assert agreed.refuses(f"{path}/refuse", NO, APPROVER, path) == "reviewed-by-another"
    assert agreed.refuses(f"{path}/approve", {}, APPROVER, path) == "reviewed-by-another"
    agreed.ask(f"{path}/refuse", NO, SECOND_APPROVER, key="upheld", of=path)
    assert agreed.get(path, GP)["status"] == "finally-refused"
    assert agreed.refuses(f"{path}/review", why, GP, path) == "reviewed-already"
    agreed.ask(f"{path}/dispute", why, GP, key="dispute", of=path)
    assert agreed.get(path, APPROVER)["status"] == "disputed"
    assert agreed.refuses(f"{path}/approve", {}, SECOND_APPROVER, path) == "claim-closed"
    # The time is free: nothing was paid for it.
    agreed.pass_on(agreed.draft(key="anew"), ("submit", GP))


def test_a_review_may_find_that_the_claim_is_to_be_paid_c_7(agreed: Installation) -> None:
    path = attested(agreed)
    agreed.ask(f"{path}/refuse", NO, APPROVER, key="refuse", of=path)
    agreed.ask(f"{path}/review", {"reason": "Se innkallingen."}, GP, key="review", of=path)
    agreed.ask(f"{path}/approve", {}, SECOND_APPROVER, key="approve", of=path)
    claim = agreed.get(path, GP)
    assert claim["status"] == "approved"
    assert agreed.batch("batch")


def test_a_deputy_acts_for_one_who_could_have_done_it_c_7_p_5(agreed: Installation) -> None:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP))
    path = f"/claims/{claim_id}"
    nobody = {"on_behalf_of": str(APPROVER)}
    assert agreed.refuses(f"{path}/attest", nobody, SECRETARY, path) == "stood-in-for-nobody"
    for_gp = {"on_behalf_of": str(GP)}
    assert agreed.refuses(f"{path}/attest", for_gp, SECRETARY, path) == "own-claim"
    deputy = {"on_behalf_of": str(ATTESTER)}
    agreed.ask(f"{path}/attest", deputy, SECRETARY, key="attest", of=path)
    for_second = {"on_behalf_of": str(SECOND_APPROVER)}
    agreed.ask(f"{path}/approve", for_second, APPROVER, key="approve", of=path)
    assert agreed.get(path, GP)["status"] == "approved"


def test_a_claim_is_withdrawn_by_the_claimant_until_it_is_approved_c_7(
    agreed: Installation,
) -> None:
    path = attested(agreed)
    agreed.ask(f"{path}/withdraw", {}, GP, key="withdraw", of=path)
    assert agreed.get(path, GP)["status"] == "withdrawn"
    (meeting,) = agreed.get("/meetings", GP)["meetings"]
    assert meeting["claim_id"] is None
    again = agreed.draft(key="again")
    agreed.pass_on(again, ("submit", GP), ("attest", ATTESTER), ("approve", APPROVER))
    of = f"/claims/{again}"
    assert agreed.refuses(f"{of}/withdraw", {}, GP, of) == "already-approved"
    assert UUID(agreed.get("/meetings", GP)["meetings"][0]["claim_id"]) == again


def test_an_agreement_ends_with_a_reason_and_pays_to_its_last_day_c_2(
    agreed: Installation,
) -> None:
    (found,) = agreed.get("/agreements", APPROVER)["agreements"]
    path = f"/agreements/{found['agreement_id']}"
    assert agreed.refuses(f"{path}/end", {}, APPROVER, path) == "text-missing"
    early = {"reason": "Slutter", "ended_on": "1999-01-01"}
    assert agreed.refuses(f"{path}/end", early, APPROVER, path) == "ends-outside-the-period"
    ended = {"reason": "Legen slutter i praksisen.", "ended_on": "2024-06-30"}
    agreed.ask(f"{path}/end", ended, GP, key="end", of=path)
    told = agreed.get(path, APPROVER)
    assert (told["ended_on"], told["end_reason"]) == (ended["ended_on"], ended["reason"])
    assert agreed.refuses(f"{path}/end", ended, APPROVER, path) == "agreement-ended"
    assert agreed.refuses("/claims", claim_body(), GP) == "outside-the-agreement"
