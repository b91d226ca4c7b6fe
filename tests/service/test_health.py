"""What is measured is told, and no other (docs/operations.md)."""

import re

from services.audit.application.checkpointing import UNCOVERED
from shared.service.health import GAUGES
from tests.installation.operations import PAGE


def test_the_metrics_that_operators_are_told_of_are_those_there_are() -> None:
    told = re.findall(
        r"^\| `(samhandling_\w+)` \| ([^|]+) \|", PAGE.read_text("utf-8"), re.MULTILINE
    )
    measured = {name: labels for name, (_meaning, _, labels) in GAUGES.items()}
    measured |= {UNCOVERED: ("service",)}
    assert {name: tuple(labels.split(", ")) for name, labels in told} == measured
