"""`payer-<id>`: how a payer's payroll system wants its lines (C-10)."""

import re
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.compensation.commands.payers import SetWageTypes
from shared.contracts.compensation import WageTypesSet
from shared.contracts.record import Facts
from shared.values.refusal import Refused

_CODE = re.compile(r"\d{1,12}", re.ASCII)


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
    """C-10: one number per kind of line. Checked here, since a batch that is locked must give a
    file. The same setting again changes nothing."""
    kinds = [wage_type.kind for wage_type in command.wage_types]
    if not kinds or len(set(kinds)) < len(kinds):
        raise Refused("C-10", "compensation.wage-types", field="wage_types")
    for wage_type in command.wage_types:
        if not _CODE.fullmatch(wage_type.code):
            raise Refused("C-10", "compensation.wage-type-no-number", field="wage_types")
    setting = WageTypesSet(
        payer=command.payer, adapter=command.adapter, wage_types=command.wage_types
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
