"""Governance over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.governance.api import cases, items, meetings, minutes, register, structure
from services.governance.application import Governance
from services.governance.application.minutes import MinutesKept
from shared.service.platform import Platform


def router(governance: Governance, platform: Platform, kept: MinutesKept) -> APIRouter:
    api = APIRouter(prefix="/api/governance/v1", tags=["governance"])
    for room in (register, structure, cases, meetings):
        api.include_router(room.router(governance, platform))
    api.include_router(items.router(governance))
    api.include_router(minutes.router(governance, platform, kept))
    return api
