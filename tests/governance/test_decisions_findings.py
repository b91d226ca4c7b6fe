"""Given an item that closes, what the chair finds besides (G-8, G-13, G-14)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.decisions import meeting
from shared.contracts.governance import Delegation, ItemClosed
from shared.contracts.record import Who
from tests.examples.governance.meetings import (
    CLOSE_ITEM,
    SKIEN_LEADER,
    STANCE_TAKEN,
    VOTING,
)
from tests.examples.ids import SKIEN
from tests.governance.situations import (
    MEETING_FACTS,
    SEATS,
    SSU_BODY,
    given,
    refused,
    says,
)
from tests.governance.stages import OPENED

WITHIN = replace(CLOSE_ITEM, within_limits=True)
NEW_QUESTION = replace(CLOSE_ITEM, wording="Hvem betaler?", new_question=True)
CHAIR = (SEATS[0],)


def delegated(**changes: Any) -> Any:
    """SSU, where Skien has delegated something."""
    delegation = Delegation(
        party=SKIEN,
        limits="Rutiner uten kostnad",
        reference="KST 12/26",
        valid_from=date(2026, 11, 3),
        valid_to=date(2026, 11, 3),
    ).model_copy(update=changes)
    rules = SSU_BODY.rules.model_copy(update={"delegations": (delegation,)})
    return replace(SSU_BODY, rules=rules)


def state(position: str = "supports") -> meeting.Meeting:
    """An item in which all parties have answered, Skien in this way."""
    stances = [
        STANCE_TAKEN.model_copy(
            update={
                "seat_id": seat.seat_id,
                "person_id": seat.person_id,
                "party": seat.party,
                "position": position if seat == VOTING[0] else "supports",
                "objection": "other"
                if position == "cannot-support" and seat == VOTING[0]
                else None,
            }
        )
        for seat in VOTING
    ]
    return given(OPENED, meeting.evolve, *stances)


def decide(command: Any, at: meeting.Meeting, **facts: Any) -> ItemClosed:
    changed = replace(MEETING_FACTS, **{"by": Who(SKIEN_LEADER), "held": CHAIR, **facts})
    (closed,) = meeting.decide(command, changed, at)
    assert isinstance(closed, ItemClosed)
    return closed


def test_a_consensus_is_within_limits_where_somebody_has_delegated_that_day_g_14() -> None:
    assert decide(WITHIN, state(), body=delegated()).within_limits


@pytest.mark.parametrize(
    "body",
    [
        SSU_BODY,
        delegated(valid_to=date(2026, 11, 2), valid_from=date(2026, 1, 1)),
        delegated(valid_from=date(2026, 11, 4), valid_to=None),
        replace(delegated(), power="advise"),
    ],
    ids=["none", "over", "ahead", "a body that advises"],
)
def test_nothing_is_within_limits_that_nobody_has_given_on_the_day_g_14(body: Any) -> None:
    refusal = refused(lambda: decide(WITHIN, state(), body=body))
    assert says(refusal) == ("G-14", "governance.nothing-delegated", "within_limits")


def test_only_consensus_is_within_limits_g_14() -> None:
    command = replace(WITHIN, wording="Hvem betaler?")
    refusal = refused(lambda: decide(command, state("cannot-support"), body=delegated()))
    assert says(refusal) == ("G-14", "governance.limits-without-consensus", "within_limits")


def test_only_a_disagreement_is_about_a_new_question_g_8() -> None:
    assert decide(NEW_QUESTION, state("cannot-support")).new_question
    refusal = refused(lambda: decide(NEW_QUESTION, state()))
    assert says(refusal) == ("G-8", "governance.question-without-disagreement", "new_question")


@pytest.mark.parametrize("command", [WITHIN, NEW_QUESTION])
@pytest.mark.parametrize("held", [(), (SEATS[1],)], ids=["no seat", "a member"])
def test_it_is_the_chair_who_finds_it_g_8_g_14(command: Any, held: Any) -> None:
    position = "cannot-support" if command.new_question else "supports"
    refusal = refused(lambda: decide(command, state(position), body=delegated(), held=held))
    assert refusal.reason == "governance.chair-decides"


def test_silence_is_no_objection_where_the_body_takes_it_so_and_is_told_all_the_same_g_13() -> None:
    rules = SSU_BODY.rules.model_copy(update={"silence": "no-objection"})
    closed = decide(CLOSE_ITEM, OPENED, body=replace(SSU_BODY, rules=rules))
    assert closed.outcome == "consensus"
    assert set(closed.unanswered) == {seat.party for seat in VOTING}
