"""The organisations of a helsefellesskap (I-2, P-6)."""

from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.application import Governance
from services.governance.commands.register import RegisterOrganisation, SucceedOrganisation
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.structure import options
from services.governance.pages.routes.areas import ROOT, Areas, address_of
from services.governance.pages.structure_forms import OrganisationForm, SuccessionForm
from shared.contracts.governance import OrganisationKind
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit, may
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "governance.organisation"


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    areas, sending = Areas(platform, words), Sending(governance, platform, words)

    def show(visit: Visit, area_id: UUID, form: Form[Any], status: int = 200) -> HTMLResponse:
        area = areas.seen(visit, area_id)
        names = Names(platform, visit.actor, words)
        return visit.pages.render(
            visit.request,
            "governance/structure/organisations.html",
            status=status,
            breadcrumbs=areas.crumbs(area, Crumb(words("governance.organisation.list"))),
            area=area,
            organisations=[
                (each, names.party(each.successor) if each.successor else "")
                for each in platform.register.organisations(area_id)
            ],
            kinds=options("organisation-kind", get_args(OrganisationKind), words),
            parties=[
                Option(str(each.id), each.name)
                for each in platform.register.organisations(area_id)
                if each.successor is None
            ],
            may_change=may(visit.actor, "governance.register", area_id),
            form=form,
        )

    @routes.get(f"{ROOT}/{{area_id}}/virksomheter")
    def listed(area_id: UUID, visit: TheVisit) -> HTMLResponse:
        return show(visit, area_id, blank(PREFIX))

    @routes.post(f"{ROOT}/{{area_id}}/virksomheter")
    async def register(request: Request, area_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, OrganisationForm, prefix=PREFIX)
        return await platform.in_thread(registered, visit, area_id, form)

    def registered(visit: Visit, area_id: UUID, form: Form[OrganisationForm]) -> Response:
        made = new_id(visit.actor, form.text("idempotency_key"), "organisation")
        sent = Sent[OrganisationForm](
            lambda typed: RegisterOrganisation(
                made, typed.name, typed.kind, typed.number, (area_id,)
            ),
            lambda _typed: f"{address_of(area_id)}/virksomheter",
            "governance.organisation.registered",
        )
        return sending.take(
            visit, form, sent, lambda shown, status: show(visit, area_id, shown, status)
        )

    @routes.post(f"{ROOT}/{{area_id}}/virksomheter/etterfolger")
    async def succeed(request: Request, area_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, SuccessionForm, prefix=PREFIX)
        return await platform.in_thread(succeeded, visit, area_id, form)

    def succeeded(visit: Visit, area_id: UUID, form: Form[SuccessionForm]) -> Response:
        sent = Sent[SuccessionForm](
            lambda typed: SucceedOrganisation(
                typed.organisation_id, typed.successor, typed.on, typed.reason
            ),
            lambda _typed: f"{address_of(area_id)}/virksomheter",
            "governance.organisation.succession-told",
        )
        return sending.take(
            visit, form, sent, lambda shown, status: show(visit, area_id, shown, status)
        )

    return routes
