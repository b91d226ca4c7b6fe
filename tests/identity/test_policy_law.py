"""P-3: the list form and the single answer agree, in the policy and in SQL."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    create_engine,
    delete,
    exists,
    insert,
    select,
)
from sqlalchemy.pool import StaticPool

from shared.identity.actors import Actor, Holding, Role, Seat
from shared.identity.listing import Columns, Membership, where
from shared.identity.policy import ACTIONS, Action, Allowed, Kind, Resource, allowed, scope
from tests.identity.world import AREA, CASE, ME, PEOPLE, Asked

IDS = [UUID(int=number) for number in range(1, 5)]
ids = st.sampled_from(IDS)
perhaps = st.none() | ids
some = st.frozensets(ids, max_size=2)
ROLES: tuple[Role, ...] = (
    "clinician",
    "secretariat",
    "attester",
    "approver",
    "payroll",
    "helsedirektoratet",
    "operator",
    "integrator",
)
KINDS: tuple[Kind, ...] = (
    "report",
    "case",
    "diagnosis",
    "decision",
    "meeting",
    "routine",
    "clarification",
    "hearing",
    "structure",
    "claim",
    "agreement",
    "batch",
    "rate",
    "figures",
    "log",
    "platform",
)

READING: tuple[Action, ...] = (
    "intake.read-case",
    "assessment.read",
    "governance.read-case",
    "governance.read-decision",
    "audit.read-history",
)

holdings = st.builds(Holding, st.sampled_from(ROLES), perhaps, perhaps)
seats = st.builds(
    Seat,
    ids,
    ids,
    ids,
    ids,
    st.sampled_from(["chair", "vice", "member", "observer", "secretary"]),
    st.frozensets(st.sampled_from(["vote", "speech", "proposal", "attend"])),
    perhaps,
    st.sampled_from(["ssu", "fs", None]),
)
actors = st.builds(
    Actor,
    ids,
    st.frozensets(holdings, max_size=3),
    st.frozensets(seats, max_size=2),
    st.frozensets(seats, max_size=1),
    st.frozensets(ids, max_size=2),
)
resources = st.builds(
    Resource,
    kind=st.sampled_from(KINDS),
    helsefellesskap=perhaps,
    visiting=some,
    body=perhaps,
    party=perhaps,
    parties=some,
    person=perhaps,
    people=some,
    case=perhaps,
    cases=some,
    attester=perhaps,
    locked=st.booleans(),
    lifted=st.booleans(),
    named=st.booleans(),
)
actions = st.sampled_from(ACTIONS)

metadata = MetaData()
ROWS = Table(
    "rows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("helsefellesskap", Uuid),
    Column("body", String),  # ids as text must do as well
    Column("party", Uuid),
    Column("person", Uuid),
    Column("case", String),
    Column("attester", String),
    Column("locked", Boolean, nullable=False),
    Column("lifted", Boolean, nullable=False),
    Column("named", Boolean, nullable=False),
)
MANY = Table(
    "many",
    metadata,
    Column("row", Integer),
    Column("what", String),
    Column("id", Uuid),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(made)
    yield made
    made.dispose()


@settings(max_examples=1_000, deadline=None)
@given(actors, actions, resources)
def test_allowed_exactly_when_the_scope_admits_p3(
    actor: Actor, action: Action, resource: Resource
) -> None:
    answer = allowed(actor, action, resource)
    assert isinstance(answer, Allowed) == scope(actor, action).admits(resource)


@settings(max_examples=150, deadline=None)
@given(actors, actions, st.lists(resources, min_size=1, max_size=12))
def test_the_sql_of_the_scope_gives_exactly_the_admitted_rows_p3(
    engine: Engine, actor: Actor, action: Action, listed: list[Resource]
) -> None:
    within = scope(actor, action)
    with engine.begin() as connection:
        _keep(connection, listed)
        found = connection.scalars(select(ROWS.c.id).where(where(within, _columns()))).all()
    expected = {number for number, resource in enumerate(listed) if within.admits(resource)}
    assert set(found) == expected


@pytest.mark.parametrize("action", ACTIONS)
def test_the_sql_agrees_about_every_role_and_every_near_miss_p3(
    engine: Engine, action: Action
) -> None:
    listed = _near_misses(Asked(action).resource)
    with engine.begin() as connection:
        _keep(connection, listed)
        for actor in PEOPLE.values():
            within = scope(actor, action)
            found = connection.scalars(select(ROWS.c.id).where(where(within, _columns()))).all()
            admitted = {number for number, each in enumerate(listed) if within.admits(each)}
            assert set(found) == admitted


@settings(max_examples=150, deadline=None)
@given(actors, actions, st.lists(resources, min_size=1, max_size=12))
def test_a_list_that_lacks_columns_shows_no_more_p3(
    engine: Engine, actor: Actor, action: Action, listed: list[Resource]
) -> None:
    within = scope(actor, action)
    columns = Columns(
        kind=ROWS.c.kind,
        helsefellesskap=ROWS.c.helsefellesskap,
        person=ROWS.c.person,
        attester=ROWS.c.attester,
    )
    with engine.begin() as connection:
        _keep(connection, listed)
        found = connection.scalars(select(ROWS.c.id).where(where(within, columns))).all()
    assert all(within.admits(listed[number]) for number in found)


@settings(max_examples=500, deadline=None)
@given(actors, resources)
def test_nobody_from_outside_reads_another_helsefellesskaps_open_case_p4(
    actor: Actor, resource: Resource
) -> None:
    homes = {held.helsefellesskap for held in actor.holdings}
    homes |= {seat.helsefellesskap for seat in actor.seats | actor.deputises}
    outside = not (homes & {resource.helsefellesskap, *resource.visiting})
    mine = actor.person == resource.person or actor.person in resource.people
    if outside and not mine and not resource.locked and resource.kind in {"case", "diagnosis"}:
        assert not any(scope(actor, action).admits(resource) for action in READING)


def test_a_list_must_say_whose_claims_it_shows_c7() -> None:
    approver = Actor(IDS[0], frozenset({Holding("approver", None, IDS[1])}))
    columns = Columns(kind="claim", party=ROWS.c.party)
    with pytest.raises(ValueError, match="person"):
        where(scope(approver, "compensation.approve"), columns)


def test_who_holds_nothing_gets_an_empty_list(engine: Engine) -> None:
    with engine.begin() as connection:
        _keep(connection, [Resource("case", IDS[0])])
        columns = Columns(kind="case", case=ROWS.c.case)
        nothing = where(scope(Actor(IDS[3]), "intake.triage"), columns)
        assert connection.scalars(select(ROWS.c.id).where(nothing)).all() == []


def _near_misses(fits: Resource) -> list[Resource]:
    """The resource, and the same with one thing about it changed or not known."""
    changes: list[dict[str, Any]] = [{}]
    for name in ("helsefellesskap", "body", "party", "person", "case", "attester"):
        changes += [{name: value} for value in (None, ME, UUID(int=99))]
    changes += [{name: False} for name in ("locked", "lifted", "named")]
    changes += [{"people": frozenset({ME})}, {"parties": frozenset()}]
    changes += [{"case": None, "cases": frozenset({CASE})}]
    changes += [{"helsefellesskap": UUID(int=99), "visiting": frozenset({AREA})}]
    changes += [{"kind": kind} for kind in KINDS]
    return [replace(fits, **change) for change in changes]


def _columns() -> Columns:
    return Columns(
        kind=ROWS.c.kind,
        helsefellesskap=ROWS.c.helsefellesskap,
        visiting=_among("visiting"),
        body=ROWS.c.body,
        party=ROWS.c.party,
        parties=_among("parties"),
        person=ROWS.c.person,
        people=_among("people"),
        case=ROWS.c.case,
        cases=_among("cases"),
        attester=ROWS.c.attester,
        locked=ROWS.c.locked,
        lifted=ROWS.c.lifted,
        named=ROWS.c.named,
    )


def _among(what: str) -> Membership:
    def member(wanted: UUID) -> ColumnElement[bool]:
        return exists().where(MANY.c.row == ROWS.c.id, MANY.c.what == what, MANY.c.id == wanted)

    return member


def _keep(connection: Connection, listed: list[Resource]) -> None:
    connection.execute(delete(ROWS))
    connection.execute(delete(MANY))
    for number, resource in enumerate(listed):
        connection.execute(
            insert(ROWS).values(
                id=number,
                kind=resource.kind,
                helsefellesskap=resource.helsefellesskap,
                body=None if resource.body is None else str(resource.body),
                party=resource.party,
                person=resource.person,
                case=None if resource.case is None else str(resource.case),
                attester=None if resource.attester is None else str(resource.attester),
                locked=resource.locked,
                lifted=resource.lifted,
                named=resource.named,
            )
        )
        for what in ("visiting", "parties", "people", "cases"):
            for each in getattr(resource, what):
                connection.execute(insert(MANY).values(row=number, what=what, id=each))
