"""An installation of the region's shape: the very commands and settings of the manifests, as plain
processes, two of each service, behind what stands for the ingress and for each Service."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.contracts.record import SERVICES, ServiceName
from shared.service.settings import Settings
from tests.installation import manifests
from tests.installation.balancer import Balancer
from tests.installation.ingress import Ingress
from tests.installation.installation import Installation
from tests.installation.program import REPOSITORY, Program, free_port

OVERLAY = "trial"
"""The region's own is for production, where nobody can be let in by a development issuer."""


def as_files(folder: Path, database: str, redis_url: str, keys: Path) -> dict[str, str]:
    """The settings of the manifests, each Secret as a file in this folder. `keys` holds those an
    operator has made."""
    contents = {
        "database/uri": database,
        "keys-database/uri": database,
        "valkey/url": redis_url,
        "master-key/master.key": (keys / "master.key").read_text(encoding="ascii"),
        **{
            f"checkpoint-keys/{name}": (keys / name).read_text(encoding="ascii")
            for name in ("checkpoint.key", "checkpoint.vkey")
        },
        **{
            f"stream-keys/{file.name}": file.read_text(encoding="ascii")
            for service in SERVICES
            for file in (keys / f"{service}.key", keys / f"{service}.pub")
        },
    }
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return {
        name: value.replace("/secrets/", f"{folder}/")
        for name, value in manifests.settings(OVERLAY).items()
    }


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """`samhandling …` with these settings, as in a container of its own."""
    ours = {name: of for name, of in os.environ.items() if not name.startswith("SAMHANDLING_")}
    return subprocess.run(
        [sys.executable, "-m", "deploy.cli", *words],
        env={**ours, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _inside(
    environment: dict[str, str], services: Mapping[ServiceName, Balancer]
) -> dict[str, str]:
    """The same, where the names of the Services lead to what stands for them."""
    urls = environment["SAMHANDLING_SERVICE_URLS"]
    for service, balancer in services.items():
        urls = urls.replace(f"http://{service}:8000", balancer.url)
    return {**environment, "SAMHANDLING_SERVICE_URLS": urls}


def _as_settings(environment: dict[str, str], database: str, redis_url: str) -> Settings:
    """The same for a test that looks into the stores itself."""
    return Settings(
        home=Path(environment["SAMHANDLING_HOME"]),
        database=database,
        redis_url=redis_url,
        public_url=environment["SAMHANDLING_PUBLIC_URL"],
        master_key_file=Path(environment["SAMHANDLING_MASTER_KEY_FILE"]),
        stream_keys=Path(environment["SAMHANDLING_STREAM_KEYS"]),
        checkpoint_keys=Path(environment["SAMHANDLING_CHECKPOINT_KEYS"]),
        checkpoints=Path(environment["SAMHANDLING_CHECKPOINTS"]),
    )


@contextlib.contextmanager
def as_in_manifests(
    folder: Path, database: str, redis_url: str, keys: Path
) -> Iterator[tuple[Installation, dict[str, str]]]:
    """Running and ready, and the settings its commands are given. In the home folder nothing is
    written but the development issuer's key: the containers' file systems are for reading."""
    assert manifests.entrypoint() == ["samhandling"]
    count = manifests.deployment()["spec"]["replicas"]
    ports = {service: [free_port() for _ in range(count)] for service in SERVICES}
    ingress = Ingress(ports)
    inside = {service: Balancer(each) for service, each in ports.items()}
    home = folder / "home"
    environment = {
        **_inside(as_files(folder / "secrets", database, redis_url, keys), inside),
        "SAMHANDLING_HOME": str(home),
        "SAMHANDLING_PUBLIC_URL": ingress.url,
        "SAMHANDLING_CHECKPOINTS": str(folder / "checkpoints"),
    }
    programs = {
        f"{service}-{number + 1}": Program(
            f"{service}-{number + 1}",
            given,
            environment,
            folder=folder,
            port=ports[service][number],
        )
        for service, given in manifests.arguments().items()
        for number in range(count)
    }
    settings = _as_settings(environment, database, redis_url)
    ran = run(environment, *manifests.migration())
    assert ran.returncode == 0, ran
    before: list[Ingress | Balancer] = [ingress, *inside.values()]
    installation = Installation(folder, settings, programs, before)
    for each in before:
        each.start()
    try:
        installation.start()
        yield installation, environment
        assert list((folder / "checkpoints").iterdir()), "audit has published what it has heard"
        assert [file.name for file in home.iterdir()] == ["development-issuer"]
    finally:
        installation.close()
