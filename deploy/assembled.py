"""The services wired but not running, for commands that look at their stores."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from deploy.services import built
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.parking import Parked
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


@contextmanager
def assembled(settings: Settings) -> Iterator[Assembled]:
    """Raises what the keys and stores raise when they are missing, newer or wrong."""
    around = surroundings(settings, SERVICES)
    services = {name: built(name, around) for name in SERVICES}
    try:
        yield Assembled(around, services)
    finally:
        for service in services.values():
            service.platform.close()
        around.keys.store.close()
