"""Asked of a payer's setting (C-10)."""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.compensation import Adapter, Template, WageType


@dataclass(frozen=True, slots=True)
class SetWageTypes:
    """How the payer's payroll system wants its lines: wage types are local to each payer, and so
    is the layout of the file where the adapter is a template."""

    payer: UUID
    adapter: Adapter
    wage_types: tuple[WageType, ...]
    template: Template | None = None
