"""What things are called, for those who may see the page they stand on."""

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from services.governance.readmodels import structure, titles
from shared.contracts.governance import BodyEstablished, SeatFilled
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.titles import titles as opened
from shared.web.i18n import Words


class Names:
    """Looks each name up once; made anew for each page and who looks at it. What has no name, or
    whose name is erased (R-7), is called so."""

    def __init__(self, platform: Platform, actor: Actor, words: Words) -> None:
        self._register = platform.register
        self._views = platform.views
        self._seals = platform.seals
        self._actor = actor
        self.words = words
        self._people: dict[UUID, str] = {}
        self._bodies: dict[UUID, BodyEstablished | None] = {}
        self._seats: dict[UUID, list[SeatFilled]] = {}
        self._titles: dict[UUID, str | None] = {}

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

    def look_up(self, case_ids: Iterable[UUID]) -> None:
        """Opens the titles of all the cases of a list at once."""
        new = {each for each in case_ids if each not in self._titles}
        if new:
            found = opened(self._seals, self._actor, titles.of(self._views, new), self.words)
            self._titles |= {each: found.get(each) for each in new}

    def title(self, case_id: UUID) -> str | None:
        """What the case is called; None for those who may not read it as it was reported (P-4)."""
        self.look_up([case_id])
        return self._titles[case_id]

    def case(self, case_id: UUID, number: str) -> str:
        """`2026/14 – Prøvesvar som ingen følger opp`; without its title, the number alone."""
        title = self.title(case_id)
        if title is None:
            return number
        return self.words("governance.case.named", number=number, title=title)

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
