"""The register of people and organisations (P-1), bodies and seats (G-1, G-2)."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.governance.words import (
    BodyKind,
    Employment,
    Function,
    LateCases,
    MixedPolicy,
    OrganisationKind,
    Part,
    Power,
    Purpose,
    Right,
    RoleName,
    SideName,
    Silence,
)
from shared.contracts.record import Event, Sealed


class HelsefellesskapEstablished(Event):
    """An area's municipalities and hospitals, as one community of cooperation."""

    type: Literal["governance.helsefellesskap-established.v1"] = (
        "governance.helsefellesskap-established.v1"
    )
    helsefellesskap_id: UUID
    name: str
    case_number_format: str


class OrganisationRegistered(Event):
    """A party (I-2), with the helsefellesskap it belongs to; it may be more than one."""

    type: Literal["governance.organisation-registered.v1"] = "governance.organisation-registered.v1"
    organisation_id: UUID
    name: str
    kind: OrganisationKind
    number: str | None = None
    helsefellesskap: tuple[UUID, ...] = ()


class PersonRegistered(Event):
    """A person under a pseudonym (P-1); the name and the numbers are sealed."""

    type: Literal["governance.person-registered.v1"] = "governance.person-registered.v1"
    person_id: UUID
    name: Sealed
    hpr: Sealed | None = None
    contact: Sealed | None = None
    employment: Employment
    title: str


class RoleGranted(Event):
    """A role, for a party or in a helsefellesskap or nationally."""

    type: Literal["governance.role-granted.v1"] = "governance.role-granted.v1"
    person_id: UUID
    role: RoleName
    helsefellesskap: UUID | None = None
    party: UUID | None = None


class RoleWithdrawn(Event):
    type: Literal["governance.role-withdrawn.v1"] = "governance.role-withdrawn.v1"
    person_id: UUID
    role: RoleName
    helsefellesskap: UUID | None = None
    party: UUID | None = None
    reason: str


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


class Deputy(Part):
    """Who sits in a seat when its holder can't (G-2); a self-employed one by agreement (G-3)."""

    person_id: UUID
    active_clinician: bool
    agreement_id: UUID | None = None


class SeatFilled(Event):
    """A seat and who holds it (G-2); rights are the seat's, not the person's.

    `agreement_id` is the agreement that a self-employed holder sits by (G-3).
    """

    type: Literal["governance.seat-filled.v1"] = "governance.seat-filled.v1"
    seat_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    party: UUID
    side: SideName
    person_id: UUID
    function: Function
    rights: tuple[Right, ...]
    basis: str
    speaks_for: str | None = None
    active_clinician: bool
    term_from: date
    term_to: date
    agreement_id: UUID | None = None
    deputy: Deputy | None = None


class SeatVacated(Event):
    type: Literal["governance.seat-vacated.v1"] = "governance.seat-vacated.v1"
    seat_id: UUID
    body_id: UUID
    person_id: UUID
    reason: str
