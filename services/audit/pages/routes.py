"""Audit's pages: the history of a case, as of any moment (R-1, R-2)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from services.audit.api.bundles import bundle_response
from services.audit.api.histories import reading_key
from services.audit.application import Audit
from services.audit.application.bundles import Asked as BundleAsked
from services.audit.application.bundles import Bundles
from services.audit.pages import presenters
from shared.identity.policy import scope
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.entries import OsloMoment
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.validation import field_errors


class Asked(BaseModel):
    """What the form over the history asks."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    as_of: OsloMoment | None = None
    purpose: str | None = None


def asked(as_of: str, purpose: str, words: Words) -> Form[Asked]:
    """The form, read from the address so that a view can be linked to."""
    typed = {"as_of": (as_of,), "purpose": (purpose,)}
    given = {name: text for name, (text,) in typed.items() if text.strip()}
    try:
        return Form(typed, (), Asked.model_validate(given), "audit.asked")
    except ValidationError as wrong:
        errors = field_errors(
            [dict(error) for error in wrong.errors(include_input=False, include_url=False)],
            words,
            prefix="audit.asked",
        )
        return Form(typed, errors, None, "audit.asked")


def router(audit: Audit, bundles: Bundles, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/revisjon")
    def front(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return pages.render(
            request,
            "audit/front.html",
            may_read=not scope(actor, "audit.read-history").nothing,
        )

    @routes.get("/revisjon/saker/{case_id}")
    def history(
        request: Request,
        case_id: UUID,
        actor: SignedIn,
        pages: ThePages,
        as_of: Annotated[str, Query(max_length=40)] = "",
        purpose: Annotated[str, Query(max_length=600)] = "",
    ) -> HTMLResponse:
        form = asked(as_of, purpose, words)
        found, status, first = None, 200, False
        if form.value is None:
            status = 422
        else:
            try:
                found = audit.history(
                    actor,
                    case_id,
                    key=reading_key(platform),
                    purpose=form.value.purpose,
                    as_of=form.value.as_of,
                )
            except Refused as refused:
                # Whoever has not been asked for the purpose yet has made no mistake.
                first = refused.field == "purpose" and "purpose" not in request.query_params
                if not first:
                    form, status = form.refused(refused, words), 422
        shown = found.shown if found else ()
        title = presenters.history_title(shown, words)
        moment: datetime | None = form.value.as_of if form.value else None
        return pages.render(
            request,
            "audit/history.html",
            status=status,
            breadcrumbs=(
                Crumb(words("audit.front.title"), "/revisjon"),
                Crumb(words("audit.history.title")),
            ),
            case_id=case_id,
            title=title,
            form=form,
            moment=moment if found else None,
            hidden=found.hidden if found else 0,
            logged=found.logged if found else False,
            first=first,
            purpose=form.value.purpose if form.value else None,
            asks_purpose=first or bool(purpose) or bool(form.error("purpose")),
            timeline=presenters.timeline(shown, platform.register, words),
            onward=presenters.places(case_id, found, actor, words) if found else (),
        )

    @routes.get("/revisjon/saker/{case_id}/pakke", response_class=Response)
    def bundle(
        case_id: UUID,
        actor: SignedIn,
        purpose: Annotated[str, Query(max_length=600)] = "",
    ) -> Response:
        asking = BundleAsked(actor, reading_key(platform), purpose or None)
        return bundle_response(bundles.of_case(asking, case_id), f"sak-{case_id}")

    return routes
