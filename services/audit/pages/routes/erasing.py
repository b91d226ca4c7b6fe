"""Blocked access, and erasure by two people, as pages (R-7)."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from services.audit.application.erasing import Erasing
from services.audit.commands import (
    BlockAccess,
    ConfirmErasure,
    ErasureCommand,
    LiftBlock,
    RequestErasure,
    WithdrawErasure,
)
from services.audit.pages.presenters import erasing as presenters
from services.audit.pages.presenters.names import Names
from services.audit.readmodels import case_lists
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

BLOCKED = "/revisjon/sperring"
PREFIX = "audit.block"


class BlockForm(BaseModel):
    """What each act sends; the rules say what is missing."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)
    basis: str = ""
    reason: str = ""


class FindForm(BaseModel):
    """A case by its number."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)
    number: str = Field(min_length=1, max_length=60)


COMMANDS: Mapping[str, tuple[presenters.Act, Callable[[str, BlockForm], ErasureCommand]]] = {
    "sperr": ("block", lambda subject, sent: BlockAccess(subject, sent.basis, sent.reason)),
    "opphev": ("lift", lambda subject, sent: LiftBlock(subject, sent.reason)),
    "slett": ("request", lambda subject, sent: RequestErasure(subject, sent.basis, sent.reason)),
    "avsla": ("withdraw", lambda subject, sent: WithdrawErasure(subject, sent.reason)),
    "bekreft": ("confirm", lambda subject, _sent: ConfirmErasure(subject)),
}
"""Each act by its path under the subject's address."""
PATHS = {act: path for path, (act, _) in COMMANDS.items()}


class BlockScreens:
    """What the routes show."""

    def __init__(self, erasing: Erasing, platform: Platform, words: Words) -> None:
        self._erasing = erasing
        self._platform = platform
        self._words = words

    def listed(
        self, visit: Visit, form: Form[FindForm] | None = None, status: int = 200
    ) -> HTMLResponse:
        found = self._erasing.listed(visit.actor)
        names = Names(self._platform.register, self._words)
        return visit.pages.render(
            visit.request,
            "audit/blocked.html",
            status=status,
            breadcrumbs=self._crumbs(),
            form=form or blank(PREFIX),
            rows=presenters.subject_rows(
                found, self._numbers(visit, [each.subject for each in found]), names
            ),
        )

    def one(
        self,
        visit: Visit,
        subject: str,
        form: Form[Any] | None = None,
        status: int = 200,
        *,
        act: str | None = None,
    ) -> HTMLResponse:
        """With the form of one act: `act`, where it may be asked, else the first that may."""
        actor, names = visit.actor, Names(self._platform.register, self._words)
        told = presenters.subject_page(
            subject,
            self._erasing.standing(actor, subject),
            self._erasing.kept(actor, subject),
            self._erasing.told(actor, subject),
            self._numbers(visit, [subject]),
            names,
            actor.person,
            self._platform.today(),
        )
        return visit.pages.render(
            visit.request,
            "audit/subject.html",
            status=status,
            breadcrumbs=self._crumbs(told.name),
            told=told,
            address=f"{BLOCKED}/{subject}",
            paths=PATHS,
            chosen=act if act in told.acts else next(iter(told.acts), None),
            form=form or blank(PREFIX),
        )

    def _numbers(self, visit: Visit, subjects: list[str]) -> dict[UUID, str]:
        cases = [each.removeprefix(presenters.CASE) for each in subjects]
        ids = [UUID(each) for each in cases if not each.startswith(presenters.PERSON)]
        return case_lists.numbers(self._platform.views, visit.actor, ids, "audit.erase")

    def _crumbs(self, here: str | None = None) -> tuple[Crumb, ...]:
        front = Crumb(self._words("audit.front.title"), "/revisjon")
        title = self._words("audit.block.title")
        return (front, Crumb(title, BLOCKED), Crumb(here)) if here else (front, Crumb(title))


def router(erasing: Erasing, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix=BLOCKED, default_response_class=HTMLResponse)
    screens = BlockScreens(erasing, platform, words)
    sending = Sending(erasing, platform, words)

    @routes.get("")
    def listed(visit: TheVisit) -> HTMLResponse:
        return screens.listed(visit)

    @routes.post("/finn")
    async def find(visit: TheVisit) -> Response:
        form = await visit.pages.read(visit.request, FindForm, prefix=PREFIX)
        return await platform.in_thread(found, visit, form)

    @routes.get("/{subject}")
    def one(visit: TheVisit, subject: str, valg: str | None = None) -> HTMLResponse:
        return screens.one(visit, subject, act=valg)

    @routes.post("/{subject}/{path}")
    async def act(visit: TheVisit, subject: str, path: str) -> Response:
        form = await visit.pages.read(visit.request, BlockForm, prefix=PREFIX)
        return await platform.in_thread(acted, visit, subject, path, form)

    def found(visit: Visit, form: Form[FindForm]) -> Response:
        if form.value is None:
            return screens.listed(visit, form, 422)
        cases = case_lists.numbered(platform.views, visit.actor, form.value.number)
        if not cases:
            no = Refused("R-7", "audit.no-such-number", field="number")
            return screens.listed(visit, form.refused(no, words), 422)
        return visit.pages.redirect(visit.request, f"{BLOCKED}/case-{cases[0]}")

    def acted(visit: Visit, subject: str, path: str, form: Form[BlockForm]) -> Response:
        erasing.standing(visit.actor, subject)
        if path not in COMMANDS:
            raise NotFound
        name, command = COMMANDS[path]
        sent = Sent[BlockForm](
            command=lambda typed: command(subject, typed),
            address=lambda _typed: f"{BLOCKED}/{subject}",
            flash=f"audit.block.done.{name}",
        )

        def again(typed: Form[Any], status: int) -> HTMLResponse:
            return screens.one(visit, subject, typed, status, act=name)

        return sending.take(visit, form, sent, again)

    return routes
