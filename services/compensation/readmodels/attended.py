"""Who sat in which seat at which closed meeting? The basis of every claim (C-5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
)

from services.compensation.commands.facts import AttendanceFact, Presence
from shared.contracts.governance import ItemClosed, MeetingClosed
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put


@dataclass(frozen=True, slots=True)
class Tables:
    meetings: Table
    presence: Table
    decided: Table


@dataclass(frozen=True, slots=True)
class Meeting:
    """A closed meeting; `cases` are those on its agenda, in order."""

    meeting_id: UUID
    body: UUID
    helsefellesskap: UUID
    closed_at: datetime
    cases: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody in a seat at a meeting, with the times in which they sat there."""

    meeting: Meeting
    seat_id: UUID
    person_id: UUID
    present: tuple[Presence, ...]

    @property
    def fact(self) -> AttendanceFact:
        return AttendanceFact(
            meeting_id=self.meeting.meeting_id,
            seat_id=self.seat_id,
            person_id=self.person_id,
            helsefellesskap=self.meeting.helsefellesskap,
            cases=self.meeting.cases,
            present=self.present,
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting decided in one of its cases; `position` is in governance's log (C-12)."""

    item_id: UUID
    case_id: UUID
    outcome: str
    position: int


class AttendedMeetings(ReadModel[Tables]):
    """The read model `attended`."""

    name = "attended"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            meetings=new(
                "meetings",
                Column("meeting_id", Uuid, primary_key=True),
                Column("body", Uuid, nullable=False),
                Column("helsefellesskap", Uuid, nullable=False),
                Column("closed_at", UtcDateTime, nullable=False),
                Column("cases", JSON, nullable=False),
            ),
            presence=new(
                "presence",
                Column("meeting_id", Uuid, primary_key=True),
                Column("seat_id", Uuid, primary_key=True),
                Column("person_id", Uuid, primary_key=True, index=True),
                Column("present_from", UtcDateTime, primary_key=True),
                Column("present_to", UtcDateTime, nullable=False),
            ),
            decided=new(
                "decided",
                Column("item_id", Uuid, primary_key=True),
                Column("meeting_id", Uuid, nullable=False, index=True),
                Column("case_id", Uuid, nullable=False),
                Column("outcome", String(40), nullable=False),
                Column("position", BigInteger, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        closed = heard.event
        if isinstance(closed, ItemClosed):
            put(
                connection,
                tables.decided,
                item_id=closed.item_id,
                meeting_id=closed.meeting_id,
                case_id=closed.case_id,
                outcome=closed.outcome,
                position=heard.position,
            )
        if not isinstance(closed, MeetingClosed):
            return
        put(
            connection,
            tables.meetings,
            meeting_id=closed.meeting_id,
            body=closed.body_id,
            helsefellesskap=closed.helsefellesskap,
            closed_at=closed.closed_at,
            cases=[str(case) for case in closed.cases],
        )
        connection.execute(
            delete(tables.presence).where(tables.presence.c.meeting_id == closed.meeting_id)
        )
        # The same seat and person may stand twice from the same moment: the longer stay counts.
        stays = {
            (each.seat_id, each.person_id, each.present_from): each.present_to
            for each in sorted(closed.attendance, key=lambda each: each.present_to)
        }
        rows = [
            {
                "meeting_id": closed.meeting_id,
                "seat_id": seat,
                "person_id": person,
                "present_from": present_from,
                "present_to": present_to,
            }
            for (seat, person, present_from), present_to in stays.items()
        ]
        if rows:
            connection.execute(insert(tables.presence), rows)


ATTENDED = AttendedMeetings()


def meeting(views: Views, meeting_id: UUID) -> Meeting | None:
    with views.read(ATTENDED) as (connection, tables):
        row = connection.execute(
            select(tables.meetings).where(tables.meetings.c.meeting_id == meeting_id)
        ).one_or_none()
    return _meeting(row) if row else None


def not_recorded(met: Meeting, seat_id: UUID, person_id: UUID) -> Attended:
    """A meeting that nothing was recorded of this person at (C-5)."""
    return Attended(met, seat_id, person_id, ())


def without(
    views: Views, bodies: Collection[UUID], person_id: UUID, since: datetime
) -> list[Meeting]:
    """Meetings of these bodies, closed since a moment, whose register does not have this person;
    the latest first (C-5). What was answered in writing has no register at all."""
    with views.read(ATTENDED) as (connection, tables):
        meetings, presence = tables.meetings.c, tables.presence.c
        there = select(presence.meeting_id).where(presence.person_id == person_id)
        query = (
            select(tables.meetings)
            .where(
                meetings.body.in_(bodies),
                meetings.closed_at >= since,
                meetings.meeting_id.in_(select(presence.meeting_id)),
                meetings.meeting_id.not_in(there),
            )
            .order_by(meetings.closed_at.desc(), meetings.meeting_id)
        )
        return [_meeting(row) for row in connection.execute(query)]


def decisions(views: Views, meeting_id: UUID) -> list[Decided]:
    """What the meeting decided, item by item (C-12)."""
    with views.read(ATTENDED) as (connection, tables):
        table = tables.decided
        rows = connection.execute(
            select(table).where(table.c.meeting_id == meeting_id).order_by(table.c.position)
        )
        return [Decided(row.item_id, row.case_id, row.outcome, row.position) for row in rows]


def one(views: Views, meeting_id: UUID, seat_id: UUID, person_id: UUID) -> Attended | None:
    """What was recorded of this person in this seat; None where nothing was."""
    found = of_person(views, person_id, meeting_id=meeting_id, seat_id=seat_id)
    return found[0] if found else None


def of_person(
    views: Views,
    person_id: UUID,
    *,
    meeting_id: UUID | None = None,
    seat_id: UUID | None = None,
) -> list[Attended]:
    """Where this person has been, the latest meeting first."""
    with views.read(ATTENDED) as (connection, tables):
        presence, meetings = tables.presence.c, tables.meetings.c
        query = (
            select(tables.meetings, presence.seat_id, presence.present_from, presence.present_to)
            .join(tables.presence, presence.meeting_id == meetings.meeting_id)
            .where(presence.person_id == person_id)
            .order_by(
                meetings.closed_at.desc(),
                meetings.meeting_id,
                presence.seat_id,
                presence.present_from,
            )
        )
        if meeting_id is not None:
            query = query.where(presence.meeting_id == meeting_id)
        if seat_id is not None:
            query = query.where(presence.seat_id == seat_id)
        rows = connection.execute(query).all()
    stays: dict[tuple[UUID, UUID], list[Any]] = {}
    for row in rows:
        stays.setdefault((row.meeting_id, row.seat_id), []).append(row)
    return [
        Attended(
            _meeting(same[0]),
            seat,
            person_id,
            tuple(Presence(row.present_from, row.present_to) for row in same),
        )
        for (_, seat), same in stays.items()
    ]


def _meeting(row: Any) -> Meeting:
    return Meeting(
        meeting_id=row.meeting_id,
        body=row.body,
        helsefellesskap=row.helsefellesskap,
        closed_at=row.closed_at,
        cases=tuple(UUID(case) for case in row.cases),
    )
