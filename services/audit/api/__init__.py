"""Audit over HTTP: parse, ask the application, answer (architecture, section 6)."""

from dataclasses import dataclass

from fastapi import APIRouter

from services.audit.api import (
    accesses,
    bundles,
    erasing,
    explaining,
    histories,
    proofs,
    querying,
    saved,
)
from services.audit.application import Audit
from services.audit.application.bundles import Bundles
from services.audit.application.checkpointing import Checkpoints
from services.audit.application.erasing import Erasing
from services.audit.application.explaining import Explaining
from services.audit.application.querying import Querying
from shared.service.platform import Platform
from shared.web.i18n import Words

__all__ = ["Asked", "router"]


@dataclass(frozen=True, slots=True)
class Asked:
    """All that audit answers from."""

    audit: Audit
    checkpoints: Checkpoints
    bundles: Bundles
    explaining: Explaining
    querying: Querying
    erasing: Erasing


def router(asked: Asked, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter(prefix="/api/audit/v1", tags=["audit"])
    api.include_router(histories.router(asked.audit, platform, words))
    api.include_router(proofs.heads_router(asked.audit, platform))
    api.include_router(proofs.proofs_router(platform))
    api.include_router(proofs.checkpoints_router(asked.checkpoints))
    api.include_router(bundles.router(asked.bundles, platform))
    api.include_router(explaining.router(asked.explaining, platform, words))
    api.include_router(querying.router(asked.querying, platform))
    api.include_router(accesses.router(platform))
    api.include_router(erasing.router(asked.erasing))
    api.include_router(saved.router(asked.audit))
    return api
