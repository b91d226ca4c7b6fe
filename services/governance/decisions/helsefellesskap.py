"""`helsefellesskap-<id>`: an area's community of cooperation (G-1)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.governance.commands.register import EstablishHelsefellesskap
from services.governance.rules.register import number_format
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import HelsefellesskapEstablished
from shared.contracts.record import Facts
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known under this id."""


@dataclass(frozen=True, slots=True)
class Established:
    """It exists, with its own number format."""


Helsefellesskap: TypeAlias = Unknown | Established


def decide(
    command: EstablishHelsefellesskap,
    facts: Facts,  # noqa: ARG001 - every decision has the same shape
    helsefellesskap: Helsefellesskap,
) -> tuple[HelsefellesskapEstablished, ...]:
    """G-1: established once, with a name and the form of its case numbers."""
    match helsefellesskap:
        case Established():
            raise Refused("G-1", "governance.already-established", field="helsefellesskap_id")
        case Unknown():
            number_format("case_number_format", command.case_number_format)
            return (
                HelsefellesskapEstablished(
                    helsefellesskap_id=command.helsefellesskap_id,
                    name=written("G-1", "name", command.name, longest=NAME_LENGTH),
                    case_number_format=command.case_number_format,
                ),
            )
        case _:
            assert_never(helsefellesskap)


def evolve(
    helsefellesskap: Helsefellesskap,  # noqa: ARG001 - every fold has the same shape
    event: HelsefellesskapEstablished,
) -> Helsefellesskap:
    match event:
        case HelsefellesskapEstablished():
            return Established()
        case _:
            assert_never(event)
