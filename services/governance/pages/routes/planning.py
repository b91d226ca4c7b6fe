"""A meeting is planned: which body, when, where, which of its cases (G-12)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.application import Governance
from services.governance.commands.meetings import Entry, PlanMeeting
from services.governance.pages.forms import PlanForm, refused
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import cases, structure
from services.governance.readmodels.case import AGREED
from shared.contracts.governance import BodyEstablished
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.plan"
FIELDS = frozenset({"starts_at", "place", "items"})


def led_by(actor: Actor, platform: Platform) -> list[BodyEstablished]:
    """The bodies whose meetings the actor may plan, by name."""
    return [
        body
        for area in platform.register.all_helsefellesskap()
        for body in structure.bodies(platform.views, area.id)
        if isinstance(
            allowed(
                actor,
                "governance.run-meeting",
                Resource("meeting", helsefellesskap=area.id, body=body.body_id),
            ),
            Allowed,
        )
    ]


class Planning:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def show(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        chosen: UUID | None,
        form: Form[PlanForm],
        status: int = 200,
    ) -> HTMLResponse:
        """First the body, where there are several to choose from; then its meeting."""
        bodies = led_by(actor, self._platform)
        if chosen is None and len(bodies) == 1:
            chosen = bodies[0].body_id
        body = next((each for each in bodies if each.body_id == chosen), None)
        return pages.render(
            request,
            "governance/plan.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("governance.meetings.title"), "/moter"),
                Crumb(self._words("governance.plan.title")),
            ),
            bodies=bodies,
            body=body,
            form=form,
            waiting=self._waiting(actor, body) if body else [],
        )

    def _waiting(self, actor: Actor, body: BodyEstablished) -> list[Option]:
        """The cases that the body has and that are not agreed upon."""
        names = Names(self._platform.register, self._platform.views, self._words)
        found = cases.listed(self._platform.views, actor, "governance.read-case", body=body.body_id)
        return [
            Option(
                str(case.case_id),
                self._words(
                    "governance.plan.case",
                    number=case.number,
                    parties=", ".join(map(names.party, case.parties)),
                ),
                case.proposal.what if case.before and case.proposal else None,
            )
            for case in found
            if case.stage not in AGREED
        ]


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = Planning(platform, words)

    @routes.get("/moter/ny")
    def ask(
        request: Request, actor: SignedIn, pages: ThePages, organ: UUID | None = None
    ) -> HTMLResponse:
        return screens.show(request, actor, pages, organ, blank(PREFIX))

    @routes.post("/moter/ny")
    async def plan(request: Request, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, PlanForm, prefix=PREFIX)
        return await platform.in_thread(planned, request, actor, pages, form)

    def planned(request: Request, actor: Actor, pages: Pages, form: Form[PlanForm]) -> Response:
        sent = form.value
        if sent is None:
            return screens.show(request, actor, pages, _chosen(form), form, 422)
        meeting_id = new_id(actor, sent.idempotency_key, "meeting")
        command = PlanMeeting(
            meeting_id,
            sent.body_id,
            "ordinary",
            sent.starts_at,
            None,
            sent.place,
            tuple(Entry("decision", case_id) for case_id in sent.items),
        )
        try:
            done = governance.ask(actor, command, key=sent.idempotency_key)
        except Refused as no:
            again = refused(form, no, words, FIELDS)
            return screens.show(request, actor, pages, sent.body_id, again, 422)
        platform.shows(done)
        return pages.redirect(
            request, f"/moter/{meeting_id}", flash=Flash("success", "governance.plan.done")
        )

    return routes


def _chosen(form: Form[PlanForm]) -> UUID | None:
    """The body of a form that was not taken, if it is one."""
    try:
        return UUID(form.text("body_id"))
    except ValueError:
        return None
