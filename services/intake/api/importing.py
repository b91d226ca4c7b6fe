"""Import over HTTP (I-10): a file in, a report out; progress that survives a restart."""

import csv
import io
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from services.intake.api.answering import new_id
from services.intake.application.import_store import BATCH, Import, ImportState, KeptRow, RowState
from services.intake.application.importing import Importing
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey
from shared.web.i18n import Words

PATH = "/api/intake/v1/imports"
POLL_SECONDS = 0.05
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet; a mark before it makes it a text."""
COLUMNS = ("row", "reference", "outcome", "case-number", "field", "rule", "reason")

FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("text/csv", "application/json", "application/octet-stream")
        },
    }
}


class ImportOut(BaseModel):
    """An import as it stands. `done` of the `rows` are refused, registered, or were so before."""

    import_id: UUID
    state: ImportState
    file_name: str
    kind: str
    charset: str
    delimiter: str | None
    made_at: datetime
    rows: int
    done: int
    ready: int
    accepted: int
    unchanged: int
    refused: int


class Registered(BaseModel):
    reference: str
    case_number: str
    case_id: UUID


class ProblemOut(BaseModel):
    """What is wrong with a field, or should be looked at again."""

    row: int
    reference: str
    field: str
    rule: str
    reason: str


class ReadyOut(BaseModel):
    row: int
    reference: str


class ReportOut(BaseModel):
    """What became of each row; `ready` are those that are not registered yet."""

    accepted: list[Registered]
    unchanged: list[Registered]
    refused: list[ProblemOut]
    warnings: list[ProblemOut]
    ready: list[ReadyOut]


def router(importing: Importing, words: Words) -> APIRouter:
    api = APIRouter()
    store, platform = importing.store, importing.platform

    def answered(one: Import, response: Response) -> ImportOut:
        """Small ones are done before this returns; for the others 202, and look again."""
        deadline = time.monotonic() + platform.settings.view_wait_seconds
        while one.state == "running" and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
            one = store.one(one.import_id) or one
        if one.state in ("reading", "running"):
            response.status_code = 202
        response.headers["Location"] = f"{PATH}/{one.import_id}"
        return out(importing, one)

    def received(
        actor: Asking, key: str, content: bytes, file_name: str, preview: bool, response: Response
    ) -> ImportOut:
        import_id = new_id(actor, key, "import")
        one = importing.receive(actor, import_id, content, file_name)
        if not preview:
            one = importing.carry_out(actor, import_id)
        return answered(one, response)

    @api.post("/imports", status_code=201, openapi_extra=FILE_BODY)
    async def send(
        request: Request,
        key: IdempotencyKey,
        actor: Asking,
        response: Response,
        file_name: Annotated[str, Query()] = "",
        preview: bool = False,
    ) -> ImportOut:
        """Leser en fil med saker (CSV eller JSON) og registrerer radene som er i orden.

        Med `preview` blir ingenting registrert før importen gjennomføres.
        """
        content = await request.body()
        return await platform.in_thread(received, actor, key, content, file_name, preview, response)

    @api.get("/imports")
    def listed(actor: Asking) -> list[ImportOut]:
        """Importene du har sendt de siste tretti dagene, nyeste først."""
        return [out(importing, each) for each in store.of(actor.person)]

    @api.get("/imports/{import_id}")
    def one(import_id: UUID, actor: Asking) -> ImportOut:
        """Hvor langt importen er kommet."""
        return out(importing, importing.one(actor, import_id))

    @api.post("/imports/{import_id}/carry-out")
    def carry_out(import_id: UUID, actor: Asking, response: Response) -> ImportOut:
        """Gjennomfører en import som er forhåndsvist; en gang til endrer ingenting."""
        return answered(importing.carry_out(actor, import_id), response)

    @api.get("/imports/{import_id}/report")
    def report(import_id: UUID, actor: Asking) -> ReportOut:
        """Hva det ble av hver rad."""
        return report_of(importing, importing.one(actor, import_id), words)

    @api.get("/imports/{import_id}/report.csv", response_class=Response)
    def report_csv(import_id: UUID, actor: Asking) -> Response:
        """Det samme som et regneark."""
        return csv_report(importing, importing.one(actor, import_id), words)

    return api


def out(importing: Importing, one: Import) -> ImportOut:
    counts = importing.store.counts(one.import_id)
    rows = sum(counts.values())
    return ImportOut.model_validate(
        {
            "import_id": one.import_id,
            "state": one.state,
            "made_at": one.made_at,
            "rows": rows,
            "done": rows - counts["ready"],
            **one.about,
            **counts,
        }
    )


def all_rows(importing: Importing, one: Import, state: RowState | None = None) -> Iterator[KeptRow]:
    """In their order, a batch at a time."""
    after = -1
    while batch := importing.store.rows(one, state=state, after=after, limit=BATCH):
        yield from batch
        after = batch[-1].number


def report_of(importing: Importing, one: Import, words: Words) -> ReportOut:
    found = ReportOut(accepted=[], unchanged=[], refused=[], warnings=[], ready=[])
    for row in all_rows(importing, one):
        found.refused.extend(problems(row, "faults", words))
        found.warnings.extend(problems(row, "warnings", words))
        reference = _named(row, words)
        match row.state:
            case "ready":
                found.ready.append(ReadyOut(row=row.number, reference=reference))
            case "accepted" | "unchanged":
                answer = Registered.model_validate(
                    {name: row.told[name] for name in ("reference", "case_number", "case_id")}
                )
                getattr(found, row.state).append(answer)
            case "refused":
                """Told above, fault by fault."""
    return found


def problems(row: KeptRow, kind: str, words: Words) -> list[ProblemOut]:
    """The faults or the warnings of a row, in words."""
    return [
        ProblemOut(
            row=row.number,
            reference=_named(row, words),
            field=each["field"],
            rule=each["rule"],
            reason=_sentence(words(each["key"], **each["values"])),
        )
        for each in row.told.get(kind, ())
    ]


def _named(row: KeptRow, words: Words) -> str:
    """A row without a reference that can be repeated is called by its number."""
    return row.told.get("reference") or words("intake.import.row", number=row.number)


def _sentence(text: str) -> str:
    return f"{text.removesuffix('.')}."


def csv_report(importing: Importing, one: Import, words: Words) -> Response:
    """A line for each row, or for each thing that is told of it; opens in a spreadsheet."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow([words(f"intake.import.column.{name}") for name in COLUMNS])
    for row in all_rows(importing, one):
        told = [*problems(row, "faults", words), *problems(row, "warnings", words)]
        number = row.told.get("case_number", "")
        outcome = words(f"intake.import.outcome.{row.state}")
        begin = [row.number, _named(row, words), outcome, number]
        lines: list[list[Any]] = [
            [*begin, each.field, each.rule, each.reason] for each in told
        ] or [[*begin, "", "", ""]]
        writer.writerows([[_as_text(cell) for cell in line] for line in lines])
    headers: Mapping[str, str] = {
        "Content-Disposition": f'attachment; filename="import-{one.import_id}.csv"'
    }
    content = file.getvalue().encode("utf-8-sig")
    return Response(content, media_type="text/csv; charset=utf-8", headers=dict(headers))


def _as_text(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
