"""Given a case, when it is received and a proposal is made (G-5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.commands.facts import CaseFacts, SitterFact
from services.governance.decisions import case
from services.governance.decisions.case.states import AtWork
from shared.contracts.governance import Consequences, ProposalSubmitted, TaskPlanned
from shared.contracts.record import Who
from tests.examples.governance.cases import (
    CASE_RECEIVED,
    CONSENSUS_FAILED,
    CONSEQUENCES,
    PROPOSAL_SUBMITTED,
    RECEIVE_CASE,
    SUBMIT_PROPOSAL,
    TASKS,
)
from tests.examples.ids import (
    FS,
    GP,
    PROPOSAL,
    SECRETARY,
    SKIEN,
    SSU,
    id_of,
)
from tests.governance.situations import (
    FS_BODY,
    FS_SEAT,
    PROPOSING,
    RECEIVING,
    SSU_BODY,
    after,
    decided,
    knowing,
    refused,
    says,
)
from tests.governance.stages import (
    AT_WORK,
    IMPLEMENTED,
    IN_FORCE,
    NO_CASE,
    PROPOSED,
    RATIFYING,
)


def test_an_assessed_case_is_received_by_its_first_body_g_5() -> None:
    assert decided(RECEIVE_CASE, RECEIVING, NO_CASE) == (CASE_RECEIVED,)


def test_the_same_assessment_is_received_once_g_5() -> None:
    assert decided(RECEIVE_CASE, RECEIVING, AT_WORK) == ()


def test_a_new_revision_is_taken_while_the_body_works_and_keeps_the_returns_a_15_g_8() -> None:
    back = CONSENSUS_FAILED.model_copy(update={"to_body": FS, "returns": 1, "way_on": "returned"})
    returned = after(PROPOSED, back)
    command = replace(RECEIVE_CASE, assessment_revision=2)
    (received,) = decided(command, RECEIVING, returned)
    state = case.evolve(returned, received)
    assert isinstance(state, AtWork)
    assert (state.body_id, state.thread.assessment_revision, state.thread.returns) == (FS, 2, 1)


def test_a_revision_stays_with_the_body_that_has_the_case_a_15() -> None:
    elsewhere = replace(RECEIVING, body=replace(FS_BODY, body_id=id_of("other-fs")))
    command = replace(RECEIVE_CASE, assessment_revision=2)
    (received,) = decided(command, elsewhere, AT_WORK)
    state = case.evolve(AT_WORK, received)
    assert isinstance(state, AtWork)
    assert (state.body_id, state.thread.assessment_revision) == (FS, 2)


@pytest.mark.parametrize("state", [PROPOSED, RATIFYING, IN_FORCE, IMPLEMENTED])
def test_a_case_that_has_left_its_first_body_is_not_received_again_g_5(state: case.Case) -> None:
    refusal = refused(lambda: decided(RECEIVE_CASE, RECEIVING, state))
    assert says(refusal) == ("G-5", "governance.case-already-received", "case_id")


@pytest.mark.parametrize(
    ("body", "rule", "reason", "field"),
    [
        (SSU_BODY, "G-5", "governance.body-decides", "body_id"),
        (
            replace(FS_BODY, helsefellesskap=id_of("vestfold")),
            "P-4",
            "governance.body-elsewhere",
            "helsefellesskap",
        ),
    ],
)
def test_a_case_starts_below_in_its_own_helsefellesskap_g_5_p_4(
    body: Any, rule: str, reason: str, field: str
) -> None:
    facts = replace(RECEIVING, body=body)
    refusal = refused(lambda: decided(RECEIVE_CASE, facts, NO_CASE))
    assert says(refusal) == (rule, reason, field)


def test_a_member_of_fs_sends_the_proposal_to_ssu_g_5() -> None:
    (submitted,) = decided(SUBMIT_PROPOSAL, PROPOSING, AT_WORK)
    assert isinstance(submitted, ProposalSubmitted)
    same = submitted.model_copy(update={"proposal_id": PROPOSAL})
    assert same == PROPOSAL_SUBMITTED


def test_the_same_command_gives_the_same_proposal_and_another_gives_another_g_5() -> None:
    first, again, other = (
        decided(SUBMIT_PROPOSAL, replace(PROPOSING, command_id=id_of(name)), AT_WORK)[0]
        for name in ("a", "a", "b")
    )
    assert first == again != other


def test_the_secretary_enters_the_proposal_on_behalf_of_a_member_p_5() -> None:
    facts = replace(PROPOSING, by=Who(SECRETARY, on_behalf_of=GP))
    (submitted,) = decided(SUBMIT_PROPOSAL, facts, AT_WORK)
    assert isinstance(submitted, ProposalSubmitted)


SILENT_SEAT = replace(FS_SEAT, rights=("speech", "attend"))


@pytest.mark.parametrize(
    ("facts", "rule", "reason"),
    [
        (replace(PROPOSING, by=Who(SECRETARY)), "G-5", "governance.not-a-member"),
        (
            replace(PROPOSING, by=Who(GP, seat=id_of("other-seat"))),
            "G-5",
            "governance.not-a-member",
        ),
        (
            replace(PROPOSING, seats=(replace(FS_SEAT, term_to=date(2026, 11, 2)),)),
            "G-5",
            "governance.not-a-member",
        ),
        (replace(PROPOSING, seats=(SILENT_SEAT,)), "G-2", "governance.seat-without-proposal"),
        (
            replace(
                PROPOSING,
                seats=(replace(FS_SEAT, sitters=(SitterFact(GP, True, date(2026, 11, 2)),)),),
            ),
            "G-2",
            "governance.seat-without-proposal",
        ),
        (replace(PROPOSING, bodies=(FS_BODY,)), "G-5", "governance.no-parent"),
        (replace(PROPOSING, bodies=()), "G-5", "governance.body-unknown"),
        (
            knowing(PROPOSING, replace(SSU_BODY, body_id=FS)),
            "G-5",
            "governance.body-decides",
        ),
    ],
    ids=[
        "no member",
        "in another seat",
        "term over",
        "no right to propose",
        "agreement expired",
        "no parent",
        "body unknown",
        "body decides",
    ],
)
def test_only_a_member_with_the_right_proposes_to_the_body_above_g_5(
    facts: CaseFacts, rule: str, reason: str
) -> None:
    refusal = refused(lambda: decided(SUBMIT_PROPOSAL, facts, AT_WORK))
    assert says(refusal) == (rule, reason, "body_id")


def test_a_member_with_two_seats_proposes_by_the_one_that_may_g_2() -> None:
    facts = replace(PROPOSING, by=Who(GP), seats=(SILENT_SEAT, FS_SEAT))
    assert len(decided(SUBMIT_PROPOSAL, facts, AT_WORK)) == 1


@pytest.mark.parametrize(
    ("change", "rule", "reason", "field"),
    [
        ({"what": ""}, "G-5", "governance.text-missing", "what"),
        ({"reasons": " "}, "G-5", "governance.text-missing", "reasons"),
        ({"reasons": "Se 01019000083"}, "I-3", "open-text.national-number", "reasons"),
        ({"what": "a" * 10_001}, "G-5", "governance.text-too-long", "what"),
        ({"tasks": ()}, "G-5", "governance.tasks-missing", "tasks"),
        (
            {"tasks": (TaskPlanned(party=SKIEN, what=""),)},
            "G-5",
            "governance.text-missing",
            "tasks",
        ),
        (
            {"tasks": (*TASKS, TaskPlanned(party=id_of("legekontor"), what="Følger opp."))},
            "G-15",
            "governance.task-outside-the-lines",
            "tasks",
        ),
        ({"body_id": SSU}, "G-5", "governance.case-not-here", "body_id"),
    ],
)
def test_a_proposal_says_what_why_and_who_does_what_in_which_line_g_5_g_15(
    change: dict[str, Any], rule: str, reason: str, field: str
) -> None:
    command = replace(SUBMIT_PROPOSAL, **change)
    refusal = refused(lambda: decided(command, PROPOSING, AT_WORK))
    assert says(refusal) == (rule, reason, field)


@pytest.mark.parametrize("field", Consequences.model_fields)
def test_each_fixed_point_of_the_consequences_is_answered_g_5(field: str) -> None:
    untold = CONSEQUENCES.model_copy(update={field: " "})
    command = replace(SUBMIT_PROPOSAL, consequences=untold)
    refusal = refused(lambda: decided(command, PROPOSING, AT_WORK))
    assert says(refusal) == ("G-5", "governance.text-missing", field)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (NO_CASE, "governance.case-unknown"),
        (PROPOSED, "governance.already-proposed"),
        (RATIFYING, "governance.already-proposed"),
        (IMPLEMENTED, "governance.already-proposed"),
    ],
)
def test_a_proposal_is_sent_once_for_a_case_that_is_worked_on_g_5(
    state: case.Case, reason: str
) -> None:
    refusal = refused(lambda: decided(SUBMIT_PROPOSAL, PROPOSING, state))
    assert says(refusal) == ("G-5", reason, "case_id")
