"""Questions that a person keeps, over HTTP (R-5)."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from services.audit.api.querying import Question
from services.audit.application import Audit
from services.audit.commands import ForgetQuery, SaveQuery
from services.audit.readmodels.case_lists import Asked
from shared.service.answers import Accepted, accepted
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey


class NameBody(BaseModel):
    """Navnet spørsmålet er lagret under."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = ""


def as_kept(asked: Asked) -> dict[str, str]:
    """The question by its fields, as they are sent."""
    return {name: str(value) for name, value in asdict(asked).items() if value is not None}


def router(audit: Audit) -> APIRouter:
    api = APIRouter(prefix="/queries")

    @api.get("")
    def kept(actor: Asking) -> dict[str, Any]:
        """Spørsmålene du har lagret, med feltene slik de sendes til saker, tall og uttrekk."""
        found = audit.queries(actor)
        return {"queries": [{"name": name, "asked": found[name]} for name in sorted(found)]}

    @api.post("", status_code=201)
    def save(
        body: NameBody, asked: Question, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Lagrer spørsmålet i adressen under et navn; et med samme navn blir byttet ut."""
        command = SaveQuery(actor.person, body.name, as_kept(asked))
        return accepted(response, audit.keep(actor, command, key=key))

    @api.post("/forget", status_code=201)
    def forget(body: NameBody, key: IdempotencyKey, actor: Asking, response: Response) -> Accepted:
        """Sletter et lagret spørsmål."""
        command = ForgetQuery(actor.person, body.name)
        return accepted(response, audit.keep(actor, command, key=key))

    return api
