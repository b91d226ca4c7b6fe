"""Events heard become commands: a case that intake lifts is assessed (I-5)."""

from collections.abc import Sequence

from services.assessment.commands import OpenAssessment
from shared.contracts.intake import CaseTriaged
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard

REACTS_TO: frozenset[ServiceName] = frozenset({"intake"})


def react(heard: Heard) -> Sequence[OpenAssessment]:
    """The parties are those the register knows; triage has settled who the others are."""
    event = heard.event
    if not isinstance(event, CaseTriaged) or event.outcome != "lifted-to-assessment":
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
