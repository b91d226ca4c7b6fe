"""What an item's room shows, and the forms that this person may use there now (G-12, G-13)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse

from services.governance.api.meetings import seen
from services.governance.pages.meeting_forms import ABSENT
from services.governance.pages.presenters import items
from services.governance.pages.presenters import meetings as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.summaries import GroupSays, summaries
from services.governance.pages.routes.meetings import leads
from services.governance.readmodels import cases
from services.governance.readmodels.case import Case
from services.governance.readmodels.meeting import Item, Meeting
from services.governance.rules.meetings import answers
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.item"
FIELDS = frozenset(
    {
        "present",
        "seat_id",
        "position",
        "reason",
        "why",
        "objection",
        "wording",
        "text",
        "note",
        "within_limits",
        "new_question",
    }
)


@dataclass(frozen=True, slots=True)
class At:
    """Where a form was sent: the meeting, the item, by whom."""

    request: Request
    actor: Actor
    pages: Pages
    meeting_id: UUID
    item_id: UUID

    @property
    def address(self) -> str:
        return f"/moter/{self.meeting_id}/saker/{self.item_id}"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who answers in a seat."""

    seat_id: UUID
    person_id: UUID
    party: UUID


class ItemRooms:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def sitting(self, at: At, seat_id: UUID) -> UUID | None:
        """Who answers in the seat here. Raises NotFound, Forbidden."""
        meeting, item = self._found(at)
        mine = at.actor.person
        everyone = self._answering(meeting, item, self._names(at.actor))
        found = [each for each in everyone if each.seat_id == seat_id]
        own = next((each for each in found if each.person_id == mine), None)
        return own.person_id if own else next((each.person_id for each in found), None)

    def show(self, at: At, form: Form[Any] | None = None, status: int = 200) -> HTMLResponse:
        """The item, with the forms that this person may use now."""
        words = self._words
        meeting, item = self._found(at)
        names = self._names(at.actor)
        case = self._case(item)
        page = items.item_page(item, {case.case_id: case.number} if case else {}, names)
        leader = leads(at.actor, meeting)
        started = meeting.state == "started"
        waits = started and item.state == "waiting" and leader
        decides = item.on_agenda.kind == "decision"
        seats = self._speaking_here(at.actor, meeting, item, names)
        stands = item.state == "open" or meeting.state == "called"
        return at.pages.render(
            at.request,
            "governance/item.html",
            status=status,
            breadcrumbs=(
                Crumb(words("governance.meetings.title"), "/moter"),
                Crumb(names.body(meeting.body), f"/moter/{meeting.meeting_id}"),
                Crumb(page.row.number),
            ),
            address=at.address,
            item=page,
            in_writing=meeting.state == "called",
            own_seat=any(each.person_id == at.actor.person for each in seats),
            answer_by=meeting.answer_by,
            may_read_case=self._may_read(at.actor, case),
            summaries=self._summaries(at.actor, case, names),
            proposal=self._proposal(case, item),
            seats=self._options_of(seats, names) if stands and decides else [],
            withdrawing=self._options_of(
                [each for each in seats if stands and item.stance(each.seat_id)], names
            ),
            dissenting=self._options_of(self._dissenting(at.actor, meeting, item, names), names),
            presence=(
                presenters.seat_choices(meeting.body, ABSENT, names) if waits and decides else []
            ),
            noting=waits and not decides,
            leader=leader,
            neighbours=self._neighbours(meeting, item, names),
            form=form or self._filled(meeting, item, seats, names),
            positions=self._options("position", ("supports", "can-live-with", "cannot-support")),
            kinds=self._options("objection", ("professional", "other")),
        )

    def _found(self, at: At) -> tuple[Meeting, Item]:
        """Raises NotFound, Forbidden."""
        meeting = seen(self._platform, at.actor, at.meeting_id)
        item = meeting.item(at.item_id)
        if item is None:
            raise NotFound
        return meeting, item

    def _names(self, actor: Actor) -> Names:
        return Names(self._platform, actor, self._words)

    def _case(self, item: Item) -> Case | None:
        case_id = item.on_agenda.case_id
        return cases.one(self._platform.views, case_id) if case_id else None

    def _may_read(self, actor: Actor, case: Case | None) -> bool:
        return case is not None and isinstance(
            allowed(actor, "governance.read-case", case.resource), Allowed
        )

    def _summaries(self, actor: Actor, case: Case | None, names: Names) -> list[GroupSays]:
        """G-19: what the represented have said, for those who may read the case."""
        if case is None or not self._may_read(actor, case):
            return []
        return summaries(self._platform.views, case.case_id, names)

    def _proposal(self, case: Case | None, item: Item) -> Any:
        """What is or will be decided on: while it is the one that lies before the body."""
        shown = case.proposal if case else None
        if shown is None or item.proposal_id not in (None, shown.proposal_id):
            return None
        return shown

    def _answering(self, meeting: Meeting, item: Item, names: Names) -> list[Sitting]:
        """Who answers in the item: by its register, or, before the meeting, all who may."""
        if item.register_:
            return [
                Sitting(seat.seat_id, seat.person_id, seat.party)
                for seat in item.register_
                if answers(seat)
            ]
        if meeting.state != "called":
            return []
        found: list[Sitting] = []
        for seat in names.seats(meeting.body):
            if {"vote", "speech"} & set(seat.rights):
                found.append(Sitting(seat.seat_id, seat.person_id, seat.party))
                if seat.deputy:
                    found.append(Sitting(seat.seat_id, seat.deputy.person_id, seat.party))
        return found

    def _speaking_here(
        self, actor: Actor, meeting: Meeting, item: Item, names: Names
    ) -> list[Sitting]:
        """The seats that the actor may answer in: one's own, and for the secretariat all, on
        behalf of those who sit there (P-5)."""
        everyone = self._answering(meeting, item, names)
        own = [each for each in everyone if each.person_id == actor.person]
        if not actor.has("secretariat", helsefellesskap=meeting.helsefellesskap):
            return own
        taken = {each.seat_id for each in own}
        others: dict[UUID, Sitting] = {}
        for each in everyone:
            if each.seat_id not in taken:
                others.setdefault(each.seat_id, each)
        return [*own, *others.values()]

    def _dissenting(
        self, actor: Actor, meeting: Meeting, item: Item, names: Names
    ) -> list[Sitting]:
        """Until the minutes are approved (G-13)."""
        approved = meeting.minutes is not None and meeting.minutes.state != "drafted"
        if approved or not item.register_:
            return []
        return self._speaking_here(actor, meeting, item, names)

    def _options_of(self, seats: list[Sitting], names: Names) -> list[Option]:
        return [
            Option(str(each.seat_id), f"{names.person(each.person_id)} ({names.party(each.party)})")
            for each in seats
        ]

    def _options(self, name: str, values: tuple[str, ...]) -> list[Option]:
        return [Option(each, self._words(f"governance.{name}.{each}")) for each in values]

    def _neighbours(self, meeting: Meeting, item: Item, names: Names) -> list[tuple[str, str, str]]:
        """The item before and the one after: direction, label, address."""
        at = meeting.items.index(item)
        around = (("previous", at - 1), ("next", at + 1))
        numbers = cases.numbers(
            self._platform.views,
            [each.on_agenda.case_id for each in meeting.items if each.on_agenda.case_id],
        )
        return [
            (
                direction,
                items.agenda_row(meeting.items[number], numbers, names).label,
                f"/moter/{meeting.meeting_id}/saker/{meeting.items[number].on_agenda.item_id}",
            )
            for direction, number in around
            if 0 <= number < len(meeting.items)
        ]

    def _filled(
        self, meeting: Meeting, item: Item, seats: list[Sitting], names: Names
    ) -> Form[Any]:
        """Presence as it was for the item before; one's own stance as it stands."""
        typed: dict[str, str | tuple[str, ...]] = {}
        before = [each.register_ for each in meeting.items if each.register_]
        there = {seat.seat_id: seat for seat in before[-1]} if before else {}
        for row, seat in enumerate(names.seats(meeting.body)):
            sat = there.get(seat.seat_id)
            typed[f"present.{row}.person_id"] = str(sat.person_id) if sat else ABSENT
        if len(seats) == 1:
            stance = item.stance(seats[0].seat_id)
            typed["seat_id"] = str(seats[0].seat_id)
            if stance is not None:
                typed |= {
                    "position": stance.position,
                    "reason": stance.reason,
                    "objection": stance.objection or "",
                }
        return blank(PREFIX, **typed)
