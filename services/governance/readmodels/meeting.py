"""A meeting as the read model `meetings` keeps it, and what access to it depends on."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias, assert_never
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from services.governance.rules.consensus import votes
from shared.contracts.governance import (
    AgendaEntry,
    Attended,
    ItemClosed,
    ItemNoted,
    ItemOpened,
    MeetingKind,
    Registered,
    StanceTaken,
    StanceWithdrawn,
)
from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesApproved,
    MinutesCorrected,
    MinutesDocuments,
    MinutesDrafted,
    MinutesLocked,
)
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed

ItemEvent: TypeAlias = (
    ItemOpened | StanceTaken | StanceWithdrawn | ItemNoted | ItemClosed | DissentEntered
)
MinutesEvent: TypeAlias = (
    DissentEntered | MinutesDrafted | MinutesCorrected | MinutesApproved | MinutesLocked
)


class Item(BaseModel):
    """An item as it stands: its frozen register and the latest stance of each seat.

    Before it is taken up, `stances` are those given in writing. `late` is the reason why it
    joined an agenda that had been sent.
    """

    on_agenda: AgendaEntry
    late: str | None = None
    proposal_id: UUID | None = None
    alternative: int | None = None
    register_: tuple[Registered, ...] = ()
    stances: tuple[StanceTaken, ...] = ()
    noted: ItemNoted | None = None
    outcome: ItemClosed | None = None
    dissents: tuple[DissentEntered, ...] = ()

    @property
    def state(self) -> str:
        """`waiting`, `open` or `closed`."""
        if self.outcome is not None or self.noted is not None:
            return "closed"
        return "open" if self.proposal_id else "waiting"

    @property
    def unanswered(self) -> tuple[Registered, ...]:
        """Those with a vote, there and habil, who have taken no stance (G-13)."""
        answered = {stance.seat_id for stance in self.stances}
        return tuple(
            seat for seat in self.register_ if votes(seat) and seat.seat_id not in answered
        )

    def stance(self, seat_id: UUID) -> StanceTaken | None:
        return next((each for each in self.stances if each.seat_id == seat_id), None)


class Version(BaseModel):
    """A version of the minutes: what it corrects, where it does, and its documents (G-20)."""

    version: int
    at: datetime
    person_id: UUID
    item_id: UUID | None = None
    text: str | None = None
    reason: str | None = None
    documents: MinutesDocuments


class Minutes(BaseModel):
    """The minutes with all their versions; `approvals` are those of the latest.

    `behind`: a dissent statement has come since the latest version.
    """

    versions: tuple[Version, ...]
    signers: tuple[UUID, ...] = ()
    approvals: tuple[MinutesApproved, ...] = ()
    behind: bool = False
    locked: bool = False

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def state(self) -> Literal["drafted", "approved", "locked"]:
        """G-12: approved by a later meeting, or by the chair and all signers."""
        if self.locked:
            return "locked"
        in_meeting = any(each.in_meeting for each in self.approvals)
        by_chair = any(each.function in ("chair", "vice") for each in self.approvals)
        seats = {each.seat_id for each in self.approvals}
        whole = in_meeting or (by_chair and seats.issuperset(self.signers))
        return "approved" if whole and not self.behind else "drafted"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands; `state` is planned, called, cancelled, started or closed. `people`
    are those who have sat in an item or attended."""

    meeting_id: UUID
    body: UUID
    helsefellesskap: UUID
    kind: MeetingKind
    starts_at: datetime
    answer_by: datetime | None
    place: str
    state: str
    cancelled: str | None
    started_at: datetime | None
    closed_at: datetime | None
    items: tuple[Item, ...]
    attendance: tuple[Attended, ...]
    minutes: Minutes | None = None
    people: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "meeting",
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            people=self.people,
            cases=frozenset(
                item.on_agenda.case_id for item in self.items if item.on_agenda.case_id
            ),
            lifted=True,
        )

    def as_seen_by(self, actor: Actor, action: Action) -> "Meeting":
        """G-5: to who is co-opted for one case, a meeting is what it does with that case. R-7: of a
        case that is blocked nothing is shown to anybody, nor the minutes that tell of it."""
        shown = self._without(actor.blocked)
        if isinstance(allowed(actor, action, replace(shown.resource, cases=frozenset())), Allowed):
            return shown
        return replace(
            shown,
            items=tuple(
                item
                for item in shown.items
                if isinstance(allowed(actor, action, self._resource_of(item)), Allowed)
            ),
            attendance=(),
            minutes=None,
        )

    def _without(self, blocked: frozenset[UUID]) -> "Meeting":
        items = tuple(each for each in self.items if each.on_agenda.case_id not in blocked)
        if len(items) == len(self.items):
            return self
        return replace(self, items=items, minutes=None)

    def _resource_of(self, item: Item) -> Resource:
        case_id = item.on_agenda.case_id
        return replace(self.resource, cases=frozenset({case_id} if case_id else ()))

    def item(self, item_id: UUID) -> Item | None:
        return next((each for each in self.items if each.on_agenda.item_id == item_id), None)


def from_row(row: Row[Any], people: frozenset[UUID]) -> Meeting:
    values = dict(row._mapping)
    agenda, minutes = values.pop("agenda"), values["minutes"]
    return Meeting(
        **{
            **values,
            "items": tuple(Item.model_validate(item) for item in agenda),
            "attendance": tuple(Attended.model_validate(each) for each in values["attendance"]),
            "minutes": Minutes.model_validate(minutes) if minutes else None,
            "people": people,
        }
    )


def item_after(item: Item, event: ItemEvent) -> Item:
    """An item with what one event changes; a seat's latest stance counts, the earlier ones stay
    in the log (G-20)."""
    match event:
        case ItemOpened():
            sitting = {(seat.seat_id, seat.person_id) for seat in event.present}
            carried = event.alternative is None and item.state == "waiting"
            stances = tuple(
                each
                for each in item.stances
                if carried and (each.seat_id, each.person_id) in sitting
            )
            changes: dict[str, Any] = {
                "proposal_id": event.proposal_id,
                "alternative": event.alternative,
                "register_": event.present,
                "stances": stances,
            }
        case StanceTaken() | StanceWithdrawn():
            others = tuple(each for each in item.stances if each.seat_id != event.seat_id)
            own = (event,) if isinstance(event, StanceTaken) else ()
            changes = {"stances": (*others, *own)}
        case ItemNoted():
            changes = {"noted": event}
        case ItemClosed():
            changes = {"outcome": event}
        case DissentEntered():
            changes = {"dissents": (*item.dissents, event)}
        case _:
            assert_never(event)
    return item.model_copy(update=changes)


def minutes_after(before: Minutes | None, event: MinutesEvent, at: datetime) -> Minutes | None:
    """The minutes with what one event changes; a new version has no approvals."""
    if isinstance(event, MinutesDrafted | MinutesCorrected):
        told = event.model_dump(include=set(Version.model_fields))
        signers = event.signers if isinstance(event, MinutesDrafted) else None
        return Minutes(
            versions=(*(before.versions if before else ()), Version(at=at, **told)),
            signers=(before.signers if before else ()) if signers is None else signers,
        )
    if before is None:
        return None
    match event:
        case DissentEntered():
            changes: dict[str, Any] = {"behind": True}
        case MinutesApproved():
            changes = {"approvals": (*before.approvals, event)}
        case MinutesLocked():
            changes = {"locked": True}
        case _:
            assert_never(event)
    return before.model_copy(update=changes)
