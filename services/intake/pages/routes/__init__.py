"""Intake's pages: the front page and the inbox, reporting, the case, triage, what is known."""

from fastapi import APIRouter

from services.intake.api.similar import Looking
from services.intake.application import Intake
from services.intake.application.receipts import Receipts
from services.intake.pages.routes import (
    cases,
    home,
    known_rules,
    notices,
    receipts,
    reporting,
    settings,
    starting,
    triage,
    variation,
)
from services.intake.pages.routes.case_screens import CaseScreens
from services.intake.pages.routes.report_screens import ReportScreens
from shared.service.drafts import Drafts
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(
    intake: Intake,
    platform: Platform,
    drafts: Drafts,
    looking: Looking,
    kept: Receipts,
    words: Words,
) -> APIRouter:
    routes = APIRouter(include_in_schema=False)
    routes.include_router(home.router(platform, words))
    screens = ReportScreens(platform, drafts, looking, words)
    acts = reporting.Reporting(intake, platform, drafts, screens, words)
    routes.include_router(reporting.router(acts, screens, platform, drafts, words))
    routes.include_router(receipts.router(platform, kept, words))
    # `/saker/ny` is looked for before any case's own address.
    routes.include_router(starting.router(intake, platform, words))
    on_cases = CaseScreens(platform, looking, words)
    routes.include_router(cases.router(intake, platform, on_cases, words))
    routes.include_router(triage.router(intake, platform, on_cases, words))
    for room in (known_rules, settings, notices):
        routes.include_router(room.router(intake, platform, words))
    routes.include_router(variation.router(platform, words))
    return routes
