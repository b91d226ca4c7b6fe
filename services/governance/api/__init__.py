"""Governance over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.governance.api import (
    cases,
    deadlines,
    health,
    meetings,
    own_lines,
    people,
    register,
    seats,
    structure,
)
from services.governance.application import Governance
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter(prefix="/api/governance/v1", tags=["governance"])
    rooms = (register, people, structure, seats, cases, own_lines, deadlines, meetings)
    for room in rooms:
        api.include_router(room.router(governance, platform))
    api.include_router(health.router(platform, words))
    return api
