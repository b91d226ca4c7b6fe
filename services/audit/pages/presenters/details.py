"""What was said, in short, and who disagreed: only of events whose content may be read (R-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.audit.application import Remembered
from services.audit.pages.presenters.names import Names
from shared.contracts.assessment import AssessmentConcluded, CapacityRecorded, FindingRecorded
from shared.contracts.governance import (
    ConsensusFailed,
    ConsensusReached,
    Objection,
    ProposalRecommended,
    StanceTaken,
)
from shared.contracts.governance.items import ItemClosed
from shared.contracts.governance.minutes import DissentEntered
from shared.contracts.governance.own_lines import (
    FollowUpAnswered,
    ImplementationReported,
    RatificationRegistered,
)
from shared.contracts.governance.steps import StepBegun
from shared.contracts.governance.unresolved import CaseClosed, NotAgreedDeclared
from shared.contracts.intake import CaseTriaged


@dataclass(frozen=True, slots=True)
class Dissent:
    """Somebody who did not agree: for which party, in which seat, of which kind, and why (G-7)."""

    party: str
    seat: str
    kind: str
    text: str
    blocking: bool


def detail(each: Remembered, names: Names) -> str | None:
    """One line about what was decided; None where the sentence says all of it, or where the
    content is not for the reader."""
    return _of_assessment(each, names) or _of_governance(each, names) if each.whole else None


def _of_assessment(each: Remembered, names: Names) -> str | None:
    words = names.words
    match each.event:
        case CaseTriaged() as event:
            return words(f"audit.extract.outcome.{event.outcome}")
        case FindingRecorded() as event:
            said = words(f"framework.component.{event.component}")
            status = words(f"framework.status.{event.status}").lower()
            of = f" ({names.party(event.party)})" if event.party else ""
            return f"{said}: {status}{of}"
        case CapacityRecorded() as event:
            standing = words(f"framework.capacity.{event.standing}").lower()
            return f"{names.party(event.party)}: {standing}"
        case AssessmentConcluded() as event:
            obstacle = words(f"audit.extract.component.{event.diagnosis.main_obstacle}").lower()
            return words("audit.detail.obstacle", obstacle=obstacle)
        case _:
            return None


def _of_governance(each: Remembered, names: Names) -> str | None:  # noqa: PLR0911 - one a kind
    words = names.words
    match each.event:
        case StanceTaken() as event:
            return f"{names.party(event.party)}: {words(f'audit.position.{event.position}')}"
        case ConsensusReached() | ProposalRecommended() as event:
            return names.body(event.body_id)
        case ConsensusFailed() as event:
            kind = words(f"audit.disagreement.{event.disagreement}")
            return f"{names.body(event.body_id)}: {kind}"
        case RatificationRegistered() as event:
            answer = words(f"audit.answer.{event.answer}")
            return f"{names.party(event.party)}: {answer}, {event.organ}"
        case ImplementationReported() as event:
            return f"{names.party(event.party)}: {words(f'audit.result.{event.result}')}"
        case StepBegun(due_at=due) as event if due is not None:
            return words("audit.detail.due", body=names.body(event.body_id), due=due)
        case CaseClosed() as event:
            return words(f"audit.extract.outcome.{event.outcome}")
        case NotAgreedDeclared() | FollowUpAnswered() as event:
            return event.text
        case _:
            return None


def dissents(each: Remembered, names: Names) -> tuple[Dissent, ...]:
    """Who disagreed when it was decided, with the kind they gave it themselves (G-7, G-13)."""
    if not each.whole:
        return ()
    match each.event:
        case ConsensusReached(remarks=told) | ProposalRecommended(remarks=told):
            return _objections(told, names)
        case ConsensusFailed(objections=told) | ItemClosed(objections=told):
            return _objections(told, names)
        case DissentEntered() as event:
            kind = names.words("audit.extract.kind.statement")
            return (_dissent(event.party, event.seat_id, kind, event.text, False, names),)
        case _:
            return ()


def _objections(told: Sequence[Objection], names: Names) -> tuple[Dissent, ...]:
    words = names.words
    return tuple(
        _dissent(
            each.party,
            each.seat_id,
            words(f"audit.extract.kind.{each.kind}"),
            each.text,
            each.blocking,
            names,
        )
        for each in told
    )


def _dissent(
    party: UUID, seat: UUID, kind: str, text: str, blocking: bool, names: Names
) -> Dissent:
    return Dissent(names.party(party), names.seat(seat) or "", kind, text, blocking)
