"""Audit over HTTP: parse, ask the application, answer (architecture, section 6)."""

from fastapi import APIRouter

from services.audit.api import histories, proofs
from services.audit.application import Audit
from services.audit.application.checkpointing import Checkpoints
from shared.service.platform import Platform
from shared.web.i18n import Words

__all__ = ["router"]


def router(audit: Audit, checkpoints: Checkpoints, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter(prefix="/api/audit/v1", tags=["audit"])
    api.include_router(histories.router(audit, platform, words))
    api.include_router(proofs.heads_router(audit, platform))
    api.include_router(proofs.proofs_router(platform))
    api.include_router(proofs.checkpoints_router(checkpoints))
    return api
