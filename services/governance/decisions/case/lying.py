"""Which bodies a case has to do with: where it lies, and where it may go (G-7, G-12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from services.governance.decisions.case.states import (
    AtWork,
    Case,
    ChairChoosing,
    Choosing,
    Closed,
    FollowUp,
    Implemented,
    InCouncil,
    InForce,
    NotAgreed,
    Proposed,
    Ratifying,
    Unknown,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)


@dataclass(frozen=True, slots=True)
class Lies:
    """The body that has the case for treatment, None once it is agreed upon and while an answer
    from outside is waited for (G-10); the proposal that lies before it, None where there is none
    to decide on, and how many alternatives that has (G-5)."""

    body_id: UUID | None
    proposal_id: UUID | None = None
    alternatives: int = 0


def lies_before(case: Case) -> Lies:
    """G-12: what a body's agenda may take up."""
    match case:
        case Unknown() | Closed() | Ratifying() | InForce() | Implemented() | WaitingExternal():
            return Lies(None)
        case Proposed():
            proposal = case.proposal
            alternatives = max(len(proposal.ways) - 1, 0)
            return Lies(case.body_id, proposal.proposal_id, alternatives)
        case (
            Unplaced()
            | WithArena()
            | AtWork()
            | InCouncil()
            | ChairChoosing()
            | Unresolved()
            | NotAgreed()
            | Choosing()
            | FollowUp()
        ):
            return Lies(case.body_id)
        case _:
            assert_never(case)


def bodies_of(case: Case) -> Iterator[UUID]:
    """The bodies that a case has to do with as it stands."""
    if isinstance(case, Unknown):
        return
    if case.step is not None:
        yield case.step.body_id
    if not isinstance(case, Closed):
        yield case.body_id
    match case:
        case InCouncil():
            yield from (case.then_to, case.proposal.proposed_by)
        case Proposed() | ChairChoosing() | Unresolved() | WaitingExternal():
            yield case.proposal.proposed_by
            if case.lifted_from is not None:
                yield case.lifted_from
        case Ratifying() | Choosing():
            yield case.proposal.proposed_by
        case InForce() | Implemented() | FollowUp():
            yield case.proposed_by
        case Unplaced() | WithArena() | AtWork() | NotAgreed() | Closed():
            """Nothing more."""
        case _:
            assert_never(case)
