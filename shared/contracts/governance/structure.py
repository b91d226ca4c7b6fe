"""Bodies and their rules (G-1), seats and who sits in them (G-2, G-3)."""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import (
    Basis,
    BodyKind,
    Function,
    LateCases,
    MixedPolicy,
    Part,
    Power,
    Purpose,
    Represents,
    Right,
    SideName,
    Silence,
)
from shared.contracts.record import Event


class Side(Part):
    """One of the parties' sides in a body: consensus is counted by side and party (G-6)."""

    name: SideName
    parties: tuple[UUID, ...]


class Deadlines(Part):
    """How long each step may take (G-11), in working days; None is until the next meeting.

    `propose`: a proposal is worked out here. `treat`: what lies before the body is decided on.
    `choose`: the chair or the body chooses where a case goes. `ratify`: each party's own organ
    answers. `acknowledge`: each party acknowledges that there is no agreement.
    """

    propose: int | None = None
    treat: int | None = None
    choose: int | None = None
    ratify: int
    acknowledge: int = 20


class Delegation(Part):
    """What a party has delegated: within the limits a consensus binds it at once (G-14).

    `limits` is their wording, `reference` the organ and the decision that gave them. In force
    from `valid_from` to `valid_to`, both included.
    """

    party: UUID
    limits: str
    reference: str
    valid_from: date
    valid_to: date | None = None


class BodyRules(Part):
    """A body's own rules (G-1).

    `quorum` is the least number of voting parties that must be present, where one is set (parties
    and never heads, G-6). `silence`: what no answer means, and `written_stance_counts`: whether a
    written stance before the meeting counts as presence (G-13). `late_cases`: whether a case may
    join an agenda that has been sent (G-12). `rhythm` tells in words how often the body meets.
    After `follow_up_months` it is asked what became of a decision (G-15).
    """

    quorum: int | None = None
    mixed_disagreement: MixedPolicy = "professional-first"
    silence: Silence = "never-support"
    written_stance_counts: bool = True
    late_cases: LateCases = "chair-decides"
    rhythm: str = ""
    deadlines: Deadlines
    follow_up_months: int = 6
    delegations: tuple[Delegation, ...] = ()


class BodyEstablished(Event):
    """A body with its place in the structure and its rules (G-1).

    `level` is 1 for the professional bodies, 2 for the strategic, 3 for partnerskapsmøtet;
    `name_nn` the name in nynorsk. A body with the purpose `doctor-to-doctor` is about what goes
    from doctor to doctor alone (G-4).
    """

    type: Literal["governance.body-established.v2"] = "governance.body-established.v2"
    body_id: UUID
    helsefellesskap: UUID
    kind: BodyKind
    level: int
    name: str
    name_nn: str | None = None
    parent: UUID | None = None
    power: Power = "decide"
    purpose: Purpose = "general"
    sides: tuple[Side, ...] = ()
    item_number_format: str
    rules: BodyRules


class BodyReconfigured(Event):
    """A body has another place or other rules from a day on (G-1): the whole new configuration.

    What stood before stays readable in the events before this one (G-20).
    """

    type: Literal["governance.body-reconfigured.v1"] = "governance.body-reconfigured.v1"
    body_id: UUID
    helsefellesskap: UUID
    kind: BodyKind
    level: int
    name: str
    name_nn: str | None = None
    parent: UUID | None = None
    power: Power = "decide"
    purpose: Purpose = "general"
    sides: tuple[Side, ...] = ()
    item_number_format: str
    rules: BodyRules
    valid_from: date
    reason: str


class Receiver(Part):
    """The body that takes over one open case of a body that is dissolved (G-12)."""

    case_id: UUID
    body_id: UUID


class BodyDissolved(Event):
    """A body is no more; each case it had open goes to the receiver named for it (G-12)."""

    type: Literal["governance.body-dissolved.v1"] = "governance.body-dissolved.v1"
    body_id: UUID
    helsefellesskap: UUID
    dissolved_on: date
    reason: str
    receivers: tuple[Receiver, ...] = ()


class BodyPartySucceeded(Event):
    """In the body's sides and delegations the successor stands where the old party stood (P-6)."""

    type: Literal["governance.body-party-succeeded.v1"] = "governance.body-party-succeeded.v1"
    body_id: UUID
    old: UUID
    new: UUID
    on: date


class Deputy(Part):
    """Who sits in a seat when its holder can't (G-2); a self-employed one by agreement (G-3)."""

    person_id: UUID
    active_clinician: bool
    agreement_id: UUID | None = None


class SeatFilled(Event):
    """A seat and who holds it (G-2); rights are the seat's, not the person's.

    `side` is None for a seat that speaks for neither (users, employees, observers).
    `represents` is the group whose voice it is, `basis` how the holder was appointed, with
    `basis_note` for what the closed list does not tell. `agreement_id` is the agreement that a
    self-employed holder sits by (G-3). `co_opted_for` is the one case that a clinician who was
    missing has been co-opted for (G-5); None for a seat in all the body's cases.
    """

    type: Literal["governance.seat-filled.v2"] = "governance.seat-filled.v2"
    seat_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    party: UUID
    side: SideName | None = None
    represents: Represents
    person_id: UUID
    function: Function
    rights: tuple[Right, ...]
    basis: Basis
    basis_note: str | None = None
    speaks_for: str | None = None
    active_clinician: bool
    term_from: date
    term_to: date
    agreement_id: UUID | None = None
    deputy: Deputy | None = None
    co_opted_for: UUID | None = None


class DeputyChanged(Event):
    """The holder stays, and the seat gets another deputy, or none (G-2)."""

    type: Literal["governance.deputy-changed.v1"] = "governance.deputy-changed.v1"
    seat_id: UUID
    body_id: UUID
    deputy: Deputy | None
    reason: str


class SeatPartySucceeded(Event):
    """The seat is the successor's from the day on (P-6); holder and term stay."""

    type: Literal["governance.seat-party-succeeded.v1"] = "governance.seat-party-succeeded.v1"
    seat_id: UUID
    body_id: UUID
    old: UUID
    new: UUID
    on: date


class SeatVacated(Event):
    type: Literal["governance.seat-vacated.v1"] = "governance.seat-vacated.v1"
    seat_id: UUID
    body_id: UUID
    person_id: UUID
    reason: str


StructureEvent: TypeAlias = (
    BodyEstablished
    | SeatFilled
    | SeatVacated
    | BodyReconfigured
    | BodyDissolved
    | BodyPartySucceeded
    | DeputyChanged
    | SeatPartySucceeded
)
