"""Governance's pages."""

from fastapi import APIRouter

from services.governance.application import Governance
from shared.service.platform import Platform
from shared.web.i18n import Words


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    return APIRouter()
