"""A case as the read model `cases` keeps it, and what access to it depends on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from shared.contracts.governance import (
    ConsensusFailed,
    ConsensusReached,
    ImplementationReported,
    ProposalSubmitted,
    RatificationRegistered,
)
from shared.identity.conditions import Resource

AGREED = ("ratification", "in-force", "implemented")
"""The stages in which the proposal lies before no body any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one party's own organ has answered (G-14)."""

    event: RatificationRegistered
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """How it went in one party's own line (G-15)."""

    event: ImplementationReported
    at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """A body the case has come to, and when."""

    body: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands. `body` has it; `before` is the body its proposal lies before, None
    while one is worked out and after it is agreed. `answers` and `reports` are by party."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    body: UUID
    before: UUID | None
    stage: str
    since: datetime
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int
    returns: int
    proposal: ProposalSubmitted | None
    disagreements: tuple[ConsensusFailed, ...]
    consensus: ConsensusReached | None
    answers: Mapping[UUID, Answer]
    overdue: tuple[UUID, ...]
    bound: tuple[UUID, ...]
    reports: Mapping[UUID, Report]
    route: tuple[Stop, ...]

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "case",
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            parties=frozenset(self.parties),
            lifted=True,
            locked=self.stage in ("in-force", "implemented"),
        )


def from_row(row: Row[Any]) -> Case:
    values = dict(row._mapping)
    proposal, consensus = values["proposal"], values["consensus"]
    return Case(
        **{
            **values,
            "parties": tuple(map(UUID, values["parties"])),
            "proposal": ProposalSubmitted.model_validate(proposal) if proposal else None,
            "consensus": ConsensusReached.model_validate(consensus) if consensus else None,
            "disagreements": tuple(map(ConsensusFailed.model_validate, values["disagreements"])),
            "answers": {
                UUID(party): Answer(
                    RatificationRegistered.model_validate(told["event"]),
                    datetime.fromisoformat(told["at"]),
                )
                for party, told in values["answers"].items()
            },
            "overdue": tuple(map(UUID, values["overdue"])),
            "bound": tuple(map(UUID, values["bound"])),
            "reports": {
                UUID(party): Report(
                    ImplementationReported.model_validate(told["event"]),
                    datetime.fromisoformat(told["at"]),
                )
                for party, told in values["reports"].items()
            },
            "route": tuple(
                Stop(UUID(stop["body"]), datetime.fromisoformat(stop["at"]))
                for stop in values["route"]
            ),
        }
    )
