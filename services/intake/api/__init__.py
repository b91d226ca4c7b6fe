"""Intake over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.intake.api import drafts as drafting
from services.intake.api import importing as imports
from services.intake.api import (
    known_rules,
    notices,
    reading,
    reporting,
    settings,
    similar,
    triaging,
)
from services.intake.application import Intake
from services.intake.application.importing import Importing
from shared.service.drafts import Drafts
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(
    intake: Intake,
    platform: Platform,
    drafts: Drafts,
    looking: similar.Looking,
    importing: Importing,
    words: Words,
) -> APIRouter:
    api = APIRouter(prefix="/api/intake/v1", tags=["intake"])
    api.include_router(reporting.router(intake, platform, words))
    api.include_router(triaging.router(intake, platform))
    api.include_router(reading.router(platform))
    api.include_router(known_rules.router(intake, platform))
    api.include_router(settings.router(intake, platform))
    api.include_router(notices.router(intake, platform))
    api.include_router(drafting.router(drafts))
    api.include_router(similar.router(looking))
    api.include_router(imports.router(importing, words))
    return api
