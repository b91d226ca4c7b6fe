"""The manifests, checked by the tools that read them, and by what the code says of itself."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deploy.migrating import migrate
from deploy.services import built
from shared.contracts.record import SERVICES, ServiceName
from shared.service.process import Process, surroundings
from shared.service.settings import Settings, named
from tests.installation import manifests
from tests.installation.operations import make_keys

TOOLS = Path(sys.executable).parent
SCHEMAS = kubernetes_validate.latest_version()
OF_OPERATORS = {"postgresql.cnpg.io/v1"}
"""Kinds that an operator brings; Kubernetes has no schema for them."""

MADE_BY_OPERATORS = {"ledgers-app", "keys-app"}
"""Secrets that CloudNativePG makes."""

FOR_THOSE_WHO_RUN_IT = {"/readyz", "/metrics"}

Document = dict[str, Any]


def run(*command: str | Path) -> str:
    ran = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_dockerfile_has_no_faults() -> None:
    run(TOOLS / "hadolint", manifests.DEPLOY / "Dockerfile")


def test_the_image_runs_as_nobody_in_particular_and_starts_our_program() -> None:
    text = (manifests.DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == ["10001:10001"]
    assert manifests.entrypoint() == ["samhandling"]
    assert len(re.findall(r"^FROM ", text, re.MULTILINE)) == 2


@pytest.fixture(scope="module")
def compose() -> Document:
    """As Compose itself reads it."""
    file = manifests.DEPLOY / "compose.yaml"
    found: Document = yaml.safe_load(run(TOOLS / "docker-compose", "--file", file, "config"))
    return found


def test_compose_runs_the_five_services_and_prepares_the_databases_first(compose: Document) -> None:
    services = compose["services"]
    assert {name: services[name]["command"] for name in SERVICES} == manifests.arguments()
    assert services["migrate"]["command"] == manifests.migration()
    for name in SERVICES:
        before = services[name]["depends_on"]["migrate"]
        assert before["condition"] == "service_completed_successfully"
        assert services[name]["read_only"]
        assert services[name]["environment"].keys() <= set(map(named, Settings.model_fields))
    assert "noeviction" in services["valkey"]["command"]
    assert services.keys() == {*SERVICES, "migrate", "postgres", "valkey", "proxy"}


def test_the_proxy_of_compose_leads_as_the_ingress_does() -> None:
    text = (manifests.DEPLOY / "proxy.conf").read_text(encoding="utf-8")
    exact = re.findall(r"^    (/\S*) (\w+);$", text, re.MULTILINE)
    patterns = re.findall(r"^    ~(\S+) (\w+);$", text, re.MULTILINE)
    for path, kind, service in manifests.routes():
        inner = f"{path}/x" if kind == "Prefix" else path
        for each in {path, inner}:
            led = [of for at, of in exact if at == each] or [
                of for pattern, of in patterns if re.search(pattern, each)
            ]
            assert led == [service], each
    for path in (*FOR_THOSE_WHO_RUN_IT, "/sakeri", "/api"):
        assert not any(re.search(pattern, path) for pattern, _ in patterns), path


@pytest.fixture(scope="module")
def applications(tmp_path_factory: pytest.TempPathFactory) -> dict[ServiceName, set[str]]:
    """The paths that each service answers at."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    migrate(settings)
    found: dict[ServiceName, set[str]] = {}
    for name in SERVICES:
        around = surroundings(settings, [name])
        process = Process(around, [built(name, around)], "redis://127.0.0.1:1")
        found[name] = set(_paths(process.app.routes))
        for each in process.running:
            each.service.platform.close()
        process.access.sessions.close()
        around.keys.store.close()
    return found


def _paths(routes: Any) -> Iterator[str]:
    for route in routes:
        if hasattr(route, "path"):
            yield route.path
        else:  # a router that is included: what it comes to there
            yield from _paths(route.effective_candidates())


@pytest.mark.parametrize("service", SERVICES)
def test_the_ingress_leads_to_every_path_of_every_service_and_to_no_metrics(
    applications: dict[ServiceName, set[str]], service: ServiceName
) -> None:
    alike = set.intersection(*applications.values())
    for path in applications[service] - alike:
        assert manifests.service_at(path) == service, path
    for path in alike - FOR_THOSE_WHO_RUN_IT:
        assert manifests.service_at(path) == "intake", path
    for path in FOR_THOSE_WHO_RUN_IT:
        assert manifests.service_at(path) is None


@pytest.fixture(scope="module")
def kubernetes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it is at an operator's, with keys made as the document says."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: the keys are made with it")
    folder = tmp_path_factory.mktemp("kubernetes") / "kubernetes"
    shutil.copytree(manifests.KUBERNETES, folder)
    make_keys(folder / "secrets")
    return folder


@pytest.fixture(scope="module", params=manifests.OVERLAYS)
def rendered(request: pytest.FixtureRequest, kubernetes: Path) -> tuple[str, list[Document]]:
    """All that `kubectl apply -k` would send, and the overlay's name."""
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("kubectl is not installed: the overlays are not built")
    overlay: str = request.param
    said = run(kubectl, "kustomize", kubernetes / "overlays" / overlay)
    return overlay, list(yaml.safe_load_all(said))


def named_as(documents: list[Document], kind: str) -> dict[str, Document]:
    return {each["metadata"]["name"]: each for each in documents if each["kind"] == kind}


def test_every_whole_manifest_fits_the_schemas_of_kubernetes() -> None:
    """Also where there is no kubectl."""
    checked = 0
    for file in manifests.KUBERNETES.rglob("*.yaml"):
        for each in manifests.documents(file):
            if "kustomize" in each.get("apiVersion", ""):
                continue
            if each["apiVersion"] not in OF_OPERATORS:
                kubernetes_validate.validate(each, SCHEMAS, strict=True)
                checked += 1
    assert checked > 15


def test_what_is_built_fits_the_schemas_of_kubernetes(
    rendered: tuple[str, list[Document]],
) -> None:
    for each in rendered[1]:
        if each["apiVersion"] not in OF_OPERATORS:
            kubernetes_validate.validate(each, SCHEMAS, strict=True)


def test_each_service_runs_twice_and_is_confined(rendered: tuple[str, list[Document]]) -> None:
    overlay, documents = rendered
    deployments = named_as(documents, "Deployment")
    budgets = named_as(documents, "PodDisruptionBudget")
    for service, given in manifests.arguments().items():
        spec = deployments[service]["spec"]
        pod = spec["template"]["spec"]
        (container,) = pod["containers"]
        labels = spec["template"]["metadata"]["labels"]
        assert container["args"] == given == ["serve", service]
        # The development issuer of the trial remembers in one process whom it has let in.
        assert spec["replicas"] == (1 if (overlay, service) == ("trial", "governance") else 2)
        assert spec["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
        assert {"startupProbe", "livenessProbe", "readinessProbe"} <= container.keys()
        assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
        assert pod["enableServiceLinks"] is False
        assert pod["terminationGracePeriodSeconds"] >= 35
        assert labels["app.kubernetes.io/component"] == service
        assert spec["selector"]["matchLabels"] == labels
        assert budgets[service]["spec"]["selector"]["matchLabels"] == labels
    for each in documents:
        for pod in pods_of(each):
            assert pod["securityContext"]["runAsNonRoot"]
            for container in pod["containers"]:
                assert container["securityContext"]["readOnlyRootFilesystem"], container["name"]
                assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def pods_of(document: Document) -> Iterator[Document]:
    if document["kind"] in {"Deployment", "StatefulSet", "Job"}:
        yield document["spec"]["template"]["spec"]


def test_every_secret_and_file_that_is_mounted_is_there(
    rendered: tuple[str, list[Document]],
) -> None:
    there = {
        *named_as(rendered[1], "Secret"),
        *named_as(rendered[1], "ConfigMap"),
        *MADE_BY_OPERATORS,
    }
    for each in rendered[1]:
        for pod in pods_of(each):
            assert _mounted(pod) <= there, each["metadata"]["name"]
    databases = {f"{name}-app" for name in named_as(rendered[1], "Cluster")}
    assert databases == MADE_BY_OPERATORS


def _mounted(pod: Document) -> set[str]:
    """What a pod does not start without."""
    found = set()
    for volume in pod["volumes"]:
        for source in [volume, *volume.get("projected", {}).get("sources", [])]:
            secret = source.get("secret", {})
            if secret and not secret.get("optional"):
                found.add(secret.get("secretName") or secret["name"])
            found |= {source["configMap"]["name"]} if "configMap" in source else set()
    for container in pod["containers"]:
        found |= {each["configMapRef"]["name"] for each in container.get("envFrom", [])}
    return found


def test_each_service_has_its_own_signing_key_and_no_other(
    rendered: tuple[str, list[Document]],
) -> None:
    secrets = named_as(rendered[1], "Secret")
    for service in SERVICES:
        pod = named_as(rendered[1], "Deployment")[service]["spec"]["template"]["spec"]
        (keys,) = [volume["projected"] for volume in pod["volumes"] if "projected" in volume]
        (secret,) = [source["secret"]["name"] for source in keys["sources"] if "secret" in source]
        assert secrets[secret]["data"].keys() == {f"{service}.key"}


def test_the_settings_are_those_there_are_and_fit_together(
    rendered: tuple[str, list[Document]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    overlay, documents = rendered
    (given,) = [
        each["data"]
        for name, each in named_as(documents, "ConfigMap").items()
        if name.startswith("settings-")
    ]
    assert given == manifests.settings(overlay)
    assert given.keys() <= set(map(named, Settings.model_fields))
    for name in ("database", "keys-database", "valkey"):
        (tmp_path / name).mkdir()
    (tmp_path / "database" / "uri").write_text("postgresql://x:y@ledgers-rw.samhandling:5432/s")
    (tmp_path / "keys-database" / "uri").write_text("postgresql://x:y@keys-rw.samhandling:5432/s")
    (tmp_path / "valkey" / "url").write_text("redis://:x@valkey:6379")
    for name, value in given.items():
        monkeypatch.setenv(name, value.replace("/secrets/", f"{tmp_path}/"))
    settings = Settings(home=tmp_path / "home")
    assert settings.environment == {"trial": "development", "region": "production"}[overlay]
    hosts = [each["spec"]["rules"][0]["host"] for each in named_as(documents, "Ingress").values()]
    assert [settings.public_url.partition("://")[2]] == hosts
    services = named_as(documents, "Service")
    for service, url in settings.service_urls.items():
        assert url == f"http://{service}:{services[service]['spec']['ports'][0]['port']}"


def test_nothing_may_speak_with_anything_that_is_not_named(
    rendered: tuple[str, list[Document]],
) -> None:
    policies = named_as(rendered[1], "NetworkPolicy")
    assert policies["nothing"]["spec"] == {
        "podSelector": {},
        "policyTypes": ["Ingress", "Egress"],
    }
    for each in rendered[1]:
        if each["kind"] in {"Deployment", "StatefulSet", "Job"}:
            labels = each["spec"]["template"]["metadata"]["labels"]
            chosen = [name for name, of in policies.items() if _chooses(of, labels)]
            assert set(chosen) - {"nothing", "names"}, each["metadata"]["name"]


def _chooses(policy: Document, labels: Mapping[str, str]) -> bool:
    selector = policy["spec"]["podSelector"]
    return all(
        labels.get(key) == of for key, of in selector.get("matchLabels", {}).items()
    ) and all(
        labels.get(each["key"]) in each["values"] for each in selector.get("matchExpressions", [])
    )
