"""Exemptions and trials over HTTP (G-17)."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.governance.api.answering import changed, created, new_id, newest
from services.governance.api.clarifications import seen
from services.governance.api.exit_answers import TrialOut, trial_out
from services.governance.api.exit_bodies import (
    ApplyBody,
    EndBody,
    EvaluateBody,
    ExtendBody,
    GrantBody,
    NewTrialBody,
    RefuseBody,
    StartTrialBody,
    TrialBody,
)
from services.governance.application import Governance
from services.governance.application.streams import trial_stream
from services.governance.commands.exits import (
    ApplyForTrial,
    DraftTrial,
    EndTrial,
    EvaluateTrial,
    ExtendTrial,
    GrantTrial,
    RedraftTrial,
    RefuseTrial,
    StartTrial,
    TrialCommand,
)
from services.governance.readmodels import exits
from shared.identity.actors import Actor
from shared.service.answers import Accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey


class TrialMade(Accepted):
    trial_id: UUID


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _reading(api, platform)
    _steps(api, governance)

    @api.post("/cases/{case_id}/trials", status_code=201)
    def draft(
        case_id: UUID, body: NewTrialBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> TrialMade:
        """Planlegger et unntak eller forsøk."""
        trial_id = new_id(actor, key, "trial")
        command = DraftTrial(trial_id, case_id, body.body_id, body.plan())
        done = governance.ask(actor, command, key=key)
        return TrialMade.model_validate({**created(response, done), "trial_id": trial_id})

    @api.post("/trials/{trial_id}/redraft")
    def redraft(
        trial_id: UUID,
        body: TrialBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Endrer planen før det søkes."""
        command = RedraftTrial(trial_id, body.plan())
        return changed(governance, response, actor, command, key, expected)

    return api


def _steps(api: APIRouter, governance: Governance) -> None:
    """What happens to a trial once it is planned: the fields sent are the command's own."""

    def ask(
        actor: Actor, command: TrialCommand, key: str, expected: int, response: Response
    ) -> Accepted:
        return changed(governance, response, actor, command, key, expected)

    @api.post("/trials/{trial_id}/apply")
    def apply(
        trial_id: UUID,
        body: ApplyBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Registrerer at det er søkt."""
        command = ApplyForTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)

    @api.post("/trials/{trial_id}/grant")
    def grant(
        trial_id: UUID,
        body: GrantBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Registrerer at søknaden er innvilget."""
        command = GrantTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)

    @api.post("/trials/{trial_id}/refuse")
    def refuse(
        trial_id: UUID,
        body: RefuseBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Registrerer at søknaden er avslått."""
        command = RefuseTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)

    @api.post("/trials/{trial_id}/start")
    def start(
        trial_id: UUID,
        body: StartTrialBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Forsøket begynner."""
        command = StartTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)

    @api.post("/trials/{trial_id}/extend")
    def extend(
        trial_id: UUID,
        body: ExtendBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Registrerer en forlengelse."""
        command = ExtendTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)

    @api.post("/trials/{trial_id}/evaluate")
    def evaluate(
        trial_id: UUID,
        body: EvaluateBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Forteller hva forsøket har vist."""
        command = EvaluateTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)

    @api.post("/trials/{trial_id}/end")
    def end(
        trial_id: UUID,
        body: EndBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Avslutter forsøket."""
        command = EndTrial(trial_id, **body.model_dump())
        return ask(actor, command, key, expected, response)


def _reading(api: APIRouter, platform: Platform) -> None:
    @api.get("/trials")
    def listed(
        actor: Asking, case_id: UUID | None = None, state: str | None = None
    ) -> list[TrialOut]:
        """Forsøkene du har tilgang til, det sist endrede først."""
        found = exits.listed(platform.views, actor, kind="trial", case_id=case_id, state=state)
        return [trial_out(each) for each in found]

    @api.get("/trials/{trial_id}")
    def one(trial_id: UUID, actor: Asking, response: Response) -> TrialOut:
        """Ett forsøk."""
        newest(platform, response, trial_stream(trial_id))
        return trial_out(seen(platform, actor, trial_id, "trial"))
