"""What goes wrong on the way, and what to do about it: a Norwegian sentence and an exit code."""

import errno
import os
import sqlite3
from collections.abc import Callable
from difflib import get_close_matches
from functools import wraps
from typing import ParamSpec, TypeVar

import psycopg
import redis.exceptions
import sqlalchemy.exc
import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from deploy.consoles import told
from deploy.embedded_valkey import EmbeddedValkeyError
from deploy.playing.cases import NotACasesFile
from deploy.playing.client import Answered, TookTooLong
from deploy.refusing import EvictingBroker, ForDevelopment
from deploy.serving import AddressInUse, CannotListen, ExampleFailed, NotReady
from shared.eventlog.keys import BadMasterKey, KeyStoreNotReady, WrongMasterKey
from shared.eventlog.notes import NotSigned
from shared.eventlog.parking import OtherLog
from shared.eventlog.projections import NotBuilt, ViewsNotMigrated
from shared.eventlog.recorders import NewerSchema, NotMigrated, StoreUnavailable
from shared.eventlog.signing import KeyMissing
from shared.service.settings import Settings, named, unknown

FAILED = 1
MISUSED = 2

_DATABASE = (
    "Databasen svarer ikke, eller den kan ikke skrives i. Se at den kjører, og at"
    " SAMHANDLING_DATABASE og SAMHANDLING_HOME er riktige.\n  {0}"
)

ADVICE: dict[type[Exception], str] = {
    AddressInUse: "Noe annet svarer på {0}. Stopp det, eller velg en annen port med"
    " SAMHANDLING_PORT.",
    CannotListen: "Det går ikke å lytte på {0}. Rett SAMHANDLING_HOST eller SAMHANDLING_PORT.",
    NotReady: "Løsningen ble ikke klar: {0}. Kjør «samhandling doctor».",
    ExampleFailed: "Eksempeldataene kom ikke inn: {0}. Start uten dem med «samhandling up"
    " --no-example», eller velg en tom mappe med SAMHANDLING_HOME.",
    NotMigrated: "{0}",
    NewerSchema: "{0}",
    ViewsNotMigrated: "{0}",
    NotBuilt: "Lesemodellene er ikke bygget ennå. Start tjenestene, og prøv igjen.\n  {0}",
    KeyStoreNotReady: "Nøkkellageret er ikke klart for dette programmet. Kjør «samhandling"
    " migrate»; er det laget av et nyere program, ta i bruk det.\n  {0}",
    WrongMasterKey: "Hovednøkkelen er ikke den som nøkkellageret ble laget med. Gi den rette med"
    " SAMHANDLING_MASTER_KEY_FILE eller SAMHANDLING_MASTER_KEY.",
    BadMasterKey: "Hovednøkkelen er ikke gyldig: den skal være 32 byte i base64. Rett"
    " SAMHANDLING_MASTER_KEY_FILE eller SAMHANDLING_MASTER_KEY.\n  {0}",
    KeyMissing: "En nøkkel mangler. Legg den dit SAMHANDLING_MASTER_KEY_FILE og"
    " SAMHANDLING_STREAM_KEYS viser.\n  {0}",
    NotSigned: "Et publisert sjekkpunkt er ikke slik nøklene i SAMHANDLING_CHECKPOINT_KEYS har"
    " signert det. Er det endret, eller mangler en gammel offentlig nøkkel?\n  {0}",
    StoreUnavailable: _DATABASE,
    sqlalchemy.exc.DatabaseError: _DATABASE,
    sqlalchemy.exc.InterfaceError: _DATABASE,
    sqlite3.Error: _DATABASE,
    psycopg.OperationalError: _DATABASE,
    redis.exceptions.RedisError: "Valkey svarer ikke. Start den, eller rett SAMHANDLING_REDIS_URL;"
    " uten den starter «samhandling up» en innebygd.\n  {0}",
    EmbeddedValkeyError: "Den innebygde Valkey kom ikke i gang. Kjører det en «samhandling up»"
    " med samme SAMHANDLING_HOME, stopp den først.\n  {0}",
    EvictingBroker: "Valkey kan kaste det den har tatt imot (maxmemory-policy {0}). Sett"
    " maxmemory-policy til noeviction i innstillingene til Valkey, og start på nytt.",
    ForDevelopment: "Produksjon kan ikke ha {0}. Bruk «samhandling serve» og en egen database;"
    " til prøving, sett SAMHANDLING_ENVIRONMENT=development et annet sted.",
    OtherLog: "Loggen er byttet ut siden hendelsen ble satt til side ({0}). Gi den opp med"
    " «samhandling parked skip».",
    NotACasesFile: "{0}",
    Answered: "Tjenesten svarte nei: {0}",
    TookTooLong: "Det tok for lang tid: {0}. Kjør «samhandling doctor», og så kommandoen igjen:"
    " det som er gjort, blir ikke gjort to ganger.",
    FileNotFoundError: "Filen finnes ikke: {0}. Legg den der, eller rett innstillingen som peker"
    " på den (SAMHANDLING_HOME, SAMHANDLING_MASTER_KEY_FILE).",
    OSError: "Det går ikke å lese eller skrive: {0}. Gi tilgang til mappen, eller velg en annen"
    " med SAMHANDLING_HOME.",
}
"""The first that fits is told; anything else is a fault of ours and shown in full."""

OURS = (sqlalchemy.exc.IntegrityError, sqlalchemy.exc.ProgrammingError)
"""What a database says of a faulty statement is no trouble of the operator's."""

REFUSED_BY_SYSTEM = {
    errno.EACCES: "ingen tilgang",
    errno.EPERM: "ingen tilgang",
    errno.EROFS: "kan bare leses",
    errno.ENOSPC: "disken er full",
    errno.EEXIST: "er ikke en mappe",
    errno.ENOTDIR: "er ikke en mappe",
    errno.EISDIR: "er en mappe",
}

SETTING_WRONG = {
    "int_parsing": "skal være et heltall",
    "float_parsing": "skal være et tall",
    "greater_than": "skal være større enn {gt}",
    "greater_than_equal": "skal være minst {ge}",
    "less_than_equal": "skal være høyst {le}",
    "literal_error": "skal være en av {expected}",
    "uuid_parsing": "skal være en UUID",
    "value_error": "{error}",
    "wrong": "{what}",
}

P = ParamSpec("P")
R = TypeVar("R")


def settings() -> Settings:
    """From the environment; ends with exit code 2 and names every wrong setting at once."""
    wrong = [_unknown(name) for name in unknown(os.environ)]
    try:
        found = Settings()
    except ValidationError as error:
        wrong += [_wrong(each) for each in error.errors(include_url=False, include_input=False)]
    else:
        if not wrong:
            return found
    told.print("Innstillingene er ikke i orden:")
    for sentence in wrong:
        told.print(f"  {sentence}")
    raise typer.Exit(MISUSED)


def _unknown(name: str) -> str:
    near = get_close_matches(name, [named(field) for field in Settings.model_fields], n=1)
    meant = f"Mente du {near[0]}? " if near else ""
    return f"{name} er ingen innstilling. {meant}Rett navnet, eller fjern variabelen"


def _wrong(error: ErrorDetails) -> str:
    pattern = SETTING_WRONG.get(error["type"], "er ikke gyldig. Se docs/operations.md")
    what = pattern.format(**error.get("ctx", {})).replace(" or ", " eller ")
    return f"{named(str(error['loc'][0]))} {what}"


def misused(sentence: str) -> typer.Exit:
    """Says what is wrong with what was asked; the exit to raise."""
    told.print(sentence)
    return typer.Exit(MISUSED)


def advised(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose known troubles end with advice and exit code 1, not with a traceback."""

    @wraps(command)
    def carefully(*given: P.args, **named: P.kwargs) -> R:
        try:
            return command(*given, **named)
        except tuple(ADVICE) as trouble:
            if isinstance(trouble, OURS):
                raise
            told.print(advice_on(trouble))
            raise typer.Exit(FAILED) from None

    return carefully


def advice_on(trouble: Exception) -> str:
    """What to do about one of the known troubles."""
    text = next(text for kind, text in ADVICE.items() if isinstance(trouble, kind))
    # SQLAlchemy's own text repeats the statement; what the database said is enough.
    return text.format(getattr(trouble, "orig", None) or _where(trouble))


def _where(trouble: Exception) -> str:
    if isinstance(trouble, OSError) and trouble.filename is not None:
        why = REFUSED_BY_SYSTEM.get(trouble.errno or 0)
        return f"{trouble.filename} ({why})" if why else str(trouble.filename)
    return str(trouble)
