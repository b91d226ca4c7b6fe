"""What can be read of assessments: one, many, what has changed, and over all of them."""

from dataclasses import replace
from datetime import date
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.assessment.api.answers import (
    AssessmentOut,
    ComparisonOut,
    ConclusionOut,
    RetrospectOut,
    RevisionOut,
    assessment_out,
    counts_out,
)
from services.assessment.application import assessment_stream
from services.assessment.readmodels import assessments, hindrances, retrospect, revisions
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.comparison import compared
from services.assessment.readmodels.preview import preview, previews
from services.assessment.rules.routes import Level
from shared.contracts.assessment import Component
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import tagged
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import NotFound

PREFIX = "/api/assessment/v1"


def queries(platform: Platform) -> APIRouter:
    """The routes that change nothing."""
    api = APIRouter(prefix=PREFIX, tags=["assessment"])

    @api.get("/cases")
    def listed(
        actor: Asking,
        response: Response,
        concluded: bool | None = None,
        after: Annotated[UUID | None, Query(description="Den siste saken du har fått.")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[AssessmentOut]:
        """Vurderingene du har tilgang til, de nyeste først. `Link` fører til resten av listen."""
        found = assessments.listed(
            platform.views, actor, "assessment.read", concluded=concluded, after=after, limit=limit
        )
        if len(found) == limit:
            rest: dict[str, object] = {"after": found[-1].case_id, "limit": limit}
            if concluded is not None:
                rest["concluded"] = str(concluded).lower()
            response.headers["Link"] = f'<{PREFIX}/cases?{urlencode(rest)}>; rel="next"'
        of = previews(platform)
        return [assessment_out(sheet, of(sheet)) for sheet in found]

    @api.get("/cases/{case_id}")
    def one(case_id: UUID, actor: Asking, response: Response) -> AssessmentOut:
        """Én vurdering: komponentene, kapasiteten og diagnosen."""
        sheet = seen(platform, actor, case_id)
        tagged(response, platform.version(assessment_stream(case_id)))
        return assessment_out(sheet, preview(platform, sheet))

    @api.get("/cases/{case_id}/revisions")
    def recorded(case_id: UUID, actor: Asking) -> list[RevisionOut]:
        """Alt som er registrert, det nyeste først: av hvem, i hvilken rolle, når."""
        seen(platform, actor, case_id)
        return [RevisionOut.of(each) for each in revisions.of_case(platform.views, case_id)]

    @api.get("/cases/{case_id}/conclusions")
    def ended(case_id: UUID, actor: Asking) -> list[ConclusionOut]:
        """Hver revisjon slik den ble avsluttet, den første først."""
        seen_when_concluded(platform, actor, case_id)
        return [ConclusionOut.of(each) for each in hindrances.conclusions(platform.views, case_id)]

    @api.get("/cases/{case_id}/changes")
    def changed(
        case_id: UUID,
        actor: Asking,
        before: Annotated[int | None, Query(ge=1, description="Den tidligere revisjonen.")] = None,
        now: Annotated[int | None, Query(ge=1, description="Den senere revisjonen.")] = None,
    ) -> ComparisonOut:
        """Hva som er endret siden forrige revisjon, eller mellom to av dem."""
        sheet = seen(platform, actor, case_id)
        comparison = compared(platform, sheet, before, now)
        if comparison is None:
            raise NotFound
        return ComparisonOut.of(comparison)

    @api.get("/retrospect")
    def over_all(
        actor: Asking,
        helsefellesskap: UUID | None = None,
        component: Component | None = None,
        level: Level | None = None,
        party: UUID | None = None,
        first: Annotated[date | None, Query(description="Fra og med dagen.")] = None,
        last: Annotated[date | None, Query(description="Til og med dagen.")] = None,
    ) -> RetrospectOut:
        """Over alle avsluttede vurderinger du har tilgang til: hvilke komponenter som hindrer
        mest, på hvilket nivå og for hvilke parter."""
        asked = retrospect.Asked(helsefellesskap, component, level, party, first, last)
        found = retrospect.retrospect(platform.views, actor, asked)
        return RetrospectOut(
            assessments=found.assessments,
            unhindered=found.unhindered,
            components=counts_out(found.components),
            levels=counts_out(found.levels),
            parties=counts_out(found.parties),
        )

    return api


def seen(platform: Platform, actor: Actor, case_id: UUID) -> Sheet:
    """The assessment, if the actor may see it. Raises NotFound, Forbidden."""
    sheet = assessments.one(platform.views, case_id)
    if sheet is None:
        raise NotFound
    require(actor, "assessment.read", sheet.resource)
    return sheet


def seen_when_concluded(platform: Platform, actor: Actor, case_id: UUID) -> Sheet:
    """The same for what has been concluded of it, which stays locked while it is assessed anew
    (P-4)."""
    sheet = assessments.one(platform.views, case_id)
    if sheet is None:
        raise NotFound
    require(actor, "assessment.read", replace(sheet.resource, locked=True))
    return sheet
