"""Settings, from the environment only (`SAMHANDLING_…`); a start with wrong ones names them all."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared.contracts.record import NAMESPACE, SERVICES, ServiceName
from shared.service.mail import MailServer, Security

PREFIX = "SAMHANDLING_"
POSTGRESQL = ("postgresql://", "postgres://")
DATABASES = ("sqlite:///", *POSTGRESQL, "memory:")
BROKERS = ("redis://", "rediss://", "unix://")

FIRST_OPERATOR = uuid5(NAMESPACE, "first-operator")
"""The pseudonym that may set up an empty development installation."""

FROM_FILES = ("database", "keys_database", "redis_url", "smtp_password")
"""Settings that may hold a password, and so may be given as `…_file`."""


class Settings(BaseSettings):
    """What a process is told; everything has a meaning and, where safe, a default.

    Raises ValidationError with everything that is wrong: each setting, and what does not go
    together. It never shows a value, which may hold a password.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    environment: Literal["development", "production"] = Field(
        "development", description="`development` or `production`"
    )
    home: Path = Field(
        Path("var"), description="folder of embedded databases, keys and the embedded Valkey"
    )
    database: str = Field(
        "",
        description="`sqlite:///<folder>` or `postgresql://…`; empty: SQLite under the home folder",
    )
    database_file: Path | None = Field(None, description="file with the same, instead of it")
    keys_database: str = Field(
        "",
        description="where the data keys lie; empty: as the database. Put it apart in production",
    )
    keys_database_file: Path | None = Field(None, description="file with the same, instead of it")
    redis_url: str = Field(
        "", description="`redis://…`, `rediss://…` or `unix://…`; empty: the embedded Valkey"
    )
    redis_url_file: Path | None = Field(None, description="file with the same, instead of it")
    master_key: SecretStr | None = Field(
        None, description="32 bytes in base64; wraps the data keys. Instead of the file"
    )
    master_key_file: Path | None = Field(
        None,
        description="file with the same; empty: `master.key` in the home folder, made in"
        " development",
    )
    stream_keys: Path | None = Field(
        None,
        description="folder with `<service>.key` and all `<service>.pub`; empty: `stream-keys` in"
        " the home folder, made in development",
    )
    checkpoints: Path | None = Field(
        None,
        description="folder outside the database where signed checkpoints are published; in"
        " production on storage that the database's administrator can't change; empty:"
        " `checkpoints` in the home folder",
    )
    checkpoint_keys: Path | None = Field(
        None,
        description="folder with the keys that sign checkpoints, and all public ones; empty:"
        " `checkpoint-keys` in the home folder",
    )
    checkpoint_seconds: float = Field(
        600.0,
        gt=0,
        le=86_400,
        description="how often a checkpoint is published, where something has happened",
    )
    origin: str = Field(
        "",
        pattern=r"^[^\s+]*$",
        description="the name that checkpoints are signed under; empty: the host of the public"
        " address",
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65_535, description="port to listen on")
    public_url: str = Field(
        "", description="the address people and machines use; empty: host and port"
    )
    service_urls: Annotated[dict[ServiceName, str], NoDecode] = Field(
        default_factory=dict,
        description="JSON of service to base address, for those not under the public one",
    )
    first_operator: UUID | None = Field(
        None,
        description="pseudonym (UUID) that may set up an empty installation; development has one"
        " of its own",
    )
    view_wait_seconds: float = Field(
        3.0, gt=0, le=30, description="how long a page waits to show what was just done"
    )
    smtp_host: str = Field("", description="mail server for notices; empty: no notice is sent")
    smtp_port: int = Field(587, ge=1, le=65_535, description="port of the mail server")
    smtp_security: Security = Field(
        "starttls", description="`starttls`, `tls` (from the first byte) or `none`"
    )
    smtp_user: str = Field("", description="who logs in to the mail server; empty: nobody")
    smtp_password: str = Field("", repr=False, description="the password of that user")
    smtp_password_file: Path | None = Field(None, description="file with the same, instead of it")
    smtp_from: str = Field("", description="the address that notices come from")

    @field_validator("service_urls", mode="before")
    @classmethod
    def _as_json(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given)
        except ValueError:
            raise ValueError("skal være JSON: en tjeneste og adressen dens, for hver") from None

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """What is wrong with one setting must not hide what is wrong between the others."""
        wrong: list[InitErrorDetails] = []
        try:
            settings = handler(data)
        except ValidationError as error:
            wrong = [_again(found) for found in error.errors(include_url=False)]
            faulty = {found["loc"][0] for found in wrong}
            settings = handler({name: of for name, of in data.items() if name not in faulty})
        told: dict[str, str] = {}
        for name, what in (*settings._from_files(), *settings._contradictions()):
            told.setdefault(name, what)  # one sentence a setting: the first to put right
        wrong += [
            {
                "type": PydanticCustomError("wrong", "{what}", {"what": what}),
                "loc": (name,),
                "input": "",
            }
            for name, what in told.items()
        ]
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong, hide_input=True)
        settings._derive()
        return settings

    def _from_files(self) -> Iterator[tuple[str, str]]:
        for name in FROM_FILES:
            file: Path | None = getattr(self, f"{name}_file")
            if file is None:
                continue
            if getattr(self, name):
                yield name, f"er gitt to ganger: fjern den, eller {named(f'{name}_file')}"
                continue
            try:
                setattr(self, name, file.read_text(encoding="utf-8").strip())
            except (OSError, UnicodeDecodeError):
                yield f"{name}_file", f"viser til {file}, som ikke kan leses. Legg filen der"
            else:
                if not getattr(self, name):
                    yield f"{name}_file", f"viser til {file}, som er tom. Skriv adressen i den"

    def _contradictions(self) -> Iterator[tuple[str, str]]:
        if self.master_key is not None and self.master_key_file is not None:
            yield "master_key", f"er gitt to ganger: fjern den, eller {named('master_key_file')}"
        for name in ("database", "keys_database"):
            if getattr(self, name) and not getattr(self, name).startswith(DATABASES):
                yield name, "skal være sqlite:///<mappe> eller postgresql://…"
        if self.redis_url and not self.redis_url.startswith(BROKERS):
            yield "redis_url", "skal være redis://…, rediss://… eller unix://…"
        if self.public_url and not _is_address(self.public_url):
            yield "public_url", "skal være en adresse, https://… (http://… bare under utvikling)"
        if not all(map(_is_address, self.service_urls.values())):
            yield "service_urls", "skal ha adresser, http://… eller https://…"
        for name, what in self.mail_server.faults(production=self.environment == "production"):
            # A password whose file could not be read has been named already.
            if name != "smtp_password" or self.smtp_password_file is None or self.smtp_password:
                yield name, what
        if self.environment == "production":
            yield from self._not_for_production()

    def _not_for_production(self) -> Iterator[tuple[str, str]]:
        if not self.database.startswith(POSTGRESQL) and not (
            self.database_file and not self.database
        ):
            yield "database", "må være PostgreSQL i produksjon: postgresql://…"
        if self.keys_database and not self.keys_database.startswith(POSTGRESQL):
            yield "keys_database", "må være PostgreSQL i produksjon: postgresql://…"
        if not self.redis_url:
            yield "redis_url", "må være satt i produksjon: adressen til Valkey eller Redis"
        if not self.public_url.startswith("https://"):
            yield "public_url", "må være https i produksjon: adressen folk bruker"
        if self.first_operator == FIRST_OPERATOR:
            yield "first_operator", "kan ikke være pseudonymet for utvikling. Velg en annen UUID"
        made_here = self.home.resolve() / "master.key"
        if self.master_key is None and _is(self.master_key_file, made_here):
            yield (
                "master_key_file",
                "må vise til en nøkkel for produksjon. Den som lages under utvikling, brukes ikke",
            )
        if _is(self.stream_keys, self.home.resolve() / "stream-keys"):
            yield (
                "stream_keys",
                "må vise til nøkler for produksjon. De som lages under utvikling, brukes ikke",
            )

    def _derive(self) -> None:
        folder = self.home.resolve()
        self.home = folder
        self.database = self.database or f"sqlite:///{folder}"
        self.keys_database = self.keys_database or self.database
        self.stream_keys = self.stream_keys or folder / "stream-keys"
        self.master_key_file = self.master_key_file or folder / "master.key"
        self.checkpoints = self.checkpoints or folder / "checkpoints"
        self.checkpoint_keys = self.checkpoint_keys or folder / "checkpoint-keys"
        self.public_url = (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")
        self.origin = self.origin or urlsplit(self.public_url).netloc
        if self.environment == "development" and self.first_operator is None:
            self.first_operator = FIRST_OPERATOR

    @property
    def sqlite(self) -> bool:
        return self.database.startswith("sqlite:")

    @property
    def mail_server(self) -> MailServer:
        """Where notices are sent through; without a host none are."""
        return MailServer(
            self.smtp_host,
            self.smtp_port,
            self.smtp_security,
            self.smtp_user,
            self.smtp_password,
            self.smtp_from,
        )

    def url_of(self, service: ServiceName) -> str:
        """The base address of one service's API."""
        return f"{self.service_urls.get(service, self.public_url).rstrip('/')}/api/{service}/v1"

    def urls(self) -> dict[ServiceName, str]:
        return {service: self.url_of(service) for service in SERVICES}


def named(field: str) -> str:
    """The setting's name in the environment."""
    return f"{PREFIX}{field.upper()}"


def unknown(names: Iterable[str]) -> list[str]:
    """Variables of the environment that look like settings and are none."""
    known = {named(field) for field in Settings.model_fields}
    return sorted(name for name in names if name.upper().startswith(PREFIX) and name not in known)


def _again(found: ErrorDetails) -> InitErrorDetails:
    """What has been found, without the value."""
    return {"type": found["type"], "loc": found["loc"], "input": "", "ctx": found.get("ctx", {})}


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is(given: Path | None, default: Path) -> bool:
    return given is None or given.resolve() == default
