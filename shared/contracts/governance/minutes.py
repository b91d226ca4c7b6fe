"""The minutes of a meeting: drafted from events, corrected, approved, locked (G-12, G-13, G-20)."""

from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import Function, Part
from shared.contracts.record import Event


class MinutesDocuments(Part):
    """The typeset minutes in bokmål and nynorsk, by the SHA-256 of their bytes."""

    nb: str
    nn: str


class DissentEntered(Event):
    """A dissent statement (protokolltilførsel), which stands in the minutes as written (G-13)."""

    type: Literal["governance.dissent-entered.v1"] = "governance.dissent-entered.v1"
    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    person_id: UUID
    party: UUID
    text: str


class MinutesDrafted(Event):
    """The minutes as what was recorded of the meeting tells them; `version` counts from 1.

    `person_id` is who has made them. `signers` are the seats that the body has named to approve
    them with the chair.
    """

    type: Literal["governance.minutes-drafted.v1"] = "governance.minutes-drafted.v1"
    meeting_id: UUID
    version: int
    person_id: UUID
    signers: tuple[UUID, ...] = ()
    documents: MinutesDocuments


class MinutesCorrected(Event):
    """The minutes say more than was recorded: the correction stands beside what it corrects,
    with its reason, and the version before stays readable (G-20). `item_id` is None where it
    concerns the meeting as a whole."""

    type: Literal["governance.minutes-corrected.v1"] = "governance.minutes-corrected.v1"
    meeting_id: UUID
    version: int
    person_id: UUID
    item_id: UUID | None = None
    text: str
    reason: str
    documents: MinutesDocuments


class MinutesApproved(Event):
    """Somebody has approved this version: the body itself, under an item of a later meeting
    (`in_meeting`), or one of those who may outside a meeting, in `seat_id` with its `function`."""

    type: Literal["governance.minutes-approved.v1"] = "governance.minutes-approved.v1"
    meeting_id: UUID
    version: int
    person_id: UUID
    seat_id: UUID | None = None
    function: Function | None = None
    in_meeting: UUID | None = None


class MinutesLocked(Event):
    """The approved minutes never change again (G-12)."""

    type: Literal["governance.minutes-locked.v1"] = "governance.minutes-locked.v1"
    meeting_id: UUID
    version: int
    documents: MinutesDocuments


MinutesEvent: TypeAlias = (
    DissentEntered | MinutesDrafted | MinutesCorrected | MinutesApproved | MinutesLocked
)
