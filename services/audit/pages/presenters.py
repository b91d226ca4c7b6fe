"""Norwegian words and dates for audit's pages; no HTML."""

from collections.abc import Sequence
from uuid import UUID

from services.audit.application import History, Remembered, name_of, sentence
from shared.contracts.assessment import CapacityRecorded, FindingRecorded
from shared.contracts.governance import StanceTaken
from shared.contracts.governance.own_lines import ImplementationReported, RatificationRegistered
from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered
from shared.contracts.record import Event
from shared.identity.actors import Actor
from shared.identity.register import Register
from shared.service.onward import PlaceName, onward
from shared.web.components import Onward, TimelineEntry, Tone
from shared.web.i18n import Words
from shared.web.references import log_reference

TONES: dict[str, Tone] = {
    "governance.consensus-reached": "success",
    "governance.consensus-failed": "warning",
    "governance.ratification-overdue": "warning",
    "governance.decision-in-force": "success",
    "governance.case-implemented": "success",
    "governance.deadline-missed": "warning",
    "governance.not-agreed-declared": "danger",
    "governance.outcome-without-effect": "warning",
    "compensation.claim-returned": "warning",
    "compensation.batch-acknowledged": "success",
}
"""The turns of a case; all else is just told."""


def history_title(shown: Sequence[Remembered], words: Words) -> str:
    """With what the case is called, where its beginning may be seen."""
    begun = (ReportRegistered, CaseStarted, CaseSplitOff)
    numbers = (each.event.number for each in shown if isinstance(each.event, begun))
    number = next(numbers, None)
    if number is None:
        return words("audit.history.title")
    return words("audit.history.of-case", number=number)


def timeline(
    shown: Sequence[Remembered], register: Register, words: Words
) -> tuple[TimelineEntry, ...]:
    """The history, newest first; a service that acted by itself is named as such."""
    named = _Named(register, words)
    return tuple(
        TimelineEntry(
            title=sentence(each, words),
            at=each.entry.recorded,
            by=named.person(each.by),
            text=named.detail(each.event),
            reference=f"{_reference(each, words)} · {each.entry.type}",
            tone=TONES.get(each.entry.type.rsplit(".", 1)[0], "info"),
        )
        for each in reversed(shown)
    )


def _reference(each: Remembered, words: Words) -> str:
    return log_reference(words, each.entry.service, each.entry.position)


def places(case_id: UUID, found: History, actor: Actor, words: Words) -> tuple[Onward, ...]:
    """The other pages of the case that the reader may open, of the services that have had it."""
    services = {each.entry.service for each in found.shown}
    where: list[PlaceName] = ["case"]
    if "assessment" in services:
        where.append("assessment")
    if "governance" in services:
        where.append("governance")
    return onward(case_id, found.resource, actor, words, where)


class _Named:
    """Looks up each person and organisation once for a whole history."""

    def __init__(self, register: Register, words: Words) -> None:
        self._register = register
        self._words = words
        self._people: dict[UUID | None, str] = {}
        self._parties = {each.id: each.name for each in register.organisations()}

    def person(self, person: UUID | None) -> str:
        if person not in self._people:
            found = None if person is None else self._register.person_name(person)
            self._people[person] = name_of(person, found, self._words)
        return self._people[person]

    def party(self, party: UUID) -> str:
        return self._parties.get(party) or self._words("audit.party-unheard")

    def detail(self, event: Event | None) -> str | None:
        """What was said, in short, for events of which a case has many; their reasons stand with
        their own service."""
        words = self._words
        match event:
            case FindingRecorded():
                said = words(f"framework.component.{event.component}")
                status = words(f"framework.status.{event.status}").lower()
                of = f" ({self.party(event.party)})" if event.party else ""
                return f"{said}: {status}{of}"
            case CapacityRecorded():
                standing = words(f"framework.capacity.{event.standing}").lower()
                return f"{self.party(event.party)}: {standing}"
            case StanceTaken():
                return f"{self.party(event.party)}: {words(f'audit.position.{event.position}')}"
            case RatificationRegistered():
                answer = words(f"audit.answer.{event.answer}")
                return f"{self.party(event.party)}: {answer}, {event.organ}"
            case ImplementationReported():
                return f"{self.party(event.party)}: {words(f'audit.result.{event.result}')}"
            case _:
                return None
