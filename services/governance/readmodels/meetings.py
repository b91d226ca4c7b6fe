"""What is on the agenda, who is there, and where does each stand? (G-12, G-13)

One row a meeting, with its items as they are; beside it whoever has sat in one of them, who may
see it even if the seat is another's (G-12).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Row,
    String,
    Table,
    Uuid,
    exists,
    select,
    update,
)

from services.governance.rules.consensus import votes
from shared.contracts.governance import (
    AgendaItem,
    Attended,
    ItemClosed,
    ItemOpened,
    MeetingCalled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    Registered,
    StanceTaken,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


class Item(BaseModel):
    """An item as it stands: its frozen register and the latest stance of each seat."""

    on_agenda: AgendaItem
    proposal_id: UUID | None = None
    register_: tuple[Registered, ...] = ()
    stances: tuple[StanceTaken, ...] = ()
    outcome: ItemClosed | None = None

    @property
    def state(self) -> str:
        """`waiting`, `open` or `closed`."""
        if self.outcome is not None:
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


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands; `state` is planned, called, started or closed. `people` are those
    who have sat in an item or attended."""

    meeting_id: UUID
    body: UUID
    helsefellesskap: UUID
    starts_at: datetime
    place: str
    state: str
    started_at: datetime | None
    closed_at: datetime | None
    items: tuple[Item, ...]
    attendance: tuple[Attended, ...]
    people: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "meeting",
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            people=self.people,
            lifted=True,
        )

    def item(self, item_id: UUID) -> Item | None:
        return next((each for each in self.items if each.on_agenda.item_id == item_id), None)


@dataclass(frozen=True, slots=True)
class MeetingTables:
    meetings: Table
    people: Table


class Meetings(ReadModel[MeetingTables]):
    """The read model `meetings`."""

    name = "meetings"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> MeetingTables:
        return MeetingTables(
            meetings=new(
                "meetings",
                Column("meeting_id", Uuid, primary_key=True),
                Column("body", Uuid, nullable=False, index=True),
                Column("helsefellesskap", Uuid, nullable=False, index=True),
                Column("starts_at", UtcDateTime, nullable=False),
                Column("place", String, nullable=False),
                Column("state", String, nullable=False),
                Column("started_at", UtcDateTime),
                Column("closed_at", UtcDateTime),
                Column("agenda", JSON, nullable=False),
                Column("attendance", JSON, nullable=False),
            ),
            people=new(
                "meeting_people",
                Column("meeting_id", Uuid, primary_key=True),
                Column("person_id", Uuid, primary_key=True),
            ),
        )

    def apply(self, connection: Connection, tables: MeetingTables, heard: Heard) -> None:
        match heard.event:
            case MeetingPlanned() as planned:
                put(
                    connection,
                    tables.meetings,
                    meeting_id=planned.meeting_id,
                    body=planned.body_id,
                    helsefellesskap=planned.helsefellesskap,
                    starts_at=planned.starts_at,
                    place=planned.place,
                    state="planned",
                    agenda=[Item(on_agenda=item).model_dump(mode="json") for item in planned.items],
                    attendance=[],
                )
            case MeetingCalled(meeting_id=meeting_id):
                _set(connection, tables, meeting_id, state="called")
            case MeetingStarted() as started:
                at = started.started_at
                _set(connection, tables, started.meeting_id, state="started", started_at=at)
            case ItemOpened() as opened:
                changes = {"proposal_id": opened.proposal_id, "register_": opened.present}
                _set_item(connection, tables, opened.meeting_id, opened.item_id, changes)
                _sat(connection, tables, opened.meeting_id, opened.present)
            case StanceTaken() as stance:
                _stand(connection, tables, stance)
            case ItemClosed() as closed:
                changes = {"outcome": closed}
                _set_item(connection, tables, closed.meeting_id, closed.item_id, changes)
            case MeetingClosed() as over:
                _set(
                    connection,
                    tables,
                    over.meeting_id,
                    state="closed",
                    closed_at=over.closed_at,
                    attendance=[each.model_dump(mode="json") for each in over.attendance],
                )
                _sat(connection, tables, over.meeting_id, over.attendance)
            case _:
                """The register and the cases are told elsewhere."""


MEETINGS = Meetings()


def _set(connection: Connection, tables: MeetingTables, meeting_id: UUID, **values: Any) -> None:
    table = tables.meetings
    connection.execute(update(table).where(table.c.meeting_id == meeting_id).values(values))


def _items(connection: Connection, tables: MeetingTables, meeting_id: UUID) -> list[Item]:
    table = tables.meetings
    kept: Any = connection.scalar(select(table.c.agenda).where(table.c.meeting_id == meeting_id))
    return [Item.model_validate(item) for item in kept]


def _set_item(
    connection: Connection,
    tables: MeetingTables,
    meeting_id: UUID,
    item_id: UUID,
    changes: Mapping[str, Any],
) -> None:
    items = [
        item.model_copy(update=changes) if item.on_agenda.item_id == item_id else item
        for item in _items(connection, tables, meeting_id)
    ]
    kept = [item.model_dump(mode="json") for item in items]
    _set(connection, tables, meeting_id, agenda=kept)


def _stand(connection: Connection, tables: MeetingTables, stance: StanceTaken) -> None:
    """The latest stance of a seat counts; the earlier ones stay in the log (G-20)."""
    item = next(
        each
        for each in _items(connection, tables, stance.meeting_id)
        if each.on_agenda.item_id == stance.item_id
    )
    others = tuple(each for each in item.stances if each.seat_id != stance.seat_id)
    changes = {"stances": (*others, stance)}
    _set_item(connection, tables, stance.meeting_id, stance.item_id, changes)


def _sat(
    connection: Connection,
    tables: MeetingTables,
    meeting_id: UUID,
    people: tuple[Registered, ...] | tuple[Attended, ...],
) -> None:
    for each in people:
        put(connection, tables.people, meeting_id=meeting_id, person_id=each.person_id)


def _meeting(row: Row[Any], people: frozenset[UUID]) -> Meeting:
    values = dict(row._mapping)
    agenda = values.pop("agenda")
    return Meeting(
        **{
            **values,
            "items": tuple(Item.model_validate(item) for item in agenda),
            "attendance": tuple(Attended.model_validate(each) for each in values["attendance"]),
            "people": people,
        }
    )


def one(views: Views, meeting_id: UUID) -> Meeting | None:
    with views.read(MEETINGS) as (connection, tables):
        row = connection.execute(
            select(tables.meetings).where(tables.meetings.c.meeting_id == meeting_id)
        ).one_or_none()
        if row is None:
            return None
        people = tables.people
        sat = connection.scalars(
            select(people.c.person_id).where(people.c.meeting_id == meeting_id)
        )
        return _meeting(row, frozenset(sat))


def listed(
    views: Views, actor: Actor, action: Action, *, body: UUID | None = None, limit: int = 200
) -> list[Meeting]:
    """The meetings the actor may do this with, the latest first; of one body where named."""
    with views.read(MEETINGS) as (connection, tables):
        table, people = tables.meetings, tables.people

        def sat(person: UUID) -> ColumnElement[bool]:
            return exists().where(
                people.c.meeting_id == table.c.meeting_id, people.c.person_id == person
            )

        columns = Columns(
            "meeting", helsefellesskap=table.c.helsefellesskap, body=table.c.body, people=sat
        )
        asked: list[ColumnElement[bool]] = [where(scope(actor, action), columns)]
        if body is not None:
            asked.append(table.c.body == body)
        rows = connection.execute(
            select(table)
            .where(*asked)
            .order_by(table.c.starts_at.desc(), table.c.meeting_id)
            .limit(limit)
        ).all()
        return [_meeting(row, frozenset()) for row in rows]
