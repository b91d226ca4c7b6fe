"""What a case between bodies is, and how its events change it (G-5 to G-9, G-14, G-15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypeAlias, assert_never
from uuid import UUID

from services.governance.rules.cases import binds
from shared.contracts.governance import (
    CaseImplemented,
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    DecisionInForce,
    ImplementationReported,
    ProposalSubmitted,
    RatificationOverdue,
    RatificationRegistered,
)

CaseEvent: TypeAlias = (
    CaseReceived
    | ProposalSubmitted
    | ConsensusReached
    | ConsensusFailed
    | RatificationRegistered
    | RatificationOverdue
    | DecisionInForce
    | ImplementationReported
    | CaseImplemented
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal that lies before the parties; `proposed_by` is the body that made it."""

    proposal_id: UUID
    proposed_by: UUID
    adoption: Literal["all-or-none", "for-those-who-adopt"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No body has received a case with this id."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """A body works out a proposal; `returns` is how often the question has come back (G-8)."""

    body_id: UUID
    assessment_revision: int
    returns: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal lies before a body; `lifted_from` is the body that could not agree on it and
    gets the case back (G-9)."""

    body_id: UUID
    proposal: Proposal
    assessment_revision: int
    returns: int
    lifted_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class Ratifying:
    """Each party's own organ answers (G-14). `answers` tells for those who have answered whether
    the answer binds them: the state of a decision is this table, never one flag."""

    proposal: Proposal
    ratify: tuple[UUID, ...]
    ratify_by: datetime
    answers: Mapping[UUID, bool] = field(default_factory=dict)
    overdue: bool = False

    @property
    def pending(self) -> tuple[UUID, ...]:
        return tuple(party for party in self.ratify if party not in self.answers)


@dataclass(frozen=True, slots=True)
class InForce:
    """The decision binds `parties`; `reports` holds each one's latest result and note (G-15)."""

    proposal_id: UUID
    parties: tuple[UUID, ...]
    reports: Mapping[UUID, tuple[Literal["done", "deviation"], str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Implemented:
    """Every party that is bound has done its part."""


Case: TypeAlias = Unknown | AtWork | Proposed | Ratifying | InForce | Implemented


def evolve(case: Case, event: CaseEvent) -> Case:  # noqa: PLR0911 - one way out per event
    match event:
        case CaseReceived():
            returns = case.returns if isinstance(case, AtWork) else 0
            return AtWork(event.body_id, event.assessment_revision, returns)
        case ProposalSubmitted():
            assert isinstance(case, AtWork)
            proposal = Proposal(event.proposal_id, event.from_body, event.adoption)
            return Proposed(event.to_body, proposal, case.assessment_revision, case.returns)
        case ConsensusReached():
            assert isinstance(case, Proposed)
            return Ratifying(case.proposal, event.ratify, event.ratify_by)
        case ConsensusFailed():
            assert isinstance(case, Proposed)
            return _after_disagreement(case, event)
        case RatificationRegistered():
            assert isinstance(case, Ratifying)
            answer = binds(event.answer, event.touches_others)
            return replace(case, answers={**case.answers, event.party: answer})
        case RatificationOverdue():
            assert isinstance(case, Ratifying)
            return replace(case, overdue=True)
        case DecisionInForce():
            return InForce(event.proposal_id, event.parties)
        case ImplementationReported():
            assert isinstance(case, InForce)
            report = (event.result, event.note)
            return replace(case, reports={**case.reports, event.party: report})
        case CaseImplemented():
            return Implemented()
        case _:
            assert_never(event)


def _after_disagreement(case: Proposed, event: ConsensusFailed) -> AtWork | Proposed:
    """G-7: back to those who proposed, on to another body, or delivered back to one (G-9)."""
    if event.to_body == case.proposal.proposed_by:
        return AtWork(event.to_body, case.assessment_revision, event.returns)
    lifted = event.to_body not in (event.body_id, case.lifted_from)
    return replace(
        case,
        body_id=event.to_body,
        returns=event.returns,
        lifted_from=event.body_id if lifted else None,
    )
