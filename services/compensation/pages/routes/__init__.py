"""Compensation's pages: claims and the inbox, agreements, drafting, payroll."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.pages.routes import (
    agreement_drafting,
    agreements,
    claims,
    drafting,
    payroll,
    rates,
    settlements,
    traces,
)
from shared.service.platform import Platform
from shared.web.i18n import Words

__all__ = ["router"]


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    # Addresses that are fixed words come before those with an id or the name of an act in them.
    for room in (
        payroll,
        settlements,
        rates,
        agreement_drafting,
        agreements,
        traces,
        drafting,
        claims,
    ):
        routes.include_router(room.router(compensation, platform, words))
    return routes
