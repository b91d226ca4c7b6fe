"""The labelled reports: problems of cooperation, each told several times in other words."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Part: TypeAlias = Literal["development", "held_out"]
PARTS: tuple[Part, ...] = ("development", "held_out")


@dataclass(frozen=True, slots=True)
class Report:
    """One report; those of the same problem should find each other."""

    problem: str
    title: str
    text: str


def reports(part: Part) -> Sequence[Report]:
    """All reports of one part."""
    path = Path(__file__).parent / f"reports_{part}.toml"
    problems = tomllib.loads(path.read_text(encoding="utf-8"))["problems"]
    return [
        Report(problem["name"], title, text)
        for problem in problems
        for title, text in problem["reports"]
    ]
