"""What the measure standardises (A-12), and the phases of a digitalisation project (A-17)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.assessment.commands import RecordPhase, StateStandardisation
from services.assessment.pages import filled
from services.assessment.pages.forms import PhaseForm, StandardisationForm
from services.assessment.pages.presenters import project as presenters
from services.assessment.pages.presenters.columns import STANDARDISED
from services.assessment.pages.presenters.components import PREFIX
from services.assessment.pages.presenters.fields import Builder
from services.assessment.pages.presenters.parts import address_of, next_part
from services.assessment.pages.presenters.standardisation import standardised_said
from services.assessment.pages.routes.room import Room, Saving
from shared.contracts.assessment import Phase, ProjectPhase
from shared.service.sending import TheVisit, Visit
from shared.web.forms import Form, blank


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix="/vurdering/{case_id}", default_response_class=HTMLResponse)

    @routes.get("/standardisering")
    def standardisation(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        return standards(room, visit, case_id)

    @routes.post("/standardisering")
    async def state(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, StandardisationForm, prefix=PREFIX)
        return await room.platform.in_thread(stated, room, visit, case_id, form)

    @routes.get("/prosjekt")
    def project(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        at = room.at(visit, case_id)
        phases = {each.phase: each for each in at.so_far.inputs.phases}
        return room.render(
            at,
            "assessment/project.html",
            "project",
            phases=presenters.rows(phases, at.names),
            may_assess=at.may_assess,
            onward=address_of(case_id, next_part("project")),
        )

    @routes.get("/prosjekt/{phase}")
    def show(case_id: UUID, phase: ProjectPhase, visit: TheVisit) -> HTMLResponse:
        return phase_shown(room, visit, case_id, phase)

    @routes.post("/prosjekt/{phase}")
    async def record(
        request: Request, case_id: UUID, phase: ProjectPhase, visit: TheVisit
    ) -> Response:
        form = await visit.pages.read(request, PhaseForm, prefix=PREFIX)
        return await room.platform.in_thread(phase_saved, room, visit, case_id, phase, form)

    return routes


def stated(room: Room, visit: Visit, case_id: UUID, form: Form[StandardisationForm]) -> Response:
    saving = Saving[StandardisationForm](
        command=lambda sent: StateStandardisation(case_id, sent.told()),
        about=lambda being: being.standardised,
        what=room.words("assessment.part.standardisation"),
        onward=address_of(case_id, next_part("standardisation")),
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: standards(room, visit, case_id, again, status),
    )


def standards(
    room: Room, visit: Visit, case_id: UUID, form: Form[Any] | None = None, status: int = 200
) -> HTMLResponse:
    at = room.at(visit, case_id)
    shown = form or blank(PREFIX, **filled.standardised(at.sheet.being.standardised))
    return room.render(
        at,
        "assessment/standardisation.html",
        "standardisation",
        status=status,
        said=standardised_said(at.so_far.inputs.standardised, at.names),
        form=shown,
        rows=Builder(at.names, ()).rows(STANDARDISED, shown),
        may_assess=at.may_assess,
    )


def phase_saved(
    room: Room, visit: Visit, case_id: UUID, phase: ProjectPhase, form: Form[PhaseForm]
) -> Response:
    saving = Saving[PhaseForm](
        command=lambda sent: RecordPhase(
            case_id, Phase(phase=phase, clinicians=sent.taking_part, costs=sent.borne)
        ),
        about=lambda being: being.phases.get(phase),
        what=room.words(f"assessment.project-phase.{phase}"),
        onward=address_of(case_id, "project"),
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: phase_shown(room, visit, case_id, phase, again, status),
    )


def phase_shown(
    room: Room,
    visit: Visit,
    case_id: UUID,
    phase: ProjectPhase,
    form: Form[Any] | None = None,
    status: int = 200,
) -> HTMLResponse:
    at = room.at(visit, case_id)
    shown = form or presenters.form(phase, at.sheet)
    phases = {each.phase: each for each in at.so_far.inputs.phases}
    rows = presenters.rows(phases, at.names)
    return room.render(
        at,
        "assessment/phase.html",
        "project",
        status=status,
        phase=next(each for each in rows if each.phase == phase),
        form=shown,
        fields=presenters.fields(at.sheet, shown, at.names) if at.may_assess else None,
    )
