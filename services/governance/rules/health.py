"""What is missing in a helsefellesskap's structure on a day, as findings (G-4). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.rules.seats import Terms
from services.governance.rules.structure import BETWEEN_THE_PARTIES, LEVELS
from shared.contracts.governance import (
    BodyEstablished,
    BodyKind,
    OrganisationKind,
    Represents,
    SeatFilled,
    SideName,
)

Severity: TypeAlias = Literal["serious", "notable", "note"]
SEVERITIES: tuple[Severity, ...] = ("serious", "notable", "note")

SIDES: tuple[SideName, ...] = ("municipal", "hospital")
ON_EACH_LEVEL: tuple[tuple[Represents, str], ...] = (
    ("gps", "no-gp-on-level"),
    ("users", "no-user-on-level"),
)
IN_THE_LINE: frozenset[BodyKind] = frozenset({"lsu", "fs", "working-committee"})
"""The bodies whose cases go upwards to those that decide between the parties (G-1, G-5)."""

CLINICAL: frozenset[Represents] = frozenset({"gps", "specialists"})


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation of the helsefellesskap; `succeeded_on` is when another took over (P-6)."""

    party: UUID
    name: str
    kind: OrganisationKind
    succeeded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is missing: the rule, how serious, where, and what its sentence tells.

    `what` is the sentence's key in the catalogue, under `governance.finding.`.
    """

    rule: str
    severity: Severity
    what: str
    body: UUID | None = None
    seat: UUID | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Structure:
    """A helsefellesskap on the day of `terms`: its standing bodies, their seats, its parties."""

    bodies: tuple[BodyEstablished, ...]
    seats: tuple[SeatFilled, ...]
    parties: tuple[Party, ...]
    terms: Terms

    @property
    def day(self) -> date:
        return self.terms.day

    def sitting(self, body: BodyEstablished) -> list[SeatFilled]:
        """The body's seats within their term; those co-opted for one case count for no other."""
        return [
            seat
            for seat in self.seats
            if seat.body_id == body.body_id
            and seat.co_opted_for is None
            and seat.term_from <= self.day <= seat.term_to
        ]

    def party_name(self, party: UUID) -> str:
        return next((each.name for each in self.parties if each.party == party), "")


def examine(whole: Structure) -> tuple[Finding, ...]:
    """G-4: all findings, the most serious first."""
    found = [
        *_levels(whole),
        *_represented(whole),
        *_doctor_to_doctor(whole),
        *(finding for body in whole.bodies for finding in _body(whole, body)),
    ]
    return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity)))


def _levels(whole: Structure) -> Iterator[Finding]:
    """GP and users on each of the three levels."""
    for level in LEVELS:
        bodies = [body for body in whole.bodies if body.level == level]
        if not bodies:
            yield Finding("G-1", "serious", "no-body-on-level", values={"level": level})
            continue
        represented = {seat.represents for body in bodies for seat in whole.sitting(body)}
        for group, what in ON_EACH_LEVEL:
            if group not in represented:
                yield Finding("G-4", "serious", what, values={"level": level})


def _represented(whole: Structure) -> Iterator[Finding]:
    """All municipalities of the helsefellesskap are represented."""
    seated = {seat.party for body in whole.bodies for seat in whole.sitting(body)}
    for party in whole.parties:
        over = party.succeeded_on is not None and party.succeeded_on <= whole.day
        if party.kind == "municipality" and not over and party.party not in seated:
            yield Finding("G-4", "serious", "municipality-absent", values={"party": party.name})


def _doctor_to_doctor(whole: Structure) -> Iterator[Finding]:
    """At least one FS is for what goes from doctor to doctor alone."""
    if not any(b.kind == "fs" and b.purpose == "doctor-to-doctor" for b in whole.bodies):
        yield Finding("G-4", "serious", "no-doctor-to-doctor")


def _body(whole: Structure, body: BodyEstablished) -> Iterator[Finding]:
    sitting = whole.sitting(body)
    told: dict[str, object] = {"body": body.name}
    if not any(seat.function == "chair" for seat in sitting):
        yield Finding("G-2", "notable", "no-chair", body.body_id, values=told)
    if body.kind in IN_THE_LINE and not _leads_to_decision(whole, body):
        yield Finding("G-1", "serious", "no-line", body.body_id, values=told)
    if body.kind == "fs":
        yield from _clinicians(body, sitting)
    yield from _equal_sides(whole, body, sitting)
    for seat in whole.seats:
        if seat.body_id == body.body_id and seat.co_opted_for is None:
            yield from _seat(whole, body, seat)


def _leads_to_decision(whole: Structure, body: BodyEstablished) -> bool:
    """Whether the chain of parents comes to a body that decides between the parties."""
    known = {each.body_id: each for each in whole.bodies}
    seen: set[UUID] = set()
    above = known.get(body.parent) if body.parent else None
    while above is not None and above.body_id not in seen:
        if above.kind in BETWEEN_THE_PARTIES:
            return True
        seen.add(above.body_id)
        above = known.get(above.parent) if above.parent else None
    return False


def _clinicians(body: BodyEstablished, sitting: Iterable[SeatFilled]) -> Iterator[Finding]:
    """An FS is made up of those clinically affected: active clinicians of both sides."""
    active = {seat.side for seat in sitting if seat.active_clinician}
    for side in SIDES:
        if side not in active:
            yield Finding(
                "G-4", "serious", f"no-clinician-{side}", body.body_id, values={"body": body.name}
            )


def _equal_sides(
    whole: Structure, body: BodyEstablished, sitting: list[SeatFilled]
) -> Iterator[Finding]:
    """Both sides equal: each party votes, and those who vote have the same rights on both sides.
    How many seats a side has is not asked (G-6)."""
    rights: dict[SideName, set[str]] = {}
    for side in body.sides:
        voting = [s for s in sitting if s.side == side.name and "vote" in s.rights]
        rights[side.name] = {right for seat in voting for right in seat.rights}
        if not voting:
            told: dict[str, object] = {"body": body.name}
            yield Finding("G-6", "serious", f"no-vote-{side.name}", body.body_id, values=told)
            continue
        for party in side.parties:
            if party not in {seat.party for seat in voting}:
                yield Finding(
                    "G-4",
                    "notable",
                    "party-without-vote",
                    body.body_id,
                    values={"body": body.name, "party": whole.party_name(party)},
                )
    filled = [each for each in rights.values() if each]
    if len(filled) > 1 and any(each != filled[0] for each in filled):
        yield Finding("G-4", "notable", "sides-unequal", body.body_id, values={"body": body.name})


def _seat(whole: Structure, body: BodyEstablished, seat: SeatFilled) -> Iterator[Finding]:
    for rule, severity, what, more in _of_seat(whole, body, seat):
        values = {"body": body.name, "party": whole.party_name(seat.party), **more}
        yield Finding(rule, severity, what, body.body_id, seat.seat_id, values)


ENDS_SOON = 60
"""Days: a term that ends within them is a note, so that the next one is found in time."""

NEEDS_DEPUTY = frozenset({"chair", "vice", "member"})


def _of_seat(
    whole: Structure, body: BodyEstablished, seat: SeatFilled
) -> Iterator[tuple[str, Severity, str, Mapping[str, object]]]:
    left = (seat.term_to - whole.day).days
    ends: Mapping[str, object] = {"to": seat.term_to}
    if left < 0:
        yield "G-4", "serious" if "vote" in seat.rights else "notable", "term-expired", ends
    elif left <= ENDS_SOON:
        yield "G-4", "note", "term-ends-soon", ends
    if seat.deputy is None and seat.function in NEEDS_DEPUTY:
        yield "G-4", "note", "no-deputy", {}
    clinical = seat.represents in CLINICAL or (body.kind == "fs" and seat.represents == "party")
    if clinical and not seat.active_clinician:
        yield "G-4", "notable", "not-in-practice", {}
    lacking = whole.terms.lacking(seat)
    if seat.person_id in lacking:
        yield "G-3", "notable", "agreement-pending", {}
    if seat.deputy is not None and seat.deputy.person_id in lacking:
        yield "G-3", "note", "deputy-agreement-pending", {}
    parties = {party for side in body.sides for party in side.parties}
    if parties and "vote" in seat.rights and seat.party not in parties:
        yield "G-6", "serious", "votes-outside-sides", {}
    gone = next((each for each in whole.parties if each.party == seat.party), None)
    if gone is not None and gone.succeeded_on is not None and gone.succeeded_on <= whole.day:
        yield "P-6", "serious", "party-succeeded", {"on": gone.succeeded_on}
