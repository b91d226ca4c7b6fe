"""Receipts are made when they are first asked for, and are the same bytes from then on (I-11)."""

from dataclasses import dataclass

from services.intake.application import Intake
from services.intake.application.streams import OwnStreams
from services.intake.commands import KeepReceipt
from services.intake.documents.receipt import Told, receipt
from services.intake.readmodels import cases, reports
from shared.eventlog.documents import Documents
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.typesetting import typeset
from shared.web.conditions import NotFound
from shared.web.i18n import Words


@dataclass(frozen=True)
class Receipts:
    """The receipts of reports, kept under the key that each report is sealed under."""

    intake: Intake
    platform: Platform
    documents: Documents
    words: Words

    def content(self, actor: Actor, report: reports.Report) -> bytes:
        """The PDF. Raises Forbidden, and NotFound where the report is erased (R-7)."""
        document = self._kept(report) or self._made(actor, report)
        content = self.documents.read(document)
        if content is None:
            raise NotFound
        return content

    def told(self, report: reports.Report) -> Told:
        """As it was when the report was taken: the case is the one it was sent to."""
        platform = self.platform
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

    def _kept(self, report: reports.Report) -> str | None:
        own = OwnStreams(self.platform.ledger, self.platform.codec)
        return own.receipt(report.report_id).document

    def _made(self, actor: Actor, report: reports.Report) -> str:
        told = self.told(report)
        if told.title is None:
            raise NotFound
        content = typeset(receipt(told, self.words), report.registered_at)
        made = self.documents.keep(content, report.title.subject)
        command = KeepReceipt(report.case_id, report.report_id, made)
        self.intake.ask(actor, command, key=f"receipt:{report.report_id}:{made}")
        # Somebody else may have been first.
        return self._kept(report) or made
