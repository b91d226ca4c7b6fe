"""What is sent over HTTP of batches, receipts and settlements (C-8, C-9)."""

from uuid import UUID

from pydantic import Field

from services.compensation.api.bodies import Body, Day, Text
from services.compensation.payroll_files.receipts import MOST_ROWS
from services.compensation.rules.batches import MOST_CLAIMS


class BatchBody(Body):
    """En lønnskjøring låses (C-9)."""

    payer: UUID
    period: str = Field(max_length=20, description="År og måned, for eksempel 2026-11.")
    claims: list[UUID] = Field(
        default_factory=list,
        max_length=MOST_CLAIMS,
        description="Bare disse kravene; tomt er alle.",
    )
    previewed: str | None = Field(
        default=None, max_length=64, description="Kontrollsummen fra forhåndsvisningen."
    )


class RefusedBody(Body):
    """En linje lønn ikke betaler, med referansen eller nummeret i filen."""

    line: UUID | int
    reason: Text = ""


class AcknowledgeBody(Body):
    """Kvitteringen: linjer som ikke er nevnt, er godtatt (C-9)."""

    sha256: str = Field(max_length=64)
    refused: list[RefusedBody] = Field(default_factory=list, max_length=MOST_ROWS)
    checksum: str | None = Field(
        default=None,
        max_length=64,
        description="SHA-256 over de avviste linjene: referanse;grunn og linjeskift.",
    )


class PaidBody(Body):
    paid_on: Day | None = None


class SettlementBody(Body):
    """Oppgjøret mellom partene for en måned (C-8)."""

    payer: UUID
    period: str = Field(max_length=20, description="År og måned, for eksempel 2026-11.")


class DisputeBody(Body):
    party: UUID
    reason: Text = ""


class AgreedBody(Body):
    party: UUID
    outcome: Text = ""
