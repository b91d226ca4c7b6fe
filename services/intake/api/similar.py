"""What is known already of the same problem, before it is sent and in triage (I-5, I-7, G-21)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from services.intake.api.answering import Body, home_of
from services.intake.readmodels.similar import Kind, SimilarCases
from services.intake.readmodels.similar_found import Similar, similar_to
from services.intake.rules.reports import TEXT_LENGTH, TITLE_LENGTH
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.signing_in import Asking

IN_ORDER: tuple[Kind, ...] = ("routine", "rule", "case")
"""What is decided comes first, then what is known, then what others have reported."""
MOST = 5
"""Of each kind."""

Home = Annotated[UUID | str, Field(union_mode="left_to_right", description="Id eller navn.")]


class AlikeBody(Body):
    """What one is about to report; nothing of it is kept."""

    helsefellesskap: Home
    title: str = Field(default="", max_length=TITLE_LENGTH)
    what_happens: str = Field(default="", max_length=TEXT_LENGTH)
    limit: int = Field(default=MOST, ge=1, le=20, description="Høyst så mange av hvert slag.")


@dataclass(frozen=True, slots=True)
class Looking:
    """Finds what tells of the same, as far as somebody may see it (P-3)."""

    similar: SimilarCases
    platform: Platform

    def of_kind(
        self,
        kind: Kind,
        actor: Actor,
        home: UUID,
        title: str,
        text: str,
        *,
        besides: Collection[UUID] = (),
        limit: int = MOST,
    ) -> list[Similar]:
        return similar_to(
            self.similar,
            self.platform.views,
            actor,
            title,
            text,
            helsefellesskap=home,
            on=self.platform.today(),
            kind=kind,
            besides=besides,
            limit=limit,
        )

    def all(self, actor: Actor, body: AlikeBody) -> list[Similar]:
        """Of every kind, the likest first within each. Raises Refused."""
        home = home_of(self.platform, body.helsefellesskap, "I-7").id
        return [
            each
            for kind in IN_ORDER
            for each in self.of_kind(
                kind, actor, home, body.title, body.what_happens, limit=body.limit
            )
        ]


def router(looking: Looking) -> APIRouter:
    api = APIRouter()

    @api.get("/similar")
    def get(
        actor: Asking,
        helsefellesskap: UUID,
        title: Annotated[str, Query(max_length=TITLE_LENGTH)] = "",
        limit: Annotated[int, Query(ge=1, le=20)] = MOST,
    ) -> list[Similar]:
        """Rutiner som gjelder, kjente regler og saker om det samme, etter en tittel."""
        body = AlikeBody(helsefellesskap=helsefellesskap, title=title, limit=limit)
        return looking.all(actor, body)

    @api.post("/similar")
    def post(body: AlikeBody, actor: Asking) -> list[Similar]:
        """Det samme etter hele teksten; den blir ikke tatt vare på."""
        return looking.all(actor, body)

    return api
