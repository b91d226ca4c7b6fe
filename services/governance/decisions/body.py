"""`body-<id>`: a body of the structure with its rules (G-1)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.governance.commands.facts import BodyFact, BodyFacts
from services.governance.commands.structure import EstablishBody
from services.governance.rules import structure
from services.governance.rules.register import all_are_known, number_format
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import BodyEstablished
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Unknown:
    """No body is established under this id."""


@dataclass(frozen=True, slots=True)
class Established:
    """It has its place in the structure."""

    body: BodyFact


Body: TypeAlias = Unknown | Established


def decide(command: EstablishBody, facts: BodyFacts, body: Body) -> tuple[BodyEstablished, ...]:
    """G-1: established once, under a known parent, with sides that consensus can be counted by."""
    match body:
        case Established():
            raise Refused("G-1", "governance.already-established", field="body_id")
        case Unknown():
            all_are_known(facts.unknown, "helsefellesskap", command.helsefellesskap)
            structure.parent_stands_above(command, facts.parent)
            structure.sides_are_whole(command)
            parties = (party for side in command.sides for party in side.parties)
            all_are_known(facts.unknown, "sides", *parties)
            rules = structure.rules_are_whole(command)
            number_format("item_number_format", command.item_number_format)
            return (
                BodyEstablished(
                    body_id=command.body_id,
                    helsefellesskap=command.helsefellesskap,
                    kind=command.kind,
                    level=structure.level_of(command),
                    name=written("G-1", "name", command.name, longest=NAME_LENGTH),
                    name_nn=optional("G-1", "name_nn", command.name_nn, longest=NAME_LENGTH),
                    parent=command.parent,
                    power=command.power,
                    purpose=command.purpose,
                    sides=command.sides,
                    item_number_format=command.item_number_format,
                    rules=rules,
                ),
            )
        case _:
            assert_never(body)


def evolve(
    body: Body,  # noqa: ARG001 - every fold has the same shape
    event: BodyEstablished,
) -> Body:
    match event:
        case BodyEstablished():
            return Established(as_fact(event))
        case _:
            assert_never(event)


def as_fact(event: BodyEstablished) -> BodyFact:
    """The body as other decisions see it."""
    return BodyFact(
        body_id=event.body_id,
        helsefellesskap=event.helsefellesskap,
        kind=event.kind,
        level=event.level,
        parent=event.parent,
        power=event.power,
        sides=event.sides,
        item_number_format=event.item_number_format,
        rules=event.rules,
    )
