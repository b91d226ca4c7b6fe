"""A batch becomes a file, once: the one place where employee numbers are opened (C-9, C-10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from services.compensation.application.records import BatchOnRecord, Records
from services.compensation.commands.batches import ExportBatch
from services.compensation.decisions.streams import batch_stream
from services.compensation.payroll_files.template import in_layout
from services.compensation.payroll_files.visma import PayrollFile, UnfitForPayroll, visma_lonn
from shared.contracts.compensation import BatchExported, PayNumber, WageTypesSet
from shared.eventlog.documents import Documents
from shared.eventlog.sealing import Seals
from shared.values.refusal import Refused
from shared.web.conditions import NotFound


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The very bytes that were made; never rendered again."""

    name: str
    sha256: str
    content: bytes


class Payroll:
    """Makes the files of batches, and finds them again."""

    def __init__(self, records: Records, seals: Seals, documents: Documents) -> None:
        self._records = records
        self._seals = seals
        self._documents = documents

    def made(self, batch_id: UUID) -> ExportBatch:
        """What is said of the batch's file, which is durable when this returns.

        A batch that has its file keeps it. Raises NotFound, and Refused where the payer says
        no longer how it wants its lines, or a line can't be written.
        """
        known = self._on_record(batch_id)
        if known.exported is not None:
            return said(known.exported)
        if known.locked is None:
            raise Refused("C-9", "compensation.batch-not-locked", field="batch_id")
        setting = self._records.setting(known.payer)
        if setting is None:
            raise Refused("C-10", "compensation.payer-not-set", field="batch_id")
        file = self._rendered(batch_id, setting, known)
        self._documents.keep(file.content, batch_stream(batch_id))
        return ExportBatch(batch_id, setting.adapter, file.name, file.sha256, file.lines)

    def kept(self, batch_id: UUID) -> KeptFile:
        """Raises NotFound where no file is made, or where it is erased (R-7)."""
        exported = self._on_record(batch_id).exported
        content = self._documents.read(exported.sha256) if exported else None
        if exported is None or content is None:
            raise NotFound
        return KeptFile(exported.file, exported.sha256, content)

    def _on_record(self, batch_id: UUID) -> BatchOnRecord:
        known = self._records.batch(batch_id)
        if known is None:
            raise NotFound
        return known

    def _rendered(self, batch_id: UUID, setting: WageTypesSet, batch: BatchOnRecord) -> PayrollFile:
        numbers = self.opened(batch.numbers)
        try:
            match setting.adapter:
                case "visma-lonn":
                    return visma_lonn(batch_id, batch.period, batch.lines, numbers)
                case "template":
                    assert setting.template is not None
                    return in_layout(batch_id, batch.period, batch.lines, numbers, setting.template)
                case _:
                    assert_never(setting.adapter)
        except UnfitForPayroll:
            raise Refused("C-10", "compensation.unfit-for-payroll", field="batch_id") from None

    def numbers_of(self, agreements: Iterable[UUID]) -> dict[UUID, str]:
        """The payers' own numbers for the doctors of these agreements, opened."""
        known = [self._records.agreement(agreement) for agreement in agreements]
        return self.opened(
            PayNumber(
                agreement_id=each.draft.agreement_id, employee_number=each.draft.employee_number
            )
            for each in known
            if each is not None
        )

    def opened(self, sealed: Iterable[PayNumber]) -> dict[UUID, str]:
        """The employee numbers by agreement, each opened once. Raises Refused where one is
        erased (R-7)."""
        numbers: dict[UUID, str] = {}
        for each in sealed:
            if each.agreement_id in numbers:
                continue
            number = self._seals.open(each.employee_number)
            if number is None:
                raise Refused("R-7", "compensation.employee-number-erased", field="batch_id")
            numbers[each.agreement_id] = number
        return numbers


def said(exported: BatchExported) -> ExportBatch:
    """The command whose effect this was."""
    return ExportBatch(
        exported.batch_id, exported.adapter, exported.file, exported.sha256, exported.lines
    )
