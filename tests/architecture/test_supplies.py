"""What is taken in from others: pinned by hash, from no named host, with its notices."""

import re
import tomllib

import pytest

from tests.architecture.tree import ROOT, text

LOCK = text(ROOT / "requirements.lock")
PROJECT = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
DECLARED = [
    *PROJECT["dependencies"],
    *(each for extra in PROJECT["optional-dependencies"].values() for each in extra),
]
VENDOR = ROOT / "shared" / "web" / "static" / "vendor"


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def pinned() -> dict[str, str]:
    """Each package of the lock with what the lock says of it."""
    parts = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)
    return {name_of(part): part for part in parts if part.strip() and not part.startswith("#")}


def test_the_lock_names_no_host() -> None:
    assert not re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ", LOCK)


def test_every_package_is_pinned_to_one_version_by_hash() -> None:
    loose = [
        name
        for name, said in pinned().items()
        if "==" not in said.splitlines()[0] or "--hash=sha256:" not in said
    ]
    assert not loose


def test_the_lock_fits_what_the_project_declares() -> None:
    direct = {
        name
        for name, said in pinned().items()
        if re.search(r"via.*samhandling \(", said, re.DOTALL)
    }
    assert direct == set(map(name_of, DECLARED)), "run `make lock`"


def test_every_dependency_is_explained_and_no_other() -> None:
    page = text(ROOT / "docs" / "decisions" / "0016-dependencies.md")
    cells = re.findall(r"^\| (`.+?) \|", page, re.MULTILINE)
    explained = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert explained == set(map(name_of, DECLARED))


@pytest.mark.parametrize("folder", sorted(path.name for path in VENDOR.iterdir() if path.is_dir()))
def test_what_is_served_of_others_carries_its_licence(folder: str) -> None:
    assert list((VENDOR / folder).glob("LICENSE*"))
    assert f"`{folder}/`" in text(VENDOR / "LICENSES.md")
