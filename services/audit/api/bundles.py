"""Export bundles over HTTP (R-4)."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.audit.api.histories import Purpose, reading_key
from services.audit.application.bundles import Asked, Bundles
from shared.service.platform import Platform
from shared.service.signing_in import Asking

ZIP = "application/zip"


def bundle_response(content: bytes, name: str) -> Response:
    """The zip, to be saved under this name."""
    disposition = f'attachment; filename="{name}.zip"'
    return Response(content, media_type=ZIP, headers={"Content-Disposition": disposition})


def router(bundles: Bundles, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/cases/{case_id}/bundle", response_class=Response)
    def of_case(case_id: UUID, actor: Asking, purpose: Purpose = None) -> Response:
        """Saken slik du kan se den, med bevis, sjekkpunkter, PDF og et program som kontrollerer
        den uten tilgang til løsningen."""
        asked = Asked(actor, reading_key(platform), purpose)
        return bundle_response(bundles.of_case(asked, case_id), f"sak-{case_id}")

    return api
