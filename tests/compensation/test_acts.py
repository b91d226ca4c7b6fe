"""Each person sees only what she may do with a claim, and when (C-5, C-7, C-13)."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.compensation.pages.acts import acts_of
from services.compensation.readmodels.claim_lists import Claim, Step
from shared.identity.actors import Actor, Holding, Seat
from tests.compensation.governance_told import CHAIR, PAYROLL, SEAT_CHAIR, SECOND_APPROVER
from tests.examples.compensation.claims import DRAFTED
from tests.examples.ids import (
    APPROVER,
    ATTESTER,
    GP,
    HOSPITAL,
    NOW,
    SECRETARY,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)


def holds(person: UUID, role: str, party: UUID | None = SKIEN) -> Actor:
    holding = Holding(role, TELEMARK, party)  # type: ignore[arg-type]
    return Actor(person, frozenset({holding}))


DOCTOR = Actor(GP)
ATTESTS = holds(ATTESTER, "attester")
APPROVES = holds(APPROVER, "approver")
REVIEWS = holds(SECOND_APPROVER, "approver")
ELSEWHERE = holds(id_of("other-approver"), "approver", HOSPITAL)
PAYS = holds(PAYROLL, "payroll")
ANSWERS = holds(SECRETARY, "secretariat", None)
CHAIRS = Actor(
    CHAIR, seats=frozenset({Seat(SEAT_CHAIR, SSU, TELEMARK, SKIEN, "chair", frozenset())})
)
EVERYBODY = (DOCTOR, ATTESTS, APPROVES, REVIEWS, ELSEWHERE, PAYS, ANSWERS, CHAIRS)
REFUSED = (
    Step("attested", NOW, ATTESTER, 1, None, None),
    Step("refused", NOW, APPROVER, 2, "Nei", None),
)


def claim(status: str, **changed: object) -> Claim:
    attested = status not in {"drafted", "returned", "submitted"}
    made = Claim(
        draft=DRAFTED,
        body=SSU,
        status=status,
        since=NOW,
        returned=None,
        attester=ATTESTER if attested else None,
        batch_id=None,
        look=None,
        position=1,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def named(actor: Actor, found: Claim, *steps: Step) -> list[str]:
    return [act.name for act in acts_of(actor, found, steps)]


def test_the_doctor_sends_changes_and_withdraws_until_it_is_approved_c_7() -> None:
    for status in ("drafted", "returned"):
        assert named(DOCTOR, claim(status)) == ["send", "withdraw"]
    for status in ("submitted", "attested", "in-review"):
        assert named(DOCTOR, claim(status)) == ["withdraw"]
    assert named(DOCTOR, claim("refused")) == ["review", "withdraw"]
    assert named(DOCTOR, claim("finally-refused")) == ["dispute"]
    for status in ("approved", "batched", "paid", "withdrawn", "disputed"):
        assert named(DOCTOR, claim(status)) == []


def test_what_is_sent_is_attested_or_returned_by_those_who_answer_for_the_facts_c_7() -> None:
    sent = claim("submitted")
    for actor in (ATTESTS, ANSWERS, CHAIRS):
        assert named(actor, sent) == ["attest", "return"]
    for actor in (APPROVES, ELSEWHERE, PAYS):
        assert named(actor, sent) == []


def test_only_the_secretariat_is_asked_about_time_without_a_record_c_5() -> None:
    (line, *others) = DRAFTED.lines
    asking = line.model_copy(update={"asked": "Jeg sto ikke i oppmøtet."})
    sent = claim("submitted", draft=DRAFTED.model_copy(update={"lines": (asking, *others)}))
    assert named(ANSWERS, sent) == ["attest", "return"]
    assert named(ATTESTS, sent) == named(CHAIRS, sent) == []


def test_the_money_is_another_persons_than_the_facts_c_7() -> None:
    attested = claim("attested")
    assert named(APPROVES, attested) == ["approve", "return", "refuse"]
    both = Actor(ATTESTER, ATTESTS.holdings | holds(ATTESTER, "approver").holdings)
    for actor in (ATTESTS, both, ELSEWHERE, PAYS, ANSWERS, CHAIRS):
        assert named(actor, attested) == []


def test_a_refusal_is_reviewed_by_another_than_the_one_who_refused_c_7() -> None:
    asked = claim("in-review")
    assert named(APPROVES, asked, *REFUSED) == []
    assert named(REVIEWS, asked, *REFUSED) == ["approve", "refuse"]


@pytest.mark.parametrize("status", ["batched", "sent", "paid", "payroll-refused", "corrected"])
def test_what_is_locked_is_corrected_by_the_approver_alone_c_13(status: str) -> None:
    locked = claim(status)
    assert {actor.person: named(actor, locked) for actor in EVERYBODY if named(actor, locked)} == {
        APPROVER: ["correct"],
        SECOND_APPROVER: ["correct"],
    }


def test_what_may_come_to_something_else_can_be_worked_out_anew_until_it_is_locked_c_13() -> None:
    assert named(ATTESTS, claim("submitted", look="attendance")) == [
        "attest",
        "return",
        "recalculate",
    ]
    assert named(APPROVES, claim("approved", look="rate")) == ["recalculate"]
    assert named(DOCTOR, claim("approved", look="rate")) == []
    assert named(APPROVES, claim("approved", look="minutes")) == [], "minutes are read, not added"
