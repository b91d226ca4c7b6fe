"""The payer merges with another: its successor pays from the day on (P-6, C-8, C-9)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from deploy.playing.client import Answered
from shared.clock import SystemClock
from shared.contracts.governance import OrganisationRegistered, OrganisationSucceeded
from shared.values.calendar import local_day
from tests.compensation.bodies import WAGE_TYPES, claim_body
from tests.compensation.governance_told import PAYROLL, SECOND_MEETING, at, meeting_closed, the_day
from tests.compensation.installation import Installation
from tests.examples.ids import AGREEMENT, APPROVER, ATTESTER, GP, SKIEN, TELEMARK, id_of

MERGED = id_of("merged-municipality")
PERIOD = f"{the_day():%Y-%m}"


def merges(agreed: Installation, on: date) -> None:
    """Governance tells that Skien is part of another municipality from this day on."""
    new = OrganisationRegistered(
        organisation_id=MERGED,
        name="Nye Skien kommune",
        kind="municipality",
        helsefellesskap=(TELEMARK,),
    )
    agreed.governance.tell("merged", new)
    told = OrganisationSucceeded(organisation_id=SKIEN, successor=MERGED, on=on, reason="Slås.")
    agreed.governance.tell("succession", told)
    # The meeting is told last: who has heard of it has heard of the merger.
    begins, ends = at(12, days=-7), at(14, days=-7)
    agreed.governance.tell("second", meeting_closed(SECOND_MEETING, begins, ends))
    agreed.client.until(
        "the meeting", lambda: str(SECOND_MEETING) in str(agreed.get("/meetings", GP)) or None
    )


def preview(agreed: Installation, payer: UUID) -> dict[str, Any]:
    return agreed.get("/batches/preview", PAYROLL, payer=str(payer), period=PERIOD)


def claimed_after(agreed: Installation) -> dict[str, Any]:
    """The claim for the second meeting, drafted once the merger is heard of."""
    body = claim_body(SECOND_MEETING, days=-7)
    made = agreed.ask("/claims", body, GP, key="second")
    return agreed.get(f"/claims/{made['claim_id']}", GP)


def test_from_the_day_on_the_successor_pays_what_was_agreed_before_p_6(
    agreed: Installation,
) -> None:
    before = agreed.approved()
    merges(agreed, local_day(SystemClock().now()))
    after = claimed_after(agreed)
    assert after["payer"] == str(MERGED)

    # Nobody has been given a role anew: those who attested and approved for Skien go on.
    of = UUID(after["claim_id"])
    agreed.pass_on(of, ("submit", GP), ("attest", ATTESTER), ("approve", APPROVER))
    setting = {"adapter": "visma-lonn", "wage_types": WAGE_TYPES}
    agreed.ask(f"/payers/{MERGED}", setting, PAYROLL, key="merged-payer")
    assert {*preview(agreed, MERGED)["claims"]} == {str(before), str(of)}
    body = {"payer": str(MERGED), "period": PERIOD, "claims": [str(before), str(of)]}
    batch = agreed.ask("/batches", body, PAYROLL, key="merged-batch")
    assert agreed.get(f"/batches/{batch['batch_id']}", APPROVER)["payer"] == str(MERGED)

    # What was agreed and claimed before is not written anew.
    assert agreed.get(f"/agreements/{AGREEMENT}", APPROVER)["payer"] == str(SKIEN)
    assert agreed.get(f"/claims/{before}", APPROVER)["payer"] == str(SKIEN)


def test_the_old_payer_makes_no_batch_after_the_day_p_6(agreed: Installation) -> None:
    before = agreed.approved()
    merges(agreed, local_day(SystemClock().now()))
    body = {"payer": str(SKIEN), "period": PERIOD, "claims": [str(before)]}
    with pytest.raises(Answered) as refused:
        agreed.ask("/batches", body, PAYROLL, key="old-batch")
    assert refused.value.problem["reason"] == "compensation.claim-not-ready"


def test_until_the_day_everything_is_as_it_was_p_6(agreed: Installation) -> None:
    before = agreed.approved()
    merges(agreed, local_day(SystemClock().now()) + timedelta(days=1))
    assert claimed_after(agreed)["payer"] == str(SKIEN)
    assert preview(agreed, SKIEN)["claims"] == [str(before)]
    with pytest.raises(Answered) as refused:
        preview(agreed, MERGED)
    assert refused.value.status == 403
