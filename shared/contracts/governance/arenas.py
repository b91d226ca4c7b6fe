"""Where a case is when no body of its own works on it yet: other arenas, none, another body
(A-14, G-5, G-12)."""

from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.record import Event

Arena: TypeAlias = Literal[
    "own-line", "known-answer", "samarbeidsutvalg", "dialogue-meeting", "system-level"
]
ArenaResult: TypeAlias = Literal["solved", "professional", "other"]


class CaseReferred(Event):
    """The case has gone to another arena or line, which has a deadline and a way back (G-5).

    `body_id` is the body that follows it up, and to which it comes back where the arena does not
    solve it. `reference` is the rule or routine that answers it, for a known answer.
    """

    type: Literal["governance.case-referred.v1"] = "governance.case-referred.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    arena: Arena
    body_id: UUID
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int
    reference: str | None = None


class ArenaAnswered(Event):
    """The arena or line has solved the case, or not, and why (G-5, G-7).

    What is not solved goes on by the kind of disagreement: `professional` to a body that works
    out proposals, `other` before the body above, under `proposal_id`. `to_body` is None where the
    case is solved, or where no body fits (then it is unplaced).
    """

    type: Literal["governance.arena-answered.v1"] = "governance.arena-answered.v1"
    case_id: UUID
    arena: Arena
    result: ArenaResult
    text: str
    to_body: UUID | None = None
    proposal_id: UUID | None = None


class CaseUnplaced(Event):
    """No body that works out proposals fits the case: `body_id` makes one and places it (G-5)."""

    type: Literal["governance.case-unplaced.v1"] = "governance.case-unplaced.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    body_id: UUID
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int


class CaseTransferred(Event):
    """What the case had to do with one body it has to do with another from now on (G-12)."""

    type: Literal["governance.case-transferred.v1"] = "governance.case-transferred.v1"
    case_id: UUID
    from_body: UUID
    to_body: UUID
    reason: str


ArenaEvent: TypeAlias = CaseReferred | ArenaAnswered | CaseUnplaced | CaseTransferred
