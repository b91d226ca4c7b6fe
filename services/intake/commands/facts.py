"""What intake reads beyond the stream it decides on, stored with the decision (R-3)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.intake import PartyNamed, RoutineCited, RuleCited
from shared.contracts.record import Facts

Joinable: TypeAlias = Literal["open", "asked", "lifted", "answered", "ended"]
OFTEN = 3
"""How many times a problem is joined or answered before it raises itself, unless set otherwise."""


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case that this decision concerns. `opened_at` is the position in intake's log at
    which it began: the lower, the older (I-0). `times` and `raised` are those of I-8."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    opened_at: int
    standing: Joinable
    times: int
    raised: bool


@dataclass(frozen=True)
class IntakeFacts(Facts):
    """`parties` are those named, as the register knows them; `number` is the formatted number of
    `running` in `year` (I-11). `opened_at` is where this case began in intake's log. `sender` is
    whose the reference is (I-10); None where it was each person's own.

    `often` is the number of times of I-8; `closed` that the bodies have ended the case.
    """

    parties: tuple[PartyNamed, ...] = ()
    year: int = 0
    running: int = 0
    number: str = ""
    sender: UUID | None = None
    reference_used: bool = False
    opened_at: int = 0
    often: int = OFTEN
    closed: bool = False
    other: OtherCase | None = None
    rule: RuleCited | None = None
    routine: RoutineCited | None = None
    liaison: bool = False
    secretariat: tuple[UUID, ...] = ()
    chairs: tuple[UUID, ...] = ()
