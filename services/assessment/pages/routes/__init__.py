"""Assessment's pages: the list, each assessment with its parts in build order (A-11), and what
all of them show together."""

from fastapi import APIRouter

from services.assessment.application import Assessment
from services.assessment.pages.routes import (
    capacity,
    components,
    concluding,
    goals,
    looking_back,
    measures,
    overview,
)
from services.assessment.pages.routes.room import Room
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(assessment: Assessment, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False)
    # `/vurdering/tilbakeblikk` is looked for before any assessment's own address.
    room = Room(assessment, platform, words)
    for part in (looking_back, overview, goals, components, capacity, measures, concluding):
        routes.include_router(part.router(room))
    return routes
