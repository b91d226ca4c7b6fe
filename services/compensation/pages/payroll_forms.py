"""What people send of batches and settlements (C-8, C-9)."""

from uuid import UUID

from pydantic import Field

from services.compensation.api.bodies import Day, Text
from services.compensation.pages.forms import ActForm, FormModel, Hash


class LockForm(FormModel):
    """A batch, as it was previewed."""

    payer: UUID
    period: str = Field(max_length=20)
    previewed: Hash


class ReceiptForm(ActForm):
    """All lines of the file with this hash are accepted."""

    sha256: Hash


class PaidForm(ActForm):
    paid_on: Day | None = None


class SettlementForm(FormModel):
    """The settlement of a payer's batches of a month."""

    payer: UUID
    period: str = Field(max_length=20)


class ShareForm(ActForm):
    """A party does not agree to its share, or it was agreed how it is to be."""

    party: UUID
    reason: Text = ""
