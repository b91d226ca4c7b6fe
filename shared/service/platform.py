"""What a service is given to stand on: its ledger, its views, keys, register, words, pages."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from shared.clock import Clock
from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import ServiceName
from shared.contracts.upcasters import UPCASTERS
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Decider, Done, Heads
from shared.eventlog.handling import Handler
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import Ledger
from shared.eventlog.parking import ParkingLot
from shared.eventlog.projections import ReadModel, Views, open_views
from shared.eventlog.recorders import open_ledger
from shared.eventlog.sealing import Seals
from shared.eventlog.signing import Signer, StreamKeys, Verifier
from shared.eventlog.upcasting import Upcasters
from shared.identity.blocked import BLOCKED
from shared.identity.register import Register
from shared.identity.register_model import register_model
from shared.service.settings import Settings
from shared.web.i18n import Words

OSLO = ZoneInfo("Europe/Oslo")

KEEP: Mapping[str, timedelta] = {"payroll": timedelta(days=6 * 366)}
"""By purpose how long what is sealed must be kept (R-7): payroll files five years from the end of
the year (bokføringsloven § 13)."""

P = ParamSpec("P")
R = TypeVar("R")


@cache
def the_codec() -> Codec:
    """The codec of the whole language, with all its earlier versions; one for the process."""
    return Codec(EVENT_TYPES, Upcasters(UPCASTERS))


@dataclass(frozen=True)
class Keys:
    """Keys of a process: those of persons and cases, and those that sign the streams."""

    store: KeyStore
    seals: Seals
    signer: Callable[[ServiceName], Signer]
    verifier: Verifier

    @classmethod
    def open(cls, settings: Settings, clock: Clock) -> "Keys":
        """Development makes what is missing; production must be given it. Raises KeyMissing."""
        assert settings.master_key_file is not None
        assert settings.stream_keys is not None
        develops = settings.environment == "development"
        if settings.master_key is not None:
            master = MasterKey.from_text(settings.master_key.get_secret_value())
        elif develops:
            master = MasterKey.generate(settings.master_key_file)
        else:
            master = MasterKey.from_file(settings.master_key_file)
        stream_keys = (
            StreamKeys.generate(settings.stream_keys)
            if develops
            else StreamKeys(settings.stream_keys)
        )
        store = KeyStore(settings.keys_database, master, clock=clock)
        seals = Seals(store, keep=KEEP, clock=clock)
        return cls(store, seals, stream_keys.signer, stream_keys.verifier())


class Platform:
    """The parts of one service in this process. `models` are its read models, without the
    register and the blocked cases, which every service keeps."""

    def __init__(
        self,
        name: ServiceName,
        settings: Settings,
        keys: Keys,
        *,
        clock: Clock,
        new_id: Callable[[], UUID],
        models: Sequence[ReadModel[Any]],
    ) -> None:
        self.name: ServiceName = name
        self.settings = settings
        self.clock = clock
        self.new_id = new_id
        self.keys = keys
        self.seals = keys.seals
        self.codec = the_codec()
        self.ledger: Ledger = open_ledger(settings.database, name)
        self.heads = Heads(self.ledger)
        self.appender = Appender(self.ledger)
        self.engine: Engine = open_views(settings.database, name)
        self.models: tuple[ReadModel[Any], ...] = (register_model, BLOCKED, *models)
        self.views = Views(self.models, self.engine)
        self.parking = ParkingLot(name, self.ledger, self.appender, self.codec, clock)
        self.register = Register(self.views, self.seals.open)

    def handler(self, rules_version: str, deciders: Sequence[Decider[Any, Any, Any]]) -> Handler:
        """The way commands become events in this service."""
        return Handler(
            service=self.name,
            rules_version=rules_version,
            ledger=self.ledger,
            appender=self.appender,
            codec=self.codec,
            seals=self.seals,
            clock=self.clock,
            new_id=self.new_id,
            deciders=deciders,
        )

    def today(self) -> date:
        """The date in Oslo."""
        return self.clock.now().astimezone(OSLO).date()

    def version(self, stream: str) -> int:
        """The stream's version, for ETag; 0 where nothing has happened."""
        return self.heads.of(stream)

    def shows(self, done: Done) -> bool:
        """Waits, bounded, until the read models show what a command has done; whether they do."""
        if not done.position:
            return True
        return self.views.wait_for(self.name, done.position, self.settings.view_wait_seconds)

    async def in_thread(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Blocking work never runs on the event loop."""
        return await asyncio.to_thread(call, *args, **kwargs)

    def close(self) -> None:
        self.appender.close()
        self.ledger.close()
        self.engine.dispose()


@dataclass(frozen=True)
class Surroundings:
    """What all services of a process share, given to each one's `build`."""

    settings: Settings
    keys: Keys
    words: Words
    clock: Clock
    new_id: Callable[[], UUID]

    def platform(self, name: ServiceName, models: Sequence[ReadModel[Any]]) -> Platform:
        """The platform of one service, with its own read models."""
        return Platform(
            name, self.settings, self.keys, clock=self.clock, new_id=self.new_id, models=models
        )


def words_of(service: ServiceName) -> Path:
    """A service's own catalogue."""
    return Path(__file__).parents[2] / "services" / service / "words" / "nb.po"
