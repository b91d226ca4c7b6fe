"""A case between bodies as its page shows it (G-5 to G-9, G-14, G-15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.governance.api.case_answers import (
    DisagreementOut,
    NotAcceptedOut,
    NotAgreedOut,
    case_out,
)
from services.governance.api.own_line_answers import asked, bound
from services.governance.application.case_file import CaseFile
from services.governance.decisions.case.states import Known
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.own_lines import (
    Answered,
    TaskRow,
    answered,
    own_step,
    work,
)
from services.governance.pages.presenters.picture import Picture, picture
from services.governance.pages.presenters.route import Route, route
from shared.contracts.governance import Objection, ProposalSubmitted, TaskPlanned
from shared.web.components import Tone

STAGES: dict[str, Tone] = {
    "in-force": "success",
    "implemented": "success",
    "disagreed-professional": "warning",
    "disagreed-other": "danger",
    "disagreed-mixed": "danger",
    "unresolved": "danger",
    "not-agreed": "danger",
    "choosing": "warning",
    "chair-choosing": "warning",
    "closed-result-confirmed": "success",
    "closed-solved-elsewhere": "success",
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A time the bodies did not agree: the wording and the objections (G-7)."""

    kind: str
    body: str
    wording: str
    objections: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class NotAgreedPage:
    """That there is no agreement, and what follows (G-10)."""

    consequence: str
    text: str
    acknowledge_by: datetime
    pending: str


@dataclass(frozen=True, slots=True)
class Waits:
    """What the case waits for, by when, and who has been told that it is late (G-11)."""

    step: str
    body: str
    due_at: datetime | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case between the bodies."""

    case_id: UUID
    number: str
    heading: str
    stage: str
    tone: Tone
    holder: str
    since: datetime
    parties: str
    obstacle: str
    returns: int
    route: Route
    picture: Picture
    waits: Waits | None
    what: str | None
    reasons: str | None
    adoption: str | None
    review_on: date | None
    tasks: tuple[tuple[str, str], ...]
    consequences: tuple[tuple[str, str], ...]
    alternatives: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    asked_of_self_employed: tuple[tuple[str, str], ...]
    no_proposal: str | None
    statement: str | None
    disagreements: tuple[Disagreement, ...]
    kept: tuple[str, ...]
    remarks: tuple[str, ...]
    not_agreed: NotAgreedPage | None
    ratify_by: datetime | None
    answers: tuple[Answered, ...]
    work: tuple[TaskRow, ...]
    own_steps: tuple[TaskRow, ...]


def page(file: CaseFile, names: Names) -> CasePage:
    case, out, words = file.case, case_out(file), names.words
    proposal, way = case.proposal, route(file, names)
    return CasePage(
        case_id=case.case_id,
        number=case.number,
        heading=_heading(file, names),
        stage=words(f"governance.stage.{case.stage}"),
        tone=STAGES.get(case.stage, "info"),
        holder=names.body(case.body),
        since=case.since,
        parties=", ".join(map(names.party, case.parties)),
        obstacle=words(f"governance.obstacle.{case.main_obstacle}"),
        returns=case.returns,
        route=way,
        picture=picture(way, words("governance.case.route"), words),
        waits=_waits(file, names),
        what=proposal.what if proposal else None,
        reasons=proposal.reasons if proposal else None,
        adoption=words(f"governance.adoption.{proposal.adoption}") if proposal else None,
        review_on=proposal.review_on if proposal else None,
        tasks=_tasks(proposal.tasks, names) if proposal else (),
        consequences=_consequences(proposal, names),
        alternatives=tuple((each.what, _tasks(each.tasks, names)) for each in proposal.alternatives)
        if proposal
        else (),
        asked_of_self_employed=tuple(
            (f"{each.group} ({words(f'governance.through.{each.through}')})", each.what)
            for each in (proposal.own_steps if proposal else ())
        ),
        no_proposal=out.no_proposal,
        statement=out.statement,
        disagreements=tuple(_disagreement(each, names) for each in out.disagreements[::-1]),
        kept=objections([*out.not_accepted, *out.kept], names),
        remarks=objections(out.remarks, names),
        not_agreed=_not_agreed(out.not_agreed, names),
        ratify_by=out.ratify_by,
        answers=tuple(answered(file, party, names) for party in asked(file)),
        work=tuple(row for party in bound(file) for row in work(file, party, names)),
        own_steps=tuple(own_step(each, names) for each in out.own_steps),
    )


def _heading(file: CaseFile, names: Names) -> str:
    case, title = file.case, names.title(file.case.case_id)
    if title is None:
        return names.words("governance.case.title", number=case.number)
    return names.words("governance.case.titled", number=case.number, title=title)


def _waits(file: CaseFile, names: Names) -> Waits | None:
    step = file.state.step if isinstance(file.state, Known) else None
    if step is None:
        return None
    words = names.words
    return Waits(
        words(f"governance.step.{step.name}"),
        names.body(step.body_id),
        step.due_at,
        tuple(words(f"governance.rung.{rung}") for rung in step.rungs),
    )


def _tasks(tasks: Sequence[TaskPlanned], names: Names) -> tuple[tuple[str, str], ...]:
    return tuple((names.party(task.party), task.what) for task in tasks)


def _disagreement(each: DisagreementOut, names: Names) -> Disagreement:
    return Disagreement(
        kind=names.words(f"governance.outcome.{each.disagreement}"),
        body=names.body(each.body_id),
        wording=each.wording,
        objections=objections(each.objections, names),
        address=f"/moter/{each.meeting_id}/saker/{each.item_id}",
    )


def _not_agreed(told: NotAgreedOut | None, names: Names) -> NotAgreedPage | None:
    if told is None:
        return None
    return NotAgreedPage(
        names.words(f"governance.act.not-agreed.consequence.{told.consequence}"),
        told.text,
        told.acknowledge_by,
        ", ".join(map(names.party, told.pending)),
    )


def objections(told: Sequence[Objection | NotAcceptedOut], names: Names) -> tuple[str, ...]:
    """Each objection with its kind and whose it is (G-7), also those from assessment (A-10)."""
    return tuple(
        f"{names.words(f'governance.objection.{each.kind}')} – {names.party(each.party)}: "
        f"{f'{each.task} ' if isinstance(each, NotAcceptedOut) else ''}{each.text}"
        for each in told
    )


def _consequences(proposal: ProposalSubmitted | None, names: Names) -> tuple[tuple[str, str], ...]:
    if proposal is None:
        return ()
    return tuple(
        (names.words(f"governance.propose.{name}"), getattr(proposal.consequences, name))
        for name in ("patient", "gp", "municipality", "hospital")
    )
