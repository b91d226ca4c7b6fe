"""When a body agrees: per side and party, never by heads (G-6, G-7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from shared.contracts.governance import (
    BodyRules,
    ItemOutcome,
    Objection,
    ObjectionKind,
    Position,
    Registered,
    Side,
    Undecided,
)

RESTRICTIVE: Mapping[Position, int] = MappingProxyType(
    {"supports": 0, "can-live-with": 1, "cannot-support": 2}
)
"""How much a position holds back; of a party's seats the most restrictive counts (G-6)."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A seat's stance as it stands now, with its reason; `objection` is its kind (G-7)."""

    seat_id: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """An item's outcome with what it rests on; `undecided` is set where it is `not-decided`."""

    outcome: ItemOutcome
    objections: tuple[Objection, ...]
    unanswered: tuple[UUID, ...]
    undecided: Undecided | None


def votes(seat: Registered) -> bool:
    """Whether the seat counts for its party: it has a vote and its sitter is habil."""
    return "vote" in seat.rights and seat.habil


def judge(
    sides: Iterable[Side],
    rules: BodyRules,
    present: Iterable[Registered],
    stances: Iterable[Stance],
) -> Judgement:
    """G-6: the outcome of an item. Neither the order of stances nor the number of heads counts.

    Every side of the body is there through a seat that votes; every voting party that is there
    has answered; none of them can't support. Silence is never support, unless the body's rule
    takes it as no objection (G-13); who was silent is told all the same. Where a party is
    against, the kinds of the voting seats' objections decide between `professional`, `other` and
    `mixed` (G-7); objections from seats with speech only follow, and never block.
    """
    given = {stance.seat_id: stance for stance in stances}
    seats = sorted(present, key=lambda seat: seat.seat_id.bytes)
    voters = [seat for seat in seats if votes(seat)]
    held = positions(voters, given)
    unanswered = tuple(
        sorted({seat.party for seat in voters} - held.keys(), key=lambda party: party.bytes)
    )
    objections = tuple(
        Objection(
            seat_id=seat.seat_id,
            party=seat.party,
            kind=stance.objection,
            text=stance.reason,
            blocking=votes(seat) and stance.position == "cannot-support",
        )
        for seat in seats
        if (stance := given.get(seat.seat_id)) and stance.objection
    )
    missing = () if rules.silence == "no-objection" else unanswered
    undecided = _undecided(sides, rules.quorum, voters, missing)
    if undecided:
        return Judgement("not-decided", objections, unanswered, undecided)
    if "cannot-support" not in held.values():
        return Judgement("consensus", objections, unanswered, None)
    return Judgement(_kind_of_disagreement(objections), objections, unanswered, None)


def positions(
    voters: Iterable[Registered], given: Mapping[UUID, Stance]
) -> Mapping[UUID, Position]:
    """G-6: where each party that has answered stands, by its most restrictive seat."""
    held: dict[UUID, Position] = {}
    for seat in voters:
        stance = given.get(seat.seat_id)
        if stance is None:
            continue
        so_far = held.get(seat.party, "supports")
        held[seat.party] = max(so_far, stance.position, key=RESTRICTIVE.__getitem__)
    return held


def _undecided(
    sides: Iterable[Side],
    quorum: int | None,
    voters: list[Registered],
    unanswered: tuple[UUID, ...],
) -> Undecided | None:
    """G-6: why the body can't conclude here; None when it can."""
    if not voters or {side.name for side in sides} - {seat.side for seat in voters}:
        return "side-absent"
    if quorum is not None and len({seat.party for seat in voters}) < quorum:
        return "no-quorum"
    return "unanswered" if unanswered else None


def _kind_of_disagreement(objections: tuple[Objection, ...]) -> ItemOutcome:
    kinds = {objection.kind for objection in objections if objection.blocking}
    if kinds == {"professional"}:
        return "professional"
    return "other" if kinds == {"other"} else "mixed"
