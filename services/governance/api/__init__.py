"""Governance over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.governance.api import (
    cases,
    clarifications,
    disputes,
    hearings,
    meetings,
    register,
    routines,
    structure,
    trials,
)
from services.governance.application import Governance
from services.governance.application.papers import Papers
from shared.service.platform import Platform


def router(governance: Governance, platform: Platform, papers: Papers) -> APIRouter:
    api = APIRouter(prefix="/api/governance/v1", tags=["governance"])
    for room in (register, structure, cases, meetings, trials, hearings):
        api.include_router(room.router(governance, platform))
    for sending in (clarifications, disputes):
        api.include_router(sending.router(governance, platform, papers))
    api.include_router(routines.router(platform))
    return api
