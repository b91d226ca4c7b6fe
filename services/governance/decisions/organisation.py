"""`organisation-<id>`: a party of the register (I-2, P-1), until another takes over (P-6)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.facts import OrganisationFacts, RegisterFacts
from services.governance.commands.register import (
    CarryOutSuccession,
    OrganisationCommand,
    RegisterOrganisation,
    SucceedOrganisation,
)
from services.governance.rules.register import all_are_known, valid_organisation_number
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import (
    OrganisationRegistered,
    OrganisationSucceeded,
    SuccessionCarriedOut,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused

OrganisationEvent: TypeAlias = OrganisationRegistered | OrganisationSucceeded | SuccessionCarriedOut


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is registered under this id."""


@dataclass(frozen=True, slots=True)
class Registered:
    """It stands in the register, with the helsefellesskap it belongs to."""

    helsefellesskap: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Succeeded:
    """Another takes over from the day `on`; `done` once what it had has gone over."""

    helsefellesskap: tuple[UUID, ...]
    successor: UUID
    on: date
    done: bool = False


Organisation: TypeAlias = Unknown | Registered | Succeeded


def decide(
    command: OrganisationCommand, facts: OrganisationFacts, organisation: Organisation
) -> tuple[OrganisationEvent, ...]:
    match command:
        case RegisterOrganisation():
            return register(command, facts, organisation)
        case SucceedOrganisation():
            return succeed(command, facts, organisation)
        case CarryOutSuccession():
            return carry_out(facts, organisation, command.organisation_id)
        case _:
            assert_never(command)


def register(
    command: RegisterOrganisation, facts: RegisterFacts, organisation: Organisation
) -> tuple[OrganisationEvent, ...]:
    """I-2, P-1: registered once, with a name and, where there is one, a valid number."""
    match organisation:
        case Registered() | Succeeded():
            raise Refused("P-1", "governance.already-registered", field="organisation_id")
        case Unknown():
            all_are_known(facts.unknown, "helsefellesskap", *command.helsefellesskap)
            return (
                OrganisationRegistered(
                    organisation_id=command.organisation_id,
                    name=written("I-2", "name", command.name, longest=NAME_LENGTH),
                    kind=command.kind,
                    number=valid_organisation_number(command.number),
                    helsefellesskap=tuple(dict.fromkeys(command.helsefellesskap)),
                ),
            )
        case _:
            assert_never(organisation)


def succeed(
    command: SucceedOrganisation, facts: OrganisationFacts, organisation: Organisation
) -> tuple[OrganisationEvent, ...]:
    """P-6: another organisation of the same helsefellesskap takes over, once, from a day on. One
    that has a successor itself takes over from nobody, so there is no ring."""
    match organisation:
        case Unknown():
            raise Refused("P-1", "governance.not-registered", field="organisation_id")
        case Succeeded():
            raise Refused("P-6", "governance.already-succeeded", field="organisation_id")
        case Registered():
            all_are_known(facts.unknown, "successor", command.successor)
            if command.successor == command.organisation_id:
                raise Refused("P-6", "governance.succeeds-itself", field="successor")
            if command.successor in facts.succeeded:
                raise Refused("P-6", "governance.party-succeeded", field="successor")
            if set(organisation.helsefellesskap) - set(facts.successor_areas):
                raise Refused("P-6", "governance.successor-elsewhere", field="successor")
            return (
                OrganisationSucceeded(
                    organisation_id=command.organisation_id,
                    successor=command.successor,
                    on=command.on,
                    reason=written("P-6", "reason", command.reason),
                ),
            )
        case _:
            assert_never(organisation)


def carry_out(
    facts: OrganisationFacts, organisation: Organisation, organisation_id: UUID
) -> tuple[OrganisationEvent, ...]:
    """P-6: on the day, what the organisation has goes over; once."""
    match organisation:
        case Unknown() | Registered():
            raise Refused("P-6", "governance.no-successor", field="organisation_id")
        case Succeeded(done=True):
            return ()
        case Succeeded(successor=successor, on=on):
            if local_day(facts.now) < on:
                raise Refused("P-6", "governance.succession-ahead", field="on", day=on)
            return (
                SuccessionCarriedOut(
                    organisation_id=organisation_id,
                    successor=successor,
                    on=on,
                    bodies=facts.bodies,
                    seats=facts.seats,
                    cases=facts.cases,
                ),
            )
        case _:
            assert_never(organisation)


def evolve(organisation: Organisation, event: OrganisationEvent) -> Organisation:
    match event:
        case OrganisationRegistered():
            return Registered(event.helsefellesskap)
        case OrganisationSucceeded():
            assert isinstance(organisation, Registered)
            return Succeeded(organisation.helsefellesskap, event.successor, event.on)
        case SuccessionCarriedOut():
            assert isinstance(organisation, Succeeded)
            return replace(organisation, done=True)
        case _:
            assert_never(event)
