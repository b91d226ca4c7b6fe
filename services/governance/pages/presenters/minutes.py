"""The minutes of a meeting as their page shows them (G-12, G-13, G-20)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.governance.pages.presenters.names import Names
from services.governance.readmodels.meeting import Meeting, Minutes, Version
from shared.contracts.governance.minutes import MinutesApproved
from shared.web.components import Option, Tone

STATES: dict[str, Tone] = {"drafted": "info", "approved": "success", "locked": "neutral"}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version: what made it, by whom, and where it corrects something, what and why."""

    version: int
    at: datetime
    by: str
    item: str | None
    text: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes; the latest version first. `missing` are those who have not approved yet."""

    state: str
    tone: Tone
    version: int
    versions: tuple[VersionRow, ...]
    approvals: tuple[str, ...]
    missing: tuple[str, ...]
    behind: bool


def minutes_page(meeting: Meeting, names: Names) -> MinutesPage:
    minutes = meeting.minutes
    assert minutes is not None
    return MinutesPage(
        state=names.words(f"governance.minutes.state-{minutes.state}"),
        tone=STATES[minutes.state],
        version=minutes.latest.version,
        versions=tuple(_version_row(each, meeting, names) for each in reversed(minutes.versions)),
        approvals=tuple(_approval(each, names) for each in minutes.approvals),
        missing=_missing(minutes, meeting, names) if minutes.state == "drafted" else (),
        behind=minutes.behind,
    )


def possible_signers(meeting: Meeting, names: Names) -> list[Option]:
    """Those who took part: the body may name some of them to approve the minutes."""
    return [
        Option(str(seat), f"{names.person(person)} ({names.party(party)})")
        for seat, (person, party) in _sat(meeting).items()
    ]


def items(meeting: Meeting) -> list[Option]:
    """What a correction may concern."""
    return [Option(str(each.on_agenda.item_id), each.on_agenda.number) for each in meeting.items]


def _sat(meeting: Meeting) -> dict[UUID, tuple[UUID, UUID]]:
    sat = {
        seat.seat_id: (seat.person_id, seat.party)
        for item in meeting.items
        for seat in item.register_
    }
    return sat | {each.seat_id: (each.person_id, each.party) for each in meeting.attendance}


def _version_row(each: Version, meeting: Meeting, names: Names) -> VersionRow:
    item = meeting.item(each.item_id) if each.item_id else None
    return VersionRow(
        version=each.version,
        at=each.at,
        by=names.person(each.person_id),
        item=item.on_agenda.number if item else None,
        text=each.text,
        reason=each.reason,
    )


def _approval(each: MinutesApproved, names: Names) -> str:
    if each.in_meeting:
        return names.words("governance.minutes.by-meeting")
    return names.person(each.person_id)


def _missing(minutes: Minutes, meeting: Meeting, names: Names) -> tuple[str, ...]:
    """Whose approval is still missing outside a meeting: the chair's, and the signers'."""
    approved = {each.seat_id for each in minutes.approvals}
    sat = _sat(meeting)
    by_chair = any(each.function in ("chair", "vice") for each in minutes.approvals)
    chair = () if by_chair else (names.words("governance.minutes.the-chair"),)
    signers = (names.person(sat[seat][0]) for seat in minutes.signers if seat not in approved)
    return (*chair, *signers)
