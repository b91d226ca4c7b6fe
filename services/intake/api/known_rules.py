"""The register of known rules, and the settings of triage, over HTTP (I-5, I-8)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from services.intake.api.answering import Body, Changing, created, new_id
from services.intake.application import Intake
from services.intake.application.streams import rule_stream
from services.intake.commands import CorrectRule, RegisterRule, RuleText
from services.intake.readmodels import known_rules
from services.intake.readmodels.known_rules import KnownRule
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, tagged
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey, NotFound


class RuleBody(Body):
    title: str = ""
    text: str = ""
    source: str = ""
    valid_from: date
    valid_to: date | None = None

    @property
    def content(self) -> RuleText:
        return RuleText(self.title, self.text, self.source, self.valid_from, self.valid_to)


class NewRuleBody(RuleBody):
    """Without `helsefellesskap` it holds in the whole country. `rule_id` is chosen by those who
    register the same rule from a file more than once."""

    rule_id: UUID | None = None
    helsefellesskap: UUID | None = None


class CorrectionBody(RuleBody):
    reason: str = ""


class NewRule(Accepted):
    rule_id: UUID


class RuleOut(BaseModel):
    rule_id: UUID
    version: int
    helsefellesskap: UUID | None
    title: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None
    reason: str | None
    recorded_at: datetime


def router(intake: Intake, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/known-rules")
    def listed(
        actor: Asking,
        q: Annotated[str, Query(max_length=200)] = "",
        on: date | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> list[RuleOut]:
        """Regler og svar som er kjent, med alle ordene i søket; `on` er en dag de gjelder."""
        found = known_rules.listed(platform.views, actor, words=q, on=on, limit=limit)
        return [out(each) for each in found]

    @api.get("/known-rules/{rule_id}")
    def one(rule_id: UUID, actor: Asking, response: Response) -> list[RuleOut]:
        """Alle versjoner av én regel, nyeste først."""
        found = known_rules.versions(platform.views, rule_id)
        if not found:
            raise NotFound
        may_read(actor, found[0])
        tagged(response, platform.version(rule_stream(rule_id)))
        return [out(each) for each in found]

    @api.post("/known-rules", status_code=201)
    def register(
        body: NewRuleBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> NewRule:
        """Registrerer en regel eller et svar som silingen kan vise til."""
        rule_id = body.rule_id or new_id(actor, key, "rule")
        command = RegisterRule(rule_id, body.helsefellesskap, body.content)
        done = intake.ask(actor, command, key=key)
        return NewRule.model_validate({**created(response, done), "rule_id": rule_id})

    @api.post("/known-rules/{rule_id}/corrections")
    def correct(rule_id: UUID, body: CorrectionBody, change: Changing) -> Accepted:
        """Gir regelen en ny versjon; de forrige kan fortsatt leses."""
        return change.ask(intake, CorrectRule(rule_id, body.content, body.reason))

    return api


def may_read(actor: Actor, rule: KnownRule) -> None:
    """What holds in the whole country is open to everybody. Raises Forbidden."""
    if rule.helsefellesskap is not None:
        require(actor, "intake.read-rules", rule.resource)


def out(rule: KnownRule) -> RuleOut:
    return RuleOut.model_validate(rule, from_attributes=True)
