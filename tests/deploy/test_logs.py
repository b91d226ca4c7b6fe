"""A log tells kind and place of an error, and nothing that anybody has written (P-1)."""

import json
import subprocess
import sys

import pytest

from tests.installation.program import REPOSITORY

WRITTEN = "Kari Nordmann, 01018012345"
SPEAKING = f"""
import logging, warnings
import structlog
from deploy import logs

def fail():
    raise LookupError({WRITTEN!r})

logs.configure()
structlog.get_logger("x").warning("trouble", source="intake")
try:
    try:
        fail()
    except LookupError as error:
        raise RuntimeError({WRITTEN!r}) from error
except RuntimeError:
    structlog.get_logger("x").exception("a listener failed")
logging.getLogger("uvicorn.error").error("Invalid request: %s", {WRITTEN!r})
try:
    fail()
except LookupError:
    logging.getLogger("uvicorn.error").exception("Exception in " + {WRITTEN!r})
logging.getLogger("asyncio").error("Task was destroyed\\nfuture: " + {WRITTEN!r})
warnings.warn({WRITTEN!r})
"""


@pytest.fixture(scope="module")
def told() -> list[dict[str, str]]:
    ran = subprocess.run(
        [sys.executable, "-c", SPEAKING],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout == ""
    assert WRITTEN not in ran.stderr
    return [json.loads(line) for line in ran.stderr.splitlines()]


def test_each_line_is_an_object_with_time_level_and_what_it_is_about(
    told: list[dict[str, str]],
) -> None:
    assert len(told) == 6
    assert all({"timestamp", "level", "event"} <= each.keys() for each in told)
    assert told[0]["source"] == "intake"


def test_of_an_exception_its_kind_and_place_are_told_and_what_it_came_of(
    told: list[dict[str, str]],
) -> None:
    first, second = told[1]["error"].split(" ← ")
    assert first.startswith("RuntimeError (<string>:")
    assert second.startswith("LookupError (<string>:")


def test_of_a_library_the_pattern_is_told_and_of_its_traceback_kind_and_place(
    told: list[dict[str, str]],
) -> None:
    assert told[2]["event"] == "Invalid request: %s"
    assert told[3]["logger"] == "uvicorn.error"
    assert told[3]["error"].startswith("LookupError (<string>:")


def test_text_of_several_lines_is_cut_at_the_first(told: list[dict[str, str]]) -> None:
    assert told[4]["event"] == "Task was destroyed"


def test_warnings_are_told_without_their_text(told: list[dict[str, str]]) -> None:
    assert told[5]["logger"] == "py.warnings"
