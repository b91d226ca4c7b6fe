"""What a measurement gives, and how it is shown."""

import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figures:
    """What one side did: operations per second, and how long one took, in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measurement of ours beside the library's; `target` is the ratio to be reached."""

    name: str
    ours: Figures
    library: Figures
    target: float

    @property
    def ratio(self) -> float:
        return self.ours.per_second / self.library.per_second

    @property
    def reached(self) -> bool:
        return self.ratio >= self.target


def figures(latencies: Sequence[float], seconds: float) -> Figures:
    """From the duration of each operation and of all of it together, in seconds."""
    ordered = sorted(latencies)

    def percentile(part: float) -> float:
        return ordered[max(0, math.ceil(part * len(ordered)) - 1)] * 1_000

    return Figures(len(ordered) / seconds, percentile(0.50), percentile(0.99))


class Stopwatch:
    """Collects the durations of operations until the time is up; warming up is not counted."""

    def __init__(self, seconds: float, warm_up: float = 0.5) -> None:
        self._from = time.perf_counter() + warm_up
        self._until = self._from + seconds
        self._seconds = seconds
        self._latencies: list[float] = []

    @property
    def running(self) -> bool:
        return time.perf_counter() < self._until

    def add(self, began: float) -> None:
        """One operation that began then and ends now (`time.perf_counter`)."""
        ended = time.perf_counter()
        if began >= self._from and ended <= self._until:
            self._latencies.append(ended - began)

    def figures(self) -> Figures:
        return figures(self._latencies, self._seconds)


def as_json(comparisons: Sequence[Comparison]) -> str:
    """For machines: every figure, the ratio and whether the target was reached."""
    return json.dumps(
        [
            {**asdict(each), "ratio": round(each.ratio, 2), "reached": each.reached}
            for each in comparisons
        ],
        indent=2,
    )


def as_table(comparisons: Sequence[Comparison], console: Console) -> None:
    """For people: the two side by side."""
    table = Table(title="Samhandling ved siden av biblioteket, durable commits, PostgreSQL")
    for heading in ("måling", "side", "per sekund", "p50 ms", "p99 ms", "forhold", "mål"):
        table.add_column(heading, justify="left" if heading in {"måling", "side"} else "right")
    for each in comparisons:
        colour = "green" if each.reached else "red"
        table.add_row(
            each.name,
            "vi",
            *_cells(each.ours),
            f"[{colour}]{each.ratio:.1f} ×[/]",
            f"{each.target:g} ×",
        )
        table.add_row("", "biblioteket", *_cells(each.library), "", "", end_section=True)
    console.print(table)


def _cells(figures: Figures) -> tuple[str, str, str]:
    return f"{figures.per_second:,.0f}", f"{figures.p50_ms:.2f}", f"{figures.p99_ms:.2f}"
