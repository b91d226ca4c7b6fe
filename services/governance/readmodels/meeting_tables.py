"""The tables of the read model `meetings` (G-12, G-13)."""

from dataclasses import dataclass

from sqlalchemy import JSON, Column, String, Table, Uuid

from shared.eventlog.projections import NewTable, UtcDateTime


@dataclass(frozen=True, slots=True)
class MeetingTables:
    meetings: Table
    people: Table
    cases: Table
    co_opted: Table


def meeting_tables(new: NewTable) -> MeetingTables:
    """The tables of one generation."""
    return MeetingTables(
        meetings=new(
            "meetings",
            Column("meeting_id", Uuid, primary_key=True),
            Column("body", Uuid, nullable=False, index=True),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("kind", String, nullable=False),
            Column("starts_at", UtcDateTime, nullable=False),
            Column("answer_by", UtcDateTime),
            Column("place", String, nullable=False),
            Column("state", String, nullable=False),
            Column("cancelled", String),
            Column("started_at", UtcDateTime),
            Column("closed_at", UtcDateTime),
            Column("agenda", JSON, nullable=False),
            Column("attendance", JSON, nullable=False),
            Column("minutes", JSON),
        ),
        people=new(
            "meeting_people",
            Column("meeting_id", Uuid, primary_key=True),
            Column("person_id", Uuid, primary_key=True),
        ),
        cases=new(
            "meeting_cases",
            Column("meeting_id", Uuid, primary_key=True),
            Column("case_id", Uuid, primary_key=True),
        ),
        co_opted=new("meeting_co_opted", Column("seat_id", Uuid, primary_key=True)),
    )
