"""Audit's pages: histories and what explains them, questions, who has looked, blocked access."""

from fastapi import APIRouter

from services.audit.api import Asked
from services.audit.pages.routes import accesses, erasing, explanations, front, histories, queries
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(asked: Asked, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False)
    routes.include_router(front.router(words))
    routes.include_router(histories.router(asked.audit, asked.bundles, platform, words))
    routes.include_router(explanations.router(asked.audit, asked.explaining, platform, words))
    routes.include_router(queries.router(asked.audit, asked.querying, platform, words))
    routes.include_router(accesses.router(platform, words))
    routes.include_router(erasing.router(asked.erasing, platform, words))
    return routes
