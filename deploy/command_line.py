"""`samhandling …`: the command line. Every listing has `--json`; errors say what to do next."""

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from deploy import explaining, looking, replaying, running, verifying
from deploy.advice import FAILED, advised, misused, settings
from deploy.consoles import told
from deploy.parked import parked
from shared.contracts.record import SERVICES

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Fra samhandlingsproblem til gjennomført tiltak, med hele historikken bevist.",
)
app.add_typer(parked, name="parked")
checkpoint_keys = typer.Typer(no_args_is_help=True, help="Nøklene som signerer sjekkpunkter.")
app.add_typer(checkpoint_keys, name="checkpoint-keys")

AsJson = Annotated[bool, typer.Option("--json", help="Svaret som data.")]


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
        raise misused(f"Ukjent tjeneste: {service}. Velg en av {', '.join(SERVICES)}.")
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
    file: Annotated[str, typer.Argument(help="Saker i CSV eller JSON (samhandling-cases/1).")],
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
    stream: Annotated[
        str | None,
        typer.Option("--stream", help="Ett organ, én avtale: body-<id>, agreement-<id>."),
    ] = None,
    listed: Annotated[
        str | None,
        typer.Option("--list", help="En liste, tjeneste/navn, for eksempel intake/cases."),
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="ISO-tidspunkt.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tilstand og historikk ved avspilling av loggen."""
    asked = replaying.Asked(service, case, stream, listed, as_of)
    raise typer.Exit(replaying.replay(settings(), asked, as_json=as_json))


@app.command()
@advised
def explain(
    event: Annotated[str, typer.Argument(help="Hendelsens id, fra historikken.")],
    as_json: AsJson = False,
) -> None:
    """Spiller av beslutningen en hendelse kom av, og sammenligner med det som ble ført."""
    raise typer.Exit(explaining.explain(settings(), event, as_json=as_json))


@app.command()
@advised
def rebuild(model: str) -> None:
    """Bygger en lesemodell på nytt ved siden av den som er i bruk, og bytter."""
    raise typer.Exit(looking.rebuild(settings(), model))


@app.command()
@advised
def verify(
    bundle: Annotated[
        str | None, typer.Option("--bundle", help="En pakke som er tatt ut; ellers alle loggene.")
    ] = None,
    keys: Annotated[
        str | None, typer.Option("--keys", help="Fil med nøklene pakken skal være signert med.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Sammenligner loggene med trærne og sjekkpunktene, og sier hvor det første avviket er."""
    if bundle is None:
        raise typer.Exit(verifying.verify(settings(), as_json=as_json))
    raise typer.Exit(verifying.verify_bundle(settings(), bundle, keys=keys, as_json=as_json))


@checkpoint_keys.command("list")
@advised
def list_keys() -> None:
    """De offentlige nøklene, en på hver linje, til dem som kontrollerer pakker."""
    raise typer.Exit(verifying.list_keys(settings()))


@checkpoint_keys.command("add")
@advised
def add_key() -> None:
    """En ny nøkkel, som signerer ved siden av den gamle fra neste sjekkpunkt."""
    raise typer.Exit(verifying.add_key(settings()))


@app.command()
@advised
def doctor(as_json: AsJson = False) -> None:
    """Kontrollerer innstillinger, lagre og etterslep, og sier hva som må gjøres."""
    raise typer.Exit(looking.doctor(settings(), as_json=as_json))


USAGE = {
    "MissingParameter": "Det mangler noe",
    "NoSuchOption": "Ukjent valg",
    "BadOptionUsage": "Valget mangler en verdi, eller skal ikke ha noen",
    "BadParameter": "Verdien er ikke gyldig",
}
"""What typer found wrong, by the name of its exception."""


def run() -> None:
    """Does what the command line says: exit code 2 for what was asked wrongly, 1 for failure."""
    try:
        code = app(standalone_mode=False)
    except TyperException as wrong:
        _explain(wrong)
        code = wrong.exit_code
    except typer.Abort:
        code = FAILED
    sys.exit(code if isinstance(code, int) else 0)


def _explain(wrong: TyperException) -> None:
    kind = type(wrong).__name__
    if kind == "NoArgsIsHelpError":
        return  # the help has been shown
    context, parameter = getattr(wrong, "ctx", None), getattr(wrong, "param", None)
    name = parameter.name.upper() if parameter else getattr(wrong, "option_name", None)
    what = USAGE.get(kind, "Ukjent kommando, eller for mange ord")
    told.print(f"{what}: {name or ' '.join(sys.argv[1:])}")
    told.print(f"Se «{context.command_path if context else 'samhandling'} --help».")
