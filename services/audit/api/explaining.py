"""A decision explained, and what was known then, over HTTP (R-2, R-3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from services.audit.api.histories import AsOf, Purpose, reading_key
from services.audit.application import Remembered, sentence, summary
from services.audit.application.explaining import Explained, Explaining, Known
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.i18n import Words


def explanation_out(found: Explained, words: Words) -> dict[str, Any]:
    """As the API tells it; `verdict_text` is the sentence for a person."""

    def told(each: Remembered | None) -> dict[str, Any] | None:
        return None if each is None else {**summary(each), "text": sentence(each, words)}

    explanation = found.explanation
    return {
        "event": told(found.event),
        "caused_by": told(found.caused_by),
        "causes": [told(each) for each in found.causes],
        "decision": None if explanation is None else explanation.model_dump(mode="json"),
        "verdict_text": None
        if explanation is None
        else words(
            f"audit.verdict.{explanation.verdict}",
            version=explanation.rules_version,
            today=explanation.rules_today,
        ),
    }


def known_out(case_id: UUID, as_of: datetime | None, found: Sequence[Known]) -> dict[str, Any]:
    """What each service's streams of the case held then."""
    return {
        "case": case_id,
        "as_of": as_of,
        "services": [
            {
                "service": each.service,
                "position": each.until,
                "states": [state.model_dump(mode="json") for state in each.states],
            }
            for each in found
        ],
    }


def router(explaining: Explaining, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter()

    @api.get("/events/{event_id}/explanation")
    def explanation(event_id: UUID, actor: Asking, purpose: Purpose = None) -> dict[str, Any]:
        """Beslutningen hendelsen kom av, spilt av igjen: grunnlag, årsak og følger, og om det
        samme kommer ut."""
        found = explaining.of_event(actor, event_id, key=reading_key(platform), purpose=purpose)
        return explanation_out(found, words)

    @api.get("/cases/{case_id}/known")
    def known(
        case_id: UUID, actor: Asking, as_of: AsOf = None, purpose: Purpose = None
    ) -> dict[str, Any]:
        """Hva tjenestene visste om saken på et tidspunkt, ved avspilling av loggene."""
        found = explaining.known(
            actor, case_id, key=reading_key(platform), purpose=purpose, as_of=as_of
        )
        return known_out(case_id, as_of, found)

    return api
