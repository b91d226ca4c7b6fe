"""What people, parties, bodies and seats are called in a history (R-1, P-1)."""

from functools import cached_property
from uuid import UUID

from services.audit.application import name_of
from shared.identity.register import Register
from shared.web.i18n import Words


class Names:
    """Looks each name up once for a whole page; what has none, or is erased, is called so (R-7)."""

    def __init__(self, register: Register, words: Words) -> None:
        self._register = register
        self.words = words
        self._people: dict[UUID | None, str] = {}
        self._bodies: dict[UUID, str | None] = {}
        self._seats: dict[UUID, str | None] = {}

    @cached_property
    def _parties(self) -> dict[UUID, str]:
        return {each.id: each.name for each in self._register.organisations()}

    @cached_property
    def areas(self) -> dict[UUID, str]:
        """The helsefellesskap, by their names."""
        return {each.id: each.name for each in self._register.all_helsefellesskap()}

    def person(self, person: UUID | None) -> str:
        if person not in self._people:
            found = None if person is None else self._register.person_name(person)
            self._people[person] = name_of(person, found, self.words)
        return self._people[person]

    def party(self, party: UUID) -> str:
        return self._parties.get(party) or self.words("audit.party-unheard")

    def area(self, area: UUID | None) -> str:
        return self.areas.get(area, "") if area else ""

    def body(self, body: UUID) -> str:
        if body not in self._bodies:
            found = self._register.body(body)
            self._bodies[body] = found.name if found else None
        return self._bodies[body] or self.words("audit.body-unheard")

    def seat(self, seat: UUID) -> str | None:
        """`leder i Strategisk samarbeidsutvalg Nedre Telemark`; None for a seat that is vacated."""
        if seat not in self._seats:
            self._seats[seat] = self._seat(seat)
        return self._seats[seat]

    def _seat(self, seat: UUID) -> str | None:
        found = self._register.seat(seat)
        if found is None:
            return None
        function = self.words(f"audit.function.{found.function}")
        return self.words("audit.seat", function=function, body=self.body(found.body))

    def anything(self, ident: UUID) -> str | None:
        """The name of whatever has this id in the register; None where nothing has."""
        known = self._parties.get(ident) or self.areas.get(ident) or self.seat(ident)
        if known is not None:
            return known
        found = self._register.body(ident)
        return found.name if found else self._register.person_name(ident)
