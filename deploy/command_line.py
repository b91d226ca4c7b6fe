"""`samhandling …`: the command line. Every listing has `--json`; errors say what to do next."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console

from deploy import looking, running
from deploy.embedded_valkey import EmbeddedValkeyError
from deploy.parked import parked
from deploy.playing.cases import NotACasesFile
from deploy.playing.client import Answered, TookTooLong
from deploy.serving import AddressInUse, NotReady
from shared.contracts.record import SERVICES
from shared.eventlog.keys import BadMasterKey, KeyStoreNotReady, WrongMasterKey
from shared.eventlog.recorders import NewerSchema, NotMigrated, StoreUnavailable
from shared.eventlog.signing import KeyMissing
from shared.service.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Fra samhandlingsproblem til gjennomført tiltak, med hele historikken bevist.",
)
app.add_typer(parked, name="parked")
errors = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Svaret som data.")]

ADVICE: dict[type[Exception], str] = {
    AddressInUse: "Noe annet svarer på {0}. Velg en annen port med SAMHANDLING_PORT.",
    NotReady: "Løsningen ble ikke klar: {0}. Kjør «samhandling doctor».",
    NotMigrated: "{0}",
    NewerSchema: "{0}",
    KeyStoreNotReady: "Nøkkellageret er ikke klart. Kjør «samhandling migrate».",
    WrongMasterKey: "Hovednøkkelen er ikke den som nøkkellageret ble laget med.",
    BadMasterKey: "Hovednøkkelen er ikke gyldig: {0}.",
    KeyMissing: "Signeringsnøkkel mangler: {0}.",
    StoreUnavailable: "Databasen svarer ikke: {0}.",
    FileNotFoundError: "Filen finnes ikke: {0}.",
    NotACasesFile: "{0}",
    Answered: "Tjenesten svarte nei: {0}",
    TookTooLong: "Det tok for lang tid: {0}. Kjør «samhandling doctor».",
    EmbeddedValkeyError: "{0}",
}
"""What goes wrong on the way, and what to do about it; anything else is shown in full."""


def settings() -> Settings:
    """From the environment; names every wrong setting at once."""
    try:
        return Settings()
    except ValidationError as wrong:
        errors.print("Innstillingene er ikke i orden:")
        for error in wrong.errors(include_url=False, include_input=False):
            name = "_".join(str(part) for part in error["loc"]).upper()
            errors.print(f"  {f'SAMHANDLING_{name}: ' if name else ''}{error['msg']}")
        raise typer.Exit(2) from None


def advised(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command whose known troubles end with advice and exit code 1, not with a traceback."""

    @wraps(command)
    def carefully(*given: Any, **named: Any) -> Any:
        try:
            return command(*given, **named)
        except tuple(ADVICE) as trouble:
            advice = next(text for kind, text in ADVICE.items() if isinstance(trouble, kind))
            errors.print(advice.format(trouble), markup=False)
            raise typer.Exit(1) from None

    return carefully


@app.command()
@advised
def up(
    example: Annotated[bool, typer.Option(help="Legg inn eksempeldata ved første start.")] = True,
) -> None:
    """Alle tjenester i én prosess; skriver adressen og hvem som kan logge inn."""
    running.up(settings(), example=example)


@app.command()
@advised
def serve(service: str) -> None:
    """Én tjeneste; innstillinger fra miljøet."""
    if service not in SERVICES:
        errors.print(f"Ukjent tjeneste: {service}. Velg en av {', '.join(SERVICES)}.")
        raise typer.Exit(2)
    running.serve(settings(), service)


@app.command()
@advised
def migrate() -> None:
    """Gjør databasene klare, én gang; trygt å kjøre igjen."""
    running.migrate_all(settings())


@app.command()
@advised
def walk(as_json: AsJson = False) -> None:
    """Spiller en hel sak over API-ene, fra melding til lønnsfil og bevis."""
    raise typer.Exit(running.walk(settings(), as_json=as_json))


@app.command()
@advised
def load(
    file: Annotated[str, typer.Argument(help="Saker i formatet samhandling-cases/1.")],
    create: Annotated[
        bool, typer.Option("--create", help="Opprett ukjente helsefellesskap som tomme.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Registrerer saker fra en fil gjennom inntak; samme fil to ganger endrer ingenting."""
    raise typer.Exit(running.load(settings(), file, create=create, as_json=as_json))


@app.command()
@advised
def replay(
    service: Annotated[str | None, typer.Option("--service")] = None,
    case: Annotated[str | None, typer.Option("--case")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="ISO-tidspunkt.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tilstand og historikk ved avspilling av loggen."""
    raise typer.Exit(
        looking.replay(settings(), service=service, case=case, as_of=as_of, as_json=as_json)
    )


@app.command()
@advised
def rebuild(model: str) -> None:
    """Bygger en lesemodell på nytt ved siden av den som er i bruk, og bytter."""
    raise typer.Exit(looking.rebuild(settings(), model))


@app.command()
@advised
def verify(as_json: AsJson = False) -> None:
    """Sammenligner alle loggene med trærne i revisjon, og sier hvor det første avviket er."""
    raise typer.Exit(looking.verify(settings(), as_json=as_json))


@app.command()
@advised
def doctor(as_json: AsJson = False) -> None:
    """Kontrollerer innstillinger, lagre og etterslep, og sier hva som må gjøres."""
    raise typer.Exit(looking.doctor(settings(), as_json=as_json))
