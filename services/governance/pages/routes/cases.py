"""The case between bodies: its way, its proposal, what each party answers (G-5 to G-15)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.cases import proposal_command, seen
from services.governance.api.own_line_answers import asked, bound
from services.governance.application import Asked, Governance
from services.governance.application.case_file import CaseFile
from services.governance.commands.own_lines import RegisterRatification, ReportImplementation
from services.governance.decisions.case.states import AtWork
from services.governance.pages.forms import (
    ImplementForm,
    ProposalForm,
    RatifyForm,
    refused,
)
from services.governance.pages.presenters import cases as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.summaries import summaries
from services.governance.readmodels.case import Case
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.service.onward import onward
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PROPOSING = frozenset(
    {
        "what",
        "reasons",
        "tasks",
        "patient",
        "gp",
        "municipality",
        "hospital",
        "adoption",
        "on_behalf_of",
    }
)
ANSWERING = frozenset({"party", "answer", "organ", "reference", "reservation"})
REPORTING = frozenset({"party", "result", "note"})


@dataclass(frozen=True, slots=True)
class May:
    """What this person may do with the case as it stands."""

    propose: bool
    for_others: bool
    ratify: tuple[UUID, ...]
    implement: tuple[UUID, ...]


def may(actor: Actor, file: CaseFile) -> May:
    """G-5: whoever proposes where the case is. G-14, G-15: for the parties one speaks for."""
    case, table, work = file.case, file.table, file.work
    proposing = isinstance(file.state, AtWork)
    answering = [party for party in asked(file) if table and party in table.pending]
    reporting = [party for party in bound(file) if work and not work.done(party)]
    return May(
        propose=proposing
        and isinstance(allowed(actor, "governance.propose", case.resource), Allowed),
        for_others=actor.has("secretariat", helsefellesskap=case.helsefellesskap),
        ratify=tuple(
            party
            for party in answering
            if isinstance(allowed(actor, "governance.ratify", _for(case, party)), Allowed)
        ),
        implement=tuple(
            party
            for party in reporting
            if isinstance(allowed(actor, "governance.implement", _for(case, party)), Allowed)
        ),
    )


def _for(case: Case, party: UUID) -> Resource:
    return Resource(
        "case",
        helsefellesskap=case.helsefellesskap,
        body=case.body,
        party=party,
        parties=frozenset(case.parties),
    )


@dataclass(frozen=True, slots=True)
class At:
    """Where a form was sent, and by whom."""

    request: Request
    actor: Actor
    pages: Pages
    case_id: UUID


class CaseScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def show(self, at: At, form: Form[Any] | None = None, status: int = 200) -> HTMLResponse:
        """The case, with the one form that this person may use now, if any."""
        platform, words = self._platform, self._words
        file = seen(platform, at.actor, at.case_id)
        case = file.case
        names = Names(platform.register, platform.views, words)
        may_do = may(at.actor, file)
        return at.pages.render(
            at.request,
            "governance/case.html",
            status=status,
            breadcrumbs=(
                Crumb(words("governance.meetings.title"), "/moter"),
                Crumb(words("governance.case.title", number=case.number)),
            ),
            case=presenters.page(file, names),
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
            form=form or self._filled(case, names, may_do),
            may=may_do,
            lines=self._lines(case, names) if may_do.propose else [],
            members=self._members(at.actor, case, names) if may_do.propose else [],
            adoptions=self._options("adoption", ("all-or-none", "for-those-who-adopt")),
            answering=_parties(may_do.ratify, names),
            answers_possible=self._options(
                "ratification", ("adopted", "adopted-with-reservation", "refused")
            ),
            reporting=_parties(may_do.implement, names),
            results=self._options("implementation", ("done", "deviation")),
        )

    def _options(self, name: str, values: tuple[str, ...]) -> list[Option]:
        return [Option(each, self._words(f"governance.{name}.{each}")) for each in values]

    def _lines(self, case: Case, names: Names) -> list[Option]:
        """The parties in whose lines a task may stand: those of the body above (G-15)."""
        above = names.parents(case.body)
        body = names.the_body(above[0]) if above else None
        sides = body.sides if body else ()
        return _parties(tuple(party for side in sides for party in side.parties), names)

    def _members(self, actor: Actor, case: Case, names: Names) -> list[Option]:
        """Those the secretariat may enter a proposal for (P-5); nobody for a member."""
        if any(
            seat.body == case.body and "proposal" in seat.rights for seat in actor.seats
        ) or not actor.has("secretariat", helsefellesskap=case.helsefellesskap):
            return []
        return [
            Option(
                str(seat.person_id), f"{names.person(seat.person_id)} ({names.party(seat.party)})"
            )
            for seat in names.seats(case.body)
            if "proposal" in seat.rights
        ]

    def _filled(self, case: Case, names: Names, may_do: May) -> Form[Any]:
        """A case that has come back starts from the proposal it came back with."""
        proposal = case.proposal if may_do.propose else None
        if proposal is None:
            return blank("governance.propose")
        tasks = {
            f"tasks.{row}.what": "\n".join(
                task.what for task in proposal.tasks if str(task.party) == line.value
            )
            for row, line in enumerate(self._lines(case, names))
        }
        return blank(
            "governance.propose",
            what=proposal.what,
            reasons=proposal.reasons,
            adoption=proposal.adoption,
            **proposal.consequences.model_dump(),
            **tasks,
        )


def _parties(parties: tuple[UUID, ...], names: Names) -> list[Option]:
    return [Option(str(party), names.party(party)) for party in parties]


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/styring/saker/{case_id}", default_response_class=HTMLResponse)
    screens = CaseScreens(platform, words)

    @routes.get("")
    def show(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.show(At(request, actor, pages, case_id))

    @routes.post("/forslag")
    async def propose(
        request: Request, case_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ProposalForm, prefix="governance.propose")
        at = At(request, actor, pages, case_id)
        return await platform.in_thread(proposed, at, form)

    @routes.post("/svar")
    async def ratify(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, RatifyForm, prefix="governance.ratify")
        sent = form.value.model_dump(exclude={"idempotency_key"}) if form.value else None
        command = RegisterRatification(case_id=case_id, **sent) if sent else None
        at = At(request, actor, pages, case_id)
        return await platform.in_thread(done, at, form, command, "ratified", ANSWERING, None)

    @routes.post("/gjennomforing")
    async def implement(
        request: Request, case_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ImplementForm, prefix="governance.implement")
        sent = form.value.model_dump(exclude={"idempotency_key"}) if form.value else None
        command = ReportImplementation(case_id=case_id, **sent) if sent else None
        at = At(request, actor, pages, case_id)
        return await platform.in_thread(done, at, form, command, "implemented", REPORTING, None)

    def proposed(at: At, form: Form[ProposalForm]) -> Response:
        sent = form.value
        if sent is None:
            return screens.show(at, form, 422)
        body = sent.asked(seen(platform, at.actor, at.case_id).case.body)
        command = proposal_command(at.case_id, body)
        return done(at, form, command, "proposed", PROPOSING, sent.on_behalf_of)

    def done(
        at: At,
        form: Form[Any],
        command: Asked | None,
        what: str,
        fields: frozenset[str],
        on_behalf_of: UUID | None,
    ) -> Response:
        if form.value is None or command is None:
            return screens.show(at, form, 422)
        try:
            effect = governance.ask(
                at.actor, command, key=form.value.idempotency_key, on_behalf_of=on_behalf_of
            )
        except Refused as no:
            return screens.show(at, refused(form, no, words, fields), 422)
        platform.shows(effect)
        flash = Flash("success", f"governance.case.{what}")
        return at.pages.redirect(at.request, f"/styring/saker/{at.case_id}", flash=flash)

    return routes
