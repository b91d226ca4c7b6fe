"""The list of assessments, and each at a glance (A-1, A-13)."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.assessment.pages.presenters.economy import economy_said
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.overview import SheetRow, overview, row
from services.assessment.pages.presenters.readiness import readiness_said
from services.assessment.pages.routes.room import LIST, At, Room
from services.assessment.readmodels import assessments, revisions
from services.assessment.readmodels.preview import previews
from shared.service.onward import PlaceName, onward
from shared.service.sending import TheVisit, Visit
from shared.web.components import Onward

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Rows:
    """A part of the list, with the addresses of what comes before and after it."""

    rows: list[SheetRow]
    newer: str | None
    older: str | None


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix=LIST, default_response_class=HTMLResponse)

    @routes.get("")
    def listed(
        visit: TheVisit, apne: UUID | None = None, avsluttede: UUID | None = None
    ) -> HTMLResponse:
        """The assessments one may see: those under way, and those concluded; in the address for
        each of the two the last one that was seen already."""
        return visit.pages.render(
            visit.request,
            "assessment/list.html",
            open=rows(room, visit, "apne", apne),
            concluded=rows(room, visit, "avsluttede", avsluttede),
        )

    @routes.get("/{case_id}")
    def show(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        """The framework, the diagnosis, what is missing, and all revisions."""
        at = room.at(visit, case_id)
        history = revisions.of_case(room.platform.views, case_id)
        return room.render(
            at,
            "assessment/overview.html",
            None,
            sheet=overview(at.sheet, at.so_far, history, at.names),
            economy=economy_said(at.so_far.economy, at.names),
            readiness=readiness_said(at.so_far, room.platform.today(), at.names),
            onward=_onward(at),
            may_assess=at.may_assess,
            may_conclude=at.may_conclude,
            may_prioritise=at.may_prioritise,
            may_go_further=at.may("assessment.conclude"),
        )

    return routes


def rows(room: Room, visit: Visit, part: str, after: UUID | None) -> Rows:
    platform = room.platform
    found = assessments.listed(
        platform.views,
        visit.actor,
        "assessment.read",
        concluded=part == "avsluttede",
        after=after,
        limit=ON_A_PAGE + 1,
    )
    shown = found[:ON_A_PAGE]
    of, names = previews(platform), Names(platform, visit.actor, room.words)
    return Rows(
        rows=[row(sheet, of(sheet), names) for sheet in shown],
        newer=LIST if after is not None else None,
        older=f"{LIST}?{part}={shown[-1].case_id}" if len(found) > ON_A_PAGE else None,
    )


def _onward(at: At) -> tuple[Onward, ...]:
    """To the case, to the bodies once it has gone there, and to the history."""
    places: list[PlaceName] = ["case", "history"]
    end = at.sheet.concluded
    if end is not None and end.conclusion == "proceed" and end.route in ("fs", "lsu"):
        places.append("governance")
    return onward(at.sheet.case_id, at.sheet.resource, at.actor, at.names.words, places)
