"""Given a case, when it goes to another arena, is heard, or fits no body (G-5, G-7, G-12)."""

from dataclasses import replace
from typing import Any

import pytest

from services.governance.commands.facts import CaseFacts
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    InCouncil,
    Proposed,
    Unplaced,
    WithArena,
)
from services.governance.rules.first_body import NamedBody, closest_ssu, first_body
from shared.contracts.assessment import RouteKind
from shared.contracts.governance import (
    ArenaAnswered,
    CaseReceived,
    CaseUnplaced,
    NoProposal,
    ProposalSubmitted,
)
from shared.contracts.governance.unresolved import CaseClosed
from tests.examples.governance.case_events import (
    CASE_REFERRED,
    CASE_TRANSFERRED,
    CASE_UNPLACED,
    COUNCIL_HEARD,
    NO_PROPOSAL,
)
from tests.examples.governance.cases import (
    ALTERNATIVE,
    ANSWER_ARENA,
    COUNCIL,
    GIVE_STATEMENT,
    OWN_STEP,
    PLACE_CASE,
    RECEIVE_CASE,
    SUBMIT_NO_PROPOSAL,
    SUBMIT_PROPOSAL,
    TRANSFER_CASE,
)
from tests.examples.ids import FS, HOSPITAL, NOW, SKIEN, SSU, id_of
from tests.governance.situations import (
    COUNCIL_BODY,
    DECIDING,
    FS_BODY,
    PARTNERSHIP_BODY,
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
    ENDED,
    IN_COUNCIL,
    LIFTED,
    NO_CASE,
    PROPOSED,
    UNPLACED,
    WITH_ARENA,
)

NO_FS = replace(RECEIVING, body=None)
NEW_FS = replace(FS_BODY, body_id=id_of("new-fs"))


@pytest.mark.parametrize(
    "arena",
    ["own-line", "known-answer", "samarbeidsutvalg", "dialogue-meeting", "system-level"],
)
def test_every_other_arena_gets_the_case_with_a_way_back_to_ssu_g_5_a_14(arena: RouteKind) -> None:
    (referred,) = decided(replace(RECEIVE_CASE, kind=arena), RECEIVING, NO_CASE)
    assert referred == CASE_REFERRED.model_copy(update={"arena": arena})


def test_an_lsu_works_out_its_own_proposal_a_14() -> None:
    lsu = replace(FS_BODY, kind="lsu", level=2)
    (received,) = decided(replace(RECEIVE_CASE, kind="lsu"), replace(RECEIVING, body=lsu), NO_CASE)
    assert isinstance(received, CaseReceived)


def test_where_no_fs_fits_ssu_makes_one_and_places_the_case_g_5() -> None:
    assert decided(RECEIVE_CASE, NO_FS, NO_CASE) == (CASE_UNPLACED,)
    (received,) = decided(
        replace(PLACE_CASE, body_id=NEW_FS.body_id), knowing(DECIDING, NEW_FS), UNPLACED
    )
    state = after(UNPLACED, received)
    assert isinstance(state, AtWork)
    assert state.body_id == NEW_FS.body_id


def test_where_no_ssu_covers_the_parties_nobody_can_have_the_case_g_5() -> None:
    facts = replace(NO_FS, strategic=None)
    refusal = refused(lambda: decided(RECEIVE_CASE, facts, NO_CASE))
    assert says(refusal) == ("G-5", "governance.no-body-fits", "parties")


def test_a_new_revision_may_find_a_body_for_a_case_that_had_none_a_15() -> None:
    command = replace(RECEIVE_CASE, assessment_revision=2)
    (received,) = decided(command, RECEIVING, UNPLACED)
    assert isinstance(received, CaseReceived)
    assert decided(RECEIVE_CASE, RECEIVING, UNPLACED) == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (replace(SSU_BODY, body_id=FS), "governance.body-decides"),
        (replace(FS_BODY, helsefellesskap=id_of("vestfold")), "governance.body-elsewhere"),
        (replace(FS_BODY, parent=None), "governance.no-parent"),
    ],
)
def test_a_case_is_placed_in_a_body_that_works_out_proposals_g_5(body: Any, reason: str) -> None:
    refusal = refused(lambda: decided(PLACE_CASE, knowing(DECIDING, body), UNPLACED))
    assert refusal.reason == reason


def test_what_an_arena_has_solved_is_closed_there_g_5() -> None:
    answered, closed = decided(ANSWER_ARENA, RECEIVING, WITH_ARENA)
    assert isinstance(answered, ArenaAnswered)
    assert isinstance(closed, CaseClosed)
    assert (closed.outcome, closed.body_id) == ("solved-elsewhere", SSU)


def test_what_an_arena_disagrees_on_professionally_goes_to_fs_g_7() -> None:
    (answered,) = decided(replace(ANSWER_ARENA, result="professional"), RECEIVING, WITH_ARENA)
    state = after(WITH_ARENA, answered)
    assert isinstance(state, AtWork)
    assert state.body_id == FS


def test_what_an_arena_can_not_agree_on_otherwise_comes_before_ssu_g_7() -> None:
    (answered,) = decided(replace(ANSWER_ARENA, result="other"), RECEIVING, WITH_ARENA)
    state = after(WITH_ARENA, answered)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.proposal.adoption) == (SSU, None)


def test_what_comes_back_to_no_fs_is_unplaced_g_5() -> None:
    answered, unplaced = decided(replace(ANSWER_ARENA, result="professional"), NO_FS, WITH_ARENA)
    assert isinstance(unplaced, CaseUnplaced)
    assert isinstance(after(WITH_ARENA, answered, unplaced), Unplaced)


def test_only_a_case_with_an_arena_is_answered_by_one_g_5() -> None:
    refusal = refused(lambda: decided(ANSWER_ARENA, RECEIVING, AT_WORK))
    assert says(refusal) == ("G-5", "governance.not-with-an-arena", "case_id")


HEARD_FIRST = replace(SUBMIT_PROPOSAL, changes_gp_work=True)
WITH_COUNCIL = replace(PROPOSING, council=COUNCIL_BODY)


def test_what_changes_the_work_of_gps_is_heard_in_the_fastlegerad_first_g_5() -> None:
    (submitted,) = decided(HEARD_FIRST, WITH_COUNCIL, AT_WORK)
    assert isinstance(submitted, ProposalSubmitted)
    assert (submitted.to_body, submitted.then_to) == (COUNCIL, SSU)
    state = after(AT_WORK, submitted)
    assert isinstance(state, InCouncil)
    (heard,) = decided(GIVE_STATEMENT, DECIDING, state)
    onward = after(state, heard)
    assert isinstance(onward, Proposed)
    assert onward.body_id == SSU


@pytest.mark.parametrize(
    ("command", "facts"), [(HEARD_FIRST, PROPOSING), (SUBMIT_PROPOSAL, WITH_COUNCIL)]
)
def test_where_there_is_none_or_nothing_changes_it_goes_straight_on_g_5(
    command: Any, facts: CaseFacts
) -> None:
    (submitted,) = decided(command, facts, AT_WORK)
    assert isinstance(submitted, ProposalSubmitted)
    assert (submitted.to_body, submitted.then_to) == (SSU, None)


def test_only_what_lies_with_the_fastlegerad_is_stated_on_g_5() -> None:
    assert decided(GIVE_STATEMENT, DECIDING, IN_COUNCIL) == (COUNCIL_HEARD,)
    refusal = refused(lambda: decided(GIVE_STATEMENT, DECIDING, PROPOSED))
    assert says(refusal) == ("G-5", "governance.not-with-the-council", "case_id")


def test_a_body_that_finds_no_solution_says_why_and_ssu_takes_it_from_there_g_5() -> None:
    (none,) = decided(SUBMIT_NO_PROPOSAL, PROPOSING, AT_WORK)
    assert isinstance(none, NoProposal)
    assert none.model_copy(update={"proposal_id": NO_PROPOSAL.proposal_id}) == NO_PROPOSAL
    state = after(AT_WORK, none)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.proposal.adoption) == (SSU, None)


DECIDING_FS = replace(FS_BODY, sides=SSU_BODY.sides)


def test_a_deciding_fs_with_both_sides_may_treat_its_own_proposal_g_5() -> None:
    own = replace(SUBMIT_PROPOSAL, to_own_body=True)
    (submitted,) = decided(own, knowing(PROPOSING, DECIDING_FS), AT_WORK)
    assert isinstance(submitted, ProposalSubmitted)
    assert submitted.to_body == FS


@pytest.mark.parametrize("body", [FS_BODY, replace(DECIDING_FS, power="advise")])
def test_an_fs_without_sides_or_power_sends_its_proposal_on_g_5(body: Any) -> None:
    own = replace(SUBMIT_PROPOSAL, to_own_body=True)
    refusal = refused(lambda: decided(own, knowing(PROPOSING, body), AT_WORK))
    assert says(refusal) == ("G-5", "governance.cannot-treat-its-own", "to_own_body")


@pytest.mark.parametrize(
    ("change", "rule", "reason", "field"),
    [
        (
            {"alternatives": (ALTERNATIVE.model_copy(update={"tasks": ()}),)},
            "G-5",
            "governance.alternative-without-tasks",
            "alternatives",
        ),
        (
            {"own_steps": (OWN_STEP.model_copy(update={"party": id_of("legekontor")}),)},
            "G-15",
            "governance.own-step-outside",
            "own_steps",
        ),
        ({"review_on": NOW.date()}, "G-21", "governance.day-not-ahead", "review_on"),
    ],
)
def test_alternatives_and_steps_of_their_own_are_told_in_full_g_5_g_15(
    change: dict[str, Any], rule: str, reason: str, field: str
) -> None:
    refusal = refused(lambda: decided(replace(SUBMIT_PROPOSAL, **change), PROPOSING, AT_WORK))
    assert says(refusal) == (rule, reason, field)


def test_what_asks_only_the_self_employed_is_a_proposal_too_g_15() -> None:
    command = replace(SUBMIT_PROPOSAL, tasks=(), own_steps=(OWN_STEP,))
    (submitted,) = decided(command, PROPOSING, AT_WORK)
    assert isinstance(submitted, ProposalSubmitted)
    assert submitted.own_steps == (OWN_STEP,)


def test_a_dissolved_bodys_cases_go_to_the_receiver_with_all_that_leads_back_there_g_12() -> None:
    facts = knowing(DECIDING, NEW_FS)
    assert decided(TRANSFER_CASE, facts, AT_WORK) == (CASE_TRANSFERRED,)
    moved = after(PROPOSED, CASE_TRANSFERRED)
    assert isinstance(moved, Proposed)
    assert (moved.body_id, moved.proposal.proposed_by) == (SSU, NEW_FS.body_id)
    ssu_gone = replace(TRANSFER_CASE, from_body=SSU)
    (transferred,) = decided(ssu_gone, facts, LIFTED)
    back = after(LIFTED, transferred)
    assert isinstance(back, Proposed)
    assert back.lifted_from == NEW_FS.body_id


@pytest.mark.parametrize("state", [WITH_ARENA, UNPLACED, ENDED])
def test_a_case_that_has_nothing_to_do_with_the_body_stays_g_12(state: case.Case) -> None:
    assert decided(TRANSFER_CASE, knowing(DECIDING, NEW_FS), state) == ()
    assert isinstance(WITH_ARENA, WithArena)


def test_a_receiver_that_is_not_known_gets_no_case_g_12() -> None:
    refusal = refused(lambda: decided(TRANSFER_CASE, DECIDING, AT_WORK))
    assert says(refusal) == ("G-1", "governance.body-unknown", "to_body")


def test_the_closest_ssu_covers_most_of_the_parties_g_5() -> None:
    narrow = replace(SSU_BODY, body_id=id_of("narrow"), sides=SSU_BODY.sides[:1])
    named = [
        NamedBody("A", narrow),
        NamedBody("B", SSU_BODY),
        NamedBody("C", PARTNERSHIP_BODY),
    ]
    assert closest_ssu((SKIEN, HOSPITAL), named) == SSU_BODY
    assert closest_ssu((id_of("vestfold"),), named) is None


def test_the_fastlegerad_that_is_heard_stands_under_a_body_that_covers_the_parties_g_5() -> None:
    named = [NamedBody("SSU", SSU_BODY), NamedBody("Råd", COUNCIL_BODY)]
    assert first_body("gp-council", (SKIEN,), named) == COUNCIL_BODY
    assert first_body("gp-council", (id_of("vestfold"),), named) is None
