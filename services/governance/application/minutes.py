"""Minutes become documents, once for each version, and are found again (G-13, R-7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from services.governance.application.streams import OwnStreams, case_stream, meeting_stream
from services.governance.commands.meetings import CorrectMinutes, DraftMinutes
from services.governance.documents.minutes import Correction, Person, Told, minutes
from services.governance.readmodels import people, structure
from services.governance.readmodels.meeting import Item, Meeting, item_after
from shared.contracts.governance import (
    AgendaEntry,
    CaseReceived,
    Function,
    ItemAdded,
    ItemClosed,
    ItemNoted,
    ItemOpened,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    ProposalSubmitted,
    StanceTaken,
    StanceWithdrawn,
)
from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesCorrected,
    MinutesDocuments,
    MinutesDrafted,
)
from shared.contracts.record import Event
from shared.eventlog.documents import Documents
from shared.eventlog.projections import Views
from shared.identity.register import Register
from shared.typesetting import Language, typeset
from shared.values.calendar import local_day
from shared.web.conditions import NotFound
from shared.web.i18n import Words

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class KeptMinutes:
    """The very bytes that were made; never typeset again."""

    name: str
    sha256: str
    content: bytes


class MinutesKept:
    """Makes the documents of minutes, and finds them again. `words` are by language."""

    def __init__(
        self,
        views: Views,
        register: Register,
        documents: Documents,
        words: Mapping[Language, Words],
    ) -> None:
        self._views = views
        self._register = register
        self._documents = documents
        self._words = words

    def made(self, own: OwnStreams, command: DraftMinutes | CorrectMinutes) -> MinutesDocuments:
        """The next version as it will say, in both languages; durable when this returns.

        Made of the meeting's own stream, so of the same position the same bytes come, as long as
        nobody has got another name.
        """
        told = self._told(own, command)
        kept: dict[Language, str] = {}
        for language, words in self._words.items():
            content = typeset(minutes(told, language, words), told.closed_at)
            kept[language] = self._documents.keep(content, meeting_stream(command.meeting_id))
        return MinutesDocuments(nb=kept["nb"], nn=kept["nn"])

    def read(self, meeting: Meeting, version: int, language: Language) -> KeptMinutes:
        """Raises NotFound where there is no such version, or where it is erased (R-7)."""
        versions = meeting.minutes.versions if meeting.minutes else ()
        found = next((each for each in versions if each.version == version), None)
        if found is None:
            raise NotFound
        sha256: str = getattr(found.documents, language)
        content = self._documents.read(sha256)
        if content is None:
            raise NotFound
        day = local_day(meeting.started_at or meeting.starts_at)
        return KeptMinutes(f"protokoll-{day:%Y-%m-%d}-v{version}-{language}.pdf", sha256, content)

    def _told(self, own: OwnStreams, command: DraftMinutes | CorrectMinutes) -> Told:
        events = own.events(meeting_stream(command.meeting_id))
        planned, closed = _one(events, MeetingPlanned), _one(events, MeetingClosed)
        items = _items(planned, events)
        corrections, signers, version = _versions(events, command)
        sat = [seat for item in items for seat in item.register_]
        dissents = [each for item in items for each in item.dissents]
        withdrawn = _all(events, StanceWithdrawn)
        named = {
            *(seat.person_id for seat in sat),
            *(each.person_id for each in closed.attendance),
            *(each.person_id for each in dissents),
            *(each.person_id for each in withdrawn),
        }
        cases = {item.on_agenda.case_id for item in items if item.on_agenda.case_id}
        stories = {case_id: own.events(case_stream(case_id)) for case_id in cases}
        return Told(
            planned=planned,
            version=version,
            started_at=_one(events, MeetingStarted).started_at,
            closed_at=closed.closed_at,
            attendance=closed.attendance,
            items=items,
            withdrawn=withdrawn,
            corrections=corrections,
            signers=signers,
            body=self._body(planned.body_id),
            people={person: self._person(person) for person in named},
            parties={each.id: each.name for each in self._register.organisations()},
            cases={
                case_id: _all(story, CaseReceived)[-1].number for case_id, story in stories.items()
            },
            proposals={
                each.proposal_id: each
                for story in stories.values()
                for each in _all(story, ProposalSubmitted)
            },
            functions={seat: self._function(seat, own) for seat in _seats(items, closed)},
        )

    def _body(self, body_id: UUID) -> Mapping[Language, str]:
        body = structure.body(self._views, body_id)
        name = body.name if body else self._words["nb"]("governance.unnamed")
        return {"nb": name, "nn": (body.name_nn if body else None) or name}

    def _person(self, person_id: UUID) -> Person:
        name = self._register.person_name(person_id)
        known = people.one(self._views, person_id)
        unnamed = self._words["nb"]("governance.unnamed")
        return Person(name or unnamed, known.title if known else "")

    def _function(self, seat: UUID, own: OwnStreams) -> Function:
        filled = own.filled(seat)
        return filled.function if filled else "member"


def _one(events: Iterable[Event], kind: type[E]) -> E:
    return _all(events, kind)[0]


def _all(events: Iterable[Event], kind: type[E]) -> tuple[E, ...]:
    return tuple(event for event in events if isinstance(event, kind))


def _items(planned: MeetingPlanned, events: Iterable[Event]) -> tuple[Item, ...]:
    """The items as the meeting left them."""
    items = {entry.item_id: Item(on_agenda=entry) for entry in planned.items}
    for event in events:
        match event:
            case ItemAdded(entry=AgendaEntry() as entry):
                items[entry.item_id] = Item(on_agenda=entry, late=event.reason)
            case (
                ItemOpened()
                | StanceTaken()
                | StanceWithdrawn()
                | ItemNoted()
                | ItemClosed()
                | DissentEntered()
            ):
                items[event.item_id] = item_after(items[event.item_id], event)
            case _:
                """What is said of the meeting as a whole stands elsewhere."""
    return tuple(items.values())


def _versions(
    events: Iterable[Event], command: DraftMinutes | CorrectMinutes
) -> tuple[tuple[Correction, ...], tuple[UUID, ...], int]:
    """What has been corrected, with what is to be; who signs; and which version it will be."""
    made = [event for event in events if isinstance(event, MinutesDrafted | MinutesCorrected)]
    version = made[-1].version + 1 if made else 1
    before = [
        Correction(each.version, each.item_id, each.text, each.reason)
        for each in made
        if isinstance(each, MinutesCorrected)
    ]
    if isinstance(command, DraftMinutes):
        return tuple(before), command.signers, version
    signers = [each.signers for each in made if isinstance(each, MinutesDrafted)]
    now = Correction(version, command.item_id, command.text.strip(), command.reason.strip())
    return (*before, now), signers[-1] if signers else (), version


def _seats(items: Iterable[Item], closed: MeetingClosed) -> set[UUID]:
    return {seat.seat_id for item in items for seat in item.register_} | {
        each.seat_id for each in closed.attendance
    }
