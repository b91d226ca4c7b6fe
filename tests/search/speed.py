"""`python -m tests.search.speed`: how long ten thousand reports take, on SQLite and PostgreSQL.

The reports are put together from sentences of the labelled ones, with words of their own between,
as long as a report that somebody has taken the time to write.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid5

import typer
from rich.console import Console
from rich.table import Table

from shared.contracts.record import NAMESPACE
from shared.eventlog.projections import migrate_views, open_views
from shared.search.index import Document
from shared.search.terms import terms
from tests.bench.figures import Stopwatch
from tests.search.library import Library
from tests.search.reports import PARTS, reports
from tests.servers.embedded_postgres import EmbeddedPostgres
from tests.servers.postgres_databases import Databases

SENTENCES = 5
OWN_WORDS = 15
AT_ONCE = 100
"""Reports in a transaction, as many as a reader takes at once."""


def told(number: int) -> Iterator[tuple[Document, str, str]]:
    """So many reports, the same ones each time."""
    chance = random.Random(7)
    known = [report for part in PARTS for report in reports(part)]
    sentences = [line.strip() for each in known for line in each.text.split(".") if line.strip()]
    syllables = [first + last for first in "bdfhklmnprstv" for last in "aeiu"]
    for each in range(number):
        own = ["".join(chance.choices(syllables, k=3)) for _ in range(OWN_WORDS)]
        text = ". ".join([*chance.choices(sentences, k=SENTENCES), " ".join(own)])
        key = uuid5(NAMESPACE, f"report {each}")
        yield Document(key, "case", key), chance.choice(known).title, text


def measure(database: str, number: int, seconds: float) -> tuple[float, str, float]:
    """Milliseconds to index one report, to ask (50 % · 99 %), and to take the words of one."""
    engine = open_views(database, "speed")
    migrate_views(engine)
    library = Library(engine)
    documents = list(told(number))
    began = time.perf_counter()
    for first in range(0, number, AT_ONCE):
        library.put(documents[first : first + AT_ONCE])
    indexing = (time.perf_counter() - began) / number * 1_000
    asked = _asked(library, documents[:: max(1, number // 200)], seconds)
    began = time.perf_counter()
    for _, title, text in documents[:1_000]:
        terms(title), terms(text)
    analysing = (time.perf_counter() - began) / min(1_000, number) * 1_000
    engine.dispose()
    return indexing, asked, analysing


def _asked(library: Library, documents: Sequence[tuple[Document, str, str]], seconds: float) -> str:
    watch = Stopwatch(seconds)
    while watch.running:
        for document, title, text in documents:
            began = time.perf_counter()
            found: list[UUID] = library.ask(title, text)
            watch.add(began)
            if found[0] != document.subject:
                raise AssertionError("a report did not find itself")
    measured = watch.figures()
    return f"{measured.p50_ms:.1f} · {measured.p99_ms:.1f}"


def run(
    *,
    number: Annotated[int, typer.Option(min=200, help="Hvor mange meldinger.")] = 10_000,
    seconds: Annotated[float, typer.Option(min=0.5, help="Hvor lenge det spørres.")] = 5.0,
) -> None:
    """Måler hvor raskt like meldinger finnes (I-7)."""
    table = Table(title=f"{number} meldinger, millisekunder")
    for heading in ("lager", "indeksere én", "spørre: median · 99 %", "bare ordene i én"):
        table.add_column(heading, justify="left" if heading == "lager" else "right")
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres() as server:
        for name, database in (
            ("SQLite", f"sqlite:///{Path(folder)}"),
            ("PostgreSQL", Databases(server.url).take()),
        ):
            indexing, asked, analysing = measure(database, number, seconds)
            table.add_row(name, f"{indexing:.1f}", asked, f"{analysing:.1f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(run)
