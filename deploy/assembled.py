"""The services wired but not running, for commands that look at their stores."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from deploy.services import built
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.parking import Parked
from shared.eventlog.projections import check_views, open_views
from shared.eventlog.recorders import open_ledger
from shared.service.assembly import Service, readers_of
from shared.service.platform import Surroundings
from shared.service.process import surroundings
from shared.service.settings import Settings


@dataclass(frozen=True)
class Assembled:
    """All five services of an installation."""

    around: Surroundings
    services: dict[ServiceName, Service]

    def parked(self) -> list[tuple[Service, str, Parked]]:
        """All that is set aside: the service, its reader, and the event."""
        return [
            (service, reader, entry)
            for service in self.services.values()
            for reader in readers_of(service)
            for entry in service.platform.parking.entries(reader)
        ]


def check_prepared(settings: Settings, names: Sequence[ServiceName] = SERVICES) -> None:
    """Looks before anything is opened, for opening makes keys and files where there are none.

    Raises NotMigrated, ViewsNotMigrated, NewerSchema, and what a store raises that is away.
    """
    for name in names:
        ledger = open_ledger(settings.database, name)
        try:
            ledger.head()
        finally:
            ledger.close()
        engine = open_views(settings.database, name)
        try:
            check_views(engine)
        finally:
            engine.dispose()


@contextmanager
def assembled(settings: Settings) -> Iterator[Assembled]:
    """Makes nothing. Raises what the keys and stores raise when they are missing, newer or
    wrong."""
    check_prepared(settings)
    around = surroundings(settings, SERVICES)
    services = {name: built(name, around) for name in SERVICES}
    try:
        yield Assembled(around, services)
    finally:
        for service in services.values():
            service.platform.close()
        around.keys.store.close()
