"""The bodies, parties and people among whom a case goes its way in the state machine test."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.governance.commands.facts import BodyFact, CaseFacts, SeatFact, SitterFact
from services.governance.decisions import case
from services.governance.rules.consensus import Stance, votes
from shared.contracts.governance import (
    Deadlines,
    Delegation,
    Function,
    Registered,
    Right,
    Side,
    SideName,
)
from shared.contracts.record import Who
from tests.examples.governance.register import SIDES, TERM_FROM, TERM_TO
from tests.examples.ids import FS, HOSPITAL, PORSGRUNN, SKIEN, SSU, id_of
from tests.governance.situations import COUNCIL_BODY, FS_BODY, PARTNERSHIP_BODY, SSU_BODY

PARTIES = (SKIEN, PORSGRUNN, HOSPITAL)
GRENLAND = id_of("grenland")
NEW_FS = id_of("new-fs")
COMMITTEE = id_of("working-committee")
SIDE_OF: dict[UUID, SideName] = {party: side.name for side in SIDES for party in side.parties}


FUNCTIONS: tuple[Function, ...] = ("chair", "member", "vice", "member")


def bodies(
    *, decides: bool, lifts: bool, days: bool, delegated: bool, committee: bool
) -> tuple[BodyFact, ...]:
    """The structure, by choices of G-1.

    Whether FS decides with both sides, mixed disagreement is lifted, steps have days of their
    own, all have delegated, and a committee that advises stands between FS and SSU.
    """
    rules = SSU_BODY.rules.model_copy(
        update={
            "mixed_disagreement": "lift" if lifts else "professional-first",
            "deadlines": Deadlines(
                propose=20 if days else None,
                treat=15 if days else None,
                choose=10 if days else None,
                ratify=30,
            ),
            "delegations": tuple(
                Delegation(
                    party=party,
                    limits="Rutiner uten kostnad.",
                    reference="Sak 1/25",
                    valid_from=date(2025, 1, 1),
                )
                for party in (PARTIES if delegated else PARTIES[:1])
            ),
        }
    )
    fs = replace(FS_BODY, power="decide" if decides else "advise", rules=rules)
    fs = replace(fs, sides=SIDES) if decides else fs
    fs = replace(fs, parent=COMMITTEE) if committee else fs
    return (
        fs,
        replace(
            fs, body_id=COMMITTEE, kind="working-committee", power="advise", sides=SIDES, parent=SSU
        ),
        replace(fs, body_id=NEW_FS),
        replace(SSU_BODY, rules=rules),
        replace(PARTNERSHIP_BODY, rules=rules),
        replace(COUNCIL_BODY, rules=rules),
    )


def seats(body: BodyFact) -> tuple[SeatFact, ...]:
    """A seat for each party of a body."""
    return tuple(
        SeatFact(
            seat_id=id_of(f"seat {body.body_id} {party} {function}"),
            party=party,
            side=SIDE_OF.get(party, "municipal"),
            function=function,
            rights=("vote", "speech", "proposal"),
            term_from=TERM_FROM,
            term_to=TERM_TO,
            sitters=(SitterFact(sitter(body.body_id, party), True, None),),
        )
        for party, function in zip((*PARTIES, GRENLAND), FUNCTIONS, strict=True)
    )


def sitter(body_id: UUID, party: UUID) -> UUID:
    return id_of(f"sits {body_id} {party}")


@dataclass(frozen=True, slots=True)
class World:
    """The structure as it is, the moment, and how many commands have been asked."""

    structure: tuple[BodyFact, ...]
    now: datetime
    asked: int = 0

    def body(self, body_id: UUID) -> BodyFact:
        return next(body for body in self.structure if body.body_id == body_id)

    def facts(self, state: case.Case, party: UUID | None = None) -> CaseFacts:
        """What a decision is given, asked by somebody of this party."""
        holder = self.body(state.body_id) if isinstance(state, case.Open) else self.structure[0]
        top = holder
        while top.parent is not None:
            top = self.body(top.parent)
        above = self.body(holder.parent) if holder.parent else None
        return CaseFacts(
            self.now,
            Who(sitter(holder.body_id, party or SKIEN), party=party),
            id_of(f"command {self.asked}"),
            body=self.body(FS),
            strategic=self.body(SSU),
            council=self.structure[-1],
            bodies=self.structure,
            seats=seats(holder),
            above=seats(above) if above else (),
            leaders=seats(top),
        )


@dataclass(frozen=True, slots=True)
class Item:
    """An item at its close, as a meeting would have it."""

    present: tuple[Registered, ...]
    stances: tuple[Stance, ...]

    @property
    def against(self) -> bool:
        """Whether a seat that votes and is habil can't support."""
        voting = {seat.seat_id for seat in self.present if votes(seat)}
        return any(
            stance.position == "cannot-support" and stance.seat_id in voting
            for stance in self.stances
        )

    def twice(self) -> "Item":
        """The same, with two heads for each that was there."""
        more = [
            seat.model_copy(update={"seat_id": id_of(f"twin {seat.seat_id}")})
            for seat in self.present
        ]
        echoes = [
            replace(stance, seat_id=id_of(f"twin {stance.seat_id}")) for stance in self.stances
        ]
        return Item((*self.present, *more), (*self.stances, *echoes))


def registered(party: UUID, sides: tuple[Side, ...], *, vote: bool, habil: bool) -> Registered:
    """A seat of a party in an item's register."""
    side = next((side.name for side in sides if party in side.parties), "municipal")
    rights: tuple[Right, ...] = ("vote", "speech") if vote else ("speech",)
    return Registered(
        seat_id=id_of(f"item seat {party} {vote}"),
        person_id=id_of(f"item sitter {party} {vote}"),
        party=party,
        side=side,
        function="member",
        rights=rights,
        habil=habil,
        active_clinician=False,
    )


def wordings_of(events: tuple[case.CaseEvent, ...]) -> Iterator[str]:
    """The words that a case is lifted with."""
    for event in events:
        lifted = getattr(event, "way_on", None) == "lifted" or (
            getattr(event, "choice", None) == "lift"
        )
        if lifted:
            yield str(getattr(event, "wording", None) or getattr(event, "reason", ""))
