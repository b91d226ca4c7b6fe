"""Claims as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from services.compensation.api.explaining import reckoned
from services.compensation.readmodels.attended import Attended
from services.compensation.readmodels.claim_lists import Claim, Step
from shared.contracts.compensation import ClaimLine
from shared.identity.register import Register
from shared.web.components import TimelineEntry, Tone
from shared.web.i18n import Words
from shared.web.references import log_reference

TONES: dict[str, Tone] = {
    "drafted": "neutral",
    "returned": "warning",
    "submitted": "info",
    "attested": "info",
    "approved": "success",
    "batched": "success",
    "sent": "success",
    "acknowledged": "success",
    "paid": "success",
    "payroll-refused": "danger",
    "corrected": "info",
    "recalculated": "warning",
    "refused": "danger",
    "in-review": "info",
    "finally-refused": "danger",
    "disputed": "danger",
    "withdrawn": "neutral",
}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list."""

    claim_id: UUID
    held: datetime
    body: str
    claimant: str
    total_ore: int
    status: str
    tone: Tone
    since: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rate comes from: called by its site, and led to, where it is an address (C-3)."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with its amount explained."""

    kind: str
    what: str | None
    work_from: datetime
    work_to: datetime
    explained: str
    source: Source
    amount_ore: int


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim on its own page."""

    row: ClaimRow
    payer: str
    channel: str
    lines: tuple[LineRow, ...]
    returned: str | None
    batch_id: UUID | None
    timeline: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that can be claimed for."""

    meeting_id: UUID
    seat_id: UUID
    body: str
    present: tuple[tuple[datetime, datetime], ...]


class Presenter:
    """Joins claims with the names of the register; names are opened for the one who looks."""

    def __init__(self, register: Register, words: Words) -> None:
        self._register = register
        self._words = words

    def row(self, claim: Claim) -> ClaimRow:
        draft = claim.draft
        return ClaimRow(
            claim_id=claim.claim_id,
            held=_held(draft.lines),
            body=self.body(claim.body),
            claimant=self.person(draft.claimant),
            total_ore=draft.total_ore,
            status=self._words(f"compensation.status.{claim.status}"),
            tone=TONES[claim.status],
            since=claim.since,
        )

    def page(self, claim: Claim, steps: Sequence[Step]) -> ClaimPage:
        draft = claim.draft
        return ClaimPage(
            row=self.row(claim),
            payer=self.party(draft.payer),
            channel=self._words(f"compensation.channel.{draft.channel}"),
            lines=tuple(self._line(line) for line in draft.lines),
            returned=claim.returned,
            batch_id=claim.batch_id,
            timeline=tuple(self._entry(step) for step in steps),
        )

    def meeting(self, met: Attended) -> MeetingRow:
        return MeetingRow(
            meeting_id=met.meeting.meeting_id,
            seat_id=met.seat_id,
            body=self.body(met.meeting.body),
            present=tuple((each.present_from, each.present_to) for each in met.present),
        )

    def person(self, person_id: UUID) -> str:
        """The name; its pseudonym's beginning where it is erased or unknown."""
        return self._register.person_name(person_id) or str(person_id)[:8]

    def party(self, party: UUID) -> str:
        known = self._register.organisation(party)
        return known.name if known else str(party)[:8]

    def body(self, body: UUID | None) -> str:
        known = self._register.body(body) if body else None
        return known.name if known else self._words("compensation.unknown-body")

    def _line(self, line: ClaimLine) -> LineRow:
        return LineRow(
            kind=self._words(f"compensation.kind.{line.kind}"),
            what=line.what,
            work_from=line.work_from,
            work_to=line.work_to,
            explained=reckoned(line, self._words),
            source=_source(line.rate_source),
            amount_ore=line.amount_ore,
        )

    def _entry(self, step: Step) -> TimelineEntry:
        return TimelineEntry(
            title=self._title(step),
            at=step.at,
            by=self.person(step.by),
            text=step.reason,
            reference=log_reference(self._words, "compensation", step.position),
            tone=TONES[step.status],
        )

    def _title(self, step: Step) -> str:
        title = self._words(f"compensation.step.{step.status}")
        return (
            f"{title}: {self._words(f'compensation.stage.{step.stage}')}" if step.stage else title
        )


def _source(given: str) -> Source:
    if not given.startswith("https://"):
        return Source(given, None)
    return Source(urlsplit(given).netloc.removeprefix("www."), given)


def _held(lines: Sequence[ClaimLine]) -> datetime:
    """When the meeting began; for what stands on no meeting time, when the work did."""
    return min(
        (line.work_from for line in lines if line.kind == "meeting"),
        default=min(line.work_from for line in lines),
    )
