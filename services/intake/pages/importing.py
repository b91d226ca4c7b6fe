"""The pages of an import (I-10): send a file, see what it would do, carry it out, read on."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import UploadFile

from services.intake.api.answering import new_id
from services.intake.api.importing import all_rows, csv_report, out, problems, report_of
from services.intake.application.import_store import Import
from services.intake.application.importing import Importing, may_import
from services.intake.rules.imports.csv_files import COLUMNS, NEEDED
from services.intake.rules.imports.files import MOST_ROWS
from shared.identity.actors import Actor
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web import csrf
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PATH = "/import"
SHOWN = 200
"""The most rows with something to tell that a page shows; the report has them all."""


class CarryOut(BaseModel):
    """Nothing is typed to carry an import out."""

    model_config = ConfigDict(extra="ignore")


def router(importing: Importing, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    in_thread = importing.platform.in_thread

    @routes.get(PATH)
    def front(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return sending(request, actor, pages, blank("intake.import"))

    @routes.post(PATH)
    async def send(request: Request, actor: SignedIn, pages: ThePages) -> Response:
        # A large file is spooled to disk: it is closed, and gone, when this is left.
        async with request.form() as form:
            pages.check_origin(request, form.get(csrf.FIELD))
            file, key = form.get("file"), str(form.get("idempotency_key") or "")
            content, name = b"", ""
            if isinstance(file, UploadFile):
                content, name = await file.read(), file.filename or ""
        return await in_thread(received, request, actor, pages, content, name, key)

    def received(
        request: Request, actor: Actor, pages: Pages, content: bytes, name: str, key: str
    ) -> Response:
        import_id = new_id(actor, key, "import")
        try:
            if not (content or name):
                raise Refused("I-10", "intake.import.no-file", field="file")
            importing.receive(actor, import_id, content, name)
        except Refused as refused:
            form: Form[BaseModel] = blank("intake.import")
            # The field on the page is the file, also where its name is what is wrong.
            refused.field = "file"
            return sending(request, actor, pages, form.refused(refused, words), 422)
        return pages.redirect(request, f"{PATH}/{import_id}")

    @routes.get(PATH + "/{import_id}")
    def one(request: Request, import_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        found = importing.one(actor, import_id)
        return pages.render(
            request,
            "intake/import.html",
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.import.heading"), PATH),
                Crumb(words("intake.import.one")),
            ),
            about=out(importing, found),
            told=told(found),
            shown=SHOWN,
        )

    @routes.post(PATH + "/{import_id}/gjennomfor")
    async def carry_out(
        request: Request, import_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        await pages.read(request, CarryOut)
        await in_thread(importing.carry_out, actor, import_id)
        flash = Flash("success", "intake.import.begun")
        return pages.redirect(request, f"{PATH}/{import_id}", flash=flash)

    @routes.get(PATH + "/{import_id}/rapport.csv", response_class=Response)
    def as_csv(import_id: UUID, actor: SignedIn) -> Response:
        return csv_report(importing, importing.one(actor, import_id), words)

    @routes.get(PATH + "/{import_id}/rapport.json", response_class=Response)
    def as_json(import_id: UUID, actor: SignedIn) -> Response:
        report = report_of(importing, importing.one(actor, import_id), words)
        return Response(report.model_dump_json(indent=1), media_type="application/json")

    def told(found: Import) -> list[dict[str, object]]:
        """The rows with something to tell: what was refused, and what to look at again."""
        lines: Iterator[dict[str, object]] = (
            {
                "kind": kind,
                "place": words(f"intake.import.field.{line.field}")
                if words.has(f"intake.import.field.{line.field}")
                else line.field,
                "line": line,
            }
            for row in all_rows(importing, found)
            for kind in ("faults", "warnings")
            for line in problems(row, kind, words)
        )
        return list(islice(lines, SHOWN))

    def sending(
        request: Request, actor: Actor, pages: Pages, form: Form[BaseModel], status: int = 200
    ) -> HTMLResponse:
        may_import(actor)
        return pages.render(
            request,
            "intake/import_file.html",
            status=status,
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.import.heading")),
            ),
            form=form,
            columns=[(name, name in NEEDED, field) for name, field in COLUMNS.items()],
            most=MOST_ROWS,
            sent=[out(importing, each) for each in importing.store.of(actor.person)],
        )

    return routes
