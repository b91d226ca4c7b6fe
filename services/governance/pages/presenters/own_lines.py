"""What each party answers and does, as rows of the case's page (G-14, G-15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.governance.api.own_line_answers import (
    OwnStepOut,
    implementation_out,
    ratification_out,
)
from services.governance.application.case_file import CaseFile
from services.governance.pages.presenters.names import Names
from shared.web.components import Tone

ANSWERS: dict[str, Tone] = {
    "adopted": "success",
    "adopted-with-reservation": "warning",
    "refused": "danger",
}
RESULTS: dict[str, Tone] = {"done": "success", "deviation": "warning"}
OWN_RESULTS: dict[str, Tone] = {"agreed": "success", "not-agreed": "danger"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of a table by party: what it has said, if anything."""

    party: str
    state: str
    tone: Tone
    told: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of one party: by when, who answers for it, and how it went."""

    party: str
    what: str
    due: date | None
    responsible: str
    state: str
    tone: Tone
    told: str


def answered(file: CaseFile, party: UUID, names: Names) -> Answered:
    words, row = names.words, ratification_out(file, party)
    if row.answer is None:
        key = "governance.case.overdue" if row.overdue else "governance.case.pending"
        tone: Tone = "warning" if row.overdue else "info"
        told = _answers_for(file, party, names) if row.overdue else ""
        return Answered(names.party(party), words(key), tone, told, None)
    told = f"{row.organ}, {row.reference}"
    if row.by_delegation:
        told = words("governance.case.by-delegation", reference=row.by_delegation)
    if row.reservation:
        reserved = f"{row.clause}: {row.reservation}" if row.clause else row.reservation
        told = f"{told}. {words('governance.case.reservation', text=reserved)}"
    return Answered(
        names.party(party),
        words(f"governance.ratification.{row.answer}"),
        ANSWERS[row.answer],
        told,
        row.at,
    )


def _answers_for(file: CaseFile, party: UUID, names: Names) -> str:
    """G-14: who registers the party's answer, so that one knows whom to ask."""
    people = [
        names.person(seat.person_id)
        for seat in names.seats(file.case.body)
        if seat.party == party and "vote" in seat.rights
    ]
    if not people:
        return names.words("governance.case.answers-nobody")
    return names.words("governance.case.answers-for", people=", ".join(people))


def work(file: CaseFile, party: UUID, names: Names) -> Iterator[TaskRow]:
    """A row for each task of the party, or one for its part where it has none."""
    row = implementation_out(file, party)
    responsible = names.person(row.responsible) if row.responsible else ""
    told = row.note or ""
    if not row.each:
        state, tone = _state(row.result, names)
        yield TaskRow(names.party(party), "", None, responsible, state, tone, told)
    for task in row.each:
        result = task.result or ("done" if row.done else None) or row.result
        state, tone = _state(result, names)
        note = task.note or ("" if task.result else told)
        yield TaskRow(names.party(party), task.what, task.due, responsible, state, tone, note)


def own_step(each: OwnStepOut, names: Names) -> TaskRow:
    words = names.words
    key = (
        f"governance.act.own-step.result.{each.result}"
        if each.result
        else "governance.case.under-way"
    )
    tone = OWN_RESULTS.get(each.result or "", "info")
    told = f"{each.reference or ''} {each.note or ''}".strip()
    who = f"{each.step.group} ({words(f'governance.through.{each.step.through}')})"
    return TaskRow(who, each.step.what, None, names.party(each.step.party), words(key), tone, told)


def _state(result: str | None, names: Names) -> tuple[str, Tone]:
    if result is None:
        return names.words("governance.case.under-way"), "info"
    return names.words(f"governance.implementation.{result}"), RESULTS[result]
