"""Waiting for conditions, never for luck."""

import time
from collections.abc import Callable

DEADLINE_SECONDS = 40.0


def eventually(
    what: str, condition: Callable[[], object], seconds: float = DEADLINE_SECONDS
) -> None:
    """Returns when the condition holds; raises AssertionError naming it when the time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"did not come in {seconds} s: {what}"
        time.sleep(0.02)
