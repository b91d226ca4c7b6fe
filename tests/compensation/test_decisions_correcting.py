"""What is done when a claim turns out otherwise, before it is locked and after (C-13)."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from services.compensation.commands.batches import FillBatch
from services.compensation.commands.facts import ClaimedTime
from services.compensation.decisions import batch as batches
from services.compensation.decisions.claim import decide
from shared.contracts.compensation import (
    ClaimCorrected,
    ClaimRecalculated,
    Correction,
    TimeReleased,
)
from shared.contracts.record import Who, service_actor
from tests.compensation.situations import (
    APPROVING,
    BATCHING,
    CLAIMING,
    IN_FORCE,
    claim_after,
    claim_refused,
    present,
    refusal_of,
)
from tests.examples.compensation.batches import FILL, FILLED, LOCK
from tests.examples.compensation.claims import (
    APPROVED,
    ATTESTED,
    CORRECT,
    DRAFTED,
    LINES,
    RECALCULATE,
    SUBMITTED,
    TAX_FREE,
    TAXABLE,
)
from tests.examples.ids import AGREEMENT, HOSPITAL, MEETING_FROM, MEETING_TO, id_of

DONE = (DRAFTED, SUBMITTED, ATTESTED, APPROVED)
BY_MACHINE = Who(service_actor("compensation"))
SHORTER = replace(present((MEETING_FROM, MEETING_TO - timedelta(minutes=30))), by=BY_MACHINE)
LOCKED = replace(APPROVING, batched=tuple(line.line_id for line in LINES))


@pytest.mark.parametrize("steps", [2, 3, 4], ids=["submitted", "attested", "approved"])
def test_an_unlocked_claim_goes_back_with_what_it_now_comes_to_c_7_c_13(steps: int) -> None:
    recalculated, released, *claimed = decide(RECALCULATE, SHORTER, claim_after(*DONE[:steps]))
    assert isinstance(recalculated, ClaimRecalculated)
    assert recalculated.total_ore == DRAFTED.total_ore - 69_850
    assert isinstance(released, TimeReleased)
    assert len(claimed) == 3
    assert claim_after(*DONE[:steps], recalculated) == claim_after(
        DRAFTED.model_copy(
            update={"lines": recalculated.lines, "total_ore": recalculated.total_ore}
        ),
        SUBMITTED,
    )


def test_what_has_not_changed_is_not_attested_twice_c_13() -> None:
    same = replace(CLAIMING, by=BY_MACHINE)
    assert decide(RECALCULATE, same, claim_after(*DONE)) == ()
    assert decide(RECALCULATE, replace(SHORTER, batched=LOCKED.batched), claim_after(*DONE)) == ()
    assert decide(RECALCULATE, SHORTER, claim_after(DRAFTED)) == ()


def test_a_claim_that_has_lost_its_basis_goes_back_as_it_is_and_once_c_13() -> None:
    ended = replace(SHORTER, agreement=replace(IN_FORCE, seats=()))
    other = ClaimedTime(id_of("other"), AGREEMENT, "meeting", MEETING_FROM, MEETING_TO)
    for facts in (ended, replace(SHORTER, claimed=(other,))):
        recalculated, *_ = decide(RECALCULATE, facts, claim_after(*DONE))
        assert isinstance(recalculated, ClaimRecalculated)
        assert recalculated.lines == DRAFTED.lines
        assert decide(RECALCULATE, facts, claim_after(*DONE, recalculated)) == ()


def test_a_stranger_works_nothing_out_anew_c_7() -> None:
    stranger = replace(SHORTER, by=Who(id_of("stranger")))
    refusal = claim_refused(RECALCULATE, stranger, claim_after(*DONE))
    assert refusal.reason == "compensation.not-attester"


def test_a_reversal_is_the_opposite_of_each_line_that_went_c_9() -> None:
    corrected, released = decide(CORRECT, LOCKED, claim_after(*DONE))
    assert isinstance(corrected, ClaimCorrected)
    assert corrected.total_ore == -DRAFTED.total_ore
    for line, undone in zip(DRAFTED.lines, corrected.lines, strict=True):
        assert (undone.of_line, undone.amount_ore) == (line.line_id, -line.amount_ore)
        assert undone.quantity == f"-{line.quantity}"
    assert isinstance(released, TimeReleased)
    after = claim_after(*DONE, corrected)
    assert claim_refused(CORRECT, LOCKED, after).reason == "compensation.nothing-to-correct"
    batched = replace(LOCKED, batched=tuple(line.line_id for line in (*LINES, *corrected.lines)))
    assert claim_refused(CORRECT, batched, after).reason == "compensation.nothing-to-correct"


def test_some_lines_are_reversed_and_the_time_stays_claimed_c_9() -> None:
    some = replace(CORRECT, lines=(TAX_FREE.line_id, TAXABLE.line_id))
    (corrected,) = decide(some, LOCKED, claim_after(*DONE))
    assert isinstance(corrected, ClaimCorrected)
    assert corrected.total_ore == -(TAX_FREE.amount_ore + TAXABLE.amount_ore)


@pytest.mark.parametrize("choice", ["again", "supplement", "reversal", "nothing"])
def test_only_what_is_locked_is_corrected_and_by_an_approver_c_13(choice: Correction) -> None:
    command = replace(CORRECT, choice=choice)
    unlocked = replace(LOCKED, batched=())
    for facts, claim in ((unlocked, claim_after(*DONE)), (LOCKED, claim_after(*DONE[:3]))):
        assert claim_refused(command, facts, claim).reason == "compensation.not-locked"
    attester = replace(LOCKED, standing=("attester",))
    refusal = claim_refused(command, attester, claim_after(*DONE))
    assert refusal.reason == "compensation.not-approver"


def test_a_batch_is_of_one_payer_and_one_period_in_all_its_parts_c_9() -> None:
    filling = batches.evolve(batches.Unknown(), FILLED)
    for command in (
        replace(LOCK, payer=HOSPITAL),
        replace(LOCK, period="2026-12"),
        FillBatch(FILL.batch_id, HOSPITAL, "2026-11", 2, FILL.claims),
    ):
        refusal = refusal_of(partial(batches.decide, command, BATCHING, filling))
        assert (refusal.rule, refusal.reason) == ("C-9", "compensation.another-period")
    again = refusal_of(lambda: batches.decide(FILL, BATCHING, filling))
    assert again.reason == "compensation.part-out-of-order"
