"""A body's own rules: quorum, level, deadlines, what is delegated (G-1, G-6, G-11, G-14)."""

from dataclasses import replace
from datetime import date

import pytest

from services.governance.decisions import body
from shared.contracts.governance import Deadlines, Delegation
from tests.examples.governance.register import ESTABLISH_BODY, SSU_RULES
from tests.examples.ids import FS, id_of
from tests.governance.situations import BODY_FACTS, SSU_BODY, established_by, refused, says


@pytest.mark.parametrize("quorum", [0, 4])
def test_a_quorum_that_can_not_be_met_is_refused_g_6(quorum: int) -> None:
    command = replace(ESTABLISH_BODY, rules=SSU_RULES.model_copy(update={"quorum": quorum}))
    refusal = refused(lambda: body.decide(command, BODY_FACTS, body.Unknown()))
    assert says(refusal) == ("G-6", "governance.quorum", "quorum")
    assert refusal.values == {"parties": 3}


@pytest.mark.parametrize("days", [-1, 0, 261])
def test_a_deadline_gives_the_parties_time_and_ends_g_11(days: int) -> None:
    deadlines = Deadlines(ratify=days)
    rules = SSU_RULES.model_copy(update={"deadlines": deadlines})
    command = replace(ESTABLISH_BODY, rules=rules)
    refusal = refused(lambda: body.decide(command, BODY_FACTS, body.Unknown()))
    assert says(refusal) == ("G-11", "governance.deadline-days", "rules.deadlines.ratify")


def test_the_level_is_the_kinds_usual_one_where_nothing_else_is_said_g_1() -> None:
    established = established_by(ESTABLISH_BODY, BODY_FACTS)
    assert established.level == 2


def test_a_level_that_is_not_one_of_three_is_refused_g_1() -> None:
    command = replace(ESTABLISH_BODY, level=4)
    refusal = refused(lambda: body.decide(command, BODY_FACTS, body.Unknown()))
    assert says(refusal) == ("G-1", "governance.level", "level")


def test_a_local_committee_stands_on_level_two_under_the_strategic_one_g_1() -> None:
    command = replace(ESTABLISH_BODY, body_id=FS, kind="lsu", parent=SSU_BODY.body_id)
    established = established_by(command, replace(BODY_FACTS, parent=SSU_BODY))
    assert (established.kind, established.level) == ("lsu", 2)


def test_only_a_party_of_the_body_has_delegated_to_it_g_14() -> None:
    of_another = Delegation(
        party=id_of("another"), limits="Alt", reference="Sak 1/26", valid_from=date(2026, 1, 1)
    )
    rules = SSU_RULES.model_copy(update={"delegations": (of_another,)})
    refusal = refused(
        lambda: body.decide(replace(ESTABLISH_BODY, rules=rules), BODY_FACTS, body.Unknown())
    )
    assert says(refusal) == ("G-14", "governance.delegation-of-another", "rules.delegations")


def test_a_follow_up_comes_after_one_month_at_the_earliest_g_15() -> None:
    rules = SSU_RULES.model_copy(update={"follow_up_months": 0})
    refusal = refused(
        lambda: body.decide(replace(ESTABLISH_BODY, rules=rules), BODY_FACTS, body.Unknown())
    )
    assert says(refusal) == ("G-15", "governance.follow-up-months", "rules.follow_up_months")


def test_a_number_format_that_can_not_be_read_back_is_refused_g_1() -> None:
    command = replace(ESTABLISH_BODY, item_number_format="PS")
    refusal = refused(lambda: body.decide(command, BODY_FACTS, body.Unknown()))
    assert says(refusal) == ("G-1", "governance.number-format", "item_number_format")
