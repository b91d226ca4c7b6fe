"""What a meeting's minutes are, and how events change them (G-12, G-13, G-20)."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesApproved,
    MinutesCorrected,
    MinutesDocuments,
    MinutesDrafted,
    MinutesLocked,
)

MinutesEvent: TypeAlias = (
    DissentEntered | MinutesDrafted | MinutesCorrected | MinutesApproved | MinutesLocked
)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes as they stand; `written_by` has made this version.

    `behind`: a dissent statement has come since, which the version does not hold. `approved` are
    the seats in which it was approved outside a meeting, `by_chair` whether the chair or the vice
    was among them; `by_the_body` tells that a later meeting has approved it.
    """

    version: int
    documents: MinutesDocuments
    signers: tuple[UUID, ...]
    written_by: UUID
    behind: bool = False
    approved: frozenset[UUID] = frozenset()
    by_chair: bool = False
    by_the_body: bool = False
    locked: bool = False

    @property
    def complete(self) -> bool:
        """G-12: approved by a later meeting, or by the chair and all signers."""
        return self.by_the_body or (self.by_chair and self.approved.issuperset(self.signers))


def written_up(minutes: Minutes | None, event: MinutesEvent) -> Minutes | None:
    """The minutes after the event; a new version has no approvals."""
    match event:
        case DissentEntered():
            return replace(minutes, behind=True) if minutes else None
        case MinutesDrafted():
            return Minutes(event.version, event.documents, event.signers, event.person_id)
        case MinutesCorrected():
            assert minutes is not None
            return Minutes(event.version, event.documents, minutes.signers, event.person_id)
        case MinutesApproved():
            assert minutes is not None
            if event.in_meeting is not None:
                return replace(minutes, by_the_body=True)
            assert event.seat_id is not None
            return replace(
                minutes,
                approved=minutes.approved | {event.seat_id},
                by_chair=minutes.by_chair or event.function in ("chair", "vice"),
            )
        case MinutesLocked():
            assert minutes is not None
            return replace(minutes, locked=True)
        case _:
            assert_never(event)
