"""`samhandling parked …`: what has been set aside, and what is done about it."""

import json
from contextlib import suppress
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from deploy.advice import FAILED, advised, misused, settings
from deploy.assembled import Assembled, assembled
from deploy.consoles import out, told
from shared.clock import SystemClock
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import NotParked, Parked, TakesParked, retry
from shared.eventlog.projections import LedgerHistory
from shared.identity.conditions import Resource
from shared.identity.policy import Forbidden, require
from shared.service.access import actor_of
from shared.service.assembly import Service, consumer_of
from shared.service.settings import Settings

parked = typer.Typer(no_args_is_help=True, help="Hendelser som er satt til side.")

AsJson = Annotated[bool, typer.Option("--json", help="Svaret som data.")]
Event = Annotated[str, typer.Argument(help="Hendelsens id, fra «samhandling parked list».")]


@parked.command("list")
@advised
def listed(as_json: AsJson = False) -> None:
    """Alt som er satt til side."""
    with assembled(settings()) as parts:
        rows = [_row(*each) for each in parts.parked()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        out.print("Ingenting er satt til side.")
        return
    table = Table(title="Satt til side")
    table.add_column("hendelse", no_wrap=True)
    for heading in ("tjeneste", "leser", "sak", "feil", "siden"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(
            *(row[name] for name in ("event", "service", "reader", "case", "error", "since"))
        )
    out.print(table)


@parked.command()
@advised
def show(event: Event, as_json: AsJson = False) -> None:
    """Én hendelse som er satt til side; innholdet vises aldri."""
    event_id = _uuid(event, "EVENT")
    with assembled(settings()) as parts:
        rows = [_row(*each) for each in _of(parts, event_id)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        out.print("\n".join(f"{name}: {value}" for name, value in row.items()), soft_wrap=True)


@parked.command("retry")
@advised
def try_again(event: Event) -> None:
    """Prøver saken hendelsen hører til, på nytt, i rekkefølge."""
    event_id, left = _uuid(event, "EVENT"), 0
    with assembled(settings()) as parts:
        for service, reader, entry in _of(parts, event_id):
            consumer: TakesParked = consumer_of(service, reader)
            result = retry(service.platform.parking, consumer, reader, entry.case, _fetcher(parts))
            out.print(f"{service.name} {reader}: {result.handled} behandlet")
            if result.left is not None:
                left += 1
                told.print(
                    f"{result.left.event_id} feilet igjen: {result.error}. Rett årsaken og prøv på"
                    " nytt, eller gi den opp med «samhandling parked skip»."
                )
    raise typer.Exit(FAILED if left else 0)


@parked.command()
@advised
def skip(
    event: Event,
    reason: Annotated[str, typer.Option("--reason", help="Hvorfor; blir stående.")] = "",
    person: Annotated[
        str | None,
        typer.Option("--as", help="Pseudonymet til operatøren som gir den opp."),
    ] = None,
) -> None:
    """Gir opp en hendelse for godt, med begrunnelse; det blir selv en hendelse."""
    event_id, given = _uuid(event, "EVENT"), settings()
    if not reason.strip():
        raise misused("Skriv en begrunnelse med --reason.")
    by = _operator(given, person)
    with assembled(given) as parts:
        found = _of(parts, event_id)
        _require_operator(parts, by)
        for service, reader, _entry in found:
            with suppress(NotParked):
                service.platform.parking.skip(reader, event_id, reason, by)
                out.print(f"{service.name} {reader}: gitt opp")


def _operator(given: Settings, person: str | None) -> UUID:
    """Who gives an event up: who is named, in development the first operator otherwise."""
    if person is not None:
        return _uuid(person, "--as")
    if given.environment == "production" or given.first_operator is None:
        raise misused("Si hvem som gir hendelsen opp, med --as og operatørens pseudonym.")
    return given.first_operator


def _require_operator(parts: Assembled, by: UUID) -> None:
    """Ends where the register does not know the person as an operator."""
    register = parts.services["governance"].platform.register
    try:
        actor = actor_of(parts.around.settings, register, by, SystemClock().now())
        require(actor, "operate", Resource("platform"))
    except Forbidden:
        told.print(
            f"{by} er ikke operatør. Bruk --as med pseudonymet til en som har rollen i registeret."
        )
        raise typer.Exit(FAILED) from None


def _uuid(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise misused(f"{name} skal være en UUID, ikke {text}.") from None


def _of(parts: Assembled, event: UUID) -> list[tuple[Service, str, Parked]]:
    found = [each for each in parts.parked() if each[2].event_id == event]
    if not found:
        told.print(f"{event} er ikke satt til side. Se «samhandling parked list».")
        raise typer.Exit(FAILED)
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
