"""What is due, what is missed and who was told, over HTTP (G-11)."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.governance.application import Governance
from services.governance.readmodels import deadlines
from shared.service.platform import Platform
from shared.service.signing_in import Asking


class ToldOut(BaseModel):
    rung: str
    people: list[UUID]
    at: datetime


class DueOut(BaseModel):
    """A case's step; `due_at` None is until the body's next meeting."""

    case_id: UUID
    number: str
    body: UUID
    step: str
    since: datetime
    due_at: datetime | None
    told: list[ToldOut]


class NoticeOut(BaseModel):
    """A notice to the one who asks; `over` where the step has been done since."""

    case_id: UUID
    number: str
    body: UUID
    step: str
    rung: str
    at: datetime
    over: bool


def router(_governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/deadlines")
    def due(actor: Asking) -> list[DueOut]:
        """Fristene i sakene du har tilgang til: de som er oversittet, først."""
        return [
            DueOut(
                case_id=each.case_id,
                number=each.number,
                body=each.body,
                step=each.step,
                since=each.since,
                due_at=each.due_at,
                told=[
                    ToldOut(rung=told.rung, people=list(told.people), at=told.at)
                    for told in each.told
                ],
            )
            for each in deadlines.due(platform.views, actor)
        ]

    @api.get("/deadlines/notices")
    def notices(actor: Asking) -> list[NoticeOut]:
        """Varslene du selv har fått."""
        return [
            NoticeOut(
                case_id=each.case_id,
                number=each.number,
                body=each.body,
                step=each.step,
                rung=each.rung,
                at=each.at,
                over=each.over,
            )
            for each in deadlines.notices(platform.views, actor.person)
        ]

    return api
