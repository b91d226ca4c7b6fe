"""What has changed since an earlier revision (A-15), and over all that is concluded."""

from datetime import date
from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from services.assessment.pages.presenters.comparison import compared_said, revision_called
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.retrospect import retrospect_said
from services.assessment.pages.routes.addressing import UNCHOSEN
from services.assessment.pages.routes.room import LIST, At, Room
from services.assessment.readmodels import hindrances, retrospect
from services.assessment.readmodels.comparison import compared
from services.assessment.rules.routes import Level
from shared.contracts.assessment import BUILD_ORDER, Component
from shared.service.sending import TheVisit
from shared.web.components import Option
from shared.web.forms import blank
from shared.web.navigation import Crumb

Revision = Annotated[int | None, UNCHOSEN, Query(ge=1)]
Day = Annotated[date | None, UNCHOSEN]


def router(room: Room) -> APIRouter:
    routes = APIRouter(prefix=LIST, default_response_class=HTMLResponse)

    @routes.get("/tilbakeblikk")
    def look_back(
        visit: TheVisit,
        helsefellesskap: Annotated[UUID | None, UNCHOSEN] = None,
        komponent: Annotated[Component | None, UNCHOSEN] = None,
        niva: Annotated[Level | None, UNCHOSEN] = None,
        virksomhet: Annotated[UUID | None, UNCHOSEN] = None,
        fra: Day = None,
        til: Day = None,
    ) -> HTMLResponse:
        """What hinders most, of what this person may see (P-3)."""
        asked = retrospect.Asked(helsefellesskap, komponent, niva, virksomhet, fra, til)
        found = retrospect.retrospect(room.platform.views, visit.actor, asked)
        names = Names(room.platform, visit.actor, room.words)
        given = (helsefellesskap, komponent, niva, virksomhet, fra, til)
        fields = ("helsefellesskap", "komponent", "niva", "virksomhet", "fra", "til")
        typed = {n: str(v) for n, v in zip(fields, given, strict=True) if v is not None}
        return visit.pages.render(
            visit.request,
            "assessment/retrospect.html",
            breadcrumbs=(
                Crumb(room.words("assessment.list.title"), LIST),
                Crumb(room.words("assessment.retrospect.title")),
            ),
            found=retrospect_said(found, names),
            form=blank(None, **typed),
            asked=bool(typed),
            choices=_choices(room, names),
        )

    @routes.get("/{case_id}/endringer")
    def changed(
        case_id: UUID, visit: TheVisit, fra: Revision = None, til: Revision = None
    ) -> HTMLResponse:
        """Two revisions beside each other; the two last where none are named."""
        at = room.at(visit, case_id)
        found = compared(room.platform, at.sheet, fra, til)
        return room.render(
            at,
            "assessment/changes.html",
            None,
            found=compared_said(found, at.names) if found else None,
            revisions=_revisions(room, at),
            form=blank(
                None,
                fra=str(found.from_revision if found else ""),
                til=str(found.to_revision or "" if found else ""),
            ),
        )

    return routes


def _revisions(room: Room, at: At) -> list[Option]:
    """Those that were concluded."""
    ended = hindrances.conclusions(room.platform.views, at.sheet.case_id)
    return [
        Option(str(each.said.revision), revision_called(each.said.revision, room.words))
        for each in ended
    ]


def _choices(room: Room, names: Names) -> dict[str, list[Option]]:
    """The answers of the fields that narrow what is counted."""
    words = room.words
    return {
        "areas": [
            Option(str(each.id), each.name) for each in room.platform.register.all_helsefellesskap()
        ],
        "components": [Option(each, words(f"framework.component.{each}")) for each in BUILD_ORDER],
        "levels": [Option(each, words(f"assessment.level.{each}")) for each in get_args(Level)],
        "organisations": list(names.options([each.id for each in names.organisations])),
    }
