"""What is on the agenda, who is there, and where does each stand? (G-12, G-13)

One row a meeting, with its items and minutes as they are; beside it the cases on its agenda, and
whoever has sat in one of them, who may see it even if the seat is another's (G-12). Who sits for
one case only sees that case, by the seat (G-5).
"""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    exists,
    select,
    update,
)

from services.governance.readmodels.meeting import (
    Item,
    ItemEvent,
    Meeting,
    Minutes,
    MinutesEvent,
    from_row,
    item_after,
    minutes_after,
)
from services.governance.readmodels.meeting_tables import MeetingTables, meeting_tables
from shared.contracts.governance import (
    AgendaEntry,
    Attended,
    ItemAdded,
    ItemClosed,
    ItemNoted,
    ItemOpened,
    MeetingCalled,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    Registered,
    SeatFilled,
    StanceTaken,
    StanceWithdrawn,
)
from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesApproved,
    MinutesCorrected,
    MinutesDrafted,
    MinutesLocked,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


class Meetings(ReadModel[MeetingTables]):
    """The read model `meetings`."""

    name = "meetings"
    version = 3
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> MeetingTables:
        return meeting_tables(new)

    def apply(self, connection: Connection, tables: MeetingTables, heard: Heard) -> None:
        match heard.event:
            case MeetingPlanned() as planned:
                _plan(connection, tables, planned)
            case MeetingCalled(meeting_id=meeting_id):
                _set(connection, tables, meeting_id, state="called")
            case MeetingCancelled() as off:
                _set(connection, tables, off.meeting_id, state="cancelled", cancelled=off.reason)
            case MeetingStarted() as started:
                at = started.started_at
                _set(connection, tables, started.meeting_id, state="started", started_at=at)
            case MeetingClosed() as over:
                _close(connection, tables, over)
            case ItemAdded() as added:
                _about(connection, tables, added.meeting_id, added.entry)
                items = _items(connection, tables, added.meeting_id)
                items.append(Item(on_agenda=added.entry, late=added.reason))
                _keep(connection, tables, added.meeting_id, items)
            case (
                ItemOpened()
                | StanceTaken()
                | StanceWithdrawn()
                | ItemNoted()
                | ItemClosed()
                | DissentEntered()
            ) as event:
                _in_item(connection, tables, event)
                if isinstance(event, ItemOpened):
                    _sat(connection, tables, event.meeting_id, event.present)
                if isinstance(event, DissentEntered):
                    _change_minutes(connection, tables, event, heard)
            case (
                MinutesDrafted() | MinutesCorrected() | MinutesApproved() | MinutesLocked()
            ) as event:
                _change_minutes(connection, tables, event, heard)
            case SeatFilled(seat_id=seat_id, co_opted_for=case_id) if case_id is not None:
                put(connection, tables.co_opted, seat_id=seat_id)
            case _:
                """The register and the cases are told elsewhere."""


MEETINGS = Meetings()


def _plan(connection: Connection, tables: MeetingTables, planned: MeetingPlanned) -> None:
    put(
        connection,
        tables.meetings,
        meeting_id=planned.meeting_id,
        body=planned.body_id,
        helsefellesskap=planned.helsefellesskap,
        kind=planned.kind,
        starts_at=planned.starts_at,
        answer_by=planned.answer_by,
        place=planned.place,
        state="planned",
        agenda=[Item(on_agenda=item).model_dump(mode="json") for item in planned.items],
        attendance=[],
    )
    for item in planned.items:
        _about(connection, tables, planned.meeting_id, item)


def _about(
    connection: Connection, tables: MeetingTables, meeting_id: UUID, item: AgendaEntry
) -> None:
    if item.case_id is not None:
        put(connection, tables.cases, meeting_id=meeting_id, case_id=item.case_id)


def _close(connection: Connection, tables: MeetingTables, over: MeetingClosed) -> None:
    _set(
        connection,
        tables,
        over.meeting_id,
        state="closed",
        closed_at=over.closed_at,
        attendance=[each.model_dump(mode="json") for each in over.attendance],
    )
    _sat(connection, tables, over.meeting_id, over.attendance)


def _set(connection: Connection, tables: MeetingTables, meeting_id: UUID, **values: Any) -> None:
    table = tables.meetings
    connection.execute(update(table).where(table.c.meeting_id == meeting_id).values(values))


def _items(connection: Connection, tables: MeetingTables, meeting_id: UUID) -> list[Item]:
    table = tables.meetings
    kept: Any = connection.scalar(select(table.c.agenda).where(table.c.meeting_id == meeting_id))
    return [Item.model_validate(item) for item in kept]


def _keep(
    connection: Connection, tables: MeetingTables, meeting_id: UUID, items: list[Item]
) -> None:
    kept = [item.model_dump(mode="json") for item in items]
    _set(connection, tables, meeting_id, agenda=kept)


def _in_item(connection: Connection, tables: MeetingTables, event: ItemEvent) -> None:
    items = [
        item_after(item, event) if item.on_agenda.item_id == event.item_id else item
        for item in _items(connection, tables, event.meeting_id)
    ]
    _keep(connection, tables, event.meeting_id, items)


def _change_minutes(
    connection: Connection,
    tables: MeetingTables,
    event: MinutesEvent,
    heard: Heard,
) -> None:
    table = tables.meetings
    of_this = table.c.meeting_id == event.meeting_id
    kept: Any = connection.scalar(select(table.c.minutes).where(of_this))
    before = Minutes.model_validate(kept) if kept else None
    after = minutes_after(before, event, heard.envelope.recordedtime)
    if after is not None:
        _set(connection, tables, event.meeting_id, minutes=after.model_dump(mode="json"))


def _sat(
    connection: Connection,
    tables: MeetingTables,
    meeting_id: UUID,
    people: tuple[Registered, ...] | tuple[Attended, ...],
) -> None:
    for_one_case = set(connection.scalars(select(tables.co_opted.c.seat_id)))
    for each in people:
        if each.seat_id not in for_one_case:
            put(connection, tables.people, meeting_id=meeting_id, person_id=each.person_id)


def one(views: Views, meeting_id: UUID) -> Meeting | None:
    with views.read(MEETINGS) as (connection, tables):
        row = connection.execute(
            select(tables.meetings).where(tables.meetings.c.meeting_id == meeting_id)
        ).one_or_none()
        if row is None:
            return None
        return from_row(row, _who_sat(connection, tables, [meeting_id])[meeting_id])


def listed(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    body: UUID | None = None,
    state: str | None = None,
    limit: int = 200,
) -> list[Meeting]:
    """The meetings the actor may do this with, the latest first; of one body, in one state where
    named."""
    with views.read(MEETINGS) as (connection, tables):
        table, people, cases = tables.meetings, tables.people, tables.cases

        def sat(person: UUID) -> ColumnElement[bool]:
            return exists().where(
                people.c.meeting_id == table.c.meeting_id, people.c.person_id == person
            )

        def about(case_id: UUID) -> ColumnElement[bool]:
            return exists().where(
                cases.c.meeting_id == table.c.meeting_id, cases.c.case_id == case_id
            )

        columns = Columns(
            "meeting",
            helsefellesskap=table.c.helsefellesskap,
            body=table.c.body,
            people=sat,
            cases=about,
        )
        asked: list[ColumnElement[bool]] = [where(scope(actor, action), columns)]
        if body is not None:
            asked.append(table.c.body == body)
        if state is not None:
            asked.append(table.c.state == state)
        rows = connection.execute(
            select(table)
            .where(*asked)
            .order_by(table.c.starts_at.desc(), table.c.meeting_id)
            .limit(limit)
        ).all()
        who = _who_sat(connection, tables, [row.meeting_id for row in rows])
    found = [from_row(row, who[row.meeting_id]) for row in rows]
    return [meeting.as_seen_by(actor, action) for meeting in found]


def _who_sat(
    connection: Connection, tables: MeetingTables, ids: list[UUID]
) -> dict[UUID, frozenset[UUID]]:
    people = tables.people
    rows: Any = connection.execute(select(people).where(people.c.meeting_id.in_(ids))).all()
    return {
        each: frozenset(row.person_id for row in rows if row.meeting_id == each) for each in ids
    }
