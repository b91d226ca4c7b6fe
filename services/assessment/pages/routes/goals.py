"""The goal: what the problem is, for whom, and what is gained (A-0)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.assessment.commands import StateGoal
from services.assessment.pages import filled
from services.assessment.pages.forms import GoalForm
from services.assessment.pages.presenters.components import PREFIX
from services.assessment.pages.presenters.overview import goal_said
from services.assessment.pages.presenters.parts import address_of, next_part
from services.assessment.pages.routes.room import Room, Saving
from shared.service.sending import TheVisit, Visit
from shared.web.forms import Form, blank


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix="/vurdering/{case_id}/formal", default_response_class=HTMLResponse)

    @routes.get("")
    def show(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        return shown(room, visit, case_id)

    @routes.post("")
    async def save(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, GoalForm, prefix=PREFIX)
        return await room.platform.in_thread(saved, room, visit, case_id, form)

    return routes


def saved(room: Room, visit: Visit, case_id: UUID, form: Form[GoalForm]) -> Response:
    saving = Saving[GoalForm](
        command=lambda sent: StateGoal(
            case_id, sent.problem, sent.patients, sent.benefit, sent.burden, sent.general_duty
        ),
        about=lambda being: being.goal,
        what=room.words("assessment.part.goal"),
        onward=address_of(case_id, next_part("goal")),
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
    at = room.at(visit, case_id)
    goal = at.so_far.inputs.goal
    return room.render(
        at,
        "assessment/goal.html",
        "goal",
        status=status,
        goal=goal_said(goal, room.words),
        form=form or blank(PREFIX, **filled.plain(goal)),
        may_assess=at.may_assess,
    )
