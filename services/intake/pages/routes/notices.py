"""Whether news of one's own cases comes by e-mail: seen, and chosen (I-11)."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.application import Intake
from services.intake.application.noticing import PAGE
from services.intake.application.streams import OwnStreams
from services.intake.commands import ChooseNotices
from services.intake.pages.forms import NoticesForm
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "intake.notices"


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix=PAGE, default_response_class=HTMLResponse)
    sending = Sending(intake, platform, words)

    def shown(visit: Visit, form: Form[Any], status: int = 200) -> HTMLResponse:
        own = OwnStreams(platform.ledger, platform.codec)
        return visit.pages.render(
            visit.request,
            "intake/notices.html",
            status=status,
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.notices.heading")),
            ),
            by_email=own.notices(visit.actor.person).by_email,
            address=platform.register.person_email(visit.actor.person),
            sends=bool(platform.settings.smtp_host),
            form=form,
        )

    @routes.get("")
    def show(visit: TheVisit) -> HTMLResponse:
        return shown(visit, blank(PREFIX))

    @routes.post("")
    async def choose(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, NoticesForm, prefix=PREFIX)
        by_email = form.value is not None and form.value.by_email
        sent = Sent[NoticesForm](
            lambda typed: ChooseNotices(visit.actor.person, typed.by_email),
            lambda _typed: PAGE,
            "intake.notices.on" if by_email else "intake.notices.off",
        )
        return await platform.in_thread(
            sending.take, visit, form, sent, lambda again, status: shown(visit, again, status)
        )

    return routes
