"""What must hold for what is recorded in an assessment, by rule number. Pure."""

from collections.abc import Iterable
from uuid import UUID

from services.assessment.commands import RecordCapacity, RecordFinding, StateGoal
from services.assessment.rules.sides import Kinds, every_side_takes_part
from shared.contracts.assessment import Component
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

TEXT_LENGTH = 10_000
FOUNDATION: frozenset[Component] = frozenset({"practical", "medical"})
"""What everything else is built upon (A-11)."""


def is_open_text(rule: str, fields: Iterable[tuple[str, str]]) -> None:
    """I-3, and no longer than anybody reads; `rule` is that of the fields."""
    written = tuple(fields)
    for field, text in written:
        if len(text) > TEXT_LENGTH:
            raise Refused(rule, "assessment.text-too-long", field=field, longest=TEXT_LENGTH)
    names_no_patient(written)


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


def clinicians_are_known(finding: RecordFinding, kinds: Kinds) -> None:
    """A-3: who took part stands in the register."""
    if not set(finding.clinicians) <= kinds.keys():
        raise Refused("A-3", "assessment.clinicians-unknown", field="clinicians")


def practical_is_found_by_clinicians(
    finding: RecordFinding, affected: Iterable[UUID], kinds: Kinds
) -> None:
    """A-3: without active clinicians of each affected side practical is at best unclear."""
    if finding.component != "practical" or finding.status in ("unmet", "unclear"):
        return
    if not every_side_takes_part(finding.clinicians, affected, kinds):
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
        ),
    )


def task_has_one_answer(capacity: RecordCapacity) -> None:
    """A-10: a task is accepted or not, never both; and there is a task to answer for."""
    accepted = bool((capacity.task_accepted_by or "").strip())
    if accepted and capacity.task_not_accepted:
        raise Refused("A-10", "assessment.task-answered-twice", field="task_accepted_by")
    answered = accepted or capacity.task_not_accepted
    if answered and not (capacity.receives_task or "").strip():
        raise Refused("A-10", "assessment.task-missing", field="receives_task")
