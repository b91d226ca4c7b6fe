"""Every command of docs/operations.md is run: what needs a cluster as far as it goes without one,
what runs inside of it against the installation of the manifests' own commands."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.installation.as_in_manifests import run
from tests.installation.conftest import Region
from tests.installation.manifests import KUBERNETES
from tests.installation.operations import blocks, make_keys
from tests.installation.program import REPOSITORY

TOOLS = Path(sys.executable).parent
ENGINES = ("docker", "kubectl")
NOWHERE = "--server=http://127.0.0.1:1"


def engine_lines() -> list[list[str]]:
    """All that is asked of Docker or of a cluster."""
    return [
        shlex.split(line)
        for found in blocks().values()
        for block in found
        for line in block.splitlines()
        if line.startswith(ENGINES)
    ]


INSIDE = [given for given in engine_lines() if "exec" in given]
KUBECTL = [given for given in engine_lines() if given[0] == "kubectl"]


def after(given: list[str], option: str) -> str:
    return given[given.index(option) + 1]


def words(given: list[str]) -> str:
    return " ".join(given)


def ended(*command: str | Path, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifests as they are at an operator's, with keys made as is told."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(KUBERNETES, folder / "deploy" / "kubernetes")
    make_keys(folder / "deploy" / "kubernetes" / "secrets")
    return folder


def test_what_a_shell_does_leaves_what_the_manifests_read(tmp_path: Path) -> None:
    (block,) = blocks()["A trial on one machine"]
    lines = [line for line in block.splitlines() if not line.startswith(ENGINES)]
    ran = ended("sh", "-eu", "-c", "\n".join(lines), folder=tmp_path)
    assert ran.returncode == 0, ran
    compose = yaml.safe_load((REPOSITORY / "deploy" / "compose.yaml").read_text("utf-8"))
    for secret in compose["secrets"].values():
        assert (tmp_path / "deploy" / secret["file"]).read_text(encoding="utf-8")
    password = (tmp_path / "deploy/secrets/database-password").read_text(encoding="utf-8")
    assert f":{password}@postgres" in (tmp_path / "deploy/secrets/database").read_text("utf-8")


@pytest.mark.parametrize(
    "given", [each for each in engine_lines() if each[:2] == ["docker", "compose"]], ids=words
)
def test_compose_understands_what_it_is_asked(given: list[str]) -> None:
    rest = given[2:]
    if "up" in rest:
        ran = ended(TOOLS / "docker-compose", "--dry-run", *rest)
        assert "unknown" not in ran.stderr, ran
    ran = ended(TOOLS / "docker-compose", "--file", after(given, "--file"), "config", "--quiet")
    assert ran.returncode == 0, ran


@pytest.mark.parametrize(
    "given", [each for each in engine_lines() if each[:2] == ["docker", "build"]], ids=words
)
def test_what_is_built_from_is_there(given: list[str]) -> None:
    assert (REPOSITORY / after(given, "--file")).is_file()
    made = yaml.safe_load((REPOSITORY / "deploy" / "compose.yaml").read_text("utf-8"))
    assert after(given, "--tag") == made["services"]["intake"]["image"]


@pytest.mark.parametrize("given", KUBECTL, ids=words)
def test_kubectl_understands_what_it_is_asked(given: list[str], checkout: Path) -> None:
    """Without a cluster it comes as far as looking for one; what is applied is built."""
    if shutil.which("kubectl") is None:
        pytest.skip("kubectl is not installed")
    if "apply" in given:
        ran = ended("kubectl", "kustomize", after(given, "--kustomize"), folder=checkout)
        assert ran.returncode == 0, ran
    for file in ("tls.crt", "tls.key"):
        (checkout / file).touch()
    ran = ended(given[0], NOWHERE, *given[1:], folder=checkout)
    assert ran.returncode == 1
    looked = ("127.0.0.1:1 was refused", "dial tcp 127.0.0.1:1", "tls: failed to find any PEM data")
    assert any(each in ran.stderr for each in looked), ran.stderr


def named_resources() -> Iterator[tuple[str, str]]:
    for given in KUBECTL:
        for word in given:
            kind, slash, name = word.partition("/")
            if slash and kind in {"deployment", "job"}:
                yield kind, name
        if "scale" in given:
            rest = given[given.index("deployment") + 1 :]
            yield from (("deployment", name) for name in rest if not name.startswith("--"))
        if "delete" in given:
            yield given[given.index("delete") + 1], given[given.index("delete") + 2]


def test_what_is_named_to_kubectl_is_in_the_region(checkout: Path) -> None:
    if shutil.which("kubectl") is None:
        pytest.skip("kubectl is not installed")
    ran = ended("kubectl", "kustomize", "deploy/kubernetes/overlays/region", folder=checkout)
    assert ran.returncode == 0, ran
    there = {
        (each["kind"].lower(), each["metadata"]["name"]): each["metadata"].get("namespace")
        for each in yaml.safe_load_all(ran.stdout)
    }
    named = set(named_resources())
    assert len(named) >= 6
    assert {there[each] for each in named} == {"samhandling"}
    namespaces = {after(given, "--namespace") for given in KUBECTL if "--namespace" in given}
    assert namespaces == {"samhandling"}


@pytest.mark.parametrize("given", INSIDE, ids=words)
def test_what_is_run_inside_goes_well_in_an_installation_of_that_shape(
    region: Region, given: list[str]
) -> None:
    program, *rest = given[given.index("--") + 1 :]
    assert program == "samhandling"
    ran = run(region.environment, *rest)
    assert ran.returncode == 0, ran
