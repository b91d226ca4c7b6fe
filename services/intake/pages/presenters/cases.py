"""A case in a list and on its own page, in Norwegian words, dates and tags; no HTML (I-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from services.intake.readmodels.cases import Case
from services.intake.readmodels.counts import Joins
from services.intake.readmodels.steps import Step
from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.identity.actors import Actor
from shared.identity.register import Register
from shared.service.onward import PlaceName, onward
from shared.web.components import (
    BUILD_ORDER,
    ComponentState,
    Framework,
    Onward,
    TimelineEntry,
    Tone,
)
from shared.web.i18n import Words
from shared.web.references import log_reference

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
    "closed-not-realistic": "neutral",
    "not-realistic": "warning",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    case_id: UUID
    number: str
    title: str
    stage: str
    tone: Tone
    urgent: bool
    recurring: bool
    disputed: bool
    reports: int
    since: datetime
    holder: str
    parties: str
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What triage ended in, as the reporter is told it; rule and routine by their pages."""

    text: str
    reason: str | None
    reference: str | None
    rule: tuple[str, UUID] | None
    routine: tuple[str, UUID] | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case on its own page."""

    row: CaseRow
    what_happens: str
    workaround: str | None
    risk: str | None
    parties: str
    started_by: str | None
    unregistered: tuple[str, ...]
    obstacle: str | None
    deadline: datetime | None
    reporter: str | None
    reported_on: str
    framework: Framework
    timeline: tuple[TimelineEntry, ...]
    onward: tuple[Onward, ...]


def tone_of(stage: str) -> Tone:
    return TONES.get(stage, "info")


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
        tone=tone_of(case.stage),
        urgent=case.urgent,
        recurring=case.recurring,
        disputed=case.disputed,
        reports=case.reports,
        since=case.since,
        holder=holder(case, known, words),
        parties=", ".join(party.name for party in case.parties),
        deadline=case.deadline,
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
        workaround=opened(case.workaround, seals),
        risk=opened(case.workaround_risk, seals),
        started_by=starter(case, known, words),
        parties=", ".join(party.name for party in case.parties),
        unregistered=tuple(party.name for party in case.parties if not party.organisation_id),
        obstacle=words(f"intake.obstacle.{case.obstacle}") if case.obstacle else None,
        deadline=case.deadline,
        reporter=reporter,
        reported_on=words.formats.day(case.reported_on),
        framework=framework(case, known),
        timeline=timeline(history, words),
        onward=_onward(case, history, actor, words),
    )


def opened(text: Sealed | None, seals: Seals) -> str | None:
    return seals.open(text) if text else None


def starter(case: Case, known: Register, words: Words) -> str | None:
    """I-13: the body, the party or the project that has started it."""
    if case.started_by is None:
        return None
    told = case.started_by
    if told["body_id"]:
        body = known.body(UUID(told["body_id"]))
        return body.name if body else words("intake.holder.body")
    if told["party"]:
        party = known.organisation(UUID(told["party"]))
        return party.name if party else words("intake.start.party")
    return str(told["project"])


def now(case: Case, known: Register, words: Words) -> str:
    """I-11: what happens now, in one or two plain sentences."""
    return words(f"intake.now.{case.stage}", holder=holder(case, known, words))


def outcome(case: Case, known: Register, words: Words) -> Outcome | None:
    """What triage ended in, and what it refers to; None while nothing has been decided."""
    if not words.has(f"intake.told.{case.triage}"):
        return None
    rule, routine = case.rule, case.routine
    line = known.organisation(case.line) if case.line else None
    return Outcome(
        text=words(f"intake.told.{case.triage}", line=line.name if line else ""),
        reason=case.triage_reason,
        reference=case.reference,
        rule=(
            (words("intake.rule.cited", title=rule.title, source=rule.source), rule.rule_id)
            if rule
            else None
        ),
        routine=(words("intake.told.routine", number=routine.number), routine.case_id)
        if routine
        else None,
    )


def joined(counted: Joins, words: Words) -> str | None:
    """I-7: how many have met the same, and in how many municipalities."""
    if counted.reports < 2:
        return None
    places = words("intake.joins.municipalities", count=len(counted.municipalities))
    return words("intake.joins", count=counted.reports, municipalities=places)


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
