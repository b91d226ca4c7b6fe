"""How an assessment ends: the diagnosis and the route, and what happens to what was not realistic
(A-9, A-13, A-14)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.assessment.application import Asked
from services.assessment.commands import CloseAssessment, ConcludeAssessment, ReopenAssessment
from services.assessment.pages.forms import FOLLOW, ConcludeForm, FurtherForm
from services.assessment.pages.presenters import concluding as presenters
from services.assessment.pages.presenters.components import PREFIX
from services.assessment.pages.presenters.overview import diagnosis, lacks
from services.assessment.pages.presenters.parts import address_of
from services.assessment.pages.routes.room import Room, Saving
from services.assessment.readmodels.lsu import lsu_parties
from shared.service.sending import TheVisit, Visit
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix="/vurdering/{case_id}", default_response_class=HTMLResponse)

    @routes.get("/konklusjon")
    def show(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        return shown(room, visit, case_id)

    @routes.post("/konklusjon")
    async def conclude(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ConcludeForm, prefix=PREFIX)
        return await room.platform.in_thread(concluded, room, visit, case_id, form)

    @routes.get("/videre")
    def ask_further(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        return further(room, visit, case_id)

    @routes.post("/videre")
    async def go_further(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, FurtherForm, prefix=PREFIX)
        return await room.platform.in_thread(gone_further, room, visit, case_id, form)

    return routes


def concluded(room: Room, visit: Visit, case_id: UUID, form: Form[ConcludeForm]) -> Response:
    """Whatever has been recorded since the page was shown is seen before it ends."""
    saving = Saving[ConcludeForm](
        command=lambda sent: ConcludeAssessment(
            case_id,
            sent.conclusion,
            sent.route,
            sent.route_reason,
            sent.national,
            sent.known_answer,
        ),
        about=lambda being: being,
        what=room.words("assessment.part.conclusion"),
        onward=address_of(case_id),
        changed="assessment.changed-before-the-end",
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: shown(room, visit, case_id, again, status),
    )


def shown(
    room: Room, visit: Visit, case_id: UUID, form: Form[Any] | None = None, status: int = 200
) -> HTMLResponse:
    at, words = room.at(visit, case_id), room.words
    sitting = lsu_parties(room.platform.views, at.sheet.helsefellesskap)
    return room.render(
        at,
        "assessment/conclusion.html",
        "conclusion",
        status=status,
        diagnosis=diagnosis(at.so_far, words),
        lacks=lacks(at.sheet, at.so_far, words),
        stopping=[(each, at.names.party(each)) for each in at.so_far.stopping],
        form=form or blank(PREFIX, conclusion="proceed", route=FOLLOW),
        fields=presenters.fields(at.so_far, sitting, words),
        may_conclude=at.may_conclude,
    )


def gone_further(room: Room, visit: Visit, case_id: UUID, form: Form[FurtherForm]) -> Response:
    def command(sent: FurtherForm) -> Asked:
        if sent.choice == "close":
            return CloseAssessment(case_id, sent.text)
        return ReopenAssessment(case_id, "lower-demand", sent.text)

    saving = Saving[FurtherForm](
        command=command,
        about=lambda being: being,
        what=room.words("assessment.further.title"),
        onward=address_of(case_id),
        fields={"question": "text", "reason": "text"},
        changed="assessment.changed-before-the-end",
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: further(room, visit, case_id, again, status),
    )


def further(
    room: Room, visit: Visit, case_id: UUID, form: Form[Any] | None = None, status: int = 200
) -> HTMLResponse:
    """Taken up again, or closed. Raises NotFound where there is no such choice."""
    at, words = room.at(visit, case_id), room.words
    end = at.sheet.concluded
    if form is None and (end is None or end.conclusion != "not-realistic" or at.sheet.closed):
        raise NotFound
    return room.render(
        at,
        "assessment/further.html",
        None,
        status=status,
        form=form or blank(PREFIX),
        choices=[Option(each, words(f"assessment.further.{each}")) for each in ("reopen", "close")],
        stopping=[(each, at.names.party(each)) for each in at.so_far.stopping],
        may_conclude=at.may("assessment.conclude"),
    )
