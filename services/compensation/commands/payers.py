"""Asked of a payer's setting (C-10)."""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.compensation import Adapter, WageType


@dataclass(frozen=True, slots=True)
class SetWageTypes:
    """How the payer's payroll system wants its lines: wage types are local to each payer."""

    payer: UUID
    adapter: Adapter
    wage_types: tuple[WageType, ...]
