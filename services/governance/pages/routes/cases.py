"""The case between the bodies: its way, its proposal, what each party answers (G-5 to G-15)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.cases import proposal_command, seen
from services.governance.application import Asked, Governance
from services.governance.application.acts import Act, ActName, acts
from services.governance.pages.acts import FORMS, PATHS
from services.governance.pages.case_forms import CaseForm
from services.governance.pages.forms import ProposalForm, refused
from services.governance.pages.presenters import cases as presenters
from services.governance.pages.presenters.act_fields import FormFields
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.proposing import Proposing
from services.governance.pages.presenters.readiness import readiness_said
from services.governance.pages.presenters.summaries import summaries
from shared.identity.actors import Actor
from shared.service.onward import onward
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PROPOSING = frozenset(ProposalForm.model_fields) | {"patient", "gp", "municipality", "hospital"}
BY_PATH: dict[str, ActName] = {path: name for name, path in PATHS.items()}


@dataclass(frozen=True, slots=True)
class At:
    """Where a form was sent or a page asked for, and by whom."""

    request: Request
    actor: Actor
    pages: Pages
    case_id: UUID


class CaseScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def show(
        self, at: At, chosen: str | None = None, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """The case, with the form of one act: the one chosen, or what it waits for."""
        platform, words = self._platform, self._words
        file = seen(platform, at.actor, at.case_id)
        case, names = file.case, Names(platform, at.actor, words)
        possible = acts(at.actor, file)
        act = _chosen(possible, chosen)
        proposing = Proposing(file, names, words)
        members = proposing.members(at.actor)
        fields = FormFields(file, names, platform.views, members=members)
        proposes = act is not None and act.name == "propose"
        return at.pages.render(
            at.request,
            "governance/case.html",
            status=status,
            breadcrumbs=(
                Crumb(words("navigation.cases"), "/"),
                Crumb(words("governance.case.title", number=case.number)),
            ),
            case=presenters.page(file, names),
            readiness=readiness_said(file.readiness, platform.today(), names),
            onward=onward(
                case.case_id,
                # A case that a body has is one that has left intake.
                replace(case.resource, lifted=True),
                at.actor,
                words,
                ("case", "assessment", "history"),
            ),
            summaries=summaries(platform.views, case.case_id, names),
            may_ask_group=bool(
                {seat.helsefellesskap for seat in at.actor.seats} & {case.helsefellesskap}
            ),
            form=form or (proposing.filled() if proposes else blank()),
            act=act,
            path=PATHS[act.name] if act else None,
            fields=fields.of(act) if act and not proposes else [],
            others=[
                (each, names.party(each.parties[0]) if each.name == "plan" else "")
                for each in possible
                if each != act
            ],
            proposing=proposing.offered(members) if proposes else None,
        )


def _chosen(possible: list[Act], chosen: str | None) -> Act | None:
    """By its key, or by its name where its form was sent; else what is waited for."""
    if chosen is not None:
        for act in possible:
            if chosen in (act.key, act.name):
                return act
    return next((act for act in possible if act.waited_for), None)


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/styring/saker/{case_id}", default_response_class=HTMLResponse)
    screens = CaseScreens(platform, words)

    @routes.get("")
    def show(
        request: Request, case_id: UUID, actor: SignedIn, pages: ThePages, valg: str | None = None
    ) -> HTMLResponse:
        return screens.show(At(request, actor, pages, case_id), valg)

    @routes.post("/forslag")
    async def propose(
        request: Request, case_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ProposalForm, prefix="governance.propose")
        at = At(request, actor, pages, case_id)
        return await platform.in_thread(proposed, at, form)

    @routes.post("/{path}")
    async def act(
        request: Request, case_id: UUID, path: str, actor: SignedIn, pages: ThePages
    ) -> Response:
        name = BY_PATH.get(path)
        if name is None:
            raise NotFound
        form = await pages.read(request, FORMS[name], prefix=f"governance.act.{name}")
        at = At(request, actor, pages, case_id)
        return await platform.in_thread(acted, at, name, form)

    def proposed(at: At, form: Form[ProposalForm]) -> Response:
        sent = form.value
        if sent is None:
            return screens.show(at, "propose", form, 422)
        file = seen(platform, at.actor, at.case_id)
        command = proposal_command(at.case_id, sent.asked(file.case.body))
        return done(at, "propose", form, command, PROPOSING, sent.on_behalf_of)

    def acted(at: At, name: ActName, form: Form[CaseForm]) -> Response:
        sent = form.value
        if sent is None:
            return screens.show(at, name, form, 422)
        file = seen(platform, at.actor, at.case_id)
        command = sent.asked(file.case)
        fields = frozenset(type(sent).model_fields)
        return done(at, name, form, command, fields, sent.on_behalf_of)

    def done(
        at: At,
        name: ActName,
        form: Form[Any],
        command: Asked,
        fields: frozenset[str],
        on_behalf_of: UUID | None,
    ) -> Response:
        assert form.value is not None
        try:
            effect = governance.ask(
                at.actor, command, key=form.value.idempotency_key, on_behalf_of=on_behalf_of
            )
        except Refused as no:
            return screens.show(at, name, refused(form, no, words, fields), 422)
        platform.shows(effect)
        flash = Flash("success", f"governance.act.{name}.done")
        return at.pages.redirect(at.request, f"/styring/saker/{at.case_id}", flash=flash)

    return routes
