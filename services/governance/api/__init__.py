"""Governance over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.governance.api import (
    awaiting,
    cases,
    clarifications,
    deadlines,
    disputes,
    health,
    hearings,
    items,
    meetings,
    minutes,
    own_lines,
    people,
    register,
    routines,
    seats,
    structure,
    trials,
)
from services.governance.application import Governance
from services.governance.application.awaiting import Awaiting
from services.governance.application.minutes import MinutesKept
from services.governance.application.papers import Papers
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
    api = APIRouter(prefix="/api/governance/v1", tags=["governance"])
    rooms = (
        register,
        people,
        structure,
        seats,
        cases,
        own_lines,
        deadlines,
        meetings,
        hearings,
    )
    for room in rooms:
        api.include_router(room.router(governance, platform))
    for sending in (clarifications, trials, disputes):
        api.include_router(sending.router(governance, platform, papers))
    api.include_router(routines.router(platform))
    api.include_router(health.router(platform, words))
    api.include_router(items.router(governance))
    api.include_router(awaiting.router(waiting))
    api.include_router(minutes.router(governance, platform, kept))
    return api
