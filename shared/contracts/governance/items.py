"""An item of a meeting: its register, the stances, what came of it (G-6, G-7, G-12, G-13)."""

from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.cases import Objection
from shared.contracts.governance.words import (
    Function,
    ItemOutcome,
    ObjectionKind,
    Part,
    Position,
    Right,
    SideName,
    Undecided,
)
from shared.contracts.record import Event


class Registered(Part):
    """A seat in an item's register: who sits in it, and whether they may take part.

    `side` is None for who speaks for no side. `written`: not in the room, but has answered in
    writing before the meeting, which counts as presence by the body's rule (G-13).
    """

    seat_id: UUID
    person_id: UUID
    party: UUID
    side: SideName | None
    function: Function
    rights: tuple[Right, ...]
    habil: bool = True
    active_clinician: bool
    written: bool = False


class ItemOpened(Event):
    """The item's register is frozen: presence and habilitet per item (G-12).

    `alternative` is which of the proposal's alternatives is treated, counted from 1; None for
    the proposal itself (G-5). An item that is taken up anew on another alternative starts
    without stances.
    """

    type: Literal["governance.item-opened.v2"] = "governance.item-opened.v2"
    meeting_id: UUID
    item_id: UUID
    case_id: UUID
    proposal_id: UUID
    alternative: int | None = None
    present: tuple[Registered, ...]


class StanceTaken(Event):
    """A seat's stance; it may change until the item closes (G-13).

    It may be taken in writing as soon as the members are called.
    """

    type: Literal["governance.stance-taken.v1"] = "governance.stance-taken.v1"
    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    person_id: UUID
    party: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None = None


class StanceWithdrawn(Event):
    """A seat takes its stance back, with the reason; the stance stays readable (G-13, G-20)."""

    type: Literal["governance.stance-withdrawn.v1"] = "governance.stance-withdrawn.v1"
    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    person_id: UUID
    party: UUID
    reason: str


class ItemNoted(Event):
    """An item that nothing is decided on is dealt with: `taken for information` (G-12)."""

    type: Literal["governance.item-noted.v1"] = "governance.item-noted.v1"
    meeting_id: UUID
    item_id: UUID
    note: str | None = None


class ItemClosed(Event):
    """The item's outcome; it takes effect now (G-12).

    `undecided` tells why an item is `not-decided`; `unanswered` are the voting parties present
    that have taken no stance, whatever the outcome (G-13). `within_limits`: the chair has found
    it to be within what the parties have delegated (G-14). `new_question`: the disagreement is
    about another question than the last time (G-8). `alternative` is which of the proposal's
    alternatives was treated, counted from 1; None for the proposal itself (G-5).
    """

    type: Literal["governance.item-closed.v2"] = "governance.item-closed.v2"
    meeting_id: UUID
    item_id: UUID
    case_id: UUID
    body_id: UUID
    proposal_id: UUID
    outcome: ItemOutcome
    objections: tuple[Objection, ...]
    wording: str
    undecided: Undecided | None = None
    unanswered: tuple[UUID, ...] = ()
    within_limits: bool = False
    new_question: bool = False
    alternative: int | None = None


ItemEvent: TypeAlias = ItemOpened | StanceTaken | StanceWithdrawn | ItemNoted | ItemClosed
