"""Compensation over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.compensation.api import (
    answering,
    batches,
    claiming,
    claims,
    disagreeing,
    settlements,
    terms,
)
from services.compensation.application import Compensation
from shared.web.i18n import Words

__all__ = ["router"]


def router(compensation: Compensation, words: Words) -> APIRouter:
    api = APIRouter(prefix="/api/compensation/v1", tags=["compensation"])
    api.include_router(terms.rates_router(compensation))
    api.include_router(terms.agreements_router(compensation))
    api.include_router(claiming.receipts_router(compensation))
    api.include_router(claiming.waiting_router(compensation, words))
    api.include_router(claims.drafting_router(compensation, words))
    api.include_router(claims.passing_router(compensation))
    api.include_router(disagreeing.refusing_router(compensation))
    api.include_router(disagreeing.correcting_router(compensation))
    api.include_router(batches.router(compensation))
    api.include_router(answering.answering_router(compensation, words))
    api.include_router(settlements.router(compensation))
    return api
