"""Who pays on a day: the party that agreed to, or its successor on that day (P-6, C-8).

Agreements and claims stay as they were signed and drafted; what is decided on a day is decided
for whoever stands in the payer's place then.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.compensation.commands.facts import AgreementFact
from shared.identity.register import Register
from shared.values.calendar import local_day


class Payers:
    """Reads governance's mergers in the register as this service has heard it."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def paying(self, agreement: AgreementFact | None, now: datetime) -> AgreementFact | None:
        """The agreement as a claim may rest on it now, with the payer of this day."""
        if agreement is None:
            return None
        return replace(agreement, payer=self.now_for(agreement.payer, now))

    def now_for(self, payer: UUID, now: datetime) -> UUID:
        return self._register.successions().in_place_of(payer, local_day(now))

    def taken_over(self, payer: UUID, now: datetime) -> frozenset[UUID]:
        """The payer and all whose claims are its to pay since a merger."""
        return self._register.successions().together(payer, local_day(now))
