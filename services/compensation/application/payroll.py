"""A batch becomes a file, once: the one place where employee numbers are opened (C-9, C-10)."""

from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from services.compensation.application.records import BatchOnRecord, Records
from services.compensation.commands.batches import ExportBatch
from services.compensation.decisions.streams import batch_stream
from services.compensation.payroll_files.visma import PayrollFile, UnfitForPayroll, visma_lonn
from shared.contracts.compensation import Adapter, BatchExported, BatchLocked
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
        locked = known.locked
        setting = self._records.setting(locked.payer)
        if setting is None:
            raise Refused("C-10", "compensation.payer-not-set", field="batch_id")
        file = self._rendered(setting.adapter, locked)
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

    def _rendered(self, adapter: Adapter, locked: BatchLocked) -> PayrollFile:
        numbers: dict[UUID, str] = {}
        for each in locked.numbers:
            number = self._seals.open(each.employee_number)
            if number is None:
                raise Refused("R-7", "compensation.employee-number-erased", field="batch_id")
            numbers[each.agreement_id] = number
        match adapter:
            case "visma-lonn":
                try:
                    return visma_lonn(locked.batch_id, locked.period, locked.lines, numbers)
                except UnfitForPayroll:
                    raise Refused(
                        "C-10", "compensation.unfit-for-payroll", field="batch_id"
                    ) from None
            case _:
                assert_never(adapter)


def said(exported: BatchExported) -> ExportBatch:
    """The command whose effect this was."""
    return ExportBatch(
        exported.batch_id, exported.adapter, exported.file, exported.sha256, exported.lines
    )
