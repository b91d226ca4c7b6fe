"""A case between bodies as its page shows it (G-5 to G-9, G-14, G-15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.governance.api.case_answers import wording
from services.governance.api.own_line_answers import (
    asked,
    bound,
    consensus,
    implementation_out,
    ratification_out,
)
from services.governance.application.case_file import CaseFile
from services.governance.pages.presenters.names import Names
from services.governance.readmodels.case import AGREED, Case
from shared.contracts.governance import Objection
from shared.web.components import Step, Tone

STAGES: dict[str, Tone] = {
    "in-force": "success",
    "implemented": "success",
    "disagreed-professional": "warning",
    "disagreed-other": "danger",
    "disagreed-mixed": "danger",
}
ANSWERS: dict[str, Tone] = {
    "adopted": "success",
    "adopted-with-reservation": "warning",
    "refused": "danger",
}
RESULTS: dict[str, Tone] = {"done": "success", "deviation": "warning"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of a table by party: what it has said, if anything."""

    party: str
    state: str
    tone: Tone
    told: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A time the bodies did not agree: the wording and the objections (G-7)."""

    kind: str
    body: str
    wording: str
    objections: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case between the bodies."""

    case_id: UUID
    number: str
    stage: str
    tone: Tone
    holder: str
    since: datetime
    parties: str
    obstacle: str
    returns: int
    route: tuple[Step, ...]
    what: str | None
    reasons: str | None
    adoption: str | None
    tasks: tuple[tuple[str, str], ...]
    consequences: tuple[tuple[str, str], ...]
    disagreements: tuple[Disagreement, ...]
    remarks: tuple[str, ...]
    ratify_by: datetime | None
    answers: tuple[Answered, ...]
    reports: tuple[Answered, ...]


def page(file: CaseFile, names: Names) -> CasePage:
    case, reached = file.case, consensus(file)
    words, proposal = names.words, case.proposal
    return CasePage(
        case_id=case.case_id,
        number=case.number,
        stage=words(f"governance.stage.{case.stage}"),
        tone=STAGES.get(case.stage, "info"),
        holder=names.body(case.body),
        since=case.since,
        parties=", ".join(map(names.party, case.parties)),
        obstacle=words(f"governance.obstacle.{case.main_obstacle}"),
        returns=case.returns,
        route=route(case, names),
        what=proposal.what if proposal else None,
        reasons=proposal.reasons if proposal else None,
        adoption=words(f"governance.adoption.{proposal.adoption}") if proposal else None,
        tasks=(
            tuple((names.party(task.party), task.what) for task in proposal.tasks)
            if proposal
            else ()
        ),
        consequences=_consequences(case, names),
        disagreements=tuple(
            Disagreement(
                kind=words(f"governance.outcome.{each.disagreement}"),
                body=names.body(each.body_id),
                wording=wording(file, each),
                objections=objections(each.objections, names),
                address=f"/moter/{each.meeting_id}/saker/{each.item_id}",
            )
            for each in reversed(case.disagreements)
        ),
        remarks=objections(reached.remarks, names) if reached else (),
        ratify_by=reached.ratify_by if reached and reached.ratify else None,
        answers=tuple(_answered(file, party, names) for party in asked(file)),
        reports=tuple(_reported(file, party, names) for party in bound(file)),
    )


def route(case: Case, names: Names) -> tuple[Step, ...]:
    """G-5 to G-9, G-14, G-15: where it has been, who has it, and what is ahead."""
    words = names.words
    first = case.route[0].body
    chain = [first, *names.parents(first)]
    reached = {stop.body: stop.at for stop in case.route}
    agreed = case.stage in AGREED
    at = chain.index(case.body) if case.body in chain else 0
    steps = []
    for place, body in enumerate(chain):
        came = reached.get(body)
        detail = words("governance.case.came", at=came) if came else None
        if agreed:
            steps.append(Step(names.body(body), "done" if came else "skipped", detail))
        elif place == at:
            steps.append(Step(names.body(body), "current", detail))
        else:
            steps.append(Step(names.body(body), "done" if place < at else "ahead", detail))
    done = AGREED.index(case.stage) if agreed else -1
    for place, name in enumerate(("ratifying", "implementing")):
        label = words(f"governance.case.{name}")
        if place == done:
            steps.append(Step(label, "current"))
        else:
            steps.append(Step(label, "done" if place < done else "ahead"))
    return tuple(steps)


def objections(told: Sequence[Objection], names: Names) -> tuple[str, ...]:
    """Each objection with its kind and whose it is (G-7)."""
    return tuple(
        f"{names.words(f'governance.objection.{each.kind}')} – {names.party(each.party)}: "
        f"{each.text}"
        for each in told
    )


def _consequences(case: Case, names: Names) -> tuple[tuple[str, str], ...]:
    if case.proposal is None:
        return ()
    told = case.proposal.consequences
    return tuple(
        (names.words(f"governance.propose.{name}"), getattr(told, name))
        for name in ("patient", "gp", "municipality", "hospital")
    )


def _answered(file: CaseFile, party: UUID, names: Names) -> Answered:
    words, row = names.words, ratification_out(file, party)
    if row.answer is None:
        key = "governance.case.overdue" if row.overdue else "governance.case.pending"
        tone: Tone = "danger" if row.overdue else "info"
        return Answered(names.party(party), words(key), tone, "", None)
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


def _reported(file: CaseFile, party: UUID, names: Names) -> Answered:
    words, row = names.words, implementation_out(file, party)
    tasks = " ".join(row.tasks)
    if row.result is None:
        return Answered(names.party(party), words("governance.case.under-way"), "info", tasks, None)
    return Answered(
        names.party(party),
        words(f"governance.implementation.{row.result}"),
        RESULTS[row.result],
        f"{tasks} {row.note or ''}".strip(),
        row.at,
    )
