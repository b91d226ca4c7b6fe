"""Who stands in an organisation's place on a day, after mergers (P-6); pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Successions:
    """Each organisation that has a successor, with the day from which that one takes over.

    Nobody succeeds themself by way of others: governance refuses it.
    """

    told: Mapping[UUID, tuple[UUID, date]] = field(default_factory=dict)

    def in_place_of(self, party: UUID, day: date) -> UUID:
        """The party, or the one that has taken over after it by this day."""
        while (told := self.told.get(party)) is not None and told[1] <= day:
            party = told[0]
        return party

    def together(self, party: UUID, day: date) -> frozenset[UUID]:
        """The party with all that are one with it on this day: what each of them had, and was
        owed or owes, is the same successor's."""
        now = self.in_place_of(party, day)
        return frozenset({party, now}) | {
            old for old in self.told if self.in_place_of(old, day) == now
        }
