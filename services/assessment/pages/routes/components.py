"""The six components, each with its own form: in short, and at length where it is needed (A-2)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.assessment.commands import RecordComponent, RecordFinding
from services.assessment.decisions import Open
from services.assessment.pages.long_forms import COMPONENT_FORMS, ComponentForm
from services.assessment.pages.presenters import components as presenters
from services.assessment.pages.presenters.economy import economy_said
from services.assessment.pages.presenters.parts import address_of, next_part
from services.assessment.pages.presenters.readiness import readiness_said
from services.assessment.pages.routes.addressing import Chosen
from services.assessment.pages.routes.room import At, Room, Saving
from shared.contracts.assessment import Component, Detail
from shared.service.sending import TheVisit, Visit
from shared.web.forms import Form


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix="/vurdering/{case_id}/komponent", default_response_class=HTMLResponse)

    @routes.get("/{component}")
    def show(
        case_id: UUID, component: Component, visit: TheVisit, virksomhet: Chosen = None
    ) -> HTMLResponse:
        return shown(room, visit, case_id, component, virksomhet)

    @routes.post("/{component}")
    async def save(
        request: Request, case_id: UUID, component: Component, visit: TheVisit
    ) -> Response:
        model = COMPONENT_FORMS[component]
        form = await visit.pages.read(request, model, prefix=presenters.PREFIX)
        return await room.platform.in_thread(saved, room, visit, case_id, component, form)

    return routes


def saved(
    room: Room, visit: Visit, case_id: UUID, component: Component, form: Form[ComponentForm]
) -> Response:
    party = form.value.party if form.value else presenters.party_of(form)

    def command(sent: ComponentForm) -> RecordComponent:
        finding = RecordFinding(
            case_id, component, sent.status, sent.reason, sent.party, sent.taking_part
        )
        return RecordComponent(case_id, finding, told(room.at(visit, case_id), sent))

    def about(being: Open) -> object:
        detail = None if party else being.details.get(component)
        return being.findings.get((component, party)), detail

    saving = Saving(
        command=command,
        about=about,
        what=room.words(f"framework.component.{component}"),
        onward=address_of(case_id, next_part(component)),
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: shown(room, visit, case_id, component, party, again, status),
    )


def told(at: At, sent: ComponentForm) -> Detail | None:
    """The long form is of the whole case; nothing is recorded of one that was never filled in."""
    detail = sent.detail()
    recorded = detail.component in at.sheet.being.details
    empty = detail == type(detail)()
    return None if sent.party or (empty and not recorded) else detail


def shown(
    room: Room,
    visit: Visit,
    case_id: UUID,
    component: Component,
    party: UUID | None,
    form: Form[Any] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """What is recorded, and the form for those who assess."""
    at = room.at(visit, case_id)
    filled = form or presenters.form(component, at.sheet, party)
    return room.render(
        at,
        "assessment/component.html",
        component,
        status=status,
        component=presenters.page(component, at.so_far, at.names),
        economy=economy_said(at.so_far.economy, at.names) if component == "economic" else None,
        readiness=(
            readiness_said(at.so_far, room.platform.today(), at.names)
            if component == "technical"
            else None
        ),
        party=party,
        form=filled,
        fields=presenters.fields(component, at.sheet, party, filled, at.names)
        if at.may_assess
        else None,
    )
