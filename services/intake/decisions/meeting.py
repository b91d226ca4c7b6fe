"""What one case tells another that takes its reports over (I-0, I-7, I-8)."""

from uuid import UUID

from services.intake.commands import IntakeFacts
from services.intake.commands.facts import OtherCase
from services.intake.decisions.states import Asked, Open
from services.intake.rules.cases import recurs
from shared.contracts.intake import OnTheCase, ProblemRecurred, ReportsJoined


def told_to(
    other: OtherCase, case_id: UUID, facts: IntakeFacts, case: Open | Asked, *, merged: bool
) -> tuple[OnTheCase, ...]:
    """The reports, with what was open: the question and its deadline, and who has triaged what
    was disputed. These events stand in the other case's stream, appended with this one's.

    A case that has a question of its own keeps it; one that has left triage asks nothing.
    """
    being = case.being
    question = case.question if isinstance(case, Asked) else None
    joined = ReportsJoined(
        case_id=other.case_id,
        helsefellesskap=being.helsefellesskap,
        from_case=case_id,
        from_number=being.number,
        reports=being.reports,
        parties=being.parties,
        urgent=being.urgent,
        merged=merged,
        question=question if other.standing == "open" else None,
        not_by=tuple(sorted(being.not_by, key=str)),
    )
    times = other.times + len(being.reports)
    if not recurs(times, facts.often, raised=other.raised):
        return (joined,)
    recurred = ProblemRecurred(
        case_id=other.case_id,
        helsefellesskap=being.helsefellesskap,
        number=other.number,
        times=times,
        to_triage=other.standing != "lifted",
    )
    return (joined, recurred)
