"""The health check of the structure over HTTP (G-4)."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.governance.readmodels import health
from services.governance.rules.health import Severity
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import NotFound
from shared.web.i18n import Words


class FindingOut(BaseModel):
    """Et funn: regelen, alvoret, hvor det er, og hva som mangler."""

    rule: str
    severity: Severity
    what: str
    body: UUID | None
    seat: UUID | None
    text: str


class HealthOut(BaseModel):
    """Funnene per dagen, de mest alvorlige først."""

    helsefellesskap_id: UUID
    day: date
    findings: list[FindingOut]


def router(platform: Platform, words: Words) -> APIRouter:
    api = APIRouter()

    @api.get("/helsefellesskap/{helsefellesskap_id}/health")
    def examined(helsefellesskap_id: UUID, actor: Asking, on: date | None = None) -> HealthOut:
        """Hva som mangler i strukturen, i dag eller en annen dag."""
        resource = Resource("structure", helsefellesskap=helsefellesskap_id)
        require(actor, "governance.read-structure", resource)
        if platform.register.helsefellesskap(helsefellesskap_id) is None:
            raise NotFound
        day = on or platform.today()
        found = health.findings(platform.views, platform.register, helsefellesskap_id, day)
        return HealthOut(
            helsefellesskap_id=helsefellesskap_id,
            day=day,
            findings=[
                FindingOut(
                    rule=each.rule,
                    severity=each.severity,
                    what=each.what,
                    body=each.body,
                    seat=each.seat,
                    text=words(f"governance.finding.{each.what}", **each.values),
                )
                for each in found
            ],
        )

    return api
