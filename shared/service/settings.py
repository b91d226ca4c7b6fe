"""Settings, from the environment only (`SAMHANDLING_…`); a start with wrong ones names them all."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.contracts.record import NAMESPACE, SERVICES, ServiceName

DATABASES = ("sqlite:///", "postgresql://", "postgres://", "memory:")

FIRST_OPERATOR = uuid5(NAMESPACE, "first-operator")
"""The pseudonym that may set up an empty development installation."""


class Settings(BaseSettings):
    """What a process is told; everything has a meaning and, where safe, a default.

    - `home`: folder of the embedded databases, keys and documents.
    - `database`: `sqlite:///<folder>` or `postgresql://…`; empty means SQLite under `home`.
    - `keys_database`: where the data keys lie, apart from the ledgers; empty means `database`.
    - `redis_url`: Redis or Valkey (`redis://…`, `unix://…`); empty means the embedded one.
    - `master_key_file`: wraps the data keys; made on the first start in development.
    - `stream_keys`: folder with each service's signing key and all public keys.
    - `checkpoints`: the folder, outside the database, where signed checkpoints are published.
    - `checkpoint_keys`: folder with the keys that sign them, and all that ever have.
    - `checkpoint_seconds`: how often there is a new one, where something has happened.
    - `origin`: the name the checkpoints are signed under; empty means the host of `public_url`.
    - `public_url`: the address people and machines use; behind a proxy its outer address.
    - `service_urls`: where each service answers, when not all under `public_url`.
    - `first_operator`: the person who may set up an empty installation.
    """

    model_config = SettingsConfigDict(env_prefix="SAMHANDLING_", extra="ignore")

    environment: Literal["development", "production"] = "development"
    home: Path = Path("var")
    database: str = ""
    keys_database: str = ""
    redis_url: str = ""
    master_key: SecretStr | None = None
    master_key_file: Path | None = None
    stream_keys: Path | None = None
    checkpoints: Path | None = None
    checkpoint_keys: Path | None = None
    checkpoint_seconds: float = Field(default=600.0, gt=0, le=86_400)
    origin: str = Field(default="", pattern=r"^[^\s+]*$")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65_535)
    public_url: str = ""
    service_urls: dict[ServiceName, str] = Field(default_factory=dict)
    first_operator: UUID | None = None
    view_wait_seconds: float = Field(default=3.0, gt=0, le=30)

    @model_validator(mode="after")
    def _derived(self) -> "Settings":
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
        return self

    @model_validator(mode="after")
    def _known_databases(self) -> "Settings":
        # Never the value itself: it may hold a password.
        for name in ("database", "keys_database"):
            if not getattr(self, name).startswith(DATABASES):
                raise ValueError(
                    f"SAMHANDLING_{name.upper()} skal være sqlite:///<mappe> eller postgresql://…"
                )
        return self

    @model_validator(mode="after")
    def _production(self) -> "Settings":
        if self.environment != "production":
            return self
        wrong = []
        if self.database.startswith("sqlite:"):
            wrong.append("SAMHANDLING_DATABASE må være PostgreSQL i produksjon")
        if not self.redis_url:
            wrong.append("SAMHANDLING_REDIS_URL må være satt i produksjon")
        if not self.public_url.startswith("https://"):
            wrong.append("SAMHANDLING_PUBLIC_URL må være https i produksjon")
        if self.first_operator == FIRST_OPERATOR:
            wrong.append("SAMHANDLING_FIRST_OPERATOR kan ikke være pseudonymet for utvikling")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @property
    def sqlite(self) -> bool:
        return self.database.startswith("sqlite:")

    def url_of(self, service: ServiceName) -> str:
        """The base address of one service's API."""
        return f"{self.service_urls.get(service, self.public_url).rstrip('/')}/api/{service}/v1"

    def urls(self) -> dict[ServiceName, str]:
        return {service: self.url_of(service) for service in SERVICES}
