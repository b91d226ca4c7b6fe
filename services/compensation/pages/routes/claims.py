"""My claims and the inbox; a claim with its lines explained, and what one may do with it."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.claiming import as_attachment
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation
from services.compensation.commands.claims import CorrectClaim
from services.compensation.pages.acts import ACTS, Act
from services.compensation.pages.forms import ActForm, CorrectForm
from services.compensation.pages.routes import taking
from services.compensation.pages.routes.claim_screens import PREFIX, ClaimScreens
from services.compensation.pages.routes.home import HOME, HomeScreens
from services.compensation.pages.routes.taking import Taking
from shared.eventlog.commands import Done
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.conditions import NotFound
from shared.web.forms import Form
from shared.web.i18n import Words

CLAIM = HOME + "/krav/{claim_id}"


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    homes = HomeScreens(compensation, platform, words)
    screens = ClaimScreens(compensation, platform, words)
    acts = Taking(compensation, platform, words)

    @routes.get(HOME)
    def home(visit: TheVisit) -> HTMLResponse:
        return homes.home(visit)

    @routes.get(CLAIM)
    def claim(claim_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.claim(visit, claim_id)

    @routes.get(CLAIM + "/kvittering/{sha256}")
    def receipt(claim_id: UUID, sha256: str, visit: TheVisit) -> Response:
        return as_attachment(*compensation.receipt(visit.actor, claim_id, sha256))

    @routes.get(CLAIM + "/{slug}")
    def ask(claim_id: UUID, slug: str, visit: TheVisit) -> HTMLResponse:
        return screens.offered(visit, claim_id, at(slug))

    @routes.post(CLAIM + "/{slug}")
    async def take(request: Request, claim_id: UUID, slug: str, visit: TheVisit) -> Response:
        act = at(slug)
        form = await visit.pages.read(request, act.form, prefix=PREFIX)
        return await platform.in_thread(taken, visit, claim_id, act, form)

    def taken(visit: Visit, claim_id: UUID, act: Act, form: Form[ActForm]) -> Response:
        def ask(sent: ActForm) -> Done:
            if isinstance(sent, CorrectForm):
                return acts.ask(visit, _correcting(visit, claim_id, sent), sent)
            assert act.command is not None
            return acts.ask(visit, act.command(claim_id, sent), sent)

        what = taking.Act(
            ask,
            taking.at(claim_id),
            f"compensation.done.{act.name}",
            taking.same("reason", "basis", "lines", "on_behalf_of"),
        )
        return acts.take(
            visit, form, what, lambda no, status: screens.again(visit, claim_id, act, no, status)
        )

    return routes


def at(slug: str) -> Act:
    """Raises NotFound for an act there is none of. Who may not do one is told so by the rules,
    with the claim as it is now."""
    found = next((act for act in ACTS if act.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def _correcting(visit: Visit, claim_id: UUID, sent: CorrectForm) -> CorrectClaim:
    return CorrectClaim(
        claim_id,
        new_resource(visit.actor, sent.idempotency_key, "correction"),
        sent.choice,
        sent.because,
        sent.reason,
        tuple(sent.lines),
    )
