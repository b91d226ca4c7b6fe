"""Governance's pages: the meetings, the room of each, and the case between the bodies."""

from fastapi import APIRouter

from services.governance.application import Governance
from services.governance.pages.routes import cases, deadlines, items, meetings, planning
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False)
    # `/moter/ny` is looked for before any meeting's own address.
    for room in (planning, meetings, items, deadlines, cases):
        routes.include_router(room.router(governance, platform, words))
    return routes
