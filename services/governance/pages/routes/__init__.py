"""Governance's pages: the meetings, the room of each, the case between the bodies, and
the structure."""

from fastapi import APIRouter

from services.governance.application import Governance
from services.governance.application.awaiting import Awaiting
from services.governance.application.minutes import MinutesKept
from services.governance.application.papers import Papers
from services.governance.pages.routes import (
    areas,
    bodies,
    cases,
    deadlines,
    exits,
    hearings,
    items,
    meetings,
    minutes,
    organisations,
    people,
    planning,
    routines,
    seats,
)
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(
    governance: Governance,
    platform: Platform,
    papers: Papers,
    kept: MinutesKept,
    words: Words,
    waiting: Awaiting,
) -> APIRouter:
    routes = APIRouter(include_in_schema=False)
    # `/moter/ny` is looked for before any meeting's own address.
    routes.include_router(planning.router(governance, platform, words))
    routes.include_router(meetings.router(governance, platform, words, waiting))
    for room in (items, deadlines, cases, hearings):
        routes.include_router(room.router(governance, platform, words))
    for room in (areas, organisations, people, bodies, seats):
        routes.include_router(room.router(governance, platform, words))
    routes.include_router(exits.router(governance, platform, papers, words))
    routes.include_router(routines.router(platform, words))
    routes.include_router(minutes.router(governance, platform, words, kept))
    return routes
