"""What the forms of the structure's pages send: the register, bodies, seats."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from services.governance.api.people import PersonBody
from services.governance.commands.register import WithdrawRole
from services.governance.commands.structure import EstablishBody, FillSeat, ReconfigureBody
from services.governance.pages.forms import Fields, FormModel, several
from shared.contracts.governance import (
    Basis,
    BodyKind,
    BodyRules,
    Deadlines,
    Delegation,
    Employment,
    Function,
    LateCases,
    MixedPolicy,
    OrganisationKind,
    Power,
    Purpose,
    Receiver,
    Represents,
    Right,
    RoleName,
    Side,
    SideName,
    Silence,
)
from shared.identity.actors import Holding

Chosen = Annotated[list[UUID], BeforeValidator(several), Field(default_factory=list)]


class AreaForm(FormModel):
    name: str
    case_number_format: str


class OrganisationForm(FormModel):
    name: str
    kind: OrganisationKind
    number: str | None = None


class SuccessionForm(FormModel):
    organisation_id: UUID
    successor: UUID
    on: date
    reason: str


class PersonForm(FormModel):
    name: str
    title: str
    employment: Employment
    hpr: str | None = None
    contact: str | None = None

    def asked(self) -> PersonBody:
        """The same as it is sent over the API."""
        return PersonBody(**self.model_dump(exclude={"idempotency_key"}))


class RoleForm(FormModel):
    role: RoleName
    party: UUID | None = None


def held_value(held: Holding) -> str:
    """A role that is held, as one value of a list."""
    return f"{held.role}:{held.party or ''}"


def _held(typed: object) -> object:
    if not isinstance(typed, str):
        return typed
    role, _, party = typed.partition(":")
    return {"role": role, "party": party or None}


class HeldRole(Fields):
    role: RoleName
    party: UUID | None = None


class WithdrawForm(FormModel):
    held: Annotated[HeldRole, BeforeValidator(_held)]
    withdraw_reason: str

    def asked(self, person_id: UUID, helsefellesskap: UUID) -> WithdrawRole:
        return WithdrawRole(
            person_id, self.held.role, helsefellesskap, self.held.party, self.withdraw_reason
        )


class EmploymentForm(FormModel):
    employment: Employment
    valid_from: date
    basis: str


class DeadlineFields(Fields):
    propose: int | None = None
    treat: int | None = None
    choose: int | None = None
    ratify: int
    acknowledge: int


class DelegationRow(Fields):
    party: UUID
    limits: str = ""
    reference: str = ""
    valid_from: date
    valid_to: date | None = None


class ConfigurationForm(FormModel):
    """A body's place and rules."""

    level: int | None = None
    name: str
    name_nn: str | None = None
    parent: UUID | None = None
    power: Power
    purpose: Purpose
    municipal: Chosen
    hospital: Chosen
    item_number_format: str
    quorum: int | None = None
    mixed_disagreement: MixedPolicy
    silence: Silence
    written_stance_counts: bool = False
    late_cases: LateCases
    rhythm: str = ""
    deadlines: DeadlineFields
    follow_up_months: int
    delegations: list[DelegationRow] = Field(default_factory=list)

    def sides(self) -> tuple[Side, ...]:
        """The sides that have somebody on them."""
        told: tuple[tuple[SideName, list[UUID]], ...] = (
            ("municipal", self.municipal),
            ("hospital", self.hospital),
        )
        return tuple(Side(name=name, parties=tuple(parties)) for name, parties in told if parties)

    def rules(self) -> BodyRules:
        return BodyRules(
            quorum=self.quorum,
            mixed_disagreement=self.mixed_disagreement,
            silence=self.silence,
            written_stance_counts=self.written_stance_counts,
            late_cases=self.late_cases,
            rhythm=self.rhythm,
            deadlines=Deadlines(**self.deadlines.model_dump()),
            follow_up_months=self.follow_up_months,
            delegations=tuple(Delegation(**row.model_dump()) for row in self.delegations),
        )


class BodyForm(ConfigurationForm):
    kind: BodyKind

    def asked(self, body_id: UUID, helsefellesskap: UUID) -> EstablishBody:
        return EstablishBody(
            body_id=body_id,
            helsefellesskap=helsefellesskap,
            kind=self.kind,
            level=self.level,
            name=self.name,
            name_nn=self.name_nn,
            parent=self.parent,
            power=self.power,
            purpose=self.purpose,
            sides=self.sides(),
            item_number_format=self.item_number_format,
            rules=self.rules(),
        )


class ReconfigureForm(ConfigurationForm):
    valid_from: date
    reason: str

    def asked(self, body_id: UUID) -> ReconfigureBody:
        return ReconfigureBody(
            body_id=body_id,
            level=self.level,
            name=self.name,
            name_nn=self.name_nn,
            parent=self.parent,
            power=self.power,
            purpose=self.purpose,
            sides=self.sides(),
            item_number_format=self.item_number_format,
            rules=self.rules(),
            valid_from=self.valid_from,
            reason=self.reason,
        )


class ReceiverRow(Fields):
    """A case of the body; where no receiver is chosen the rules say so (G-12)."""

    case_id: UUID
    body_id: UUID | None = None


class DissolveForm(FormModel):
    dissolved_on: date
    reason: str
    receivers: list[ReceiverRow] = Field(default_factory=list)

    def named(self) -> tuple[Receiver, ...]:
        return tuple(
            Receiver(case_id=row.case_id, body_id=row.body_id)
            for row in self.receivers
            if row.body_id is not None
        )


class SeatForm(FormModel):
    represents: Represents
    party: UUID
    side: SideName | None = None
    person_id: UUID
    deputy_id: UUID | None = None
    function: Function
    rights: Annotated[list[Right], BeforeValidator(several)]
    basis: Basis
    basis_note: str | None = None
    speaks_for: str | None = None
    active_clinician: bool = False
    deputy_active_clinician: bool = False
    term_from: date
    term_to: date
    co_opted_for: UUID | None = None

    def asked(self, seat_id: UUID, body_id: UUID) -> FillSeat:
        content = self.model_dump(exclude={"idempotency_key", "rights"})
        return FillSeat(**content, seat_id=seat_id, body_id=body_id, rights=tuple(self.rights))


class DeputyForm(FormModel):
    deputy_id: UUID | None = None
    deputy_active_clinician: bool = False
    reason: str


class VacateForm(FormModel):
    leaving_reason: str
