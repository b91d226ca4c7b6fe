"""What must hold for what is recorded in an assessment, by rule number. Pure."""

from collections.abc import Collection, Iterable
from uuid import UUID

from services.assessment.commands import RecordCapacity, RecordFinding, StateGoal
from services.assessment.rules.capacity import beyond
from services.assessment.rules.details import MOST_HOURS, MOST_ORE
from services.assessment.rules.open_text import is_a_table, is_open_text, is_written
from services.assessment.rules.sides import Kinds, every_side_takes_part
from shared.contracts.assessment import Clinician, Component, PartyStanding
from shared.values.refusal import Refused

FOUNDATION: frozenset[Component] = frozenset({"practical", "medical"})
"""What everything else is built upon (A-11)."""


def goal_names_the_problem(goal: StateGoal) -> None:
    """A-0: what else is left out is a warning, not a hindrance."""
    if not goal.problem.strip():
        raise Refused("A-0", "assessment.problem-missing", field="problem")
    is_open_text(
        "A-0",
        (
            ("problem", goal.problem),
            ("patients", goal.patients),
            ("benefit", goal.benefit),
            ("burden", goal.burden),
        ),
    )


def finding_has_its_reason(finding: RecordFinding) -> None:
    """A-1, A-2, A-11: a reason for all that is not met; the foundation is always relevant."""
    if finding.status == "not-relevant" and finding.component in FOUNDATION:
        raise Refused("A-11", "assessment.always-relevant", field="status")
    if finding.status != "met" and not finding.reason.strip():
        rule = "A-1" if finding.status == "not-relevant" else "A-2"
        raise Refused(rule, "assessment.reason-missing", field="reason")
    is_open_text("A-2", (("reason", finding.reason),))


def clinicians_are_known(
    rule: str, clinicians: Iterable[Clinician], kinds: Kinds, people: Collection[UUID]
) -> None:
    """A-3, A-17: for whom they took part stands in the register, and who they are if it is
    told."""
    taking_part = tuple(clinicians)
    is_a_table(rule, "clinicians", taking_part)
    is_open_text(rule, (("clinicians", each.role) for each in taking_part))
    for each in taking_part:
        if each.party not in kinds:
            raise Refused(rule, "assessment.clinicians-unknown", field="clinicians")
        if each.person is not None and each.person not in people:
            raise Refused(rule, "assessment.clinician-unknown", field="clinicians")


def practical_is_found_by_clinicians(
    finding: RecordFinding, affected: Iterable[UUID], kinds: Kinds
) -> None:
    """A-3: without active clinicians of each affected side practical is at best unclear."""
    if finding.component != "practical" or finding.status in ("unmet", "unclear"):
        return
    parties = (each.party for each in finding.clinicians)
    if not every_side_takes_part(parties, affected, kinds):
        raise Refused("A-3", "assessment.clinicians-missing", field="clinicians")


def capacity_is_explained(capacity: RecordCapacity) -> None:
    """A-2, A-9: what is over the frame says by how much or why."""
    if capacity.standing == "over" and not capacity.reason.strip():
        raise Refused("A-9", "assessment.over-reason-missing", field="reason")
    is_open_text(
        "A-9",
        (
            ("reason", capacity.reason),
            ("receives_task", capacity.receives_task or ""),
            ("task_accepted_by", capacity.task_accepted_by or ""),
            *(("demands", each.profession) for each in capacity.demands),
        ),
    )


def demand_fits_the_standing(standing: PartyStanding) -> None:
    """A-9: figures from nothing upwards, both or none; more than there is is not within."""
    is_a_table("A-9", "demands", standing.demands)
    for place, each in enumerate(standing.demands):
        is_written("A-9", f"demands.{place}.profession", each.profession)
        _is_figure(f"demands.{place}.demanded", each.demanded, MOST_HOURS)
        _is_figure(f"demands.{place}.available", each.available, MOST_HOURS)
    money = {"ore_demanded": standing.ore_demanded, "ore_available": standing.ore_available}
    for field, amount in money.items():
        if amount is not None:
            _is_figure(field, amount, MOST_ORE)
        elif any(other is not None for other in money.values()):
            raise Refused("A-9", "assessment.figure-missing", field=field)
    if beyond(standing) and standing.standing == "within":
        raise Refused("A-9", "assessment.demand-beyond-frame", field="standing")


def _is_figure(field: str, figure: int, most: int) -> None:
    if figure < 0:
        raise Refused("A-9", "assessment.negative", field=field)
    if figure > most:
        raise Refused("A-9", "assessment.too-much", field=field)


def task_has_one_answer(capacity: RecordCapacity) -> None:
    """A-10: a task is accepted or not, never both; and there is a task to answer for."""
    accepted = bool((capacity.task_accepted_by or "").strip())
    if accepted and capacity.task_not_accepted:
        raise Refused("A-10", "assessment.task-answered-twice", field="task_accepted_by")
    answered = accepted or capacity.task_not_accepted
    if answered and not (capacity.receives_task or "").strip():
        raise Refused("A-10", "assessment.task-missing", field="receives_task")
