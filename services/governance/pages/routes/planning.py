"""A meeting is planned: which body, what kind, when, where, on what (G-11, G-12)."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.api.meetings import filled
from services.governance.application import Governance
from services.governance.commands.meetings import PlanMeeting
from services.governance.pages.forms import refused
from services.governance.pages.meeting_forms import PlanForm
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import cases, structure
from services.governance.rules.agenda import Suggested
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
FIELDS = frozenset({"kind", "starts_at", "answer_by", "place", "items"})
KINDS = ("ordinary", "extraordinary", "written")
STANDING = (("other", "notice"), ("minutes", "minutes"))
"""What stands on most agendas, with its kind: notice and agenda, and the last minutes."""
FREE_ROWS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """An entry that is offered; `about` says why, `free` that its title is typed here."""

    kind: str
    case_id: UUID | None
    title: str
    label: str
    about: str | None = None
    free: bool = False


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
        form: Form[PlanForm] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """First the body, where there are several to choose from; then its meeting."""
        bodies = led_by(actor, self._platform)
        if chosen is None and len(bodies) == 1:
            chosen = bodies[0].body_id
        body = next((each for each in bodies if each.body_id == chosen), None)
        rows = self._rows(actor, body) if body else []
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
            form=form or _begun(rows),
            rows=rows,
            kinds=[Option(each, self._words(f"governance.meeting-kind.{each}")) for each in KINDS],
        )

    def _rows(self, actor: Actor, body: BodyEstablished) -> list[Row]:
        """The standing items, the body's open cases in the rules' order, and what is free."""
        words = self._words
        standing = [
            Row(kind, None, words(f"governance.plan.{name}"), words(f"governance.plan.{name}"))
            for kind, name in STANDING
        ]
        found = filled(self._platform, actor, body.body_id)
        free = [
            Row("other", None, "", words("governance.plan.free", number=number), free=True)
            for number in range(1, FREE_ROWS + 1)
        ]
        names = Names(self._platform, actor, words)
        names.look_up(each.entry.case_id for each in found if each.entry.case_id)
        return [*standing, *(self._case_row(each, names) for each in found), *free]

    def _case_row(self, each: Suggested, names: Names) -> Row:
        words, platform = self._words, self._platform
        assert each.entry.case_id is not None
        case = cases.one(platform.views, each.entry.case_id)
        parties = ", ".join(map(names.party, case.parties)) if case else ""
        about = [words(f"governance.because.{each.because}")]
        if case and case.proposal and case.before:
            about.append(case.proposal.what)
        return Row(
            each.entry.kind,
            each.entry.case_id,
            "",
            words(
                "governance.plan.case",
                number=names.case(each.entry.case_id, each.number),
                parties=parties,
            ),
            " ".join(about),
        )


def _begun(rows: list[Row]) -> Form[PlanForm]:
    """An ordinary meeting on all that the rules put on its agenda, to be unticked."""
    typed = {f"rows.{number}.chosen": "true" for number, row in enumerate(rows) if not row.free}
    return blank(PREFIX, kind="ordinary", **typed)


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = Planning(platform, words)

    @routes.get("/moter/ny")
    def ask(
        request: Request, actor: SignedIn, pages: ThePages, organ: UUID | None = None
    ) -> HTMLResponse:
        return screens.show(request, actor, pages, organ)

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
            sent.kind,
            sent.starts_at,
            sent.answer_by,
            sent.place,
            sent.entries(),
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
