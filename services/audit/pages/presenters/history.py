"""The history of a case as its page shows it, whole or by its turns (R-1, R-2)."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias
from uuid import UUID

from services.audit.application import History, Remembered, sentence
from services.audit.pages.presenters.details import Dissent, detail, dissents
from services.audit.pages.presenters.elapsed import elapsed
from services.audit.pages.presenters.names import Names
from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered
from shared.contracts.record import ServiceName
from shared.identity.actors import Actor
from shared.service.onward import PlaceName, onward
from shared.web.components import Onward, TimelineEntry, Tone
from shared.web.i18n import Words
from shared.web.references import log_reference

View: TypeAlias = Literal["full", "turns"]

TONES: dict[str, Tone] = {
    "governance.consensus-reached": "success",
    "governance.consensus-failed": "warning",
    "governance.ratification-overdue": "warning",
    "governance.decision-in-force": "success",
    "governance.case-implemented": "success",
    "governance.deadline-missed": "warning",
    "governance.not-agreed-declared": "danger",
    "governance.outcome-without-effect": "warning",
    "compensation.claim-returned": "warning",
    "compensation.batch-acknowledged": "success",
}
"""How it went; all else is just told."""

TURNS = frozenset(
    {
        "intake.report-registered",
        "intake.case-started",
        "intake.case-split-off",
        "intake.case-merged",
        "intake.case-triaged",
        "intake.outcome-disputed",
        "intake.case-reopened",
        "intake.report-withdrawn",
        "assessment.assessment-opened",
        "assessment.assessment-reopened",
        "assessment.assessment-closed",
        "assessment.assessment-concluded",
        "governance.case-received",
        "governance.case-referred",
        "governance.arena-answered",
        "governance.proposal-submitted",
        "governance.no-proposal",
        "governance.council-heard",
        "governance.proposal-recommended",
        "governance.consensus-reached",
        "governance.consensus-failed",
        "governance.return-or-lift-chosen",
        "governance.exit-taken",
        "governance.case-resumed",
        "governance.clarification-sent",
        "governance.clarification-answered",
        "governance.not-agreed-declared",
        "governance.ratification-registered",
        "governance.ratification-choice-made",
        "governance.decision-in-force",
        "governance.case-implemented",
        "governance.follow-up-answered",
        "governance.case-closed",
        "compensation.claim-approved",
        "compensation.claim-refused",
        "compensation.batch-paid",
    }
)
"""Where the case turns: each is a decision, or that it goes from one to another (R-1)."""


def history_title(shown: Iterable[Remembered], words: Words) -> str:
    """With what the case is called, where its beginning may be seen."""
    begun = (ReportRegistered, CaseStarted, CaseSplitOff)
    numbers = (each.event.number for each in shown if isinstance(each.event, begun))
    number = next(numbers, None)
    if number is None:
        return words("audit.history.title")
    return words("audit.history.of-case", number=number)


def chosen(
    shown: Iterable[Remembered], view: View, service: ServiceName | None
) -> tuple[Remembered, ...]:
    """What is left of it when one asks for the turns, or for one part of the platform."""
    return tuple(
        each
        for each in shown
        if (view == "full" or kind_of(each) in TURNS)
        and (service is None or each.entry.service == service)
    )


def kind_of(each: Remembered) -> str:
    """What has happened, whatever the version."""
    return each.entry.type.rsplit(".", 1)[0]


def timeline(
    case_id: UUID, shown: Sequence[Remembered], names: Names, about: str = ""
) -> tuple[TimelineEntry, ...]:
    """The history, newest first, each with how long it took since the one before.

    `about` follows the addresses of the single decisions, as `?purpose=…` does.
    """
    entries = [
        _entry(case_id, each, earlier, names, about)
        for earlier, each in zip([None, *shown], shown, strict=False)
    ]
    return tuple(reversed(entries))


def _entry(
    case_id: UUID, each: Remembered, earlier: Remembered | None, names: Names, about: str
) -> TimelineEntry:
    words, recorded = names.words, each.entry.recorded
    reference = log_reference(words, each.entry.service, each.entry.position)
    return TimelineEntry(
        title=sentence(each, words),
        at=recorded,
        by=who(each, names),
        text=detail(each, names),
        reference=f"{reference} · {each.entry.type}",
        tone=TONES.get(kind_of(each), "info"),
        address=f"/revisjon/saker/{case_id}/hendelser/{each.entry.event_id}{about}",
        after=elapsed(earlier.entry.recorded, recorded, words) if earlier else None,
        notes=tuple(objection(dissent, words) for dissent in dissents(each, names)),
    )


def who(each: Remembered, names: Names) -> str:
    """Who did it, in which seat, and for whom they stood in (R-1, P-5); a service that acted by
    itself is named as such."""
    told = names.person(each.by)
    if each.by is None:
        return told
    seat = names.seat(each.envelope.actorseat) if each.envelope.actorseat else None
    if seat:
        told = f"{told}, {seat}"
    if each.envelope.onbehalfof is None:
        return told
    return names.words("audit.on-behalf", who=told, of=names.person(each.envelope.onbehalfof))


def objection(dissent: Dissent, words: Words) -> str:
    """`Uenig: Sykehuset Telemark (leder i …) – annet enn faglig: …`."""
    seat = f" ({dissent.seat})" if dissent.seat else ""
    key = "audit.dissent.blocking" if dissent.blocking else "audit.dissent.remark"
    return words(key, who=f"{dissent.party}{seat}", kind=dissent.kind, text=dissent.text)


def places(case_id: UUID, found: History, actor: Actor, words: Words) -> tuple[Onward, ...]:
    """The other pages of the case that the reader may open, of the services that have had it."""
    services = {each.entry.service for each in found.shown}
    where: list[PlaceName] = ["case"]
    if "assessment" in services:
        where.append("assessment")
    if "governance" in services:
        where.append("governance")
    return onward(case_id, found.resource, actor, words, where)
