"""The receipt of a report, as a page and as PDF (I-11)."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from services.intake.api.reading import report_out
from services.intake.application.receipts import Receipts
from services.intake.readmodels import reports
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.service.signing_in import SignedIn
from shared.typesetting import MEDIA_TYPE
from shared.web.conditions import NotFound
from shared.web.i18n import Words
from shared.web.navigation import Crumb


class ReceiptScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, receipts: Receipts, words: Words) -> None:
        self._platform = platform
        self._receipts = receipts
        self._words = words

    def page(self, visit: Visit, report_id: UUID) -> HTMLResponse:
        report = self._seen(visit.actor, report_id)
        return visit.pages.render(
            visit.request,
            "intake/receipt.html",
            breadcrumbs=(
                Crumb(self._words("intake.home.title"), "/"),
                Crumb(self._words("intake.receipt.title", number=report.number)),
            ),
            report=report_out(self._platform, visit.actor, report),
            told=self._receipts.told(report),
        )

    def pdf(self, actor: Actor, report_id: UUID) -> Response:
        report = self._seen(actor, report_id)
        content = self._receipts.content(actor, report)
        name = f"kvittering-{report.number}".replace("/", "-").replace(" ", "-")
        return Response(
            content,
            media_type=MEDIA_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
        )

    def _seen(self, actor: Actor, report_id: UUID) -> reports.Report:
        """Raises NotFound, Forbidden."""
        report = reports.one(self._platform.views, report_id)
        if report is None:
            raise NotFound
        require(actor, "intake.read-report", report.resource)
        return report


def router(platform: Platform, receipts: Receipts, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/meldinger/{report_id}", default_response_class=HTMLResponse)
    screens = ReceiptScreens(platform, receipts, words)

    @routes.get("")
    def page(report_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.page(visit, report_id)

    @routes.get("/kvittering.pdf", response_class=Response)
    def pdf(report_id: UUID, actor: SignedIn) -> Response:
        return screens.pdf(actor, report_id)

    return routes
