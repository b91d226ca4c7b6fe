"""`organisation-<id>`: a party of the register (I-2, P-1)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.facts import RegisterFacts
from services.governance.commands.register import RegisterOrganisation
from services.governance.rules.register import all_are_known, valid_organisation_number
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import OrganisationRegistered
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is registered under this id."""


@dataclass(frozen=True, slots=True)
class Registered:
    """It stands in the register, with the helsefellesskap it belongs to."""

    helsefellesskap: tuple[UUID, ...]


Organisation: TypeAlias = Unknown | Registered


def decide(
    command: RegisterOrganisation,
    facts: RegisterFacts,
    organisation: Organisation,
) -> tuple[OrganisationRegistered, ...]:
    """I-2, P-1: registered once, with a name and, where there is one, a valid number."""
    match organisation:
        case Registered():
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


def evolve(
    organisation: Organisation,  # noqa: ARG001 - every fold has the same shape
    event: OrganisationRegistered,
) -> Organisation:
    match event:
        case OrganisationRegistered():
            return Registered(event.helsefellesskap)
        case _:
            assert_never(event)
