"""The capacity frame: a form for each organisation, and what gives way where it is over (A-9)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.assessment.commands import DecidePriority, RecordCapacity
from services.assessment.decisions import Open
from services.assessment.pages import filled
from services.assessment.pages.forms import CapacityForm, PriorityForm, in_ore
from services.assessment.pages.presenters import capacity as presenters
from services.assessment.pages.presenters.components import PREFIX
from services.assessment.pages.presenters.parts import address_of, next_part
from services.assessment.pages.routes.addressing import Chosen
from services.assessment.pages.routes.room import At, Room, Saving
from shared.contracts.assessment import Demand
from shared.service.sending import TheVisit, Visit
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix="/vurdering/{case_id}/kapasitet", default_response_class=HTMLResponse)

    @routes.get("")
    def listed(case_id: UUID, visit: TheVisit, virksomhet: Chosen = None) -> Response:
        """All organisations of the case; one more is chosen here, and gets its own form."""
        if virksomhet is not None:
            address = f"{address_of(case_id, 'capacity')}/{virksomhet}"
            return visit.pages.redirect(visit.request, address)
        at = room.at(visit, case_id)
        near = at.names.near(at.sheet.helsefellesskap)
        others = [each for each in near if each not in at.sheet.being.affected]
        return room.render(
            at,
            "assessment/capacity.html",
            "capacity",
            form=blank(PREFIX),
            standings=presenters.standings(at.sheet, at.so_far, at.names),
            shifts=presenters.shifts(at.so_far, at.names),
            others=at.names.options(others),
            may_assess=at.may_assess,
            onward=address_of(case_id, next_part("capacity")),
        )

    @routes.get("/{party}")
    def show(case_id: UUID, party: UUID, visit: TheVisit) -> HTMLResponse:
        return shown(room, visit, case_id, party)

    @routes.post("/{party}")
    async def save(request: Request, case_id: UUID, party: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, CapacityForm, prefix=PREFIX)
        return await room.platform.in_thread(saved, room, visit, case_id, party, form)

    @routes.get("/{party}/prioritering")
    def weigh(case_id: UUID, party: UUID, visit: TheVisit) -> HTMLResponse:
        return weighed(room, visit, case_id, party)

    @routes.post("/{party}/prioritering")
    async def put_first(request: Request, case_id: UUID, party: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, PriorityForm, prefix=PREFIX)
        return await room.platform.in_thread(prioritised, room, visit, case_id, party, form)

    return routes


def saved(
    room: Room, visit: Visit, case_id: UUID, party: UUID, form: Form[CapacityForm]
) -> Response:
    def command(sent: CapacityForm) -> RecordCapacity:
        return RecordCapacity(
            case_id,
            party,
            sent.standing,
            sent.reason,
            sent.receives_task,
            sent.task_accepted_by,
            sent.task_not_accepted,
            tuple(Demand(**row.model_dump()) for row in sent.demands),
            in_ore(sent.ore_demanded),
            in_ore(sent.ore_available),
        )

    at = room.at(visit, case_id)
    saving = Saving(
        command=command,
        about=lambda being: being.capacity.get(party),
        what=room.words("assessment.capacity.of", party=at.names.party(party)),
        onward=_after(at, party),
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: shown(room, visit, case_id, party, again, status),
    )


def _after(at: At, party: UUID) -> str:
    """The next organisation that nothing is recorded of yet, or the frame as a whole."""
    address = address_of(at.sheet.case_id, "capacity")
    left = [
        each
        for each in at.sheet.being.affected
        if each not in at.sheet.being.capacity and each != party
    ]
    return f"{address}/{left[0]}" if left else address


def shown(
    room: Room,
    visit: Visit,
    case_id: UUID,
    party: UUID,
    form: Form[Any] | None = None,
    status: int = 200,
) -> HTMLResponse:
    at = known(room, visit, case_id, party)
    filled_in = form or presenters.form(party, at.sheet)
    return room.render(
        at,
        "assessment/standing.html",
        "capacity",
        status=status,
        page=presenters.page(party, at.so_far, at.names),
        form=filled_in,
        standings=presenters.options(room.words),
        long=presenters.long_form(filled_in, at.names),
        may_assess=at.may_assess,
    )


def known(room: Room, visit: Visit, case_id: UUID, party: UUID) -> At:
    """Raises NotFound where there is no such organisation."""
    at = room.at(visit, case_id)
    if party not in {*at.sheet.being.affected, *at.names.near(at.sheet.helsefellesskap)}:
        raise NotFound
    return at


def prioritised(
    room: Room, visit: Visit, case_id: UUID, party: UUID, form: Form[PriorityForm]
) -> Response:
    def about(being: Open) -> object:
        return being.priorities.get(party), being.capacity.get(party)

    saving = Saving[PriorityForm](
        command=lambda sent: DecidePriority(case_id, sent.priority(party)),
        about=about,
        what=room.words("assessment.priority.title"),
        onward=address_of(case_id, "capacity"),
    )
    return room.save(
        visit,
        case_id,
        form,
        saving,
        lambda again, status: weighed(room, visit, case_id, party, again, status),
    )


def weighed(
    room: Room,
    visit: Visit,
    case_id: UUID,
    party: UUID,
    form: Form[Any] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """What gives way; said by the owner of the capacity, also of what was not realistic."""
    at = known(room, visit, case_id, party)
    page = presenters.page(party, at.so_far, at.names)
    decided = at.sheet.being.priorities.get(party)
    return room.render(
        at,
        "assessment/priority.html",
        "capacity",
        status=status,
        page=page,
        form=form or blank(PREFIX, **filled.plain(decided)),
        may_assess=at.may_prioritise,
    )
