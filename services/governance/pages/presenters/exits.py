"""A named way out as its page shows it (G-16 to G-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.governance.api.exit_answers import (
    ClarificationOut,
    DisputeOut,
    TrialOut,
    clarification_out,
    dispute_out,
    document_of,
    parts_of,
    trial_out,
)
from services.governance.decisions.body import as_fact
from services.governance.pages.presenters.names import Names
from services.governance.readmodels.exits import Exit
from services.governance.rules.clarifications import missing, unread_by
from shared.contracts.governance.trials import Limit
from shared.web.components import Tone
from shared.web.formats import Formats

TONES: dict[str, Tone] = {
    "answered": "success",
    "granted": "success",
    "running": "success",
    "evaluated": "success",
    "stated": "success",
    "refused": "danger",
    "sent": "warning",
    "applied": "warning",
}


@dataclass(frozen=True, slots=True)
class ExitRow:
    """A line in a list of ways out."""

    address: str
    title: str
    about: str
    state: str
    tone: Tone
    since: datetime
    case: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """What a side has said of the text."""

    side: str
    state: str
    tone: Tone
    told: str


@dataclass(frozen=True, slots=True)
class ExitPage:
    """A way out: `texts` are headed paragraphs, `facts` short ones; `missing` is what must be
    filled in before it can be signed."""

    row: ExitRow
    case_id: UUID
    body: str
    texts: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    sides: tuple[SideRow, ...]
    document: str | None


def row(found: Exit, names: Names) -> ExitRow:
    words = names.words
    state = found.as_it_is
    match found.kind:
        case "clarification":
            about = parts_of(state)[0].text.question
        case "trial":
            about = trial_out(found).plan.measure
        case "dispute":
            about = state.prepared.text.question
    return ExitRow(
        address=f"/styring/utveier/{found.kind}/{found.exit_id}",
        title=words(f"governance.exit.kind.{found.kind}"),
        about=about,
        state=words(f"governance.exit.state.{found.kind}-{found.state}"),
        tone=TONES.get(found.state, "info"),
        since=found.since,
        case=names.case(found.case_id, found.case_number),
    )


def page(found: Exit, names: Names) -> ExitPage:
    match found.kind:
        case "clarification":
            texts, facts = _clarification(clarification_out(found), names)
        case "trial":
            texts, facts = _trial(trial_out(found), names)
        case "dispute":
            texts, facts = _dispute(dispute_out(found), names)
    shown = row(found, names)
    return ExitPage(
        row=shown,
        case_id=found.case_id,
        body=names.body(found.body),
        texts=_filled(texts),
        facts=_filled(facts),
        missing=lacking(found, names),
        sides=_sides(found, names),
        document=f"{shown.address}/dokument" if document_of(found) else None,
    )


def _filled(pairs: Sequence[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((term, value) for term, value in pairs if value)


def _label(names: Names, name: str) -> str:
    return names.words(f"governance.exit.field.{name}")


def _clarification(
    told: ClarificationOut, names: Names
) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    words = names.words
    answer = told.answer
    texts: list[tuple[str, str | None]] = [
        (_label(names, "answer"), answer.answer if answer else None),
        (_label(names, "question"), told.question),
        (_label(names, "facts"), told.facts),
        *(
            (
                f"{each.law} {each.section}",
                words(f"governance.provision-question.{each.question}"),
            )
            for each in told.provisions
        ),
    ]
    for reading in told.readings:
        party = names.party(reading.party)
        texts.append((words("governance.exit.reading-of", party=party), reading.text))
        texts.append((words("governance.exit.dissent-in", party=party), reading.dissent))
    texts += [
        (_label(names, "consequence"), told.consequence),
        (_label(names, "earlier"), told.earlier),
    ]
    urgency = words(f"governance.urgency.{told.urgency}")
    facts: list[tuple[str, str | None]] = [
        (_label(names, "urgency"), _joined(urgency, told.urgency_reason)),
        (_label(names, "language"), words(f"governance.written.{told.language}")),
        (_label(names, "reference"), answer.reference if answer else None),
        (_label(names, "answered-on"), _day(answer.answered_on) if answer else None),
        (
            words("governance.exit.answered-by"),
            words(f"governance.answered-by.{answer.by}") if answer else None,
        ),
        *((words("governance.exit.reviewed"), each.note or "–") for each in told.reviews),
    ]
    return texts, facts


def _trial(
    told: TrialOut, names: Names
) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    words, plan = names.words, told.plan
    texts: list[tuple[str, str | None]] = [
        (words("governance.exit.refused-because"), told.refused_because),
        (_label(names, "measure"), plan.measure),
        *((f"{each.law} {each.section}", each.how) for each in plan.deviations),
        (_label(names, "duration"), plan.duration),
        (_label(names, "case-handling"), _limit(names, plan.case_handling)),
        (_label(names, "individuals"), _limit(names, plan.individuals)),
        (_label(names, "reversible"), plan.reversible),
        (_label(names, "evaluation"), plan.evaluation),
        (_label(names, "conditions"), told.conditions),
        (_label(names, "result"), told.result),
        (_label(names, "recommendation"), told.recommendation),
    ]
    basis = words(f"governance.trial-basis.{plan.basis}")
    facts: list[tuple[str, str | None]] = [
        (_label(names, "basis"), f"{basis} {plan.basis_provision or ''}".strip()),
        (_label(names, "starts-on"), _day(told.granted_from or plan.starts_on)),
        (_label(names, "ends-on"), _day(told.ends_on or told.granted_to or plan.ends_on)),
        (_label(names, "authority"), told.authority),
        (_label(names, "started-on"), _day(told.started_on)),
        (_label(names, "ended-on"), _day(told.ended_on)),
    ]
    return texts, facts


def _dispute(
    told: DisputeOut, names: Names
) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    words = names.words
    texts: list[tuple[str, str | None]] = [
        (_label(names, "statement"), told.statement),
        (_label(names, "question"), told.question),
        (_label(names, "claim"), told.claim),
        (_label(names, "facts"), told.facts),
        (_label(names, "legal-basis"), told.legal_basis),
    ]
    facts: list[tuple[str, str | None]] = [
        (_label(names, "dispute-kind"), words(f"governance.dispute-kind.{told.kind}")),
        (_label(names, "party"), names.party(told.party)),
        (_label(names, "other-party"), names.party(told.other_party)),
        (_label(names, "agreement"), told.agreement),
        (_label(names, "copy-sent-on"), _day(told.copy_sent_on)),
        (_label(names, "reference"), told.reference),
    ]
    return texts, facts


def _limit(names: Names, limit: Limit) -> str:
    return _joined(names.words(f"governance.exit.{'yes' if limit.departs else 'no'}"), limit.told)


def _joined(said: str, more: str | None) -> str:
    return f"{said}. {more}" if more else said


def _day(day: date | None) -> str | None:
    return None if day is None else Formats().day(day)


def lacking(found: Exit, names: Names) -> tuple[str, ...]:
    """G-16: what must be filled in before it can be signed, and whose reading is missing."""
    established = names.the_body(found.body)
    if found.kind != "clarification" or found.state != "drafting" or established is None:
        return ()
    body = as_fact(established)
    draft = parts_of(found.as_it_is)[0]
    fields = missing(draft.text, draft.drafted.parties, body)
    told = [_label(names, each.replace("_", "-")) for each in fields if each != "readings"]
    unread = unread_by(draft.text, draft.drafted.parties, body)
    told += [
        names.words("governance.exit.reading-of", party=names.party(party)) for party in unread
    ]
    return tuple(told)


def _sides(found: Exit, names: Names) -> tuple[SideRow, ...]:
    if found.kind != "clarification":
        return ()
    words, draft = names.words, parts_of(found.as_it_is)[0]
    rows = []
    for side in ("municipal", "hospital"):
        label = words(f"governance.side.{side}")
        if signed := draft.signed.get(side):
            told = f"{names.person(signed.person_id)}, {names.party(signed.party)}"
            rows.append(SideRow(label, words("governance.exit.signed"), "success", told))
        elif no := draft.refused.get(side):
            told = f"{names.person(no.person_id)}, {names.party(no.party)}: {no.reason}"
            rows.append(SideRow(label, words("governance.exit.not-signed"), "danger", told))
        else:
            rows.append(SideRow(label, words("governance.exit.awaited"), "info", ""))
    return tuple(rows)
