"""Compensation's pages: claims and the inbox, agreements, drafting, payroll."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.pages.routes import agreements, claims, drafting, payroll
from shared.service.platform import Platform
from shared.web.i18n import Words

__all__ = ["router"]


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    # The payroll's addresses are fixed words; they come before those with an id in them.
    routes.include_router(payroll.router(compensation, platform, words))
    routes.include_router(agreements.router(compensation, platform, words))
    routes.include_router(drafting.router(compensation, platform, words))
    routes.include_router(claims.router(compensation, platform, words))
    return routes
