"""The receipt of a report, as a page and as PDF (I-11)."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from services.intake.api.reading import report_out
from services.intake.documents.receipt import Told, receipt
from services.intake.readmodels import cases, reports
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.service.signing_in import SignedIn
from shared.typesetting import MEDIA_TYPE, typeset
from shared.web.conditions import NotFound
from shared.web.i18n import Words
from shared.web.navigation import Crumb


class Receipts:
    """Receipts are made of the report as it was registered: the same bytes every time."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def page(self, visit: Visit, report_id: UUID) -> HTMLResponse:
        report = self._seen(visit.actor, report_id)
        told = self._told(report)
        return visit.pages.render(
            visit.request,
            "intake/receipt.html",
            breadcrumbs=(
                Crumb(self._words("intake.home.title"), "/"),
                Crumb(self._words("intake.receipt.title", number=report.number)),
            ),
            report=report_out(self._platform, visit.actor, report),
            told=told,
        )

    def pdf(self, actor: Actor, report_id: UUID) -> Response:
        report = self._seen(actor, report_id)
        content = typeset(receipt(self._told(report), self._words), report.registered_at)
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

    def _told(self, report: reports.Report) -> Told:
        """As it was when the report was taken: the case is the one it was sent to."""
        platform = self._platform
        opened = cases.one(platform.views, report.opened)
        home = platform.register.helsefellesskap(report.helsefellesskap)
        number = opened.number if opened else report.number
        return Told(
            number=report.number,
            case_number=number,
            joined=number != report.number,
            helsefellesskap=home.name if home else "",
            registered_at=report.registered_at,
            reported_on=report.reported_on,
            title=platform.seals.open(report.title),
            what_happens=platform.seals.open(report.what_happens),
            parties=tuple(party.name for party in report.parties),
            urgent=report.urgent,
        )


def router(platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/meldinger/{report_id}", default_response_class=HTMLResponse)
    receipts = Receipts(platform, words)

    @routes.get("")
    def page(report_id: UUID, visit: TheVisit) -> HTMLResponse:
        return receipts.page(visit, report_id)

    @routes.get("/kvittering.pdf", response_class=Response)
    def pdf(report_id: UUID, actor: SignedIn) -> Response:
        return receipts.pdf(actor, report_id)

    return routes
