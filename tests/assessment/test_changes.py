"""What has changed between two revisions, as data (A-1, A-15)."""

from dataclasses import replace

from hypothesis import given as for_all
from hypothesis import settings

from services.assessment.rules.changes import changes, moved
from services.assessment.rules.diagnosis import first
from services.assessment.rules.inputs import Inputs, inputs_kept
from shared.contracts.assessment import Goal
from shared.contracts.assessment.details import TechnicalDetail
from tests.assessment.strategies import inputs
from tests.examples.assessment import CONCLUDED, PRIORITISED
from tests.examples.assessment.long_form import READY_ON
from tests.examples.ids import SKIEN

BEFORE = inputs_kept(CONCLUDED)


def test_a_finding_that_is_revised_is_told_with_both_a_15() -> None:
    practical, *rest = BEFORE.findings
    better = practical.model_copy(update={"status": "partly"})
    now = replace(BEFORE, findings=(better, *rest))
    (change,) = changes(BEFORE, now)
    assert (change.kind, change.about, change.was, change.now) == (
        "finding",
        "practical",
        practical,
        better,
    )
    (step, *others) = moved(first.components(BEFORE), first.components(now))
    assert (step.was, step.now) == ("unmet", "partly")
    assert all(each.was == each.now for each in others)


def test_a_row_of_a_table_is_told_as_gone_and_new_a_15() -> None:
    technical = next(each for each in BEFORE.details if isinstance(each, TechnicalDetail))
    late, ready = technical.systems
    on_time = late.model_copy(update={"ready_on": READY_ON})
    systems = TechnicalDetail(systems=(on_time, ready))
    others = tuple(each for each in BEFORE.details if each is not technical)
    gone, new = changes(BEFORE, replace(BEFORE, details=(*others, systems)))
    assert (gone.about, gone.was, gone.now) == ("technical.systems", late, None)
    assert (new.about, new.was, new.now) == ("technical.systems", None, on_time)


def test_what_is_new_has_no_before_a_9() -> None:
    (change,) = changes(BEFORE, replace(BEFORE, priorities=(PRIORITISED.priority,)))
    assert (change.kind, change.party, change.was) == ("priority", SKIEN, None)


def test_a_goal_that_is_stated_anew_is_told_a_0() -> None:
    goal = Goal(problem="Et annet.", patients="", benefit="", burden="")
    (change,) = changes(BEFORE, replace(BEFORE, goal=goal))
    assert (change.kind, change.now) == ("goal", goal)


@settings(deadline=None)
@for_all(inputs(), inputs())
def test_nothing_changes_from_the_same_and_back_again_is_the_same_turned_round_a_15(
    one: Inputs, other: Inputs
) -> None:
    assert changes(one, one) == ()
    there, back = changes(one, other), changes(other, one)
    assert {(c.kind, c.about, c.party, str(c.was), str(c.now)) for c in there} == {
        (c.kind, c.about, c.party, str(c.now), str(c.was)) for c in back
    }
