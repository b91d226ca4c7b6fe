"""`person-<id>`: a person under a pseudonym, and the roles held (P-1, P-3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.facts import RegisterFacts
from services.governance.commands.register import (
    ChangeEmployment,
    GrantRole,
    PersonCommand,
    RegisterPerson,
    WithdrawRole,
)
from services.governance.rules.register import (
    all_are_known,
    person_is_named,
    role_is_held_somewhere,
)
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import (
    Employment,
    EmploymentChanged,
    PersonRegistered,
    RoleGranted,
    RoleName,
    RoleWithdrawn,
)
from shared.values.refusal import Refused

PersonEvent: TypeAlias = PersonRegistered | RoleGranted | RoleWithdrawn | EmploymentChanged


@dataclass(frozen=True, slots=True)
class Role:
    """A role and where it is held."""

    name: RoleName
    helsefellesskap: UUID | None
    party: UUID | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody is registered under this id."""


@dataclass(frozen=True, slots=True)
class Known:
    """Registered, with the roles held now.

    `employment` is what they were when registered, `changes` what they are from each later day.
    """

    employment: Employment
    roles: frozenset[Role] = frozenset()
    changes: Mapping[date, Employment] = field(default_factory=dict)

    def employment_on(self, day: date) -> Employment:
        """What they are on the day (P-6)."""
        begun = [each for each in self.changes if each <= day]
        return self.changes[max(begun)] if begun else self.employment

    def self_employed_since(self, day: date) -> date | None:
        """Since when they have been so on the day; None where they have been from the start."""
        since: date | None = None
        held = self.employment
        for each in sorted(self.changes):
            if each > day:
                break
            if self.changes[each] == "self-employed" != held:
                since = each
            held = self.changes[each]
        return since


Person: TypeAlias = Unknown | Known


def decide(
    command: PersonCommand,
    facts: RegisterFacts,
    person: Person,
) -> tuple[PersonEvent, ...]:
    match command:
        case RegisterPerson():
            return register(command, person)
        case GrantRole():
            return grant(command, facts, person)
        case WithdrawRole():
            return withdraw(command, person)
        case ChangeEmployment():
            return change_employment(command, person)
        case _:
            assert_never(command)


def register(command: RegisterPerson, person: Person) -> tuple[PersonEvent, ...]:
    """P-1: registered once; name, HPR number and contact stay sealed."""
    match person:
        case Known():
            raise Refused("P-1", "governance.already-registered", field="person_id")
        case Unknown():
            person_is_named(command.name, command.hpr, command.contact)
            return (
                PersonRegistered(
                    person_id=command.person_id,
                    name=command.name,
                    hpr=command.hpr,
                    contact=command.contact,
                    employment=command.employment,
                    title=written("P-1", "title", command.title, longest=NAME_LENGTH),
                ),
            )
        case _:
            assert_never(person)


def grant(command: GrantRole, facts: RegisterFacts, person: Person) -> tuple[PersonEvent, ...]:
    """P-3: a role is held for something known; one that is held already is left as it is."""
    match person:
        case Unknown():
            raise Refused("P-1", "governance.person-unknown", field="person_id")
        case Known():
            role_is_held_somewhere(command.role, command.helsefellesskap, command.party)
            all_are_known(facts.unknown, "helsefellesskap", command.helsefellesskap)
            all_are_known(facts.unknown, "party", command.party)
            if Role(command.role, command.helsefellesskap, command.party) in person.roles:
                return ()
            return (
                RoleGranted(
                    person_id=command.person_id,
                    role=command.role,
                    helsefellesskap=command.helsefellesskap,
                    party=command.party,
                ),
            )
        case _:
            assert_never(person)


def withdraw(command: WithdrawRole, person: Person) -> tuple[PersonEvent, ...]:
    """P-3: with a reason; a role that is not held is left so."""
    match person:
        case Unknown():
            raise Refused("P-1", "governance.person-unknown", field="person_id")
        case Known():
            reason = written("P-3", "reason", command.reason)
            if Role(command.role, command.helsefellesskap, command.party) not in person.roles:
                return ()
            return (
                RoleWithdrawn(
                    person_id=command.person_id,
                    role=command.role,
                    helsefellesskap=command.helsefellesskap,
                    party=command.party,
                    reason=reason,
                ),
            )
        case _:
            assert_never(person)


def change_employment(command: ChangeEmployment, person: Person) -> tuple[PersonEvent, ...]:
    """P-6, G-3: what somebody is from a day on, and what that rests on; later days that were told
    before stay as they were. What they are already is left so."""
    match person:
        case Unknown():
            raise Refused("P-1", "governance.person-unknown", field="person_id")
        case Known():
            basis = written("P-6", "basis", command.basis)
            if person.employment_on(command.valid_from) == command.employment:
                return ()
            return (
                EmploymentChanged(
                    person_id=command.person_id,
                    employment=command.employment,
                    valid_from=command.valid_from,
                    basis=basis,
                ),
            )
        case _:
            assert_never(person)


def evolve(person: Person, event: PersonEvent) -> Person:
    match event:
        case PersonRegistered():
            return Known(event.employment)
        case RoleGranted():
            known = _known(person)
            return replace(known, roles=known.roles | {_role(event)})
        case RoleWithdrawn():
            known = _known(person)
            return replace(known, roles=known.roles - {_role(event)})
        case EmploymentChanged():
            known = _known(person)
            return replace(known, changes={**known.changes, event.valid_from: event.employment})
        case _:
            assert_never(event)


def _known(person: Person) -> Known:
    match person:
        case Known():
            return person
        case Unknown():
            raise ValueError("a change in the stream of somebody who was never registered")
        case _:
            assert_never(person)


def _role(event: RoleGranted | RoleWithdrawn) -> Role:
    return Role(event.role, event.helsefellesskap, event.party)
