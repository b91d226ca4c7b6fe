"""`python -m tests.search [--missed]`: how well similar reports are found, way by way.

Exits with 1 where the chosen way misses its target on the held-out reports.
"""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.search.quality import Answer, answers, known_and_new, quality
from tests.search.reports import reports
from tests.search.ways import CHOSEN, WAYS

TARGET = 0.9
"""Recall at five on the held-out reports, at least."""


def run(
    *,
    missed: Annotated[
        bool, typer.Option("--missed", help="Vis hva som ikke ble funnet, i utviklingsdelen.")
    ] = False,
) -> None:
    """Måler hvor godt meldinger om det samme finner hverandre (I-7)."""
    known, new = known_and_new()
    parts = {
        "utvikling": reports("development"),
        "holdt utenfor": reports("held_out"),
        "– kjent problem": known,
        "– nytt problem": new,
    }
    table = Table(title="recall blant de fem første · presisjon på den første")
    table.add_column("måte", no_wrap=True)
    for name, asking in parts.items():
        table.add_column(f"{name}\n{len(asking)}", justify="right")
    chosen = {}
    for name, way in track(WAYS.items(), "måler …", console=Console(stderr=True)):
        found = answers(way)
        figures = [quality([found[each] for each in asking]) for asking in parts.values()]
        table.add_row(name, *(f"{each.recall:.2f} · {each.precision:.2f}" for each in figures))
        if name == CHOSEN:
            chosen = dict(found)
    Console().print(table)
    if missed:
        for report in parts["utvikling"]:
            _show_missed(chosen[report])
    if quality([chosen[each] for each in parts["holdt utenfor"]]).recall < TARGET:
        raise typer.Exit(1)


def _show_missed(answer: Answer) -> None:
    lacking = answer.others.difference(answer.found)
    if lacking:
        Console().print(f"[bold]{answer.report.title}[/]")
        for sign, told in (("mangler", lacking), ("fant", answer.found)):
            Console().print(f"  {sign}: {' · '.join(each.title for each in told)}")


if __name__ == "__main__":
    typer.run(run)
