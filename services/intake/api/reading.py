"""Cases and reports as they are read over HTTP (I-0, I-4, I-7, I-9, I-11, I-12)."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from services.intake.api.answering import seen
from services.intake.application.streams import case_stream
from services.intake.readmodels import cases, counts, reports, steps
from services.intake.readmodels.case_rows import Holder
from services.intake.rules.triage import concerns_one_only
from shared.contracts.intake import PartyNamed, RoutineCited, RuleCited
from shared.eventlog.sealing import Seals
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed, require
from shared.service.answers import tagged
from shared.service.platform import Platform
from shared.service.signing_in import Asking


class CaseOut(BaseModel):
    """A case as the API tells it; texts are None where they have been erased (R-7).

    `holder` is who has it: `body` names the body, `line` the organisation in whose own line it
    is, `moved_to` the case that has its reports. `deadline` is the next one. `one_organisation`
    is the one that the problem concerns alone, as far as the register knows (I-2).
    """

    case_id: UUID
    number: str
    helsefellesskap: UUID
    reported_on: date
    title: str | None
    what_happens: str | None
    workaround: str | None
    workaround_risk: str | None
    parties: list[PartyNamed]
    urgent: bool
    triage: str
    triage_reason: str | None
    reference: str | None
    rule: RuleCited | None
    routine: RoutineCited | None
    line: UUID | None
    moved_to: UUID | None
    split_from: UUID | None
    started_by: dict[str, Any] | None
    question: str | None
    reports: int
    times: int
    recurring: bool
    disputed: bool
    stage: str
    holder: Holder
    since: datetime
    deadline: datetime | None
    obstacle: str | None
    body: UUID | None
    one_organisation: UUID | None


OPENED = ("title", "what_happens", "workaround", "workaround_risk")
"""What is sealed in the row."""
AS_IT_STANDS = CaseOut.model_fields.keys() - {*OPENED, "one_organisation"}


class ReportOut(BaseModel):
    """One report. The sender's own reference is told to the sender's organisation only (I-4),
    the reporter to those who may know (P-4)."""

    report_id: UUID
    number: str
    case_id: UUID
    reporter: UUID | None
    organisation: UUID | None
    reported_on: date
    title: str | None
    what_happens: str | None
    workaround: str | None
    workaround_risk: str | None
    parties: list[PartyNamed]
    urgent: bool
    joined: bool
    sender_reference: str | None


class CountOut(BaseModel):
    organisation: UUID
    name: str
    reports: int


class JoinsOut(BaseModel):
    """How often the problem is met, and where (I-7)."""

    reports: int
    joined: int
    organisations: list[CountOut]
    municipalities: list[CountOut]


class WorkaroundOut(BaseModel):
    report_id: UUID
    number: str
    workaround: str | None
    risk: str | None


class PracticeOut(BaseModel):
    """One municipality: how many reports, and what is done about it there."""

    municipality: UUID
    name: str
    reports: int
    workarounds: list[WorkaroundOut]


class VariationOut(BaseModel):
    """The same problem in more than one municipality (I-9)."""

    case_id: UUID
    practices: list[PracticeOut]


def opened(told: cases.Case | reports.Report, seals: Seals) -> dict[str, str | None]:
    """The texts of a case or a report."""
    sealed = {name: getattr(told, name) for name in OPENED}
    return {name: seals.open(text) if text else None for name, text in sealed.items()}


def case_out(case: cases.Case, seals: Seals) -> CaseOut:
    """The case with its texts opened."""
    return CaseOut(
        **{name: getattr(case, name) for name in AS_IT_STANDS},
        **opened(case, seals),
        one_organisation=concerns_one_only(case.parties, case.organisations),
    )


def report_out(platform: Platform, actor: Actor, report: reports.Report) -> ReportOut:
    """A report as far as this actor may see it."""
    seals, resource = platform.seals, report.resource
    own = isinstance(allowed(actor, "intake.read-external-reference", resource), Allowed)
    named = isinstance(allowed(actor, "intake.read-reporter", resource), Allowed)
    return ReportOut(
        report_id=report.report_id,
        number=report.number,
        case_id=report.case_id,
        reporter=report.reporter if named else None,
        organisation=report.organisation,
        reported_on=report.reported_on,
        **opened(report, seals),
        parties=list(report.parties),
        urgent=report.urgent,
        joined=report.joined,
        sender_reference=report.sender_reference if own else None,
    )


def readable(platform: Platform, actor: Actor, case_id: UUID) -> list[reports.Report]:
    """The case's reports, as many as this actor may read."""
    return [
        each
        for each in reports.of_case(platform.views, case_id)
        if isinstance(allowed(actor, "intake.read-report", each.resource), Allowed)
    ]


def practice_out(practice: counts.Practice, seals: Seals) -> PracticeOut:
    told = [each for each in practice.reports if each.workaround or each.workaround_risk]
    return PracticeOut(
        municipality=practice.municipality,
        name=practice.name,
        reports=len(practice.reports),
        workarounds=[
            WorkaroundOut(
                report_id=each.report_id,
                number=each.number,
                workaround=seals.open(each.workaround) if each.workaround else None,
                risk=seals.open(each.workaround_risk) if each.workaround_risk else None,
            )
            for each in told
        ],
    )


def router(platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/helsefellesskap")
    def known(_actor: Asking) -> dict[str, list[UUID]]:
        """Helsefellesskapene som inntak kjenner."""
        return {"helsefellesskap": [each.id for each in platform.register.all_helsefellesskap()]}

    @api.get("/cases")
    def listed(
        actor: Asking,
        triage: Annotated[str | None, Query(max_length=50)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[CaseOut]:
        """Sakene du har tilgang til, det som haster først; `triage=waiting` er det som venter."""
        found = cases.listed(platform.views, actor, "intake.read-case", triage=triage, limit=limit)
        return [case_out(case, platform.seals) for case in found]

    @api.get("/cases/{case_id}")
    def one(case_id: UUID, actor: Asking, response: Response) -> CaseOut:
        """Én sak."""
        case = seen(platform, actor, case_id)
        tagged(response, platform.version(case_stream(case_id)))
        return case_out(case, platform.seals)

    @api.get("/cases/{case_id}/steps")
    def history(case_id: UUID, actor: Asking) -> list[dict[str, Any]]:
        """Stegene i saken, nyeste først."""
        seen(platform, actor, case_id)
        return [
            {"at": step.at, "service": step.service, "kind": step.kind}
            for step in steps.of_case(platform.views, case_id)
        ]

    @api.get("/cases/{case_id}/reports")
    def held(case_id: UUID, actor: Asking) -> list[ReportOut]:
        """Meldingene i saken, så langt du kan lese dem."""
        seen(platform, actor, case_id)
        return [report_out(platform, actor, each) for each in readable(platform, actor, case_id)]

    @api.get("/cases/{case_id}/joins")
    def joins(case_id: UUID, actor: Asking) -> JoinsOut:
        """Hvor mange som har meldt det samme, etter virksomhet og kommune."""
        case = seen(platform, actor, case_id)
        require(actor, "intake.find-similar", case.resource)
        counted = counts.joins(
            reports.of_case(platform.views, case_id), platform.register.organisations()
        )
        return JoinsOut.model_validate(counted, from_attributes=True)

    @api.get("/variations")
    def variations(actor: Asking, helsefellesskap: UUID | None = None) -> list[VariationOut]:
        """Samme problem i flere kommuner, med det som gjøres hvert sted."""
        found = counts.variations(
            platform.views,
            actor,
            platform.register.organisations(),
            helsefellesskap=helsefellesskap,
        )
        return [
            VariationOut(
                case_id=each.case_id,
                practices=[practice_out(practice, platform.seals) for practice in each.practices],
            )
            for each in found
        ]

    return api
