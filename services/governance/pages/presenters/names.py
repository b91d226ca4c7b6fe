"""What things are called, for those who may see the page they stand on."""

from functools import cached_property
from uuid import UUID

from services.governance.readmodels import structure
from shared.contracts.governance import BodyEstablished, SeatFilled
from shared.eventlog.projections import Views
from shared.identity.register import Register
from shared.web.i18n import Words


class Names:
    """Looks each name up once; made anew for each page. What has no name, or whose name is
    erased (R-7), is called so."""

    def __init__(self, register: Register, views: Views, words: Words) -> None:
        self._register = register
        self._views = views
        self.words = words
        self._people: dict[UUID, str] = {}
        self._bodies: dict[UUID, BodyEstablished | None] = {}
        self._seats: dict[UUID, list[SeatFilled]] = {}

    @cached_property
    def _parties(self) -> dict[UUID, str]:
        return {each.id: each.name for each in self._register.organisations()}

    def party(self, party: UUID) -> str:
        return self._parties.get(party) or self.words("governance.unnamed")

    def person(self, person: UUID) -> str:
        if person not in self._people:
            name = self._register.person_name(person)
            self._people[person] = name or self.words("governance.unnamed")
        return self._people[person]

    def the_body(self, body: UUID) -> BodyEstablished | None:
        if body not in self._bodies:
            self._bodies[body] = structure.body(self._views, body)
        return self._bodies[body]

    def body(self, body: UUID) -> str:
        found = self.the_body(body)
        return found.name if found else self.words("governance.unnamed")

    def seats(self, body: UUID) -> list[SeatFilled]:
        """The body's seats that are filled now."""
        if body not in self._seats:
            self._seats[body] = structure.seats(self._views, [body])
        return self._seats[body]

    def parents(self, body: UUID) -> list[UUID]:
        """The bodies above this one, the nearest first."""
        above: list[UUID] = []
        found = self.the_body(body)
        while found is not None and found.parent is not None:
            above.append(found.parent)
            found = self.the_body(found.parent)
        return above
