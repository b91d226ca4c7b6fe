"""What must hold before an assessment is concluded, by rule number. Pure."""

from collections.abc import Iterator

from services.assessment.commands import ConcludeAssessment
from services.assessment.rules.capacity import stopping
from services.assessment.rules.diagnosis.first import unassessed
from services.assessment.rules.inputs import Inputs
from services.assessment.rules.open_text import is_open_text
from services.assessment.rules.recording import FOUNDATION
from services.assessment.rules.shifts import shifts, unanswered
from shared.contracts.assessment import RouteKind
from shared.values.refusal import Refused


def lacking(inputs: Inputs) -> tuple[Refused, ...]:
    """A-1, A-10, A-11: all that is missing before it can be concluded, from below: of the six
    components, of each one's capacity, of who has got which task."""
    return tuple(_lacking(inputs))


def everything_is_recorded(inputs: Inputs) -> None:
    """A-1, A-10, A-11: raises Refused with the first of what is lacking."""
    for no in _lacking(inputs):
        raise no


def _lacking(inputs: Inputs) -> Iterator[Refused]:
    for component in unassessed(inputs.findings):
        rule = "A-11" if component in FOUNDATION else "A-1"
        yield Refused(rule, f"assessment.{component}-unassessed", field=component)
    if not inputs.affected:
        yield Refused("A-2", "assessment.nobody-affected", field="capacity")
    missing = set(inputs.affected) - {each.party for each in inputs.capacity}
    if missing:
        yield Refused("A-1", "assessment.capacity-missing", field="capacity", missing=len(missing))
    for shift in unanswered(shifts(inputs)):
        yield Refused("A-10", "assessment.task-unanswered", field="capacity", task=shift.task)


def conclusion_fits_the_frame(conclude: ConcludeAssessment, inputs: Inputs) -> None:
    """A-9: over the frame it goes on only where the owner of each exceeded capacity has decided
    what gives way; where nothing stops it, nothing is called not realistic."""
    stopped = bool(stopping(inputs))
    if stopped and conclude.conclusion == "proceed":
        raise Refused("A-9", "assessment.over-capacity", field="conclusion")
    if not stopped and conclude.conclusion == "not-realistic":
        raise Refused("A-9", "assessment.not-over-capacity", field="conclusion")


def another_route_has_a_reason(conclude: ConcludeAssessment, proposed: RouteKind) -> None:
    """A-14: the secretariat decides, and gives a reason where it differs."""
    is_open_text(
        "A-14",
        (
            ("route_reason", conclude.route_reason or ""),
            ("known_answer", conclude.known_answer or ""),
        ),
    )
    differs = conclude.route is not None and conclude.route != proposed
    if differs and not (conclude.route_reason or "").strip():
        raise Refused("A-14", "assessment.route-reason-missing", field="route_reason")
