"""Events heard become commands: a case that intake lifts, or that a body starts, is assessed."""

from collections.abc import Sequence

from services.assessment.commands import OpenAssessment
from shared.contracts.intake import CaseStarted, CaseTriaged
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard

REACTS_TO: frozenset[ServiceName] = frozenset({"intake"})


def react(heard: Heard) -> Sequence[OpenAssessment]:
    """I-5, I-13. The parties are those the register knows; triage has settled who the others
    are."""
    event = heard.event
    if not isinstance(event, CaseStarted | CaseTriaged):
        return ()
    if isinstance(event, CaseTriaged) and event.outcome != "lifted-to-assessment":
        return ()
    return (
        OpenAssessment(
            case_id=event.case_id,
            helsefellesskap=event.helsefellesskap,
            number=event.number,
            parties=tuple(
                party.organisation_id for party in event.parties if party.organisation_id
            ),
        ),
    )
