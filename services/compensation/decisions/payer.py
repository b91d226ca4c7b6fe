"""`payer-<id>`: how a payer's payroll system wants its lines (C-10)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.compensation.commands.payers import SetWageTypes
from services.compensation.rules.mappings import mapping_makes_sense
from shared.contracts.compensation import WageTypesSet
from shared.contracts.record import Facts


@dataclass(frozen=True, slots=True)
class Unset:
    """The payer has said nothing yet."""


@dataclass(frozen=True, slots=True)
class Set:
    """As the payer last said."""

    setting: WageTypesSet


Payer: TypeAlias = Unset | Set


def decide(
    command: SetWageTypes,
    facts: Facts,  # noqa: ARG001 - every decision has the same shape
    payer: Payer,
) -> tuple[WageTypesSet, ...]:
    """C-10: checked here, since a batch that is locked must give a file. The same setting again
    changes nothing."""
    mapping_makes_sense(command)
    setting = WageTypesSet(
        payer=command.payer,
        adapter=command.adapter,
        wage_types=command.wage_types,
        template=command.template,
    )
    return () if payer == Set(setting) else (setting,)


def evolve(
    payer: Payer,  # noqa: ARG001 - every fold has the same shape
    event: WageTypesSet,
) -> Payer:
    match event:
        case WageTypesSet():
            return Set(event)
        case _:
            assert_never(event)
