"""Questions about many cases, the national picture, and files of them with proof (R-5, R-6)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from pydantic import Field

from services.audit.api.bundles import bundle_response
from services.audit.api.histories import reading_key
from services.audit.api.saved import as_kept
from services.audit.application import Audit
from services.audit.application.querying import Querying, Reader, Variation
from services.audit.commands import ForgetQuery, SaveQuery
from services.audit.documents.extracts import Format
from services.audit.pages.asking import (
    CRITERIA,
    AskedCases,
    FromAddress,
    address,
    ask_purpose,
    asked,
    first_asked,
)
from services.audit.pages.presenters import queries as presenters
from services.audit.pages.presenters.names import Names
from services.audit.pages.presenters.picture import between, national
from services.audit.readmodels.case_lists import Case, Figure
from shared.identity.conditions import Resource
from shared.identity.policy import require, scope
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb

T = TypeVar("T")
CASES, FIGURES = "/revisjon/sporsmal", "/revisjon/tall"
IN_A_PAGE = 25


class NamedForm(FromAddress):
    """The name a question is kept under."""

    idempotency_key: str = Field(min_length=1, max_length=200)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of cases shows: one more than it has room for tells that there are older."""

    cases: list[Case]

    @property
    def page(self) -> list[Case]:
        return self.cases[:IN_A_PAGE]

    @property
    def last(self) -> str | None:
        """The last one shown, where there are older."""
        return str(self.page[-1].case_id) if len(self.cases) > IN_A_PAGE else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The national picture, or one's own part of it."""

    figures: list[Figure]
    variation: list[Variation]


class QueryScreens:
    """What the routes show."""

    def __init__(self, audit: Audit, querying: Querying, platform: Platform, words: Words) -> None:
        self._audit = audit
        self._querying = querying
        self._platform = platform
        self._words = words

    def reader(self, visit: Visit, purpose: str | None) -> Reader:
        return Reader(visit.actor, reading_key(self._platform), purpose)

    def cases(self, visit: Visit, keeping: Form[NamedForm] | None = None) -> HTMLResponse:
        """The cases one asks for; `keeping` is the form of a name that was refused."""
        form = asked(visit.request, AskedCases, self._words)

        def look(wanted: AskedCases) -> Found:
            by = self.reader(visit, wanted.purpose)
            question = wanted.question()
            limit = IN_A_PAGE + 1
            return Found(self._querying.cases(by, question, after=wanted.after, limit=limit))

        form, found, status = self._asked(visit, form, look)
        names = Names(self._platform.register, self._words)
        given = {name: form.text(name) for name in (*CRITERIA, "purpose")}
        about = address("", {"purpose": form.text("purpose")})
        return self._page(
            visit,
            "audit/queries.html",
            CASES,
            form,
            422 if keeping else status,
            found=found is not None,
            rows=presenters.case_rows(found.page, names, about) if found else (),
            older=address(CASES, {**given, "after": found.last}) if found and found.last else None,
            newest=address(CASES, given) if form.text("after") else None,
            keeping=keeping,
            kept=presenters.kept(self._audit.queries(visit.actor), CASES),
        )

    def figures(self, visit: Visit) -> HTMLResponse:
        words = self._words
        form = asked(visit.request, AskedCases, words)

        def look(wanted: AskedCases) -> Figures:
            by, question = self.reader(visit, wanted.purpose), wanted.question()
            figures = self._querying.figures(by, question)
            by = self.reader(visit, wanted.purpose)
            return Figures(figures, self._querying.variation(by, question))

        form, found, status = self._asked(visit, form, look)
        return self._page(
            visit,
            "audit/figures.html",
            FIGURES,
            form,
            status,
            found=found is not None,
            figures=presenters.figure_rows(found.figures, words) if found else (),
            national=national(found.figures, words) if found else None,
            variation=presenters.variation_rows(found.variation, words) if found else (),
            between=between(found.variation, words) if found else None,
        )

    def _asked(
        self, visit: Visit, form: Form[AskedCases], look: Callable[[AskedCases], T]
    ) -> tuple[Form[AskedCases], T | None, int]:
        """What is found; or the form with what is wrong; or nothing yet, where they are asked what
        it is for (R-6). Raises Forbidden."""
        if scope(visit.actor, "audit.query").nothing:
            require(visit.actor, "audit.query", Resource("figures"))
        if form.value is None:
            return form, None, 422
        try:
            return form, look(form.value), 200
        except Refused as refused:
            if first_asked(visit.request, refused):
                return form, None, 200
            return form.refused(refused, self._words), None, 422

    def _page(
        self,
        visit: Visit,
        template: str,
        page: str,
        form: Form[AskedCases],
        status: int,
        **values: object,
    ) -> HTMLResponse:
        words, register = self._words, self._platform.register
        areas = register.all_helsefellesskap()
        bodies = [body for area in areas for body in register.bodies(area.id)]
        choices = presenters.choices(visit.actor, areas, bodies, words)
        reaches = scope(visit.actor, "audit.query").reaches
        given = {name: form.text(name) for name in (*CRITERIA, "purpose")}
        here = words("audit.query.title" if page == CASES else "audit.figures.title")
        return visit.pages.render(
            visit.request,
            template,
            status=status,
            breadcrumbs=(Crumb(words("audit.front.title"), "/revisjon"), Crumb(here)),
            form=form,
            choices=choices,
            page=page,
            asks_purpose=all(reach.logged for reach in reaches),
            asked=presenters.in_words(form, choices, words),
            criteria=[(name, form.text(name)) for name in CRITERIA if form.text(name)],
            query=address("", given),
            **values,
        )


def router(audit: Audit, querying: Querying, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = QueryScreens(audit, querying, platform, words)

    @routes.get(CASES)
    def cases(visit: TheVisit) -> HTMLResponse:
        return screens.cases(visit)

    @routes.get(FIGURES)
    def figures(visit: TheVisit) -> HTMLResponse:
        return screens.figures(visit)

    @routes.get("/revisjon/uttrekk/{kind}", response_class=Response)
    def extract(visit: TheVisit, kind: Format) -> Response:
        form = asked(visit.request, AskedCases, words)
        if form.value is None:
            return screens.cases(visit)
        by = screens.reader(visit, form.value.purpose)
        try:
            made = querying.extract(by, form.value.question(), kind)
        except Refused as refused:
            way = (
                Crumb(words("audit.front.title"), "/revisjon"),
                Crumb(words("audit.query.title"), CASES),
                Crumb(words("audit.query.files")),
            )
            return ask_purpose(visit.request, visit.pages, words, refused, way)
        return bundle_response(made, f"uttrekk-{kind}")

    @routes.post(f"{CASES}/lagre")
    async def save(visit: TheVisit) -> Response:
        form = await visit.pages.read(visit.request, NamedForm, prefix="audit.keep")
        return await platform.in_thread(kept, visit, form)

    @routes.post(f"{CASES}/glem")
    async def forget(visit: TheVisit) -> Response:
        form = await visit.pages.read(visit.request, NamedForm, prefix="audit.keep")
        return await platform.in_thread(forgotten, visit, form)

    def kept(visit: Visit, form: Form[NamedForm]) -> Response:
        question = asked(visit.request, AskedCases, words)
        if form.value is None or question.value is None:
            return screens.cases(visit, form)
        command = SaveQuery(visit.actor.person, form.value.name, as_kept(question.value.question()))
        try:
            audit.keep(visit.actor, command, key=form.value.idempotency_key)
        except Refused as refused:
            return screens.cases(visit, form.refused(refused, words))
        flash = Flash("success", "audit.keep.saved")
        return visit.pages.redirect(visit.request, back(visit), flash=flash)

    def forgotten(visit: Visit, form: Form[NamedForm]) -> Response:
        if form.value is None:
            return screens.cases(visit, form)
        command = ForgetQuery(visit.actor.person, form.value.name)
        audit.keep(visit.actor, command, key=form.value.idempotency_key)
        flash = Flash("success", "audit.keep.forgotten")
        return visit.pages.redirect(visit.request, back(visit), flash=flash)

    def back(visit: Visit) -> str:
        return address(CASES, dict(visit.request.query_params))

    return routes
