"""Export bundles over HTTP (R-4)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.audit.api.histories import Purpose, reading_key, with_zone
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

    @api.get("/cases/{case_id}/archive", response_class=Response)
    def archive(case_id: UUID, actor: Asking, purpose: Purpose = None) -> Response:
        """Din egen arkivkopi av saken: historikken som PDF/A, pakken med bevis, og metadata etter
        Noark 5."""
        asked = Asked(actor, reading_key(platform), purpose)
        return bundle_response(bundles.archive_of_case(asked, case_id), f"arkiv-{case_id}")

    @api.get("/bodies/{body}/bundle", response_class=Response)
    def of_body(body: UUID, actor: Asking, purpose: Purpose = None) -> Response:
        """Sakene som har ligget i et organ, så langt du kan se dem, med bevis."""
        asked = Asked(actor, reading_key(platform), purpose)
        return bundle_response(bundles.of_body(asked, body), f"organ-{body}")

    @api.get("/periods/bundle", response_class=Response)
    def of_period(
        since: Annotated[datetime, Query(description="Ført fra og med.")],
        until: Annotated[datetime, Query(description="Ført til og med.")],
        actor: Asking,
        helsefellesskap: UUID | None = None,
        purpose: Purpose = None,
    ) -> Response:
        """Det som ble ført i en periode, så langt du kan se det, med bevis."""
        for field, moment in (("since", since), ("until", until)):
            with_zone(field, moment)
        asked = Asked(actor, reading_key(platform), purpose)
        return bundle_response(
            bundles.of_period(asked, since, until, helsefellesskap), f"periode-{since:%Y-%m-%d}"
        )

    return api
