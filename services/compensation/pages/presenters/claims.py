"""Claims as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from services.compensation.api.explaining import reckoned
from services.compensation.readmodels.attended import Attended
from services.compensation.readmodels.claim_lists import Claim, Step
from services.compensation.readmodels.pay_lines import InBatch
from shared.contracts.compensation import ClaimLine, LineKind
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

LINE_TONES: dict[str, Tone] = {
    "locked": "neutral",
    "sent": "info",
    "acknowledged": "success",
    "paid": "success",
    "refused": "danger",
}
SAID = frozenset(
    {
        "returned",
        "refused",
        "in-review",
        "finally-refused",
        "disputed",
        "payroll-refused",
        "corrected",
    }
)
"""The states in which the last words said of a claim still count."""


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
    """A line with its amount explained; `receipt` is the hash of the one it stands on. What is
    not measured in time (a cost) has a day only."""

    line_id: UUID
    kind: str
    what: str | None
    work_from: datetime
    work_to: datetime
    explained: str
    source: Source | None
    amount_ore: int
    receipt: str | None


@dataclass(frozen=True, slots=True)
class SentRow:
    """A line as it went to payroll, and what became of it (C-9, C-12)."""

    line_id: UUID
    batch_id: UUID
    period: str
    what: str
    amount_ore: int
    status: str
    tone: Tone
    reason: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim on its own page. `said` is what was said against it with its heading, `look` why it
    may come to something else now (C-13), `corrections` the lines that correct it."""

    row: ClaimRow
    payer: str
    channel: str
    agreement_id: UUID
    lines: tuple[LineRow, ...]
    corrections: tuple[LineRow, ...]
    sent: tuple[SentRow, ...]
    said: tuple[str, str] | None
    look: str | None
    batch_id: UUID | None
    timeline: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that can be claimed for, and when it was held; nobody is `present` where the
    register does not have them (C-5)."""

    meeting_id: UUID
    seat_id: UUID
    body: str
    held: datetime
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
            held=held_on(draft.lines),
            body=self.body(claim.body),
            claimant=self.person(draft.claimant),
            total_ore=draft.total_ore,
            status=self._words(f"compensation.status.{claim.status}"),
            tone=TONES[claim.status],
            since=claim.since,
        )

    def page(
        self,
        claim: Claim,
        steps: Sequence[Step],
        corrections: Sequence[ClaimLine] = (),
        sent: Sequence[InBatch] = (),
    ) -> ClaimPage:
        """`corrections` are the lines that correct it, `sent` those that went to payroll."""
        draft, words = claim.draft, self._words
        return ClaimPage(
            row=self.row(claim),
            payer=self.party(draft.payer),
            channel=words(f"compensation.channel.{draft.channel}"),
            agreement_id=draft.agreement_id,
            lines=tuple(self.line(line) for line in draft.lines),
            corrections=tuple(self.line(line) for line in corrections),
            sent=tuple(self._sent(line) for line in sent),
            said=(words(f"compensation.said.{claim.status}"), claim.returned)
            if claim.returned and claim.status in SAID
            else None,
            look=words(f"compensation.look.{claim.look}") if claim.look else None,
            batch_id=claim.batch_id,
            timeline=tuple(self._entry(step) for step in steps),
        )

    def meeting(self, met: Attended) -> MeetingRow:
        present = tuple((each.present_from, each.present_to) for each in met.present)
        return MeetingRow(
            meeting_id=met.meeting.meeting_id,
            seat_id=met.seat_id,
            body=self.body(met.meeting.body),
            held=present[0][0] if present else met.meeting.closed_at,
            present=present,
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

    def kind(self, kind: LineKind | None) -> str:
        """Lines of the first batches did not tell theirs."""
        return self._words(f"compensation.kind.{kind}") if kind else ""

    def line(self, line: ClaimLine) -> LineRow:
        """A line explained: of a claim, or of a correction that is proposed."""
        return LineRow(
            line_id=line.line_id,
            kind=self._words(f"compensation.kind.{line.kind}"),
            what=line.what,
            work_from=line.work_from,
            work_to=line.work_to,
            explained=reckoned(line, self._words),
            source=source_of(line.rate_source) if line.rate_source else None,
            amount_ore=line.amount_ore,
            receipt=line.receipt.sha256 if line.receipt else None,
        )

    def _sent(self, line: InBatch) -> SentRow:
        return SentRow(
            line_id=line.line.line_id,
            batch_id=line.batch_id,
            period=line.period,
            what=self.kind(line.line.kind),
            amount_ore=line.line.amount_ore,
            status=self._words(f"compensation.pay-line.{line.status}"),
            tone=LINE_TONES[line.status],
            reason=line.reason,
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


def source_of(given: str) -> Source:
    """An address is called by its site."""
    if not given.startswith("https://"):
        return Source(given, None)
    return Source(urlsplit(given).netloc.removeprefix("www."), given)


def held_on(lines: Sequence[ClaimLine]) -> datetime:
    """When the meeting began; for what stands on no meeting time, when the work did."""
    return min(
        (line.work_from for line in lines if line.kind == "meeting"),
        default=min(line.work_from for line in lines),
    )
