"""`samhandling parked …`: what has been set aside, and what is done about it."""

import json
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from deploy.assembled import Assembled, assembled
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import NotParked, Parked, ReasonMissing, TakesParked, retry
from shared.eventlog.projections import LedgerHistory
from shared.service.assembly import Service, consumer_of
from shared.service.settings import FIRST_OPERATOR, Settings

parked = typer.Typer(no_args_is_help=True, help="Hendelser som er satt til side.")
out = Console()
told = Console(stderr=True)


@parked.command("list")
def listed(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Alt som er satt til side."""
    with assembled(Settings()) as parts:
        found = parts.parked()
    if as_json:
        rows = [_row(service, reader, entry) for service, reader, entry in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not found:
        out.print("Ingenting er satt til side.")
        return
    table = Table(title="Satt til side")
    for heading in ("hendelse", "tjeneste", "leser", "sak", "feil", "siden"):
        table.add_column(heading)
    for service, reader, entry in found:
        table.add_row(
            str(entry.event_id),
            service.name,
            reader,
            entry.case,
            entry.error,
            entry.since.isoformat(),
        )
    out.print(table)


@parked.command()
def show(event: UUID) -> None:
    """Én hendelse som er satt til side; innholdet vises aldri."""
    with assembled(Settings()) as parts:
        for service, reader, entry in _of(parts, event):
            row = _row(service, reader, entry)
            out.print("\n".join(f"{name}: {value}" for name, value in row.items()))


@parked.command("retry")
def try_again(event: UUID) -> None:
    """Prøver saken hendelsen hører til, på nytt, i rekkefølge."""
    left = 0
    with assembled(Settings()) as parts:
        for service, reader, entry in _of(parts, event):
            consumer: TakesParked = consumer_of(service, reader)
            result = retry(service.platform.parking, consumer, reader, entry.case, _fetcher(parts))
            out.print(f"{service.name} {reader}: {result.handled} behandlet", highlight=False)
            if result.left is not None:
                left += 1
                told.print(f"  feilet igjen: {result.left.event_id} {result.error}")
    raise typer.Exit(1 if left else 0)


@parked.command()
def skip(event: UUID, reason: Annotated[str, typer.Option("--reason")] = "") -> None:
    """Gir opp en hendelse for godt, med begrunnelse; det blir selv en hendelse."""
    with assembled(Settings()) as parts:
        for service, reader, _entry in _of(parts, event):
            try:
                service.platform.parking.skip(reader, event, reason, FIRST_OPERATOR)
            except ReasonMissing:
                told.print("Skriv en begrunnelse med --reason.")
                raise typer.Exit(2) from None
            except NotParked:
                continue
            out.print(f"{service.name} {reader}: gitt opp", highlight=False)


def _of(parts: Assembled, event: UUID) -> list[tuple[Service, str, Parked]]:
    found = [each for each in parts.parked() if each[2].event_id == event]
    if not found:
        told.print(f"{event} er ikke satt til side. Se «samhandling parked list».")
        raise typer.Exit(1)
    return found


def _row(service: Service, reader: str, entry: Parked) -> dict[str, str]:
    return {
        "event": str(entry.event_id),
        "service": service.name,
        "reader": reader,
        "source": entry.source,
        "position": str(entry.position),
        "case": entry.case,
        "error": entry.error,
        "since": entry.since.isoformat(),
        "behind": str(entry.behind or ""),
    }


def _fetcher(parts: Assembled) -> "Fetch":
    ledgers = {name: service.platform.ledger for name, service in parts.services.items()}
    codec = next(iter(parts.services.values())).platform.codec
    return Fetch(LedgerHistory(ledgers, codec))


class Fetch:
    """Gets a parked event again from its own ledger."""

    def __init__(self, history: LedgerHistory) -> None:
        self._history = history

    def __call__(self, source: ServiceName, position: int) -> Heard:
        return self._history.page(source, position - 1)[0]
