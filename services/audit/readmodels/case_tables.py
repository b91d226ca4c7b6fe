"""The tables of what audit knows of each case, for the questions of R-5."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, Uuid

from shared.eventlog.projections import NewTable, UtcDateTime

Level: TypeAlias = Literal["practical", "organisational", "system", "ended"]
"""The three levels of the source text; `ended` is where no case lies any more."""


@dataclass(frozen=True, slots=True)
class Tables:
    """`stays` is where a case has lain, each from `since` to the next; `rests_on` the events that
    a row is made of."""

    cases: Table
    stays: Table
    provisions: Table
    dissents: Table
    items: Table
    rests_on: Table


def case_tables(new: NewTable) -> Tables:
    """The tables of one generation."""
    return Tables(
        cases=_cases(new),
        stays=new(
            "stays",
            Column("case_id", Uuid, primary_key=True),
            Column("since", UtcDateTime, primary_key=True),
            Column("level", String(20), nullable=False),
            Column("body", Uuid, index=True),
        ),
        provisions=new(
            "provisions",
            Column("source", Uuid, primary_key=True),
            Column("law", Text, primary_key=True),
            Column("section", Text, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
        ),
        dissents=new(
            "dissents",
            Column("event_id", Uuid, primary_key=True),
            Column("number", Integer, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("at", UtcDateTime, nullable=False),
            Column("seat", Uuid, nullable=False),
            Column("party", Uuid, nullable=False),
            Column("kind", String(20)),
            Column("blocking", Boolean, nullable=False),
            Column("text", Text, nullable=False),
        ),
        items=new(
            "items",
            Column("item", Uuid, primary_key=True),
            Column("case_id", Uuid, nullable=False),
        ),
        rests_on=new(
            "rests_on",
            Column("event_id", Uuid, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
        ),
    )


def _cases(new: NewTable) -> Table:
    return new(
        "cases",
        Column("case_id", Uuid, primary_key=True),
        Column("number", Text),
        Column("helsefellesskap", Uuid, index=True),
        Column("reporter", Uuid),
        Column("reports", Integer),
        Column("reported_at", UtcDateTime, index=True),
        Column("main_obstacle", String(20)),
        Column("disagreement", String(20)),
        Column("outcome", String(40)),
        Column("locked", Boolean),
        Column("lifted", Boolean),
        Column("ended_at", UtcDateTime),
        Column("days", Integer),
    )
