"""How tests are spread over the workers: those that share an installation stay together.

pytest-xdist 3.8 marks its groups in a place where pytest 9.2 no longer looks (the node's id), so
`--dist loadgroup` spreads grouped tests as if they had no group, and each worker starts an
installation of its own. The scheduler below goes by the tests' paths instead.
"""

from typing import Any

import pytest

GROUNDS: dict[str, tuple[str, ...]] = {
    "five-processes": (
        "tests/faults/test_forged.py",
        "tests/faults/test_imports.py",
        "tests/faults/test_kills.py",
        "tests/faults/test_replicas.py",
    ),
    "region": (
        "tests/installation/test_many_machines.py",
        "tests/installation/test_operations.py",
    ),
    "journeys": ("tests/journeys/",),
    "governance": ("tests/governance/",),
    "pages in a browser": (
        "tests/browser/test_demo.py",
        "tests/browser/journey/test_all_pages.py",
    ),
    "journeys in a browser": ("tests/browser/journey/",),
}
"""What stands on the same ground, by the beginning of its path; the first that fits."""


def ground_of(nodeid: str) -> str:
    """The ground a test shares with others; its own id where it shares none."""
    return next((ground for ground, paths in GROUNDS.items() if nodeid.startswith(paths)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Only for `--dist loadgroup`; the largest grounds come first."""
    if config.getoption("dist") != "loadgroup":
        return None
    from xdist.scheduler import (  # type: ignore[import-untyped]  # noqa: PLC0415
        LoadScopeScheduling,
    )

    class ByGround(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return ground_of(nodeid)

    return ByGround(config, log)
