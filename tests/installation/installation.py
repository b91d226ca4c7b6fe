"""Whole installations of the platform, as an operator would run them, for tests to ill-treat."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import httpx2
import redis

from deploy.migrating import migrate
from deploy.playing.client import Client
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.inbox.frame import stream_name
from shared.eventlog.ledger import Ledger, Stored
from shared.eventlog.recorders import open_ledger
from shared.service.settings import Settings
from tests.installation.balancer import Balancer
from tests.installation.program import Program, free_port
from tests.installation.waiting import eventually

ALL = 1_000_000
ANEW = httpx2.Limits(max_keepalive_connections=0)
"""Each question over a connection of its own: programs come and go."""


class Stops(Protocol):
    """What stands before the programs."""

    def stop(self) -> None: ...


@dataclass
class Installation:
    """Programs that together run the services, and the address of each service.

    `settings` are those of its clients. In `programs` a service has its own name, its replicas
    the same with a number; one process for all is called `everything`.
    """

    folder: Path
    settings: Settings
    programs: Mapping[str, Program]
    _balancers: Sequence[Stops] = ()
    _ledgers: dict[ServiceName, Ledger] = field(default_factory=dict)
    _http: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=10, limits=ANEW))

    def start(self) -> None:
        """Starts what does not run, and waits until all of it is ready."""
        for program in self.programs.values():
            program.start()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        for program in self.programs.values():
            program.wait_until_ready()

    def programs_of(self, service: ServiceName) -> list[Program]:
        """The processes that run this service."""
        return [
            program
            for name, program in self.programs.items()
            if name in (service, "everything") or name.startswith(f"{service}-")
        ]

    def kill(self, service: ServiceName) -> None:
        """SIGKILL to all that run it."""
        for program in self.programs_of(service):
            program.kill()

    def start_again(self, service: ServiceName) -> None:
        """Starts all that run it; they become ready in their own time."""
        for program in self.programs_of(service):
            program.start()

    def close(self) -> None:
        """Stops everything, also what does not want to."""
        self._http.close()
        for ledger in self._ledgers.values():
            ledger.close()
        self._ledgers.clear()
        for program in self.programs.values():
            program.kill()
        for balancer in self._balancers:
            balancer.stop()

    def client(self, *, patience: float = 60.0) -> Client:
        return Client(self.settings, patience=patience)

    def client_of(self, name: str, service: ServiceName) -> Client:
        """A client that speaks to this program alone, where it is about this service."""
        urls = {**self.settings.service_urls, service: self.programs[name].url}
        return Client(self.settings.model_copy(update={"service_urls": urls}))

    def ledger(self, service: ServiceName) -> Ledger:
        """The service's ledger, beside the service that writes in it."""
        if service not in self._ledgers:
            self._ledgers[service] = open_ledger(self.settings.database, service)
        return self._ledgers[service]

    def forget_ledgers(self) -> None:
        """Lets go of the ledgers, whose files are about to be replaced."""
        for ledger in self._ledgers.values():
            ledger.close()
        self._ledgers.clear()

    def stored(self, service: ServiceName, after: int = 0) -> list[Stored]:
        return self.ledger(service).read_log(after=after, limit=ALL)

    def heads(self) -> dict[ServiceName, int]:
        """How far each ledger goes."""
        return {service: self.ledger(service).head() for service in SERVICES}

    def stream(self, service: ServiceName) -> str:
        """The name of its stream in Redis."""
        return stream_name(service, self.ledger(service).epoch)

    def on_stream(self, service: ServiceName) -> int:
        """The last position on the service's stream; 0 where there is none."""
        with redis.Redis.from_url(self.settings.redis_url) as client:
            last = client.xrevrange(self.stream(service), count=1)
        return int(last[0][0].partition(b"-")[0]) if last else 0

    def readiness(self, name: str) -> tuple[int, dict[str, str]]:
        """The status of a program's `/readyz`, and what fails."""
        answer = self._http.get(f"{self.programs[name].url}/readyz")
        failing: dict[str, str] = answer.json()["failing"]
        return answer.status_code, failing

    def metric(self, name: str, metric: str, **labels: str) -> float:
        """A gauge of one program; 0 where it does not have it (it does not lead)."""
        text = self._http.get(f"{self.programs[name].url}/metrics").text
        wanted = [f'{label}="{value}"' for label, value in labels.items()]
        return sum(
            float(line.rpartition(" ")[2])
            for line in text.splitlines()
            if line.startswith(f"{metric}{{") and all(each in line for each in wanted)
        )

    def leader(self, service: ServiceName) -> str:
        """The program that leads the service; waits until there is one."""
        found: list[str] = []

        def one_leads() -> bool:
            found[:] = [
                program.name
                for program in self.programs_of(service)
                if self._leads(program, service)
            ]
            return bool(found)

        eventually(f"somebody leads {service}", one_leads)
        assert len(found) == 1, f"{found} all lead {service}"
        return found[0]

    def _leads(self, program: Program, service: ServiceName) -> bool:
        """Whether it does; one that is just starting does not."""
        try:
            return program.running and bool(
                self.metric(program.name, "samhandling_leads", service=service)
            )
        except httpx2.TransportError:
            return False

    def news(self) -> str:
        """What all programs have said since this was asked last."""
        return "\n".join(filter(None, (program.news() for program in self.programs.values())))


@contextlib.contextmanager
def five_processes(
    folder: Path, database: str, redis_url: str, replicas: Mapping[ServiceName, int] | None = None
) -> Iterator[Installation]:
    """Each service in a process of its own, or in several behind a balancer."""
    count = {service: (replicas or {}).get(service, 1) for service in SERVICES}
    ports = {service: [free_port() for _ in range(count[service])] for service in SERVICES}
    balancers = {service: Balancer(each) for service, each in ports.items() if count[service] > 1}
    for balancer in balancers.values():
        balancer.start()
    urls = {
        service: balancers[service].url
        if service in balancers
        else f"http://127.0.0.1:{ports[service][0]}"
        for service in SERVICES
    }
    settings = Settings(
        home=folder / "home",
        database=database,
        redis_url=redis_url,
        public_url=urls["governance"],
        service_urls=urls,
    )
    environment = _environment(settings)
    programs = {
        name: Program(name, ["serve", service], environment, folder=folder, port=port)
        for service in SERVICES
        for name, port in zip(_names(service, count[service]), ports[service], strict=True)
    }
    migrate(settings)
    installation = Installation(folder, settings, programs, list(balancers.values()))
    try:
        installation.start()
        yield installation
    finally:
        installation.close()


@contextlib.contextmanager
def one_process(folder: Path) -> Iterator[Installation]:
    """All services in one process, on SQLite and an embedded Valkey in this folder."""
    port = free_port()
    home = folder / "home"
    settings = Settings(home=home, port=port, redis_url=f"unix://{home}/valkey/valkey.sock")
    environment = {"SAMHANDLING_HOME": str(home)}
    arguments = ["up", "--no-example"]
    program = Program("everything", arguments, environment, folder=folder, port=port)
    installation = Installation(folder, settings, {"everything": program})
    try:
        installation.start()
        yield installation
    finally:
        installation.close()


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "SAMHANDLING_HOME": str(settings.home),
        "SAMHANDLING_DATABASE": settings.database,
        "SAMHANDLING_REDIS_URL": settings.redis_url,
        "SAMHANDLING_STREAM_KEYS": str(settings.stream_keys),
        "SAMHANDLING_MASTER_KEY_FILE": str(settings.master_key_file),
        "SAMHANDLING_PUBLIC_URL": settings.public_url,
        "SAMHANDLING_SERVICE_URLS": json.dumps(settings.service_urls),
    }


def _names(service: ServiceName, count: int) -> list[str]:
    return [service] if count == 1 else [f"{service}-{number + 1}" for number in range(count)]
