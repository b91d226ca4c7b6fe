"""A case as the read model `cases` keeps it, and what access to it depends on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from shared.contracts.governance import ConsensusFailed, OwnStep, ProposalSubmitted
from shared.identity.conditions import Resource

DECIDED = ("in-force", "implemented", "follow-up")
"""The stages of a decision that binds somebody."""

AGREED = ("ratification", *DECIDED)
"""The stages in which the proposal lies before no body any more."""

OF_PARTIES = ("ratification", "choosing", "not-agreed", *DECIDED)
"""The stages in which something is asked of each party."""

CLOSED = "closed-"
"""How the stages of a case that has come to its end begin; the rest is the outcome."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A body the case has come to, and when."""

    body: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands. `body` has it; `before` is the body its proposal lies before, None
    while one is worked out and after it is agreed."""

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
    own_steps: tuple[OwnStep, ...]
    answering: tuple[UUID, ...]
    route: tuple[Stop, ...]

    @property
    def closed(self) -> bool:
        return self.stage.startswith(CLOSED)

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "case",
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            parties=frozenset(self.parties),
            case=self.case_id,
            lifted=True,
            locked=self.closed or self.stage in DECIDED,
        )


def from_row(row: Row[Any]) -> Case:
    values = dict(row._mapping)
    proposal = values["proposal"]
    return Case(
        **{
            **values,
            "parties": tuple(map(UUID, values["parties"])),
            "proposal": ProposalSubmitted.model_validate(proposal) if proposal else None,
            "disagreements": tuple(map(ConsensusFailed.model_validate, values["disagreements"])),
            "answering": tuple(map(UUID, values["answering"])),
            "own_steps": tuple(map(OwnStep.model_validate, values["own_steps"])),
            "route": tuple(
                Stop(UUID(stop["body"]), datetime.fromisoformat(stop["at"]))
                for stop in values["route"]
            ),
        }
    )
