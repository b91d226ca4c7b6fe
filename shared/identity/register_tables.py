"""The tables of the register of people, organisations, bodies and seats (P-1, G-1, G-2)."""

from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    String,
    Table,
    Text,
    Uuid,
    select,
)

from shared.eventlog.projections import NewTable
from shared.identity.succession import Successions


@dataclass(frozen=True, slots=True)
class RegisterTables:
    """Who is who, where, and since when."""

    areas: Table
    organisations: Table
    members: Table
    people: Table
    employments: Table
    roles: Table
    bodies: Table
    seats: Table


def register_tables(new: NewTable) -> RegisterTables:
    """The tables of one generation."""
    return RegisterTables(
        areas=new(
            "areas",
            Column("id", Uuid, primary_key=True),
            Column("name", Text, nullable=False),
            Column("name_key", Text, nullable=False, index=True),
            Column("case_number_format", Text, nullable=False),
        ),
        organisations=new(
            "organisations",
            Column("id", Uuid, primary_key=True),
            Column("name", Text, nullable=False),
            Column("name_key", Text, nullable=False, index=True),
            Column("kind", String(40), nullable=False),
            Column("number", String(20)),
            Column("successor", Uuid),
            Column("succeeded_on", Date),
        ),
        members=new(
            "members",
            Column("organisation", Uuid, primary_key=True),
            Column("helsefellesskap", Uuid, primary_key=True),
        ),
        people=new(
            "people",
            Column("id", Uuid, primary_key=True),
            Column("name", Text, nullable=False),
            Column("hpr", Text),
            Column("contact", Text),
            Column("employment", String(40), nullable=False),
            Column("title", Text, nullable=False),
        ),
        employments=new(
            "employments",
            Column("person", Uuid, primary_key=True),
            Column("valid_from", Date, primary_key=True),
            Column("employment", String(40), nullable=False),
        ),
        roles=new(
            "roles",
            Column("person", Uuid, primary_key=True),
            Column("role", String(40), primary_key=True),
            Column("helsefellesskap", Uuid, primary_key=True),
            Column("party", Uuid, primary_key=True),
        ),
        bodies=_bodies(new),
        seats=_seats(new),
    )


def _bodies(new: NewTable) -> Table:
    return new(
        "bodies",
        Column("id", Uuid, primary_key=True),
        Column("helsefellesskap", Uuid, nullable=False, index=True),
        Column("kind", String(40), nullable=False),
        Column("name", Text, nullable=False),
        Column("parent", Uuid),
        Column("dissolved_on", Date),
    )


def _seats(new: NewTable) -> Table:
    return new(
        "seats",
        Column("id", Uuid, primary_key=True),
        Column("body", Uuid, nullable=False, index=True),
        Column("helsefellesskap", Uuid, nullable=False),
        Column("party", Uuid, nullable=False),
        Column("side", String(40)),
        Column("person", Uuid, nullable=False, index=True),
        Column("deputy", Uuid, index=True),
        Column("function", String(40), nullable=False),
        Column("rights", Text, nullable=False),
        Column("active_clinician", Boolean, nullable=False),
        Column("term_from", Date, nullable=False),
        Column("term_to", Date, nullable=False),
        Column("agreement", Uuid),
        Column("co_opted_for", Uuid),
    )


def successions(connection: Connection, tables: RegisterTables) -> Successions:
    """Who takes over after whom, of those that have a successor (P-6)."""
    organisations = tables.organisations.c
    rows = connection.execute(
        select(organisations.id, organisations.successor, organisations.succeeded_on).where(
            organisations.successor.is_not(None)
        )
    )
    return Successions({row.id: (row.successor, row.succeeded_on) for row in rows})
