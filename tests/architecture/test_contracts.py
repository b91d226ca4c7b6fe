"""The import contracts bite: each is broken once, on a skeleton of five services."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, text

SERVICES = ("intake", "assessment", "governance", "compensation", "audit")
ROOMS = ("app", "pages", "api", "application", "readmodels", "decisions", "rules", "commands")
SHARED = (
    "eventlog.recorders",
    "eventlog.codec",
    "identity.policy",
    "service.desk",
    "web.pages",
    "typesetting",
    "values.money",
    "contracts.record",
    "clock",
)
LINT = """
import sys
sys.path[0] = "."
from importlinter.cli import lint_imports_command
lint_imports_command()
"""

DIRECTION = "deploy knows services, services know shared, shared knows neither"
APART = "Services meet only in the contracts"
ROOMS_IN_ORDER = "Every service has the same rooms, in the same order"
PURE = "Decisions are pure: no framework, database, broker or clock"
RECORDERS = "Only the recorders know the event store's library"
CIRCLES = "No circles"


BREACHES = (
    ("shared.values.money", "services.intake.rules", DIRECTION),
    ("services.intake.app", "deploy.serving", DIRECTION),
    ("services.intake.api", "services.governance.decisions", APART),
    ("services.intake.application", "services.intake.pages", ROOMS_IN_ORDER),
    ("services.intake.rules", "services.intake.decisions", ROOMS_IN_ORDER),
    ("services.intake.api", "services.intake.reactions", ROOMS_IN_ORDER),
    ("services.governance.decisions", "shared.eventlog.codec", PURE),
    ("services.governance.rules", "shared.clock", PURE),
    ("services.assessment.commands", "sqlalchemy", PURE),
    ("services.compensation.payroll_files", "sqlite3", PURE),
    ("shared.contracts.record", "asyncio", PURE),
    ("services.governance.decisions", "shared.typesetting", PURE),
    ("shared.eventlog.codec", "eventsourcing", RECORDERS),
    ("services.intake.application", "eventsourcing", RECORDERS),
)
"""One module that imports what it must not, and the contract that says so."""

UNLISTED = "services.audit.convenience"


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("skeleton"))


def built(root: Path) -> Path:
    """Five services of empty rooms, under the contracts of the project."""
    _, table, contracts = text(ROOT / "pyproject.toml").partition("[tool.importlinter]")
    (root / "pyproject.toml").write_text(table + contracts, encoding="utf-8")
    modules = [f"services.{service}.{room}" for service in SERVICES for room in ROOMS]
    modules += ["services.compensation.payroll_files", "services.intake.reactions"]
    modules += ["deploy.serving", "deploy.services", *(f"shared.{name}" for name in SHARED)]
    for module in modules:
        add(root, module, "")
    add(root, "shared.eventlog.recorders", "import eventsourcing.persistence\n")
    return root


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said under each contract when all of them are broken at once."""
    root = built(tmp_path_factory.mktemp("broken"))
    for module, imported, _ in BREACHES:
        add(root, module, f"import {imported}\n")
    add(root, UNLISTED, "")
    add(root, "services.audit.rules", "import shared.values.calendar\n")
    add(root, "shared.values.calendar", "import redis\n")
    add(root, "shared.service.desk", "import shared.web.pages\n")
    add(root, "shared.web.pages", "import shared.service.desk\n")
    said = linted(root)
    assert said.returncode == 1
    sections = re.split(r"^(.+)\n-+$", said.stdout, flags=re.MULTILINE)
    return dict(zip(sections[1::2], sections[2::2], strict=True))


def add(root: Path, module: str, code: str) -> None:
    path = root.joinpath(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for package in path.relative_to(root).parents:
        if package.parts:
            (root / package / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(code)


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_skeleton_itself_keeps_every_contract(skeleton: Path) -> None:
    said = linted(skeleton)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "6 kept, 0 broken" in said.stdout


@pytest.mark.parametrize(("module", "imported", "contract"), BREACHES)
def test_an_import_that_is_forbidden_is_named(
    complaints: dict[str, str], module: str, imported: str, contract: str
) -> None:
    assert f"{module} -> {imported} " in complaints[contract]


def test_what_rules_reach_through_others_is_named(complaints: dict[str, str]) -> None:
    assert "shared.values.calendar -> redis " in complaints[PURE]
    assert "services.audit.rules -> shared.values.calendar " in complaints[PURE]


def test_a_room_that_is_not_in_the_list_is_named(complaints: dict[str, str]) -> None:
    assert UNLISTED in complaints[ROOMS_IN_ORDER]


def test_a_circle_is_named(complaints: dict[str, str]) -> None:
    assert "No cycles are allowed in shared" in complaints[CIRCLES]


def test_a_room_that_is_missing_is_named(tmp_path: Path) -> None:
    root = built(tmp_path)
    (root / "services" / "audit" / "rules.py").unlink()
    said = linted(root)
    assert said.returncode == 1
    assert "services.audit.rules" in said.stdout


def test_the_contracts_are_those_that_are_tried_here() -> None:
    linted = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]
    names = {contract["name"] for contract in linted["contracts"]}
    assert names == {DIRECTION, APART, ROOMS_IN_ORDER, PURE, RECORDERS, CIRCLES}
