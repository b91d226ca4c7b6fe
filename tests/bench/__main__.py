"""`python -m tests.bench [--json] [--seconds S]`: ratios beside the library's, on PostgreSQL.

Starts a PostgreSQL of its own, with durable commits. Exits with 1 where a ratio misses its
target: the ratios mean something on any machine, the figures only on this one.
"""

from collections.abc import Callable
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.progress import Progress

from tests.bench import append, commands, loading
from tests.bench.figures import Comparison, as_json, as_table
from tests.servers.embedded_postgres import EmbeddedPostgres
from tests.servers.postgres_databases import Databases

Measurement: TypeAlias = Callable[[Databases, float], Comparison]

# One module for each subject; a new measurement is one line here.
MEASUREMENTS: tuple[Measurement, ...] = (
    append.measure,
    append.measure_with_conflicts,
    commands.measure_warm,
    commands.measure_cold,
    loading.measure,
)


def run(
    *,
    json: Annotated[bool, typer.Option("--json", help="Skriv tallene som JSON.")] = False,
    seconds: Annotated[
        float, typer.Option(min=0.5, help="Hvor lenge hver side måles, i sekunder.")
    ] = 5.0,
) -> None:
    """Måler hendelsesloggen mot biblioteket den bygger på."""
    comparisons: list[Comparison] = []
    with EmbeddedPostgres() as server, Progress(console=Console(stderr=True)) as progress:
        databases = Databases(server.url)
        task = progress.add_task("måler …", total=len(MEASUREMENTS))
        for measurement in MEASUREMENTS:
            comparisons.append(measurement(databases, seconds))
            progress.advance(task)
    if json:
        typer.echo(as_json(comparisons))
    else:
        as_table(comparisons, Console())
    if not all(comparison.reached for comparison in comparisons):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(run)
