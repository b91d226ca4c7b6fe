"""What organisations, people and cases are called."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from services.assessment.readmodels.assessments import Sheet
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.titles import Titled, titles
from shared.web.components import Option
from shared.web.i18n import Words


class Names:
    """The names of one page: the register is asked once."""

    def __init__(self, platform: Platform, actor: Actor, words: Words) -> None:
        self.words = words
        self._platform = platform
        self._actor = actor
        self.organisations = platform.register.organisations()
        self._parties = {each.id: each.name for each in self.organisations}

    def party(self, party: UUID) -> str:
        """An organisation the register has not heard of is said so."""
        return self._parties.get(party) or self.words("assessment.party-unheard")

    def parties(self, parties: Iterable[UUID]) -> str:
        return ", ".join(map(self.party, parties))

    def near(self, helsefellesskap: UUID) -> tuple[UUID, ...]:
        """The organisations of a helsefellesskap, and those that belong to none: the national."""
        return tuple(
            each.id
            for each in self.organisations
            if not each.helsefellesskap or helsefellesskap in each.helsefellesskap
        )

    def options(self, parties: Sequence[UUID]) -> tuple[Option, ...]:
        return tuple(Option(str(each), self.party(each)) for each in parties)

    def person(self, person: UUID) -> str | None:
        return self._platform.register.person_name(person)

    def title(self, sheet: Sheet) -> str:
        """What the reporter wrote, or the case's number (P-4)."""
        found = {sheet.case_id: Titled(sheet.case, sheet.title)} if sheet.title else {}
        opened = titles(self._platform.seals, self._actor, found, self.words)
        return opened.get(sheet.case_id) or self.words(
            "assessment.case-number", number=sheet.number
        )
