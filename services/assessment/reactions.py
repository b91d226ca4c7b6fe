"""Events heard become commands: a case that intake lifts (I-5), or that a body starts (I-13), is
assessed, and one that is sent back is assessed anew (A-15)."""

from collections.abc import Sequence
from typing import TypeAlias

from services.assessment.commands import OpenAssessment, ReopenAssessment
from shared.contracts.governance import ConsensusFailed, ReturnOrLiftChosen
from shared.contracts.intake import CaseStarted, CaseTriaged
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard

REACTS_TO: frozenset[ServiceName] = frozenset({"intake", "governance"})

Caused: TypeAlias = OpenAssessment | ReopenAssessment


def react(heard: Heard) -> Sequence[Caused]:
    """The parties are those the register knows; triage has settled who the others are."""
    match heard.event:
        case CaseStarted() | CaseTriaged(outcome="lifted-to-assessment") as lifted:
            return (
                OpenAssessment(
                    case_id=lifted.case_id,
                    helsefellesskap=lifted.helsefellesskap,
                    number=lifted.number,
                    parties=tuple(
                        party.organisation_id for party in lifted.parties if party.organisation_id
                    ),
                ),
            )
        case ConsensusFailed(way_on="returned") as failed:
            return (ReopenAssessment(failed.case_id, "returned", failed.wording),)
        case ReturnOrLiftChosen(choice="return") as chosen:
            return (ReopenAssessment(chosen.case_id, "returned", chosen.reason),)
        case _:
            return ()
