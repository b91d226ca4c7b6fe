"""Questions about many cases over HTTP, and their extracts (R-5)."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from services.audit.api.bundles import bundle_response
from services.audit.api.histories import Purpose, reading_key, with_zone
from services.audit.application.querying import Querying, Reader
from services.audit.documents.extracts import Format
from services.audit.readmodels.case_lists import Asked
from shared.contracts.assessment import MainObstacle
from shared.service.platform import Platform
from shared.service.signing_in import Asking

Word = Annotated[str | None, Query(max_length=200)]


def asked_of(
    helsefellesskap: UUID | None = None,
    body: Annotated[UUID | None, Query(description="Et organ saken har ligget i.")] = None,
    since: Annotated[datetime | None, Query(description="Meldt fra og med.")] = None,
    until: Annotated[datetime | None, Query(description="Meldt til og med.")] = None,
    component: Annotated[
        MainObstacle | None,
        Query(description="Hovedhindringen; «legal» tar med saker med rettslige spørsmål."),
    ] = None,
    law: Word = None,
    section: Word = None,
    disagreement: Annotated[Word, Query(description="professional, other eller mixed")] = None,
    outcome: Annotated[Word, Query(description="Utfallet, eller «open».")] = None,
    days: Annotated[int | None, Query(ge=0, description="Har vart minst så mange dager.")] = None,
) -> Asked:
    """The question, from the address. Raises Refused for a time without a zone."""
    for field, moment in (("since", since), ("until", until)):
        with_zone(field, moment)
    return Asked(
        helsefellesskap, body, since, until, component, law, section, disagreement, outcome, days
    )


Question = Annotated[Asked, Depends(asked_of)]


def router(querying: Querying, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/cases")
    def cases(
        asked: Question,
        actor: Asking,
        purpose: Purpose = None,
        after: Annotated[UUID | None, Query(description="Siste sak fra forrige side.")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> dict[str, Any]:
        """Sakene du kan se, nyeste først: hva som hindret, hvor de lå, hvor lenge, hvem som var
        uenig."""
        by = Reader(actor, reading_key(platform), purpose)
        found = querying.cases(by, asked, after=after, limit=limit + 1)
        page = found[:limit]
        return {
            "cases": [asdict(each) for each in page],
            "next": page[-1].case_id if len(found) > limit else None,
        }

    @api.get("/figures")
    def figures(asked: Question, actor: Asking, purpose: Purpose = None) -> dict[str, Any]:
        """Hvor samhandlingen stopper, og hvorfor: komponent × nivå × utfall × dager. Åpne saker
        telles med."""
        by = Reader(actor, reading_key(platform), purpose)
        return {"figures": [asdict(each) for each in querying.figures(by, asked)]}

    @api.get("/variation")
    def variation(asked: Question, actor: Asking, purpose: Purpose = None) -> dict[str, Any]:
        """Helsefellesskapene ved siden av hverandre."""
        by = Reader(actor, reading_key(platform), purpose)
        return {"helsefellesskap": [asdict(each) for each in querying.variation(by, asked)]}

    @api.get("/extracts/{kind}", response_class=Response)
    def extract(kind: Format, asked: Question, actor: Asking, purpose: Purpose = None) -> Response:
        """De samme sakene som fil, i en pakke med bevis for alt de bygger på."""
        by = Reader(actor, reading_key(platform), purpose)
        return bundle_response(querying.extract(by, asked, kind), f"uttrekk-{kind}")

    return api
