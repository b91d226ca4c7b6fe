"""Exemptions and trials over HTTP (G-17)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from fastapi import APIRouter, Response

from services.governance.api.answering import Body, created, new_id, newest, shown
from services.governance.api.clarifications import as_pdf, seen
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
from services.governance.application.papers import Papers
from services.governance.application.streams import trial_stream
from services.governance.commands.exits import (
    ApplyForTrial,
    AskedOfTrial,
    DraftTrial,
    EndTrial,
    EvaluateTrial,
    ExtendTrial,
    GrantTrial,
    RedraftTrial,
    RefuseTrial,
    StartTrial,
)
from services.governance.readmodels import exits
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted
from shared.service.changing import Changing
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey

Route: TypeAlias = Callable[..., Accepted]


class TrialMade(Accepted):
    trial_id: UUID


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to a trial that is applied for: the fields sent are the command's own. `told`
    is what its documentation says."""

    path: str
    body: type[Body]
    command: Callable[..., AskedOfTrial]
    told: str


STEPS = (
    Step("grant", GrantBody, GrantTrial, "Registrerer at søknaden er innvilget."),
    Step("refuse", RefuseBody, RefuseTrial, "Registrerer at søknaden er avslått."),
    Step("start", StartTrialBody, StartTrial, "Forsøket begynner."),
    Step("extend", ExtendBody, ExtendTrial, "Registrerer en forlengelse."),
    Step("evaluate", EvaluateBody, EvaluateTrial, "Forteller hva forsøket har vist."),
    Step("end", EndBody, EndTrial, "Avslutter forsøket."),
)


def applied(
    governance: Governance,
    papers: Papers,
    actor: Actor,
    trial_id: UUID,
    body: ApplyBody,
    key: str,
    expected: int | None = None,
) -> Done:
    """The application is rendered once, by somebody who may apply, and then it is applied for."""
    told = (body.applied_on, body.authority, body.reference)
    sure = body.anonymous
    governance.may(actor, ApplyForTrial(trial_id, *told, document="", anonymous=sure))
    document = papers.of_trial(trial_id, actor.person, body.authority, body.language, sure)
    command = ApplyForTrial(trial_id, *told, document=document, anonymous=sure)
    return governance.ask(actor, command, key=key, expected_version=expected)


def router(governance: Governance, platform: Platform, papers: Papers) -> APIRouter:
    api = APIRouter()
    _reading(api, platform, papers)
    _planning(api, governance, papers)
    for step in STEPS:
        api.add_api_route(
            f"/trials/{{trial_id}}/{step.path}",
            _taking(governance, step),
            methods=["POST"],
            name=step.path,
            description=step.told,
        )
    return api


def _taking(governance: Governance, step: Step) -> Route:
    def take(trial_id: UUID, body: Body, change: Changing) -> Accepted:
        return change.ask(governance, step.command(trial_id, **body.model_dump()))

    # A route reads its body by the type that is written on it, and here each step has its own.
    take.__annotations__["body"] = step.body
    return take


def _planning(api: APIRouter, governance: Governance, papers: Papers) -> None:
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
    def redraft(trial_id: UUID, body: TrialBody, change: Changing) -> Accepted:
        """Endrer planen før det søkes."""
        return change.ask(governance, RedraftTrial(trial_id, body.plan()))

    @api.post("/trials/{trial_id}/apply")
    def apply(trial_id: UUID, body: ApplyBody, change: Changing) -> Accepted:
        """Søker: skriver søknaden og registrerer hvem den er sendt til."""
        done = applied(
            governance, papers, change.actor, trial_id, body, change.key, change.expected
        )
        return accepted(change.response, done)


def _reading(api: APIRouter, platform: Platform, papers: Papers) -> None:
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

    @api.get(
        "/trials/{trial_id}/document",
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    def document(trial_id: UUID, actor: Asking) -> Response:
        """Søknaden slik den ble sendt, byte for byte."""
        shown(platform, trial_stream(trial_id))
        found = trial_out(seen(platform, actor, trial_id, "trial"))
        return as_pdf(papers, found.document, f"soknad-{trial_id}")
