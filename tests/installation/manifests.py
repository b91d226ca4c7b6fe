"""What the manifests say is run, and with which settings: read, never repeated, by the tests."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from shared.contracts.record import SERVICES, ServiceName
from tests.installation.program import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
OVERLAYS = ("trial", "region")


def documents(file: Path) -> Iterator[dict[str, Any]]:
    """The YAML documents of a file."""
    yield from filter(None, yaml.safe_load_all(file.read_text(encoding="utf-8")))


def document(file: Path) -> dict[str, Any]:
    """The only one."""
    (found,) = documents(file)
    return found


def entrypoint() -> list[str]:
    """The image's program."""
    said = re.search(
        r"^ENTRYPOINT (.+)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert said
    program: list[str] = json.loads(said.group(1))
    return program


def deployment() -> dict[str, Any]:
    """What the five Deployments have in common."""
    return document(KUBERNETES / "base" / "service" / "deployment.yaml")


def arguments() -> dict[ServiceName, list[str]]:
    """What each service's container is started with, after the entry point."""
    found: dict[ServiceName, list[str]] = {}
    for service in SERVICES:
        made = document(KUBERNETES / "base" / service / "kustomization.yaml")
        changes = [change for each in made["patches"] for change in yaml.safe_load(each["patch"])]
        (found[service],) = [
            change["value"]
            for change in changes
            if change["path"] == "/spec/template/spec/containers/0/args"
        ]
    return found


def migration() -> list[str]:
    """What the Job's container is started with."""
    job = document(KUBERNETES / "base" / "migrate.yaml")
    given: list[str] = job["spec"]["template"]["spec"]["containers"][0]["args"]
    return given


def settings(overlay: str) -> dict[str, str]:
    """The environment of every container."""
    found: dict[str, str] = {}
    for folder in (KUBERNETES / "base", KUBERNETES / "overlays" / overlay):
        for line in (folder / "settings.env").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            found[name] = value
    return found


@cache
def routes() -> list[tuple[str, str, ServiceName]]:
    """Path, kind of path and service, as the ingress has them."""
    ingress = document(KUBERNETES / "base" / "ingress.yaml")
    (rule,) = ingress["spec"]["rules"]
    return [
        (each["path"], each["pathType"], each["backend"]["service"]["name"])
        for each in rule["http"]["paths"]
    ]


@cache
def service_at(path: str) -> ServiceName | None:
    """Whose this path is; nobody's where the ingress does not lead further."""
    fitting = [
        (len(prefix), service)
        for prefix, kind, service in routes()
        if path == prefix or (kind == "Prefix" and path.startswith(f"{prefix}/"))
    ]
    return max(fitting)[1] if fitting else None
