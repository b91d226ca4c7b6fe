"""Norwegian words, dates and tags for intake's pages; no HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from services.intake.commands import RegisterReport
from services.intake.readmodels.cases import Case
from services.intake.readmodels.steps import Step
from services.intake.rules.reports import contact_details
from shared.eventlog.sealing import Seals
from shared.identity.actors import Actor
from shared.identity.register import Register
from shared.service.onward import PlaceName, onward
from shared.web.components import (
    BUILD_ORDER,
    ComponentState,
    Framework,
    Onward,
    Option,
    TimelineEntry,
    Tone,
)
from shared.web.flash import Flash
from shared.web.i18n import Words
from shared.web.references import log_reference
from shared.web.validation import name_of

TONES: dict[str, Tone] = {
    "waiting": "info",
    "answered": "success",
    "implemented": "success",
    "in-force": "success",
    "declined": "neutral",
    "withdrawn": "neutral",
    "joined": "neutral",
    "merged": "neutral",
    "unanswered": "neutral",
    "information-requested": "warning",
    "disagreed-professional": "warning",
    "disagreed-other": "danger",
    "disagreed-mixed": "danger",
    "unresolved": "danger",
    "not-agreed": "danger",
    "choosing": "warning",
    "chair-choosing": "warning",
    "closed-result-confirmed": "success",
    "closed-solved-elsewhere": "success",
    "closed-not-agreed": "neutral",
    "closed-dropped": "neutral",
}

PARTY_KINDS = ("hf", "rhf", "municipality", "gp-practice", "specialist-practice")
"""The organisations that are parties (I-2), in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    case_id: UUID
    number: str
    title: str
    stage: str
    tone: Tone
    urgent: bool
    since: datetime
    holder: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case on its own page."""

    row: CaseRow
    what_happens: str
    workaround: str | None
    parties: str
    unregistered: tuple[str, ...]
    obstacle: str | None
    deadline: datetime | None
    triage_reason: str | None
    reporter: str | None
    reported_on: str
    framework: Framework
    timeline: tuple[TimelineEntry, ...]
    onward: tuple[Onward, ...]


def receipt(command: RegisterReport, words: Words) -> Flash:
    """What the reporter is told when the report has been taken, with the warning of I-3: in
    which fields there are phone numbers or e-mail addresses, each field once."""
    fields = dict.fromkeys(detail.field for detail in contact_details(command))
    if not fields:
        return Flash("success", "intake.report.received")
    named = ", ".join(f"«{words(f'intake.report.{name_of(field)}')}»" for field in fields)
    return Flash("warning", "intake.report.received-with-contact", {"fields": named})


def party_options(known: Register, homes: Iterable[UUID]) -> list[Option]:
    """The organisations one can say that a problem is about (I-2): hospitals, municipalities,
    practices."""
    parties = {
        each.name: each.kind
        for home in homes
        for each in known.organisations(home)
        if each.kind in PARTY_KINDS
    }
    ordered = sorted(parties, key=lambda name: (PARTY_KINDS.index(parties[name]), name))
    return [Option(name, name) for name in ordered]


def holder(case: Case, known: Register, words: Words) -> str:
    """Who has the case now (I-11)."""
    match case.holder:
        case "body":
            body = known.body(case.body) if case.body else None
            return body.name if body else words("intake.holder.body")
        case "line":
            line = known.organisation(case.line) if case.line else None
            return (
                words("intake.holder.line", name=line.name)
                if line
                else words("intake.holder.line-unknown")
            )
        case other:
            return words(f"intake.holder.{other}")


def row(case: Case, known: Register, seals: Seals, words: Words) -> CaseRow:
    return CaseRow(
        case_id=case.case_id,
        number=case.number,
        title=seals.open(case.title) or words("intake.erased"),
        stage=words(f"intake.stage.{case.stage}"),
        tone=TONES.get(case.stage, "info"),
        urgent=case.urgent,
        since=case.since,
        holder=holder(case, known, words),
    )


def framework(case: Case, known: Register) -> Framework:
    """The six components inside the capacity frame, as last assessed (A-1, A-9)."""
    capacity = case.capacity if case.capacity in ("within", "over", "unknown") else "open"
    body = known.body(case.body) if case.body else None
    return Framework(
        components=tuple(
            ComponentState(
                name=name,
                status=case.components.get(name, "open"),  # type: ignore[arg-type]
                obstacle=case.obstacle == name,
            )
            for name in BUILD_ORDER
        ),
        capacity=capacity,  # type: ignore[arg-type]
        structures=(body.name,) if body else (),
    )


def page(
    case: Case,
    history: Sequence[Step],
    known: Register,
    seals: Seals,
    words: Words,
    reporter: str | None,
    actor: Actor,
) -> CasePage:
    return CasePage(
        row=row(case, known, seals, words),
        what_happens=seals.open(case.what_happens) or words("intake.erased"),
        workaround=seals.open(case.workaround) if case.workaround else None,
        parties=", ".join(party.name for party in case.parties),
        unregistered=tuple(party.name for party in case.parties if not party.organisation_id),
        obstacle=words(f"intake.obstacle.{case.obstacle}") if case.obstacle else None,
        deadline=case.deadline,
        triage_reason=case.triage_reason,
        reporter=reporter,
        reported_on=words.formats.day(case.reported_on),
        framework=framework(case, known),
        timeline=timeline(history, words),
        onward=_onward(case, history, actor, words),
    )


def timeline(history: Sequence[Step], words: Words) -> tuple[TimelineEntry, ...]:
    """The steps, newest first; the same step by several parties in a row is told once."""
    runs = groupby(history, key=lambda step: (step.service, step.kind))
    return tuple(entry(list(run), words) for _, run in runs)


def entry(run: Sequence[Step], words: Words) -> TimelineEntry:
    """One or several steps of the same kind, newest first."""
    newest, oldest = run[0], run[-1]
    return TimelineEntry(
        title=words(f"step.{newest.kind}", count=len(run)),
        at=newest.at,
        reference=log_reference(words, newest.service, oldest.position, newest.position),
        tone="success" if newest.kind.endswith(("in-force", "implemented")) else "info",
    )


def _onward(case: Case, history: Sequence[Step], actor: Actor, words: Words) -> tuple[Onward, ...]:
    """Where the other services show their part of the case, once they have one."""
    services = {step.service for step in history}
    places: list[PlaceName] = ["history"]
    if "assessment" in services:
        places.append("assessment")
    if "governance" in services:
        places.append("governance")
    return onward(case.case_id, case.resource, actor, words, places)
