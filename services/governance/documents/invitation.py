"""A meeting as calendars know it (RFC 5545): the same entry, renewed as the meeting changes."""

from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

from shared.contracts.governance import MeetingKind

MEDIA_TYPE = "text/calendar; charset=utf-8"
USUAL = timedelta(hours=2)
"""How long a meeting stands in a calendar: no end is planned."""


def invitation(
    *,
    meeting_id: UUID,
    version: int,
    kind: MeetingKind,
    title: str,
    starts_at: datetime,
    answer_by: datetime | None,
    place: str,
    agenda: tuple[str, ...],
    cancelled: bool,
    said_at: datetime,
) -> bytes:
    """The calendar with the meeting in it. The UID never changes; `version` (SEQUENCE) grows with
    the meeting's stream, and the status tells whether it is cancelled. A written procedure
    stands on its last moment to answer. `said_at` is DTSTAMP."""
    event = Event()
    event.add("uid", f"{meeting_id}@samhandling")
    event.add("sequence", version)
    event.add("dtstamp", said_at)
    event.add("summary", title)
    if kind == "written" and answer_by is not None:
        event.add("dtstart", answer_by)
        event.add("dtend", answer_by)
    else:
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + USUAL)
    if place:
        event.add("location", place)
    event.add("description", "\n".join(agenda))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Samhandling//governance//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
