"""What must hold for bodies and seats (G-1, G-2, G-3, G-6)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from services.governance.commands.facts import BodyFact, PersonFact
from services.governance.commands.structure import EstablishBody, FillSeat
from shared.contracts.governance import BodyKind, Side
from shared.values.refusal import Refused

LEVEL: Mapping[BodyKind, int] = MappingProxyType(
    {
        "fs": 1,
        "gp-council": 1,
        "dialogue": 1,
        "network": 1,
        "lsu": 2,
        "ssu": 3,
        "partnership": 4,
    }
)
"""How high a body stands; its parent stands higher, so that no chain of bodies is a ring."""

BETWEEN_THE_PARTIES: frozenset[BodyKind] = frozenset({"ssu", "partnership"})
"""The bodies that decide by consensus between the sides (G-6, G-9)."""

LONGEST_RATIFICATION = 260
"""Working days; about a year. A longer time is a slip of the finger, not a deadline."""


def parent_stands_above(command: EstablishBody, parent: BodyFact | None) -> None:
    """G-1: the parent is a known body of the same helsefellesskap, on a higher level."""
    if command.parent is None:
        return
    if parent is None or parent.helsefellesskap != command.helsefellesskap:
        raise Refused("G-1", "governance.parent-unknown", field="parent")
    if LEVEL[parent.kind] <= LEVEL[command.kind]:
        raise Refused("G-1", "governance.parent-not-above", field="parent")


def sides_are_whole(command: EstablishBody) -> None:
    """G-6: each side once, with parties, no party on both; a body between the parties has both.

    A quorum is counted in parties and can be met.
    """
    names = [side.name for side in command.sides]
    parties = [party for side in command.sides for party in side.parties]
    if len(set(names)) < len(names) or not all(side.parties for side in command.sides):
        raise Refused("G-6", "governance.sides-unclear", field="sides")
    if len(set(parties)) < len(parties):
        raise Refused("G-6", "governance.party-twice", field="sides")
    if command.kind in BETWEEN_THE_PARTIES and set(names) != {"municipal", "hospital"}:
        raise Refused("G-6", "governance.both-sides-needed", field="sides")
    if command.quorum is not None and not 1 <= command.quorum <= len(parties):
        raise Refused("G-6", "governance.quorum", field="quorum", parties=len(parties))


def deadline_is_bearable(command: EstablishBody) -> None:
    """G-11: the parties get at least one working day to answer."""
    if not 1 <= command.ratification_working_days <= LONGEST_RATIFICATION:
        raise Refused(
            "G-11",
            "governance.ratification-days",
            field="ratification_working_days",
            longest=LONGEST_RATIFICATION,
        )


def seat_is_whole(command: FillSeat) -> None:
    """G-2: a seat has rights, each named once, and a term; holder and deputy are two people."""
    if not command.rights or len(set(command.rights)) < len(command.rights):
        raise Refused("G-2", "governance.rights-unclear", field="rights")
    if command.term_to < command.term_from:
        raise Refused("G-2", "governance.term-backwards", field="term_to")
    if command.deputy_id == command.person_id:
        raise Refused("G-2", "governance.deputy-is-holder", field="deputy_id")


def party_sits_on_its_side(command: FillSeat, sides: tuple[Side, ...]) -> None:
    """G-6: a party sits on the side that the body gives it; only its sides' parties vote.

    Others may have a seat with speech, under the side they belong to.
    """
    for side in sides:
        if command.party in side.parties:
            if side.name != command.side:
                raise Refused("G-6", "governance.wrong-side", field="side")
            return
    if sides and "vote" in command.rights:
        raise Refused("G-6", "governance.party-not-in-body", field="party")


def agreement_to_sit_by(
    person: PersonFact, field: str, seat_id: UUID, first_day: date
) -> UUID | None:
    """G-3: a self-employed doctor takes a seat only by an agreement in force on the first day.

    Gives the agreement, None for those who need none.
    """
    if person.employment != "self-employed":
        return None
    agreement = person.agreement
    if agreement is None or not agreement.covers(person.person_id, seat_id, first_day):
        raise Refused("G-3", "governance.agreement-missing", field=field, day=first_day)
    return agreement.agreement_id
